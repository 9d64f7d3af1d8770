"""Advice for a time that has passed: `市气象台提醒，雨天路滑。` of a rain that was foretold for yesterday.

It names no day, so that it is heard as today's. It goes with the forecast that it leans on. So does what is of an
event (`届时，道路封闭`) or of the day after (`她第二天去了`) with the sentence that has the day.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from service.core.messages import _
from service.editing import day_words
from service.language import sentences

_ADVISES = re.compile(
    r"(?:[^，。：“”]{2,20}(?:提醒|提示|建议|呼吁)(?!函|书|栏)|(?:请|敬请|望)(?=[^，。]{0,8}(?:市民|居民|用户|旅客|乘客|司机|驾驶员|群众|大家|广大|注意|提前|做好))"
    r"|[^，。]{0,12}(?:出行|外出|出门)[^，。]{0,6}(?:请|要|应|须|需|注意)"
    r"|[^，。]{0,14}(?:请|要|应|须|需)?注意(?:防范|防寒|防暑|防滑|防火|添衣|保暖|保温|安全|交通安全|行车安全|关好|储水))"
)
_OFFERS = re.compile(
    r"[^，。：“”]{0,12}，?[^，。：“”]{0,12}可(?:以)?(?:就近|直接|先)?(?:[到去凭在]|前往|拨打|通过)[^，。“”]{2,20}"
    r"(?:购[买票]|买|领[取票]?|等|办理|咨询|报名|登记|入场|参观|观看|乘坐|停放|求助)"
)
"""`走散的孩子可到服务站等家长`: what one could do at an event."""
_AT_THE_EVENT = re.compile(
    r"^届时|(?:^|[，；])(?:当天(?=[^，。；]{0,16}(?:禁止|禁行|限行|管制|绕行|停运|封闭)))"
    r"|(?:市民|群众|观众|游客|球迷|旅客)?可(?:以)?(?:从|经|由)[^，。“”]{2,16}(?:入场|进场|入园|免费)|(?:决赛|比赛|仪式|开幕式|演出)[定安改排]{1,2}[在于]"
)
"""`届时，`, `观众可从东门入场，当天湖滨路禁止通行`: of an event whose day stands ahead."""
_DAY_AFTER = re.compile("[^，。“”]{0,6}(?:第二天|次日|隔天|转天)(?![^。]{0,12}每)")
"""`她第二天去了`: of a day that only the sentence ahead has."""
_EVENING = re.compile("今[晚夜]|今天(?:晚上?|夜[里间])")
_ON_THE_DAY = re.compile(
    "今[天日晚](?![后起])[^，。；“”]{0,16}请(?=自备|自带|提前|注意|留意|绕[行道]|携带|勿|不要|凭|从|带好|做好|合理|错峰|避开|改[走乘道])"
)
"""`今天投币的乘客请自备零钱。`: whom it asks has no use for it a day later."""
PASSED = "has passed"
"""How the reason of a sentence reads that is not told as it announces what is over."""
NEAR = 1
"""Paragraphs back from advice in which what it leans on stands."""


def leaning(text: str, untold: Mapping[str, str], *, later: bool = False) -> dict[str, str]:
    """Return the sentences of advice that lean on what has passed, of these sentences that are not told, with the why.

    Advice without a day of its own leans on what is foretold ahead of it, in its own paragraph or the one before.
    What is offered without one leans on the evening just ahead of it too, when it is told on a `later` day.
    """
    found: dict[str, str] = {}
    paragraphs = [sentences.split(line) for line in text.split("\n") if line]
    for at, paragraph in enumerate(paragraphs):
        near = [each for before in paragraphs[max(0, at - NEAR) : at] for each in before]
        for place, sentence in enumerate(paragraph):
            if why := _of_what_is_over(sentence, paragraph[:place], untold):
                found[sentence] = why
                continue
            if later and _ON_THE_DAY.match(sentence):
                found[sentence] = _("advice for a day that has passed")
                continue
            offers = _OFFERS.match(sentence)
            if not (offers or _ADVISES.match(sentence)) or day_words.names_a_day(sentence):
                continue
            before = (*near, *paragraph[:place])
            if why := next((untold[each] for each in before if PASSED in untold.get(each, "")), ""):
                found[sentence] = _("advice for what is not told: {why}", why=why)
            elif later and offers and any(_EVENING.search(each) for each in paragraph[:place]):
                found[sentence] = _("advice for an evening that has passed")
    return found


def _of_what_is_over(sentence: str, before: Sequence[str], untold: Mapping[str, str]) -> str:
    """Return why a sentence is not told that counts from the one before, or is of an event ahead in its paragraph."""
    last = untold.get(before[-1], "") if before else ""
    if last and _DAY_AFTER.match(sentence):
        return _("counted from what is not told: {last}", last=last)
    if not _AT_THE_EVENT.search(sentence) or day_words.names_a_day(sentence):
        return ""
    event = next((untold[each] for each in before if PASSED in untold.get(each, "")), "")
    return event and _("of an event that is not told: {event}", event=event)
