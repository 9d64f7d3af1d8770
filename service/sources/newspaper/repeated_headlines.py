"""A headline that stands below itself again, line by line: the reader has it once.

Web pages set a long headline in lines of their own above the text, and what saves them puts the whole one ahead:
`# 市委 市政府关于表彰林远的决定`, then `市委　市政府` and `关于表彰林远的决定`. Read as headlines, the last of those
lines would be the article's, and the first say nothing. On 400 broadcast days 20 headlines stand so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.language import sentences
from service.sources.newspaper.page_lines import Line

LONGEST = 300
"""Characters of a headline at the most that is looked for below itself."""
SHORTEST = 4
"""Characters of a line at the least that is taken for a part of the headline above it."""
_MARKS = re.compile(r"[\W_]+")


def without_repeats(rows: Sequence[Line]) -> Iterator[Line]:
    """Yield the rows; those that repeat a part of the marked headline just above them are empty."""
    headline = ""
    for row in rows:
        bare = _MARKS.sub("", row.text)
        repeats = len(bare) >= SHORTEST and bare in headline and not sentences.is_finished(row.text)
        if row.level:
            headline = bare if len(bare) <= LONGEST else ""
            yield row
        elif repeats:
            yield replace(row, text="")
        else:
            headline = ""
            yield row
