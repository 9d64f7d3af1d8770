"""A minimal writer of PDF files with a text layer: characters placed one by one, lines, boxes and grey pictures.

The font is none of its own (`STSong-Light`, which every reader of PDFs knows by name): the files are small, and their
characters come from a predefined encoding of the Adobe-GB1 collection.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

_ASCII_WIDTH = 500
"""Thousandths of the size: the width of Latin letters and digits."""
_LOCK = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>] " % (b"5a" * 32, b"a5" * 32)


def width_of(character: str) -> float:
    """Return how wide a character is, in its size: half for Latin, else one."""
    return _ASCII_WIDTH / 1000 if " " <= character <= "~" else 1.0


@dataclass
class DrawnPage:
    """A page that is drawn on. Lengths are points; `y` counts from the top downwards."""

    width: float
    height: float
    frames: list[list[bytes]] = field(default_factory=list)
    """What is written, frame by frame: a program sets one after the other, in any order."""
    under: list[bytes] = field(default_factory=list)
    """Boxes, lines and pictures, which lie under the text."""

    def frame(self) -> None:
        """Begin a frame: what is written from now on belongs to it."""
        self.frames.append([])

    def character(self, character: str, x: float, y: float, size: float, *, bold: bool = False) -> None:
        """Write a character: `x` is its left edge, `y` its baseline."""
        code = character.encode("utf-16-be")
        if len(code) != 2:
            raise ValueError(f"{character}: not in the encoding")
        font = b"F2" if bold else b"F1"
        place = f"{size:.2f} Tf 1 0 0 1 {x:.2f} {self.height - y:.2f} Tm".encode()
        self.frames[-1].append(b"BT /%s %s <%s> Tj ET" % (font, place, code.hex().encode()))

    def box(
        self, left: float, top: float, right: float, bottom: float, *, fill: float | None = None, line: float = 0
    ) -> None:
        """Draw a box: `fill` is a grey from 0 to 1, `line` the thickness of its frame."""
        paint = ("B" if line else "f") if fill is not None else "S"
        grey = "" if fill is None else f"{fill:.2f} g "
        shape = f"{left:.2f} {self.height - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re"
        self.under.append(f"q {grey}{line or 1:.2f} w {shape} {paint} Q".encode())

    def rule(self, x0: float, y0: float, x1: float, y1: float, thickness: float = 0.6) -> None:
        """Draw a rule."""
        ends = f"{x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l"
        self.under.append(f"q {thickness:.2f} w {ends} S Q".encode())

    def picture(self, left: float, top: float, right: float, bottom: float) -> None:
        """Place a picture, which is grey."""
        matrix = f"{right - left:.2f} 0 0 {bottom - top:.2f} {left:.2f} {self.height - bottom:.2f}"
        self.under.append(f"q {matrix} cm /P Do Q".encode())

    def content(self) -> bytes:
        """Return the page's content stream."""
        return b"\n".join([*self.under, *(each for frame in self.frames for each in frame)])


def set_page(text: str, size: float = 10.0) -> DrawnPage:
    """Return a page with these lines on it, one below another, and nothing else."""
    page = DrawnPage(400, 300)
    page.frame()
    for row, line in enumerate(text.split("\n")):
        x = 20.0
        for character in line:
            page.character(character, x, 40 + 1.5 * size * row, size)
            x += width_of(character) * size
    return page


def pdf(pages: list[DrawnPage], *, locked: bool = False) -> bytes:
    """Return a PDF file of the pages. `locked`: a password is asked for, which nobody knows."""
    numbers = [7 + 2 * n for n in range(len(pages))]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        _font(b"STSong-Light"),
        _font(b"STSong-Light,Bold"),
        b"<< /Font << /F1 3 0 R /F2 4 0 R >> /XObject << /P 6 0 R >> >>",
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Length 1 >>\nstream\n\x99\nendstream",
    ]
    for number, page in zip(numbers, pages, strict=True):
        packed = zlib.compress(page.content())
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources 5 0 R /Contents %d 0 R >>"
            % (page.width, page.height, number + 1)
        )
        bodies.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    return _file(bodies, _LOCK if locked else b"")


def _font(name: bytes) -> bytes:
    system = b"<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>"
    descendant = b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /%s /CIDSystemInfo %s /DW 1000 /W [1 95 %d] >>" % (
        name,
        system,
        _ASCII_WIDTH,
    )
    return b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /UniGB-UCS2-H /DescendantFonts [%s] >>" % (
        name,
        descendant,
    )


def _file(bodies: list[bytes], trailer: bytes) -> bytes:
    """Return the file of these objects, numbered from 1, the first of which is the catalogue."""
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R %s>>\n" % (len(bodies) + 1, trailer)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(out)
