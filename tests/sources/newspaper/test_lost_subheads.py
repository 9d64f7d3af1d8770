"""Sub-headlines that were typed prose, found by what stands above and below."""

import pytest

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.lost_subheads import with_lost_subheads
from tests.support.tables import every_row

TEXT = "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。"
SHORT = "一根钢缆，缩短一天"
TITLE = "青沅县三年来加装电梯二百一十二部"
TOLD = "青沅县住建局发布数据显示，三年来全县加装电梯二百一十二部，惠及居民四千户。"
SHORTENED = "青沅大桥通车 两岸车程减半 居民称便"
BRIDGE = "从朝溪到苇镇的青沅大桥昨日通车，两岸居民开车往来的时间由四十分钟缩短为二十分钟。"


def types(above: str, line: str, below: str, level: int = 0, starts: bool = False) -> LineType:
    """Return the type found of the line between the two."""
    blocks = [Block(n, text, LineClass.TEXT) for n, text in enumerate((above, line, below))]
    blocks[1] = Block(1, line, LineClass.TEXT, level, starts=starts)
    return with_lost_subheads(blocks, [LineType.PROSE] * 3)[1]


@pytest.mark.parametrize("line", [SHORT, "万里路，送物资救“战友”"])
def test_a_few_characters_without_an_end_between_two_paragraphs_are_a_sub_headline(line):
    assert types(TEXT, line, TEXT) is LineType.SUBHEAD


@every_row(
    ("above", "line", "below"),
    [
        (TEXT, f"{SHORT}。", TEXT),
        (TEXT, "巷口晨烟一桨开，", TEXT),
        (TEXT, SHORT, "电梯212部"),
        ("住户最关心的是采", SHORT, TEXT),
        (TEXT, "走进工厂，十二条生", "产线正满负荷运转，产品装箱发运，订单排到九月。"),
        (TEXT, "缩短一天的一根钢缆架在怒江两岸的山上", TEXT),
    ],
)
def test_what_has_an_end_or_stands_amid_a_sentence_or_is_long_is_text(above, line, below):
    assert types(above, line, below) is LineType.PROSE


def test_a_marked_line_and_a_dateline_are_left_alone():
    assert types(TEXT, SHORT, TEXT, level=2) is LineType.PROSE
    assert types(TEXT, SHORT, TEXT, starts=True) is LineType.PROSE


def test_a_longer_line_that_the_paragraph_below_tells_again_is_a_sub_headline():
    assert types(TEXT, f"民生实事：{TITLE}", TOLD) is LineType.SUBHEAD
    assert types(TEXT, f"民生实事：{TITLE}", BRIDGE) is LineType.PROSE
    assert types("住户最关心的是采", f"民生实事：{TITLE}", TOLD) is LineType.PROSE


@pytest.mark.parametrize(("headline", "found"), [("青沅快讯", LineType.SUBHEAD), ("青沅两岸", LineType.PROSE)])
def test_in_a_column_of_short_news_a_title_may_be_told_again_in_other_words(headline, found):
    texts = (headline, TITLE, TOLD, SHORTENED, BRIDGE)
    blocks = [Block(n, text, LineClass.TEXT, level=n == 0) for n, text in enumerate(texts)]
    given = [LineType.HEADLINE, LineType.SUBHEAD, LineType.PROSE, LineType.PROSE, LineType.PROSE]
    assert with_lost_subheads(blocks, given)[3] is found
