"""Typed lines put together: heads, and what a line is in its article."""

import random

from service.model import Page
from service.sources.newspaper import read
from service.sources.newspaper.headline_groups import Head, grouped, typed
from service.sources.newspaper.line_classes import Block, LineClass, blocks
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import lines

ROLES = {
    LineType.PROSE: LineClass.TEXT,
    LineType.SUBHEAD: LineClass.SUBHEADING,
    LineType.BOX_HEADING: LineClass.SUBHEADING,
    LineType.BYLINE: LineClass.BYLINE,
    LineType.FURNITURE: LineClass.FURNITURE,
    LineType.CAPTION: LineClass.CAPTION,
}
TEXT = "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。"


def items(*given: tuple[LineType, str, int]) -> list[Head | Block]:
    blocks = [
        Block(n, text, ROLES.get(type_, LineClass.HEADING), level, type=type_)
        for n, (type_, text, level) in enumerate(given, 1)
    ]
    return grouped(blocks, [type_ for type_, _, _ in given])


def test_label_kicker_headline_and_deck_are_one_head():
    head, text = items(
        (LineType.LABEL, "【民生】", 0),
        (LineType.KICKER, "新开工212部", 0),
        (LineType.HEADLINE, "老街旧楼加装电梯提速", 1),
        (LineType.DECK, "采光问题得到解决", 0),
        (LineType.PROSE, TEXT, 0),
    )
    assert isinstance(head, Head)
    assert (head.section, head.kicker, head.title) == ("民生", "新开工212部", "老街旧楼加装电梯提速")
    assert head.subtitle == "采光问题得到解决"
    assert isinstance(text, Block)


def test_a_kicker_after_a_headline_opens_the_next_head_only_if_a_headline_follows():
    given = [(LineType.HEADLINE, "老街旧楼加装电梯提速", 1), (LineType.KICKER, "湿地飞来白鹳", 0)]
    head = items(*given, (LineType.PROSE, TEXT, 0))[0]
    assert isinstance(head, Head)
    assert head.subtitle == "湿地飞来白鹳"
    first, second, _ = items(*given, (LineType.HEADLINE, "候鸟归来", 1), (LineType.PROSE, TEXT, 0))
    assert isinstance(first, Head)
    assert isinstance(second, Head)
    assert (first.subtitle, second.kicker) == ("", "湿地飞来白鹳")


def test_one_short_bare_line_above_a_kicker_and_its_headline_is_their_label():
    below = [(LineType.KICKER, "湿地飞来白鹳", 0), (LineType.HEADLINE, "候鸟归来", 1), (LineType.PROSE, TEXT, 0)]
    (head, _) = items((LineType.HEADLINE, "一线调研·湿地", 0), *below)
    assert isinstance(head, Head)
    assert (head.section, head.kicker, head.title) == ("一线调研·湿地", "湿地飞来白鹳", "候鸟归来")
    for other in ((LineType.HEADLINE, "一线调研·湿地", 1), (LineType.HEADLINE, "老街旧楼加装电梯今年提速", 0)):
        assert isinstance(items(other, *below)[1], Head)


def test_furniture_between_head_lines_parts_no_head():
    found = items(
        (LineType.KICKER, "新开工212部", 0),
        (LineType.FURNITURE, "广告", 0),
        (LineType.HEADLINE, "老街旧楼加装电梯提速", 1),
        (LineType.PROSE, TEXT, 0),
    )
    (head,) = [item for item in found if isinstance(item, Head)]
    assert head.kicker == "新开工212部"


def test_a_page_without_a_headline_gets_its_first_short_line():
    found = items((LineType.SUBHEAD, "老街旧楼加装电梯提速", 0), (LineType.PROSE, TEXT, 0))
    assert isinstance(found[0], Head)


def test_a_numbered_line_amid_text_is_a_sub_headline():
    found = items(
        (LineType.HEADLINE, "老街旧楼加装电梯提速", 1),
        (LineType.PROSE, TEXT, 0),
        (LineType.HEADLINE, "一、采光问题", 2),
        (LineType.PROSE, TEXT, 0),
    )
    assert sum(isinstance(item, Head) for item in found) == 1


def test_a_short_unmarked_line_among_marked_headlines_needs_its_words():
    marked = [(LineType.HEADLINE, f"{name}的新鲜事有很多", 1) for name in ("河口", "东岸", "西门")]
    rows = [row for head in marked for row in (head, (LineType.PROSE, TEXT, 0))]
    found = items(*rows, (LineType.HEADLINE, "先坐冷板凳", 0), (LineType.PROSE, TEXT, 0))
    assert [item.title for item in found if isinstance(item, Head)] == [title for _, title, _ in marked]


def test_a_headline_stays_one_though_a_label_has_its_words():
    found = items((LineType.LABEL, "大桥检修", 0), (LineType.HEADLINE, "大桥检修", 0), (LineType.PROSE, TEXT, 0))
    assert [item.title for item in found if isinstance(item, Head)] == ["大桥检修"]


def test_any_types_in_any_order_give_heads_and_blocks():
    for seed in range(300):
        rng = random.Random(seed)
        texts, levels = ("大桥", "大桥检修", TEXT), (0, 0, 1, 2)
        given = [(rng.choice(list(LineType)), rng.choice(texts), rng.choice(levels)) for _ in range(9)]
        assert len(items(*given)) <= len(given)


def heads(*given: tuple[LineType, str, int]) -> list[Head]:
    return [item for item in items(*given) if isinstance(item, Head)]


def test_a_heading_whose_text_was_left_out_goes_with_it():
    given = (
        (LineType.HEADLINE, "图片新闻", 1),
        (LineType.CAPTION, "图为村民在采摘草莓。", 0),
        (LineType.HEADLINE, "候鸟归来", 1),
        (LineType.PROSE, TEXT, 0),
    )
    (head,) = heads(*given)
    assert (head.title, head.kicker, head.section) == ("候鸟归来", "", "")
    higher = (given[0], given[1], (LineType.HEADLINE, "候鸟归来", 2), given[3])
    assert heads(*higher)[0].lines == (1, 3)


def test_what_was_left_out_above_a_head_takes_no_line_of_it():
    (head,) = heads(
        (LineType.FURNITURE, "统筹 方远", 0),
        (LineType.KICKER, "新开工212部", 2),
        (LineType.HEADLINE, "老街旧楼加装电梯提速", 2),
        (LineType.PROSE, TEXT, 0),
    )
    assert head.lines == (2, 3)


def test_a_name_alone_below_a_letter_is_its_credit():
    given = ((LineType.HEADLINE, "雨伞", 1), (LineType.PROSE, TEXT, 0), (LineType.LABEL, "方远", 0))
    credit = items(*given, (LineType.CREDIT, "5月6日于内罗毕", 0))[2]
    assert isinstance(credit, Block)
    assert (credit.role, credit.authors) == (LineClass.CREDIT, ("方远",))
    label = items(*given[:2], (LineType.LABEL, "夜读", 0), (LineType.PROSE, TEXT, 0))[2]
    assert isinstance(label, Block)
    assert label.role is not LineClass.CREDIT


def test_a_box_that_leads_into_an_article_comes_below_its_head():
    box = ((LineType.BOX_HEADING, "核心提示", 0), (LineType.PROSE, "禁渔五年，江里有了什么变化？", 0))
    head = (LineType.HEADLINE, "老街旧楼加装电梯提速", 1)
    found = items(*box, head, (LineType.PROSE, TEXT, 0))
    assert isinstance(found[0], Head)
    assert [item.text for item in found[1:] if isinstance(item, Block)] == ["核心提示", box[1][1], TEXT]
    last = items(head, (LineType.PROSE, TEXT, 0), *box)
    assert [isinstance(item, Head) for item in last] == [True, False, False, False]
    own = items(head, *box, head, (LineType.PROSE, TEXT, 0))
    assert [isinstance(item, Head) for item in own] == [True, False, False, True, False]


def test_a_box_that_tells_of_the_article_above_stays_there():
    above = ((LineType.HEADLINE, "一座老厂转身", 1), (LineType.PROSE, "青禾第二纺织厂用六年学会了织滤膜。", 0))
    box = ((LineType.BOX_HEADING, "核心提示", 0), (LineType.PROSE, "青禾第二纺织厂给出了自己的回答。", 0))
    below = ((LineType.HEADLINE, "老街旧楼加装电梯提速", 1), (LineType.PROSE, TEXT, 0))
    assert [isinstance(item, Head) for item in items(*above, *box, *below)] == [True, False, False, False, True, False]
    told = ((LineType.BOX_HEADING, "核心提示", 0), (LineType.PROSE, "老街旧楼加装电梯，难在哪里？", 0))
    assert [isinstance(item, Head) for item in items(*above, *told, *below)] == [True, False, True, False, False, False]


def test_two_rows_with_one_mark_are_one_headline():
    head = items(
        (LineType.HEADLINE, "春灌水到田头", 1), (LineType.HEADLINE, "农民喜在心头", 1), (LineType.PROSE, TEXT, 0)
    )[0]
    assert isinstance(head, Head)
    assert (head.title, head.kicker) == ("春灌水到田头 农民喜在心头", "")


def test_a_numbered_column_behind_a_headline_is_its_section():
    for title, section in (
        ("（首席对话·③）", "首席对话·③"),
        ("（走基层之三）", "走基层之三"),
        ("（试行）", ""),
        ("（12）", ""),
    ):
        head = items((LineType.HEADLINE, f"利率下行，银行靠什么赚钱{title}", 1), (LineType.PROSE, TEXT, 0))[0]
        assert isinstance(head, Head)
        assert head.section == section
        assert head.title == "利率下行，银行靠什么赚钱" + ("" if section else title)


def test_a_picture_s_credit_amid_a_broken_sentence_is_no_part_of_it():
    for row, type_, role in (
        ("老车间里的机械臂。何青 摄", LineType.CONTINUATION, LineClass.CAPTION),
        ("老车间里的机械臂。何青 摄", LineType.PROSE, LineClass.TEXT),
        ("用于滤水的中空纤维膜。", LineType.CONTINUATION, LineClass.TEXT),
    ):
        (line,) = lines(row)
        assert typed(line, blocks([line])[0], type_).role is role


def test_nothing_but_a_name_below_a_headline_is_no_line_of_it():
    page = "# 路修通了，别把手艺丢了\n方启文\n\n" + "\n\n".join([TEXT] * 3)
    (found,) = read(Page("p", page))
    assert (found.title, found.authors) == ("路修通了，别把手艺丢了", ("方启文",))
