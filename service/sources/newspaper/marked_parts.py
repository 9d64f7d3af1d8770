"""Sub-headlines that a tool marks as it marks headlines: read as they would be without their marks.

MinerU gives every title of a page one level. The line typer trusts a mark more than anything else, and tells unmarked
sub-headlines nearly always: so of short headings amid text it is asked again without their marks. Parts come in series,
so the answer counts on a page that has a series of three, and there for two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from service.sources.newspaper.line_classes import Block, LineClass, blocks, finished
from service.sources.newspaper.line_tagger import seen_lines, shipped
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.page_lines import Line

LONGEST = 16
"""Characters of a sub-headline, at most."""
SURE, LEAST = 3, 2
"""Parts in a row that show what the tool does, and that it then takes. Of eight invented papers, printed with all their
sub-headlines as headlines, F1 is .70 with these on the mean and .48 without. Six papers as printed, clean and three
times damaged, and the development pages are read as before; two in a row alone cost a clean paper .09."""
_PARTS = (LineType.SUBHEAD, LineType.INNER_LABEL, LineType.BOX_HEADING)


def without_part_marks(rows: Sequence[Line]) -> list[Line]:
    """Return the rows; headings in series that are sub-headlines when their marks are left aside have none.

    Only a page whose headings are all of one level is such a tool's: elsewhere the levels tell.
    """
    doubtful = _doubtful(rows) if len({row.level for row in rows if row.level}) == 1 else set()
    if len(doubtful) < SURE:
        return list(rows)
    bare = [replace(row, level=0) if n in doubtful else row for n, row in enumerate(rows)]
    marked, unmarked = _types(rows), _types(bare)
    runs = list(_runs(rows, {n for n in doubtful if unmarked.get(n) in _PARTS}))
    if not any(len(run) >= SURE for run in runs):
        return list(rows)
    misled = (run for run in runs if len(run) >= LEAST and any(marked[n] is LineType.HEADLINE for n in run))
    parts = {n for run in misled for n in run}
    return [bare[n] if n in parts else row for n, row in enumerate(rows)]


def _types(rows: Sequence[Line]) -> dict[int, LineType]:
    """Return the type of each row that holds something to read."""
    seen, places = seen_lines(rows, blocks(list(rows)))
    return dict(zip(places, shipped().types(seen), strict=True))


def _doubtful(rows: Sequence[Line]) -> set[int]:
    """Return the headings that may head a part: short, between whole text and text that begins no news."""
    plain = blocks(list(rows))
    read = [n for n, row in enumerate(rows) if any(c.isalnum() for c in row.text)]
    found: set[int] = set()
    headed = False
    for above, n, below in zip(read, read[1:], read[2:], strict=False):
        headed = headed or rows[above].level > 0
        short = headed and rows[n].level and len(rows[n].text) <= LONGEST and plain[n].role is LineClass.HEADING
        if short and _is_whole(rows[above], plain[above]) and _goes_on(rows[below], plain[below]):
            found.add(n)
    return found


def _is_whole(row: Line, block: Block) -> bool:
    """Return whether the line is the end of a text that nobody has signed."""
    return not row.level and block.role is LineClass.TEXT and finished(block.text) and not block.ends


def _goes_on(row: Line, block: Block) -> bool:
    """Return whether the line is text with nothing ahead that begins an article."""
    return not row.level and block.role is LineClass.TEXT and not block.starts


def _runs(rows: Sequence[Line], parts: Collection[int]) -> Iterator[list[int]]:
    """Yield the parts that follow each other with no other heading between."""
    run: list[int] = []
    for n, row in enumerate(rows):
        if n in parts:
            run.append(n)
        elif row.level:
            yield run
            run = []
    yield run
