"""What is of a meeting or a show whose length the article says, `会期三天`, and which is over by the programme's day.

`委员将审议报告` and `会议期间实行交通管制` name no day. They are heard as of now.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import find, mask
from service.editing.day_words.reference_days import dates_in
from service.language import sentences

_NUMERALS = "一二三四五六七八九十"
_TERM = re.compile(
    f"(?:会期|展期|赛期|为期|会议历时)(?P<number>\\d{{1,2}}|[{_NUMERALS}两])天(?P<half>半)?|(?:活动|宣传|科普|安全|科技|读书)周(?!期间|年|边|末|日)"
)
_WILL = re.compile(
    "(?<!即)将(?:分组|分别|集中|依次|同台)?(?:听取|审议|审查|表决|选举|讨论|协商|角逐|争夺|决出|展出|展示|上演|亮相|参赛|参展)"
)
_MEANWHILE = re.compile(
    "^(?:会议|大会|两会|展会|展览|比赛|赛事|活动|论坛|(?:活动|宣传|科普|安全|科技|读书)周)期间，?(?![^。]{0,40}[了已曾])"
)
_DONE = re.compile("[了已曾]|过(?=[，。])")


def refuse(text: str, ahead: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence is of what is over by the length that the text ahead, or itself, gives.

    It counts from the last day of the sentence that gives it, else from the article's.
    """
    if programme <= day.date or not (_MEANWHILE.match(text) or (_WILL.search(text) and not _DONE.search(text))):
        return
    if find(text) and not _TERM.search(text):
        return
    lines = [each for line in ahead.split("\n") for each in sentences.split(line)]
    for sentence in (*reversed(lines), text):
        if found := _TERM.search(mask(sentence)):
            break
    else:
        return
    first = max((date for _, date in dates_in(sentence, day, day.date)), default=day.date)
    number = found["number"] or "七"
    days = int(number) if number.isdecimal() else _NUMERALS.find(number) + 1 or 2
    last = first + dt.timedelta(days=days - (0 if found["half"] else 1))
    if last < programme:
        raise NotTold(_("{mention} has passed ({date})", mention=found[0], date=last))
