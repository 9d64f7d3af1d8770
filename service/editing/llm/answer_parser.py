"""A model's answer as an object: JSON as models write it, in prose or fences, with the wrong marks, or nearly JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from typing import Any

from service.core.messages import _
from service.language import numerals

_MOST = 200_000
"""Characters of an answer that are looked at."""
_WIDE = str.maketrans("｛｝［］", "{}[]")
_WIDE_MARKS = ((re.compile("([”\"'’])[：]"), r"\1:"), (re.compile("([”\"'’}\\]\\d])，(?=[“\"‘'{\\[])"), r"\1,"))
"""Full-width colons and commas between parts of JSON: behind a quotation mark, and before the next one."""


def parse(text: str, keys: Collection[str]) -> dict[str, Any]:
    """Return the object of the answer that has these keys. Raise ValueError where there is none."""
    text = text[:_MOST]
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        given = None
    for candidate in (given, *(_repaired(each) for each in (text, _narrowed(text)))):
        for found in candidate if isinstance(candidate, list) else [candidate]:
            if isinstance(found, dict) and all(key in found for key in keys):
                return found
    raise ValueError(_("no JSON object with the keys that were asked for"))


def number(value: object) -> int:
    """Return a number that a model has written: 3, "3", "三", "第3句", 3.0. Raise ValueError where it is none."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value != int(value):
            raise ValueError(_("no whole number"))
        return int(value)
    digits = re.search(r"[0-9]{1,9}", str(value)[:40]) or re.search(
        "[零〇一二三四五六七八九十百]{1,9}", str(value)[:40]
    )
    found = numerals.parse(digits[0]) if digits else None
    if found is None or found.denominator != 1:
        raise ValueError("no number")
    return int(found)


def _narrowed(text: str) -> str:
    text = text.translate(_WIDE)
    for wide, narrow in _WIDE_MARKS:
        text = wide.sub(narrow, text)
    return text


def _repaired(text: str) -> object:
    try:
        import json_repair

        return json_repair.loads(text)
    except (ImportError, ValueError, RecursionError, TypeError, IndexError):
        return None
