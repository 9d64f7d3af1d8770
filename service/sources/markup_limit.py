"""Markup that a parser would hold the run up with, known before it is parsed: C code cannot be stopped on its way."""

from __future__ import annotations

import re

MOST_NAMES = 30_000
"""Different words of one document, text and all. lxml takes the square of a tag's attributes: 30,000 take 0.9 s and
100,000 31 s. Which words a parser takes for attributes only the parser knows, so all count. A page of 2,000 links, each
with an address and a headline of its own, has 4,011."""
_WORD = re.compile(r"""[^\s/"'<>=]+""")


def has_too_many_names(markup: str) -> bool:
    """Return whether a tag of it may have so many attributes that no parser is done with it in time."""
    return len(markup) > 2 * MOST_NAMES and len(set(_WORD.findall(markup))) > MOST_NAMES
