"""What kind of piece an article is, and by what evidence: selection tells news, and leaves notices and verse out.

A linear model over the features of `genre_features` (multinomial logistic regression). Its weights were learnt by
`tests/tools/learn_genres.py` and stand in `genre_weights.json.gz`, in thousandths: whole numbers, so that every machine
finds the same. A paper left out of the learning, 0.85 of its articles get the right one of the 13 genres (23 invented
papers in six parts, 964 articles; 0.88 where news and briefs are one), and 0.99 of those that can be told are among the
told; rules by stock words alone found 0.65.
Forms that leave no doubt (`genre_forms`) come first: without them 8 of 36 advertisements were told.
"""

from __future__ import annotations

import functools
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from service.core.messages import _
from service.model import Genre
from service.sources.newspaper.genre_features import features
from service.sources.newspaper.genre_forms import certain_genre, picture_story, reports_act
from service.sources.newspaper.headline_groups import Head
from service.sources.newspaper.line_classes import Block

EVIDENCE = 3
"""So many features are named as the evidence, those that spoke most for the genre."""
DOUBT = 500
"""Thousandths: a genre that is not told must be likelier than every told one by so much (e^0.5 = 1.6 times).

Of 6 papers left out, none of what can be told is lost then (0.4 % without), and 6 % of what is told are notices and the
like (4 % without).
"""
_NEVER_REPORTED = (Genre.NOTICE, Genre.ADVERTISEMENT, Genre.TABLE, Genre.VERSE)
"""No reporter signs these."""
_WRITTEN_ABOUT = (Genre.COMMENT, Genre.ESSAY, Genre.FEATURE)
"""No news of an official act is one of these."""
_AUTHOR_NOTE = re.compile(r"作者(?:系|为|是|单位)(?![^）)]{0,30}记者)")
_WRITTEN = (Genre.COMMENT, Genre.ESSAY, Genre.FEATURE, Genre.DOCUMENT)
"""What says who its author is, `（作者系区委书记）`, is one of these: of 17 such articles in 18 papers none is news."""

Weights = Mapping[str, Mapping[Genre, int]]
"""What each feature says for each genre."""


@dataclass(frozen=True, slots=True)
class GenreVerdict:
    """A genre and the evidence for it."""

    genre: Genre
    why: str


def genre(head: Head, blocks: Iterable[Block], alone: bool = False, page: Sequence[str] = ()) -> GenreVerdict:
    """Return the genre of the article whose lines these are, captions and tables that were left out among them.

    `page` are the features of its place on the page.
    One that fills its page alone was given to be told: it is none of the genres that are not.
    """
    lines = list(blocks)
    weights = shipped()
    found = [*features(head, lines), *page]
    scores = Counter(dict.fromkeys(Genre, 0))
    for name in found:
        scores.update(weights.get(name, {}))
    reported = any(b.starts and "记者" in b.credit for b in lines)
    certain = None if alone or reported else certain_genre(head.title, [f"{b.text}{b.credit}" for b in lines])
    if certain:
        return GenreVerdict(*certain)
    if not alone and (shown := picture_story(lines)):
        return GenreVerdict(Genre.CAPTION, shown)
    written = any(_AUTHOR_NOTE.search(b.credit) for b in lines)
    never = (*(_NEVER_REPORTED if reported else ()), *(_WRITTEN_ABOUT if reports_act(lines) else ()))
    candidates = [each for each in (_WRITTEN if written else Genre) if each not in never]
    best = max(candidates, key=lambda each: scores[each])
    told = max((each for each in candidates if each.is_told), key=lambda each: scores[each])
    if alone or scores[best] - scores[told] < DOUBT:
        best = told
    return GenreVerdict(best, ", ".join(_evidence(found, best, weights)))


def _evidence(found: Sequence[str], best: Genre, weights: Weights) -> list[str]:
    """Return the features that say most for the genre."""
    said = sorted(found, key=lambda name: (-weights.get(name, {}).get(best, 0), name))
    return [name for name in said[:EVIDENCE] if weights.get(name, {}).get(best, 0) > 0] or [
        _("nothing speaks against it")
    ]


@functools.cache
def shipped() -> Weights:
    """Return the weights that come with the program."""
    packed = resources.files(__package__).joinpath("genre_weights.json.gz").read_bytes()
    table = json.loads(gzip.decompress(packed))
    names = [Genre(name) for name in table["genres"]]
    return {
        feature: {names[place]: weight for place, weight in zip(pairs[::2], pairs[1::2], strict=True)}
        for feature, pairs in table["features"].items()
    }
