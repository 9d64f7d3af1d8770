"""A time of day at an item's head whose day nobody says: `清晨4时20分，` of yesterday's paper is heard as today's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import day_forms, reference_days
from service.editing.day_words.forecasts import without_moved
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.reference_days import dates_in
from service.editing.nearest_dates import nearest
from service.language import sentences
from service.model import DayWord

_AT_HEAD = re.compile(
    r"(?:截至|截止|[到至])?"
    r"(?P<time>(?:清晨|凌晨|拂晓|早晨|早上|[上下]午|中午|午后|傍晚|晚上|晚间|深夜|夜里)(?:\d{1,2}[时点])?|\d{1,2}[时点])"
    r"(?=\d{1,2}分|[半许整多]|[左前]|，|不到|刚过|[\u4e00-\u9fff])(?!间|代|后|时|以后|至|到)"
)
_BARE_TIME = re.compile(
    r"(?:(?<=，)|^)(?:凌晨|清晨|拂晓|傍晚|午夜)(?![一二三四五六七八九十两零的里时])(?=[\u4e00-\u9fff]{4})"
)
_SCHEDULED = re.compile(
    r"[，；][^，；\d]{0,4}?(?:[上下中]午|晚上?|傍晚)?\d{1,2}[时点](?:半|\d{1,2}分)?(?:[有放](?!假)|上演|演出|举行|举办|开始|开[放演赛讲播抢幕打]|进行|表演|抽奖|揭晓|打响)(?!的)"
)
_TO_BE = re.compile(
    r"(?:^|[，；])[^，；。\d]{0,4}?(?:[上下中]午|晚上?|傍晚|凌晨|清晨)?\d{1,2}[时点](?:半|\d{1,2}分)?[，]?[^。；]{0,24}?(?<!即)将(?![军士领要])"
    r"|(?:[定改]在|定于|安排[在于])(?:[上下中]午|晚上?|傍晚)?\d{1,2}[时点]"
)
"""What by its own words was to be at an hour of no day that it names: `上午9时，将举行仪式`, `决赛定在下午3时`."""
_THEN = re.compile("^(?:届时|到时候?，)|(?:^|[，；])当天(?=[^，。；]{0,16}(?:禁止|禁行|限行|管制|绕行|停运|封闭))")
"""What leans on a day that was named ahead: `届时，3路车将绕行新华路`."""
_OF_AN_EVENT = re.compile("[当同][天日晚]|每[天日晚周]|首日")
"""`开展当天10时，他将现场作画`, `每天8时，讲解员将开讲`: of another day than the article's."""
_DONE = re.compile("[了已曾]|过(?=[，。])|到场|[吸引]来")
_UNTIL_SMALL_HOURS = re.compile("[至到](?:明[天日]|次日|\\d{1,2}日)(?:凌晨)?[0-5][时点]")
_COMPARED = frozenset("比较")
"""Ahead of a day with which another is compared: `比昨天又向外推了2海里`."""
_DATED = (Unit.DAY, Unit.BESIDE, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.WEEKDAY)


def with_its_day(
    text: str, ahead: str, day: ArticleDay | None, programme: dt.date, *, by_clock: bool = False, opens: bool = True
) -> DayWord | None:
    """Return the time at the sentence's head and the same behind its day; None where it needs none, or none is sure.

    `ahead`: what the article says before the sentence, its lines above the headline too. Where the sentence `opens` the
    text, the time is of the article's day unless a word there names another one; else of the one day that the sentence
    just before names. `by_clock`: only of a time with an hour; 夜里 alone may be any night.
    """
    found = _AT_HEAD.match(text)
    if found and by_clock and not found["time"][-2:-1].isdigit():
        return None
    if day is None or day.date == programme or not found or names_a_day(text[: found.end() + 4]):
        return None
    if found["time"].rstrip("，") in ahead:
        return None  # the headline has it as a time of any day: 凌晨三点的豆腐坊
    time, date = found["time"], day.date
    if not opens:
        near = reference_days.reference(mask(text), 0, ahead, day, programme).date
        if near is None:
            return None
        date = near
    elif any(_date(each, day) != day.date for each in _dates(ahead)):
        return None
    return DayWord(
        time,
        day_forms.day(date, programme) + time,
        _("{date}, {evidence}, for its time", date=date, evidence=day.evidence),
    )


def is_of_no_day(text: str, ahead: str) -> bool:
    """Return whether a sentence begins with a time of a day that neither it nor the headlines (`ahead`) name."""
    found = _AT_HEAD.match(text)
    return found is not None and not names_a_day(text[: found.end() + 4]) and found["time"].rstrip("，") not in ahead


def is_scheduled(text: str, ahead: str, day: ArticleDay | None, programme: dt.date) -> bool:
    """Return whether a sentence has what was still to be at an hour, or 届时, of a day that it does not name.

    `ahead`: what its paragraph says before it. The hour is of the last day named there, or of the article's; what is
    said as coming is of the last day there that is not before the article's.
    """
    if day is None or programme <= day.date or _DONE.search(text) or names_a_day(text):
        return False
    masked = without_moved(mask(text))
    if (to_be := _TO_BE.search(masked)) or _THEN.search(masked):
        coming = _last_to_come(ahead, day, programme)
        return bool(to_be) and not _OF_AN_EVENT.search(masked) if coming is None else coming < programme
    if not _SCHEDULED.search(text):
        return False
    last = [date for each in _dates(ahead) if (date := _date(each, day))]
    return not last or last[-1] == day.date


def _last_to_come(ahead: str, day: ArticleDay, programme: dt.date) -> dt.date | None:
    """Return the last day, from the article's on, of the last sentence that names one; None where none does.

    A night until the small hours (`今天18时至明天1时`) is of the day before.
    """
    for sentence in reversed(sentences.split(ahead)):
        found = [
            date - dt.timedelta(days=bool(_UNTIL_SMALL_HOURS.match(sentence, each.start - 1)))
            for each, date in dates_in(sentence, day, programme)
            if date >= day.date
        ]
        if found:
            return max(found)
    return None


def without_bare_times(headline: str) -> str:
    """Return a headline less a time of day whose day it does not name: `楼道起火，凌晨疏散百余人`, told a day later."""
    return headline if names_a_day(headline) else _BARE_TIME.sub("", headline)


def names_a_day(text: str) -> bool:
    """Return whether a text has a word for a day, or its date; not for one that it only compares with."""
    return any(_dates(text))


def names_days(text: str) -> int:
    """Return how many words for days a text has."""
    return sum(1 for _ in _dates(text))


def _dates(text: str) -> Iterator[Mention]:
    yield from (
        each for each in find(text) if each.unit in _DATED and text[each.start - 1 : each.start] not in _COMPARED
    )


def _date(mention: Mention, day: ArticleDay) -> dt.date | None:
    """Return the date that a mention names; None where that takes more than its own words."""
    if mention.unit in (Unit.FULL_DATE, Unit.BESIDE) and mention.month:
        return nearest(day.date, mention.year or None, mention.month, mention.day)
    if mention.unit is Unit.DAY and not mention.day:
        return day.date + dt.timedelta(days=mention.shift)
    return day.date if mention.day == day.date.day and mention.unit in (Unit.DAY, Unit.DATE) else None
