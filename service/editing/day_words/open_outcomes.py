"""What waits for a time that is over: `要看今天上午的检查结果`, `要等今晚三场比赛结束`, `元旦前能补发`, `春节将至`.

On a later day it is known how it ended, so that it is not told as open.
"""

from __future__ import annotations

import datetime as dt
import functools
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.wording import calendar

REACH = 24
"""Characters ahead of a time in which it says that something waits for it."""
_LONGEST_WAIT = 60
"""Days ahead in which a feast is said to come."""

_WAITS = re.compile(
    "(?:(?<![需主只])[要得]|还[要需得]|尚?需|须|只[能有]|[才先再])(?:先|再|继续)?(?:看|等到?|视)(?![病房牙护望孩齐])[^，。；：！？]{0,12}$"
    "|取决于[^，。；：！？]{0,12}$|(?:[有尚须还只]待|^待|，待)[^，。；：！？]{0,12}$"
)
_OPEN = re.compile(
    "[^。；！？]{0,24}?(?:结果|结论|结束|结算|情况|表现|雨情|水情|天气|风力|风向|脸色|成绩|比分|通知|决定|揭晓|出炉|再[定说作做决]|才[能会知]|而定|决定)"
)
"""Without it somebody only wishes to see something: `要看今晚的演出`."""
_TERMS = (
    "立春|雨水(?=节气)|惊蛰|春分|清明|谷雨|立夏|小满|芒种|夏至|小暑|大暑"
    "|立秋|处暑|白露|秋分|寒露|霜降|立冬|小雪(?=节气)|大雪(?=节气)|冬至|小寒|大寒"
)
_FEAST = re.compile(
    f"(?<![去前每年])(?<!\\d年)(?P<name>元旦|五一(?!路|大道|广场)|六一|国庆|元宵|春节|端午|七夕|中秋|重阳|腊八|除夕|{_TERMS})"
    "(?:长假|假期|小长假|佳节|节气|节)?(?P<list>[、和及与](?:元旦|国庆|元宵|春节|端午|中秋|除夕)节?)?"
    "(?:将[至近到临]|在即|[临将]近|即将(?:到来|来临)|快到了|(?:到来|来临)之?[前际]|之?前(?!一?[天日晚夜周]|[两三几\\d][天日周]|[夕后往来期]))"
)
_DONE = re.compile("[已了曾]|过(?=[，。])")
_CALLED = {"五一": "国际劳动节", "六一": "国际儿童节"}


def waits(text: str, start: int, end: int) -> bool:
    """Return whether the outcome of something waits for the time that stands between these places."""
    return _WAITS.search(text, max(0, start - REACH), start) is not None and _OPEN.match(text, end) is not None


def refuse_feast(text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a sentence says that a feast is near, or what is to be before it, and it has come."""
    if programme <= day.date:
        return
    for found in _FEAST.finditer(text):
        before = found[0].endswith("前")
        if before and _DONE.search(text):
            continue
        date = _next(_CALLED.get(found["name"], found["name"]), day.date)
        if date and date <= programme:
            raise NotTold(_("{mention} has passed ({date})", mention=found[0], date=date))


@functools.lru_cache(256)
def _next(name: str, date: dt.date) -> dt.date | None:
    """Return the feast's next day from a date on, near enough to be spoken of as coming."""
    days = (date + dt.timedelta(days=away) for away in range(_LONGEST_WAIT))
    return next((each for each in days if name in calendar.occasion(each)), None)
