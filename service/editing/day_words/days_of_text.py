"""What the text itself says of its days: the day that 次日 counts from, and the day on which somebody is quoted."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing.article_day import LONGEST_AGE, ArticleDay
from service.editing.day_words import day_forms, reference_days
from service.editing.day_words.calendar_periods import months_until
from service.editing.day_words.day_change import DayChange, NotTold
from service.editing.day_words.forecasts import is_announced
from service.editing.day_words.mention_context import is_to_come
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.reference_days import dates_in
from service.editing.nearest_dates import nearest, nearest_of_month
from service.language import sentences

LATELY = dt.timedelta(days=3)
"""How long before its article 日前 may be."""
REACH = 600
"""Characters ahead of a sentence in which its day may be named."""

_WRITTEN_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_MONTH_AND_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日?(?:[至到—\-](?P<last>\d{1,2})日)?")
_FROM_THEN = re.compile("[之以]?[后前]|起|止")
_SEASON = re.compile(r"[年]?(?:上半年|[春夏秋][天季节]?|第?[一二三]季度|\d{1,2}月)")
_BEFORE_EVENT = re.compile(
    r"(?P<event>[\u3400-\u9fff]{1,8}?[之以]?前(?P<number>[一二两三四五六七八九十])[天日])，?[^，。]{0,20}(?<!即)(?:将(?![军士领])|须|要(?!求)|应(?!急))"
)
_NUMBERS = "一二三四五六七八九十"
_DONE = re.compile("[了已]")
_TALE = re.compile("[当同隔第]")
"""What a tale says, `第二天，他又来了`: without the day before it is of no day, and no other one."""
_SCENE = re.compile(
    "记者|见到|采访|走访|来到|走进|表示|说(?!明)|告诉|接受|发布会|通报|召开|介绍|获悉|了解到|会上|举行|座谈|调研|会见|会谈|出席|致辞|参观|考察"
)
_MARK = re.compile("[，。；：！？]")


@dataclass(frozen=True, slots=True)
class SpokenOn:
    """When somebody said what a sentence quotes."""

    date: dt.date | None
    """None: on one of several days."""
    perhaps: frozenset[dt.date] = frozenset()
    """The days that it may have been."""


def is_ahead(text: str, programme: dt.date) -> bool:
    """Return whether a text as it is told names a day behind the programme's."""
    day = ArticleDay(programme, "the programme")
    return any(date > programme for _, date in dates_in(text, day, programme))


def resolve_from_text(
    mention: Mention, text: str, ahead: str, day: ArticleDay | None, programme: dt.date
) -> DayChange | None:
    """Return what becomes of 次日 or 翌年: the day that the text ahead of its sentence means; None where it may stay.

    It stays where nothing says surely which: it hangs on another sentence (`reference_days.hangs`).
    """
    if mention.part == "年":
        return _next_year(mention, text, ahead, day, programme)
    counted = reference_days.reference(text, mention.start, ahead, day, programme)
    if counted.own or (date := counted.date) is None:
        return None
    date += dt.timedelta(days=mention.shift)
    if day and date > day.date and _DONE.search(text, mention.end) and not is_to_come(text, mention):
        if _TALE.match(mention.text):
            return None
        raise NotTold(_("{mention} would be {date}, and is told as done", mention=mention.text, date=date))
    part = mention.text[-1].replace("天", "").replace("日", "")
    why = _("{date}, counted from the text before", date=date)
    return DayChange(day_forms.day(date, programme, part), why, date, day is not None and date > day.date)


def counted_from_text(mention: Mention, text: str, ahead: str, day: ArticleDay, programme: dt.date) -> DayChange | None:
    """Return what becomes of 三天后 that counts from the text ahead; None where it counts from the article's day.

    `3月11日，法院判了。商场三天后付了款。` is of 14 March. In a past, or behind several days, it stays.
    """
    if reference_days.has_own(text[: mention.start]):
        return None
    counted = reference_days.reference(text, 0, ahead, day, programme)
    if counted.date == day.date:
        return None
    stays = DayChange(mention.text, _("counted from the text before"))
    if counted.date is None:
        near = sentences.split(ahead.rpartition("\n")[2])[-1:]
        return stays if reference_days.is_past(ahead, "", day) or any(map(reference_days.names_time, near)) else None
    if not mention.day:
        return stays
    date = counted.date + dt.timedelta(days=mention.day * (-1 if mention.between == "前" else 1))
    if date > day.date or is_announced(text, mention.start, mention.end):
        raise NotTold(
            _(
                "{mention} is counted from {date}, or from {other}",
                mention=mention.text,
                date=counted.date,
                other=day.date,
            )
        )
    return DayChange(day_forms.day(date, programme), _("{date}, counted from the text before", date=date), date)


def refuse_before_event(text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where what will be some days ahead of an event is not known to lie ahead of the programme.

    `21日举行追思会。追思会前两天，图书馆将开放手稿展。`
    """
    found = _BEFORE_EVENT.match(text)
    if found is None or programme <= day.date:
        return
    counted = reference_days.reference(text, 0, ahead, day, programme).date
    if counted is None or counted - dt.timedelta(days=_NUMBERS.find(found["number"]) + 1 or 2) < programme:
        raise NotTold(_("{found} has passed, or may have", found=found["event"]))


def _next_year(mention: Mention, text: str, ahead: str, day: ArticleDay | None, programme: dt.date) -> DayChange | None:
    before = text[: mention.start]
    if before.endswith("的") or reference_days.has_own(before):
        return None
    last = next(reversed(sentences.split(ahead[-REACH:].rpartition("\n")[2])), "")
    years = _years(last, day, programme) if last else set()
    if not ahead.strip() and day:
        years = {day.date.year}
    if len(years) != 1 or reference_days.EVENT_DAY.search(mask(last)):
        return None
    year = years.pop() + 1
    if day and _is_over(text[mention.end :], year, day.date) and is_to_come(text, mention):
        raise NotTold(_("{mention} would be {year}, and is said as coming", mention=mention.text, year=year))
    return DayChange(day_forms.year(year, programme), _("{year}, counted from the text before", year=year))


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


def with_month(mention: Mention, text: str, ahead: str, day: ArticleDay) -> Mention:
    """Return a day without a month, `15日后恢复`, with that in which the text ahead has it; else the same.

    The nearest 15日 may be another: `开放到12月15日。15日后恢复原来的时间`, on 27 November. What is to come is not of a
    past day, nor the other way round.
    """
    if mention.unit is not Unit.DATE or mention.last or "月" in text[: mention.start]:
        return mention
    dates = _MONTH_AND_DAY.finditer(ahead, max(0, len(ahead) - REACH))
    months = {int(each["month"]) for each in dates if str(mention.day) in (each["day"], each["last"])}
    meant = nearest(day.date, None, months.pop(), mention.day) if len(months) == 1 else None
    if meant is None or meant.month == nearest_of_month(day.date, mention.day).month:
        return mention
    if is_announced(text, mention.start, mention.end) != (meant > day.date) and not _FROM_THEN.match(text, mention.end):
        return mention
    part = day_forms.PARTS.get(mention.part, "")
    return replace(mention, unit=Unit.FULL_DATE, month=meant.month, text=f"{meant.month}月{mention.day}日{part}")


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


def numbered_scene(ahead: str, day: ArticleDay, programme: dt.date) -> dt.date | None:
    """Return the day of the last scene of the text where that is said by its number: `5月25日，…出席招待会并致辞`."""
    for sentence in reversed(sentences.split(ahead[-REACH:])):
        masked = mask(sentence)
        for each, date in dates_in(sentence, day, programme):
            if _is_past(date, day) and _SCENE.search(_clause(masked, each)):
                return date if each.unit in (Unit.FULL_DATE, Unit.MONTH_DAY, Unit.DATE) else None
    return None


def surely_spoken_on(ahead: str, day: ArticleDay, programme: dt.date) -> SpokenOn:
    """Return the day on which somebody is quoted where it is certain: that of the last scene in his paragraph.

    Where the paragraph names no time, it is the article's own if its dateline says that day, or the programme is of it.
    """
    perhaps = spoken_on(ahead, day, programme)
    unsure = SpokenOn(None, perhaps.perhaps | {day.date, day.date - dt.timedelta(days=1), perhaps.date or day.date})
    if day.date == programme:
        return spoken_on(ahead.rpartition("\n")[2], day, programme)
    if reference_days.is_past(ahead, "", day):
        return unsure
    for sentence in reversed(sentences.split(ahead[-REACH:].rpartition("\n")[2])):
        if not reference_days.names_time(sentence):
            continue
        found = reference_days.dates_in(sentence, day, programme)
        known = [(each, date) for each, date in found if _is_past(date, day)]
        scene = len(known) == 1 and _SCENE.search(_clause(mask(sentence), known[0][0]))
        return SpokenOn(known[0][1]) if scene and not reference_days.moves(mask(sentence)) else unsure
    own = day.evidence.startswith(("dateline", "bracket")) and perhaps.date == day.date
    return perhaps if own else unsure


def _is_past(date: dt.date, day: ArticleDay) -> bool:
    return day.date - LONGEST_AGE <= date <= day.date


def _clause(text: str, mention: Mention) -> str:
    """Return the clause in which a mention stands, and the next where it stands alone in its own."""
    left = max((mark.end() for mark in _MARK.finditer(text, 0, mention.start)), default=0)
    marks = [mark.start() for mark in _MARK.finditer(text, mention.end)]
    alone = bool(marks) and marks[0] - mention.end <= len("上午")
    right = marks[1] if alone and len(marks) > 1 else marks[0] if marks else len(text)
    return text[left:right]
