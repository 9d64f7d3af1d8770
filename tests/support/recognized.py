"""Lines as they are recognized on a page with an em of EM pixels."""

from service.sources.page_layout.geometry import Area
from service.sources.scans.found_lines import INK
from service.sources.scans.recognized_line import FoundLine

EM = 20.0


def found(
    text: str, left: float, top: float, size: float = EM, *, pitch: float = 1.0, score: float = 1.0, ink: float = 1.0
) -> FoundLine:
    """Return a line as it would be recognized; `pitch` in ems, `ink` times the usual height."""
    width = len(text) * size * pitch
    places = tuple((n + 0.5) / len(text) for n in range(len(text)))
    area = Area(left, top + (1 - INK) / 2 * size, left + width, top + (1 - INK) / 2 * size + INK * ink * size)
    return FoundLine(text, area, (score,) * len(text), places)


def column(left: float, rows: int = 8, top: float = 200) -> list[FoundLine]:
    return [found("青禾县十二个乡镇同时开闸", left, top + 28 * n) for n in range(rows)]
