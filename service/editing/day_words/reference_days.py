"""What a word counts from that names no day itself: 当天, 次日, 三天后, 下午4时.

It is told as a day only where that is certain: a day in its own sentence, or the one day of the sentence just before it
in its paragraph. Of a past (`去年冬天`, `1949年5月`, `他24岁那年`) nothing is counted from the article's day, until a
word of the present brings it back.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.editing.article_day import LONGEST_AGE, ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.resolutions import resolve
from service.language import sentences

REACH = 600
"""Characters ahead of a sentence in which its day may be named."""
DATED = (Unit.DAY, Unit.BESIDE, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.WEEKDAY)
"""What names a day."""

OTHER_TIME = re.compile(
    r"(?:农历|阴历|[正腊冬一二三四五六七八九十]月|大?年)(?:[初十廿][一二三四五六七八九十]|二十|三十)"
    r"|(?<![\d第])[正二三五六七八九]月[二三五六七八九](?![月十百千])"
    r"|除夕|春节|元宵|清明|端午|中秋|重阳|跨年夜|小年|圣诞|[上本下这]个?周末|周末|[那这]一?[天晚夜]"
)
"""A day that is not counted from the article's own: `首场定于正月初八举行，当天还有直播`."""
EVENT_DAY = re.compile(
    r"(?<=[\u3400-\u9fff])的?(?:[之以]?[前后](?:一|[两三四五六七八九十几]|\d{1,2})[天日晚夜]|第[一二三四五六七八九十]天|次[日年])"
)
"""A day that an event has beside it: `登陆前一天`, `会前一天`, `验收后的第三天`, `通车的次年`."""
DAY_OF_AN_EVENT = re.compile(
    "(?:[礼式事幕发赛典业庭展考课航播演节市工婚订约诊出入职考役讯报馆园馆学会期首末天日周]|[开运启停通就投获施实签交付完][\u3400-\u9fff]|[0-9]号)$"
)
"""What has a day of its own: 婚礼当天, 开庭当天, 9月1日当天."""
_PAST = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?!\d{1,2}月\d{1,2}日[以之]?[前后]|[版])|(?<![比较与跟同和截])[去前]年(?!同|全年同|底?相比)|上世纪|[那当]年(?![起在])|[一二三四五六七八九]十年代"
    r"|(?:[几两三四五六七八九十]|\d{1,2})[多余]?年前|小时候|年轻时|\d{1,2}岁(?:那年|时|上|起)|[次翌]年|头一年|第[一二三]年|那(?:时|会儿|次)|曾经"
)
"""What a passage of the past begins with."""
_PRESENT = re.compile(
    "现在|目前|如今|眼下|而今|今[年后]|[本这]个?[周月]|近[日期来]|日前|至今|截至|这[次天些]|即日|最近"
)
_SPEAKS = re.compile(
    r"(?:说|讲|问|喊|答|劝|催|叮嘱|嘱咐|约定?|告诉[^，。：]{1,6}|[让叫][^，。：]{1,4})[，：]?[^，。：]{0,2}$"
)
"""Ahead of a day that somebody speaks of: `向导说明天再来吧`."""
_PART_OF_DAY = "清晨|凌晨|拂晓|早晨|早上|[上下]午|中午|午后|傍晚|晚上|晚间|深夜|夜里|当?晚"
_CLOCK = rf"(?:{_PART_OF_DAY})?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[时点](?![间代候尚刻评])"
_HANGS = re.compile(
    r"(?P<whose>[^，。；：“”\d＿]{0,6}?)(?<![每的应可须要能于内])"
    r"(?:[当同][天日晚夜](?![的之]?后|[地人]|[往来]返)|第二天|[次翌隔][日天]|转天)"
    r"|(?:此|在此)?前一[天晚日夜](?!的)|(?:[几数两三四五六七八九十]{1,2}|\d{1,2})[天日][之以]?后(?=[，\u3400-\u9fff])"
    rf"|(?:截至|到|至)?{_CLOCK}"
)
"""How a sentence begins that is of a day ahead of it: `当天，`, `他第二天`, `此前一天`, `三天后`, `2时50分`."""
_LEAD = re.compile("[^，。：“”＿]{2,20}(?:获悉|了解到|消息|说|介绍|表示|预计|提醒|透露|通报)，")
"""`记者从街道获悉，当天上午9时…`: who says it, and nothing of a day."""
_STAYS = ("当", "同")
"""How a word begins that stays with the day of the text; 次日 and 三天后 move on."""
_GENERAL = re.compile("每|往往|通常|一般|凡|总[是会]|者[，应须可]|一旦|如果|若")
"""What is so on any day has its own: `发生事故，应当天报警`."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a word counts from."""

    date: dt.date | None = None
    """The one day of the sentence just before, or for 当天 of all that stands ahead; None where that has several."""
    own: bool = False
    """Its own sentence says it ahead of it, by a day or by what happened: `工人发现旧巢，当天就撤了`."""


def dates_in(sentence: str, day: ArticleDay | None, programme: dt.date) -> Iterator[tuple[Mention, dt.date]]:
    """Yield the words of a sentence that name a day, each with the last day that it means."""
    masked = mask(sentence)
    for each in find(sentence):
        if each.unit not in DATED:
            continue
        try:
            change = resolve(each, masked, day, programme)
        except NotTold:
            continue
        if change and change.until:
            yield each, change.until


def reference(text: str, start: int, ahead: str, day: ArticleDay | None, programme: dt.date) -> Reference:
    """Return what the word at that place of a masked sentence counts from; `ahead`: what the article says before it."""
    lead = _LEAD.match(text)
    if "，" in text[lead.end() if lead else 0 : start] or has_own(text[:start]):
        return Reference(own=True)
    last = next(reversed(_paragraph(ahead)), "")
    if not names_time(last) and text[start : start + 1] in _STAYS:
        last = _only_day(ahead, day, programme)
    masked = mask(last)
    known = list(dates_in(last, day, programme))
    dates = {date for _, date in known}
    run = any(each.last for each, _ in known)
    if len(dates) != 1 or run or moves(masked) or _GENERAL.search(masked):
        return Reference()
    if is_past(ahead, "", day) and not _names_year_with_day(last):
        return Reference()
    return Reference(dates.pop())


def _only_day(ahead: str, day: ArticleDay | None, programme: dt.date) -> str:
    """Return the first sentence ahead that names a day, where all that name one name that one; else empty."""
    lines = [each for line in ahead.split("\n") for each in sentences.split(line)]
    dated = [each for each in lines if any(dates_in(each, day, programme))]
    dates = {date for each in dated for _, date in dates_in(each, day, programme)}
    text = mask(ahead)
    if len(dates) != 1 or moves(text) or _PAST.search(text) or any(map(hangs, map(mask, lines))):
        return ""
    return dated[0]


def has_own(before: str) -> bool:
    """Return whether what stands ahead of a word in its sentence, masked, has a day or a time of its own."""
    if any(each.unit in DATED or each.unit in _TIMES for each in find(before)):
        return True
    return any(pattern.search(before) for pattern in (OTHER_TIME, EVENT_DAY, _PAST, _GENERAL))


_TIMES = (Unit.YEAR, Unit.MONTH, Unit.MONTHS, Unit.WEEK, Unit.QUARTER)


def hangs(text: str) -> str:
    """Return the beginning of a masked sentence that is of a day ahead of the sentence; empty where it is of none."""
    lead = _LEAD.match(text)
    found = _HANGS.match(text[lead.end() :] if lead else text)
    whose = found["whose"] or "" if found else ""
    return found[0] if found and not (has_own(whose) or DAY_OF_AN_EVENT.search(whose)) else ""


def stays(begins: str) -> bool:
    """Return whether what `hangs` found stays with the day ahead: 当天 and 2时50分 do, 次日 and 此前一天 move on."""
    return re.search("第二|[次翌隔转]|前一|[天日][之以]?后", begins) is None


def holder(ahead: str, *, near: bool = False, hour: bool = True) -> str:
    """Return the last sentence ahead in the paragraph that names a time; of an `hour` the last of the one before too.

    `near`: only where it is the one just before in its paragraph.
    """
    before = _paragraph(ahead)
    if hour and not (before or near):
        before = sentences.split(ahead[-REACH:].rstrip("\n").rpartition("\n")[2])[-1:]
    return next((each for each in reversed(before[-1:] if near else before) if names_time(each)), "")


def names_time(sentence: str) -> bool:
    """Return whether a sentence has a day or a time of its own outside quotations, or hangs on another itself."""
    masked = mask(sentence)
    return has_own(masked) or bool(hangs(masked))


def is_past(ahead: str, before: str, day: ArticleDay | None) -> bool:
    """Return whether the paragraph tells of the past there; `before`: the same sentence's words ahead, masked."""
    lines = _paragraph(ahead)
    if not lines and hangs(before or "") and ahead.rstrip("\n"):
        lines = sentences.split(ahead[-REACH:].rstrip("\n").rpartition("\n")[2])
    text = "".join(map(mask, lines)) + before
    own_year = day.date.year if day else None
    past = [each.end() for each in _PAST.finditer(text) if not each["year"] or int(each["year"]) != own_year]
    if not past:
        return False
    last = past[-1]
    if _PRESENT.search(text, last):
        return False
    return not any(
        each.start >= last and _is_present(each, text, day)
        for each in find(text)
        if each.unit in DATED or each.unit is Unit.LATELY
    )


def _is_present(mention: Mention, text: str, day: ArticleDay | None) -> bool:
    """Return whether a word is of the article's own days: 昨天, not `他说明天再来`; 9月28日, not 去年12月19日."""
    if mention.unit is Unit.DAY:
        return mention.shift <= 0 and not speaks(text, mention.start)
    if mention.unit is Unit.FULL_DATE and day:
        return (
            not mention.year
            and not mention.between
            and mention.month in {day.date.month, (day.date - LONGEST_AGE).month}
        )
    return mention.unit in (Unit.MONTH_DAY, Unit.LATELY)


def speaks(text: str, start: int) -> bool:
    """Return whether somebody says the word at that place of a masked text: `向导说明天再来吧`."""
    return _SPEAKS.search(text, max(0, start - 16), start) is not None


def _names_year_with_day(sentence: str) -> bool:
    """Return whether a sentence has a date with its year: `去年12月19日晚`."""
    return any(each.unit is Unit.FULL_DATE and (each.year or each.between) for each in find(sentence))


def moves(masked: str) -> bool:
    """Return whether a sentence moves on from its day: what follows may be of the next."""
    return bool(
        re.search(r"[翌次隔]日|转天|第[二三四五]天|[天周月][之以]?后", masked)
        or OTHER_TIME.search(masked)
        or EVENT_DAY.search(masked)
    )


def _paragraph(ahead: str) -> list[str]:
    """Return the sentences of the paragraph that the text ahead ends in."""
    return sentences.split(ahead[-REACH:].rpartition("\n")[2])
