"""What becomes of each word that names a day, a week, a month or a year, on the programme's day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import calendar_periods, day_forms, exact_days, mention_context, runs_of_days
from service.editing.day_words.counted_stretches import CountedFrom
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.forecasts import is_announced
from service.editing.day_words.mentions import Mention, Unit, find

EXACTNESS = 10
"""The part of a stretch that may have passed: 一个月后 is said for three days more."""
_TAKES_EFFECT = re.compile("(?:正式)?(?:施行|实施|生效|执行)")
_UNTIL = re.compile(r"[至到]|[^，。；]{1,4}[至到][^，。；]{0,3}\d{1,2}日")
_STRETCH = re.compile("刚刚过去|过去")
"""Without it what was is heard as now: `刚刚过去的周末，最高气温冲到26摄氏度`."""
_DATES = (Unit.DAY, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY)


def resolve(mention: Mention, text: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    """Return what becomes of a mention; None where it stays as it is and is no word of a day."""
    if mention.unit in (Unit.DAY, Unit.BESIDE):
        return exact_days.day_word(mention, day, programme)
    if mention.unit is Unit.FULL_DATE:
        return exact_days.full_date(mention, text, day, programme)
    if day is None and mention.unit is Unit.COUNTED:
        raise NotTold(_("the day of {mention} is not known", mention=mention.text))
    if day is None:
        return None if mention.unit in (Unit.YEAR, Unit.MONTHS, Unit.LATELY) else DayChange(None, _("no date is known"))
    return _RESOLVED.get(mention.unit, _vague)(mention, text, day, programme)


def _counted(mention: Mention, _text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return the date that a stretch leads to; a long one stays as long as it is about right."""
    age = max(0, (programme - day.date).days)
    if age == 0:
        return None
    if mention.part == CountedFrom.TODAY and mention.day:
        date = day.date + dt.timedelta(days=mention.day * (-1 if mention.between == "前" else 1))
        became = day_forms.day(date, programme) + ("前" if mention.between == "内" else "")
        return DayChange(became, f"{date}, {day.evidence}", date, mention.shift > 0)
    few = mention.between == "前" and mention.text[0] in "几数"
    exactly = 1 if mention.day else EXACTNESS
    if (exactly == 1 or age * exactly > abs(mention.shift)) and not (few and age <= -mention.shift):
        raise NotTold(_("{mention} is counted from {date}", mention=mention.text, date=day.date))
    return None


def _vague(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    age = (programme - day.date).days
    if mention.unit is Unit.UNTIL_NOW:
        if age <= 0:
            return None
        if not mention.text.endswith("今"):  # it is told as what was reported then (`passing_states`)
            return DayChange(None, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))
        within = mention.text == "至今" and mention_context.just_before(mention, text)[-1:] not in ("", "，", "；")
        until = "到" if within else "截至"
        return DayChange(until + day_forms.day(day.date, programme), f"{day.date}, {day.evidence}")
    if mention.text.endswith("即日起") and age > 0 and _UNTIL.match(text, mention.end):
        # `即日起公示至12月15日`: its end says it; `即日起至12月15日，山路关闭` needs a beginning, whose day nobody
        # says: a council that met two days ahead of the paper may have meant its own
        began = "从现在起" if text[mention.end] in "至到" else ""
        return DayChange(began, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))
    if mention.text.endswith("即日起") and any(each.unit in _DATES for each in find(text[: mention.start])):
        return None  # `县农机局4月1日公告，补贴即日起受理`
    if is_announced(text, mention.start, mention.end) and age > 2:
        raise NotTold(_("{mention} of {date} has passed", mention=mention.text, date=day.date))
    if mention.text.endswith("即日起") and age > 0:
        if _TAKES_EFFECT.match(text, mention.end):
            return DayChange("已", f"{day.date}, {day.evidence}")  # `印发六条措施，自即日起施行`
        return DayChange(None, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))
    if age > mention.shift and _STRETCH.match(mention.text):
        raise NotTold(_("{mention} is until {date}", mention=mention.text, date=day.date))
    return (
        DayChange(None, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))
        if age > mention.shift
        else None
    )


_RESOLVED: dict[Unit, Callable[[Mention, str, ArticleDay, dt.date], DayChange | None]] = {
    Unit.DATE: exact_days.date_of_month,
    Unit.MONTH_DAY: exact_days.date_of_month,
    Unit.WEEKDAY: exact_days.weekday,
    Unit.WEEK: calendar_periods.week,
    Unit.MONTH: calendar_periods.month,
    Unit.QUARTER: calendar_periods.quarter,
    Unit.MONTHS: calendar_periods.months,
    Unit.YEAR: calendar_periods.year,
    Unit.COUNTED: _counted,
    Unit.SPAN: runs_of_days.span,
}
"""What is counted from the article's day, by its unit."""
