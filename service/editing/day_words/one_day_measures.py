"""A stop or an offer for one day, the article's own, that is over a day later: `今天索道停运`, `今天、明天还有余票`.

Told as yesterday's it is nothing that anybody can heed. What an event did (`强降雨导致列车停运`), what was decided or
announced on that day, and what has ended or goes on is told.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.forecasts import own_clause
from service.editing.day_words.mentions import Mention, Unit, find

_MEASURE = re.compile(
    "(?:临时|全[天部线]|暂)?(?:停[运课诊电水气航办业](?!后|前|期|以来|的)|闭[馆园](?!后|前|期)|封闭(?!后|前|期|式|的)|绕行|限行"
    "|提前[^，。；]{0,8}放学)|[还仍尚]有余票"
)
_EVENT = re.compile(
    "[了已曾]|过(?=[，。])|导致|造成|致使|引发|使得|宣布|公布|决定|通报|发布|召开|举行|恢复|解除|结束|复[课航]|将|拟|计划|原定"
)
_RUN_ON = re.compile("(?:[^，。；]{0,6}起|(?:[上下]午|早晨)?\\d{1,2}[时点][^，。；]{0,4}起|[到至]\\d{1,2}[月日])")
_AT_AN_HOUR = re.compile(r"(?:凌晨|清晨|早[上晨]|[上下]午|中午|晚上?)?(?:凌晨|\d{1,2}[时点](?!\d{0,2}分?[至到—-]))")
_AHEAD = re.compile(r"\d{1,2}日|明[天日起]|后天|[下本]周|恢复|至今")


def refuse(text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence says what was stopped or on offer on the article's own day alone."""
    if programme <= day.date:
        return
    for each in find(text):
        if each.unit is Unit.DAY and each.shift == 0 and _is_of_one_day(each, text):
            raise NotTold(_("what was so for {each} only has passed ({date})", each=each.text, date=day.date))


def _is_of_one_day(mention: Mention, text: str) -> bool:
    before = re.split("[，；。：！？]", text[: mention.start])[-1]
    if "（" in before and "）" not in before:
        return False
    if mention.text[1:2] in "晨早" or _RUN_ON.match(text, mention.end) or _AT_AN_HOUR.match(text, mention.end):
        return False
    behind = own_clause(text, mention.end)
    measure = _MEASURE.search(behind)
    said = behind if measure is None else behind[: measure.end()] + re.split("[，；。]", behind[measure.end() :])[0]
    measure = measure or _MEASURE.search(before)
    if measure is None or _EVENT.search(said) or _EVENT.search(before):
        return False
    return "余票" in measure[0] or not _AHEAD.search(text, mention.end)
