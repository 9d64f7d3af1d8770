"""Printed sentences made for the ear: the speaker first, no empty tail, and a full stop where a new thought begins.

Every rule deletes words or marks, or moves the speaker; none adds a word. Of 596 sentences of more than 60 characters
(20 broadcast days, 17 invented papers) 101 are parted; of 74 read earlier 68 are well, of 18 new ones 17. A dash parts
none: of 13 twelve stand ahead of a name for what was said (`重要遗址——湖北盘龙城`). Of 84 sentences cut at 100
characters 28 of 30 end well.

Of 6,282 sentences of the same days 34 have their speaker moved, 31 for the better, none for the worse; 18 lose a tail,
of which 9 are better without, 8 the same; 2 lose an aim, both rightly.
"""

from __future__ import annotations

import re

from service.editing import news_sense
from service.editing.attribution import full_names, speech_acts
from service.editing.summary import speakability

LONGEST = 60
"""Characters above which a sentence is parted, where it can be."""
LONGEST_OF_ALL = 100
"""Characters that nobody follows by ear: of a longer sentence its first clauses are told, where they stand."""
SHORTEST_PART = 12
"""Characters of the shortest part."""

_SPEAKER_LAST = re.compile(
    r"“([^“”]{4,200})[，。！]?”([^，。：“”；]{2,40}?(?:说|表示|介绍|告诉记者|坦言|感慨|感叹|回忆|认为|指出|强调))道?。"
)
_PERSON = re.compile(r"^[他她]|人$|[者员师长官家授手民任记理]$|总统|主席|代表|人士")
_PRONOUN_SPEAKER = re.compile(r"^(?:他|她|对方|该)")
_NEW_THOUGHT = re.compile(r"，(?=其中|这(?:是|也是|标志着|意味着)|目前[，已]|截至|此前|届时(?!，)|首批(?!由)|另有)")
_NO_SUBJECT = re.compile(
    r"(?:[并且而则也就才都又再还即或及将要可应须能会已仍均共比把对按为使让给被从由以与和同不未无]|以及|从而|同时|其[二三四次]|[一二三四五六七八九]是"
    r"|推[动进广行]|[加增][强快大加]|提[高升供]|完善|健全|建[立设成]|支持|鼓励|引导|开[展发辟拓]|组织|实[施现行]|落实|坚持|深[化入]|优化|培[育养]|打造|构建|发展|探索|制定|出台"
    r"|扩大|规范|严[格禁]|禁止|聚焦|强化|记录|纠治|依[靠托]|牢牢|紧急|办好|抓好|做好|着力|大力|全[力面]|统筹|保障|促进|确保|围绕|通过|利用|采取|明确|部署|要求|提[出醒]|查[处办获]|处理|减少|降低|缩短|发[放布现]|取消|允许|持续|积极|努力|进[行一]|形成|带动|助力|服务(?!费)|满足|维护|参[与加]|举[办行]|设[立置]|收[集到]|完成|达[到成]|获[得取]|占|超|高|低|多|少)"
)
"""What a half begins with that has no subject of its own, as most of such halves have none."""
_NUMBERED_SUBJECT = re.compile(r"从\d|不[足满]\d|超过\d")
"""`不足600人的，由卫生院派医生`: words that begin halves without a subject, and with a number are one."""
_LISTED = re.compile(r"[一二三四五六七八九]是")
_COUNTED = re.compile(r"[：，。]一[是要]")
_LIST = re.compile(r"包括|分别[是为]?：|如下|——[^—]*——")
_EMPTY_TAIL = re.compile(
    r"，(?:为(?!期|主|\d)|推动|助力|不断|持续|有效|切实|进一步|从而|更好|确保|彰显|展现|凸显|体现|营造|形成|努力|着力|全力|扎实|充分)"
)
_THIS_MESSAGE = re.compile("(^[^“”]{0,80}[发写贴留打收传]出?[到了下]?)这样(?=一[条句段封](?![^，。]{0,8}：))")
_STAYS = re.compile(
    r"总书记|主席|总[理统]|党中央|中共|党的|全会|领导人|元首|双方|两国|[愿]|我(?![国省市县])|(?:^|[，；])[^，；]{0,12}(?<![重主需首])要(?!素|道|点)"
    r"|决[定议]|通知|批示|部署|要求|意见"
)
"""What names a leader, the Party or a decision, and what one of them says, wants or asks: it is told as it stands."""
_PURPOSE = re.compile(r"^为了?(?!什么|何|期|主|首|此|例|止|[这那该])([^，。；：“”《》]{4,40})，")
_DATED = re.compile(
    r"(?:[今昨前明]天|[这今近]两[天日年]|近[日期年]|日前|目前|[今去明]年|本[周月]|下[周月]|自?\d{1,4}年|自?\d{1,2}月|自?从?\d{1,2}日)"
)
_AIMS_BEFORE_A_DAY = re.compile(
    r"为了?(?!什么|何|期|主|首|此|例|止|[这那该])[^，。；：《》\d]{4,40}，"
    rf"(?:(?:切实|营造|{_NO_SUBJECT.pattern})[^，。；：《》\d]{{2,40}}，){{1,5}}?(?={_DATED.pattern})"
)
"""`为强化诚信意识，营造放心环境，3月13日，市市场监管局…`: the more aims, the less each of them says."""


def for_the_ear(text: str) -> str:
    """Return a sentence as it is told: who speaks first, and without clauses that hold no fact."""
    return speaker_first(without_empty_tail(without_empty_purpose(without_pointer(text))))


def without_pointer(text: str) -> str:
    """Return `发出这样一条消息` as `发出一条消息`: it stands ahead, in a quotation that is seldom told."""
    return _THIS_MESSAGE.sub(r"\1", text)


def without_empty_purpose(text: str) -> str:
    """Return a sentence less the aim it begins with, `为了加快进度，`, where a day or an actor begins what follows.

    One aim that names somebody or something stays: `为照顾不用手机的老人，` is the reason. Several before a day are
    none: they go, but for those that name a leader, the Party or a decision.
    """
    if (aims := _AIMS_BEFORE_A_DAY.match(text)) and not _STAYS.search(aims[0]):
        rest = text[aims.end() :]
        return rest if aims[0].count("“") == aims[0].count("”") and news_sense.has_fact(rest) else text
    found = _PURPOSE.match(text)
    if found is None or _STAYS.search(text) or news_sense.is_about(found[1]) or news_sense.has_fact(found[1]):
        return text
    rest = text[found.end() :]
    acts = rest.partition("，")[0]
    begins = _DATED.match(rest) is not None or (news_sense.has_who_or_where(acts) and news_sense.names_first(rest))
    return rest if begins and news_sense.has_fact(rest) and not speakability.refers_back(rest) else text


def speaker_first(text: str) -> str:
    """Return `“…”甲说。` as `甲说：“…”`; a pronoun stays behind what it says."""
    found = _SPEAKER_LAST.fullmatch(text)
    if not found or _PRONOUN_SPEAKER.match(found[2]):
        return text
    said = found[1] if found[1][-1] in "？！" else found[1].rstrip("，。") + "。"
    return f"{found[2]}：“{said}”"


def without_empty_tail(text: str) -> str:
    """Return a long sentence less its last clauses that hold no fact: `，为高质量发展提供坚实保障`.

    What somebody says, and what names the Party or a leader, stays as it is.
    """
    if len(text) <= LONGEST or _reports(text) or _STAYS.search(text):
        return text
    for end in speakability.endings(text):
        tail = text[end:]
        if _EMPTY_TAIL.match(tail) and not re.search("[；”]", tail) and not news_sense.has_fact(tail):
            return text[:end] + "。"
    return text


def parts(text: str) -> tuple[str, ...]:
    """Return a long sentence as those that it is made of, at the marks where a new thought begins.

    A printed semicolon ends a statement; at a comma the clauses before it must say something without the rest. What
    somebody says stays one sentence, but for a list (`一是…；二是…`): its second half would have no speaker. What a
    document or an office says is parted. At semicolons all are parted or none.
    """
    if len(text) <= LONGEST or _LIST.search(text) or (_is_somebodys(text) and not _COUNTED.search(text)):
        return (text,)
    endings = dict.fromkeys(speakability.endings(text), False)
    outside = speech_acts.mask(text, False)[0]
    marks = [at for at, mark in enumerate(outside) if mark == "；"]
    if all(_stands(outside, at + 1) for at in marks):
        endings |= dict.fromkeys(marks, True)
    found: list[str] = []
    begin = 0
    for end, stands in sorted(endings.items()):
        new = stands or (_NEW_THOUGHT.match(text, end) and not _is_somebodys(text))
        if new and end - begin >= SHORTEST_PART and len(text) - end > SHORTEST_PART:
            found.append(text[begin:end] + "。")
            begin = end + 1
    return (*found, text[begin:])


def _stands(text: str, at: int) -> bool:
    """Return whether what begins there has a subject of its own, or is one of several that are counted."""
    if _LISTED.match(text, at):
        return _COUNTED.search(text, 0, at) is not None
    return _NO_SUBJECT.match(text, at) is None or _NUMBERED_SUBJECT.match(text, at) is not None


def can_be_followed(text: str) -> bool:
    """Return whether none of the sentences that it is parted into is too long for the ear."""
    return all(len(part) <= LONGEST_OF_ALL for part in parts(text))


def _is_somebodys(text: str) -> bool:
    """Return whether a person says it, or he."""
    acts = [act for act in speech_acts.find(speech_acts.mask(text, False)[0]) if not act.source]
    return any(not act.subject or full_names.name_of(act.subject) or _PERSON.search(act.subject) for act in acts)


def _reports(text: str) -> bool:
    return any(not act.source for act in speech_acts.find(speech_acts.mask(text, False)[0]))
