"""A rule of normalization: one kind of notation, and how a newsreader says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


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
    regex: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # ASCII: the digits of other scripts are no notation of a Chinese paper
        object.__setattr__(self, "regex", re.compile(self.pattern, re.ASCII))


def apply_all(rules: Iterable[Rule], text: str) -> str:
    """The text after all rules, in their order."""
    for rule in rules:
        text = rule.regex.sub(rule.say, text)
    return text
