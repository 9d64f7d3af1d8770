"""An hour anywhere in a sentence whose day another sentence says: `大桥8时40分封闭，11时20分恢复通行`.

Told the next morning behind nothing that names that day, it is heard as today's. It is told with its day before it
(`大桥昨天8时40分封闭`) where the article says one day for it, and behind a sentence of that day as it stands; not at
all where nobody knows the day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import day_forms
from service.editing.day_words.mentions import mask
from service.editing.day_words.reference_days import dates_in, has_own, is_past, moves
from service.editing.day_words.times_of_day import names_a_day
from service.language import sentences
from service.model import DayWord

_HOUR = (
    r"(?:凌晨|清晨|早[上晨]|[上下]午|中午|傍晚|晚上?|深夜|夜里)?(?<![\d:：.第])"
    r"\d{1,2}(?:时(?!间|代|许可|速|效|[装尚刻评长])|点(?=\d{1,2}分|[半许整多钟]|左右))(?:\d{1,2}分|半)?+许?+"
)
_CLOCK = re.compile(rf"{_HOUR}(?!的?[之以]?前|为?止|[的—–-])")
_IN_HEADLINE = re.compile(rf"(?<![至到每—–-]){_HOUR}(?:左右)?+起?+(?!的?[之以]?前|为?止|[的至到—–-])")
_OF_ANY_DAY = re.compile(
    "每|周[一二三四五六日末]|工作日|[首末头早晚]班|班次|开放|营业|[开闭]馆|时段|平时|通常|一般|放号|作息|天天|小时候|[经常]常|总是|规定|不得|应当|[须请若凡]|如[果遇]|可(?!能)"
    "|(?<!即)将(?![军士领])|预[计约报]|计划|[拟定]于|届时|推迟|提前|延长|延时|延至|调整|那[天年]|当[天晚日]|次日|第二天|起床|比分"
)
"""What is so on many days, is asked for or still to come, or has a day that another rule reads."""


_ENDS = "。！？；：”’）…"


@dataclass(frozen=True, slots=True)
class ClockDay:
    """Of what day an hour is."""

    date: dt.date | None = None
    """None: the article does not say one."""
    source: str = ""
    """The last sentence of its section that names a day; empty: none does."""


def has_bare(text: str) -> bool:
    """Return whether a sentence has an hour, outside quotations, of one day that it does not name."""
    masked = mask(text)
    return _CLOCK.search(masked) is not None and not (
        names_a_day(text) or _OF_ANY_DAY.search(masked) or has_own(_CLOCK.sub("", masked))
    )


def day_of(text: str, ahead: str, heads: str, day: ArticleDay, programme: dt.date) -> ClockDay | None:
    """Return of what day the hour of such a sentence is; None of one that is told of a past.

    `ahead`: what the article says before it; `heads`: its lines above the text.
    """
    if is_past(ahead, mask(text), day):
        return None
    lines = [(each, _dates(each, day, programme)) for each in sentences.split(ahead.rpartition("\n")[2])]
    for each, dates in reversed(lines):
        if dates:
            sure = len(dates) == 1 and not moves(mask(each))
            return ClockDay(dates.pop() if sure else None, each)
    near = _dated(_section(ahead), day, programme)
    dated = near or _dated([*heads.split("\n"), *ahead.split("\n")], day, programme)
    known = {date for each in dated for date in _dates(each, day, programme)}
    return ClockDay(day.date if known == {day.date} else None, near[-1] if near else "")


def _dated(lines: Sequence[str], day: ArticleDay, programme: dt.date) -> list[str]:
    return [each for line in lines for each in sentences.split(line) if _dates(each, day, programme)]


def _dates(sentence: str, day: ArticleDay, programme: dt.date) -> set[dt.date]:
    return {date for _, date in dates_in(sentence, day, programme)}


def _section(ahead: str) -> list[str]:
    """Return the paragraphs ahead, back to a sub-headline: what stands above that is of another day perhaps."""
    found: list[str] = []
    for line in reversed(ahead.split("\n")):
        if line.strip() and line.strip()[-1] not in _ENDS:
            break
        found.insert(0, line)
    return found


def with_day(text: str, date: dt.date, day: ArticleDay, programme: dt.date) -> DayWord:
    """Return the first bare hour of a sentence, and the same behind its day."""
    found = _CLOCK.search(mask(text))
    time = text[found.start() : found.end()] if found else ""
    return DayWord(
        time,
        day_forms.day(date, programme) + time,
        _("{date}, {evidence}, for its hour", date=date, evidence=day.evidence),
    )


def without(headline: str) -> str:
    """Return a headline less the hours whose day it does not name: `学校9时半全部复课`, told a day later."""
    if names_a_day(headline) or _OF_ANY_DAY.search(headline):
        return headline
    return _IN_HEADLINE.sub("", headline)
