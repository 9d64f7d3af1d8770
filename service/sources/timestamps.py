"""When something was published, as feeds and web pages state it."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
import unicodedata

from service.language.numerals import parse_chinese
from service.sources.page_dates import CHINA

Stamp = tuple[dt.date, dt.datetime | None]
"""A day in China, and the instant where a time of day is told."""

_FIRST_YEAR = 1991
"""No site is older; an empty field of a database is shown as 1970 or as the year 1."""
_MAX_AHEAD = dt.timedelta(days=1)
"""A date that lies further ahead than this is a mistake."""
_LONGEST = 200

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = (
    r"(?P<month>(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?|(?:[一二三四五六七八九]|十[一二]?|\d{1,2})月)"
)
_CLOCK = (
    r"(?P<half>上午|下午|凌晨|清晨|早上|早晨|中午|傍晚|晚上|晚间|晚|早|[AaPp][Mm])?\s{0,3}"
    r"(?P<hour>\d{1,2})\s{0,2}(?::\s{0,2}(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:[.,]\d{1,9})?"
    r"|[时点](?:\s{0,2}(?P<minutes>\d\d?)\s{0,2}分?(?:\s{0,2}(?P<seconds>\d\d?)\s{0,2}秒)?)?)"
    r"(?!\d)\s{0,3}(?P<noon>[AaPp]\.?[Mm]\b\.?)?\s{0,3}"
    r"(?P<zone>(?:GMT|UTC)?[+-]\d{1,2}:?(?:\d\d)?(?!\d)|[A-Z]{1,5}\b)?"
)
_BETWEEN = r"(?:[T\s,(]|\bat\b|(?:星期|周)[一二三四五六日天]|\)){0,9}"
_WITH_CLOCK = rf"(?:{_BETWEEN}{_CLOCK})?"
_DATES = tuple(
    re.compile(form)
    for form in (
        rf"(?<!\d){_YEAR}\s{{0,3}}[-/.年]\s{{0,3}}(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}(?=月))\s{{0,3}}[-/.月]\s{{0,3}}(?P<day>\d{{1,2}})(?!\d)"
        rf"\s{{0,3}}[日号]?{_WITH_CLOCK}",
        r"(?P<year>[一二][〇零○一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,2})月"
        rf"(?P<day>[一二三四五六七八九十]{{1,3}})[日号]{_WITH_CLOCK}",
        rf"(?<!\d)(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})/{_YEAR}(?!\d){_WITH_CLOCK}",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d){_WITH_CLOCK}",
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s-]{{1,3}}{_MONTH_NAME}[\s,-]{{1,3}}(?P<year>(?:19|20)?\d\d)(?![\d:]){_WITH_CLOCK}",
        rf"(?<!\w){_MONTH_NAME}\s{{0,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}(?!\d){_WITH_CLOCK}",
        rf"(?<!\w){_MONTH_NAME}\s{{1,3}}(?P<day>\d{{1,2}})\s{{1,3}}{_CLOCK}\s{{1,3}}{_YEAR}(?!\d)",
    )
)
"""Dates with a year, wherever they stand in a line."""
_COMPACT_STAMP = re.compile(
    rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<zone>Z)?)?"
)
_EPOCH = re.compile(r"@?(?P<seconds>\d{9,10})(?:\.\d{1,9})?|(?:/Date\()?(?P<milliseconds>\d{13})(?:[+-]\d{4})?(?:\)/)?")
_PREFIX = re.compile(r"(?:发布|更新|发表|编辑)(?:于|时间|日期)?\s{0,3}:?\s{0,3}")
_AGE = re.compile(
    r"(?:(?P<now>刚刚|刚才|just now)|(?P<number>\d{1,4}|半|an?|[一二两三四五六七八九十]{1,3})\s{0,2}个?"
    r"(?P<unit>秒|分|小?时|天|日|周|星期|sec|min|hour|day|week)(?:钟|ond|ute)?s?\s{0,2}(?:以?前|ago))",
    re.IGNORECASE,
)
_UNITS = {"秒": 1, "分": 60, "小时": 3600, "时": 3600, "sec": 1, "min": 60, "hour": 3600}
_DAYS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7}
_NAMED_DAY = re.compile(
    rf"(?P<name>今天|今日|今晨|today|昨天|昨日|yesterday|前天|前日){_BETWEEN}(?:{_CLOCK})?", re.IGNORECASE
)
_DAYS_BACK = {"今": 0, "t": 0, "昨": 1, "y": 1, "前": 2}
_WITHOUT_YEAR = re.compile(
    rf"(?:{_MONTH_NAME}\s{{0,3}}(?P<day>\d{{1,2}})(?:[日号]|(?!\d))|(?P<month_>\d{{1,2}})[-/](?P<day_>\d{{1,2}})){_WITH_CLOCK}"
)
_LATE, _NOON, _EARLY = ("下", "傍", "晚", "p"), ("中",), ("上", "凌", "清", "早", "a")


def stamp(text: str, now: dt.datetime | None = None) -> Stamp | None:
    """Return the day and the instant that a feed's or a page's date says; None: there is no such date.

    A time without a zone is meant in China, and so is CST. A date before 1991 or over a day after `now` is none. With
    `now` (with a time zone), the whole text may also be what makes a date only there: seconds or milliseconds since
    1970, `3小时前`, `昨天 18:20`, `3月21日 20:15` (the last such day).
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).strip()
    found = _stated(text) or (_told_by_now(text, now) if now else None)
    if found is None or found[0].year < _FIRST_YEAR or (now and found[0] > (now + _MAX_AHEAD).astimezone(CHINA).date()):
        return None
    return found


def _stated(text: str) -> Stamp | None:
    for form in _DATES:
        if match := form.search(text):
            month, day = match["month"], match["day"]
            if (
                match.start("month") < match.start("day") < match.start("year")
                and month.isdecimal()
                and int(month) > 12
            ):
                month, day = day, month  # 21/3/2026
            return _at(match, _date(match["year"], month, day))
    if match := _COMPACT_STAMP.fullmatch(text):
        return _at(match, _date(match["year"], match["month"], match["day"]))
    return None


def _told_by_now(text: str, now: dt.datetime) -> Stamp | None:
    now = now.astimezone(CHINA)
    text = _PREFIX.sub("", text, count=1)
    if match := _EPOCH.fullmatch(text):
        seconds = int(match["seconds"]) if match["seconds"] else int(match["milliseconds"]) / 1000
        instant = dt.datetime.fromtimestamp(seconds, CHINA)
        return instant.date(), instant
    if match := _AGE.fullmatch(text):
        return _ago(match, now)
    if match := _NAMED_DAY.fullmatch(text):
        return _at(match, now.date() - dt.timedelta(days=_DAYS_BACK[match["name"][0].lower()]))
    if match := _WITHOUT_YEAR.fullmatch(text):
        month, day = match["month"] or match["month_"], match["day"] or match["day_"]
        dates = (_date(str(year), month, day) for year in (now.year + 1, now.year, now.year - 1))
        return _at(match, next((date for date in dates if date and date <= (now + _MAX_AHEAD).date()), None))
    return None


def _ago(match: re.Match[str], now: dt.datetime) -> Stamp:
    if match["now"]:
        return now.date(), now
    number, unit = match["number"].lower(), match["unit"].lower()
    amount = 0.5 if number == "半" else 1 if number in ("a", "an") else _number(number)
    if unit in _DAYS:
        return now.date() - dt.timedelta(days=int(amount * _DAYS[unit])), None
    instant = now - dt.timedelta(seconds=amount * _UNITS[unit])
    return instant.date(), instant


def _date(year: str, month: str, day: str) -> dt.date | None:
    """Return the date of numbers, Chinese numerals and months' names."""
    years, days = _number(year), _number(day)
    months = _MONTHS.index(month[:3].lower()) + 1 if month[:1].isascii() and month[:1].isalpha() else _number(month)
    try:
        return dt.date(years + 2000 if years < 100 else years, months, days)
    except ValueError:
        return None


def _number(text: str) -> int:
    text = text.removesuffix("月")
    return int(text) if text.isdecimal() else int(parse_chinese(text.replace("○", "〇")) or 0)


def _at(match: re.Match[str], date: dt.date | None) -> Stamp | None:
    """Return the date at the match's time of day; 24:00 is the next day's beginning."""
    told = {name: text or "" for name, text in match.groupdict().items()}
    if date is None or not told.get("hour"):
        return (date, None) if date else None
    hour = int(told["hour"])
    minute = int(told.get("minute") or told.get("minutes") or 0)
    second = int(told.get("second") or told.get("seconds") or 0)
    half = (told.get("half") or told.get("noon") or "").lower()[:1]
    if (half in _LATE and hour < 12) or (half in _NOON and hour < 11):
        hour += 12
    elif half in _EARLY and hour == 12:
        hour = 0
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and minute + second):
        return None
    try:
        midnight = dt.datetime.combine(date, dt.time(), _zone(told.get("zone", "")))
        instant = (midnight + dt.timedelta(hours=hour, minutes=minute, seconds=second)).astimezone(CHINA)
    except (ValueError, OverflowError):
        return None
    return instant.date(), instant


def _zone(name: str) -> dt.tzinfo:
    """Return a zone by its offset (`+0800`, `GMT+8`) or its name in RFC 822; what is unknown, and CST, is China."""
    if not name or name == "CST":
        return CHINA
    if match := re.fullmatch(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)?", name):
        offset = dt.timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        if int(match[3] or 0) > 59:
            raise ValueError("unknown offset")
        return dt.timezone(-offset if match[1] == "-" else offset)
    parsed = email.utils.parsedate_tz(f"1 Jan 2026 00:00:00 {name}")
    return CHINA if parsed is None or parsed[9] is None else dt.timezone(dt.timedelta(seconds=parsed[9]))
