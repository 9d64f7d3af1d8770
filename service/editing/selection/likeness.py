"""Whether two articles tell the same story: by what they share of the words that few other articles have."""

from __future__ import annotations

import functools
import math
import re
import zlib
from collections.abc import Iterable, Set
from dataclasses import dataclass

from service.editing.summary.text import bigrams, unbracketed
from service.editing.summary.weights import frequency
from service.model import Article

LEAD = 100
"""Characters at the beginning of a text that tell who did what, when and where."""
SAMPLE = 4
"""One in so many character pairs goes into a signature."""
_LABEL = re.compile(r"【[^】]*】")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is compared of an article: sets of its character pairs."""

    title: frozenset[str]
    lead: frozenset[str]
    text: frozenset[str]
    """Title and paragraphs."""
    opening: frozenset[str]
    """Of the headline's first words: mostly who it is that acts."""
    days: frozenset[str]
    """The days of the month that the lead names."""


def trace(article: Article) -> Trace:
    """The trace of an article; without paragraphs its headline is all there is."""
    title = _LABEL.sub("", article.title).strip()
    body = unbracketed(article.text)
    lead = body[:LEAD] or title
    return Trace(
        title=frozenset(bigrams(title)),
        lead=frozenset(bigrams(lead)),
        text=frozenset(bigrams(f"{title}\n{body}")),
        opening=frozenset(bigrams(title[:4])),
        days=frozenset(re.findall(r"(?<!\d)\d{1,2}(?=日)", article.text[:LEAD])),
    )


@functools.cache
def weight(gram: str) -> float:
    """How much a shared pair says: the less, the more of the news has it (its negative log share)."""
    return -math.log(frequency()(gram))


def covered(part: Set[str], whole: Set[str]) -> float:
    """The share of a text's pairs, by weight, that another text has too; 0 for a text without any."""
    total = sum(map(weight, part))
    return sum(map(weight, part & whole)) / total if total else 0.0


def features(a: Trace, b: Trace) -> dict[str, float]:
    """What speaks for and against one story, each 0 to 1, symmetrical in both."""
    titles = sorted((covered(a.title, b.text), covered(b.title, a.text)))
    leads = sorted((covered(a.lead, b.text), covered(b.lead, a.text)))
    return {
        "text": max(covered(a.text, b.text), covered(b.text, a.text)),
        "title": titles[1],
        "both titles": titles[0],
        "lead": leads[1],
        "both leads": leads[0],
        "opening": max(covered(a.opening, b.lead | b.title), covered(b.opening, a.lead | a.title)),
        "other day": float(bool(a.days and b.days and not a.days & b.days)),
    }


WEIGHTS = {
    "intercept": -8.0,
    "text": 8.0,
    "title": 3.0,
    "both titles": 1.0,
    "lead": 3.0,
    "both leads": 1.0,
    "opening": 1.0,
    "other day": -2.0,
}
"""Log odds."""


def same_story(a: Trace, b: Trace) -> float:
    """The probability that both tell the same story."""
    told = features(a, b)
    return 1 / (1 + math.exp(-WEIGHTS["intercept"] - sum(WEIGHTS[name] * value for name, value in told.items())))


def signature(articles: Iterable[Article]) -> str:
    """A sample of the articles' pairs, to know the story again days later: always the same one for the same texts."""
    return " ".join(sorted(gram for gram in _text(articles) if _sampled(gram)))


def known_share(article: Article, signatures: Iterable[str]) -> float:
    """The share of the article's text, by weight, that these signatures know already."""
    known = {gram for each in signatures for gram in each.split()}
    return covered({gram for gram in _text([article]) if _sampled(gram)}, known)


def _text(articles: Iterable[Article]) -> frozenset[str]:
    return frozenset[str]().union(*(trace(article).text for article in articles))


def _sampled(gram: str) -> bool:
    return zlib.crc32(gram.encode()) % SAMPLE == 0
