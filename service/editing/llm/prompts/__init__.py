"""What a model is asked, in files: a text of each task, and beside it the JSON schema of its answer.

They are part of the code's version, and so of each episode's fingerprint.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@functools.cache
def text(name: str) -> str:
    """Return the prompt of that name, with its slots in braces."""
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def filled(name: str, **slots: object) -> str:
    """Return the prompt with its slots filled; other braces stay as they are."""
    found = text(name)
    for slot, value in slots.items():
        found = found.replace(f"{{{slot}}}", str(value))
    return found.strip()


def asked_again(messages: Sequence[Mapping[str, str]], answer: str, why: str) -> list[dict[str, str]]:
    """Return the first question, its answer, and what is wrong with that, in the model's language."""
    again = {"role": "user", "content": filled("again", why=why)}
    return [*map(dict, messages[:2]), {"role": "assistant", "content": answer}, again]


@functools.cache
def schema(name: str) -> dict[str, Any]:
    """Return the JSON schema of the answer to the prompt of that name."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    return found
