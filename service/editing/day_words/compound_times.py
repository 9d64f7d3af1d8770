"""Two or three days or years in one word: 昨今两天, 明后日, 今明两年, 明后年. Each is told whole, or not at all.

A time a year before the article, 去年这时候, is neither 去年 nor 前年 in the next year.
"""

from __future__ import annotations

import re

DAYS = (
    "(?:(?:前昨今|昨今明)[三几][天日]|(?<![如当至迄])[今昨]明[两二]?[天日]|今明后(?:[三几][天日]|(?![三几]?年))"
    "|(?<![光清透文说表证声阐])明后[两二]?[天日]|(?:前昨|昨今)[两二][天日])"
)
YEARS = (
    "(?:(?<![如当至迄从])今明后?[两二三几]?年|(?<![光清透文说表证声阐今])明后[两二几]?年|(?<![过失])去今明?[两二三]年"
    "|(?<![以从])前去今?[两二三]年)"
)
_TIME_OF_YEAR = re.compile(
    "的?(?:(?P<counted>同[期月])|这[个一]?(?:时[候节间]|会儿?|[天日月]|[几两]天|段)|此[时刻]|[今当]天|现在)"
)
_IN_YEAR = re.compile("今年|年度|(?:19|20)\\d\\d年|[上下]半年|季度|\\d月|[本上]月|全年")
"""What data are of, `今年1至11月，…比去年同期`: it is told of its year, and so is what it is compared with."""
_SHIFTS = {"前": -2, "去": -1, "今": 0, "明": 1, "后": 2}
_NAMES = {(0, 1): "今明两年", (1, 2): "明后两年", (0, 2): "今明后三年"}


def is_compound(text: str) -> bool:
    """Return whether the word names more than one: 今明两年."""
    return len(text) > 2 and set(text[:2]) <= set("前去昨今明后")


def years(text: str, year: int, programme: int) -> tuple[str, int, int]:
    """Return how such years of an article are said in the programme's year, the first of them and the last."""
    shifts = [_SHIFTS[char] for char in text if char in _SHIFTS]
    first, last = year + shifts[0], year + shifts[-1]
    return _NAMES.get((first - programme, last - programme)) or f"{first}年至{last}年", first, last


def is_a_year_before(text: str, start: int, end: int) -> bool:
    """Return whether the year at that place is counted from the article's day, as no year or month is named ahead."""
    found = _TIME_OF_YEAR.match(text, end)
    return found is not None and not (found["counted"] and _IN_YEAR.search(text, 0, start))
