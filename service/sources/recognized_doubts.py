"""What of an article holds a character that was recognized with doubt: sentences, lines of headlines and writers.

They are not told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.language import sentences
from service.model import Article, DoubtfulCharacter, Edit

_SHORTEST = 2
"""Characters of a passage that is looked for; one alone stands in any text."""


def marked(article: Article, doubts: Sequence[DoubtfulCharacter]) -> Article:
    """Return the article; what has a doubtful character is damaged, and a writer's name with one is left out."""
    passages = [passage for passage in map(_passage, doubts) if len(passage.text) >= _SHORTEST]
    damaged = [sentence for paragraph in article.paragraphs for sentence in _doubtful(paragraph, passages)]
    damaged += [line for line in (article.title, article.kicker, article.subtitle) if any(_doubtful(line, passages))]
    unsure = [name for name in article.authors if any(_holds(passage, name) for passage in passages)]
    if not damaged and not unsure:
        return article
    edits = (Edit("dropped", "its writers", "a character is in doubt", name) for name in unsure)
    return replace(
        article,
        damaged=tuple(dict.fromkeys((*article.damaged, *damaged))),
        authors=tuple(name for name in article.authors if name not in unsure),
        edits=(*article.edits, *edits),
    )


@dataclass(frozen=True, slots=True)
class _Passage:
    """A doubt without blanks and marks, which a repair may change."""

    text: str
    place: int


def _passage(doubt: DoubtfulCharacter) -> _Passage:
    return _Passage(_flat(doubt.passage), len(_flat(doubt.passage[: doubt.place])))


def _doubtful(paragraph: str, passages: Sequence[_Passage]) -> Iterator[str]:
    """Yield the sentences of a paragraph that hold a doubtful character."""
    text = _flat(paragraph)
    places = [at + passage.place for passage in passages if (at := text.find(passage.text)) >= 0]
    if not places:
        return
    end = 0
    for sentence in sentences.split(paragraph):
        start, end = end, end + len(_flat(sentence))
        if any(start <= place < end for place in places):
            yield sentence


def _holds(passage: _Passage, name: str) -> bool:
    """Return whether a passage's doubtful character is one of a name."""
    at = passage.text.find(_flat(name))
    return 0 <= at <= passage.place < at + len(_flat(name))


def _flat(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
