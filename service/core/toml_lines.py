"""On which line of a TOML file a key stands: the standard library's parser does not tell."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from typing import Any

LARGEST = 30_000
"""Characters of a text in which a line is looked for; the template of all settings has 8,000."""
MOST_TRIALS = 100
"""How often a part of the text is parsed: some 10 ms each at most."""


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Return the number of the line on which what the path leads to begins, from 1; 0 where that is not found soon.

    What stands before that line lacks it, and what stands up to its end has it: so no line inside a text of several
    lines is taken for one.
    """
    names = [part for part in path if isinstance(part, str)]
    if len(text) > LARGEST or not names:
        return 0
    lines, trials = text.splitlines(keepends=True), 0
    for start, line in enumerate(lines):
        if names[-1] not in line:
            continue
        trials += 1
        if trials > MOST_TRIALS:
            return 0
        if _holds("".join(lines[:start]), path) is not False:
            continue
        for end in range(start + 1, len(lines) + 1):
            held, trials = _holds("".join(lines[:end]), path), trials + 1
            if held or trials > MOST_TRIALS:
                return start + 1 if held else 0
            if held is not None:
                break
    return 0


def _holds(text: str, path: Sequence[str | int]) -> bool | None:
    """Return whether the text holds what the path leads to; None where the text ends within a value."""
    value: Any
    try:
        value = tomllib.loads(text)
    except (ValueError, RecursionError):
        return None
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return False
    return True
