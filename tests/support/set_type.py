"""Type set on a page without any PDF: glyphs and lines where a test wants them."""

from service.sources.page_layout.geometry import Area, Glyph, TextLine


def glyphs(text: str, left: float, baseline: float, size: float = 10.0, *, spacing: float = 0.0) -> list[Glyph]:
    """Return the characters of a line; a blank is a gap. `spacing` is added between them."""
    step = size + spacing
    return [
        Glyph(character, left + n * step, left + n * step + size, baseline, size)
        for n, character in enumerate(text)
        if character != " "
    ]


def downwards(text: str, left: float, top: float, size: float = 30.0, pitch: float = 1.06) -> list[Glyph]:
    """Return the characters of a line that is set downwards."""
    return [Glyph(character, left, left + size, top + (n + 1) * pitch * size, size) for n, character in enumerate(text)]


def column(rows: str, left: float, top: float, ems: int, size: float = 10.0, *, pitch: float = 1.4) -> list[TextLine]:
    """Return the lines of a column `ems` wide, one a row of `rows`. `>` is an em of indent."""
    lines = []
    for n, row in enumerate(rows.split()):
        text = row.lstrip(">")
        x, y = left + (len(row) - len(text)) * size, top + n * pitch * size
        assert len(row) <= ems
        lines.append(TextLine(text, Area(x, y, x + len(text) * size, y + size), size))
    return lines


def line(text: str, left: float, top: float, size: float = 10.0) -> TextLine:
    """Return one line."""
    return TextLine(text, Area(left, top, left + len(text) * size, top + size), size)
