"""How sure it is that a character was misread: a sum of what the word list, the pictures and its page say.

A logistic model, learned from 817,926 characters of clean news and invented papers (`page`: one page or one article),
in half of whose paragraphs one character was read as one that looks like it. On the half that it had not seen some 480
of 1,750 misread characters are above SURE and meant rightly, one wrongly, and no clean character is above it. Without
the page it says nothing: what counts most is that the page has the word elsewhere, and has the character nowhere else.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from service.sources.newspaper.continuation import paired, seen

SURE = 1.3
"""Log odds from which on the character is put right; no clean one of either half is above 0.93."""
LIKELY, LIKELY_GAIN = -2.5, 12.0
"""Log odds and gain from which on a character is likely misread where its page is known to be, if it is rare too."""
RARELY_SEEN, OFTEN_SEEN = 3_000, 3_000
"""A rare character stands in fewer pairs of the news (`continuation.seen`), a common one in more. Of 527,938
characters of clean news and papers none is likely.
"""
NEAR = 3
"""Characters on either side in which the same one again is no misreading: 敢管敢治."""
MOST_ALONE = 10
_BIAS = -34.212


class Evidence(NamedTuple):
    """What is known of a character and what it may be meant to be; the weights have the same names."""

    gain: float
    """By how much the logarithm of the text's probability grows."""
    bonds: float
    """By how much the bonds with both neighbours grow."""
    likeness: float
    """The correlation of both pictures."""
    word_count: float
    """How often the word that it makes is counted, log10."""
    alone_count: float
    """How often the character as read is counted as a word, log10."""
    length: float
    """Characters of the word."""
    word_printed: float
    """How often the page has the word, up to five: log(1 + n), as below."""
    left_as_read: float
    """How often it has the character as read behind the same neighbour."""
    right_as_read: float
    left_as_meant: float
    right_as_meant: float
    both_as_meant: float
    """Up to three."""
    alone_as_read: float
    """How often it has the character as read in no usual pair, up to MOST_ALONE."""


_WEIGHTS = Evidence(0.086, 0.049, 21.522, 0.936, -0.595, 6.381, 1.648, -1.319, -3.75, 0.626, 2.225, 1.874, -2.522)


def log_odds(found: Evidence) -> float:
    """Return the logarithm of the odds that the character was misread, and meant so."""
    return _BIAS + sum(weight * value for weight, value in zip(_WEIGHTS, found, strict=True))


def is_likely(found: Evidence, read: str, meant: str) -> bool:
    """Return whether the character `read` is likely another one, where its page is known to be misread."""
    return (
        found.gain > LIKELY_GAIN and log_odds(found) > LIKELY and seen(read) < RARELY_SEEN and seen(meant) > OFTEN_SEEN
    )


def printed(page: str, text: str, at: int, right: str, word: str) -> tuple[float, ...]:
    """Return what the page says of the character at that place of a text of it: the last seven parts of the evidence.

    The place itself is not counted. `right`: what it may be meant to be, `word`: the word that it would make.
    """
    read, left, behind = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    own = [
        (page.count(word), 5),
        (page.count(left + read) - 1, 5),
        (page.count(read + behind) - 1, 5),
        (page.count(left + right), 5),
        (page.count(right + behind), 5),
        (page.count(left + right + behind), 3),
        (_alone(page, read) - 1, MOST_ALONE),
    ]
    return tuple(math.log1p(max(0, min(number, most))) for number, most in own)


def _alone(page: str, read: str) -> int:
    """Return how often the page has the character in no usual pair with a neighbour, up to one more than MOST_ALONE."""
    found, at = 0, page.find(read)
    while at >= 0 and found <= MOST_ALONE:
        left, behind = page[at - 1 : at] if at else "", page[at + 1 : at + 2]
        found += not ((left and paired(left, read)) or (behind and paired(read, behind)))
        at = page.find(read, at + 1)
    return found


def is_repeated(text: str, at: int) -> bool:
    """Return whether the same character stands near: 敢管敢治, 港里、港外."""
    return text[at] in text[max(0, at - NEAR) : at] + text[at + 1 : at + 1 + NEAR]
