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


@pytest.mark.parametrize(
    "rows", [">>甲甲甲甲甲甲甲 乙。", "乙。 >>甲甲甲甲甲甲甲", ">>甲甲甲甲甲甲甲 。 >>丙丙丙丙丙丙丙"]
)
def test_a_line_no_longer_than_the_indent_stays_in_its_column(rows):
    lines = [*column(rows, 0, 100, 9), *column(TEXT, 100, 107, 9)]
    assert [len(block.lines) for block in text_blocks(lines, (), (), 10)] == [len(rows.split()), len(TEXT.split())]


def test_a_stray_character_in_the_gutter_is_no_line_of_the_column():
    lines = [*column(">>甲甲甲甲甲甲甲", 20, 100, 9), line("钟", 20, 114), *column("乙乙乙乙乙乙乙", 40, 128, 9)]
    assert len(text_blocks(lines, (), (), 10)) == 3


def test_short_lines_beside_one_another_are_of_two_columns():
    lines = [line("甲。", 0, 100), line("乙。", 35, 112)]
    assert len(text_blocks(lines, (), (), 10)) == 2


def test_a_block_of_whole_paragraphs_has_a_stop_in_each_line():
    whole, other = text_blocks([*column("甲甲。 乙乙。", 0, 100, 9), *column("甲甲 乙乙。", 100, 100, 9)], (), (), 10)
    assert whole.is_of_whole_paragraphs
    assert not other.is_of_whole_paragraphs


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
