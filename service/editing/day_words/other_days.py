"""Speech of a day that nobody names: `那天他出门时对她讲，明天去买书包`, `店长曾对她说：“你明天来。”`

What it says of 明天 counts from that day, not from the article's: it is not told with a day of either.
"""

from __future__ import annotations

import re

REACH = 60
"""Characters ahead of a word in which that stands."""

_BEFORE = (
    "(?:那[天晚时次]|当时|(?:出[发门海车警]|临[走行终别]|[走开动进]|赛|婚|考|术|牺牲|去世|上[场阵车船岗])之?前(?:一[天晚夜])?"
    "|生前|小时候|(?:出门|临走|离开|分手|分别)时|第一[天次])"
)
_SAYS = "(?:说|讲|问|喊|道|承诺|答应|保证|叮嘱|嘱咐|约定|许诺|写道|写着|提醒|回复|留言|告诉[^，。：]{1,6})"
_TO = "[对跟向和给同][^，。；：“”\\d今昨]{1,8}"
_SAID = re.compile(
    f"(?:{_BEFORE}[^。；“”\\d今昨]{{0,16}}?{_SAYS}|曾经?(?:多次|一再|当面|亲口|明确)?(?:{_TO})?{_SAYS})[，：]"
)
_NAMED = re.compile("[今昨前]天|[今昨][晚晨夜日]|\\d日")


def is_said_then(text: str, start: int) -> bool:
    """Return whether the word at that place is of somebody's speech on another day, which its sentence does not name.

    `那天的雨很大，明天还有雨` is no speech; `5月3日那天他在电话里讲，明天下山` names its day.
    """
    found = list(_SAID.finditer(text, max(0, start - REACH), start))
    return bool(found) and not _NAMED.search(text, 0, found[-1].start())
