"""The marks that are taken off the pages before they are scored."""

import random

from tests.tools.score_papers import with_fewer_marks, without_marks, without_some

PAGE = "# 大桥检修\n\n**提醒**\n\n大桥从今天起夜间检修，#1墩先修。\n\n## 什么时候修完\n\n月底。\n"


def test_no_heading_mark_stays_and_the_text_does():
    assert without_marks(PAGE) == PAGE.replace("## ", "").replace("# ", "")


def test_a_third_of_the_headlines_lose_their_marks_and_no_other_heading_does():
    headlines = [f"第{n}条新闻" for n in range(300)]
    page = "\n\n".join(f"# {text}\n\n## 小标题" for text in headlines)
    rows = without_some(page, set(headlines), random.Random(1)).split("\n\n")
    assert 70 < sum(row in headlines for row in rows) < 130
    assert rows.count("## 小标题") == 300


def test_the_same_page_loses_the_same_marks_again():
    articles = [{"title": f"第{n}条新闻"} for n in range(60)]
    page = {"id": "1", "markdown": "\n".join(f"# {a['title']}" for a in articles), "articles": articles}
    first, second = (with_fewer_marks([page]) for _ in range(2))
    assert first == second
    assert first["all"] == [page]
    assert "# " not in first["none"][0]["markdown"]
    assert 0 < first["some"][0]["markdown"].count("# ") < 60
