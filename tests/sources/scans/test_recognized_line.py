"""How sure a line is, and which of its characters are in doubt."""

import pytest

from service.sources.page_layout.geometry import TextLine
from service.sources.scans.recognized_line import FoundLine, PlacedLine
from tests.support.recognized import found


def placed(*parts: FoundLine) -> PlacedLine:
    return PlacedLine(TextLine("".join(part.text for part in parts), parts[0].area, 20), parts)


def test_a_character_in_doubt_is_named_with_its_neighbours():
    line = found("水已到田头。猴长庚在老街住了五十年", 100, 600)
    line = FoundLine(line.text, line.area, (1.0,) * 6 + (0.3,) + (1.0,) * 10, line.places)
    assert placed(line).doubts == [("水已到田头。猴长庚在老街住", 6)]
    assert placed(line).score == pytest.approx(16.3 / 17)


def test_marks_are_never_in_doubt():
    assert placed(found("，。", 0, 0, score=0.2)).doubts == []


def test_a_line_of_several_parts_has_the_doubts_of_all():
    assert placed(found("春", 0, 0, score=0.2), found("灌", 40, 0, score=0.6)).doubts == [("春", 0), ("灌", 0)]
