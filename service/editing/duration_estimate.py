"""Estimate how long a text takes to say, before a voice has said it."""

from __future__ import annotations

import functools
import re

_WEIGHTS = (
    (re.compile(r"[\u3400-\u9fff]"), 0.92),
    (re.compile(r"\d"), 0.9),
    (re.compile(r"[A-Za-z]"), 1.1),
    (re.compile(r"[%％‰℃]"), 3.0),
    (re.compile(r"[，；：、…—]"), 0.92),
)
"""Fitted to 76 sentences of news as espeak speaks them (residual 4 %): a pause inside a sentence takes as long as a
character, 百分之 three; scaled so that ordinary prose weighs as much as it has characters."""


@functools.lru_cache(4096)
def weight(written: str) -> float:
    """Return the text's length in average characters; a voice's pace is how many of them it speaks a second."""
    return sum(each * len(pattern.findall(written)) for pattern, each in _WEIGHTS)
