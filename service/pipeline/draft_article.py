"""The whole article of a story of a draft: what is told of it, what may be, and what was repaired in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from service.core.messages import _
from service.editing.article_sentences import ArticleSentence
from service.editing.programme_draft import story_at
from service.errors import UsageError
from service.model import Article, Edit, Segment

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion

_RIGHT_FOR_WRONG = re.compile(r"(?:your correction: )?(?P<right>\S{1,20}) for (?P<wrong>\S{1,20}?)(?::|$)")
"""How a repair of a misread word says what it has put there (`ocr_repairs`)."""


@dataclass(frozen=True, slots=True)
class PrintedPiece:
    """A part of a sentence."""

    text: str
    repaired: str
    """What stood there before it was repaired; empty: it is as the source has it."""


@dataclass(frozen=True, slots=True)
class PrintedSentence:
    """A sentence of an article, or a sub-headline."""

    number: int
    """What `tell` calls it; 0: a sub-headline."""
    text: str
    pieces: tuple[PrintedPiece, ...]
    told: bool
    can_be_told: bool
    why: str
    """Why it cannot be told."""


@dataclass(frozen=True, slots=True)
class PrintedArticle:
    """An article as it was understood, and what of it is told."""

    part: str
    version: int
    title: str
    kicker: str
    subtitle: str
    authors: tuple[str, ...]
    source: str
    url: str
    paragraphs: tuple[tuple[PrintedSentence, ...], ...]
    repairs: tuple[Edit, ...]
    """All that was repaired, also what no longer stands in it."""


def article_of(desk: DraftDesk, version: DraftVersion, part: str) -> PrintedArticle:
    """Return the article that a story is told from. Raise UsageError where there is none."""
    draft = version.draft
    item, segment = draft.pairs[story_at(draft, part)]
    if item.story < 0:
        raise UsageError(_("The article of “{heading}” is not known here.", heading=segment.heading))
    material = desk.material_of(draft)
    article = material.stories[item.story].story.lead
    marks = list(
        dict.fromkeys((*_marks(article), *((right, 0, len(right), wrong) for wrong, right in draft.corrections)))
    )
    known = material.sentences(item.story)
    paragraphs = tuple(
        tuple(_sentences(place, text, article, known, segment, marks)) for place, text in enumerate(article.paragraphs)
    )
    return PrintedArticle(
        part,
        version.number,
        article.title,
        article.kicker,
        article.subtitle,
        article.authors,
        article.source,
        article.url,
        paragraphs,
        article.edits,
    )


_Mark = tuple[str, int, int, str]
"""A stretch of text, where in it the repair begins and ends, and what stood there."""


def _marks(article: Article) -> Iterator[_Mark]:
    """Yield what of the repairs can be shown where it was made: words put right, and lines that were joined."""
    for edit in article.edits:
        if edit.what == "corrected" and (found := _RIGHT_FOR_WRONG.match(edit.why)):
            yield found["right"], 0, len(found["right"]), found["wrong"]
        elif edit.what == "joined" and edit.before.count("|") == 1:
            seam = edit.before.index("|")
            if 0 < seam < len(edit.before) - 1:
                yield edit.before.replace("|", ""), seam - 1, seam + 1, edit.before[seam - 1 : seam + 2]


def _sentences(
    place: int, text: str, article: Article, known: Sequence[ArticleSentence], segment: Segment, marks: Sequence[_Mark]
) -> Iterator[PrintedSentence]:
    if text in article.subheads:
        yield PrintedSentence(0, text, tuple(_pieces(text, marks)), told=False, can_be_told=False, why="")
    for each in known:
        if each.paragraph == place:
            told = each.is_told_in(segment)
            yield PrintedSentence(
                each.number, each.text, tuple(_pieces(each.text, marks)), told, not told and bool(each.said), each.why
            )


def _pieces(text: str, marks: Sequence[_Mark]) -> Iterator[PrintedPiece]:
    """Yield a sentence in pieces, those apart that were repaired."""
    found: dict[int, tuple[int, str]] = {}
    for stretch, start, end, before in marks:
        at = text.find(stretch)
        while at >= 0:
            found.setdefault(at + start, (at + end, before))
            at = text.find(stretch, at + len(stretch))
    done = 0
    for start, (end, before) in sorted(found.items()):
        if start >= done:
            yield from (PrintedPiece(each, "") for each in [text[done:start]] if each)
            yield PrintedPiece(text[start:end], before)
            done = end
    yield from (PrintedPiece(each, "") for each in [text[done:]] if each)
