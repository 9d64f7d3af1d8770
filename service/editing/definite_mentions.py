"""What a sentence speaks of as known, and the sentence of its article that first spoke of it.

`他把那根头发还了回去。`, `第12种火头成了。`, `年轻人没要发票。` lean on a hair, eleven flames and a young man that were
told before. Left out, nobody knows what is meant: the commonest reason why strangers kept an item off the air. A word
is taken for known by its form alone: behind 那 or 这, behind an ordinal, behind 还剩, or where a sentence or its 把
begins with what was introduced by a number and a measure (`一个年轻人`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.editing.attribution import full_names, speech_acts
from service.editing.summary.feature_weights import frequency
from service.language import bigrams

COMMON_SHARE = 0.01
"""The share of news items that hold a pair of characters, from which on it names no particular thing."""
COMMON_SHARE_OF_FIRST = 0.05
"""The same, of the word that stands just behind number and measure: `一个年轻人`."""
REACH = 30
"""Sentences ahead in which a thing may have been introduced."""

_NUMBER = "[\\d.]{1,10}[万亿]?|[一两二三四五六七八九十百千几数]{1,6}"
_MEASURE = "[个只件条份张台本根座栋间块把辆部篇家位名笔批种道封扇支幅盏棵口套户颗粒枚艘所包箱瓶页句]"
_DEMONSTRATIVE = re.compile(
    rf"(?<![从在因到如像由对与比除])[那这](?:{_NUMBER})?{_MEASURE}?"
    r"(?![是里儿样么种类时次天年些就也都可])([\u3400-\u9fff]{2,5})"
)
_MEASURED = re.compile("这[张只件份本封条把扇块台辆副](?!是)")
_ONE_OF_SUCH = re.compile("(?<!\\d)(\\d{1,6}[\u3400-\u9fff]{1,2})的那[一几]?[批件个台辆家份]")
"""`9毫米的那一批`, of which 9毫米 was told before."""
_ORDINAL = re.compile(
    r"第(?:\d+|[二三四五六七八九十]+)([个种户家台辆块步件封位只张颗批盏根艘](?![月小星])[\u3400-\u9fff])"
)
_REST = re.compile(rf"(?:还剩|只剩|剩下?的?|不止|余下的?|其余的?|另有|另外)(?:{_NUMBER})({_MEASURE})")
_INTRODUCED = re.compile(
    rf"(?<![第\d.一两二三四五六七八九十百千几数])(?:{_NUMBER})[余多]?(?:{_MEASURE})([\u3400-\u9fff]{{2,12}})"
)
_TOPIC = re.compile("[把将]?([\u3400-\u9fff]{2})")
_OWNED = re.compile("([\u3400-\u9fff]{2})的[\u3400-\u9fff]{2,8}")
"""`冷库的承包单位没有动火手续`, behind `东港冷库起火`."""
NEAR = 3
"""Sentences ahead in which the full name of such a thing stands."""
_GRAMMATICAL = re.compile(
    "[的了着过我你他她它们在是不有来去后前上下里中就也都很这那个能会要说问还从到和与及被把以之其为一二两三四五六七八九十几半每]"
)


@dataclass(frozen=True, slots=True)
class KnownThing:
    """A word that a sentence uses as known."""

    words: str
    """What a sentence told ahead must hold."""
    line: int
    """Index of the sentence that introduces it."""


def mentions(lines: Sequence[str]) -> dict[int, tuple[KnownThing, ...]]:
    """Return, by sentence, what it speaks of as known; `lines`: an article's sentences."""
    found: dict[int, tuple[KnownThing, ...]] = {}
    introduced: dict[str, int] = {}
    for at, line in enumerate(lines):
        told = speech_acts.mask(line, False)[0]
        own = tuple(
            dict.fromkeys(
                [
                    *_pointed(told, lines, at),
                    *_counted(told, lines, at),
                    *_topics(told, introduced),
                    *_owners(told, lines, at),
                ]
            )
        )
        if own:
            found[at] = own
        for each in _INTRODUCED.finditer(told):
            for place, gram in enumerate(bigrams.of(each[1])):
                if is_particular(gram, COMMON_SHARE if place else COMMON_SHARE_OF_FIRST):
                    introduced.setdefault(gram, at)
    return found


def _pointed(told: str, lines: Sequence[str], at: int) -> Iterator[KnownThing]:
    for each in _DEMONSTRATIVE.finditer(told, 1):  # one at the head needs the sentence before (`refers_back`)
        grams = [gram for gram in bigrams.of(each[1]) if is_particular(gram)]
        ahead = told[: each.start()]
        if any(gram in ahead for gram in grams):
            continue
        if first := next(((gram, line) for gram in grams if (line := _first(gram, lines, at)) is not None), None):
            yield KnownThing(*first)
        elif at and grams and _MEASURED.match(each[0]) and ahead.count("，") <= 1:
            yield KnownThing(lines[at - 1], at - 1)  # the sentence before shows it: `“店不开了。”他贴出这张告示。`
    for each in _ONE_OF_SUCH.finditer(told):
        line = _first(each[1], lines, at)
        if line is not None and each[1] not in told[: each.start()]:
            yield KnownThing(each[1], line)


def _counted(told: str, lines: Sequence[str], at: int) -> Iterator[KnownThing]:
    for each in _ORDINAL.finditer(told):
        line = _first(each[1], lines, at)
        if line is not None and each[1] not in told[: each.start()]:
            yield KnownThing(each[1], line)
    for each in _REST.finditer(told):
        same = re.compile(rf"(?:{_NUMBER}){each[1]}")
        if same.search(told, 0, each.start()):
            continue
        near = ((line, same.search(lines[line])) for line in range(at - 1, max(-1, at - 1 - REACH), -1))
        if meant := next(((found[0], line) for line, found in near if found), None):
            yield KnownThing(*meant)


def _topics(told: str, introduced: dict[str, int]) -> Iterator[KnownThing]:
    if (each := _TOPIC.match(told)) and each[1] in introduced:
        yield KnownThing(each[1], introduced[each[1]])


def _owners(told: str, lines: Sequence[str], at: int) -> Iterator[KnownThing]:
    """Yield the thing whose part or keeper a sentence begins with, where one just ahead has it behind its full name."""
    each = _OWNED.match(told)
    if each is None or not is_particular(each[1]):
        return
    line = next((k for k in range(at - 1, max(-1, at - 1 - NEAR), -1) if each[1] in lines[k]), None)
    if line is None or not re.search(f"[\u3400-\u9fff]{{2}}{each[1]}", lines[line]):
        return
    if not any(name.startswith(each[1]) for name in full_names.named_in(lines[line], lines[line] + told)):
        yield KnownThing(each[1], line)


def _first(words: str, lines: Sequence[str], at: int) -> int | None:
    return next((k for k in range(max(0, at - REACH), at) if words in lines[k]), None)


def is_particular(gram: str, common: float = COMMON_SHARE) -> bool:
    """Return whether a pair of characters is a word of few articles, and no grammar."""
    return not _GRAMMATICAL.search(gram) and frequency()(gram) < common
