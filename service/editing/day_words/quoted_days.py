"""Quotations whose words of a day, a week, a month or a year mean another one on the programme's day.

Nothing in a quotation is changed: it is told with its date before it, or not at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import day_forms, other_days, recurring_days
from service.editing.day_words.ages import is_age
from service.editing.day_words.calendar_periods import quarter_of
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.days_of_text import surely_spoken_on
from service.editing.day_words.mentions import Mention, Unit, find
from service.editing.day_words.reference_days import dates_in
from service.editing.day_words.resolutions import EXACTNESS
from service.model import DayWord

TERM_LENGTH = 10
"""Characters of a quotation below which, without a mark inside and not behind 说, it is a term or a name."""

_QUOTATION = re.compile("(?:^(?P<ended>[^“”]+)”|“(?P<whole>[^“”]*)(?:”|$))")
_DAY_IN_QUOTATION = re.compile(
    "(?<![如当])今[天日晚早晨]|[今昨明]儿|昨[天日晚]|(?<![说表声证文清光])明[天日晚早]|(?<![目之以当])前天|(?<![今以雨最先])后天(?![形培性])"
)
_OF_WORDS = re.compile("的?(?:说法|传[言闻]|谣言|消息|帖[子文]|信息|言论|承诺|预[测言]|通知)")
"""Behind words that are quoted as somebody's, be they ever so short: `“明年涨价”的传言`."""
_BARE_WEEKDAY = re.compile(
    "(?:^|(?<=[，。；！？：]))(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?!(?:周|星期)?[至到、—一二三四五六日天])"
)
"""`“周六对海河队，我们少一个后卫。”`: of the week in which it was said."""
_AGE_IN_QUOTATION = re.compile(
    "的?(?:中国|我国|世界|时代|社会|青年|年轻|生活|幸福|成就|我们|孩子|农村|乡村|城市|农民|科技)"
)
_SAID = re.compile("[说称道：示出调]，?$|[说称示出调]：$|：$")
_SOME_DAY = re.compile("此前|之前|早前|曾|当时|近日|日前|不久前")
"""`他此前在电话里说：“后天有手术。”`: on which day nobody says."""
_WRITES = re.compile("[写留][道着下]?：$|(?:留言|题词|题字|批注)[^，。]{0,4}：$")
"""What somebody wrote he did not write on the article's day: `她在扉页上写：“今天我把你修好了。”`"""
_SAYS = re.compile("[说称道问喊答：，]，?$")
"""What stands ahead of words that are spoken, not of a term: a clause of its own is (`…，“今晚谁也别叫我”`)."""
_WILL = re.compile("[^，。；]{0,8}?(?:就要|将|要(?!求)|会(?!议)|准备|打算|还得|必须|再)")
_DATED_START = re.compile(r"^(?:[今昨前明后][天日晚]|本月|\d|去年|当[天日晚]|近日|日前|此前|在[^，]{0,12}[日天时]，)")


def counts_from_its_day(text: str) -> bool:
    """Return whether a text outside quotations says 今天, 明晚 or 未来三天, of the day on which it is said."""
    return any((each.unit is Unit.DAY and not each.day) or each.unit is Unit.SPAN for each in find(text))


def is_open(ahead: str) -> bool:
    """Return whether a quotation is open where the text ends."""
    paragraph = ahead.rpartition("\n")[2]
    return paragraph.rfind("“") > paragraph.rfind("”")


def dated(text: str, ahead: str, day: ArticleDay | None, programme: dt.date) -> tuple[str, tuple[DayWord, ...]]:
    """Return the sentence with its date before it where a quotation in it would mislead, and that date.

    `ahead`: what the article says before the sentence. Raise NotTold where no date can stand before it.
    """
    quoted = list(_quotations(text, opened=is_open(ahead)))
    if day and any(_foretells(words, day, programme) for _, words in quoted):
        raise NotTold(_("what a quotation foretells has passed"))
    if day is None:
        if any(_may_mislead(words) for _, words in quoted):
            raise NotTold(_("a quotation says 今天 of a day that is not known"))
        return text, ()
    if not any(_may_mislead(words) for _, words in quoted):
        return text, ()
    if any(_may_mislead(words) and _SOME_DAY.search(text[:start]) for start, words in quoted):
        raise NotTold(_("a quotation is of some earlier day"))
    said = surely_spoken_on(ahead, day, programme)
    perhaps = (said.date,) if said.date else said.perhaps
    misleading = [start for start, words in quoted if any(_misleads(words, date, programme) for date in perhaps)]
    if not misleading:
        return text, ()
    before = text[: misleading[0]]
    if _names_its_day(before, day, programme):
        return text, ()
    if said.date is None or other_days.is_said_then(text, misleading[0]):
        raise NotTold(_("a quotation is of a day that is not sure"))
    if _WRITES.search(before):
        raise NotTold(_("what is quoted was written on a day that is not known"))
    if not before or _DATED_START.match(text) or not _SAID.search(before):
        raise NotTold(_("a quotation says 今天 of another day"))
    words = day_forms.day(said.date, programme)
    return f"{words}，{text}", (
        DayWord("", words, _("{date}, {evidence}, for 今天 in a quotation", date=said.date, evidence=day.evidence)),
    )


def _foretells(words: str, day: ArticleDay, programme: dt.date) -> bool:
    """Return whether somebody says of a date that has passed since what will be: `10月4日就要集训`."""
    return any(
        each.unit is Unit.FULL_DATE and day.date <= date < programme and _WILL.match(words, each.end)
        for each, date in dates_in(words, day, programme)
    )


def _names_its_day(before: str, day: ArticleDay, programme: dt.date) -> bool:
    """Return whether the words ahead of a quotation name the day on which it was said.

    Not one to come or that something has: `为了赶上周六的开幕，…`.
    """
    told = ArticleDay(programme, day.evidence)  # they are told from the programme's day already
    known = dates_in(before, told, programme)
    return any(date <= day.date and before[each.end : each.end + 1] != "的" for each, date in known)


def _quotations(text: str, *, opened: bool) -> Iterator[tuple[int, str]]:
    """Yield what is quoted in a sentence, less terms, and where it begins."""
    if opened and not set("“”") & set(text):
        yield 0, text
    for found in _QUOTATION.finditer(text):
        words = found["whole"] if found["ended"] is None else found["ended"]
        spoken = found["ended"] is not None or _SAYS.search(text[max(0, found.start() - 2) : found.start()])
        spoken = spoken or _OF_WORDS.match(text, found.end())
        if spoken or len(words) >= TERM_LENGTH or re.search("[，。！？]", words):
            yield found.start(), words


def _may_mislead(words: str) -> bool:
    return _day_word(words) or _weekday(words) > 0 or any(each.unit in _RELATIVE for each in find(words))


def _misleads(words: str, said: dt.date, programme: dt.date) -> bool:
    """Return whether the words mean another day to who hears them on the programme's day."""
    if said == programme:
        return False
    monday = said - dt.timedelta(days=said.weekday())
    if (weekday := _weekday(words)) and monday + dt.timedelta(days=weekday - 1) < programme:
        return True
    return _day_word(words) or any(_means_another(each, said, programme) for each in find(words))


def _weekday(words: str) -> int:
    """Return the weekday, from 1 on, that words name at the head of a clause, if it is of no other week; else 0."""
    found = _BARE_WEEKDAY.search(words)
    if found is None or recurring_days.recurs(words, *found.span()):
        return 0
    return "一二三四五六".find(found["day"]) + 1 or 7


def _day_word(words: str) -> bool:
    found = _DAY_IN_QUOTATION.search(words)
    if found is None:
        return False
    return not (is_age(words, *found.span()) and _AGE_IN_QUOTATION.match(words, found.end()))


_RELATIVE = frozenset(Unit) - {Unit.FULL_DATE, Unit.BESIDE, Unit.MONTHS, Unit.FROM_TEXT}


def _means_another(mention: Mention, said: dt.date, programme: dt.date) -> bool:
    unit, age = mention.unit, abs((programme - said).days)
    if unit in (Unit.WEEKDAY, Unit.WEEK):
        return said - dt.timedelta(days=said.weekday()) != programme - dt.timedelta(days=programme.weekday())
    if unit in (Unit.MONTH, Unit.MONTH_DAY, Unit.DATE):
        return (said.year, said.month) != (programme.year, programme.month)
    if unit is Unit.QUARTER:
        return quarter_of(said) != quarter_of(programme)
    if unit is Unit.YEAR:
        return said.year != programme.year
    if unit in (Unit.COUNTED, Unit.SPAN):
        return age * EXACTNESS > abs(mention.shift)
    return age > mention.shift if unit is Unit.LATELY else unit in _RELATIVE
