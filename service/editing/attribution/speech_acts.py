"""Who says something in one sentence: the subject ahead of a verb of saying, outside the quotations.

A verb counts only where its clause ends behind it (`张三表示，`, `张三说：“`, `”张三说。`): so neither 小说 and 据说
nor `表示祝贺` and `说的是` are speech, and what follows the mark is what is said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.editing.attribution import full_names
from service.language import surnames

QUOTED = "\x01"
"""What stands for each character of a quotation in a masked text."""
_LONGEST_TERM = 12
"""Characters of a closed quotation without marks that is a term (`“枣乡”合作社`) and no speech."""
_TERM = re.compile(rf"[^“”，。！？；：]{{1,{_LONGEST_TERM}}}”")
_CLAUSE = re.compile(rf"[^，。！？；：:{QUOTED}]+")
_LONGEST_CLAUSE = 80
"""Characters of a clause that is looked at; nobody is introduced in more."""
_VERB = re.compile(
    r"(?:提出[^，。]{1,4}(?:建议|主张|要求|倡议|意见)|表示|介绍说?|指出|强调|认为|坦言|(?<!据)回忆说?|感慨说?|感叹|透露|提醒|呼吁|宣布|解释说?|回复|回答说?|答复|追问|反问|坚信|深信|总结|(?:叮嘱|嘱咐|告诫|劝告)[^，。：]{1,8}|预计|预测|直言|写道|警告|证实|否认|承认|回应说?|补充说?|留言|(?<![回解应作问])答(?:得[^，。]{2,6})?|(?<![询访慰请提发过学疑质拷审顾])问"
    r"|分析说?|建议|要求|提出|敦促|谈到|评价(?:他|她|道|说)?|道出|声称|坚称|重申|承诺|要求说|(?<=据[他她])(?:统计|估[算计]|测算|计算|描述|讲述|观察|了解)|笑言|抱怨|念叨|调侃|喊道?|叹道|自嘲|打趣|披露|反映|反驳说?|辩解说?|插话说?|附和说?"
    r"|(?<!可)说道|(?<![据听小传游劝学诉解述以虽话再理该果如来是用便换别且])(?<!或者)说(?:得[^，。]{2,6})?"
    r"|(?<![简号自人所统被俗名职通堪昵声坚])称|告诉[^，。：]{1,10})$"
)
_NOUN_BEFORE = re.compile(
    r"(?:的|有关|相关|工作|任务|新|总|各项|政策|无|目标|意见|法律|按"
    r"|部署|标准|质量|时间|技术|使用|条件|[：、])$"
)
_MAY_BE_NOUN = re.compile("建议|要求|承诺|评价|分析|总结")
_AND = re.compile("[和与及]$")
_SOMEBODY = re.compile("(?:[家者人士员民友长生户方客师]|代表|委员)(?:们|一致|都|还|也)?$")
"""`水务专家建议`, `沿河村民要求`: who has no name, and no clause that ends in a noun, `履行政治承诺`."""
_SHORT = 6
"""Characters ahead of such a word from which on they are a clause, and no country or the like."""
_CARRIED_OUT = re.compile("(?:贯彻|落实|执行|遵照|领会|传达|响应)[^，]{2,}$")
"""`各地要坚决落实总理要求，` is what somebody says of the 要求."""
_SAYS = re.compile("说|表示|认为|坦言|告诉")
"""Verbs that are no nouns: `秦日新说，`, but not `水利新要求，`."""
_NO_SUBJECT = re.compile(
    r"^(?:按照?|根据|随着|落实|贯彻|坚持|聚焦|围绕|紧扣|对照|适应|满足|关于|针对|进一步|并|为了?|如果?|像|比如|可以|应(?![征聘届急])当?|符合|针对|不|没有?|无法|难以|以(?![色军方上])|把|将(?!军)|被)"
)
_ADVERB = re.compile(
    r"(?:对此|还|也|又|都|则|却|倒|仍|曾|并|再次|特别|进一步|同时|随后|接着|常常?|近日|日前|[昨今]日|[昨今]天|当[天日]|一再|一致|纷纷|明确|直接|郑重|这样|如此"
    r"|高兴|激动|多次|反复|共同|同一天|援引[^，]{2,30}|(?:发表|发布)?(?:联合)?(?:声明|公报|讲话|消息|公告)|(?:在[^，]{2,10})?(?:发文|撰文|刊文)|报道|（[^（）]*）|[今昨]晚|[今昨]天|\d{1,2}日|上午|下午|晚间?|夜间?|通过[^，]{2,12}|以[^，]{2,8}名义|会后|会上|现场|表态"
    r"|(?:面向|[向对同跟])(?:本报|本刊|新华社)?(?:记者|媒体|大家|我们|外界|他|她|我)|(?:接受|回答)[^，]{0,12}(?:采访|提问|专访)时?"
    r"|在[^，]{1,20}(?:[上中下里时后]|会见|讲话|致辞|发言)|(?:在|在?接受|集体|主旨|开幕)?(?:致辞|讲话|发言|采访|受访|走访|调研|考察|会见|会谈|主持会议)[中时后]?"
    r"|[笑哭边][着说走]?|(?:[\u3400-\u9fff]{2}([\u3400-\u9fff])\1|[\u3400-\u9fff]{2})地|经[审调][^，]{1,4}|(?:指着|望着|看着|捧着|站在|拿着|拿出|抱着|摸着)[^，]{1,14})$"
)
_DOCUMENT = re.compile("(?:联合)?(?:声明|公报|公告)")
"""What speaks for itself: `声明还说，`."""
_OPENING_WORDS = re.compile(
    r"^(?:(?:陪同|在场|一旁|同行|身边|随行)的|但是?|而|不过|然而|同时|此外|另外|随后|接着|最后|也有|另一位|当时|[昨今]天|[昨今]日)(?=.{2})"
)
_ACCORDING = re.compile(
    r"^(?:另)?据(?!悉|了解|介绍|统计|说|报道|报$|测算|估计|预测|初步|有关统计)([^，]{2,40}?)"
    r"(?:(?:\d{1,2}日|当天|[昨今][天日])(?:（[^（）]*）)?的?)?(?:介绍|消息|通报|透露|报道|说|称|披露|反映|回忆|预测|分析|发布(?!会)[^，]{0,8}|通告)$"
)
_LEARNED = re.compile(
    r"记者[^，从]{0,12}从([^，]{2,40}?)(?:那里|方面)?(?:[昨今][天日]|日前|近日)?(?:获悉|了解到|得知|获得的?消息)$"
)
_AT = re.compile("(?<!秘书)(?<!书记)处$")
"""`从市水利局处获悉`, `从工程师田守义处获悉`: no part of the name, as it is in 秘书处 and 市政管理处."""
_RELEASED = re.compile(r"^([^，]{2,20}?)(?:\d{1,2}日|[昨今][天日])?(?:消息|发布(?:数据|消息|通报|公告|预报))$")
_LATER_CLAUSE = re.compile(r"[他她]?(?:并|还|均|都|一致)?(?:表示|强调|指出|认为)(?=[^，。：]{4})")
_UNMARKED = re.compile(
    r"^([^，。！？；：:“”\x01]{2,24}?)(?:还|也|则|曾)?(?:说(?![明法服过了的话完到起不])|称(?![为号之赞呼])|认为|透露|坦言|表示(?![祝欢感哀同慰支反遗愤满敬担关]))"
    r"(?=[^，。：“”\x01]{4})"
)
_BODY = re.compile(r"(?:局|部|委|厅|政府|外长|总统|总理|发言人|负责人|官员|公司|集团)$")
_PLACE = re.compile(r"^在[^，]{1,14}(?:举行|召开)的|[上中]$")
_HELD = re.compile(
    r"(?:(?:[昨今][天日]|当天|[日近]日|(?:\d{1,2}月)?\d{1,2}日)(?:（[^（）]{1,9}）)?(?:[上下]午)?)?(?:在[^，]{1,8}?)?(?:举行|召开)(?=的)"
)
"""`市教育局10月28日召开的新闻通气会`: the body is said, its day is not."""
_ISSUED = re.compile(r"(?:\d{1,2}日|[昨今]天)?(?:公布|发布|披露|发表)的$|（[^（）]*）$")
PRONOUN = re.compile(r"^(?:他们?|她们?|其|对方|[该这那][位名个]?[^，]{0,8}|双方)$")


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """Somebody says something."""

    subject: str
    """Who, as written and without adverbs; empty: the one who spoke before; a pronoun stays one."""
    start: int
    """Where its clause begins."""
    end: int
    """Where the verb ends."""
    source: bool = False
    """`据X消息`, `记者从X获悉`: a source, not a speaker."""
    bare: bool = False
    """No mark stands behind the verb: what is said is all of the sentence, and no more."""


def mask(text: str, inside: bool) -> tuple[str, bool]:
    """Return the text with its quotations masked, and whether one is open at its end; `inside`: one is at its start."""
    if "“" not in text and "”" not in text:
        return (QUOTED * len(text) if inside else text), inside
    masked: list[str] = []
    at = 0
    while at < len(text):
        char = text[at]
        if char == "“" and not inside and (term := _TERM.match(text, at + 1)):
            masked.append(text[at : term.end()])
            at = term.end()
            continue
        if char == "“":
            inside = True
        masked.append(QUOTED if inside or char == "”" else char)
        if char == "”":
            inside = False
        at += 1
    return "".join(masked), inside


def find(masked: str) -> list[SpeechAct]:
    """Return what is said in a masked sentence, in order."""
    found: list[SpeechAct] = []
    for clause in _CLAUSE.finditer(masked):
        text = clause.group()
        if len(text) > _LONGEST_CLAUSE:
            continue
        after, before = masked[clause.end() : clause.end() + 1], masked[clause.start() - 1 : clause.start()]
        if source := _source(text):
            found.append(SpeechAct(source, clause.start(), clause.end(), source=True))
        elif before == "，" and (later := _LATER_CLAUSE.match(text)):
            found.append(SpeechAct("", clause.start(), clause.start() + later.end()))
        elif after in "，：:" + QUOTED or (before in (QUOTED, "，") and after in "。！"):
            verb = _VERB.search(text)
            if verb and after and not _is_noun(text, verb, later=before == "，" and after in "，。"):
                subject = bare_subject(text[: verb.start()])
                behind = before == "，" and after in "。！"  # `等待是最难的，策展人芦苇说。`
                if not (_NO_SUBJECT.match(subject) or (behind and not full_names.name_of(subject))):
                    found.append(SpeechAct(subject, clause.start(), clause.end()))
    return found or _unmarked(masked)


def _is_noun(text: str, verb: re.Match[str], *, later: bool) -> bool:
    """Return whether the verb of saying is a noun: `的建议，`, `新要求，`, but not behind a name that ends in 新.

    Such a name stands behind a title, `教练秦日新介绍，`, or ahead of what is no noun. `later`: the clause is not the
    sentence's first. In bulletins such a word behind 和, or in a later clause that names nobody, is nearly always a
    noun: `是发展的必然要求，`, `听取企业的诉求和建议，`.
    """
    if verb[0] in ("要求", "建议") and _CARRIED_OUT.search(text, 0, verb.start()):
        return True
    if _MAY_BE_NOUN.fullmatch(verb[0]) and _names_nobody(text[: verb.start()], later=later):
        return True
    before = _NOUN_BEFORE.search(text, 0, verb.start())
    if before is None or before[0] != "新":
        return before is not None
    subject = bare_subject(text[: verb.start()])
    name = full_names.name_of(subject)
    return not surnames.is_person_name(name) or (name == subject and _SAYS.match(verb[0]) is None)


def _names_nobody(head: str, *, later: bool) -> bool:
    """Return whether the words ahead of what may be a noun end in 和, or are a later clause that names no speaker."""
    subject = bare_subject(head)
    if _AND.search(head):
        return not surnames.is_person_name(full_names.name_of(subject))
    if not later or PRONOUN.match(subject) or len(subject) < _SHORT:
        return False
    return not (full_names.name_of(subject) or full_names.is_body(subject) or _SOMEBODY.search(subject))


def _unmarked(masked: str) -> list[SpeechAct]:
    """Return what somebody says without a mark behind the verb: `周庆和说水质变好了。`"""
    said = _UNMARKED.match(masked)
    if (
        said is None
        or said[1].endswith("们")
        or not (PRONOUN.match(said[1]) or full_names.name_of(said[1]) or _BODY.search(said[1]))
    ):
        return []
    return [SpeechAct(said[1], 0, said.end(), bare=True)]


def bare_subject(text: str) -> str:
    """Return the words ahead of a verb without connectives and adverbs."""
    text = _OPENING_WORDS.sub("", text.strip()).removeprefix("据")
    while (adverb := _ADVERB.search(text)) and adverb.start() < adverb.end():
        if _DOCUMENT.fullmatch(text):
            break
        text = text[: adverb.start()].strip()
    return text


def _source(clause: str) -> str:
    found = _ACCORDING.search(clause) or _LEARNED.search(clause) or _RELEASED.match(clause)
    if not found:
        return ""
    held = _HELD.sub("", _PLACE.sub("", _PLACE.sub("", _without_at(found[1]))))
    return _ISSUED.sub("", held).removeprefix("的")


def _without_at(source: str) -> str:
    """Return the source without 处 behind a title, a name with one, or an office that is whole without it."""
    bare = _AT.sub("", source)
    named = full_names.name_of(bare) not in ("", bare)
    return bare if named or full_names.is_title(bare) or full_names.is_body(bare) else source
