"""How a character that stands alone is read by what stands beside it: contexts.txt and adverbs.txt."""

from __future__ import annotations

import re

from service.speech.pronunciation.dictionaries import lines

CONTEXT_REACH = 24
"""Characters on either side that a rule may look at."""


class PolyphoneRules:
    """Hand-written rules for one-character words that are read in more than one way."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, str, str]]] = {}
        for line in lines("contexts.txt"):
            char, reading, before, behind = line.split("\t")
            self._rules.setdefault(char, []).append((reading, before, behind))
        self._adverbs = frozenset(word for line in lines("adverbs.txt") for word in line.split())

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
