"""What is left of a warning whose hours have passed: that it was issued, by whom and when.

`市气象台昨晚22时发布暴雪黄色预警：预计未来12小时，…` is told the next day as `市气象台前天晚上22时发布暴雪黄色预警。`:
what was foretold is over, and the closure of roads below it cannot be understood without it. Hours still to come are
told.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words import days_still_to_come
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import Unit, find, mask
from service.editing.day_words.reference_days import dates_in

_LEVEL = "(?:预警(?:信号)?|警报|应急响应|[蓝黄橙红]色|[一二三四ⅠⅡⅢⅣ]级)"
_RAISED = "(?:发布(?!的|会)|启动|(?:升级|提升|提高|变更|调整)[为至到])"
_HEAD = re.compile(
    f"(?!据|本报)[^：；。“”]{{4,60}}?{_RAISED}[^：，；。“”]{{0,24}}?{_LEVEL}(?P<mark>[：，])(?=预计|未来|今[天晚夜日]|明[天晚])"
)
_ALONE = re.compile(f"[^：；。“”]{{4,60}}?{_RAISED}[^：，；。“”]{{0,24}}?(?:预警(?:信号)?|警报|[蓝黄橙红]色)。")
_WARNS = re.compile("预警|警报")
_IN_FORCE = re.compile(
    "(?:预警(?:信号)?|警报)[^，。；]{0,16}?(?:生效|有效|升级|提升|在[线榜])|(?:生效|发布|升级|提升|拉响|挂出)[^，。；]{0,16}?(?:预警|警报)"
)
_LIFTED = re.compile("解除|取消|结束|回顾|演练|误[发报]")
_HOURS = re.compile(r"(?:时段|有效期?|生效)[^，。；]{0,20}?[至到][^，。；]{0,8}?\d{1,2}时")
_RUN = re.compile(r"预计(?:\d{1,2}月)?\d{1,2}日\d{1,2}时[至到](?:\d{1,2}日)?\d{1,2}时")
"""The hours of what is foretold: bare, the warning is heard as in force."""
_END = re.compile("[至到]|为?止|结束|解除")
NEAR = dt.timedelta(days=1)
"""How long after its article a warning is told bare: the next morning closures go on that it explains."""
_DATED = (Unit.DAY, Unit.DATE, Unit.FULL_DATE)


def left(text: str, day: ArticleDay, programme: dt.date) -> str:
    """Return a warning with what it foretells of the programme's day and later, or bare; empty where it is none."""
    head = _HEAD.match(mask(text))
    if head is None or programme <= day.date or not any(each.unit in _DATED for each in find(head[0])):
        return ""
    issued = text[: head.start("mark")]
    if rest := days_still_to_come.of_weather(text[head.end() :], day, programme):
        return f"{issued}：{rest}"
    dates = [date for _, date in dates_in(text[head.end() :], day, programme)]
    ahead = any(date >= programme for date in dates)
    if not ahead and (hours := _HOURS.search(text, head.end())):
        clause = max(text.rfind(mark, 0, hours.start()) for mark in "，：；") + 1
        return f"{issued}：{text[clause : hours.end()]}。"  # without its end it is heard as in force
    over = dates and _RUN.match(text, head.end())  # `预计3日2时至8时，…`
    return f"{issued}。" if programme - day.date <= NEAR and not (ahead or over) else ""


def without_lapsed(headline: str, article: str, day: ArticleDay, programme: dt.date) -> str:
    """Return a headline of an earlier day less the clauses by which a warning is in force that has no day to come.

    `高温红色预警昨天12时生效，户外作业停五小时`: no paragraph of its article that warns has a day from the programme's
    on, so that it has lapsed; the stop is told.
    """
    clauses = headline.split("，")
    kept = [each for each in clauses if not _IN_FORCE.search(each) or _LIFTED.search(each)]
    if len(kept) == len(clauses):
        return headline
    warned = (each for each in article.split("\n") if _WARNS.search(each))
    ahead = any(date >= programme for each in warned for _, date in dates_in(each, day, programme))
    return headline if ahead else "，".join(kept)


def refuse(masked: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a warning took effect on a day that is over, and no end is said."""
    if programme <= day.date or _LIFTED.search(masked):
        return
    for part in re.split("[，；。]", masked):
        found = re.search("(?:预警(?:信号)?|警报)[^，。；]{0,16}?(?:生效|有效)", part)
        dates = [date for _, date in dates_in(part, day, programme)] if found else []
        if dates and max(dates) < programme and not _END.search(part):
            raise NotTold(_("a warning of {dates} whose end nobody says", dates=max(dates)))


def is_bare(told: str) -> bool:
    """Return whether a told sentence says no more than that a warning was issued: nothing to heed is left of it."""
    return _ALONE.fullmatch(told) is not None
