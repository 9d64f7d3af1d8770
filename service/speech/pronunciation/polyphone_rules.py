"""How a character or word that is read in more than one way is read by what stands beside it.

Two tables: word_contexts.txt sees words with their parts of speech, contexts.txt and adverbs.txt see characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from service.speech.pronunciation.dictionaries import lines
from service.speech.pronunciation.word_path import Step

CONTEXT_REACH = 24
"""Characters on either side that a rule of contexts.txt may look at."""
WORD_REACH = 14
"""Words on either side that a rule of word_contexts.txt may look at: longer than most clauses."""
_CLASS = re.compile(r"<(\^?)([A-Za-z]+)>")
"""`<nv>` in word_contexts.txt: any noun or verb; `<^w>`: anything but a punctuation mark."""
_LISTED = re.compile(r"\{([^{}\d][^{}]*)\}")
"""`{路 *款}` there: one of these words, `*` for any characters."""


class WordRules:
    """Hand-written rules for words that are read in more than one way, on the words beside them."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
        for line in lines("word_contexts.txt"):
            words, reading, before, behind = line.split("\t")
            for word in words.split():
                self._rules.setdefault(word, []).append((tuple(reading.split()), before, behind))

    def read(self, text: str, path: Sequence[Step], index: int) -> tuple[str, ...] | None:
        """Return the reading of `path[index]` that a rule gives; None: no rule does."""
        step = path[index]
        rules = self._rules.get(text[step.start : step.end])
        if rules is None:
            return None
        before = tagged(text, path[max(0, index - WORD_REACH) : index])
        behind = tagged(text, path[index + 1 : index + 1 + WORD_REACH])
        for reading, left, right in rules:
            if (left == "-" or _before(left).search(before)) and (right == "-" or _behind(right).match(behind)):
                return reading
        return None


@cache
def _before(pattern: str) -> re.Pattern[str]:
    """Compile what stands before a word when it is first needed: few words of the table are in any one text."""
    return re.compile(f"(?:^|(?<= ))(?:{expanded(pattern)})$")


@cache
def _behind(pattern: str) -> re.Pattern[str]:
    return re.compile(expanded(pattern))


def expanded(pattern: str) -> str:
    """Return a pattern of word_contexts.txt as a regular expression over tagged text."""
    pattern = _LISTED.sub(lambda found: f"(?:(?:{'|'.join(found[1].replace('*', '[^ ]*').split(' '))})/[^ ] )", pattern)
    return _CLASS.sub(r"(?:[^ ]+/[\1\2] )", pattern)


def tagged(text: str, path: Sequence[Step]) -> str:
    """Return words with their parts of speech, a blank behind each: `路/n 得/u 修/v ，/w `."""
    return "".join(f"{_shown(text[step.start : step.end])}/{_part(text, step)} " for step in path)


def _shown(word: str) -> str:
    return word if not word.isspace() else "_"


def _part(text: str, step: Step) -> str:
    return step.part if step.part != "x" or text[step.start].isalnum() else "w"


class PolyphoneRules:
    """Hand-written rules for one-character words that are read in more than one way."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, str, str]]] = {}
        for line in lines("contexts.txt"):
            char, reading, before, behind = line.split("\t")
            self._rules.setdefault(char, []).append((reading, before, behind))

    @cached_property
    def _adverbs(self) -> frozenset[str]:
        return frozenset(word for line in lines("adverbs.txt") for word in line.split())

    def read(self, text: str, place: int) -> str | None:
        """Return the reading of `text[place]` that a rule gives; None: no rule does."""
        char = text[place]
        if char not in self._rules:
            return None
        before, behind = text[max(0, place - CONTEXT_REACH) : place], text[place + 1 : place + 1 + CONTEXT_REACH]
        for reading, left, right in self._rules[char]:
            if self._ends(before, left) and (right == "-" or re.match(right, behind)):
                return reading
        return None

    def _ends(self, text: str, pattern: str) -> bool:
        if pattern == "@adverbs":
            return any(text[-size:] in self._adverbs for size in range(2, 6))
        return pattern == "-" or re.search(f"(?:{pattern})$", text) is not None
