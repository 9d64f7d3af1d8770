"""The networks: where lines are, and what they say."""

import pytest

from service.sources.scans import picture_files
from service.sources.scans.text_finder import ReadLine, TextFinder
from tests.support.paths import ROOT


@pytest.mark.slow
def test_lines_are_found_and_read_in_any_order():
    """A call that leaves out an option has that of the call before: both are asked for by turns."""
    page = picture_files.opened((ROOT / "tests/data/scans/two_articles.jpg").read_bytes())
    finder = TextFinder()
    for _ in range(2):
        boxes = finder.boxes(page)
        assert len(boxes) in range(12, 18)
        top = min(boxes, key=lambda box: box[:, 1].min())
        (left, upper), (right, lower) = top.min(axis=0).astype(int), top.max(axis=0).astype(int)
        line = finder.line(page[max(0, upper) : lower, left:right])
        assert line.text == "市图书馆夜间"
        assert len(line.scores) == len(line.places) == 6
        assert sorted(line.places) == list(line.places)
        assert min(line.scores) > 0.9


@pytest.mark.slow
def test_nothing_says_nothing():
    page = picture_files.opened((ROOT / "tests/data/scans/two_articles.jpg").read_bytes())
    page[:] = 250
    finder = TextFinder()
    assert finder.boxes(page) == []
    assert finder.line(page[:40, :300]) == ReadLine("", (), ())
