"""News of a meeting or an inspection: it is told with at least one thing that was decided, asked for or said there.

`市长到渔港检查节后复工情况。` tells an agenda. Of 99 items of five minutes that strangers judged, six told a meeting or
an inspection by who came and what was on the table, and none of the six could go on air.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from service.editing import news_sense
from service.editing.summary.candidates import Candidate
from service.model import Article, Genre

OWN_ROOM = 80
"""Characters that a decision may have beyond those of its story: it is often a list, and parted for the ear."""
BEGINNING = 2
"""Sentences in which it says so: `座谈会昨天举行。市委书记出席并讲话。`"""
SHORTEST = 18
"""Characters of the shortest sentence that tells what was decided or said: `会议要求抓好落实。` is shorter."""
_OFFICE = "书记|[省市县区州镇乡]长|董事长|主任|常委会|常务会|党组|党委|政府|集团|指挥部|中心组"
_GATHERED = (
    "召开[^，。]{0,24}会|主持[^，。]{0,20}会|会[^，。]{0,16}(?:召开|举行)|举行[^，。]{0,20}(?:会|学习)"
    "|检查|调研|督[导查]|走访|巡[查视]|查看|视察|部署|指挥"
)
_TOLD_TO_THE_PRESS = re.compile("(?:发布|通气|吹风|见面|签约|推介)会|仪式|开幕|论坛")
"""What is held for others to hear: its news is what was told there."""
_IN_OFFICE = re.compile(_OFFICE)
_MEETS = re.compile(_GATHERED)
_DECIDES = re.compile(
    "(?:决定|明确|确定|原则同意|要求|会议[^，。]{0,4}提出|责成|叮嘱)(?!要求|地|的是)(?P<what>[^。]{8,})"
)
_STRESSES = re.compile("(?:指出|强调)[^。]{8}")
_SAYS = re.compile("(?:表示|认为|说[，：])[^。]{8}")
"""Anybody's words: those in office point out and stress."""


def is_of_a_meeting(article: Article) -> bool:
    """Return whether the article begins with people in office who meet, or look into something."""
    opening = "。".join(article.paragraphs[0].split("。", BEGINNING)[:BEGINNING]) if article.paragraphs else ""
    if article.genre is not Genre.NEWS or _TOLD_TO_THE_PRESS.search(opening):
        return False
    return _IN_OFFICE.search(opening) is not None and _MEETS.search(opening) is not None


def is_decision(text: str) -> bool:
    """Return whether a sentence tells what was decided, asked for or said, and not only what was on the table."""
    return _worth(text) > 0


def first(left: Iterable[Sequence[Candidate]], room: int) -> Candidate | None:
    """Return what was decided with a number or a day, else what was decided, else what was said; None without any."""
    found = [(_worth(ways[0].text), -ways[0].line, ways[0]) for ways in left if ways[0].size <= room]
    worth, _, best = max(found, key=lambda each: each[:2], default=(0, 0, None))
    return best if worth else None


def _worth(text: str) -> int:
    if len(text) < SHORTEST:
        return 0
    if decided := _DECIDES.search(text):
        return 4 if news_sense.has_number(decided["what"]) else 3
    return 2 if _STRESSES.search(text) else int(_SAYS.search(text) is not None)
