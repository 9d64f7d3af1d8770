"""What lies where on the pages of a PDF. Started as a program of its own, with the file on its standard input.

PDFium reads a format that lets a hostile file run through a lot of C++: in a process of its own, a crash, a loop or a
file that fills the memory costs that one file, and not the run that tells the others. It bounds its own memory, and its
processor time page by page. So that it starts in a tenth of a second, it imports nothing of this project.

It answers in lines of JSON: first `{"pages": 8}`, then for each page what lies on it (`Extractor.page`), and instead of
any of these `{"refused": word}`, whose words `pdf_pages` explains.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import math
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

MOST_BYTES = 100_000_000
"""Of a file: eight printed pages with their pictures have some 40 MB."""
MOST_PAGES = 200
"""A day's paper has 4 to 64."""
MOST_AREA = 60_000_000 * (72 / 200) ** 2
"""Square points: 60 megapixels at 200 dots per inch. A broadsheet page has 13."""
MOST_CHARACTERS = 60_000
"""Of a page: the fullest broadsheet page has some 10,000."""
MOST_OBJECTS = 60_000
"""Of a page: its characters, where each is an object, and its lines and pictures."""
PAGE_SECONDS = 5
"""Of the processor, for one page: a broadsheet page takes 0.1."""
MOST_MEMORY = 800_000_000
"""Bytes of address space: PDFium takes some 100 MB for a page of newsprint."""
_MOST_NESTING = 6
"""Forms within forms in which lines and pictures are looked for."""
_RULE = 4.0
"""Points: a path that is thinner is a rule; no text fits into it. The thickness of a line counts twice."""
_PATH, _IMAGE = 2, 3
_ENCRYPTED = 4
"""PDFium's numbers: two types of object, and the error of a file that asks for a password."""

Place = Callable[[float, float], tuple[float, float]]


class Extractor:
    """A document that is open."""

    def __init__(self, raw: bytes) -> None:
        import pypdfium2
        import pypdfium2.raw

        self._pdfium = pypdfium2.raw
        self._document = pypdfium2.PdfDocument(raw)
        self.pages = len(self._document)

    def page(self, number: int) -> dict[str, Any]:
        """Return the characters, rules, boxes and pictures of a page, in points from its upper left corner.

        `text` has the characters, `glyphs` for each its left and right edge, baseline and size; the
        others are lists of left, top, right, bottom. A page whose text lies on its side is set upright: it is `turned`.
        """
        page = self._document[number]
        width, height = page.get_size()
        if not 0 < width * height <= MOST_AREA:
            return {"refused": "large"}
        text = page.get_textpage()
        if text.count_chars() > MOST_CHARACTERS:
            return {"refused": "full"}
        shown = page.get_rotation()
        rotation = self._upright(text, shown)
        if (rotation - shown) % 180:
            width, height = height, width
        place = _placing(page.get_bbox(), rotation)
        marks = self._marks(page, place)
        if marks is None:
            return {"refused": "full"}
        turned = rotation != shown
        return {"width": width, "height": height, "turned": turned, **self._glyphs(text, place), **marks}

    def _upright(self, text: PdfTextPage, shown: int) -> int:
        """Return the rotation in which most characters stand upright: that in which the page is shown may be wrong."""
        pdfium, matrix = self._pdfium, self._pdfium.FS_MATRIX()
        counts: Counter[int] = Counter()
        for n in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, n) == 1 or not pdfium.FPDFText_GetMatrix(text, n, matrix):
                continue
            if matrix.a * matrix.d > matrix.b * matrix.c:
                counts[round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) * 90 % 360] += 1
        return max(counts, key=counts.__getitem__) if 2 * counts[shown] < counts.total() else shown

    def _glyphs(self, text: PdfTextPage, place: Place) -> dict[str, Any]:
        pdfium = self._pdfium
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        characters: list[str] = []
        glyphs: list[tuple[float, float, float, float]] = []
        for n in range(text.count_chars()):
            if pdfium.FPDFText_IsGenerated(text, n) == 1 or not pdfium.FPDFText_GetCharOrigin(text, n, x, y):
                continue
            pdfium.FPDFText_GetMatrix(text, n, matrix)
            pdfium.FPDFText_GetLooseCharBox(text, n, box)
            size = pdfium.FPDFText_GetFontSize(text, n) * math.hypot(matrix.c, matrix.d)
            left, baseline = place(x.value, y.value)
            along, drop = (
                a - b for a, b in zip(place(x.value + matrix.a, y.value + matrix.b), (left, baseline), strict=True)
            )
            corners = place(box.left, box.bottom), place(box.right, box.top)
            right = max(left, *(corner[0] for corner in corners))
            if not math.isfinite(size + left + right + baseline) or size <= 0 or abs(drop) > 0.2 * abs(along):
                continue  # nothing to be seen, or text that stands aslant
            characters.append(_character(pdfium.FPDFText_GetUnicode(text, n)))
            glyphs.append((round(left, 2), round(right, 2), round(baseline, 2), round(size, 2)))
        return {"text": "".join(characters), "glyphs": glyphs}

    def _marks(self, page: PdfPage, place: Place) -> dict[str, Any] | None:
        rules: list[list[float]] = []
        frames: list[list[float]] = []
        pictures: list[list[float]] = []
        for n, item in enumerate(page.get_objects(filter=(_PATH, _IMAGE), max_depth=_MOST_NESTING)):
            if n > MOST_OBJECTS:
                return None
            left, bottom, right, top = item.get_bounds()
            (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
            area = [round(each, 2) for each in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]
            if not all(map(math.isfinite, area)):
                continue
            if item.type == _IMAGE:
                pictures.append(area)
            else:
                (rules if min(area[2] - area[0], area[3] - area[1]) < _RULE else frames).append(area)
        return {"rules": rules, "frames": frames, "pictures": pictures}


def _placing(box: tuple[float, float, float, float], rotation: int) -> Place:
    """Return what turns a place of a PDF into one on the page as it is seen, counted from its upper left corner."""
    left, bottom, right, top = box
    return {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }[rotation]


def _character(code: int) -> str:
    """Return the character of a code; half of a pair, and what is none, becomes `�`."""
    return "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def answers(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the answers for a file."""
    from pypdfium2 import PdfiumError

    if len(raw) > MOST_BYTES:
        yield {"refused": "heavy"}
        return
    try:
        extractor = Extractor(raw)
    except PdfiumError as error:
        yield {"refused": "encrypted" if error.err_code == _ENCRYPTED else "damaged"}
        return
    if not 0 < extractor.pages <= MOST_PAGES:
        yield {"refused": "long" if extractor.pages else "empty"}
        return
    yield {"pages": extractor.pages}
    for number in range(extractor.pages):
        _allow(PAGE_SECONDS)
        try:
            yield extractor.page(number)
        except PdfiumError:
            yield {"refused": "damaged"}


def _allow(seconds: int) -> None:
    """Let this process work for so long from now: the system ends it after that."""
    end = math.ceil(time.process_time()) + seconds
    with contextlib.suppress(ValueError, OSError):  # a stricter limit holds already
        resource.setrlimit(resource.RLIMIT_CPU, (end, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def main() -> None:
    """Answer for the file on the standard input."""
    for kind, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))
    _allow(PAGE_SECONDS)
    for answer in answers(sys.stdin.buffer.read(MOST_BYTES + 1)):
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
