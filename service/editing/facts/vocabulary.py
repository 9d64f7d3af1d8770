"""The words that the check goes by: `vocabulary.toml`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any


@functools.cache
def vocabulary() -> dict[str, Any]:
    """Return the table, section by section."""
    return tomllib.loads(resources.files("service.editing.facts").joinpath("vocabulary.toml").read_text("utf-8"))


def either(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words."""
    return "|".join(words)
