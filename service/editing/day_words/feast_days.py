"""Days that the lunar calendar or a feast names, `除夕之前发放完毕`, `初一上午8时恢复`: what was to be by then is over.

The next such day from the article's on is meant. What is told as done, or of another year's feast, stays.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.wording import calendar

NEAR = 45
"""Days ahead in which such a day is looked for."""

SHORT = 6
"""Characters behind such a day in its clause, up to which the next clause says what was on it: `腊月廿八，已送到`."""
_NUMERALS = "一二三四五六七八九十"
_FEAST = "除夕|元宵节|端午节|七夕|中秋节?|重阳节|腊八节|元旦|新年(?:首日|第一天)"
_DAY = re.compile(
    rf"(?<![去前每历往年当\d])(?P<feast>{_FEAST})(?![前后]?夕|[节]?期间|联欢|晚会|长?假|[档夜]?[票档])"
    rf"|(?<![去前每历往])(?P<month>正月|腊月|大?年)(?P<day>初[{_NUMERALS}]|十[{_NUMERALS[:-1]}]|廿[{_NUMERALS[:-1]}]|二十[{_NUMERALS[:-1]}]?|三十)"
    rf"|(?<=[到至])(?P<last>初[{_NUMERALS}])(?![年中]?级|中|[^，。]{{0,2}}[学班])"
    rf"|(?:(?<=[，。；、])|^)(?P<bare>初[{_NUMERALS}])(?=[上下中]午|[早晚]|凌晨|起|至|到|全天|，|\d|[，。]?恢复|[、和]初)"
)
_DONE = re.compile("[了已曾]|过(?=[，。])|去年|往年|每年|历年|年年|那年|\\d{4}年")
_SOLD = re.compile("票|售罄|订满|预[订约]|排到")
_UNTIL = re.compile("(?:之|以)?前(?![夕后往来]|[一两三几]?[天晚周夜])")
_CALLED = {"元宵节": "元宵", "新年首日": "元旦", "新年第一天": "元旦"}


def refuse(text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence has what was to be on such a day, or by it, and the last one is over."""
    last = last_day(text, day.date)
    if last and day.date <= last < programme:
        raise NotTold(_("the feast has passed ({last})", last=last))


def last_day(text: str, date: dt.date) -> dt.date | None:
    """Return the last such day of which a masked sentence says what is to be, from a date on; None without one."""
    last: dt.date | None = None
    for found in _DAY.finditer(text):
        clause = _clause(text, found)
        known = None if _DONE.search(clause) and not _SOLD.search(clause) else _date(found, date)
        if known and _UNTIL.match(text, found.end()):
            known -= dt.timedelta(days=1)
        last = max(filter(None, (last, known)), default=None)
    return last


def _clause(text: str, found: re.Match[str]) -> str:
    """Return the clause in which the day stands, with the next where it ends its own."""
    left = max(text.rfind(mark, 0, found.start()) for mark in "，。；") + 1
    behind = re.split("[，。；]", text[found.end() :])
    return text[left : found.end()] + "".join(behind[: 2 if len(behind[0]) <= SHORT else 1])


def _date(found: re.Match[str], date: dt.date) -> dt.date | None:
    """Return the next day from a date on that the words name; None where none is near."""
    if found["feast"]:
        return _next(_CALLED.get(found["feast"], found["feast"].removesuffix("节")), date)
    month, name = found["month"] or "年", found["day"] or found["bare"] or found["last"]
    if month.endswith("年"):
        month = "腊月" if name == "三十" else "正月"
    if month == "腊月" and name in ("三十", "二十九", "廿九"):
        return _next("除夕", date)
    return _next_lunar(month, name.replace("二十", "廿", 1) if len(name) == 3 else name, date)


@functools.lru_cache(256)
def _next(name: str, date: dt.date) -> dt.date | None:
    days = (date + dt.timedelta(days=away) for away in range(NEAR))
    return next((each for each in days if name in calendar.occasion(each)), None)


@functools.lru_cache(256)
def _next_lunar(month: str, name: str, date: dt.date) -> dt.date | None:
    days = (date + dt.timedelta(days=away) for away in range(NEAR))
    return next((each for each in days if calendar.lunar(each) == month + name), None)
