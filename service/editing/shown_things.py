"""What a camera shows and a listener does not see: `在沈阳的这家企业` is told as `在沈阳的一家企业`.

On 85 broadcast days eleven such firms and fields were told; none of them had been named or told of before.
"""

from __future__ import annotations

import re

from service.language import bigrams

_SHOWN = re.compile(
    "(?<![他她我们家给对把将跟同])(?<=[\u3400-\u9fff，])这(?=家[\u3400-\u9fff\\d]{0,16}?(?:企业|公司|厂|集团|卖场|商场|超市|[餐饭]厅|[饭商]店|酒店|民宿|博物馆|车间|站点|合作社|农场|机构|基地|市场)"
    "|片[\u3400-\u9fff]{0,8}?(?:田|果园|林地|海域|试验区)|件[\u3400-\u9fff]{4,16}(?:本|器|品|像|画)是)"
)
_MADE = re.compile(
    "(?<![他她我们家给对把将跟同])(?<=[\u3400-\u9fff，])这(?=[台间套](?P<what>[\u3400-\u9fff\\d]{2,18}))"
)
"""A machine, a room or a set of things that the camera is in front of: `只需打开这套检测系统`, `研究所的这台电脑上`."""
_NAMED = re.compile("有限公司|“[^“”]{2,12}”|名为|名叫")
_ONE = re.compile("[一某该这两三]家|[一这]片|[一这]件")
"""What may have told of it in the sentences ahead."""
_PLACE = re.compile("([\u3400-\u9fff]{2})(?:[市县区镇])?的?$")
FAR = 400
"""Characters ahead in which the thing may have been told of by a word of its own."""
REACH = 160
"""Characters of its paragraph ahead in which that may stand."""


def told(text: str, ahead: str) -> str:
    """Return the sentence with one of a kind for what it points at and nobody has told of; `ahead`: its article's.

    Behind a place, `云州的这家`, what was told of elsewhere is another one.
    """
    near = ahead.rpartition("\n")[2][-REACH:]
    if (made := _MADE.search(text)) and not bigrams.han(made["what"]) & bigrams.han(
        ahead[-FAR:] + text[: made.start()]
    ):
        text = f"{text[: made.start()]}一{text[made.end() :]}"
    found = _SHOWN.search(text)
    if found is None or _NAMED.search(near) or _NAMED.search(text, 0, found.start()):
        return text
    place = _PLACE.search(text, 0, found.start()) if text[found.start() - 1] == "的" else None
    if _ONE.search(near) and (place is None or place[1] in near):
        return text
    return f"{text[: found.start()]}一{text[found.end() :]}"
