"""What somebody claims and another answers in the next sentence: neither is told without the other.

`有网民留言称“北延段停工了”。` alone spreads what `费长庚对此予以否认` takes back, and the denial alone denies nothing.
Of 51 articles that a stranger wrote, four lost one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

REACH = 2
"""Sentences ahead of a denial in which the claim may stand."""

_DENIES = re.compile(
    r"否认|澄清|辟谣|反驳|驳斥|不属实|并非如此|不是这样|子虚乌有"
    r"|(?:^|[，：“])(?:这|此|该)(?:一?[个种条]?)(?:说法|传言|消息|看法|做法|言论|担心)?(?:[是属系]一?[个种场]?)?(?:纯属)?"
    r"(?:误[会解区]|谣[言传]|错[的误]|假的|不对|不实|有误|没有[^，。]{0,4}[根依]据|不准确|不成立)"
)
_CLAIMS = re.compile(
    r"称(?![号职赞])|(?<![小学])[说传](?!明|统|服|递|承|播)|写道|留言|发帖|指[责控]|声称|认为|担心|以为|质疑"
)
_RUMOUR = re.compile(
    "(?:网上|网传|坊间|有(?:人|网民|网友|传言|消息|说法))[^，。“”]{0,14}(?:[传称说]|写道|留言|发帖)[^，。“”]{0,2}[，：]?“"
)
"""What nobody in particular says: a paper tells it for what it says next."""
_SECOND_HAND = re.compile("[说称反映]，[^。“”]{0,40}[，、]?[^，。“”]{2,12}[说称](?![法明服])[^，。“”]{4,}")
"""`王先生说，开发商说过了保修期`: what another says, told by who complains of it."""
_REPLIES = re.compile("(?:回答|答复|回应|回复|解释|表示|澄清|说明)[，：]")
_OF_ITSELF = re.compile(r"否认(?!指[责控]|[这此该其有相][一关项些是]?|上述|了?[，。])[^，。]{2,}")
"""`官员否认扣船`: what is denied is said."""


OPENING, ANSWERED_WITHIN = 3, 5
"""Sentences in which an article comes to a rumour, and those behind it in which somebody answers for an office."""
_GOES_ROUND = re.compile(
    "网传|(?:网[上络友]|群|朋友圈|平台|坊间|街坊|村里)[^，。]{0,12}(?:[流疯热盛]传|传[播开着]|转[发传]|刷屏|在传)"
    "|(?:视频|语音|录音|截图|消息|帖子|说法|传言|图片|照片|通知|公告)”?[^，。“]{0,20}(?:[流疯热盛]传|传[播开着]|转[发传]|刷屏|在传)"
)
"""`一段“叶子检出甲醛”的短视频在网上传播`: what it says is read out, and nobody stands for it."""
_ANSWERS = re.compile("回应|通报|[核调]查|核实|证实|查明|查证|查实|澄清|辟谣|否认|不实|谣|声明|假的|没有这回事")


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """A claim and its denial, as places in the article."""

    claim: int
    denial: int
    stands: bool
    """The denial says itself what it denies."""


def find(lines: Sequence[tuple[str, int]]) -> list[Rebuttal]:
    """Return what is claimed and denied; `lines`: each sentence, and the number of its paragraph."""
    found: list[Rebuttal] = []
    for at, (text, paragraph) in enumerate(lines):
        before, same = (lines[at - 1][0], lines[at - 1][1] == paragraph) if at else ("", False)
        heard = (_RUMOUR.search(before) and not _DENIES.search(before)) or (
            _SECOND_HAND.search(before) and _REPLIES.search(text)
        )
        if same and heard and not _DENIES.search(text):
            found.append(Rebuttal(at - 1, at, stands=True))
            continue
        denies = _DENIES.search(text)
        if denies is None or (_CLAIMS.search(text, 0, denies.start()) and "“" in text[: denies.start()]):
            continue  # it has the claim itself
        near = [k for k in range(at - 1, max(-1, at - 1 - REACH), -1) if k == at - 1 or lines[k][1] == paragraph]
        claim = next((k for k in near if _CLAIMS.search(lines[k][0])), None)
        if claim is not None:
            found.append(Rebuttal(claim, at, _OF_ITSELF.search(text) is not None))
    return found


def rumour(lines: Sequence[tuple[str, int]]) -> Rebuttal | None:
    """Return the rumour that an article begins with and the first sentence that answers it; None where it has none.

    Whatever stands ahead of the answer spreads the rumour, and whatever stands behind it goes on from the answer. Of
    four such articles in eight papers that a stranger wrote, three were told without the answer.
    """
    opening = [text for text, _ in lines[:OPENING]]
    claim = next((at for at, text in enumerate(opening) if _GOES_ROUND.search(text)), None)
    if claim is None or _ANSWERS.search(opening[claim]):
        return None
    near = range(claim + 1, min(len(lines), claim + 1 + ANSWERED_WITHIN))
    answer = next((at for at in near if _ANSWERS.search(lines[at][0])), None)
    return None if answer is None else Rebuttal(claim, answer, stands=False)
