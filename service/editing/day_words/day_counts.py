"""Numbers of days that are no date of a month: `行政拘留10日`, `工期缩短30日`, `15日的处罚`."""

from __future__ import annotations

import re

REACH = 40
"""Characters ahead of a number in which that stands."""

_NO_DATE_AHEAD = re.compile(
    r"(?:每月|农历|[一二三四五六七八九十]月|月\d{1,2}日(?:[、和及]\d{1,2}日){0,9}[、和及]"
    r"|拘留|拘役|管制|羁押|禁闭|停[职业产工课运牌航电水气播]|歇业|闭馆|休[市馆息假]|放假|缩短|延长|延期|延迟|推迟|顺延|提前|滞后|宽限|限期|期限?[为是]?|周期"
    r"|历时|耗时|用时|连续|一连|持续|延续|间隔|相隔|隔|累计|共计|总共|前后|整整|[长高多已]达|达到|至少|最[少多]|[少多]于|超过?|不[满足]|逾期|仅用?|只用|最近"
    r"|公示|公告期?|经过|处以?|(?:增加?|减少?|缩短?)[到至]|[年婚产病事丧寒暑理亲]假期?|假期|还有|只剩|仅剩|剩余?|观察|住院|服刑|停留|逗留|冷静期|分为|[用花等住走干守拘关了过]了)$"
)
"""What stands before a number of days, `行政拘留10日`, `工期缩短30日`; a date stands behind a mark or who acts."""
_NO_DATE_BEHIND = re.compile(
    r"(?:的(?:处罚|拘留|期限|工期|假期|行程|时间|封闭|公示)|之?内|以[上下内]|左右|，?并处|时间|期限|(?:[、或和]\d{1,2}日)?(?:行政)?拘[留役]|产假|年假|婚假)"
)


def is_count(text: str, start: int, end: int) -> bool:
    """Return whether the number of days at that place says how many there are, and not which."""
    return _NO_DATE_AHEAD.search(text[max(0, start - REACH) : start]) is not None or bool(
        _NO_DATE_BEHIND.match(text, end)
    )
