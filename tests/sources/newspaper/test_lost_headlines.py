"""Headlines that were typed sub-headlines, found by what stands beside them."""

import pytest

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.lost_headlines import with_lost_headlines
from tests.support.tables import every_row

ROLES = {
    LineType.PROSE: LineClass.TEXT,
    LineType.SUBHEAD: LineClass.SUBHEADING,
    LineType.BYLINE: LineClass.BYLINE,
    LineType.POINTER: LineClass.FURNITURE,
}
Row = tuple[LineType, str, int]
TITLE = (LineType.HEADLINE, "老街旧楼装电梯", 1)
LIFT = (LineType.PROSE, "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。", 0)
OPEN = (LineType.PROSE, "电梯按楼层分摊费用，一楼不出钱，六楼每户出的最多，平时刷卡乘梯，每趟", 0)
FERRY = (LineType.PROSE, "渡口新添的两条渡船昨晚试航，船上可以放自行车，末班开到夜里十点。", 0)
DATED = "渡口新添的两条渡船昨晚试航，船上可以放自行车。"
PART = (LineType.SUBHEAD, "一楼怕吵", 0)


def types(*given: Row, dated: int = 0) -> list[LineType]:
    """Return the types found; the line of the number `dated`, from 1, begins with a dateline."""
    blocks = [
        Block(2 * n, text, ROLES.get(type_, LineClass.HEADING), level, type=type_)
        for n, (type_, text, level) in enumerate(given, 1)
    ]
    if dated:
        block = blocks[dated - 1]
        blocks[dated - 1] = Block(
            block.number, block.text, block.role, 0, type=block.type, starts=True, credit="晚报讯（记者 方远）"
        )
    return with_lost_headlines(blocks, [type_ for type_, _, _ in given])


def test_a_sub_headline_right_above_a_dateline_is_a_headline():
    ferry = (LineType.SUBHEAD, "渡船能放自行车", 0)
    assert types(TITLE, LIFT, ferry, (LineType.PROSE, DATED, 0), dated=4)[2] is LineType.HEADLINE
    assert types(TITLE, LIFT, ferry, (LineType.PROSE, DATED, 0))[2] is LineType.SUBHEAD


@pytest.mark.parametrize(
    ("above", "line", "found"),
    [
        (OPEN, "渡船能放自行车", LineType.HEADLINE),
        (LIFT, "渡船能放自行车", LineType.SUBHEAD),
        (OPEN, "电梯刷卡几分钱一趟", LineType.SUBHEAD),
    ],
)
def test_a_dateline_below_the_end_of_a_column_belongs_to_the_headline_that_it_tells(above, line, found):
    tail = (LineType.PROSE, "几分钱，老人最怕的是下不去。", 0)
    assert types(TITLE, above, (LineType.SUBHEAD, line, 0), tail, (LineType.PROSE, DATED, 0), dated=5)[2] is found


def test_a_marked_line_below_the_first_text_of_a_bylined_label_is_the_headline():
    label, byline = (LineType.LABEL, "短评", 2), (LineType.BYLINE, "方远", 0)
    marked, bare = ((LineType.SUBHEAD, "渡船", level) for level in (2, 0))
    page = (TITLE, LIFT, label, byline, LIFT)
    assert types(*page, marked, LIFT)[5] is LineType.HEADLINE
    for lines in ((*page, bare), (*page, LIFT, LIFT, marked), (*page[:3], LIFT, marked), (*page[:4], marked)):
        assert types(*lines, LIFT)[len(lines) - 1] is LineType.SUBHEAD


def test_two_clauses_alone_amid_text_of_two_things_are_a_headline():
    pair = (LineType.SUBHEAD, "渡船夜里试航 单车可以上船", 0)
    assert types(TITLE, LIFT, pair, FERRY)[2] is LineType.HEADLINE
    assert types(TITLE, LIFT, PART, LIFT, pair, FERRY)[4] is LineType.SUBHEAD
    assert types(TITLE, LIFT, (LineType.SUBHEAD, "渡船能放自行车", 0), FERRY)[2] is LineType.SUBHEAD
    assert types(TITLE, FERRY, pair, FERRY)[2] is LineType.SUBHEAD


@every_row(
    ("above", "level", "found"),
    [
        (LIFT, 1, LineType.HEADLINE),
        ((LineType.BYLINE, "", 0), 1, LineType.HEADLINE),
        (LIFT, 3, LineType.PROSE),
        (OPEN, 1, LineType.PROSE),
    ],
)
def test_a_line_with_a_headlines_mark_is_no_prose(above, level, found):
    line = (LineType.PROSE, "一天走一万步，膝盖受得了吗", level)
    assert types(TITLE, LIFT, above, line, FERRY)[3] is found


@pytest.mark.parametrize(
    ("label", "found"),
    [(3, [LineType.BOX_HEADING, LineType.BOX]), (1, [LineType.LABEL, LineType.HEADLINE])],
    ids=["deeper", "as the headline"],
)
def test_a_deeper_heading_right_below_a_headline_is_a_box_with_its_line(label, found):
    expert = (LineType.HEADLINE, "第二医院呼吸科主任医师 和静宜", 0)
    assert types(TITLE, (LineType.LABEL, "本期坐诊", label), expert, LIFT)[1:3] == found


@pytest.mark.parametrize(
    ("pointer", "found"), [("（详见第4版）", LineType.HEADLINE), ("上接第一版的话题", LineType.SUBHEAD)]
)
def test_a_told_line_below_where_to_read_on_is_a_headline(pointer, found):
    ferry = (LineType.SUBHEAD, "渡船能放自行车", 0)
    assert types(TITLE, LIFT, (LineType.POINTER, pointer, 0), ferry, FERRY)[3] is found


@every_row(
    ("heading", "opening", "found"),
    [
        (("十二个妈妈一条船", 1), (FERRY, FERRY), LineType.HEADLINE),
        (("十二个妈妈一条船", 2), (FERRY, FERRY), LineType.SUBHEAD),
        (("怎么去看", 1), (FERRY, FERRY), LineType.SUBHEAD),
        (("数据 预付卡投诉", 1), (FERRY,), LineType.SUBHEAD),
    ],
)
def test_a_line_with_the_headlines_mark_above_sub_headlines_without_one_is_a_headline(heading, opening, found):
    page = (TITLE, LIFT) * 3
    line = (LineType.SUBHEAD, *heading)
    made = types(*page, PART, LIFT, line, *opening, (LineType.SUBHEAD, "一张排班表", 0), FERRY)
    assert made[8] is found
    assert types(*page, PART, OPEN, line, *opening, (LineType.SUBHEAD, "一张排班表", 0), FERRY)[8] is LineType.SUBHEAD


@every_row(
    ("above", "line", "below", "found"),
    [
        (LIFT, "立夏一周 本报记者探访三家菜场", FERRY, LineType.KICKER),
        (OPEN, "立夏一周 本报记者探访三家菜场", FERRY, LineType.PROSE),
        (LIFT, "立夏一周，本报记者看菜场", FERRY, LineType.KICKER),
        (LIFT, "立夏一周。菜场里的新秤", FERRY, LineType.PROSE),
        (LIFT, "枫岭县自来水公司办公室", FERRY, LineType.PROSE),
    ],
)
def test_a_short_line_without_an_end_right_above_a_headline_is_its_kicker(above, line, below, found):
    head = (LineType.HEADLINE, "蚕豆落市 龙虾上桌", 1)
    assert types(TITLE, above, (LineType.PROSE, line, 0), head, below)[2] is found


@pytest.mark.parametrize(
    ("pointer", "found"), [("（上接第1版）", LineType.HEADLINE), ("（下转第2版）", LineType.PROSE)]
)
def test_a_line_above_the_page_that_it_comes_from_is_a_headline(pointer, found):
    line = (LineType.PROSE, "暖气烧足了 老楼差口气", 0)
    assert types(TITLE, LIFT, line, (LineType.POINTER, pointer, 0), FERRY)[2] is found


@pytest.mark.parametrize(
    ("who", "level", "found"),
    [("（记者 方远）", 0, LineType.HEADLINE), ("（作者单位：市医院）", 0, LineType.SUBHEAD)],
)
def test_a_line_below_the_credit_of_reporters_is_a_headline(who, level, found):
    given = (TITLE, LIFT, (LineType.CREDIT, "", 0), (LineType.SUBHEAD, "您家几度", level), FERRY)
    blocks = [
        Block(2 * n, text, ROLES.get(type_, LineClass.HEADING), mark, type=type_)
        for n, (type_, text, mark) in enumerate(given, 1)
    ]
    blocks[2] = Block(6, "", LineClass.CREDIT, type=LineType.CREDIT, credit=who)
    assert with_lost_headlines(blocks, [type_ for type_, _, _ in given])[3] is found


@every_row(
    ("line", "deck", "found"),
    [
        ("锅没关火 赔两万六千", "法院判决：谁开的火谁担八成，拆了阀的自担两成", [LineType.HEADLINE, LineType.DECK]),
        ("锅没关火赔两万六千", "法院判决：谁开的火谁担八成，拆了阀的自担两成", [LineType.SUBHEAD, LineType.PROSE]),
        ("锅没关火 赔两万六千", "据法院昨天的报道，谁开的火谁担八成，拆阀的", [LineType.SUBHEAD, LineType.PROSE]),
        ("锅没关火 赔两万六千", "谁开的火谁担八成。", [LineType.SUBHEAD, LineType.PROSE]),
    ],
)
def test_two_clauses_above_a_line_without_an_end_are_a_headline_with_its_deck(line, deck, found):
    part = (LineType.SUBHEAD, "冰面不靠谱", 0)
    given = (TITLE, LIFT, part, LIFT, (LineType.SUBHEAD, line, 0), (LineType.PROSE, deck, 0), FERRY)
    assert types(*given)[4:6] == found


def test_above_two_clauses_a_sub_headline_without_a_mark_is_a_row_of_a_head_too():
    above = (LineType.SUBHEAD, "8号楼加装电梯今天上午试运行", 0)
    pair, single = (LineType.PROSE, "五楼的窗口 等到了电梯", 0), (LineType.PROSE, "五楼等到了电梯", 0)
    assert types(TITLE, FERRY, above, pair, LIFT)[2:4] == [LineType.KICKER, LineType.HEADLINE]
    assert types(TITLE, FERRY, above, single, LIFT)[2:4] == [LineType.SUBHEAD, LineType.PROSE]


@every_row(
    ("above", "below", "found"),
    [
        ("8号楼加装电梯今天上午试运行", "五楼等到了电梯", [LineType.KICKER, LineType.HEADLINE]),
        ("五楼等到了电梯", "8号楼加装电梯今天上午试运行", [LineType.HEADLINE, LineType.DECK]),
        ("跟着羊走", "2017年11月6日 晴 大风", [LineType.SUBHEAD, LineType.PROSE]),
        ("五楼等到了电梯", "电梯来了，老人笑了", [LineType.SUBHEAD, LineType.PROSE]),
    ],
)
def test_a_marked_sub_headline_above_a_short_line_is_a_row_of_a_head(above, below, found):
    assert types(TITLE, FERRY, (LineType.SUBHEAD, above, 2), (LineType.PROSE, below, 0), LIFT)[2:4] == found
