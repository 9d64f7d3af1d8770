"""Lines to blocks: where a piece of a column ends, and what its type says."""

import pytest

from service.sources.page_layout.blocks import BlockKind, text_blocks
from service.sources.page_layout.geometry import Area
from tests.support.set_type import column, line

TEXT = ">>青禾县十二个乡 镇同时开闸放水， 比去年早五天。"


def test_lines_below_one_another_are_a_block():
    [block] = text_blocks(column(TEXT, 0, 100, 9), (), (), 10)
    assert [each.text for each in block.lines] == ["青禾县十二个乡", "镇同时开闸放水，", "比去年早五天。"]
    assert block.kind is BlockKind.TEXT
    assert block.area == Area(0, 100, 90, 138)


def test_columns_are_blocks_of_their_own():
    left, right = text_blocks([*column(TEXT, 0, 100, 9), *column(TEXT, 101, 100, 9)], (), (), 10)
    assert (left.area.left, right.area.left) == (0, 101)


@pytest.mark.parametrize(
    ("gap", "rules", "frames"),
    [
        (30, (), ()),
        (14, (Area(0, 140, 90, 140.5),), ()),
        (14, (), (Area(-5, 138, 95, 200),)),
    ],
    ids=["an empty line", "a rule", "a box"],
)
def test_what_ends_a_block(gap, rules, frames):
    lines = [*column(TEXT, 0, 100, 9), *column(TEXT, 0, 128 + gap, 9)]
    assert len(text_blocks(lines, rules, frames, 10)) == 2


def test_a_paragraphs_blank_is_none():
    assert len(text_blocks([*column(TEXT, 0, 100, 9), *column(TEXT, 0, 144, 9)], (), (), 10)) == 1


@pytest.mark.parametrize(
    ("size", "rows", "kind"),
    [
        (24, 1, BlockKind.LARGE),
        (12, 4, BlockKind.LARGE),
        (12, 9, BlockKind.TEXT),
        (10.5, 2, BlockKind.TEXT),
        (8, 2, BlockKind.SMALL),
    ],
)
def test_a_block_is_what_its_size_says(size, rows, kind):
    """Text in a larger size, as leaders are set in, is no headline of nine lines."""
    [block] = text_blocks([line("云雁大桥昨日通车", 0, 100 + n * size * 1.4, size) for n in range(rows)], (), (), 10)
    assert block.kind is kind
    assert len(block.lines) == rows
