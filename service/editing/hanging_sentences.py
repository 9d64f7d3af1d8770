"""Sentences that say nothing, or something else, without one that is not told because of its day.

`不过早晚温差大` of a forecast that is over, `这次降雨` where no rain is told, the second half of a quotation, an answer
whose question is left out, 他 whom only that sentence names. They are left out with it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from service.core.messages import _
from service.editing import cohesion, day_words, stale_advice
from service.language import sentences

_GOES_ON = re.compile(
    r"(?:[^，。：“”]{2,12}(?:说|表示|介绍|提醒)，)?(?:不过|但是?(?!凡|愿)|同时|因此|所以|于是|其中|此后|随后|而且|另外|也就是说|否则|然而)"
    r"|[^，。：“”]{2,12}(?:回答|答道|应道|回应|反驳|当场解释|随即|随后|接着)"
    r"|(?:开[展幕馆业园播工]|上[映线市]|启动|试?运行)(?:至今|以来)|[^。“”]{2,60}(?:这样|这么|如此)(?:一|的)?[条句段番个则][^，。]{0,6}"
    r"|第[一二三四五六][轮次趟回遍](?:，|(?=[没无敲打走去来说问试找下上进出看派拨]))|从[^，。]{2,8}到[^，。]{2,8}，(?:一共|前后|总共)?\d"
    r"|[^，。“”]{2,10}(?:一边说|说着|边说边|说完|话音)|[^，。“”]{0,8}(?:对此|为此|如此一来|这样一来)"
)
"""`邱震说，不过早晚温差大`, `谢春梅一边说，一边…`: just behind what is not told."""
_THE_SAYING = re.compile("[此该](?:说法?|消息|传言|言论)(?=[不属系纯已]|[，。])|[这上][一述](?:说法|消息|传言)")
"""`县水务局回应：此说法不实`."""
_THIS_TIME = re.compile("[这此本][次场轮波股届]([\u3400-\u9fff]{2})")
"""`这次降雨`, of a rain that stands in what is not told."""
_SOON = re.compile("(?<!期)即将|就要(?!求)|正在(?:进行|报名|受理|征集|招募)|(?:报名|预约|招募|征集|受理)正在")
"""What was so when it was written: `这样的暖意即将告一段落`, `报名正在进行`."""
_BEHIND = 2
"""Sentences on either side of such a one in which its day may stand."""
_CALLS = re.compile(
    r"(?:请|欢迎|可(?:以)?|希望)(?:[^，。]{0,10})?(?:拨打|提前|预约|报名|登记|参加|前往|携带|绕行|到[^，。]{1,12}(?:献血|领取?|集合))"
    r"|不用预约|先到先得|约满为止|额满为止|免费(?:提供|乘坐|参观|开放|入场)|将在[^，。]{1,12}(?:摆摊|展出|演示|表演|理发|义诊)|延长开放|名额(?:每天|共|为)?\d"
)
"""What one could do or see then."""


OF_WHAT_IS_OVER = _("of what is over")
"""The reason for what was offered or in force with something that is over."""
_RULES = re.compile("优先(?![级股权])|一律|按号|不得|不准|限[时行流号]|[须需]凭")
"""`学生优先登船`, of a service of a day that is over."""
_AT_HOURS = re.compile(
    r"(?:[上下中]午|[早晚]上?)?\d{1,2}[时点][^，。；]{0,6}[到至—-](?:次日)?(?:[上下中]午|[早晚]上?)?\d{1,2}[时点][^，。；]{0,12}(?:封闭|管制|禁[行止]|停[运水电航]|开放|限行|绕行|改道)"
)
_HAS_BEEN = re.compile("[了已曾每]|过(?=[，。])")
"""`赛道上午6时到下午1时封闭`, of a race that is over."""
_HE_SAYS = re.compile("[他她][^，。：“”]{0,6}(?:说|提醒|表示|介绍|建议|认为|解释|告诉|回忆|透露|坦言|强调|指出)")
"""Whose name may be put in (`attribution/bridges`)."""
_OF_THE_EVENT = re.compile(
    "^[^，。“”]{0,6}?(开幕|开展|开馆|开赛|开演|开业|比赛|活动|演出|仪式|展览|讲座|市集|集市|追思会)(?:当[天日晚]|期间|[之以]?前[一两三]天|都|的)"
    "(?=[^。]{0,40}(?:将|可|免费|不收费|预约|请|禁[止行]|绕行))"
)
"""`开幕当天，他将到场`: of an opening whose day is over."""


def hanging(text: str, untold: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences of an article that hang on others that are not told, each with the reason.

    `untold`: those that are not told because of their day, and why.
    """
    found = dict(untold)
    over: list[str] = []
    for paragraph in [sentences.split(line) for line in text.split("\n") if line]:
        opened = ""
        for at, sentence in enumerate(paragraph):
            quoted, opened = opened, _opens(sentence, opened)
            if sentence in found:
                continue
            last = found.get(paragraph[at - 1], "") if at else ""
            why = _why(sentence, paragraph[:at], paragraph[at + 1 :], found, last, quoted)
            if why or (over and not day_words.names_a_day(sentence) and _CALLS.search(sentence)):
                found[sentence] = why or OF_WHAT_IS_OVER
        whole = all(each in found for each in paragraph)
        over = [each for each in paragraph if whole and stale_advice.PASSED in found[each]]
    return {each: why for each, why in found.items() if each not in untold}


def _opens(sentence: str, opened: str) -> str:
    """Return the sentence in which a quotation is begun that is open behind this one; empty where none is."""
    last = max(sentence.rfind("“"), sentence.rfind("”"))
    if last < 0:
        return opened
    return sentence if sentence[last] == "“" else ""


def _why(
    sentence: str, before: Sequence[str], behind: Sequence[str], untold: Mapping[str, str], last: str, quoted: str
) -> str:
    """Return why a sentence is not told, in words that no reason for one that announces what is over has."""
    if quoted in untold:
        return _("in a quotation whose beginning is not told")
    if last and (_GOES_ON.match(sentence) or _THE_SAYING.search(sentence)):
        return _("it goes on from what is not told")
    thing = _THIS_TIME.search(sentence)
    if thing and untold and _is_only_in(thing[1], before, untold) and not _is_numbered(thing, untold):
        return _("no {thing} is told", thing=thing[1])
    if last and not _HE_SAYS.match(sentence) and cohesion.means_someone(sentence) and before[-1] == _named(before):
        return _("who is meant is not told")
    if day_words.names_a_day(sentence):
        return ""
    event = _OF_THE_EVENT.search(sentence)
    if event and any(event[1] in each for each, why in untold.items() if stale_advice.PASSED in why):
        return _("{event} is over", event=event[1])
    passed = [each for each in before if stale_advice.PASSED in untold.get(each, "")]
    if _SOON.search(sentence) and (
        (passed and passed[-1] in before[-_BEHIND:])
        or any(stale_advice.PASSED in untold.get(each, "") for each in behind[:_BEHIND])
    ):
        return _("it was so until what is over")
    if passed and (_CALLS.search(sentence) or (_RULES.search(sentence) and not _HAS_BEEN.search(sentence))):
        return OF_WHAT_IS_OVER
    at_hours = _AT_HOURS.search(sentence) and not _HAS_BEEN.search(sentence)
    if at_hours and any(stale_advice.PASSED in why for why in untold.values()):
        return OF_WHAT_IS_OVER
    return ""


def _named(before: Sequence[str]) -> str:
    return next((each for each in reversed(before) if cohesion.names_somebody(each)), "")


def _is_numbered(thing: re.Match[str], untold: Mapping[str, str]) -> bool:
    """Return whether 本届桃花节 is 第二十八届桃溪桃花节 of what is not told: it is told by that (`first_mentions`)."""
    numbered = re.compile(rf"第[一二三四五六七八九十百\d]{{1,5}}届[\u3400-\u9fff]{{0,12}}?{thing[1]}")
    return thing[0][1] == "届" and any(map(numbered.search, untold))


def _is_only_in(thing: str, before: Sequence[str], untold: Mapping[str, str]) -> bool:
    """Return whether the thing, or what it is, stands in a sentence that is not told and in none told ahead."""
    parts = (thing, *thing) if "雨" in thing or "雪" in thing else (thing,)
    kept = [each for each in before if each not in untold]
    return any(part in each for part in parts for each in untold) and not any(thing in each for each in kept)
