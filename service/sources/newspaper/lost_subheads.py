"""Sub-headlines that the typer takes for paragraphs: what stands above and below shows that they are none."""

from __future__ import annotations

from collections.abc import Sequence

from service.language import bigrams
from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.line_classes import BRIEFS, Block, LineClass, finished
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.type_corrections import LEFT_OUT_ROLES, WHOLE

LONGEST_BARE = 16
"""Characters: of a longer line without an end it is not sure that it is none of the text."""
LONGEST_TOLD = 50
"""Characters of a line at the most that the paragraph below tells again."""
RESTATED, RESTATED_IN_COLUMN = 0.5, 0.35
"""The share of a line's pairs of characters from which on the paragraph below tells it again: of the titles of 206
items of short news 174 have the greater one and 192 the lesser, of 772 lines that a column's end cut 16 and 67. The
lesser is enough where the headline above names such a column."""
OPENING = 120
"""Characters of a paragraph's beginning that tell again what stands above it."""


def with_lost_subheads(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a line without a mark or an end between two paragraphs is a sub-headline and no paragraph where
    it has a few characters and the second does not surely go on with them (13 of 13 such lines of eight papers left
    out), or where the second begins by telling it again, as under the title of an item or a part.
    """
    changed = list(types)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    column = False
    for above, n, below in zip([None, *kept], kept, kept[1:], strict=False):
        block, following = blocks[n], blocks[below]
        if types[n] is LineType.HEADLINE:
            column = bool(BRIEFS.search(block.text)) and len(block.text) <= LONGEST_BARE
        plain = types[n] in (LineType.PROSE, LineType.CONTINUATION) and not (block.level or block.starts or block.ends)
        if above is None or not plain or finished(block.text) or not WHOLE.search(block.text):
            continue
        amid = all(each.role is LineClass.TEXT and finished(each.text) for each in (blocks[above], following))
        if amid and len(following.text) > LONGEST_BARE and _heads(block.text, following.text, column=column):
            changed[n] = LineType.SUBHEAD
    return changed


def _heads(line: str, below: str, *, column: bool) -> bool:
    """Return whether the line heads the paragraph below it."""
    short = len(line) <= LONGEST_BARE and goes_on(line, below) <= SURELY_CONTINUES
    return short or (
        len(line) <= LONGEST_TOLD and _restated(line, below) >= (RESTATED_IN_COLUMN if column else RESTATED)
    )


def _restated(line: str, below: str) -> float:
    """Return the share of the line's pairs of characters that the paragraph begins with."""
    pairs = set(bigrams.of(line))
    return len(pairs.intersection(bigrams.of(below[:OPENING]))) / len(pairs) if pairs else 0.0
