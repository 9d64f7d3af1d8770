"""A rule of normalization: one kind of notation, and how a newsreader says it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile it when it is first needed. ASCII: the digits of other scripts are no notation of a Chinese paper."""
    return re.compile(pattern, re.ASCII)


@dataclass(frozen=True, slots=True)
class Rule:
    """Replaces each match of a pattern by its spoken form, or by notation that a later rule reads."""

    name: str
    kind: str
    """The class of notation, as the examples in tests/data/normalization/sentences.tsv name it."""
    reason: str
    """Why the rule is needed: the convention, and what it must not be taken for."""
    pattern: str
    say: Callable[[re.Match[str]], str] = field(repr=False)
    needs: str = ""
    """Every text with a match has one of these characters; empty: any text may. It spares compiling and searching."""

    def apply(self, text: str) -> str:
        """Return the text with every match replaced."""
        if self.needs and not any(map(text.__contains__, self.needs)):
            return text
        return _compiled(self.pattern).sub(self.say, text)


def apply_all(rules: Iterable[Rule], text: str) -> str:
    """Return the text after all rules, in their order."""
    for rule in rules:
        text = rule.apply(text)
    return text
