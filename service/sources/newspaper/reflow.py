"""Lines that a page breaks at a fixed width -> lines as long as their paragraphs.

Some tools put each printed line of a column on a line of its own. Then most lines that another follows at once have
one length; a full line goes on in the next one, unless that is indented or marked. No repair: nothing was damaged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from service.sources.newspaper.page_lines import Line

MIN_WIDTH = 10
"""Characters: shorter lines are names, numbers and table cells."""
MIN_LINES = 6
MIN_SHARE = 0.6
"""So many lines, and so great a share of those that another follows at once, must have the one length."""


def unwrapped(found: list[Line]) -> list[Line]:
    """Return the lines with those of a fixed width put together; the same lines where there is no such width."""
    followed = [a for a, b in pairwise(found) if a.text and b.text and b.number == a.number + 1 and not a.level]
    measure = max((_characters, _columns), key=lambda m: _uniform(followed, m)[1])
    width, share = _uniform(followed, measure)
    if share < MIN_SHARE:
        return found
    whole: list[Line] = []
    parts: list[str] = []
    last = None
    for line in found:
        full = last is not None and last.text and measure(last) >= width - 1 and last.number + 1 == line.number
        if full and line.text and not line.level and not line.indented and whole and not whole[-1].level:
            parts.append(line.text)
            if line.entities:
                whole[-1] = replace(whole[-1], entities="".join(dict.fromkeys(whole[-1].entities + line.entities)))
            if line.struck:
                whole[-1] = replace(whole[-1], struck="、".join(filter(None, (whole[-1].struck, line.struck))))
        else:
            _close(whole, parts)
            whole.append(line)
            parts = [line.text]
        last = line
    _close(whole, parts)
    return whole


def _close(whole: list[Line], parts: list[str]) -> None:
    """Give the last line the text of all its parts."""
    if len(parts) > 1:
        whole[-1] = replace(whole[-1], text="".join(parts))


def _uniform(lines: list[Line], measure: Callable[[Line], int]) -> tuple[int, float]:
    """Return the commonest width of the lines, and the share of them that have it, one more or one less."""
    widths = Counter(width for line in lines if (width := measure(line)) >= MIN_WIDTH)
    if not widths:
        return 0, 0.0
    near = {w: widths[w - 1] + widths[w] + widths[w + 1] for w in widths}
    width = max(sorted(near), key=lambda w: (near[w], w))
    return (width, near[width] / len(lines)) if near[width] >= MIN_LINES else (0, 0.0)


def _characters(line: Line) -> int:
    return len(line.raw.rstrip())


def _columns(line: Line) -> int:
    """Return the width in Chinese characters: two of ASCII are as wide as one."""
    raw = line.raw.rstrip()
    return len(raw) - sum(c.isascii() for c in raw) // 2
