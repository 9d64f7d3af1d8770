"""A character misread where its neighbours leave one reading, whatever words there are: 上牛9时 is 上午9时.

The frames are a part of the day ahead of an hour, a unit or a part of a date behind a figure, and verbs ahead of what
only they take (拔打12345, 外以罚款). 囗, an enclosure, is printed only where characters themselves are told of.
None of them is in 4.5 million characters of broadcast news, which nobody scanned. What they leave alone: 选拔打手,
3干部, 5万无房户, 骟马, 此外以罚款为主, 7月31日目前.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_HOUR = r"(?:\d{1,2}[时点:：]|[一二三四五六七八九十]{1,3}[时点])"
_END = r"(?=[，。；、）]|$)"
_PENALTY = r"(?=以[^，。；]{0,10}(?:罚款|罚金|拘留|徒刑|警告))"
_FRAMES = (
    (r"囗(?![部旁字”’])", "口", "口"),
    (r"(?<=\d)曰(?=[\u4e00-\u9fff，。、）])|(?<=月\d)曰|(?<=月\d\d)曰", "日", "日"),
    (r"(?<=月\d)[目臼](?!前)|(?<=月\d\d)[目臼](?!前)", "日", "日"),
    (r"(?<=\d)[用丹](?=\d{1,2}日)", "月", "月"),
    (r"(?<=[12]\d{3})[牛午](?=\d{1,2}月)", "年", "年"),
    (rf"(?<=[上下中正])[牛干千](?={_HOUR})|(?<=[日天][上下中])牛(?=，)", "午", "午"),
    (r"(?<![\u4e00-\u9fff])令(?=[天日晚早晨]\d{1,2}[时点])", "今", "今"),
    (r"(?<=[\d百千万亿]公)[厅斥]", "斤", "公斤"),
    (r"(?<=[\d百千万亿]公)[皇甲埋]", "里", "公里"),
    (r"(?<=[\d百千万亿]公)倾", "顷", "公顷"),
    (r"(?<=[\d百千万亿]平)万(?=米|公里)", "方", "平方"),
    (r"(?:(?<=[\d百千万亿](?:平方|立方))|(?<=\d[厘毫千]))朱(?!鹮)", "米", "米"),
    (r"(?<=\d)干(?=[元亩吨余多克瓦米伏赫])|(?<=[百万亿])干(?=[克瓦米伏赫])|(?<=\d)于(?=瓦)", "千", "千"),
    (rf"(?<=[\d百千余多][万亿])无{_END}|(?<=\d\.\d\d)无{_END}", "元", "元"),
    (r"(?<=[\d百千万亿余多])兀", "元", "元"),
    (r"(?<=\d)[肘吋](?=\d{1,2}分|[许起至，])|(?<=小)吋", "时", "时"),
    (r"(?<=第)—(?![—第\d])", "一", "第一"),
    (rf"(?<=[被并可将应其者予])外{_PENALTY}", "处", "处以"),
    (r"(?<![选提海挑])拔(?=打(?:\d|电话|热线|报警|[^，。；]{0,8}(?:电话|热线|号码)))", "拨", "拨打"),
    (r"(?<=[被受诈])骟(?!马|割)|骟(?=[局取走])", "骗", "骗"),
    (r"人(?=库(?:流量|水量|洪峰))", "入", "入库"),
)
"""The misread character with what stands around it; what it is; the word."""
_FRAME = re.compile("|".join(f"({pattern})" for pattern, _, _ in _FRAMES))


class FramedCharacter(NamedTuple):
    """A misread character, where it stands, and the word that it is part of."""

    start: int
    wrong: str
    right: str
    word: str


def misread_in_frames(text: str) -> list[FramedCharacter]:
    """Return the characters that cannot be what they look like where they stand, in order."""
    found = []
    for match in _FRAME.finditer(text):
        _, right, word = _FRAMES[(match.lastindex or 1) - 1]
        found.append(FramedCharacter(match.start(), match[0], right, word))
    return found
