"""A sentence that stands by itself by its speaker's name.

Nothing is put in but words of the same article, 说 and 据…消息.

`他还说，` becomes `周庆和还说，`; the label `周庆和：` becomes `周庆和说，`; a sentence whose opener cannot be told has
`周庆和说，` before it; an answer has its question. A title joins the first mention (`first_mentions`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.attribution import full_names, speech_acts
from service.editing.attribution.discourse import Attribution

_LEARNED = re.compile(
    r"^((?:本报|本刊|新华社)[^，。：“]{0,20}(?:讯|[日社]电)[\s：:，]*)?(?:[今昨]天(?:（[^（）]{1,8}）)?，)?(?:本报|本刊|总台)?(?:记者)[^，从。：“]{0,12}从[^，。：“]{2,40}(?:获悉|了解到|得知)[，：]"
)
_AT_CONFERENCE = re.compile(
    r"^(?P<day>[今昨]天(?:（[^（）]{1,8}）)?，?)?(?:总台|本报|本刊)?记者(?P<when>[今昨]天(?:（[^（）]{1,8}）)?)?(?:[在从])"
    r"(?P<held>(?:[^，。：“从]|“[^，。：“”]{2,16}”){2,40}?(?:(?:召开|举[行办])的)?(?:新闻)?(?:发布会|通气会|吹风会)|[^，。：“从]{2,30}的[\u3400-\u9fff]{4,20}(?:大会|论坛|峰会))上?(?:获悉|了解到|得知)[，：]"
)
"""`记者在省农业厅今天召开的新闻发布会上了解到，`: said at it, and not to this programme's reporter."""
_TO_HOLD = re.compile("(?=召开|举[行办])")
_PRONOUN = re.compile(r"^(?:他们?|她们?|其|对方|[该这那][位名个]?(?:负责人|发言人|工作人员|专家|教授|官员|干部)?)")
_FIRST_PERSON = re.compile(
    r"我(?![国市省县区党军校院厂局镇村]|方(?!便))|咱|笔者|本人(?!同意|签|身份|[办到持提申亲]|银)"
)
_REPLY = re.compile(
    r"(?:恰恰)?相反|(?:他|她|它|其|这|那|此|也|还|同样|否则|于是|然而|不过|可是|但|而|因此|所以|其中|其次|当然)"
    r"|(?:是|对|不是|没有|有|会|不会|能|不能|可以|想过|好|行|不)[的啊呀吧]?(?=[，。])"
)
"""How a sentence begins that needs what stood before it: a question, or what 这 means."""
_LABEL_MARK = re.compile(r"[：:]$")
_BODY = "(?:会议|全会|文章|通知|公报|意见|纲要)(?:指出|强调|要求|提出)"
"""Who asks for something without a name: it is told by these words of the article, `会议指出，要…`."""
_HEADED = re.compile(rf"({_BODY}|[^，。：“”]{{2,40}}(?=说))说?([：，])")
_LONGEST_QUESTION = 40
"""Characters of a question that is asked before its answer."""
_SHORTEST_ANSWER = 12
"""Characters of an answer that says something without its question."""
_NAME_SHOWN = 6
"""Characters at the end of what names a speaker that a stretch must have: 周庆和表示."""


def answers(owner: Attribution, index: int) -> bool:
    """Return whether the sentence begins an answer, or with its speaker's label, which is for the eye."""
    return owner.opener == index and (owner.question >= 0 or _LABEL_MARK.search(owner.pronoun) is not None)


def is_first_person(text: str, inside: bool) -> bool:
    """Return whether the sentence says 我 of somebody whom it does not name, outside quotations.

    `inside`: a quotation is open at its start. 我国 and 我市 are everybody's, and 记者 is known.
    """
    told = speech_acts.mask(text, inside)[0]
    return _FIRST_PERSON.search(told) is not None and "记者" not in told


def leans_back(said: str) -> bool:
    """Return whether what somebody says begins as an answer, or with what stood before it: 恰恰相反, 这."""
    return _REPLY.match(said) is not None


def with_source(text: str) -> str:
    """Return the sentence with `记者从X获悉，` as `据X消息，`: a source is never cut off."""
    if held := _AT_CONFERENCE.match(text):
        when = held["when"] or (held["day"] or "").rstrip("，")
        event = _TO_HOLD.sub(when, held["held"], count=1)
        return f"据{event}消息，{text[held.end() :]}"
    found = _LEARNED.match(text)
    if not found:
        return text
    acts = speech_acts.find(text[found.end(1) if found[1] else 0 : found.end()])
    source = acts[0].subject if acts else ""
    return f"据{source}消息，{text[found.end() :]}" if full_names.can_be_told(source) else text


def is_named(owner: Attribution, piece: str) -> bool:
    """Return whether a stretch of the opener names the speaker."""
    shown = owner.named_by.rstrip("：:，")[-_NAME_SHOWN:]
    return shown in piece or piece.startswith(f"据{owner.speaker}消息，")


def alone(owner: Attribution, text: str, index: int, question: str) -> str:
    """Return the sentence as it stands alone; empty where it cannot."""
    told = full_names.can_be_told(owner.speaker)
    name = owner.speaker if owner.opener < 0 else full_names.name_of(owner.speaker) or owner.speaker
    if answers(owner, index):
        asked, answer = _asked(question), text[len(owner.pronoun) :].removeprefix(f"{name}：")
        if not asked and (not told or len(answer) < _SHORTEST_ANSWER or leans_back(answer)):
            return ""
        return f"{asked}{name}说，{answer}" if told else asked + answer
    if not told:
        asks = owner.sure and owner.opener != index and text.startswith("要") and re.fullmatch(_BODY, owner.named_by)
        return f"{owner.named_by}，{text}" if asks else ""
    if owner.opener == index:
        return _with_name(owner, text, name)
    if not owner.sure or leans_back(text):
        return ""
    if text.startswith("“"):
        return f"{name}说：{text}"
    return f"{name}说，{text}"


def without_echo(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences told of one article, `甲说，` taken off one that follows another headed by the same."""
    found = list(texts)
    for at in range(1, len(found)):
        before, here = _HEADED.match(texts[at - 1]), _HEADED.match(found[at])
        if not (before and here):
            continue
        both = texts[at - 1].startswith("“", before.end()) == found[at].startswith("“", here.end())
        if both and (before[1].endswith(here[1]) or here[1].endswith(before[1])):
            found[at] = found[at][here.end() :]
    return tuple(found)


def without_speaker(text: str, speakers: Sequence[str] | None = None) -> str:
    """Return what `甲说，` at a sentence's head says; with `speakers`, only where 甲 is one of them."""
    found = _HEADED.match(text)
    if found is None or (speakers is not None and not any(found[1] in each for each in speakers)):
        return text
    return text[found.end() :]


def _with_name(owner: Attribution, text: str, name: str) -> str:
    """Return the sentence with the speaker's name in place of a pronoun, a label, or nothing ahead of the verb."""
    if owner.switches and text.startswith("“") and text.rstrip("。").endswith(f"”{owner.named_by}"):
        return f"{name}说：{text[: text.rindex('”') + 1]}"
    if not owner.pronoun or not text.startswith(owner.pronoun):
        return ""
    rest = text[len(owner.pronoun) :]
    if owner.pronoun.startswith("据"):  # 据他介绍
        return "据" + name + _PRONOUN.sub("", owner.pronoun[1:]) + rest
    return name + _PRONOUN.sub("", owner.pronoun) + rest


def _asked(question: str) -> str:
    """Return the question without its label; empty where it asks nothing or is too long to be asked."""
    asked = re.sub(r"^[^？。，：“]{0,12}[：:]", "", question)
    return asked if asked.endswith("？") and len(asked) <= _LONGEST_QUESTION else ""
