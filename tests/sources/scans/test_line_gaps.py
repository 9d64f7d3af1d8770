"""Lines of neighbouring columns are parted, and pieces of one line are joined."""

import pytest

from service.sources.page_layout.geometry import Area
from service.sources.scans.line_gaps import whole_lines
from service.sources.scans.recognized_line import FoundLine
from tests.support.recognized import EM, column, found


def across(left: FoundLine, right: FoundLine) -> FoundLine:
    """Return two lines of a row as a detector may take them: as one."""
    start, end = left.area.left, right.area.right
    at = [line.area.left + place * line.area.width for line in (left, right) for place in line.places]
    places = tuple((each - start) / (end - start) for each in at)
    text = left.text + right.text
    return FoundLine(text, Area(start, left.area.top, end, left.area.bottom), (1.0,) * len(text), places)


@pytest.mark.parametrize("rows", [(3,), (3, 4, 5), (0, 1, 2, 3, 4)])
def test_two_columns_in_one_box_are_parted_where_the_lines_around_are(rows):
    left, right = column(100), column(370)
    merged = [across(left[n], right[n]) for n in rows]
    rest = [line for side in (left, right) for n, line in enumerate(side) if n not in rows]
    assert [line.text for line in whole_lines([*rest, *merged], EM)] == [left[0].text] * 16


def test_two_pieces_of_a_line_are_one_where_the_lines_around_go_on():
    lines = [line for n, line in enumerate(column(100)) if n != 4]
    pieces = [found("水已到田头。", 100, 312), found("（祁", 260, 312, score=0.5)]
    [whole] = [line for line in whole_lines([*lines, *pieces], EM) if "田头" in line.text]
    assert whole.text == "水已到田头。（祁"
    assert whole.scores == (1.0,) * 6 + (0.5,) * 2
    assert (whole.area.left, whole.area.right) == (100, 300)
    assert [round(whole.area.left + place * whole.area.width) for place in whole.places][-2:] == [270, 290]


def test_lines_of_neighbouring_columns_stay_two_below_a_headline_over_both():
    heads = [found("修了四十二年表收了七个徒弟六个改了行", 100, top, 26) for top in (60, 100, 140)]
    lines = [*column(100, 1), *column(370, 1), *heads]
    assert sorted(line.area.left for line in whole_lines(lines, EM)) == sorted(line.area.left for line in lines)


def test_a_gap_in_a_headline_is_left_to_the_layout():
    heads = [found("老街换新颜", 100, 20, 40), found("烟火气更浓", 330, 20, 40)]
    assert len(whole_lines([*column(100), *heads], EM)) == 10
