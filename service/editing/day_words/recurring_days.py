"""Weekdays of every week: `每到周六，学生们就来`, `周六周日都开门`. They are no day, and stay as they are."""

from __future__ import annotations

import re

REACH = 16
"""Characters ahead of a weekday in which that stands."""

_EVERY = re.compile(
    "(?:[每逢凡]|一到|平[时日素]|往常|通常|一般|常年|年年|历来|向来|照例|按惯例|固定)[^。；！？]{0,12}$"
    "|(?:不[用必需再]|无[需须]|免得)[^，。；！？]{0,6}[等拖熬][到至]?$"
)
"""`平时住校，周六就回家`: what is said of other days is said of every week. `看病不用再等到星期一`: of none."""
_ALWAYS = re.compile(
    "，?(?:[、和]?(?:周|星期|礼拜)[一二三四五六日天])?(?:也|还|一样|照样)?(?:都|总[是会要]?|照常|照样|最)(?!要在)"
)


def recurs(text: str, start: int, end: int) -> bool:
    """Return whether the weekday at that place, which has no 本 and no 下 before it, is of every week."""
    return _EVERY.search(text, max(0, start - REACH), start) is not None or _ALWAYS.match(text, end) is not None
