"""Where a paper sends its reader: `恢复情况见今日第二版`, `见右图`. A listener has no page; the clause is not told."""

from __future__ import annotations

import re

_PAGE = r"(?:第[A-Z]?[一二三四五六七八九十\d]{1,3}|[A-Z]?\d{1,3}|[一二三四五六七八九十]{1,2})[版面]"
_POINTER = re.compile(
    rf"(?:^|[，；])[^，。；：“”]{{0,14}}?(?:详见|参见|见|刊于|转)(?:本[报刊])?(?:[今昨]日|[今昨]天)?(?:本[报刊])?"
    rf"(?:{_PAGE}|[下后]文|[上下左右]图|附[表图]|[图表][一二三四五\d])(?=[，。；]|$)"
)
_OWN_PAGE = re.compile(
    rf"(?P<paper>本[报刊](?:\d{{4}}年)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日|[今昨]日)?){_PAGE}(?=[曾刊报登])"
)
"""`本报10月24日第二版报道了…`: the paper says where it was, and only when is told."""


def without(text: str) -> str:
    """Return a sentence less the clauses that send the reader to a page or a picture; empty where nothing is left."""
    left = _OWN_PAGE.sub(r"\g<paper>", _POINTER.sub("", text)).lstrip("，；")
    return left if any(map(str.isalnum, left)) else ""
