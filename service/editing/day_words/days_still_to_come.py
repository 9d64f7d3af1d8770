"""What is left of a forecast of several days once its first have passed.

`今天夜间小雨，明天多云，后天转晴。` is told a day later from `明天` on, `今天夜间到明天白天，小雨。` of 明天白天 alone.
What is said of all its days together (`过程雨量20毫米`) is told of none.
"""

from __future__ import annotations

import datetime as dt
import re

from service.editing.article_day import ArticleDay
from service.editing.day_words.compound_times import TOGETHER
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Mention, Unit, find, mask
from service.editing.day_words.resolutions import resolve

_DAYS = (Unit.DAY, Unit.DATE, Unit.FULL_DATE, Unit.MONTH_DAY, Unit.WEEKDAY)
_SOURCE = re.compile(
    "(?:(?:据)?[^，；：“”]{2,24}(?:预计|预报|预测|发布|消息|介绍|提醒|通报|说|表示)|预计)[，：]|(?:受|随着)[^，；：]{2,20}(?:影响|到来|南下|东移)，"
)
_ISSUER = re.compile(
    "(?!本报)[^：。“”]{0,20}?(?P<who>(?:[\u3400-\u9fff]{2,4})?[省市县区央]气象[台局]|海洋预报台|水文[局站])[^：。“”]{0,20}(?:发布|预报)[^：。“”]{0,20}："
)
"""`昨天下午4点，市气象台发布暴雪预警：今天夜里…；明天早晨…`: who foretells it is told with what is left."""
_HOUR = re.compile(
    r"((?:[今昨]天|\d{1,2}月\d{1,2}日|\d{1,2}日)(?:[上下中]午|早[上晨]|晚上?|傍晚|夜里|凌晨)?\d{1,2}[时点](?:\d{1,2}分|半)?)，?"
)
"""When it was issued, ahead of who issues it."""
_WEATHER = re.compile("[雨雪晴阴霜雾霾风]|多云|气温|降温|升温|回暖")
_GOES_ON = re.compile("(?:[上下]午|白天|夜间|夜里|晚上?|凌晨|早晨|起|，)*(?:[也还又再则]|同样|之后|[这该此])")
"""What a clause that goes on from another begins with: `明天也有雨`."""
_CLAUSES = re.compile("[，；]")
_PART = "(?:[上下]午|中午|傍晚|晚上?|夜[里间]?|凌晨|早晨|清晨|白天|前半夜|[后下]半夜|\\d{1,2}[时点])"
_CALLED = {1: "明天", 2: "后天"}
_FROM = re.compile(
    f"(?:从)?(?:(?:今[天日]|\\d{{1,2}}日){_PART}{{0,2}}|今[晚夜]|[后下]半夜|夜[里间]|晚上|傍晚|入夜)[到至](?=明|后天|\\d)"
)
"""`今天夜间到` of `今天夜间到明天白天`."""


def of_weather(text: str, day: ArticleDay, programme: dt.date) -> str:
    """Return what a forecast says of the programme's day and later; empty where that is nothing, or all of it."""
    masked = mask(text)
    if programme <= day.date or not _WEATHER.search(masked):
        return ""
    source = _SOURCE.match(masked)
    issuer = None if source else _ISSUER.match(masked)
    begin = source.end() if source else issuer.end() if issuer else 0
    heads = [begin, *(mark.end() for mark in _CLAUSES.finditer(masked, begin))]
    days = {at: date for at in heads if (date := _last_day(masked, at, day, programme))}
    if begin not in days:
        return ""
    left = [at for at, date in days.items() if date >= programme]
    if not left or any(date < programme for at, date in days.items() if at > left[0]):
        return ""
    at = left[0]
    rest = text[at:]
    if at == begin:
        started = _FROM.match(masked, at)
        if started is None or TOGETHER.search(masked, started.end()):
            return ""
        rest = text[started.end() :]
        if days[at] > programme:
            rest = f"{_CALLED[(programme - day.date).days]}到{rest}"
    elif _GOES_ON.match(masked, _head(masked, at)[-1].end) or not _WEATHER.search(masked, at):
        return ""
    if issuer:
        hour = _HOUR.match(text, issuer.start())
        return f"据{text[issuer.start('who') : issuer.end('who')]}{hour[1] if hour else ''}预报，{rest}"
    lead = text[:begin] if source and source[0][-3:-1] != "影响" and masked[0] not in "受随" else ""
    return lead + rest


def forecasts(told: str, programme: dt.date) -> bool:
    """Return whether a sentence as it is told begins with the weather of the programme's day or of one to come."""
    masked = mask(told)
    source = _SOURCE.match(masked)
    date = _last_day(masked, source.end() if source else 0, ArticleDay(programme, "the programme"), programme)
    return date is not None and date >= programme and _WEATHER.search(masked) is not None


def _head(text: str, at: int) -> list[Mention]:
    """Return the words that name days with which the clause at that place begins."""
    found: list[Mention] = []
    for each in find(text):
        started = _FROM.match(text, at)
        near = started.end() if started else at
        if each.unit in _DAYS and (at <= each.start <= near):
            found.append(each)
    return found


def _last_day(text: str, at: int, day: ArticleDay, programme: dt.date) -> dt.date | None:
    """Return the last day with which the clause at that place begins; None where it begins with none."""
    last: dt.date | None = None
    for each in _head(text, at):
        try:
            change = resolve(each, text, day, programme)
        except NotTold:
            return None
        if change and change.until:
            last = max(last or change.until, change.until)
    return last
