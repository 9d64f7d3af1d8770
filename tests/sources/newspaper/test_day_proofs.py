"""A day's articles put each other's misread characters right, and touch nothing else."""

import datetime as dt

import pytest

from service.model import Article, Page
from service.sources.newspaper import day_proofs, read
from service.sources.newspaper.day_proofs import proved

DAY = dt.date(2026, 3, 3)


def article(text: str, title: str = "渡口昨天停航", published: dt.date = DAY) -> Article:
    return Article("A01.md", title, (text,), published=published)


def misread_page() -> tuple[Article, ...]:
    """An article of a page that puts one misread character right."""
    return tuple(read(Page("A01.md", "# 学校开学\n\n本报讯 今夭，全县学校开学，孩子中午在校休息。", DAY)))


def last_text(*texts: str) -> str:
    return proved([*misread_page(), *(article(text) for text in texts)])[-1].paragraphs[0]


@pytest.mark.parametrize(
    ("others", "read_as", "meant"),
    [
        (("县里扩建粮食储备库。", "粮食储备库下月开工。"), "粮食储备厍能装三万吨。", "粮食储备库能装三万吨。"),
        (("栎溪水库昨天开闸。", "记者在栎溪水库看到，闸门已开。"), "栎溪水厍禁止垂钓。", "栎溪水库禁止垂钓。"),
        (("县蔬菜批发市场开业。",), "蔬莱批发市场下月扩建。", "蔬菜批发市场下月扩建。"),
        (
            ("市长岑柏舟昨天主持会议。", "副市长和市长岑柏舟一同到场。"),
            "昨天，市长岑拍舟到渡口调研。",
            "昨天，市长岑柏舟到渡口调研。",
        ),
    ],
)
def test_what_the_day_has_elsewhere_is_put_right(others: tuple[str, ...], read_as: str, meant: str) -> None:
    assert last_text(*others, read_as) == meant


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (("市长岑柏舟昨天主持会议。",), "昨天，市长岑拍舟到渡口调研。"),
        (("教师岑柏舟昨天上课。", "学生说岑柏舟讲得好。"), "工人岑拍舟到渡口干活。"),
        (("一月的库存不多。", "县里的库房满了。"), "厍姓的人家都搬走了。"),
        (("船在渡口停了三天。", "渡口停航。"), "渡囗停航一词误作渡口停航。"),
        (("粮食储备库下月开工。", "县里扩建粮食储备库。"), "粮食储备厍能装三万吨。粮食储备厍很大。"),
    ],
)
def test_what_the_day_does_not_prove_stays(others: tuple[str, ...], text: str) -> None:
    assert last_text(*others, text) == text


def test_a_day_that_no_page_shows_to_be_misread_is_left_as_it_is() -> None:
    articles = [
        article("哈马斯下周派人谈判。"),
        article("哈马斯下午说，谈判没有结果。"),
        article("他说，哈马斯不愿谈判。"),
        article("县里扩建粮食储备库。粮食储备库下月开工。"),
        article("粮食储备厍能装三万吨。"),
    ]
    assert proved(articles) == tuple(articles)
    assert proved([*misread_page(), *articles])[-1].paragraphs == ("粮食储备库能装三万吨。",)


def test_another_day_proves_nothing() -> None:
    others = [*misread_page()] + [article(text) for text in ("县里扩建粮食储备库。", "粮食储备库下月开工。")]
    misread = article("粮食储备厍能装三万吨。", published=DAY + dt.timedelta(1))
    assert proved([*others, misread]) == (*others, misread)


def test_two_characters_are_proof_on_a_day_known_to_be_misread() -> None:
    pages = (
        "# 渡口昨天停航\n\n本报讯 昨天，工人把货物运到渡口，下午全部装船，晚上到达对岸。",
        "# 码头下月扩建\n\n本报讯 工人说，渡口的贷物堆了三天，扩建以后可以随到随运。",
        "# 学校今天开学\n\n本报讯 今夭，全县学校开学，午饭3l元，孩子中午在校休息。",
    )
    found = [article for text in pages for article in read(Page("A01.md", text, DAY))]
    assert "渡口的货物堆了三天" in proved(found)[1].text
    assert "渡口的贷物堆了三天" in proved(found[:2])[1].text


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("民警查了两地的户藉，找到了他。", "民警查了两地的户籍，找到了他。"),
        ("伤口深的，要打破伤凤针。", "伤口深的，要打破伤风针。"),
        ("老人不太会写字。", "老人不太会写字。"),
        ("组版：冼嘉木", "组版：冼嘉木"),
    ],
)
def test_what_makes_no_word_is_put_right_on_a_day_known_to_be_misread(read_as: str, meant: str) -> None:
    [known] = read(Page("A01.md", "# 学校开学\n\n本报讯 今夭，全县学校开学，午饭3l元，孩子中午在校休息。", DAY))
    assert proved([known, article(read_as)])[-1].paragraphs == (meant,)
    assert proved([*misread_page(), article(read_as)])[-1].paragraphs == (read_as,)


def test_every_part_of_an_article_is_put_right_with_a_record() -> None:
    others = [*misread_page()] + [article(text) for text in ("县里扩建粮食储备库。", "粮食储备库下月开工。")]
    line = "粮食储备厍能装三万吨。"
    misread = Article("A02.md", "装粮三万吨", ("小标题", line), subheads=("小标题",), damaged=(line,), published=DAY)
    meant = proved([*others, misread])[-1]
    assert meant.paragraphs == ("小标题", "粮食储备库能装三万吨。")
    assert meant.damaged == ("粮食储备库能装三万吨。",)
    assert meant.subheads == ("小标题",)
    [edit] = meant.edits
    assert (edit.what, edit.why) == ("corrected", "库 for 厍: the day has 粮食储备库 elsewhere")


def test_a_title_is_put_right_too() -> None:
    others = [*misread_page()] + [article(text) for text in ("县里扩建粮食储备库。", "粮食储备库下月开工。")]
    assert proved([*others, article("昨天开工。", "粮食储备厍扩建")])[-1].title == "粮食储备库扩建"


def test_an_archive_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("县里扩建粮食储备库。", "粮食储备库下月开工。", "粮食储备厍能装三万吨。")
    size = sum(map(len, texts)) + sum(len(each.text) for each in misread_page())
    monkeypatch.setattr(day_proofs, "LARGEST_DAY", size - 1)
    assert last_text(*texts) == texts[-1]
    monkeypatch.setattr(day_proofs, "LARGEST_DAY", size)
    assert last_text(*texts) != texts[-1]
