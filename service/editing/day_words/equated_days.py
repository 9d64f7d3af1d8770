"""Two names of one day: `本月二十日是本周日，不是下周日`, and a headline's weekday that the article takes back.

The first says which day a name means, so that it is told with both names, in the week in which it was written, or not
at all. By the second an article contradicts itself: no date is made of it.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Mention, Unit, find
from service.editing.day_words.reference_days import dates_in
from service.editing.day_words.resolutions import resolve
from service.language import sentences

NEAR = 4
"""Characters between a date and the 是 that names it anew, at the most."""

_IS = re.compile("(?:不是|并非|而非|正是|(?<!也)就是|恰是|(?<!就)也?是|为)$")
_IS_NOT = re.compile("(?:不是|并非|而非)$")
_DATES = (Unit.DATE, Unit.MONTH_DAY, Unit.FULL_DATE)
_CORRECTED = re.compile("更正|有误|误[作写印为成将把]|写[错成]|错[写印]|[印写登]错")
_WEEK = dt.timedelta(days=7)


def is_equation(text: str, mention: Mention) -> bool:
    """Return whether a weekday of a masked sentence is there to say which day another name means."""
    if mention.unit is not Unit.WEEKDAY or mention.shift not in (-1, 0, 1):
        return False
    found = _IS.search(text, 0, mention.start)
    if found is None:
        return False
    others = [each for each in find(text) if each != mention]
    dated = any(each.unit in _DATES and 0 <= found.start() - each.end <= NEAR for each in others)
    paired = (each for each in others if each.unit is Unit.WEEKDAY and _IS.search(text, 0, each.start))
    denied = [each for each in (mention, *paired) if _IS_NOT.search(text, 0, each.start)]
    return dated or (bool(denied) and len(others) > 0 and any(each.unit is Unit.WEEKDAY for each in others))


def refuse_out_of_week(mention: Mention, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where such a weekday is told in another week than that in which it was written."""
    if day.date.isocalendar()[:2] != programme.isocalendar()[:2]:
        raise NotTold(
            _("{mention} is one of two names of a day in the week of {date}", mention=mention.text, date=day.date)
        )


def without_contradicted(headline: str, body: str, day: ArticleDay | None, programme: dt.date) -> str:
    """Return a headline less the weekday that its article contradicts, by the same one a week away or a correction."""
    if day is None:
        return headline
    for each in reversed(find(headline)):
        if each.unit is Unit.WEEKDAY and each.shift in (-1, 0, 1) and _is_contradicted(each, headline, body, day):
            headline = headline[: each.start] + headline[each.end :]
    return headline


def _is_contradicted(mention: Mention, headline: str, body: str, day: ArticleDay) -> bool:
    try:
        change = resolve(mention, headline, day, day.date)
    except NotTold:
        return False
    meant = change.until if change else None
    if meant is None:
        return False
    lines = [each for line in body.split("\n") for each in sentences.split(line)]
    dates = {date for each in lines for _, date in dates_in(each, day, day.date)}
    if any(_CORRECTED.search(each) and mention.text in each for each in lines):
        return True
    return meant not in dates and bool({meant - _WEEK, meant + _WEEK} & dates)
