"""The types of headings, corrected by the marks of the page's other headings."""

import pytest

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.mark_corrections import headline_level, rows_of_one, with_levels, with_marks
from tests.support.tables import every_row

ROLES = {
    LineType.PROSE: LineClass.TEXT,
    LineType.SUBHEAD: LineClass.SUBHEADING,
    LineType.BYLINE: LineClass.BYLINE,
    LineType.CREDIT: LineClass.CREDIT,
}
TEXT = (LineType.PROSE, "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。", 0)
SIGNED = (LineType.CREDIT, "（方远）", 0)
TITLE = (LineType.HEADLINE, "老街旧楼装电梯", 1)
SHORT, LONG = "盐仓真有盐仓", "考古证实一个叫了八百年的地名"
MARKED_KICKERS = ((LineType.KICKER, "本市今起试行新办法", 2), TITLE, TEXT) * 2
BARE_KICKERS = ((LineType.KICKER, "本市今起试行新办法", 0), TITLE, TEXT) * 2


def blocks_of(given: tuple[tuple[LineType, str, int], ...]) -> list[Block]:
    return [
        Block(2 * n, text, ROLES.get(type_, LineClass.HEADING), level, type=type_)
        for n, (type_, text, level) in enumerate(given, 1)
    ]


def marks(*given: tuple[LineType, str, int]) -> list[LineType]:
    return with_marks(blocks_of(given), [type_ for type_, _, _ in given])


def levels(*given: tuple[LineType, str, int]) -> list[LineType]:
    return with_levels(blocks_of(given), [type_ for type_, _, _ in given])


def test_the_level_of_most_headlines_is_the_pages():
    given = (TITLE, TEXT) * 3 + ((LineType.HEADLINE, "早市一斤三块", 3),)
    assert headline_level(blocks_of(given), [type_ for type_, _, _ in given]) == 1
    assert headline_level(blocks_of(given[:4]), [type_ for type_, _, _ in given[:4]]) == 0


def test_a_deeper_heading_among_sub_headlines_of_its_level_is_one():
    part = (LineType.SUBHEAD, "夜市", 3)
    deeper = (LineType.HEADLINE, "早市", 3)
    assert levels(*(TITLE, TEXT) * 3, part, TEXT, part, TEXT, deeper, TEXT)[-2] is LineType.SUBHEAD
    assert levels(*(TITLE, TEXT) * 3, part, TEXT, *(deeper, TEXT) * 2)[-2] is LineType.HEADLINE
    assert levels(TITLE, TEXT, part, TEXT, part, TEXT, deeper, TEXT)[-2] is LineType.HEADLINE


def test_a_marked_line_right_above_a_headline_of_a_higher_level_is_its_kicker():
    part = (LineType.SUBHEAD, "本市今起试行新办法", 2)
    assert marks(TITLE, TEXT, part, TITLE, TEXT)[2] is LineType.KICKER
    assert marks(TITLE, TEXT, part, TEXT)[2] is LineType.SUBHEAD
    assert marks(TITLE, TEXT, (*part[:2], 0), TITLE, TEXT)[2] is LineType.SUBHEAD
    assert marks(TITLE, TEXT, (*part[:2], 1), TITLE, TEXT)[2] is LineType.SUBHEAD


def test_a_marked_line_right_below_a_headline_is_its_deck_where_the_page_marks_decks_so_and_no_part():
    first, part = (LineType.SUBHEAD, "十二条街先行先试", 2), (LineType.SUBHEAD, "钱从哪里来", 2)
    assert marks(*MARKED_KICKERS, TITLE, first, TEXT)[-2] is LineType.DECK
    assert marks(*BARE_KICKERS, TITLE, first, TEXT)[-2] is LineType.SUBHEAD
    assert marks(*MARKED_KICKERS, TITLE, first, TEXT, part, TEXT)[-4] is LineType.SUBHEAD


CLASSES = "社区托管班本月开班，家长选托管班先看名录，再看师资和食堂，价格由街道公示。"
LISTS = "看名录，看师资，看食堂，看价格公示。"
SWIMS = "昨天早晨，冬泳队三十多人下水，气温只有两度，岸上站满了看热闹的人。"


def below(heading: tuple[LineType, str, int], *lines: tuple[LineType, str, int]) -> LineType:
    """Return the type of a heading below an article about classes."""
    page = ((LineType.HEADLINE, "河滩上的冬泳队", 1), (LineType.PROSE, SWIMS, 0)) * 3
    class_news = ((LineType.HEADLINE, "托管班开到楼下", 1), (LineType.PROSE, CLASSES, 0))
    return levels(*page, *class_news, heading, *lines)[-len(lines) - 1]


def test_a_rare_deeper_heading_that_its_text_does_not_tell_apart_heads_a_part():
    heading = (LineType.HEADLINE, "提醒", 2)
    assert below(heading, (LineType.PROSE, LISTS, 0)) is LineType.SUBHEAD
    assert below(heading, (LineType.BYLINE, "记者 方远", 0), TEXT) is LineType.HEADLINE
    assert below((LineType.HEADLINE, "旧楼装电梯", 2), TEXT) is LineType.HEADLINE


def test_a_rare_heading_below_the_first_text_of_a_bylined_label_stays_a_headline():
    label, byline = (LineType.LABEL, "短评", 0), (LineType.BYLINE, "方远", 0)
    heading, told = (LineType.HEADLINE, "提醒", 2), (LineType.PROSE, LISTS, 0)
    page = (*(TITLE, TEXT) * 3, label)
    assert levels(*page, byline, told, heading, told)[-2] is LineType.HEADLINE
    assert levels(*page, told, heading, told)[-2] is LineType.SUBHEAD


def test_a_headline_that_only_the_text_above_tells_heads_a_box_where_both_texts_are_alike():
    heading = (LineType.HEADLINE, "家长选托管班", 1)
    assert below(heading, (LineType.PROSE, LISTS, 0)) is LineType.SUBHEAD
    assert below(heading, TEXT) is LineType.HEADLINE
    assert below(heading, (LineType.PROSE, f"3月29日，{LISTS}", 0)) is LineType.HEADLINE  # news of its own day
    assert below((LineType.HEADLINE, "街道公示价格", 1), (LineType.PROSE, LISTS, 0)) is LineType.HEADLINE


def test_a_headline_below_a_bare_line_heads_no_box():
    news = (LineType.HEADLINE, "托管班开到楼下", 1), (LineType.PROSE, CLASSES, 0)
    kicker, heading = (LineType.SUBHEAD, "织补弄新电梯昨天试运行", 0), (LineType.HEADLINE, "家长选托管班", 1)
    page = (*(TITLE, TEXT) * 3, *news)
    assert levels(*page, kicker, heading, (LineType.PROSE, LISTS, 0))[-2] is LineType.HEADLINE
    assert levels(*page, heading, (LineType.PROSE, LISTS, 0))[-2] is LineType.SUBHEAD


def test_a_bare_line_above_a_heading_of_the_parts_level_names_a_part_too():
    part, deeper = (LineType.SUBHEAD, "焊缝会说话", 3), (LineType.HEADLINE, "河底那层沙", 3)
    name = (LineType.KICKER, "总工程师 方远", 0)
    page = ((TITLE, TEXT) * 3, (part, TEXT) * 2)
    assert levels(*page[0], *page[1], name, deeper, TEXT)[-3:-1] == [LineType.SUBHEAD] * 2
    same = (LineType.KICKER, "总工程师 方远", 3)
    assert levels(*page[0], *page[1], same, deeper, TEXT)[-3:-1] == [LineType.SUBHEAD] * 2
    marked = (LineType.KICKER, "总工程师 方远", 1)
    assert levels(*page[0], *page[1], marked, deeper, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]


def test_the_only_sub_headline_with_the_headlines_mark_is_one_where_its_text_tells_it():
    bare = ((LineType.SUBHEAD, "夜市", 0), TEXT) * 2
    swim = (LineType.SUBHEAD, "冬泳队三十多人下水", 1)
    page = ((TITLE, TEXT) * 3, bare)
    assert levels(*page[0], *bare, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.HEADLINE
    assert levels(*page[0], *bare, swim, (LineType.PROSE, CLASSES, 0))[-2] is LineType.SUBHEAD
    assert levels(*page[0], swim, TEXT, *bare, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.SUBHEAD


def test_a_headline_without_a_mark_above_a_line_with_the_headlines_mark_is_its_kicker():
    bare, marked = (LineType.HEADLINE, "湖面解冻 图书船本月复航", 0), (LineType.SUBHEAD, "一条船 四千册书", 1)
    assert levels(*(TITLE, TEXT) * 3, bare, marked, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]
    assert levels(*(TITLE, TEXT) * 2, bare, marked, TEXT)[-3:-1] == [LineType.HEADLINE, LineType.SUBHEAD]


@pytest.mark.parametrize(
    ("first", "second", "types"),
    [
        ("管理办法（试行）", "（全文）", [LineType.HEADLINE, LineType.DECK]),
        ("（《山谷》：江南出版社出版）", "宁夏出土木制算筹", [LineType.KICKER, LineType.HEADLINE]),
        ("一本抄出来的县志", "——读《药话》", [LineType.HEADLINE, LineType.DECK]),
    ],
)
def test_no_line_in_round_brackets_or_behind_a_dash_is_the_headline_of_a_head(first, second, types):
    assert marks((LineType.HEADLINE, first, 1), (LineType.HEADLINE, second, 1), TEXT)[:2] == types


def test_the_only_label_with_the_headlines_mark_is_a_columns_headline():
    labels = ((LineType.LABEL, "解读", 0), TITLE, TEXT) * 3
    column = ((LineType.LABEL, "校园短波", 1), (LineType.HEADLINE, "食堂阿姨先当学生", 0), TEXT)
    assert levels(*labels, *column)[-3:-1] == [LineType.HEADLINE, LineType.SUBHEAD]
    marked = ((LineType.LABEL, "解读", 1), TITLE, TEXT) * 3
    assert levels(*marked, *column)[-3:-1] == [LineType.LABEL, LineType.HEADLINE]


def test_of_three_lines_with_the_same_mark_the_middle_one_is_the_headline():
    given = [(type_, "一根老水管", 1) for type_ in (LineType.HEADLINE, LineType.KICKER, LineType.HEADLINE)]
    assert marks(*given, TEXT)[:3] == [LineType.KICKER, LineType.HEADLINE, LineType.DECK]


@pytest.mark.parametrize(
    ("others", "bare", "marked"),
    [(MARKED_KICKERS, LineType.HEADLINE, LineType.KICKER), (BARE_KICKERS, LineType.DECK, LineType.HEADLINE)],
    ids=["kickers have a mark", "kickers have none"],
)
def test_of_a_marked_and_a_bare_line_the_pages_kickers_tell_the_headline(others, bare, marked):
    line = (LineType.HEADLINE, "历时三年的调查", 2)
    assert marks(*others, line, (LineType.HEADLINE, "我国完成本底调查", 0), TEXT)[-3:-1] == [marked, bare]


def test_where_kickers_tell_nothing_the_typer_is_believed():
    line = (LineType.HEADLINE, "历时三年的调查", 2)
    assert marks(line, (LineType.DECK, "我国完成本底调查", 0), TEXT)[:2] == [LineType.HEADLINE, LineType.DECK]


@every_row(
    ("first", "second", "types"),
    [
        (LONG, SHORT, [LineType.KICKER, LineType.HEADLINE]),
        (SHORT, LONG, [LineType.HEADLINE, LineType.DECK]),
        (LONG, "——访谈", [LineType.HEADLINE, LineType.DECK]),
        ("他说——", LONG, [LineType.KICKER, LineType.HEADLINE]),
        (SHORT, "千家有旧年", [LineType.HEADLINE, LineType.DECK]),
        ("“末班车上没有配角”", "纪录片导演谈三百个夜晚", [LineType.HEADLINE, LineType.DECK]),
        ("纪录片导演谈三百个夜晚", "“末班车上没有配角”", [LineType.KICKER, LineType.HEADLINE]),
    ],
)
def test_of_two_lines_with_the_same_mark_the_clearly_shorter_is_the_headline(first, second, types):
    assert marks((LineType.HEADLINE, first, 0), (LineType.DECK, second, 0), TEXT)[:2] == types


@every_row(
    ("first", "second", "types"),
    [
        ("轴承增长两成多金银花第一次出口", "一季度全市外贸进出口增长一成", [LineType.KICKER, LineType.HEADLINE]),
        ("一季度全市外贸进出口增长一成", "轴承增长两成多金银花第一次出口", [LineType.HEADLINE, LineType.DECK]),
        ("一季度全市外贸进出口增长一成", "轴承增长两成 金银花初次出口", [LineType.KICKER, LineType.HEADLINE]),
        ("这个春天里的一份不同的成绩单", "轴承增长两成多金银花第一次出口", [LineType.KICKER, LineType.HEADLINE]),
    ],
)
def test_of_two_lines_about_as_long_the_first_paragraph_tells_the_headline(first, second, types):
    lead = (LineType.PROSE, "记者从海关获悉，今年一季度，全市外贸进出口总额42亿元，增长一成。", 0)
    further = (LineType.PROSE, "其中轴承出口增长两成多，金银花提取物首次出口。", 0)
    typed = ((LineType.KICKER, first, 2), (LineType.HEADLINE, second, 2))
    assert marks(*typed, lead, further)[:2] == types


def test_of_a_short_and_a_long_line_with_one_mark_the_typer_knows_which_is_an_occasion():
    kicker = ((LineType.KICKER, "迎接博物馆日", 2), (LineType.HEADLINE, "两百余家县级博物馆今起晚两小时闭馆", 2), TEXT)
    assert marks(*kicker)[:2] == [LineType.KICKER, LineType.HEADLINE]
    longer = ((LineType.KICKER, "迎接这个博物馆日", 2), *kicker[1:])
    assert marks(*longer)[:2] == [LineType.HEADLINE, LineType.DECK]


def test_a_label_in_brackets_is_no_headline():
    given = ((LineType.HEADLINE, "【文化】", 0), (LineType.HEADLINE, LONG, 0), TEXT)
    assert marks(*given)[1] is LineType.HEADLINE


def test_the_second_row_of_a_headline_is_no_deck():
    rows = (Block(1, SHORT, LineClass.HEADING, 1), Block(2, LONG, LineClass.HEADING, 1))
    assert with_marks(rows, [LineType.HEADLINE] * 2) == [LineType.HEADLINE] * 2


def test_a_heading_with_the_headlines_mark_beside_one_is_a_part_of_it_unless_others_head_parts():
    heading = (LineType.SUBHEAD, "水退了，病别来", 1)
    title = (LineType.HEADLINE, "灾后防病六条，请贴在门后", 1)
    assert marks(*(TITLE, TEXT) * 3, title, heading, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]
    part = (LineType.SUBHEAD, "水", 1)
    assert marks(*(TITLE, TEXT) * 3, title, heading, TEXT, part, TEXT)[-4] is LineType.SUBHEAD


def test_signed_items_below_the_first_of_a_column_are_its_items():
    column = (LineType.HEADLINE, "三言两语", 1)
    first, second = (LineType.SUBHEAD, "扫码才能点的面", 1), (LineType.HEADLINE, "借出去的伞", 1)
    assert marks(column, first, TEXT, SIGNED, second, TEXT, SIGNED)[4] is LineType.SUBHEAD
    assert marks(column, first, TEXT, second, TEXT, SIGNED)[3] is LineType.HEADLINE
    assert marks(column, first, TEXT, SIGNED, second, TEXT, TEXT)[4] is LineType.HEADLINE
    label = (LineType.LABEL, "漫画", 0)
    assert marks(column, first, TEXT, SIGNED, label, second, TEXT, SIGNED)[5] is LineType.HEADLINE


def test_a_sub_headline_below_a_headline_with_its_kickers_mark_is_the_deck():
    head = ((LineType.KICKER, "七市今天签约", 2), (LineType.HEADLINE, "一张借书证", 1))
    assert marks(*head, (LineType.SUBHEAD, "逾期费全部取消", 2), TEXT)[2] is LineType.DECK
    assert marks(*head, (LineType.SUBHEAD, "逾期费全部取消", 3), TEXT)[2] is LineType.SUBHEAD
    assert marks(*head, TEXT, (LineType.SUBHEAD, "逾期费全部取消", 2), TEXT)[3] is LineType.SUBHEAD


def test_unmarked_headlines_with_a_byline_below_one_that_heads_a_part_head_parts():
    byline, credit = (LineType.BYLINE, "方远", 0), (LineType.CREDIT, "（作者为导演）", 0)
    part = ((LineType.SUBHEAD, "先问台子", 0), byline, TEXT, credit)
    for level, wanted in ((0, LineType.SUBHEAD), (1, LineType.HEADLINE)):
        second = (LineType.HEADLINE, "台下要有自己人", level)
        assert marks(TITLE, TEXT, *part, second, byline, TEXT)[-3] is wanted
        assert marks(TITLE, TEXT, part[0], TEXT, second, byline, TEXT)[-3] is LineType.HEADLINE


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("治理要下沉到县里。本期约请三位学者撰文。", LineType.SUBHEAD),
        ("戏从哪里来？本期邀请一位导演、一位修缮师，谈谈他们的故事。", LineType.SUBHEAD),
        ("治理要下沉到县里，本县三位学者昨天到任。", LineType.HEADLINE),
    ],
)
def test_where_editors_asked_several_to_write_the_first_unmarked_headline_heads_a_part_too(note, wanted):
    part = ((LineType.HEADLINE, "先问台子", 0), (LineType.BYLINE, "方远", 0), TEXT)
    assert marks(TITLE, (LineType.PROSE, note, 0), *part)[2] is wanted
    marked = ((LineType.HEADLINE, "先问台子", 1), *part[1:])
    assert marks(TITLE, (LineType.PROSE, note, 0), *marked)[2] is LineType.HEADLINE


def test_the_line_with_the_mark_of_the_pages_headlines_is_the_headline_and_not_the_one_with_its_kickers():
    bare, short = (LineType.KICKER, "百万水窖今起开建", 0), (LineType.HEADLINE, "新窖池由妇女承建", 2)
    page = (*MARKED_KICKERS, *MARKED_KICKERS[1:3])
    assert marks(*page, bare, short, TEXT)[-3:-1] == [LineType.HEADLINE, LineType.DECK]
    label = (LineType.KICKER, "暖闻", 0)
    assert marks(*page, label, TITLE, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]


def test_a_deck_that_surely_goes_on_below_is_text():
    cut = (LineType.DECK, "加装电梯难在意见统一，街道请来设计师改图纸，住户最关", 0)
    rest = (LineType.MOVED, "心的采光问题得到了解决。", 0)
    assert marks(TITLE, cut, rest)[1] is LineType.PROSE
    assert marks(TITLE, cut, TEXT)[1] is LineType.DECK


def test_a_standfirst_without_a_stop_below_a_headline_is_the_deck():
    head = (LineType.HEADLINE, "您问我们去问", 1)
    assert marks(head, (LineType.STANDFIRST, "两天214个电话，5个答复在这里", 0), TEXT)[1] is LineType.DECK
    assert marks(head, (LineType.STANDFIRST, "两天214个电话，5个答复在这里。", 0), TEXT)[1] is LineType.STANDFIRST


def test_what_looks_like_a_notice_between_a_headline_and_who_wrote_the_text_is_the_deck():
    head = ((LineType.HEADLINE, "您问我们去问", 1), (LineType.NOTICE, "两天214个电话，5个答复在这里", 0))
    credit = (LineType.CREDIT, "（方远整理）", 0)
    assert marks(*head, credit, TEXT)[1] is LineType.DECK
    assert marks(*head, TEXT, credit)[1] is LineType.NOTICE
    assert marks(*head, credit, TITLE, TEXT)[1] is LineType.NOTICE


@every_row(
    ("first", "second", "one"),
    [
        (("春灌水到田头", 1), ("农民喜在心头", 1), True),
        (("春灌水到田头", 1), ("农民喜在心头", 2), False),
        (("春灌水到田头", 0), ("农民喜在心头", 0), False),
        (("本市今起试行新办法停车", 1), ("停哪儿", 1), False),
        (("乡土", 1), ("一碗面", 1), False),
        (("灯下漫评", 1), ("少装一点", 1), False),
        (("春灌水到田头", 1), ("——农民喜", 1), False),
        (("考古证实一个叫了八百年的地名", 1), ("盐仓渡口真的有过盐的仓库", 1), False),
    ],
)
def test_two_rows_of_one_headline_have_one_mark_and_about_one_length(first, second, one):
    above, below = (Block(n, text, LineClass.HEADING, level) for n, (text, level) in enumerate((first, second)))
    assert rows_of_one(above, below) is one


def test_a_head_of_two_rows_is_no_kicker_with_its_headline_and_no_measure_for_others():
    rows = ((LineType.KICKER, "春灌水到田头", 1), (LineType.HEADLINE, "农民喜在心头", 1), TEXT)
    assert marks(*rows)[:2] == [LineType.HEADLINE] * 2
    head = (TITLE, (LineType.DECK, "采光问题得到了解决", 0), TEXT)
    assert marks(*rows * 2, *head)[6:8] == [LineType.HEADLINE, LineType.DECK]


def test_a_sub_headline_with_the_headlines_mark_among_many_without_begins_an_article():
    bare = ((LineType.SUBHEAD, "夜市", 0), TEXT) * 3
    swim = (LineType.SUBHEAD, "清晨的河滩", 1)
    assert levels(*(TITLE, TEXT) * 3, *bare, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.HEADLINE
    assert levels(*(TITLE, TEXT) * 3, *bare[:4], swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.SUBHEAD
    assert levels(*(TITLE, TEXT) * 3, *bare, swim, TEXT)[-2] is LineType.SUBHEAD
    cut = (LineType.PROSE, "加装电梯难在意见统一，住户最关", 0)
    assert levels(*(TITLE, TEXT) * 3, *bare, cut, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.SUBHEAD


def test_the_only_marked_sub_headline_of_a_page_with_few_heads_is_a_headline_where_its_text_tells_it():
    swim = (LineType.SUBHEAD, "冬泳队三十多人下水", 1)
    assert levels(TITLE, TEXT, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.HEADLINE
    assert levels(TITLE, TEXT, swim, (LineType.PROSE, CLASSES, 0))[-2] is LineType.SUBHEAD
    part = (LineType.SUBHEAD, "夜市", 0)
    assert levels(TITLE, TEXT, part, TEXT, swim, (LineType.PROSE, SWIMS, 0))[-2] is LineType.SUBHEAD


def test_where_no_other_head_has_two_lines_the_one_with_the_headlines_mark_is_the_headline():
    first, second = (LineType.KICKER, "凌晨救人后悄悄走了", 1), (LineType.HEADLINE, "全城寻找黑衣人", 0)
    singles = (TITLE, TEXT) * 3
    assert marks(*singles, first, second, TEXT)[-3:-1] == [LineType.HEADLINE, LineType.DECK]
    # Too few headlines have a mark, the mark is another one, or a chapter's name has it.
    assert marks(*singles[:2], first, second, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]
    deeper = (LineType.KICKER, "凌晨救人后悄悄走了", 2)
    assert marks(*singles, deeper, second, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]
    chapter = (LineType.DECK, "第三章 老船工", 1)
    assert marks(*singles, second, chapter, TEXT)[-3:-1] == [LineType.HEADLINE, LineType.DECK]
