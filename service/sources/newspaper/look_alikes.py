"""A misread character inside a very common word, put right: 今夭 is 今天, 机器 was read 杌器, 己经 is 已经.

A character that makes no word and no usual pair with its neighbours, while one that looks alike makes a very common
word there, is that one. `look_alikes.tsv` says which look alike (pictures of GB 2312's characters in two fonts).
In one million characters of clean broadcast news, invented papers and summaries nothing right was made wrong. What is
part of a name stays (东汊 is no 东汉), and so does what can stand alone (一分多钟 is no 多种, 不太 no 不大). Without
the tagger, which knows names, nothing is corrected but a day's number.
"""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import NamedTuple

from service.language.lexical_tagger import NAMES, tagged
from service.language.word_list import UNKNOWN_WORD_WEIGHT, parted, word_list
from service.sources.newspaper.continuation import paired

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_DAY = re.compile(r"(?<=\d)曰(?=[\u4e00-\u9fff，。、）])")
"""`12月21曰`: behind a figure it is the day."""
_CORRECTS = re.compile(r"误(?:为|作|写|刊|排|植)|更正|应为|错[别印]?字")
"""A text that tells of a misprint has it on purpose."""
LEAST_COUNT = 1_000
"""A very common word was counted so often; 今天 15,961 times, 机器 3,933, 免费 1,811."""
LEAST_GAIN, SURE_GAIN = 6.0, 8.0
"""By so much the logarithm of the text's probability must grow; for nearly the same forms SURE_GAIN is evidence enough.
"""
RARER = 10
"""A character that merely looks alike must be so many times rarer as a word of its own than the word it would make."""
LONGEST_WORD = 4
_REACH = 30
"""Characters on both sides of it that tell the tagger whether a character is in a name."""


class LookAlike(NamedTuple):
    """A misread character, where it stands in the text, and the evidence."""

    start: int
    wrong: str
    right: str
    word: str


class _Meant(NamedTuple):
    gain: float
    right: str
    word: str


@functools.cache
def _meant_by() -> dict[str, dict[str, bool]]:
    """Return for each character those it may be misread from, and whether the forms are nearly the same."""
    table: dict[str, dict[str, bool]] = {}
    lines = resources.files(__package__).joinpath("look_alikes.tsv").read_text(encoding="utf-8").splitlines()
    for right, twins, alike in (line.split("\t") for line in lines[1:]):
        for wrong in twins + alike:
            table.setdefault(wrong, {})[right] = wrong in twins
    return table


def misread(text: str) -> list[LookAlike]:
    """Return the misread characters of a text, in order."""
    if _CORRECTS.search(text):
        return []
    found = [LookAlike(m.start(), "曰", "日", "日") for m in _DAY.finditer(text)]
    for run in _HAN.finditer(text):
        at = 0
        for word, _ in parted(run[0]):
            meant = _meant(run[0], at) if len(word) == 1 and word in _meant_by() else None
            if meant and not _in_name(text, run.start() + at):
                found.append(LookAlike(run.start() + at, word, meant.right, meant.word))
            at += len(word)
    return sorted(found)


def corrected(text: str, found: list[LookAlike]) -> str:
    """Return the text with these characters put right."""
    characters = list(text)
    for each in found:
        characters[each.start] = each.right
    return "".join(characters)


def _meant(run: str, at: int) -> _Meant | None:
    """Return what the character is meant to be, if it makes no word where it stands and another makes a common one."""
    wrong = run[at]
    beside = (at and paired(run[at - 1], wrong)) or (at + 1 < len(run) and paired(wrong, run[at + 1]))
    if beside or _words_over(run, at):
        return None
    words = word_list()
    best: _Meant | None = None
    for right, twins in _meant_by()[wrong].items():
        text = run[:at] + right + run[at + 1 :]
        common = [word for word in _words_over(text, at) if words.count(word) >= LEAST_COUNT]
        if not common:
            continue
        word = max(common, key=words.count)
        gain = _weight(text) - _weight(run)
        sure = (twins and gain >= SURE_GAIN) or words.count(wrong) * RARER < words.count(word)
        if gain >= LEAST_GAIN and sure and (not best or gain > best.gain):
            best = _Meant(gain, right, word)
    return best


def _words_over(run: str, at: int) -> list[str]:
    """Return the words of two characters and more that hold the character."""
    starts = range(max(0, at - LONGEST_WORD + 1), at + 1)
    ends = ((start, end) for start in starts for end, _ in word_list().starting(run, start))
    return [run[start:end] for start, end in ends if end > at and end - start > 1]


@functools.lru_cache(64)
def _weight(run: str) -> float:
    """Return the logarithm of the probability of the likeliest words of a run."""
    words = word_list()
    return sum(
        next((found.weight for end, found in words.starting(word, 0) if end == len(word)), UNKNOWN_WORD_WEIGHT)
        for word, _ in parted(run)
    )


def _in_name(text: str, at: int) -> bool:
    """Return whether the character is in a name, or whether nothing tells."""
    start = max(0, at - _REACH)
    words = tagged(text[start : at + _REACH])
    return not words or any(each.start <= at - start < each.end and each.tag in NAMES for each in words)
