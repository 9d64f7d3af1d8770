"""What was still to come at a part of the day whose day nobody says: `预计入夜前送电`, `预计晚上有结果`.

So are the hours that jam the roads, `9时到11时易拥堵`, and how many were to travel, behind 今天: `预计发送旅客9万人次`.

It is of the article's own day, and over when it is told on a later one. What is so every day, and what comes at such an
hour of a day to come that the sentence names, is told.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Mention, Unit, find
from service.editing.day_words.reference_days import dates_in, is_past
from service.editing.day_words.resolutions import resolve
from service.language import sentences

_PART = (
    "(?:入夜|天黑|天亮|日落|收工|今[晚夜]|傍晚|晚上|晚间|夜里|夜间|深夜|午夜|[后下上前]?半夜|凌晨|清晨"
    "|[上下]午|中午|当[晚天])"
)
_FORESEEN = re.compile(
    f"(?:(?:预计|预报|预测|有望|可望|估计|力争|争取)(?:[在于到至将要能会可赶从]|最[快迟晚早]|全部)*{_PART}"
    f"|(?:(?:将|定|改)[在于]|将(?=[^，。]{{3,5}}\\d)){_PART}|能(?:够)?(?:赶?在)?{_PART}(?=前))"
    f"(?:\\d{{1,2}}[时点半]?(?:\\d{{1,2}}分)?)?(?P<rest>[^。；]*)"
    f"|^(?:[^，。]{{2,16}}(?:预计|预报|预测|说|介绍|提醒)，)?{_PART}(?:到|至)(?=[明次])"
    "|马上(?:就要|就|要|将)?[^，。；]{0,6}?(?:如约而至|开[播演赛幕]|播出|上演|登场|到来|见面)"
)
_JAMS = re.compile(
    "(?:\\d{1,2}[时点][^。；]{0,40}?(?:易(?:发生)?拥堵|拥堵时段|高峰(?:时段)?(?:将|预计|集中|出现在))"
    "|(?:拥堵|高峰)(?:时段)?(?:将|预计|集中|出现|主要|为|在)+[^，。；]{0,8}\\d{1,2}[时点])(?P<rest>[^。；]*)"
)
_TRAVELLERS = re.compile(
    "(?:预计，?(?:[^，。；\\d年月季周期]{0,24})(?:发送|到发|运送|接待|迎送|出行|客流|流量|流动|客运|出入境|[进出]港|保障)[^，。；\\d年月季周期]{0,10}\\d"
    "|预计全天(?:[^，。；\\d年月季周期]{0,12})\\d"
    "|(?:客运量|客流量?|流动量|流量|发送量|车流量?)预计[^，。；\\d年月季周期]{0,8}\\d"
    "|(?:客运量|客流量?|流动量|流量|发送量|车流量?)预计[^，。；\\d年月]{0,10}，[^，。；\\d]{0,2}\\d)(?P<rest>[^，。；]*)"
)
_OF_IT = re.compile("，其中，?")
_STRETCH = re.compile(
    "[期其]间|假期(?!的?(?:第|首|最后|峰值|高峰)|[^，。]{0,6}高峰)|[春暑]运(?!(?:进入|迎来|的)?第|返程|客流|[^，。]{0,8}高[峰位])|[今全上下]半?年|[本上下这]?[周月季]"
)
"""What the travellers are counted in, where it is no day."""
_COMPARED = re.compile("[较比]$")
_DAY_OF_STRETCH = re.compile("(?:假期|[春暑]运)(?:的?第(?:\\d{1,2}|[一二三四五六七八九十]{1,3})|首|的?最后一)[天日]")
"""`春节假期第六天，客流量预计超3亿人次。铁路预计发送旅客1500万人次。`: of that day, though it has no date."""
_ANY_DAY = re.compile(
    "每|日均|[建通投启][成车产营用运]后|天天|平[时日]|往年|通常|一般|夏季|冬季|常|总(?=[会是要在有能])|[春夏秋冬]天|届时|当时|那"
)
_OVER = re.compile("[了已曾]|过(?=[，。])")
_DAYS = (Unit.DAY, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.WEEKDAY, Unit.FROM_TEXT, Unit.WEEK, Unit.MONTH)


def refuse(text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence foresees something for a part of the article's own day.

    `ahead`: what the article says before it. What stands behind 其中 is a forecast of its own: `长假预计发送900万人次，
    日均180万人次，其中今天预计发送205万人次`.
    """
    for start in (0, *(found.end() for found in _OF_IT.finditer(text))):
        _refuse(text[start:], ahead, day, programme)


def _refuse(text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    if programme <= day.date or (found := _foreseen(text, ahead, day)) is None:
        return
    before = text[: found.start()]
    if _ANY_DAY.search(text) or _OVER.search(found["rest"] or "") or is_past(ahead, before, day):
        return
    for each in find(before):
        compared = _COMPARED.search(before, 0, each.start)  # `车流今天较昨天增长，预计超3万辆次`
        if each.unit in _DAYS and not compared and not _is_its_day(each, text, day):
            return
    if any(
        date > day.date
        for line in sentences.split(ahead.rpartition("\n")[2])
        for _, date in dates_in(line, day, day.date)
    ):
        return  # of that day: `决赛30日举行。直播将在晚上8点开始。`
    part = re.search(_PART, found[0])
    raise NotTold(_("{what} is foreseen of {date}, and has passed", what=part[0] if part else found[0], date=day.date))


def _foreseen(text: str, ahead: str, day: ArticleDay) -> re.Match[str] | None:
    """Return what is foreseen for hours, or of travellers on the day that the sentence or its paragraph ahead names."""
    if found := _FORESEEN.search(text) or _JAMS.search(text):
        return found
    found = _TRAVELLERS.search(text)
    if found is None or _STRETCH.search(text, 0, found.end()):
        return None
    if any(each.unit in _DAYS for each in find(text[: found.start()])):
        return found
    for paragraph in reversed(ahead.split("\n")):
        lines = sentences.split(paragraph)
        dates = [date for line in lines for _, date in dates_in(line, day, day.date) if date >= day.date]
        if dates:
            return found if max(dates) == day.date else None
        if any(_STRETCH.search(line) and _TRAVELLERS.search(line) for line in lines):
            return None  # `假期预计发送旅客900万人次。其中，铁路预计发送旅客…`
    return found if _DAY_OF_STRETCH.search(ahead + text) else None


def _is_its_day(mention: Mention, text: str, day: ArticleDay) -> bool:
    try:
        change = resolve(mention, text, day, day.date)
    except NotTold:
        return False
    return change is not None and change.until == day.date
