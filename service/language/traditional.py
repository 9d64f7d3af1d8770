"""Traditional characters: which texts are written in them, and the same text in simplified ones.

The library is OpenCC, for its phrases (`乾隆` stays, `乾淨` becomes `干净`), its wheels for each Python and its upkeep.
It is loaded (80 ms) by the first text that needs it.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_SHARE = 0.05
"""Characters that have another simplified form, as a share of the Chinese ones, from which on a text is traditional.

Of traditional news some 30 in 100 have one; simplified text has them in single names and titles of old books.
"""
_QUOTES = str.maketrans("「」『』", "“”‘’")
_WORDS = (("报导", "报道"),)
"""Words of bylines that are others in simplified papers."""


@functools.cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("tw2s")


def is_traditional(text: str) -> bool:
    """Return whether a text is written in traditional characters.

    GB 2312 has the simplified forms alone: what it holds whole is asked no further.
    """
    chinese = re.sub(r"[^\u3400-\u9fff]", "", text)
    strange = {char for char in set(chinese) if not char.encode("gb2312", "ignore")}
    joined = "".join(char for char in chinese if char in strange)
    if not joined or len(joined) < _SHARE * len(chinese):
        return False
    changed = sum(a != b for a, b in zip(joined, _same_length(joined), strict=True))
    return changed > 0 and changed >= _SHARE * len(chinese)


def simplified(text: str) -> str:
    """Return a text in simplified characters, each in its place: the length stays."""
    return _same_length(text)


def as_simplified_papers_print(text: str) -> str:
    """Return a text in simplified characters, with the quotation marks and byline words of simplified papers."""
    text = _same_length(text).translate(_QUOTES)
    for word, other in _WORDS:
        text = text.replace(word, other)
    return text


def _same_length(text: str) -> str:
    convert = _converter().convert
    whole: str = convert(text)
    if len(whole) == len(text):
        return whole
    alone = (convert(char) for char in text)
    return "".join(new if len(new) == 1 else char for char, new in zip(text, alone, strict=True))
