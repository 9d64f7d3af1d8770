"""The days that a report calls 今天 and 昨天, as its dateline tells them: 昨天 is 3月4日 in 本报3月5日讯."""

from __future__ import annotations

import datetime as dt
import re

_DATELINE = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日(?:[^，。；\d]{0,4}[讯电]|报道|\d{1,2}时消息)")
_HEAD = 80
"""Characters in which a dateline stands."""
_WORD = re.compile(
    "(?P<shift>大前|前|昨|今|明|后)(?P<part>[天日]|[晚早晨夜])|(?P<month>这个月|本月|下个?月|上个?月)(?=[\\d一二三十])"
)
_SHIFTS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_LEAP_YEAR = 2024
"""Any year with 29 February: the year is not told."""


def day_of(source: str) -> dt.date | None:
    """Return the day of the source's dateline, in a year that says nothing; None where it has none."""
    match = _DATELINE.search(source.split("\n", 1)[-1][:_HEAD])
    try:
        return dt.date(_LEAP_YEAR, int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


def dated(text: str, day: dt.date) -> str:
    """Return the text with the date in place of each day word: 3月4日晚 for 昨晚."""
    return _WORD.sub(lambda match: _date(match, day), text)


def worded(claim: str, text: str, day: dt.date) -> str:
    """Return a claim on the dated text in the words of the text itself."""
    for match in _WORD.finditer(text):
        claim = claim.replace(_date(match, day), match.group(), 1)
    return claim


def _date(match: re.Match[str], day: dt.date) -> str:
    if match["month"]:
        shift = {"下": 1, "上": -1}.get(match["month"][0], 0)
        return f"{(day.month - 1 + shift) % 12 + 1}月"
    date = day + dt.timedelta(days=_SHIFTS[match["shift"]])
    part = match["part"] if match["part"] not in "天日" else ""
    return f"{date.month}月{date.day}日{part}"
