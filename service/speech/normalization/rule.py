"""A rule of normalization: one kind of notation, and how a newsreader says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """Replaces each match of a pattern by its spoken form (or by notation that a later rule reads)."""

    name: str
    kind: str
    """The class of notation; its examples stand under this name in tests/data/normalization/."""
    reason: str
    """Why the rule is needed: what would be said without it, or what the convention is."""
    pattern: re.Pattern[str]
    say: Callable[[re.Match[str]], str] = field(repr=False)

    def apply(self, text: str) -> str:
        """The text with every match replaced."""
        return self.pattern.sub(self.say, text)


def apply_all(rules: Iterable[Rule], text: str) -> str:
    """The text after all rules, in their order."""
    for rule in rules:
        text = rule.pattern.sub(rule.say, text)
    return text
