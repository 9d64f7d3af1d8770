"""What the text itself says of its days: the day that 次日 counts from, and the day on which somebody is quoted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.editing.article_day import LONGEST_AGE, ArticleDay
from service.editing.day_words import day_forms
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.resolutions import DayChange, NotTold, is_to_come, months_until, resolve
from service.language import sentences

LATELY = dt.timedelta(days=3)
"""How long before its article 日前 may be."""
REACH = 600
"""Characters ahead of a sentence in which its day may be named."""

_DATED = (Unit.DAY, Unit.BESIDE, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.WEEKDAY)
_LONG_AGO = (Unit.YEAR, Unit.MONTH, Unit.MONTHS, Unit.WEEK, Unit.COUNTED)
_AT_HEAD = 3
"""Characters ahead of the time with which a sentence begins."""
_LONG_AGO_WORDS = re.compile(
    r"[^，。]{0,3}(?:(?:19|20)\d\d年|[那当]年|小时候|[从以]前|过去|曾经?|上[次回届]|有[一年]|[几两三四五六七八九十\d]{1,3}[个多]{0,2}[年月]前)"
)
_WRITTEN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_OTHER_TIME = re.compile(
    r"(?:农历|阴历|[正腊冬一二三四五六七八九十]月|大?年)(?:[初十廿][一二三四五六七八九十]|二十|三十)"
    r"|除夕|春节|元宵|清明|端午|中秋|重阳|跨年夜|小年|圣诞|[上本下这]个?周末|周末|[那这]一?[天晚夜]"
)
"""A day that is not counted from the article's own: `首场定于正月初八举行，当天还有直播`."""
_SEASON = re.compile(r"[年]?(?:上半年|[春夏秋][天季节]?|第?[一二三]季度|\d{1,2}月)")
_EVENT_AHEAD = re.compile("[了过]|[一整]夜|通宵")
"""`她们输了，哭了一夜，第二天一早又练`: what 第二天 counts from in its own sentence, whatever the day was."""
_DONE = re.compile("[了已]")
_CLAUSES_AHEAD = 40
"""Characters ahead of 第二天 in which that stands."""
_RELATIVE = re.compile(r"[翌次隔]日|转天|第二天|[天周月][之以]?后")
"""What moves on from the day of a text; 当天 and 当晚 stay with it."""
_TALE = re.compile("[当同隔第]")
"""What a tale says, `第二天，他又来了`: without the day before it is of no day, and no other one."""
_SCENE = re.compile(
    "记者|见到|采访|走访|来到|走进|表示|说(?!明)|告诉|接受|发布会|通报|召开|介绍|获悉|了解到|会上|举行|座谈|调研|会见"
)
_MARK = re.compile("[，。；：！？]")


@dataclass(frozen=True, slots=True)
class SpokenOn:
    """When somebody said what a sentence quotes."""

    date: dt.date | None
    """None: on one of several days."""
    perhaps: frozenset[dt.date] = frozenset()
    """The days that it may have been."""


def dates_in(sentence: str, day: ArticleDay | None, programme: dt.date) -> Iterator[tuple[Mention, dt.date]]:
    """Yield the words of a sentence that name a day, each with the last day that it means."""
    masked = mask(sentence)
    for each in find(sentence):
        if each.unit not in _DATED:
            continue
        try:
            change = resolve(each, masked, day, programme)
        except NotTold:
            continue
        if change and change.until:
            yield each, change.until


def is_ahead(text: str, programme: dt.date) -> bool:
    """Return whether a text as it is told names a day behind the programme's."""
    day = ArticleDay(programme, "the programme")
    return any(date > programme for _, date in dates_in(text, day, programme))


def resolve_from_text(
    mention: Mention, text: str, ahead: str, day: ArticleDay | None, programme: dt.date
) -> DayChange | None:
    """Return what becomes of 次日 or 翌年: the day that the text ahead of its sentence means; None where it may stay.

    It stays behind the day that it counts from. Raise NotTold where nothing says surely from which.
    """
    if mention.part == "年":
        return _next_year(mention, text, ahead, day, programme)
    before = find(text[: mention.start])
    if any(each.unit in _DATED for each in before) or "每" in text[: mention.start]:
        return None
    near = text[max(0, mention.start - _CLAUSES_AHEAD) : mention.start]
    if mention.text[0] in "第隔" and near.endswith("，") and _EVENT_AHEAD.search(near):
        return None
    if _OTHER_TIME.search(text, 0, mention.start):
        return None
    date = _anchor(ahead, day, programme)
    if date is None:
        if _TALE.match(mention.text):
            return None
        raise NotTold(f"what {mention.text} counts from is not sure")
    date += dt.timedelta(days=mention.shift)
    if day and date > day.date and _DONE.search(text, mention.end) and not is_to_come(text, mention):
        if _TALE.match(mention.text):
            return None
        raise NotTold(f"{mention.text} would be {date}, and is told as done")
    part = mention.text[-1].replace("天", "").replace("日", "")
    why = f"{date}, counted from the text before"
    return DayChange(day_forms.day(date, programme, part), why, date, day is not None and date > day.date)


def _anchor(ahead: str, day: ArticleDay | None, programme: dt.date) -> dt.date | None:
    """Return the one day that the last dated sentence names; None where there is none, or are several."""
    for sentence in reversed(sentences.split(ahead[-REACH:])):
        found = {date for _, date in dates_in(sentence, day, programme)}
        masked = mask(sentence)
        if _RELATIVE.search(masked) or _OTHER_TIME.search(masked) or (not found and _tells_of_long_ago(sentence)):
            return None
        if found:
            run = any(each.last for each in find(sentence) if each.unit in _DATED)
            return None if len(found) > 1 or run else found.pop()
    return None


def _tells_of_long_ago(sentence: str) -> bool:
    """Return whether a sentence, or a clause of it, begins with a year, a month or a stretch without a day.

    `去年春天，他约了两家人。`, `铁塔原已停用，去年冬天计划拆除。`
    """
    before = [each for each in find(sentence) if each.start <= _AT_HEAD or sentence[each.start - 1] in "，；"]
    far = any(each.unit in _LONG_AGO and (each.shift < 0 or each.unit is Unit.MONTHS) for each in before)
    return far or _LONG_AGO_WORDS.match(sentence) is not None


def _next_year(mention: Mention, text: str, ahead: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    own = _WRITTEN_YEAR.search(text[: mention.start])
    if own or any(each.unit is Unit.YEAR for each in find(text[: mention.start])):
        return None
    said = (text[: mention.start], *reversed(sentences.split(ahead[-REACH:])))
    years = next(filter(None, (_years(each, day, programme) for each in said)), {day.date.year} if day else set())
    if len(years) != 1:
        raise NotTold(f"what {mention.text} counts from is not sure")
    year = years.pop() + 1
    if day and _is_over(text[mention.end :], year, day.date) and is_to_come(text, mention):
        raise NotTold(f"{mention.text} would be {year}, and is said as coming")
    return DayChange(day_forms.year(year, programme), f"{year}, counted from the text before")


def _is_over(behind: str, year: int, date: dt.date) -> bool:
    """Return whether a year, or the season or month of it that follows the word, is over on a date."""
    season = _SEASON.match(behind)
    return months_until(season[0] if season else "", year) < date


def _years(sentence: str, day: ArticleDay | None, programme: dt.date) -> set[int]:
    """Return the years that a sentence names, or the years of its days."""
    masked = mask(sentence)
    named = {int(each) for each in _WRITTEN_YEAR.findall(masked)}
    if day:
        named |= {day.date.year + each.shift for each in find(sentence) if each.unit is Unit.YEAR}
    return named or {date.year for _, date in dates_in(sentence, day, programme)}


def spoken_on(ahead: str, day: ArticleDay, programme: dt.date) -> SpokenOn:
    """Return the day on which somebody is quoted, as the article tells it ahead of the sentence.

    It is the day of the last scene, `5月9日，记者见到何秀兰`; without one the article's own, unless others are named.
    """
    dates = {day.date}
    for sentence in reversed(sentences.split(ahead[-REACH:])):
        masked = mask(sentence)
        known = [(each, date) for each, date in dates_in(sentence, day, programme) if _is_past(date, day)]
        if scenes := [date for each, date in known if _SCENE.search(_clause(masked, each))]:
            return SpokenOn(scenes[-1])
        dates |= {date for _, date in known}
        if any(each.unit is Unit.LATELY and _SCENE.search(_clause(masked, each)) for each in find(sentence)):
            return SpokenOn(None, frozenset(dates | {day.date - LATELY}))
    return SpokenOn(day.date) if dates == {day.date} else SpokenOn(None, frozenset(dates))


def _is_past(date: dt.date, day: ArticleDay) -> bool:
    return day.date - LONGEST_AGE <= date <= day.date


def _clause(text: str, mention: Mention) -> str:
    """Return the clause in which a mention stands, and the next where it stands alone in its own."""
    left = max((mark.end() for mark in _MARK.finditer(text, 0, mention.start)), default=0)
    marks = [mark.start() for mark in _MARK.finditer(text, mention.end)]
    alone = bool(marks) and marks[0] - mention.end <= len("上午")
    right = marks[1] if alone and len(marks) > 1 else marks[0] if marks else len(text)
    return text[left:right]
