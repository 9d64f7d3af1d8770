"""Pages with each kind of damage beside the articles that are to be read from them."""

import dataclasses
import json

import pytest

from service.model import Page
from service.sources.newspaper import read
from tests.support.paths import DATA, ROOT
from tests.support.tables import every_row, thinned

PAGES = DATA / "pages"


@every_row("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_the_page_gives_its_articles(page):
    wanted = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    found = [dataclasses.asdict(a) for a in read(Page(page.name, page.read_text(encoding="utf-8")))]
    assert [a["title"] for a in found] == [w["title"] for w in wanted]
    for article, want in zip(found, wanted, strict=True):
        for field in ("section", "kicker", "subtitle"):
            assert article[field] == want.get(field, ""), want["title"]
        for field in ("authors", "paragraphs", "damaged"):
            assert list(article[field]) == want.get(field, []), want["title"]
        assert [f"{e['what']}: {e['where']}" for e in article["edits"]] == want["edits"]
        assert all(e["why"] and e["before"] for e in article["edits"])


@every_row("text", ["", "\n\n  \n", "# 标题\n\n## 另一个标题\n", "![](a.jpg)\n\n---\n", "\x00\x01", "#", "，。"])
def test_a_page_without_text_has_no_article(text):
    assert read(Page("a.md", text)) == ()


def test_the_source_and_the_date_are_handed_on():
    import datetime as dt

    page = Page("seeds/a.md", "# 大桥夜间检修\n\n青岚跨江大桥自5月12日起夜间检修。\n", dt.date(2026, 5, 12))
    (article,) = read(page)
    assert (article.source, article.published) == ("seeds/a.md", dt.date(2026, 5, 12))


def test_what_stands_first_marked_high_and_long_is_more_prominent():
    text = (
        "# 甲村通了公交\n\n"
        + "甲村的村民坐上了公交车。" * 60
        + "\n\n## 乙村修了桥\n\n本报讯（记者 方远）乙村的桥修好了。\n"
    )
    first, second = read(Page("a.md", text))
    assert 0 <= second.prominence < first.prominence <= 1


def test_the_users_corrections_are_made_and_recorded():
    page = Page("a.md", "# 青岗市修桥\n\n青岗市的大桥修好了。\n")
    (article,) = read(page, {"青岗": "青岚"})
    assert (article.title, article.text) == ("青岚市修桥", "青岚市的大桥修好了。")
    assert {e.what for e in article.edits} == {"corrected"}
    assert read(page)[0].title == "青岗市修桥"


def test_lines_may_end_in_any_way_and_markup_is_taken_off():
    text = "标题在这里\r\n=====\r\n\r\n**要闻**里说[链接](http://a.b/c)好&amp;坏。\u200b\u202e\r\n<p>第二段<b>加粗</b>。</p>\r\n"
    (article,) = read(Page("a.md", text))
    assert article.title == "标题在这里"
    assert article.paragraphs == ("要闻里说链接好&坏。", "第二段加粗。")


def test_text_above_the_first_headline_belongs_to_it_only_when_it_shares_its_words():
    page = "{}\n\n# 青岚跨江大桥夜间检修\n\n大桥自5月12日起检修，每晚十点封闭双向车道。\n"
    (article,) = read(Page("a.md", page.format("青岚跨江大桥要检修了，市民都在问怎么绕行。")))
    assert len(article.paragraphs) == 2
    (article,) = read(Page("a.md", page.format("另一件事的结尾还在这里，前一版没有说完。")))
    assert len(article.paragraphs) == 1
    assert [e.what for e in article.edits] == ["dropped"]


def test_names_alone_under_a_headline_are_its_authors():
    (article,) = read(Page("a.md", "# 青岚跨江大桥夜间检修\n\n方远 卢明\n\n大桥自5月12日起检修。\n"))
    assert article.authors == ("方远", "卢明")
    assert article.subtitle == ""


@every_row(
    ("lines", "authors"),
    [
        (("□本报记者 方远", "大桥自5月12日起检修。", "雁湖区居民　孟庆霞", "我每天过桥上班。"), ("方远",)),
        (("我每天过桥上班。", "雁湖区居民　孟庆霞"), ("孟庆霞",)),
        (("□本报记者 方远", "大桥自5月12日起检修。", "测量员　邢露", "我每天量桥面三次。"), ("方远",)),
        (("□ 本报评论员", "大桥该修就修。"), ("本报评论员",)),
        (("□ 本报评论员", "大桥该修就修。（方远）"), ("方远",)),
        (("大桥自5月12日起检修，每晚十点封闭。（方远/文 卢明/图）",), ("方远", "卢明")),
    ],
)
def test_who_wrote_an_article(lines, authors):
    (article,) = read(Page("a.md", "\n\n".join(("# 青岚跨江大桥夜间检修", *lines))))
    assert article.authors == authors


def test_a_column_of_the_shipped_pages_is_the_section_of_its_comment():
    page = next((ROOT / "seeds").glob("*-A03.txt")).read_text("utf-8")
    comment = next(a for a in read(Page("a.md", page)) if a.title == "给晚归的人留一张书桌")
    assert (comment.section, comment.authors, len(comment.paragraphs)) == ("汀边快语", ("褚砚秋",), 4)


def test_a_table_s_heading_takes_no_headline_below_it():
    lamps = "# 桥头的灯亮了\n\n本报讯（记者 方远）桥头的灯昨晚亮了，修灯用了三天。\n"
    table = "# 农贸市场零售价\n\n| 品名 | 元 |\n|---|---|\n| 白菜 | 1.2 |\n"
    fields = "# 高标准农田新建\n\n本报讯（记者 卢明）今年全县新建高标准农田4.2万亩，11月底前全部能浇上水。\n"
    found = read(Page("a.md", f"{lamps}\n{table}\n{fields}"))
    assert [(a.title, a.subtitle) for a in found] == [("桥头的灯亮了", ""), ("高标准农田新建", "")]


@pytest.mark.parametrize("page", thinned(sorted((ROOT / "seeds").glob("*.txt")), 3), ids=lambda page: page.stem)
def test_a_page_with_half_width_marks_is_read_as_the_same_page(page):
    """Scanners and web editors write `,` for `，`: by that alone four of ten articles of six papers were lost."""
    text = page.read_text(encoding="utf-8")
    half = text.translate(str.maketrans("，：；？！（）“”", ',:;?!()""')).replace("。", ".")
    assert half != text
    printed, scanned = read(Page("a.md", text)), read(Page("a.md", half))
    assert [(a.title, a.authors, a.paragraphs) for a in scanned] == [
        (a.title, a.authors, a.paragraphs) for a in printed
    ]


def test_a_dateline_alone_below_a_text_is_not_told():
    above = "# 石桥县推行田长制\n\n本报记者 何青\n\n石桥县为每块耕地配上“田长”，每月巡田两次。\n\n"
    below = "# 青岚港换新航标灯\n\n本报讯（记者 方远）青岚港六十四座航标灯更新完毕，夜航看得更远。\n"
    for row in ("本报石桥6月3日电", "**本报石桥6月3日电**", "（本报石桥6月3日电）"):
        first, second = read(Page("a.md", f"{above}{row}\n\n{below}"))
        assert first.paragraphs == ("石桥县为每块耕地配上“田长”，每月巡田两次。",)
        assert second.kicker == second.section == ""


def test_what_goes_on_from_another_page_is_no_text_of_the_article_above():
    above = "# 青岚港换新航标灯\n\n本报讯（记者 方远）青岚港六十四座航标灯更新完毕，夜航看得更远。\n\n"
    rest = "石桥县把耕地保护写进村规民约，谁占地谁退。"
    for pointer in ("（上接第一版）", "# （上接第一版）", "上接A1版"):
        (article,) = read(Page("a.md", f"{above}{pointer}\n\n{rest}\n"))
        assert rest not in article.paragraphs
        assert rest in [edit.before for edit in article.edits if edit.what == "dropped"]
    for other in (f"{above}（下转第四版）\n\n{rest}\n", f"# 石桥县护耕地\n\n（上接第一版）\n\n{rest}\n"):
        assert rest in read(Page("a.md", other))[-1].paragraphs
