"""What of an article holds a character that was recognized with doubt: sentences, lines of headlines and writers.

They are not told.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.language import sentences
from service.model import Article, DoubtfulCharacter, Edit

_SHORTEST = 2
"""Characters of a passage that is looked for; one alone stands in any text."""
_SHORTEST_HALF = 4
"""Characters of a passage's half, which is looked for where the whole is nowhere."""


def marked(articles: Sequence[Article], doubts: Sequence[DoubtfulCharacter]) -> tuple[Article, ...]:
    """Return a page's articles; what has a doubtful character is damaged, a writer's name with one is left out."""
    if not doubts:
        return tuple(articles)
    whole = [_passage(doubt) for doubt in doubts]
    texts = [_flat(text) for article in articles for text in (*article.paragraphs, *_heads(article))]
    passages = [part for passage in whole for part in _found(passage, texts)]
    return tuple(_marked(article, passages, whole) for article in articles)


@dataclass(frozen=True, slots=True)
class _Passage:
    """A doubt without blanks and marks, which a repair may change."""

    text: str
    place: int


def _passage(doubt: DoubtfulCharacter) -> _Passage:
    return _Passage(_flat(doubt.passage), len(_flat(doubt.passage[: doubt.place])))


def _found(passage: _Passage, texts: Sequence[str]) -> Iterator[_Passage]:
    """Yield what of a passage to look for: its halves, where a byline or a sign-off beside it was taken off."""
    if any(passage.text in text for text in texts):
        if len(passage.text) >= _SHORTEST:
            yield passage
        return
    for half in (
        _Passage(passage.text[: passage.place + 1], passage.place),
        _Passage(passage.text[passage.place :], 0),
    ):
        if len(half.text) >= _SHORTEST_HALF:
            yield half


def _heads(article: Article) -> tuple[str, ...]:
    return article.title, article.kicker, article.subtitle


def _marked(article: Article, passages: Sequence[_Passage], whole: Sequence[_Passage]) -> Article:
    damaged = [sentence for paragraph in article.paragraphs for sentence in _doubtful(paragraph, passages)]
    damaged += [line for line in _heads(article) if any(_doubtful(line, passages))]
    unsure = [name for name in article.authors if any(_holds(passage, name) for passage in whole)]
    if not damaged and not unsure:
        return article
    edits = (Edit("dropped", "its writers", _("a character is in doubt"), name) for name in unsure)
    return replace(
        article,
        damaged=tuple(dict.fromkeys((*article.damaged, *damaged))),
        authors=tuple(name for name in article.authors if name not in unsure),
        edits=(*article.edits, *edits),
    )


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
