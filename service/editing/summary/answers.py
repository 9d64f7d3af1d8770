"""A letter that an office answers: it is told with the answer.

`小区门口的公交站忽然往东挪了180米。` is a reader's sentence, and as the paper's own it is half of the matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from service.editing.summary.candidates import Candidate
from service.model import Article

OWN_ROOM = 60
"""Characters that the answer may have beyond those of its story."""

_HANDS_OVER = re.compile("[^，。：“”]{2,20}(?:回复|答复|回应)(?:本报|记者|如下|读者)?[：:]")
"""The line that gives the office the word: `市公交集团回复本报：`."""
KNOWN_BY = 8
"""Last characters of a sentence by which it is found in the answer: it may begin with who answers."""


def answer(article: Article) -> str:
    """Return what an office answers below the line that gives it the word; empty where none does."""
    for at, paragraph in enumerate(article.paragraphs):
        if at and (found := _HANDS_OVER.match(paragraph)):
            return paragraph[found.end() :] + "".join(article.paragraphs[at + 1 :])
    return ""


def is_of(text: str) -> Callable[[str], bool]:
    """Return what tells whether a sentence is of the answer `text`."""
    return lambda sentence: sentence.rstrip("。！？”")[-KNOWN_BY:] in text


def first(text: str, left: Iterable[Sequence[Candidate]], room: int) -> Candidate | None:
    """Return the first sentence of the answer `text` that can be told, of at most so many characters; None without."""
    is_told = is_of(text)
    return next((ways[0] for ways in left if ways[0].size <= room and is_told(ways[0].text)), None)
