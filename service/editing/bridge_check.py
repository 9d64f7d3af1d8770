"""The check on words that lead from one item to the next, written by a language model: they may tell nothing.

A bridge stands between two articles and on neither. So each of its characters must belong to a word of a closed list
(`bridge_words.toml`): a number, a name, a place, a verb of claim or an article's own word is in none. What the rules
know of an item (its subject, that it is foreign, the last one) may be said of that item alone, and on its side.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from importlib import resources
from typing import Any

from service.core.messages import _

SHORTEST = 4
"""Characters of a bridge at the least: `再来看` alone leads nowhere."""
_FROM = ("从", "由")
"""Ahead of a subject that is left."""
_MARKS = "，、"


@functools.cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(resources.files("service.editing").joinpath("bridge_words.toml").read_text("utf-8"))


@functools.cache
def _group(name: str) -> frozenset[str]:
    return frozenset(str(_tables()[name]).split())


@functools.cache
def subjects() -> Mapping[str, tuple[str, ...]]:
    """Return what the rules may know of an item, each with the words that say it."""
    return {name: tuple(str(words).split()) for name, words in _tables()["subjects"].items()}


@functools.cache
def _known() -> frozenset[str]:
    groups = (_group(name) for name in ("neutral", "leading", "ahead", "done", "closing"))
    return frozenset().union(*groups, *subjects().values())


@functools.cache
def _subject_words() -> re.Pattern[str]:
    """Return what finds a subject's word, the longest of those that begin alike."""
    words = {word for each in subjects().values() for word in each}
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


def fault(text: str, behind: Collection[str], ahead: Collection[str], *, closes: bool = False) -> str:
    """Return what is wrong with a bridge, in words that end a sentence; empty where nothing is.

    `behind`, `ahead`: the words that may be said of the item before and of the next one. `closes`: nothing follows.
    """
    if len(text) < SHORTEST:
        return "leads nowhere"
    if strange := unlisted(text):
        return f"says “{strange}”"
    for word, said_of in _said(text, behind, ahead):
        if word not in said_of:
            return _("says “{word}” of an item that is not known for it", word=word)
    if words := _together(text):
        return _("says “{words}” in one breath", words=words)
    needed, never = ("closing", "ahead") if closes else ("leading", "closing")
    if word := next((each for each in sorted(_group(never)) if each in text), ""):
        if closes:
            return _("says “{word}” where nothing follows", word=word)
        return _("says “{word}” before the end", word=word)
    if not any(each in text for each in _group(needed)):
        return _("does not close") if closes else _("leads nowhere")
    return ""


def frame(text: str) -> str:
    """Return a bridge without the subjects in it: two of one frame are heard as the same."""
    return _subject_words().sub("…", text)


def unlisted(text: str) -> str:
    """Return the first character, with what follows, that belongs to no word of the list; empty where all do."""
    reached = {0}
    longest = max(map(len, _known()))
    for at, char in enumerate(text):
        if at in reached:
            reached |= {at + 1} if char in _MARKS else set()
            reached |= {at + n for n in range(1, longest + 1) if text[at : at + n] in _known()}
    stopped = max(each for each in reached if each <= len(text))
    return text[stopped : stopped + 4]


def _together(text: str) -> str:
    """Return two subjects between which a clause makes something happen: `经济走进校园`; empty where none does."""
    for clause in text.split("，"):
        words = [
            each
            for each in _subject_words().finditer(clause)
            if each[0] not in subjects()["last"] and not clause[: each.start()].endswith(_FROM)
        ]
        if len(words) > 1 and words[0].end() < words[1].start():
            return clause[words[0].start() : words[1].end()]
    return ""


def _said(text: str, behind: Collection[str], ahead: Collection[str]) -> Iterator[tuple[str, Collection[str]]]:
    """Yield each subject's word, with the words that may be said of the item that it is said of.

    A clause that ends an item (`说完经济`) is of the one before, and so is what follows 从. Others are of the next, and
    `继续关注经济` is of both.
    """
    for clause in text.split("，"):
        ends, same = (any(word in clause for word in _group(name)) for name in ("done", "same"))
        for word in _subject_words().finditer(clause):
            left = ends or clause[: word.start()].endswith(_FROM)
            yield word[0], {*behind} & {*ahead} if same else behind if left else ahead
