"""What began on a day and had no end when it was written: `自6日起出现持续海雾`, `24日起封闭，恢复时间看水位`.

Told some days later it is heard as lasting, and nobody knows whether it does.
"""

from __future__ import annotations

import datetime as dt
import re

from service.core.messages import _
from service.editing.article_day import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.reference_days import dates_in, names_time

AGE = dt.timedelta(days=3)
"""How long after its day a fog, or a closure for a flood, is still told as lasting."""

_CLOSED = "封闭|停航|停运|停课|停水|停电|停渡|绕行|绕走|改道|管制|禁行|限行"
_SKY = "雾|雨|雪|霾|浮尘|扬沙|沙尘|高温|低温|大风|冰冻|霜冻|旱"
_LASTS = re.compile(
    f"起，?[^，。；]{{0,6}}(?:一直|持续|连续)[^，。；]{{0,6}}(?:{_SKY})"
    f"|(?:{_CLOSED})[^。；]{{0,20}}(?:恢复时间|何时恢复|恢复[^，。；]{{0,4}}(?:视|看|待|另行))"
    f"|(?:{_CLOSED})[^。；]{{0,20}}(?:视|看)[^，。；]{{1,8}}(?:而定|再定|恢复|水位|天气)"
    f"|(?:继续|仍[然旧需要]?|暂时|暂)(?:{_CLOSED})"
)
_SOON = re.compile(
    "^(?:后续|接下来|随后)，?[^。；]{0,60}?择机|集结到位|待命(?!令)|整装待发"
    "|^(?:会谈后，|访问期间，)?(?:两国|双方|两国元首|中[\u3400-\u9fff]双方)(?:元首|领导人)?还?将(?:发表|签署|共同|举行|会见|出席)"
)
"""`后续，返回舱将择机返回`, `上百台车辆集结到位`, `两国还将发表联合声明`: what comes within hours."""
_NEAR = re.compile("后续[^。；]{0,40}?(?<!即)将(?![军士领])|即将(?!到来的|退役的)|就要(?![求点])|进入倒计时")
"""`后续，乘组将进入货船`, `收费办法即将公布`: what comes within days."""
_DONE = re.compile("[了已曾]|过(?=[，。])|每|凡|如遇|一旦")


def refuse(text: str, day: ArticleDay, programme: dt.date) -> None:
    """Raise NotTold where a masked sentence tells of such a state, and names no day to come by which it ends."""
    if programme > day.date and (soon := _SOON.search(text)) and not names_time(text):
        raise NotTold(_("{soon} of {date} may be over", soon=soon[0], date=day.date))
    if programme - day.date >= AGE and (near := _NEAR.search(text)) and not names_time(text):
        raise NotTold(_("{near} of {date} may be over", near=near[0], date=day.date))
    if programme - day.date < AGE or _DONE.search(text) or not (found := _LASTS.search(text)):
        return
    if any(date >= programme for _, date in dates_in(text, day, day.date)):
        return
    raise NotTold(_("{found} may be over since {date}", found=found[0], date=day.date))
