"""What is printed where on a page: lines in a common size, headlines that are set downwards or drawn as outlines."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from service.sources.page_layout.geometry import Area
from service.sources.scans import picture_files, recognition
from service.sources.scans.perspective import Quad
from service.sources.scans.picture_files import PictureRefusal, Pixels
from service.sources.scans.text_finder import ReadLine, TextFinder
from tests.support.paths import ROOT
from tests.support.pdf_writer import DrawnPage, pdf


class Seen(TextFinder):
    """Finds the boxes that it is given, and reads in each line how many characters fit into it."""

    def __init__(self, *boxes: tuple[float, float, float, float]) -> None:
        self.quads = [np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], float) for x0, y0, x1, y1 in boxes]
        self.read: list[Pixels] = []

    def boxes(self, page: Pixels) -> list[Quad]:
        return self.quads

    def is_upside_down(self, lines: Sequence[Pixels]) -> bool:
        return False

    def line(self, line: Pixels) -> ReadLine:
        self.read.append(line)
        count = max(1, round(line.shape[1] / line.shape[0]))
        return ReadLine("春" * count, (0.9,) * count, tuple((n + 0.5) / count for n in range(count)))


class Looking(Seen):
    """Keeps the page in which it finds nothing."""

    def boxes(self, page: Pixels) -> list[Quad]:
        self.page = page
        return []


def printed(*boxes: tuple[int, int, int, int]) -> Pixels:
    """Return a page with a row of squares in each box, or a column of them where it is higher than wide."""
    page = np.full((1000, 800, 3), 240, np.uint8)
    for x0, y0, x1, y1 in boxes:
        side, upright = min(x1 - x0, y1 - y0), y1 - y0 > x1 - x0
        for at in range(0, max(x1 - x0, y1 - y0) - side + 1, side):
            x, y = (x0, y0 + at) if upright else (x0 + at, y0)
            inset = round(0.08 * side) + 1
            cv2.rectangle(
                page, (x + inset, y + inset), (x + side - inset, y + side - inset), (30, 30, 30), max(1, side // 10)
            )
    return page


def test_lines_come_in_an_em_of_twenty_pixels():
    boxes = [(100, 100 + 50 * n, 500, 140 + 50 * n) for n in range(10)]
    answer = recognition.read(Seen(*boxes), printed(*boxes))
    assert (answer["width"], answer["height"]) == pytest.approx((400, 500), abs=4)
    assert {line["size"] for line in answer["lines"]} == {20.0}
    assert [round(each) for each in answer["lines"][0]["area"]] == pytest.approx([50, 50, 250, 70], abs=2)


def test_a_line_that_was_cut_amid_a_character_is_one():
    body = [(300, 100 + 30 * n, 700, 120 + 30 * n) for n in range(12)]
    finder = Seen(*body, (100, 20, 270, 80), (250, 22, 460, 80))
    answer = recognition.read(finder, printed(*body, (100, 20, 460, 80)))
    assert [line["text"] for line in answer["lines"] if line["size"] > 30] == ["春" * 6]


def test_a_headline_that_is_set_downwards_is_read_side_by_side():
    body = [(300, 100 + 30 * n, 700, 120 + 30 * n) for n in range(12)]
    head = (100, 100, 160, 400)
    finder = Seen(*body, head)
    answer = recognition.read(finder, printed(*body, head))
    [line] = [line for line in answer["lines"] if line["vertical"]]
    assert line["text"] == "春" * 5
    height, width = finder.read[0].shape[:2]
    assert width / height == pytest.approx(5, abs=0.7)


def test_two_lines_that_are_set_downwards_stay_two_though_their_boxes_overlap():
    body = [(300, 100 + 30 * n, 700, 120 + 30 * n) for n in range(12)]
    finder = Seen(*body, (88, 100, 162, 400), (144, 100, 218, 400))
    answer = recognition.read(finder, printed(*body, (95, 100, 145, 400), (161, 100, 211, 400)))
    assert len([line for line in answer["lines"] if line["vertical"]]) == 2


def test_a_mark_at_the_foot_of_a_line_that_is_set_downwards_is_read_with_it():
    page = printed()
    for top in (100, 160, 220, 280):
        cv2.rectangle(page, (104, top + 4), (146, top + 46), (30, 30, 30), 8)
    cv2.rectangle(page, (100, 340), (118, 352), (30, 30, 30), -1)
    finder = Seen((94, 96, 156, 356), (94, 332, 124, 360))
    recognition.read_rest(finder, page, [], 10)
    [line] = finder.read
    assert line.shape[1] / line.shape[0] == pytest.approx(5, abs=0.3)


@pytest.mark.slow
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_stands_on_its_head_is_turned(quarters):
    page = picture_files.opened((ROOT / "tests/data/scans/two_articles.jpg").read_bytes())
    answer = recognition.read(TextFinder(), np.ascontiguousarray(np.rot90(page, quarters)))
    text = "".join(line["text"] for line in answer["lines"])
    assert "市图书馆从3月25日起" in text.replace("　", "")
    assert answer["width"] < answer["height"]


def test_a_page_without_text_is_refused():
    with pytest.raises(PictureRefusal, match="no text"):
        recognition.read(Seen(), printed())


def test_only_what_is_not_known_is_read_of_a_drawn_page():
    scale = recognition.RESOLUTION / 72
    known, head = (100, 200, 500, 228), (100, 100, 420, 180)
    finder = Seen(known, head)
    area = Area(*(each / scale for each in known))
    answer = recognition.read_rest(finder, printed(known, head), [area], 10)
    [line] = answer["lines"]
    assert line["text"] == "春春春春"
    assert line["area"][0] == pytest.approx(100 / scale, abs=1.5)
    assert len(finder.read) == 1


def test_of_a_known_character_nothing_is_read_though_its_box_is_twice_as_wide():
    scale = recognition.RESOLUTION / 72
    known, head = (300, 200, 328, 228), (100, 100, 420, 180)
    finder = Seen((280, 180, 348, 248), head)
    answer = recognition.read_rest(finder, printed(known, head), [Area(*(each / scale for each in known))], 10)
    assert [line["text"] for line in answer["lines"]] == ["春春春春"]


def test_a_headline_right_above_a_high_picture_is_whole():
    scale = recognition.RESOLUTION / 72
    head, picture = (100, 100, 420, 180), (100, 185, 420, 900)
    finder = Seen(head)
    recognition.read_rest(finder, printed(head), [Area(*(each / scale for each in picture))], 10)
    [line] = finder.read
    assert line.max(axis=2)[70:].min() < 100


def test_white_text_on_black_leaves_its_ground():
    scale = recognition.RESOLUTION / 72
    known = (300, 200, 328, 228)
    page = 255 - printed(known)
    [ground] = np.unique(page[:100])
    finder = Looking()
    recognition.read_rest(finder, page, [Area(*(each / scale for each in known))], 10)
    assert set(np.unique(finder.page)) == {ground}


def test_a_mark_that_was_found_alone_is_no_headline():
    class Marks(Seen):
        def line(self, line: Pixels) -> ReadLine:
            return ReadLine("“", (0.9,), (0.5,))

    head = (100, 100, 180, 180)
    assert recognition.read_rest(Marks(head), printed(head), [], 10) == {"lines": []}
    assert recognition.read_rest(Seen(head), printed(head), [], 10)["lines"]


def test_a_page_of_a_pdf_is_drawn():
    page = DrawnPage(360, 720)
    page.box(36, 72, 180, 144, fill=0)
    pixels = recognition.drawn(pdf([DrawnPage(72, 72), page]), 1)
    assert pixels.shape == (2000, 1000, 3)
    assert pixels[300, 300].max() < 10
    assert pixels[900, 900].min() > 245


@pytest.mark.parametrize(("raw", "word"), [(b"%PDF-1.7\n", "damaged"), (pdf([DrawnPage(20_000, 30_000)]), "large")])
def test_a_pdf_that_cannot_be_drawn_is_refused(raw, word):
    with pytest.raises(PictureRefusal, match=word):
        recognition.drawn(raw, 0)
