"""Lines that a page breaks at a fixed width -> lines as long as their paragraphs.

Some tools put each printed line of a column on a line of its own. Then most lines that another follows at once have
one length; a full line goes on in the next one, unless that is indented or marked. No repair: nothing was damaged.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from service.language import sentences
from service.sources.newspaper.page_lines import Line

MIN_WIDTH = 10
"""Characters: shorter lines are names, numbers and table cells."""
MIN_LINES = 6
SOFT_BREAK = 20
"""Characters: a shorter line is as often whole: a name, a headline."""
RARELY = 3
"""Of so many lines one at most is followed at once by another, where blank lines part paragraphs."""
_CLAUSE_MARK = re.compile("[，。；]")
_WORD_END = re.compile(r"[\u3400-\u9fff\d]$")
_WORD_START = re.compile(r"[\u3400-\u9fff\d]")
MIN_SHARE = 0.6
"""So many lines, and so great a share of those that another follows at once, must have the one length; a page that is
broken at it has few longer lines, one where titles of one length stand above paragraphs has many."""


def unwrapped(found: list[Line]) -> list[Line]:
    """Return the lines with those of a fixed width put together; the same lines where there is no such width.

    Each line may have a blank row below it: then only those count, and go on, that end amid a sentence.
    """
    for step in (1, 2):
        followed = [a for a, b in pairwise(found) if b.text and b.number == a.number + step and _may_go_on(a, step)]
        measure = max((_characters, _columns), key=lambda m: _uniform(followed, m)[1])
        width, share = _uniform(followed, measure)
        longer = sum(measure(line) > width + 1 for line in found if not line.level)
        if share >= MIN_SHARE and longer <= (1 - MIN_SHARE) * len(followed):
            return _put_together(found, step, {line.number for line in found if measure(line) >= width - 1})
    return _softly(found)


def _may_go_on(line: Line, step: int) -> bool:
    return bool(line.text) and not line.level and (step == 1 or not sentences.is_finished(line.text))


def _put_together(found: list[Line], step: int, full_lines: set[int]) -> list[Line]:
    """Return the lines, those with these numbers with the line that stands `step` rows below each."""
    whole: list[Line] = []
    parts: list[str] = []
    last = None
    for line in found:
        goes_on = (
            last is not None
            and _may_go_on(last, step)
            and last.number in full_lines
            and last.number + step == line.number
        )
        if goes_on and line.text and not line.level and not line.indented and whole and not whole[-1].level:
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


def _softly(found: list[Line]) -> list[Line]:
    """Return the lines; where blank lines part them, those that a tool broke inside a sentence are put together."""
    long = [n for n, line in enumerate(found) if len(line.text) >= SOFT_BREAK and not line.level]
    followed = [n for n in long if n + 1 < len(found) and _next_row(found, n)]
    if not followed or len(followed) * RARELY > len(long):
        return found
    whole: list[Line] = []
    for n, line in enumerate(found):
        above = found[n - 1] if n else None
        if above and n - 1 in followed and _amid(above.text, line):
            whole[-1] = replace(whole[-1], text=whole[-1].text + line.text)
        else:
            whole.append(line)
    return whole


def _next_row(found: list[Line], n: int) -> bool:
    """Return whether a line with text stands on the very next row."""
    return bool(found[n + 1].text) and found[n + 1].number == found[n].number + 1


def _amid(above: str, below: Line) -> bool:
    """Return whether the line above, which has a clause, ends amid a sentence and the one below can go on with it."""
    broken = bool(_CLAUSE_MARK.search(above)) and bool(_WORD_END.search(above))
    return broken and not below.level and not below.indented and bool(_WORD_START.match(below.text))


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
