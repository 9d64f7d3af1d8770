"""Words of no day of the article's: sayings, and speech of a day that nobody names.
`今天能做的绝不拖到明天` is of any day. Of `那天他出门时对她讲，明天去买书包` and `店长曾对她说：“你明天来。”` 明天
counts from a day that is not the article's. Neither is told with a day.
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
_GENERAL = "常[说讲]|老话|俗话|规矩|都知道|眼里|口头禅|日子|往往|总是|习惯"
_WEATHER = "[雨雪晴阴霜雾风温云℃度]"
_SAYING = re.compile(
    r"[昨今]天(?:能|没|该|[^，。；天]{0,3}[干做吃写学修磨办卖读][不没]?[完好了成]|的[^，。；天]{0,3}[活事作业功课账])[^。；]{0,24}?[今明]天"
    rf"|(?:{_GENERAL})[^。；]{{0,30}}?[昨今]天[^。；]{{1,12}}[今明]天"
    r"|(?:^|[，；：])(?:哪怕|只要|要是|如果|若是)?今[天日](?!的?[上下]午|的?[早晚]|凌晨|清晨|傍晚|中午)[^，。；了]{1,12}，"
    r"[^，。；]{0,2}[明后]天[^，。；]{0,3}(?:就|还[没要得]|也[要得未]|要加?倍|未必|推|再)"
    r"|今[天日](?:再)?不[^，。；]{1,10}，?明[天日]就|[拖留等推攒放][到至]?明天|今天[^。；]{1,10}，明天[^，。；]{0,2}(?:就|再|还|接着|又)"
)
"""`今天能做的绝不拖到明天`, `今天割了，明天就要耕`: of any day."""
_NOT_GENERAL = re.compile(f"\\d|{_WEATHER}|记者")
_WHOM = (
    "(?:[他她我你它]们?|老[人伴师]|大家|对方|妻子|丈夫|孩子|[儿女]子?|母亲|父亲|徒弟|队[员友]们?|工友们?|街坊|邻居|顾客|司机"
    "|[\u3400-\u9fff]{0,4}[人生员])"
)
_TOLD_TO = re.compile(
    rf"(?:告诉|叮嘱|嘱咐|劝|催|骗|哄|求|安慰|答应|吩咐){_WHOM}(?:说)?[，：]"
    rf"|[对跟向](?!记者|本报){_WHOM}(?:说|讲|喊|道|表示|承诺|保证)，"
)
"""`我告诉他，今天别急着卖`: what one tells another is of that day. What one tells a reporter is of the article's."""
_MANY = re.compile("市民|居民|村民|旅客|乘客|考生|读者|记者|用户|业主|家长|游客|群众")
"""Whom an office tells something through the paper."""
_SAYS_IT = re.compile("(?:^|[，；：＿])[我他她]们?(?:说|讲|问|喊)$")
"""`我说今天不去`: words as they were said."""
_NAMED = re.compile("[今昨前]天|[今昨][晚晨夜日]|\\d日")


def is_said_then(text: str, start: int) -> bool:
    """Return whether the word at that place is of somebody's speech on another day, which its sentence does not name.

    `那天的雨很大，明天还有雨` is no speech; `5月3日那天他在电话里讲，明天下山` names its day.
    """
    found = list(_SAID.finditer(text, max(0, start - REACH), start))
    return bool(found) and not _NAMED.search(text, 0, found[-1].start())


def is_saying(text: str) -> bool:
    """Return whether a masked sentence sets 昨天, 今天 and 明天 against one another as of any day."""
    found = _SAYING.search(text)
    return found is not None and not _NOT_GENERAL.search(found[0])


def is_told_to_somebody(text: str, start: int) -> bool:
    """Return whether the word at that place of a masked sentence is in what one person tells another."""
    left = max(0, start - REACH)
    if any(not _MANY.search(found[0]) for found in _TOLD_TO.finditer(text, left, start)):
        return True
    return _SAYS_IT.search(text, max(0, start - 6), start) is not None
