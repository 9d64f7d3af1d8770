"""Articles that go on on another page."""

import datetime as dt
from dataclasses import replace

import pytest

from service.model import Article, Edit
from service.sources.epaper.turned_articles import joined
from service.sources.fetching import FetchLimits
from service.sources.gather import gather
from tests.support.epaper_site import DAY, FAMILIES, PAGES, save, site

ONE, FOUR = "https://paper.example/html/2026-03/21/第A01版：要闻", "https://paper.example/html/2026-03/21/第A04版：综合"
FIRST = Article(ONE, "春灌开始", ("今天一早，渠水到了田头。", "农户说，今年的水比去年早到（下转第4版）"), kicker="春耕")
REST = Article(FOUR, "春灌开始", ("（上接第1版）六天。", "县里还要再修两条渠。"), authors=("何青",))
OTHER = Article(FOUR, "老街换新颜", ("老街昨天开街。",))


def titles_and_texts(*articles):
    return [(each.title, each.paragraphs) for each in joined(articles, {ONE, FOUR})]


WHOLE = ("春灌开始", ("今天一早，渠水到了田头。", "农户说，今年的水比去年早到六天。", "县里还要再修两条渠。"))


def test_two_parts_that_name_each_others_pages_are_one_article():
    [whole, other] = joined([FIRST, REST, OTHER], {ONE, FOUR})
    assert (whole.title, whole.paragraphs) == WHOLE
    assert (whole.source, whole.kicker, whole.authors) == (ONE, "春耕", ("何青",))
    assert whole.edits == (Edit("joined", FOUR, "each part names the page of the other", "春灌开始"),)
    assert other == OTHER


@pytest.mark.parametrize(
    ("on", "back"),
    [
        ("【下转第四版】", "【上接第一版】"),
        ("（下转A4版）", "（上接A1版《春灌开始》）"),
        ("（转 04 版）", "（紧接01版）"),
        ("(下转第A04版)", "(上接第A01版)"),
    ],
)
def test_notes_as_papers_print_them(on, back):
    first = replace(FIRST, paragraphs=(FIRST.paragraphs[0], "农户说，今年的水比去年早到" + on))
    rest = replace(REST, paragraphs=(back + "六天。", REST.paragraphs[1]))
    assert titles_and_texts(first, rest) == [WHOLE]


def test_notes_in_lines_of_their_own_in_the_title_and_among_what_the_reading_took_out():
    first = replace(FIRST, paragraphs=(FIRST.paragraphs[0], "下转第4版"))
    rest = replace(REST, title="渠水到田头（上接第1版）", paragraphs=REST.paragraphs[1:])
    whole = (FIRST.title, (FIRST.paragraphs[0], REST.paragraphs[1]))
    assert titles_and_texts(first, rest) == [whole]
    first = replace(FIRST, paragraphs=FIRST.paragraphs[:1], edits=(Edit("dropped", "line 3", "a", "（下转第4版）"),))
    rest = replace(REST, paragraphs=REST.paragraphs[1:], edits=(Edit("dateline", "line 1", "b", "（上接第1版）"),))
    assert titles_and_texts(first, rest) == [whole]
    assert [edit.what for edit in joined([first, rest], {ONE, FOUR})[0].edits] == ["joined"]


@pytest.mark.parametrize(
    "parts",
    [
        (FIRST, OTHER),
        (REST, OTHER),
        (FIRST, replace(REST, source=REST.source.replace("04", "03"))),
        (FIRST, replace(REST, source=REST.source.replace("2026-03/21", "2026-03/20"))),
        (FIRST, replace(REST, paragraphs=("（上接第2版）六天。",))),
        (replace(FIRST, paragraphs=("有关方案详见第4版。",)), REST),
        (replace(FIRST, paragraphs=("这个消息本报曾在（下转第4版）中说过，后来没有下文。",)), REST),
        (FIRST, replace(FIRST, title="老街换新颜"), replace(REST, title="续篇")),
    ],
    ids=[
        "no rest",
        "no first",
        "another page",
        "another day",
        "from another page",
        "a hint",
        "in a text",
        "two firsts",
    ],
)
def test_parts_that_do_not_name_each_other_alone_stay_apart(parts):
    assert joined(parts, {ONE, FOUR, *(part.source for part in parts)}) == parts


def test_of_two_pairs_those_of_one_headline_belong_together():
    street = replace(FIRST, title="老街换新颜", paragraphs=("老街昨天开街（下转第4版）",))
    goes_on = replace(REST, title="老街换新颜", paragraphs=("（上接第1版），游人如织。",))
    assert titles_and_texts(street, FIRST, REST, goes_on) == [("老街换新颜", ("老街昨天开街，游人如织。",)), WHOLE]


def test_articles_of_other_sources_are_left_alone():
    assert joined([FIRST, REST], {ONE}) == (FIRST, REST)


def _turned(html, path):
    """Return the HTML at a path of a site whose first article goes on on the second page, as the first there."""
    if "content_1001" in path:
        return html.replace("总算有了结果。", "总算有了（下转第2版）")
    return (
        html.replace("<founder-content><p>", "<founder-content><p>（上接第1版）结果，")
        if "content_1004" in path
        else html
    )


def test_an_article_is_told_whole_from_a_site_and_from_a_folder_of_it(server, tmp_path):
    family = FAMILIES["Founder, older"]
    save(family, tmp_path)
    for path, html in site(family).items():
        server.give(f"/{path}", _turned(html, path), Content_Type="text/html; charset=utf-8")
        file = tmp_path / path
        file.write_text(_turned(file.read_text("utf-8"), path), "utf-8")
    now, limits = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC), FetchLimits(retries=0, pause=1, site_pause=0.0)
    for source in (f"{server.url}/index.htm", str(tmp_path)):
        whole, *others = gather([source], day=DAY, now=now, limits=limits, allowed_hosts=["127.0.0.1"]).articles
        assert whole.title == PAGES["要闻"][0]
        assert "总算有了结果，老街换新颜的消息昨天传开" in whole.text
        assert [each.title for each in others] == [*PAGES["要闻"][1:], PAGES["民生"][1]]
