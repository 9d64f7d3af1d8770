"""Sub-headlines that the typer takes for paragraphs: what stands above and below shows that they are none."""

from __future__ import annotations

from collections.abc import Sequence

from service.sources.newspaper.continuation import SURELY_CONTINUES, goes_on
from service.sources.newspaper.line_classes import Block, LineClass, finished
from service.sources.newspaper.line_types import LineType
from service.sources.newspaper.type_corrections import LEFT_OUT_ROLES, WHOLE

LONGEST_BARE = 16
"""Characters: of a longer line without an end it is not sure that it is none of the text."""


def with_lost_subheads(blocks: Sequence[Block], types: Sequence[LineType]) -> list[LineType]:
    """Return the types; a few characters without a mark or an end between two paragraphs, of which the second does not
    surely go on with them, are a sub-headline and no paragraph: 13 of 13 such lines of eight papers left out.
    """
    changed = list(types)
    kept = [n for n, block in enumerate(blocks) if block.role not in LEFT_OUT_ROLES]
    for above, n, below in zip(kept, kept[1:], kept[2:], strict=False):
        block = blocks[n]
        plain = types[n] is LineType.PROSE and not (block.level or block.starts or block.ends)
        if not plain or len(block.text) > LONGEST_BARE or not WHOLE.search(block.text):
            continue
        amid = all(blocks[m].role is LineClass.TEXT and finished(blocks[m].text) for m in (above, below))
        if (
            amid
            and len(blocks[below].text) > LONGEST_BARE
            and goes_on(block.text, blocks[below].text) <= SURELY_CONTINUES
        ):
            changed[n] = LineType.SUBHEAD
    return changed
