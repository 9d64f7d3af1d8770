"""The types of lines, corrected by what stands beside them."""

import pytest

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.type_corrections import corrected
from tests.support.tables import every_row

ROLES = {
    LineType.PROSE: LineClass.TEXT,
    LineType.MOVED: LineClass.TEXT,
    LineType.CONTINUATION: LineClass.TEXT,
    LineType.QUESTION: LineClass.TEXT,
    LineType.SUBHEAD: LineClass.SUBHEADING,
    LineType.BYLINE: LineClass.BYLINE,
    LineType.CREDIT: LineClass.CREDIT,
}
TEXT = (LineType.PROSE, "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。", 0)
COLUMN = (LineType.HEADLINE, "县区速递", 1)
FIRST = (LineType.SUBHEAD, "雁湖区：小学午休躺着睡", 0)
SECOND = (LineType.HEADLINE, "平岗县：夜校开班", 0)


def types(*given: tuple[LineType, str, int]) -> list[LineType]:
    blocks = [
        Block(n, text, ROLES.get(type_, LineClass.HEADING), level, type=type_)
        for n, (type_, text, level) in enumerate(given, 1)
    ]
    return corrected(blocks, [type_ for type_, _, _ in given])


def test_the_titles_in_a_column_of_short_items_are_sub_headlines():
    assert types(COLUMN, FIRST, TEXT, SECOND, TEXT)[3] is LineType.SUBHEAD


@pytest.mark.parametrize(
    "given",
    [
        (COLUMN, FIRST, TEXT, (LineType.HEADLINE, "平岗县：夜校开班", 1), TEXT),
        (COLUMN, TEXT, FIRST, TEXT, SECOND, TEXT),
        (COLUMN, FIRST, TEXT, (LineType.LABEL, "夜读", 0), SECOND, TEXT),
    ],
    ids=["with a mark", "text below the headline", "a label between"],
)
def test_a_headline_outside_a_column_stays_one(given):
    assert types(*given)[-2] is LineType.HEADLINE


def test_a_sub_headline_that_heads_no_text_is_a_part_of_the_headline():
    above, title, below = types(
        TEXT,
        (LineType.SUBHEAD, "立夏一周 记者探访三家菜场", 0),
        (LineType.HEADLINE, "蚕豆落市 龙虾上桌", 1),
        (LineType.SUBHEAD, "还书不必回原地", 0),
        TEXT,
    )[1:4]
    assert (above, title, below) == (LineType.KICKER, LineType.HEADLINE, LineType.DECK)


def test_the_first_of_several_sub_headlines_stays_one_unless_it_is_two_clauses():
    others = (TEXT, (LineType.SUBHEAD, "夜市：一斤两块", 0), TEXT)
    assert types(COLUMN, (LineType.SUBHEAD, "早市：一斤三块", 0), *others)[1] is LineType.SUBHEAD
    assert types(COLUMN, (LineType.SUBHEAD, "早市一斤三块　夜市一斤两块", 0), *others)[1] is LineType.DECK


def test_a_line_without_an_end_above_the_byline_is_a_deck_and_a_sentence_is_none():
    byline = (LineType.BYLINE, "方远", 0)
    for line, wanted in (("城市的从容，藏在空地里", LineType.DECK), ("城市的从容，藏在空地里。", LineType.PROSE)):
        assert types(COLUMN, (LineType.PROSE, line, 0), byline, TEXT)[1] is wanted


def test_a_numbered_line_amid_text_is_a_sub_headline():
    numbered = (LineType.HEADLINE, "二、钱从哪里来", 0)
    assert types(COLUMN, TEXT, numbered, TEXT)[2] is LineType.SUBHEAD


def test_a_page_without_a_headline_has_its_first_short_line():
    assert types((LineType.SUBHEAD, "老街旧楼加装电梯", 0), TEXT)[0] is LineType.HEADLINE


def test_a_head_without_a_mark_that_its_text_does_not_tell_is_a_sub_headline_where_others_have_marks():
    stork = "五月的白鹭湾湿地芦苇青青，两百只东方白鹳在浅滩停歇觅食，护鸟员数了三遍。"
    marked = [((LineType.HEADLINE, f"第{n}条新闻", 1), (LineType.PROSE, stork, 0)) for n in range(3)]
    page = [line for pair in marked for line in pair]
    doubtful = (LineType.HEADLINE, "算一算", 0)
    assert types(*page, doubtful, (LineType.PROSE, stork, 0))[-2] is LineType.SUBHEAD
    assert types(*page[:4], doubtful, (LineType.PROSE, stork, 0))[-2] is LineType.HEADLINE


def test_below_where_an_article_leaves_the_page_a_bare_line_is_no_part_of_it():
    page = (COLUMN, TEXT) * 3
    title, told = (LineType.HEADLINE, "洗衣码头", 0), (LineType.PROSE, "外婆家在江边，出门是二十三级石阶。", 0)
    given = [*page, (LineType.POINTER, "（下转第八版）", 0), title, told]
    roles = {**ROLES, LineType.POINTER: LineClass.FURNITURE}
    blocks = [
        Block(n, text, roles.get(type_, LineClass.HEADING), level, type=type_)
        for n, (type_, text, level) in enumerate(given, 1)
    ]
    assert corrected(blocks, [type_ for type_, _, _ in given])[-2] is LineType.HEADLINE
    assert types(*page, title, told)[-2] is LineType.SUBHEAD


def test_below_a_credit_a_sub_headlines_mark_makes_no_headline():
    credit = (LineType.CREDIT, "（市中医院医师 方远）", 0)
    for level, wanted in ((3, LineType.SUBHEAD), (1, LineType.HEADLINE)):
        page = (COLUMN, (LineType.SUBHEAD, "书包要称", 3), TEXT, credit, (LineType.SUBHEAD, "葡萄剥皮", level), TEXT)
        assert types(*page)[4] is wanted
    wrong = ((LineType.HEADLINE, "早市", 3), TEXT)
    parts = (TEXT, (LineType.SUBHEAD, "书包要称", 3), TEXT, credit, (LineType.SUBHEAD, "葡萄剥皮", 3), TEXT)
    assert types(COLUMN, *parts, *wrong)[5] is LineType.SUBHEAD


def test_the_row_right_below_a_headline_goes_on_with_it():
    blocks = [Block(n, text, LineClass.HEADING, level) for n, text, level in ((1, "听泵人", 1), (2, "老贺的耳朵", 0))]
    blocks.append(Block(4, TEXT[1], LineClass.TEXT))
    given = [LineType.HEADLINE, LineType.SUBHEAD, LineType.PROSE]
    assert corrected(blocks, given)[1] is LineType.HEADLINE


def test_the_row_right_below_a_headline_that_surely_goes_on_in_the_text_is_text():
    cut, rest = "走进临湖开发区的一家工厂，十二条生", "产线正满负荷运转，产品装箱发运。"
    blocks = [Block(1, "订单排到九月", LineClass.HEADING, 2), Block(2, cut, LineClass.TEXT)]
    given = [LineType.HEADLINE, LineType.PROSE, LineType.PROSE]
    assert corrected([*blocks, Block(4, rest, LineClass.TEXT)], given)[1] is LineType.PROSE
    assert corrected([*blocks, Block(4, TEXT[1], LineClass.TEXT)], given)[1] is LineType.HEADLINE


def test_a_dateline_below_a_headline_is_no_deck():
    for starts, wanted in ((True, LineType.SUBHEAD), (False, LineType.DECK)):
        dated = Block(2, "上午，青岚市首条环", LineClass.TEXT, type=LineType.SUBHEAD, starts=starts)
        blocks = [Block(0, "环湖电车开通", LineClass.HEADING, 1), dated, Block(4, TEXT[1], LineClass.TEXT)]
        assert corrected(blocks, [LineType.HEADLINE, LineType.SUBHEAD, LineType.PROSE])[1] is wanted


def test_a_line_above_a_headline_with_a_full_stop_is_text():
    for line, wanted in (
        ("大桥修好了，市民都来走一走。", LineType.PROSE),
        ("大桥修好了，市民都来走一走", LineType.KICKER),
    ):
        assert types(COLUMN, TEXT, (LineType.KICKER, line, 0), COLUMN, TEXT)[2] is wanted
        assert types((LineType.KICKER, line, 0), COLUMN, TEXT)[0] is wanted


def test_below_a_papers_name_its_headlines_are_headlines():
    name, first = (LineType.HEADLINE, "云溪日报", 1), (LineType.SUBHEAD, "新开工电梯212部", 2)
    page = (name, first, TEXT, (LineType.HEADLINE, "图书馆夜里开门", 2), TEXT)
    assert types(*page)[1] is LineType.HEADLINE
    assert types(name, first, TEXT, (LineType.SUBHEAD, "钱从哪里来", 2), TEXT)[1] is LineType.SUBHEAD


UNMARKED = (LineType.HEADLINE, "水退了，病别来", 0)
MARKED_PAGE = ((LineType.HEADLINE, "老街旧楼装电梯", 1), TEXT) * 3


def test_an_unmarked_headline_that_repeats_the_column_above_below_it_stays_one():
    tail = (LineType.PROSE, "独居老人尤其要当心，天热的日子请社区多敲几次门。", 0)
    own = (LineType.PROSE, "洪水退去以后，水源和食物先消毒，病才不来，家家都要记住。", 0)
    assert types(*MARKED_PAGE, tail, UNMARKED, own)[-2] is LineType.HEADLINE
    assert types(*MARKED_PAGE, tail, UNMARKED, tail, own)[-3] is LineType.HEADLINE


def test_a_line_amid_a_broken_sentence_is_no_sub_headline():
    cut = (LineType.PROSE, "法官说，房子能用几成，租金就付几成，这就是法律的", 0)
    rest = (LineType.MOVED, "办法，双方当场签了字，约定下个月起按这个数付。", 0)
    assert types(*MARKED_PAGE, cut, UNMARKED, rest, TEXT)[-3] is LineType.HEADLINE
    assert types(*MARKED_PAGE, TEXT, UNMARKED, rest, TEXT)[-3] is LineType.SUBHEAD


def test_a_line_below_a_columns_label_that_stands_again_is_a_headline():
    label = (LineType.LABEL, "前沿速递", 0)
    other = (LineType.PROSE, "研究人员在一千三百度下炭化，得到了能用的材料。", 0)
    page = (label, *MARKED_PAGE)
    assert types(*page, label, UNMARKED, other)[-2] is LineType.HEADLINE
    assert types(*MARKED_PAGE, label, UNMARKED, other)[-2] is LineType.SUBHEAD


KICKER = (LineType.KICKER, "学校把三楼的会议室腾了出来，铺了地垫，周", 0)
SECOND_HALF = (LineType.MOVED, "末开两顿小灶，高二学生也回得去家了。", 0)


def test_the_only_line_of_a_paragraph_above_a_column_break_is_no_kicker():
    assert types(*MARKED_PAGE, KICKER, COLUMN, SECOND_HALF, TEXT)[-4] is LineType.PROSE


@every_row(
    "given",
    [
        (TEXT, (LineType.KICKER, "全市学校今起供应晚餐，菜式由家长定", 0), COLUMN, SECOND_HALF, TEXT),
        ((LineType.PROSE, "昨天起，岛上学校把三楼的会议室腾了出来，周", 0), KICKER, COLUMN, SECOND_HALF, TEXT),
        (SECOND_HALF, KICKER, COLUMN, SECOND_HALF, TEXT),
        (TEXT, KICKER, COLUMN, (LineType.PROSE, "末开两顿小灶。", 0), TEXT),
    ],
    ids=[
        "the text below does not go on with it",
        "another sentence is open",
        "it stands elsewhere",
        "it is a paragraph",
    ],
)
def test_a_line_above_a_headline_is_a_kicker_unless_it_surely_goes_on_below(given):
    assert types(*given)[-4] is LineType.KICKER


ABOVE = (LineType.KICKER, "防病六条，请贴在门后", 0)
COLUMNS_NAME = (LineType.LABEL, "健康处方", 0)
QUESTION = (LineType.QUESTION, "问：井水能不能喝？", 0)


@every_row(
    ("head", "below", "found"),
    [
        ((COLUMNS_NAME, ABOVE, UNMARKED), TEXT, LineType.HEADLINE),
        ((ABOVE, UNMARKED), TEXT, LineType.HEADLINE),
        ((COLUMNS_NAME, UNMARKED), QUESTION, LineType.HEADLINE),
        ((COLUMNS_NAME, UNMARKED), TEXT, LineType.SUBHEAD),
        ((UNMARKED,), TEXT, LineType.SUBHEAD),
        ((UNMARKED,), (LineType.PROSE, "疗养院开放日，电话5188。（广告）", 0), LineType.HEADLINE),
    ],
)
def test_two_head_lines_or_a_label_and_one_above_a_question_are_a_head(head, below, found):
    assert types(*MARKED_PAGE, *head, below)[-2] is found


def test_a_marked_sub_headline_right_above_a_headline_of_its_level_is_its_label():
    column, wanted = (LineType.SUBHEAD, "供求热线", 1), (LineType.HEADLINE, "求购辣椒", 1)
    assert types(*MARKED_PAGE, column, wanted, TEXT)[-3] is LineType.LABEL
    assert types(*MARKED_PAGE, (*column[:2], 2), wanted, TEXT)[-3] is LineType.SUBHEAD


def test_a_chapter_without_others_is_the_deck_of_a_serial():
    chapter, part = (LineType.SUBHEAD, "第三章 斛声", 0), (LineType.SUBHEAD, "数星星", 0)
    assert types(COLUMN, chapter, TEXT, part, TEXT)[1] is LineType.DECK
    assert types(COLUMN, chapter, TEXT, (LineType.SUBHEAD, "第四章 船", 0), TEXT)[1] is LineType.SUBHEAD


@every_row(
    ("line", "below", "found"),
    [
        ("谁开的火谁担八成，拆了止逆阀的自担两成", "鱼炖上了，人出去取了个快递。", LineType.DECK),
        ("走廊里贴着一张白纸，上面写着“请小声”", "昨晚记者走进这家夜诊。", LineType.DECK),
        ("昨天傍晚起，全市三座跨江桥夜里查酒驾", "交警支队派出四十人。", LineType.PROSE),
        ("楼门口的灯亮了。住户把孩子抱下楼，一路小跑", "去了隔壁的诊所。", LineType.PROSE),
        ("县里把老旧住宅加装电梯列为民生实事，新开工的", "电梯有两百部。", LineType.PROSE),
        ("消防队员爬上冰面，用绳子套住落水者，再通", "知岸上的人一起拉。", LineType.PROSE),
        ("第一批开工", "的楼有八十六栋。", LineType.PROSE),
    ],
    ids=["a deck", "a quotation's end", "a day", "two sentences", "an open word", "it goes on", "short"],
)
def test_a_clause_right_below_a_headline_is_its_deck_unless_it_may_go_on(line, below, found):
    headline = (LineType.HEADLINE, "一锅鱼没关火 赔邻居两万六", 1)
    assert types(headline, (LineType.PROSE, line, 0), (LineType.PROSE, below, 0))[1] is found


def test_below_the_name_of_a_column_of_briefs_a_clause_is_no_deck():
    brief = (LineType.PROSE, "我国护士队伍持续壮大 专业素质稳步提升", 0)
    assert types((LineType.HEADLINE, "国内联播快讯", 1), brief, TEXT)[1] is LineType.PROSE


def test_heads_of_one_form_without_marks_are_the_parts_of_an_article():
    diary = [(LineType.SUBHEAD, f"{name}日记", 0) for name in ("苏定川", "冉启福")]
    page = (COLUMN, TEXT, diary[0], TEXT, diary[1], TEXT)
    third = (LineType.KICKER, "甄玉兰日记", 0), (LineType.HEADLINE, "三盆水", 0)
    assert types(*page, *third, TEXT)[-3:-1] == [LineType.SUBHEAD, LineType.SUBHEAD]
    marked = (LineType.HEADLINE, "三盆水", 1)
    assert types(*page, third[0], marked, TEXT)[-3:-1] == [LineType.KICKER, LineType.HEADLINE]
    assert types(*page[:4], *third, TEXT)[-2] is LineType.HEADLINE
