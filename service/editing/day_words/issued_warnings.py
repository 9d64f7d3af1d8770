"""What is left of a warning whose hours have passed: that it was issued, by whom and when.

`市气象台昨晚22时发布暴雪黄色预警：预计未来12小时，…` is told the next day as `市气象台前天晚上22时发布暴雪黄色预警。`:
what was foretold is over, and the closure of roads below it cannot be understood without it. Hours still to come are
told.
"""

from __future__ import annotations

import datetime as dt
import re

from service.editing.article_day import ArticleDay
from service.editing.day_words import days_still_to_come
from service.editing.day_words.mentions import Unit, find, mask
from service.editing.day_words.reference_days import dates_in

_LEVEL = "(?:预警(?:信号)?|警报|应急响应|[蓝黄橙红]色|[一二三四ⅠⅡⅢⅣ]级)"
_RAISED = "(?:发布(?!的|会)|启动|(?:升级|提升|提高|变更|调整)[为至到])"
_HEAD = re.compile(
    f"(?!据|本报)[^：；。“”]{{4,60}}?{_RAISED}[^：，；。“”]{{0,24}}?{_LEVEL}(?P<mark>[：，])(?=预计|未来|今[天晚夜日]|明[天晚])"
)
_ALONE = re.compile(f"[^：；。“”]{{4,60}}?{_RAISED}[^：，；。“”]{{0,24}}?(?:预警(?:信号)?|警报|[蓝黄橙红]色)。")
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
    ahead = any(date >= programme for _, date in dates_in(text[head.end() :], day, programme))
    return f"{issued}。" if programme - day.date <= NEAR and not ahead else ""


def is_bare(told: str) -> bool:
    """Return whether a told sentence says no more than that a warning was issued: nothing to heed is left of it."""
    return _ALONE.fullmatch(told) is not None
