"""Which sentences of an article answer another one, without which they say little, or something else.

`沈星河说：“罚款的事我不能替交警答复。”` behind a call about a leak answers what nobody asked. Of 40 programmes of
invented papers five had such an answer, and a question without one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from service.editing.attribution import speech_acts

SHORTEST_OF_ITSELF = 30
"""Characters of an answer without a quotation that may be told though its question cannot."""

_ASKED = re.compile(r"？”(?:[^，。“”]{1,24}问(?:道|他|她)?。)?$")
"""How somebody's question ends: `杜若问：“找到没有？”`, `“找到没有？”杜若问。`"""
_TURNED_TO = re.compile(r"来电|打来电话|反映|投诉|抱怨|求助|诉苦|提问|[追发]问|问[，：]|问[^，。“”？]{3,30}。$")
"""Who turns to somebody is answered by the next one."""
_ANSWERS = re.compile(r"(?:回答|答复|回应|回复|解释|反驳|更正|[^解应回作问]答)(?:说|道)?[，：]")
_TO_HIM = re.compile(r"“[^”]{0,40}[你您](?!好)")
"""Who asked is spoken to: `“你回去告诉妈妈。”`"""
_OF_HIMSELF = re.compile(r"“[^”]{0,40}[我咱](?![国省市县区])")
_ON_THE_SPOT = re.compile(r"当场(?:就)?(?:解释|答复|回[答应]|表[示态]|承诺|答应|要求)")
_BECAUSE = re.compile(r"[，：]“?[^，。“”]{1,4}(?:主要)?(?:是因为|是由于|原因[是在])")
"""`变慢是因为查处了一批企业`: what became slow was said before."""


def is_question(text: str) -> bool:
    """Return whether the sentence is a question that somebody asks in quotation marks."""
    return _ASKED.search(text) is not None


def answered(lines: Sequence[tuple[str, int]], tellable: Collection[int]) -> dict[int, int]:
    """Return, by sentence, the one just before it that it answers.

    `lines`: each sentence, and its paragraph's number; `tellable`: those that can be told. An answer to a question that
    cannot be told is one by itself if it is long enough, and no quotation.
    """
    found: dict[int, int] = {}
    for at in range(1, len(lines)):
        (before, paragraph), (text, own) = lines[at - 1 : at + 1]
        of_itself = "“" not in text and len(text) >= SHORTEST_OF_ITSELF and at - 1 not in tellable
        if own == paragraph and _answers(text, before) and not (is_question(before) and of_itself):
            found[at] = at - 1
    return found


def _answers(text: str, before: str) -> bool:
    if _ON_THE_SPOT.search(text) or _BECAUSE.search(text):
        return True
    if is_question(text):
        return False
    if is_question(before):
        return True
    said = speech_acts.find(speech_acts.mask(text, False)[0])
    if not said:
        return False
    others = speech_acts.find(speech_acts.mask(before, False)[0])
    turned = _TURNED_TO.search(before) is not None
    if not (turned or (others and others[0].subject != said[0].subject)):
        return False
    direct = _TO_HIM.search(text) is not None
    return direct or (_OF_HIMSELF.search(text) is not None and (turned or _ANSWERS.search(text) is not None))
