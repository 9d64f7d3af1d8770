"""What an editor has mended of a file's articles: two that are one, one that is two, another headline.

It is kept beside the file (`.page.txt.mends.json`) and made anew at each reading, in order. A mend names its place by
the words that stand there: where a file is read otherwise by now, so that they are not there, it does nothing.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from service.core import json_codec
from service.errors import TingbaoError
from service.model import Article


class MendKind(StrEnum):
    """What may be mended."""

    JOIN = "join"
    SPLIT = "split"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class ArticleMend:
    """One thing that was mended."""

    kind: MendKind
    title: str
    """The headline of the article."""
    at: str = ""
    """Of `join` the headline of the next article, of `split` the paragraph that begins another one."""
    text: str = ""
    """The new headline; of `split` empty: that paragraph is the headline."""


@dataclass(frozen=True, slots=True)
class ArticleMends:
    """All that was mended of a file."""

    mends: tuple[ArticleMend, ...] = ()


def path_of(path: str) -> Path:
    """Return where the mends of a file are kept."""
    folder, name = os.path.split(path)
    return Path(folder) / f".{name}.mends.json"


def read(path: str) -> ArticleMends:
    """Return the mends of a file; none where there are none, or they are damaged."""
    place = path_of(path)
    try:
        return json_codec.load(ArticleMends, place.read_text("utf-8"), str(place))
    except (OSError, ValueError, TingbaoError):
        return ArticleMends()


def mended(articles: Sequence[Article], mends: ArticleMends) -> tuple[tuple[Article, ...], frozenset[int]]:
    """Return a file's articles with all mends made, and the indexes of those that have found their place.

    Nothing of the articles' words is lost but what a headline replaces.
    """
    found, made = tuple(articles), set()
    for index, mend in enumerate(mends.mends):
        at = next((at for at, each in enumerate(found) if each.title == mend.title), None)
        if at is not None and (new := _DO[mend.kind](found, at, mend)) is not found:
            found = new
            made.add(index)
    return found, frozenset(made)


def _join(articles: tuple[Article, ...], at: int, mend: ArticleMend) -> tuple[Article, ...]:
    if at + 1 >= len(articles) or articles[at + 1].title != mend.at:
        return articles
    first, second = articles[at : at + 2]
    joined = replace(
        first,
        paragraphs=(*first.paragraphs, second.title, *second.paragraphs),
        subheads=(*first.subheads, second.title, *second.subheads),
        authors=tuple(dict.fromkeys((*first.authors, *second.authors))),
        edits=(*first.edits, *second.edits),
        damaged=(*first.damaged, *second.damaged),
    )
    return (*articles[:at], joined, *articles[at + 2 :])


def _split(articles: tuple[Article, ...], at: int, mend: ArticleMend) -> tuple[Article, ...]:
    whole = articles[at]
    place = next((number for number, each in enumerate(whole.paragraphs) if number and each == mend.at), None)
    if place is None:
        return articles
    rest = whole.paragraphs[place:] if mend.text else whole.paragraphs[place + 1 :]
    if not rest:
        return articles
    head, tail = whole.paragraphs[:place], rest
    first = replace(whole, paragraphs=head, subheads=tuple(each for each in whole.subheads if each in head))
    second = replace(
        whole,
        title=mend.text or mend.at,
        kicker="",
        subtitle="",
        authors=(),
        edits=(),
        paragraphs=tail,
        subheads=tuple(each for each in whole.subheads if each in tail),
    )
    return (*articles[:at], first, second, *articles[at + 1 :])


def _title(articles: tuple[Article, ...], at: int, mend: ArticleMend) -> tuple[Article, ...]:
    return (*articles[:at], replace(articles[at], title=mend.text), *articles[at + 1 :]) if mend.text else articles


_DO = {MendKind.JOIN: _join, MendKind.SPLIT: _split, MendKind.TITLE: _title}
