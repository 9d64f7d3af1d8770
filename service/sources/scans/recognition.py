"""What is printed where on a scan, a photo or a rendered page. Started as a program of its own.

On its standard input: an order in a line of JSON, and the file's bytes. `{"page": 0}` is a page of a picture, counted
from 0; `{"page": 0, "pdf": true}` one of a PDF, which is drawn. With `"known"`, areas in points, and `"em"`, the size
of its text, only the other lines of a PDF's page are read: `known` are its text that can be copied, and its pictures.

It answers in lines of JSON, which together are one answer: of a picture first `{"pages": 2}`, then what
`page_layout.PrintedMatter` takes, or `{"refused": word}`, whose words `scanned_pages` explains. OpenCV and the
networks' runtime are much C++ that reads what anybody sent: in a process of its own a crash costs one page. It bounds
its own memory and its processor time.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from service.sources.page_layout.geometry import Area, around
from service.sources.scans import found_lines, perspective, picture_files
from service.sources.scans.image_marks import EM, image_marks
from service.sources.scans.perspective import Quad
from service.sources.scans.picture_files import PictureRefusal, Pixels
from service.sources.scans.recognized_line import FoundLine, PlacedLine
from service.sources.scans.text_finder import TextFinder

SECONDS = 120
"""Of the processor, for one page: a broadsheet page takes 15."""
MOST_MEMORY = 4_000_000_000
"""Bytes of address space: a tabloid page takes 1.1 billion, and one of 60 megapixels 2."""
MOST_LINES = 3_000
"""Of a page: a full broadsheet page has some 600."""
RESOLUTION = 200
"""Dots per inch at which a page of a PDF is drawn."""
_ASKED = 10
"""Lines that are asked whether the page stands on its head."""
_STRAIGHT = 0.3
"""Ems by which a page may be off at its corners without being straightened."""
_LEVEL, _OVERLAP = 0.75, 0.1
"""Of their heights: two boxes that lie so level, and so much upon one another, are of one line."""
_FAINT = 0.06
"""Of the densest row of a line: rows with less ink are specks."""
_BLANK_ROWS = 0.05
"""Of a crop's height: as many rows without ink part a line from its neighbours; one of few characters has more."""
_FOOT_BLANKS = tuple(tenths / 10 for tenths in range(9))
"""Ems that may be blank at the foot of a line that is set downwards: a closing quotation mark leaves 0.6, of 1.06."""
_EDGE = 0.1
"""Ems: how far the ink of known text may reach out of its line; less than from line to line."""
_FULL, _AT_SIDE = 0.93, 0.25
"""Share of a crop's height that a rule's ink fills, and how far, in heights, it stands from the crop's side."""


def read(finder: TextFinder, page: Pixels) -> dict[str, Any]:
    """Return what is printed on a picture of a page, in pixels of an image with an em of EM."""
    page, quads = _straightened(*_upright(finder, page))
    found = found_lines.in_one_script(_recognized(finder, page, quads))
    body = found_lines.usual_size(found)
    if not body:
        raise PictureRefusal("no text")
    scale = EM / body
    grey = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = np.asarray(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way), dtype=np.uint8)
    marks = image_marks(small, [_times(line.area, scale) for line in found])
    lines = found_lines.placed([_scaled(line, scale) for line in found], EM)
    return {
        "width": small.shape[1],
        "height": small.shape[0],
        "lines": _lines(lines),
        "rules": [_sides(area) for area in marks.rules],
        "frames": [_sides(area) for area in marks.frames],
        "pictures": [_sides(area) for area in marks.pictures],
    }


def _lines(lines: Sequence[PlacedLine]) -> list[dict[str, Any]]:
    return [
        {
            "text": each.line.text,
            "area": _sides(each.line.area),
            "size": round(each.line.size, 2),
            "vertical": each.line.vertical,
            "score": round(each.score, 4),
            "doubts": each.doubts,
        }
        for each in lines
    ]


def _upright(finder: TextFinder, page: Pixels) -> tuple[Pixels, list[Quad]]:
    """Return the page turned so that it can be read, and where its lines are. Raise PictureRefusal."""
    quads = finder.boxes(page)
    areas = [_around(quad) for quad in quads]
    if sum(area.height for area in areas) > sum(area.width for area in areas):
        page = np.ascontiguousarray(np.rot90(page))
        quads = finder.boxes(page)
    if len(quads) > MOST_LINES:
        raise PictureRefusal("full")
    if not quads:
        raise PictureRefusal("no text")
    longest = sorted(quads, key=lambda quad: -_around(quad).width)[:_ASKED]
    boxes = [box for quad in longest if (box := _box(quad, page))]
    if finder.is_upside_down([_cut(page, box) for box in boxes]):
        page = np.ascontiguousarray(page[::-1, ::-1])
        height, width = page.shape[:2]
        quads = [np.roll(np.array([width, height]) - quad, 2, axis=0) for quad in quads]
    return page, quads


def _straightened(page: Pixels, quads: Sequence[Quad]) -> tuple[Pixels, list[Quad]]:
    """Return the page with its lines level and its columns upright, and its boxes there."""
    height, width = page.shape[:2]
    matrix = perspective.straightening(quads, (width, height))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float64)
    em = float(np.median([np.hypot(*(quad[3] - quad[0])) for quad in quads]))
    moved = perspective.warped(corners, matrix)
    if np.abs(moved - corners).max() < _STRAIGHT * em:
        return page, list(quads)
    paper = tuple(int(each) for each in np.percentile(page.reshape(-1, 3)[::97], 80, axis=0))
    straight = cv2.warpPerspective(
        page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return np.asarray(straight, dtype=np.uint8), [perspective.warped(quad, matrix) for quad in quads]


def _recognized(finder: TextFinder, page: Pixels, quads: Sequence[Quad]) -> list[FoundLine]:
    """Return what the boxes say, each in the area of its ink."""
    found = []
    for box in _whole([box for quad in quads if (box := _box(quad, page))]):
        crop = _cut(page, box)
        ink = _ink(crop)
        if ink is None:
            continue
        upright = found_lines.is_upright(ink)
        line = finder.line(_side_by_side(crop, ink) if upright else crop)
        if line.text:
            area = Area(box.left + ink.left, box.top + ink.top, box.left + ink.right, box.top + ink.bottom)
            places = tuple((place * crop.shape[1] - ink.left) / max(1.0, ink.width) for place in line.places)
            found.append(FoundLine(line.text, area, line.scores, () if upright else places, upright))
    return found


def _whole(boxes: Sequence[Area]) -> list[Area]:
    """Return the boxes; two of one line, that a detector has cut amid a character, as one.

    A mark of a line that is set downwards, which was found a second time by itself, is left out.
    """
    upright = [box for box in boxes if found_lines.is_upright(box)]
    whole: list[Area] = []
    for box in sorted((box for box in boxes if box not in upright), key=lambda box: box.left):
        if any(_is_mark_of(box, line) for line in upright):
            continue
        for n, other in enumerate(whole):
            height = min(box.height, other.height)
            level = box.shared_height(other) > _LEVEL * max(box.height, other.height)
            if level and _OVERLAP * height < box.shared_width(other) < min(box.width, other.width):
                whole[n] = around((box, other))
                break
        else:
            whole.append(box)
    return sorted(whole + upright, key=lambda box: box.left)


def _is_mark_of(box: Area, line: Area) -> bool:
    """Return whether a box lies in that of a line which is set downwards, or at its foot, and is narrower."""
    inside = box.shared_width(line) > _LEVEL * box.width and box.shared_height(line) > _OVERLAP * box.height
    return inside and box.width < _LEVEL * line.width


def _cut(page: Pixels, box: Area) -> Pixels:
    return page[round(box.top) : round(box.bottom), round(box.left) : round(box.right)]


def _around(quad: Quad) -> Area:
    """Return the upright area of a box that is nearly so."""
    left, right = float(quad[[0, 3], 0].mean()), float(quad[[1, 2], 0].mean())
    top, bottom = float(quad[[0, 1], 1].mean()), float(quad[[2, 3], 1].mean())
    return Area(left, top, right, bottom)


def _box(quad: Quad, page: Pixels) -> Area | None:
    """Return a box's area within the page; None where it is outside or too small to hold a character."""
    height, width = page.shape[:2]
    box = _around(quad)
    right, bottom = min(float(width), box.right + 1), min(float(height), box.bottom + 1)
    area = Area(max(0.0, box.left - 1), max(0.0, box.top - 1), right, bottom)
    return area if min(area.width, area.height) >= 6 else None


def _ink(crop: Pixels) -> Area | None:
    """Return where in a crop its ink is."""
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)
    _, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    inked = dark == 0
    if inked.mean() > 0.5:  # white letters on a dark ground
        inked = ~inked
    _without_rules(inked)
    _without_rules(inked.T)
    upright = crop.shape[0] > 2 * crop.shape[1]
    across = inked.T if upright else inked
    rows = _middle_rows(across.mean(axis=1), across.shape[1])
    if rows is None:
        return None
    top, bottom = rows
    filled = np.flatnonzero(across[top:bottom].any(axis=0))
    left, right = int(filled[0]), int(filled[-1]) + 1
    return Area(*map(float, (top, left, bottom, right) if upright else (left, top, right, bottom)))


def _middle_rows(profile: NDArray[np.float64], width: int) -> tuple[int, int] | None:
    """Return the rows of the line itself: those at the crop's top and foot may be of the lines above and below."""
    inked = np.flatnonzero(profile > _FAINT * profile.max())
    if not len(inked):
        return None
    height = len(profile)
    blank = max(2, round((_BLANK_ROWS if width > 2 * height else 2 * _BLANK_ROWS) * height))
    runs = np.split(inked, np.flatnonzero(np.diff(inked) > blank) + 1)
    run = max(runs, key=lambda rows: float(profile[rows].sum()))
    return int(run[0]), int(run[-1]) + 1


def _without_rules(inked: NDArray[np.bool_]) -> None:
    """Take the rule of a column away that stands at a side of the crop: ink from its top to its bottom."""
    full = inked.mean(axis=0) > _FULL
    side = max(2, round(_AT_SIDE * min(inked.shape)))
    for columns in (slice(0, side), slice(-side, None)):
        if full[columns].any():
            inked[:, columns] = False


def _side_by_side(crop: Pixels, ink: Area) -> Pixels:
    """Return the characters of a line that is set downwards side by side.

    Its last may be a mark in the upper half of its em, so that the line is longer than its ink.
    """
    body = crop[round(ink.top) : round(ink.bottom), max(0, round(ink.left) - 3) : round(ink.right) + 3]
    dark = 255.0 - cv2.cvtColor(body, cv2.COLOR_BGR2GRAY)
    profile = np.convolve(dark.mean(axis=1), np.ones(3) / 3, mode="same")
    height, width = len(body), ink.width
    counts = range(max(2, round(height / (1.5 * width))), max(3, round(height / (0.85 * width)) + 1))

    def unlikely(way: tuple[int, int]) -> float:
        count, length = way
        cuts = [min(height - 1, round(length * n / count)) for n in range(1, count)]
        crossed = float(np.mean([profile[cut] for cut in cuts]))
        return crossed + 0.02 * (abs(length / count - width) + length - height)

    lengths = [height + round(share * width) for share in _FOOT_BLANKS]
    count, length = min(((count, length) for count in counts for length in lengths), key=unlikely)
    ground = np.median(np.concatenate([body[:, 0], body[:, -1]]), axis=0)
    foot = np.full((length - height, *body.shape[1:]), ground, dtype=np.uint8)
    whole = np.vstack([body, foot])
    cells = [whole[round(length * n / count) : round(length * (n + 1) / count)] for n in range(count)]
    side = max(cell.shape[0] for cell in cells)
    return np.ascontiguousarray(np.hstack([cv2.resize(cell, (body.shape[1], side)) for cell in cells]))


def _scaled(line: FoundLine, scale: float) -> FoundLine:
    return FoundLine(line.text, _times(line.area, scale), line.scores, line.places, line.vertical)


def _times(area: Area, scale: float) -> Area:
    return Area(area.left * scale, area.top * scale, area.right * scale, area.bottom * scale)


def _sides(area: Area) -> list[float]:
    return [round(each, 1) for each in (area.left, area.top, area.right, area.bottom)]


def read_rest(finder: TextFinder, page: Pixels, known: Sequence[Area], em: float) -> dict[str, Any]:
    """Return the lines of a drawn page that lie on nothing that is known, in points; `em` is the size of its text.

    A mark that was found alone, and belongs to no line, is no headline.
    """
    scale = 72 / RESOLUTION
    rest = _without(page, [_times(area, 1 / scale) for area in known], round(_EDGE * em / scale))
    found = [_scaled(line, scale) for line in found_lines.in_one_script(_recognized(finder, rest, finder.boxes(rest)))]
    lines = found_lines.placed(found, em)
    return {"lines": _lines([each for each in lines if any(character.isalnum() for character in each.line.text)])}


def _without(page: Pixels, areas: Sequence[Area], edge: int) -> Pixels:
    """Return the page with areas, and an edge of so many pixels, in the colour of what is around: their ground's."""
    rest = page.copy()
    for area in areas:
        left, top = max(0, round(area.left) - edge), max(0, round(area.top) - edge)
        part = rest[top : round(area.bottom) + edge, left : round(area.right) + edge]
        if part.size:
            part[:] = np.median(np.concatenate([part[0], part[-1], part[:, 0], part[:, -1]]), axis=0)
    return rest


def drawn(raw: bytes, number: int) -> Pixels:
    """Return a page of a PDF as it looks. Raise PictureRefusal."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        page = PdfDocument(raw)[number]
        width, height = page.get_size()
        if not 0 < width * height * (RESOLUTION / 72) ** 2 <= picture_files.MOST_PIXELS:
            raise PictureRefusal("large")
        return np.ascontiguousarray(page.render(scale=RESOLUTION / 72, rev_byteorder=False).to_numpy()[:, :, :3])
    except PdfiumError:
        raise PictureRefusal("damaged") from None


def _answers(order: dict[str, Any], raw: bytes) -> Iterator[dict[str, Any]]:
    number = order["page"]
    if not order.get("pdf"):
        yield {"pages": picture_files.pages(raw)}
        pixels = picture_files.opened(raw, number)
        if not order.get("opened"):
            yield read(TextFinder(), pixels)
    elif "known" in order:
        page = drawn(raw, number)
        yield read_rest(TextFinder(), page, [Area(*each) for each in order["known"]], order["em"])
    else:
        yield read(TextFinder(), drawn(raw, number))


def _refused_or_answered(order: dict[str, Any], raw: bytes) -> Iterator[dict[str, Any]]:
    try:
        yield from _answers(order, raw)
    except PictureRefusal as refusal:
        yield {"refused": str(refusal)}
    except (MemoryError, cv2.error):
        yield {"refused": "large"}


def _stay_offline(event: str, _: tuple[object, ...]) -> None:
    """Let no library ask the network: rapidocr would fetch a model that is missing or damaged."""
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise OSError("asks nobody")


def main() -> None:
    """Answer the order on the standard input."""
    for kind, most in (
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, SECONDS),
    ):
        with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
    sys.addaudithook(_stay_offline)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    order = json.loads(sys.stdin.buffer.readline())
    for answer in _refused_or_answered(order, sys.stdin.buffer.read(picture_files.MOST_BYTES + 1)):
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
