"""Which piece goes on in which, and the order in which an article's pieces are read."""

import pytest

from service.sources.page_layout.blocks import TextBlock, text_blocks
from service.sources.page_layout.geometry import Area
from service.sources.page_layout.reading_order import UNKNOWN, clash, columns_of, in_reading_order
from tests.support.set_type import column

OPEN = ">>甲甲甲甲甲甲 甲甲甲甲甲甲甲甲 甲甲甲甲甲甲甲甲"
GOES_ON = "乙乙乙乙乙乙乙乙 乙乙乙乙乙乙乙乙 乙乙乙。"
WHOLE = ">>丙丙丙丙丙丙 丙丙丙丙丙丙丙丙 丙丙丙。"
FULL = ">>丁丁丁丁丁丁 丁丁丁丁丁丁丁丁 丁丁丁丁丁丁丁。"


def piece(rows: str, left: float = 0, top: float = 100) -> TextBlock:
    [block] = text_blocks(column(rows, left, top, 8), (), (), 10)
    return block


@pytest.mark.parametrize(
    ("one", "other", "badly"),
    [
        (OPEN, GOES_ON, 0.0),
        (OPEN, WHOLE, 2.0),
        (WHOLE, WHOLE, 0.0),
        (WHOLE, GOES_ON, 2.0),
        (FULL, GOES_ON, UNKNOWN),
        (FULL, WHOLE, UNKNOWN),
        ("□记者单永禾", GOES_ON, UNKNOWN),
    ],
    ids=["amid a sentence", "cut", "paragraphs", "no beginning", "full", "full and indented", "one line"],
)
def test_how_well_a_piece_goes_on_in_another(one, other, badly):
    assert clash(piece(one), piece(other)) == badly


def test_in_its_column_a_piece_of_one_line_tells_whether_it_goes_on():
    margin = Area(0, 0, 80, 200)
    assert clash(piece(WHOLE), piece("乙乙。"), other_margin=margin) == 2
    assert clash(piece(OPEN), piece("乙乙。"), other_margin=margin) == 0
    assert clash(piece("乙乙。"), piece(WHOLE), margin) == 0
    assert clash(piece("乙乙。"), piece(GOES_ON), margin) == 2


def test_columns_are_from_left_to_right_and_from_top_to_bottom():
    pieces = [piece(WHOLE, 92, 300), piece(GOES_ON, 92, 100), piece(OPEN, 0, 100)]
    assert [[each.lines[0].text[0] for each in column] for column in columns_of(pieces)] == [["甲"], ["乙", "丙"]]


def test_an_article_is_read_down_its_columns():
    pieces = [piece(WHOLE, 92, 300), piece(WHOLE, 92, 100), piece(GOES_ON, 0, 300), piece(OPEN, 0, 100)]
    assert "".join(each.lines[0].text[2] for each in in_reading_order(pieces)) == "甲乙丙丙"


def test_an_article_that_a_picture_parts_is_read_band_by_band_where_that_reads_better():
    pieces = [piece(WHOLE, 92, 300), piece(GOES_ON, 92, 100), piece(WHOLE, 0, 300), piece(OPEN, 0, 100)]
    assert "".join(each.lines[0].text[2] for each in in_reading_order(pieces)) == "甲乙丙丙"
