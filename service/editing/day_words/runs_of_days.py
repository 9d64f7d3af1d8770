"""A run of days that is counted from the article's day: 今明两天, 今起三天, 未来三天."""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.attribution import speech_acts
from service.editing.day_words import compound_times, mention_context
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.forecasts import is_announced
from service.editing.day_words.mentions import Mention, Unit, find

_YEARS_AGO = re.compile("(?P<years>.*年)[之以]?前的?昨[天日]")
"""`三十年前的昨天`: of the same day of the year."""
_RUN_OF_DAYS = re.compile(
    r"(?:未来|今后|接下来|往后)的?(?P<number>\d|[二三四五两])[天日]|(?P<from>[今明])[天日]?起(?P<later>[二三四五六七两])天"
)
_WEATHER = re.compile("[雨雪晴阴雾霾]|多云|气温|降温")
_NUMBERS = "一二三四五六七"
_COMES = re.compile(
    "将?(?:出现|迎来|到来|来袭|登陆|生成|经历|遭遇)的(?:新?一[轮次股场波]|[^，。]{0,6}(?:冷空气|寒潮|台风|过程))"
)
"""`未来两天将出现的新一轮冷空气`: once, on which of them nobody says."""
_THAT_DAY = re.compile("[当同][天日晚]")
_DATED = (Unit.DAY, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.FROM_TEXT, Unit.WEEKDAY)


def span(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what is left of a run of days, or of a stretch ahead; raise NotTold where it has passed or begun."""
    age = (programme - day.date).days
    if age > 0 and (ago := _YEARS_AGO.fullmatch(mention.text)):
        return _years_ago(ago["years"], day, programme)
    if (
        age <= 0
        and mention.text.endswith(("天", "日"))
        and (bare := compound_times.undated(mention.text)) != mention.text
    ):
        return DayChange(bare, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))
    general = text.startswith(("内", "的"), mention.end) and not is_announced(text, mention.start, mention.end)
    if age <= 0:
        return None
    if general and not compound_times.is_compound(mention.text):
        if any(each.unit is Unit.DAY and each.shift == 0 and each.start < mention.start for each in find(text)):
            raise NotTold(
                _("{mention} is counted from {date}", mention=mention.text, date=day.date)
            )  # `今天订票量是未来一周内的最高值`
        return None
    if compound_times.is_compound(mention.text):
        return _compound_days(mention, text, day, programme)
    if _is_in_words_of_a_day(mention, text):
        return None
    if (mention.shift > 1 or mention.text[0] in "今明") and (run := _run_of_days(mention, text, day, programme)):
        return run
    if mention.shift <= 3 or age * 3 > mention.shift:
        raise NotTold(_("{mention} of {date} has passed or begun", mention=mention.text, date=day.date))
    return None


def _is_in_words_of_a_day(mention: Mention, text: str) -> bool:
    """Return whether somebody says it, on a day that the sentence names: it counts from that, as he said it.

    `外长当天表示，希望各方在今后几天停火`. What is foretold of the weather is nobody's wish.
    """
    ahead = text[: mention.start]
    said = not _WEATHER.search(text) and any(each.end <= mention.start for each in speech_acts.find(ahead))
    dated = any(each.unit in _DATED for each in find(ahead))
    return said and (dated or _THAT_DAY.search(ahead) is not None)


def _years_ago(years: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return the date of `三十年前的昨天`; in the next year it is one more."""
    date = day.date - dt.timedelta(days=1)
    if date.year != programme.year:
        raise NotTold(_("{mention} counts from {date}", mention=f"{years}前", date=day.date))
    return DayChange(
        f"{years}前的{date.month}月{date.day}日", _("{date}, {evidence}, in its year", date=date, evidence=day.evidence)
    )


def _compound_days(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return what is left of 今明两天, or the dates of 昨今两天."""
    became = compound_times.days_gone(mention.text, day.date, programme)
    if not became:
        clause = mention_context.clause_behind(text, mention)
        became = compound_times.days_left(mention.text, clause, day.date, programme)
    if not became:
        raise NotTold(_("{mention} of {date} has passed or begun", mention=mention.text, date=day.date))
    return DayChange(became, _("of {date}, {evidence}", date=day.date, evidence=day.evidence))


def _run_of_days(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what is left of 今起三天 and 未来三天, whose first day may be the next; None where nothing is for sure."""
    found = _RUN_OF_DAYS.fullmatch(mention.text)
    if found is None or (found["later"] and _WEATHER.search(text)):
        return None
    number = found["number"] or found["later"]
    count = int(number) if number.isdigit() else _NUMBERS.find(number) + 1 or 2
    if found["later"]:
        first = day.date + dt.timedelta(days=found["from"] == "明")
        last = first + dt.timedelta(days=count - 1)
        if last < programme:
            raise NotTold(_("{mention} has passed ({date})", mention=mention.text, date=last))
        became = f"{first.month}月{first.day}日至{last.month}月{last.day}日"
        if first.month == last.month:
            became = f"{first.month}月{first.day}日至{last.day}日"
        return DayChange(
            became, _("{first} to {last}, {evidence}", first=first, last=last, evidence=day.evidence), last, ahead=True
        )
    last = day.date + dt.timedelta(days=count - 1)
    left = (last - programme).days
    clause = mention_context.clause_behind(text, mention)
    if not 0 <= left <= 1 or compound_times.TOGETHER.search(clause) or _COMES.search(clause):
        return None  # `未来三天，气温将下降8度`: not in those that are left
    return DayChange(
        "今明两天" if left else "今天",
        _("until {last}, {evidence}", last=last, evidence=day.evidence),
        last,
        ahead=True,
    )
