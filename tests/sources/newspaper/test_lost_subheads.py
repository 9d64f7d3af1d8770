"""Sub-headlines that were typed prose, found by what stands above and below."""

import pytest

from service.sources.newspaper.line_classes import Block, LineClass
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.lost_subheads import with_lost_subheads
from tests.support.tables import every_row

TEXT = "今年以来，全市把老旧住宅加装电梯列为民生实事，新开工电梯212部。"
SHORT = "一根钢缆，缩短一天"


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
