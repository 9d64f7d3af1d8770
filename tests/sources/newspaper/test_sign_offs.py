"""Who wrote a text, named below it ahead of the next headline, and labels and kickers that look alike."""

import datetime as dt

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.sign_offs import names, says_where, with_sign_offs
from tests.support.tables import every_row

TEXT = ("村口的路灯坏了三个月，昨天终于修好了。", "灯亮得快，当然是好事，可为什么非要等到上网留言，才有人来修？")
NEXT = "本报讯（记者 卢明）河东大桥昨天开始检修，工期四十天，检修时行人可以通过。"
LAST = "本报讯 本周三十五种蔬菜平均每斤三元一角，比上周便宜一角五分，白菜降得最多。"
HEADS = [LineType.HEADLINE, LineType.PROSE, LineType.LABEL, LineType.HEADLINE]


@every_row(
    ("line", "people"),
    [
        ("——方远", ("方远",)),
        ("□ 方远舟", ("方远舟",)),
        ("作者 方远", ("方远",)),
        ("来稿/方远", ("方远",)),
        ("图/文 方远", ("方远",)),
        ("方远 文/摄", ("方远",)),
        ("方远舟 卢明", ("方远舟", "卢明")),
        ("方  远", ("方远",)),
        ("方远（望山县教师）", ("方远",)),
        ("方远，望山县党校讲师", ("方远",)),
        ("■方远（望山县教师）", ("方远",)),
        ("您的读者 方远", ("方远",)),
        ("本报见习记者 方远", ("方远",)),
        # Labels and kickers, though their characters may be names.
        ("文化惠民", ()),
        ("钱袋子", ()),
        ("公告", ()),
        ("河东 河西", ()),
        ("■ 高考", ()),
        ("强降雨来袭", ()),
        ("本报评论员", ()),
    ],
)
def test_a_line_that_names_its_writers_says_so(line, people):
    assert names(line) == people


@every_row(
    ("line", "is_place"),
    [
        ("（作者单位：望山县委党校）", True),
        ("作者单位：望山县委党校", True),
        ("（作者为望山县作协会员）", True),
        ("（作者系望山县委党校讲师 方远舟）", False),
        ("作者是谁并不重要。", False),
    ],
)
def test_where_an_author_works_is_told_from_who_it_is(line, is_place):
    assert says_where(line) == is_place


@every_row(
    ("texts", "marked", "found"),
    [
        (["修灯", TEXT[0], "——方远", "大桥检修"], [True, False, False, True], LineType.CREDIT),
        (["修灯", TEXT[0], "文化惠民", "大桥检修"], [True, False, False, True], LineType.LABEL),
        (["修灯", TEXT[0], "——方远", "大桥检修"], [True, False, False, False], LineType.CREDIT),
        # The line has a mark, or the text above goes on.
        (["修灯", TEXT[0], "——方远", "大桥检修"], [True, False, True, True], LineType.LABEL),
        (["修灯", TEXT[0][:-4], "——方远", "大桥检修"], [True, False, False, True], LineType.LABEL),
    ],
)
def test_names_between_a_whole_text_and_a_headline_are_its_credit(texts, marked, found):
    assert with_sign_offs(texts, marked, HEADS)[2] is found


def test_names_at_the_end_of_the_page_are_the_credit_of_its_last_text():
    heads = [LineType.HEADLINE, LineType.PROSE, LineType.CAPTION, LineType.FURNITURE]
    texts = ["修灯", TEXT[0], "方远（望山县教师）", "第2版"]
    assert with_sign_offs(texts, [True, False, False, False], heads)[2] is LineType.CREDIT
    heads[3], texts[3] = LineType.PROSE, TEXT[1]
    assert with_sign_offs(texts, [True, False, False, False], heads)[2] is LineType.CAPTION


@every_row(
    "signed",
    [
        "——方远舟",
        "方远舟（望山县市民）",
        "方远舟 文/摄",
        "方远舟\n\n（作者单位：望山县委党校）",
        "（作者单位：望山县委党校）\n\n方远舟",
        "作者单位：望山县委党校\n\n方远舟",
    ],
)
def test_a_sign_off_is_no_part_of_the_next_head(signed):
    page = f"# 路灯亮了\n\n{TEXT[0]}\n\n{TEXT[1]}\n\n{signed}\n\n# 河东大桥检修\n\n{NEXT}\n\n# 菜价回落\n\n{LAST}\n"
    first, second, _ = read(Page("a.md", page, dt.date(2026, 3, 21), "name 20260321"))
    assert (first.authors, first.paragraphs) == (("方远舟",), TEXT)
    assert (second.title, second.kicker, second.section) == ("河东大桥检修", "", "")
