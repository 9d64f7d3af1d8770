"""A word that names a week, a month, a quarter, a season or a year: what it is called on the programme's day."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import compound_times, day_forms, mention_context
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.mentions import Mention

_COMPARED = re.compile("[比较与跟同]上个?[周月星]")
_GOES_ON = re.compile("以来，?[^。；]{0,30}?(?:一直|始终|持续|[每天日]{2}|都[是在有没]|[均仍]|没有|未)")
"""`上周以来一直是晴天`: nobody says that it was so up to the programme's day."""
_MONTHS_OF = re.compile(r"(?P<name>上半年|春|夏|秋|一季度|前三季度|二季度|三季度)|(?<!\d)(?P<month>\d{1,2})月")
_SOON = dt.timedelta(days=100)
"""How far ahead a month of the next year is meant: `1月起还将办市集`, in December."""
_OF_A_YEAR = re.compile(r"(?:[去前今明上]|\d{4})年(?!底|末|以来|来)[^，。；：]*$")
_FROM_MONTH = re.compile(r"(\d{1,2})月(?:份|初)?起")
_FIRST_MONTH_OF_WINTER = 10
_LAST_MONTHS = {"上半年": 6, "春": 5, "夏": 8, "秋": 11, "一季度": 3, "二季度": 6, "三季度": 9, "前三季度": 9}
_PART_OF_MONTH = re.compile("[底末中]|[中下]旬")
_FIRST_DAYS = {"底": 31, "末": 31, "中": 11, "中旬": 11, "下旬": 21}


def week(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return what becomes of 本周 and 上周末. Raise NotTold where it is compared with, or goes on."""
    monday = day.date + dt.timedelta(days=7 * mention.shift - day.date.weekday())
    distance = (monday - programme + dt.timedelta(days=programme.weekday())).days // 7
    word = {-1: "上", 0: "本", 1: "下"}.get(distance)
    why = _("week of {monday}, {evidence}", monday=monday, evidence=day.evidence)
    until = monday + dt.timedelta(days=6)
    ahead = mention.shift > 0 or (mention.text.endswith("周末") and day.date < until - dt.timedelta(days=1))
    rest = mention.text.removeprefix(mention.text[0]).removeprefix(mention.text[0])
    if "日" in mention.text and programme != day.date:
        return DayChange(re.split("[（）()]", mention.text)[1], why, until, ahead)
    became = word + rest if word and mention.text[0] != "这" else None
    if mention.text == "周末":
        became = mention.text if distance == 0 else None
    if programme == day.date:
        became = mention.text
    elif mention.part == "compared":
        if distance != mention.shift:
            raise NotTold(_("what is compared with {mention} is of {date}", mention=mention.text, date=day.date))
        became = mention.text
    elif _GOES_ON.match(text, mention.end):
        raise NotTold(_("{mention} is until {date}", mention=f"{mention.text}以来", date=day.date))
    elif word and distance != mention.shift and _COMPARED.search(text):
        raise NotTold(_("{mention} is compared with the week before", mention=mention.text))
    elif mention.text[0] == "这" and word:
        became = word + rest.removeprefix("个").removeprefix("一")
    return DayChange(became, why, until, ahead)


def month(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange:
    """Return what becomes of 本月 and 上月底."""
    year, number = divmod(day.date.year * 12 + day.date.month - 1 + mention.shift, 12)
    number += 1
    until = dt.date(year, number, calendar.monthrange(year, number)[1])
    same = (day.date.year, day.date.month) == (programme.year, programme.month)
    third = mention.text if mention.text.endswith("旬") else ""
    became = mention.text if same else day_forms.month(year, number, programme) + third
    if became != mention.text and _COMPARED.search(text):  # `本月比上月多一成` is not 上月比上月
        became = f"{day_forms.year_ahead(year, programme)}{number}月{third}"
    ahead = mention.shift > 0 or (mention.shift == 0 and _is_later_in_month(mention, text, day.date))
    return DayChange(became, f"{year}-{number:02}, {day.evidence}", until, ahead)


def _is_later_in_month(mention: Mention, text: str, date: dt.date) -> bool:
    """Return whether the sentence plans something for a part of the month behind its day: `月底完工`."""
    part = _PART_OF_MONTH.match(text, mention.end)
    return part is not None and date.day < _FIRST_DAYS[part[0]] and not mention_context.is_done(text, mention)


def quarter(mention: Mention, _text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what becomes of 本季度; None where it is the same still."""
    if quarter_of(day.date) == quarter_of(programme):
        return None
    year, number = divmod(quarter_of(day.date) + mention.shift, 4)
    until = dt.date(year, 3 * number + 3, calendar.monthrange(year, 3 * number + 3)[1])
    became = f"{day_forms.year_ahead(year, programme)}{'一二三四'[number]}季度"
    return DayChange(
        became, _("quarter until {until}, {evidence}", until=until, evidence=day.evidence), until, mention.shift > 0
    )


def quarter_of(date: dt.date) -> int:
    """Return the quarter's number, counted through all years."""
    return date.year * 4 + (date.month - 1) // 3


def months(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return how months without a year are said: those of the article's, or of the next where they are to come."""
    if _OF_A_YEAR.search(text, max(0, mention.start - mention_context.REACH), mention.start):
        return None  # `去年也是12月补发的`
    number = day.date.year
    to_come = mention_context.clause_is_to_come(text, mention)
    if to_come and months_until(mention.text, number) < day.date:
        number += 1
        if months_until(mention.text, number) - day.date > _SOON:
            raise NotTold(
                _("{mention} is said as coming, and is over in {year}", mention=mention.text, year=day.date.year)
            )
    if to_come and _has_begun(mention, text, number, day.date, programme):
        raise NotTold(_("{mention} is said as coming, and has begun", mention=mention.text))
    if number == programme.year:
        return None
    became = day_forms.year_ahead(number, programme) + mention.text
    return DayChange(became, f"{number}, {day.evidence}", dt.date(number, 12, 31))


def months_until(text: str, year: int) -> dt.date:
    """Return the last day of what a year's 春天, 上半年, 第三季度 or 1至4月 names; of any other words the year's."""
    last = _MONTHS_OF.search(text)
    month = 12
    if last and last["month"]:
        month = min(12, int(last["month"]))
    elif last:
        month = _LAST_MONTHS[last["name"]]
    return dt.date(year, max(1, month), calendar.monthrange(year, max(1, month))[1])


def _has_begun(mention: Mention, text: str, year: int, date: dt.date, programme: dt.date) -> bool:
    """Return whether what a sentence says will be from a month of that year on has begun since: `11月起还将办市集`."""
    found = _FROM_MONTH.match(text, mention.start)
    if found is None or not 1 <= int(found[1]) <= 12:
        return False
    return date < dt.date(year, int(found[1]), 1) <= programme


def year(mention: Mention, text: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what becomes of 今年 and 去年度; None where it is the same. Raise NotTold for an unsure winter."""
    if day.date.year == programme.year:
        return None
    if compound_times.is_compound(mention.text):
        became, first, until = compound_times.years(mention.text, day.date.year, programme.year)
        return DayChange(became, f"{became}, {day.evidence}", dt.date(until, 12, 31), first > day.date.year)
    if mention.shift < 0 and compound_times.is_a_year_before(text, mention.start, mention.end):
        raise NotTold(_("{mention} counts from {date}", mention=mention.text, date=day.date))
    if mention.text == "上年":
        return None
    number = day.date.year + mention.shift
    why = f"{number}, {day.evidence}"
    if set(mention.text) & set("春夏秋冬"):
        return _season(mention, number, day, programme, why)
    if mention.text.endswith("度"):
        return DayChange(f"{number}年度", why)
    if re.match(r"\d{1,3}岁", text[mention.end : mention.end + 4]):
        return DayChange(None, why)
    if mention.shift < 0 and text.startswith(("同期", "同月"), mention.end):
        return DayChange(day_forms.year(number, programme), why)
    return DayChange(day_forms.year(number, programme), why, dt.date(number, 12, 31))


def _season(mention: Mention, year: int, day: ArticleDay, programme: dt.date, why: str) -> DayChange | None:
    """Return how 今秋 and 明春 are said in another year; 今冬 lasts until February."""
    season = mention.text[1]
    if season != "冬":
        became = f"今{season}" if year == programme.year else f"{day_forms.year(year, programme)}{season}天"
        return DayChange(became, why, months_until(season, year), mention.shift > 0)
    if mention.shift == 0 and day.date.month >= _FIRST_MONTH_OF_WINTER and programme <= dt.date(year + 1, 2, 28):
        return None
    raise NotTold(_("which winter is meant by {mention} is not sure", mention=mention.text))
