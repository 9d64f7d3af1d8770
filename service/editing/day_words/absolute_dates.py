"""A text with the date itself in place of each word that names one, so that two texts of different days compare.

今天 of an article of 20 March and 昨天 of a programme of 21 March are both 2026年3月20日.
"""

from __future__ import annotations

import datetime as dt

from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.resolutions import resolve
from service.language import sentences

_DAYS = (Unit.DAY, Unit.BESIDE, Unit.DATE, Unit.MONTH_DAY, Unit.FULL_DATE, Unit.WEEKDAY)

_PARTS = {"早": "早上", "晨": "清晨", "夜": "夜里"}
"""今晨 and 昨天清晨 name one part of a day."""


def dated(text: str, day: dt.date) -> str:
    """Return a text that was written on `day` with dates for its days, weeks, months and years.

    What cannot be known, quotations, runs of days, and words such as 近日 stay.
    """
    return "\n".join("".join(_sentence(each, day) for each in sentences.split(line)) for line in text.split("\n"))


def word_of(date: str, text: str, day: dt.date) -> str:
    """Return the word of a text of that day that `dated` replaces by a date, or `date` where it has it itself."""
    for each in find(text):
        if (known := _date(each, mask(text), day)) and (date in known or known in date):
            return each.text
    return date


def _sentence(text: str, day: dt.date) -> str:
    masked = mask(text)
    for each in reversed(find(text)):
        if date := _date(each, masked, day):
            text = text[: each.start] + date + text[each.end :]
    return text


def _date(mention: Mention, text: str, day: dt.date) -> str:
    """Return the date that a mention names; empty where it names none for sure."""
    if mention.unit is Unit.YEAR:
        return f"{day.year + mention.shift}年"
    if mention.last or mention.unit not in (*_DAYS, Unit.WEEK, Unit.MONTH):
        return ""
    try:
        change = resolve(mention, text, ArticleDay(day, ""), day)
    except NotTold:
        return ""
    date = change.until if change else None
    if date is None:
        return ""
    if mention.unit is Unit.MONTH:
        return f"{date.year}年{date.month}月"
    week = "那一周" if mention.unit is Unit.WEEK else ""
    between = mention.between if mention.unit is Unit.DAY else ""
    return f"{date.year}年{date.month}月{date.day}日{week}{_PARTS.get(mention.part, mention.part)}{between}"
