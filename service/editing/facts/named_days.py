"""Names of days and of parts of the year, and the dates that they are: 元旦 is 1月1日, 年底 is in December."""

from __future__ import annotations

import re

_DAYS = {
    "元旦": (1, 1),
    "三八(?:妇女)?节|妇女节": (3, 8),
    "植树节": (3, 12),
    "五一(?!路|村|广场)|劳动节": (5, 1),
    "五四(?!路|村|广场)|青年节": (5, 4),
    "六一(?!路|村|广场)|儿童节": (6, 1),
    "七一(?!路|村|广场)": (7, 1),
    "八一(?!路|村|广场)|建军节": (8, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "双十一": (11, 11),
    "双十二": (12, 12),
}
# A quarter is none of these: 二季度 is not told by the day in April on which the figures came out.
_MONTHS = {
    "年底|岁末|年末": (12,),
    "年初": (1,),
    "春[季天]": range(3, 6),
    "夏[季天]": range(6, 9),
    "秋[季天]": range(9, 12),
    "冬[季天]": (12, 1, 2),
}


def days(text: str) -> frozenset[tuple[int, int]]:
    """Return month and day of each day that a text names."""
    return frozenset(day for name, day in _DAYS.items() if re.search(name, text))


def months(word: str) -> frozenset[int]:
    """Return the months of a part of the year; none for another word."""
    return next((frozenset(each) for name, each in _MONTHS.items() if re.search(name, word)), frozenset())
