"""Marks that OCR misread or lost, put right where only one reading can stand.

`从12日12时开始的停饮。历时5天。`: a stop behind a thing of which nothing is told, ahead of how long it was. It goes.
`12时因故障停机14时20分修复`: the second time of a clause begins a second deed behind a first: a comma parts them.
"""

from __future__ import annotations

import re

from service.language.lexical_tagger import NOUNS, tagged

_BEGUN_THING = re.compile(
    r"(?P<thing>(?:^|[。！？，；])(?:从|自)[^，。！？；“”]{2,30}(?:开始|起|以来)的[^，。！？；“”的了是]{2,8})。"
    r"(?=共?(?:历时|持续|长达|延续)(?!的|这)[\d一二三四五六七八九十近约])"
)
"""`自7月1日起的施工。历时三个月。`; what has a predicate of its own (`自7月1日起的施工结束了。`) is a sentence."""
_CLOCK = r"\d{1,2}时(?:\d{1,2}分)?"
_TWO_DEEDS = re.compile(
    rf"(?<!\d){_CLOCK}(?![、至到—~前后许起])[^，。！？；：“”、\d]{{2,24}}?(?P<second>(?<=[\u4e00-\u9fff])\d{{1,2}}时\d{{1,2}}分)"
    r"(?=[\u4e00-\u9fff])"
)
_DEEDS = frozenset(("v", "vn", "vd"))
_LEADS_TO_TIME = re.compile(
    r"(?:预计|计划|争取|力争|截至|截止|推迟|提前|延长|延迟|延后|调整|改|约|近|每|当|定|为|于|在|至|到|从|自|由|将|拟|是|和|及|与|或|的|前|后"
    r"|[日天晚午晨夜早上下时分])$"
)
"""A time behind these belongs to them: `推迟至14时20分`, `预计14时20分恢复`, `下午2时20分`."""


def put_right(text: str) -> str:
    """Return the text with the stops and commas as they must have been printed."""
    text = _BEGUN_THING.sub(lambda m: m["thing"] if _is_thing(m["thing"]) else m[0], text)
    for found in reversed(list(_TWO_DEEDS.finditer(text))):
        at = found.start("second")
        if _parts_deeds(text, found.start(), at, found.end("second")):
            text = f"{text[:at]}，{text[at:]}"
    return text


def _is_thing(clause: str) -> bool:
    """Return whether the clause ends with a thing, of which nothing is said."""
    return (
        bool(words := tagged(clause))
        and words[-1].tag in NOUNS | _DEEDS
        and clause.rpartition("的")[2]
        in (
            "".join(each.text for each in words[-2:]),
            words[-1].text,
        )
    )


def _parts_deeds(text: str, start: int, at: int, end: int) -> bool:
    """Return whether a deed ends where the time begins, and another one follows it."""
    if _LEADS_TO_TIME.search(text[start:at]):
        return False
    ahead, behind = tagged(text[start:at]), tagged(text[end : end + 12])
    return bool(ahead and behind) and ahead[-1].tag in _DEEDS and behind[0].tag in _DEEDS
