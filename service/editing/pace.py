"""How long a text will take to say, before a voice has said it."""

from __future__ import annotations

import re

_COSTS = (
    (re.compile(r"[\u3400-\u9fff]"), 1.0),
    (re.compile(r"\d"), 1.6),  # 73784: a digit and most of a unit each
    (re.compile(r"[A-Za-z]"), 1.3),
    (re.compile(r"[%％‰℃]"), 3.0),
    (re.compile(r"[，；：、。！？…—]"), 0.6),  # the voice's own pause
)


def syllables(written: str) -> float:
    """The text's weight in syllables; a voice's pace is how many of them it speaks a second."""
    return sum(weight * len(pattern.findall(written)) for pattern, weight in _COSTS)
