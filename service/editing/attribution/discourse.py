"""Whose each sentence of an article is.

One pass in reading order. A passage is opened by a verb of saying and its subject, a quotation, an interview's label or
a source (`记者从X获悉`); it goes on inside the quotation, to the interview's next label, or else to the end of the
paragraph, unless the reporter goes on. That he does is told by what stands at a sentence's head: a time (`随后`,
`2019年`), a place, or the speaker's own name, which he does not use of himself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from service.editing.attribution import full_names, interviewees, pronouns, speaker_labels, speech_acts
from service.editing.attribution.speech_acts import PRONOUN, QUOTED, SpeechAct
from service.language import surnames

_REPORTER = re.compile(
    r"^(?:[昨今]日|[昨今]天(?![是的])|昨晚|今[晨早]|当[天日晚]|随后|之后|会[上后前]|会议期间|座谈会上|同一天|同日|次[日年]|那天|[^，]{1,4}[天年月周]后|去年[春夏秋冬]"
    r"|上周|据|公开资料|(?:数据|资料|统计)显示|记者|受此|活动现场|现场|如今|此前|像[^，]{1,12}这样|(?:19|20)\d\d年|\d{1,2}月\d{1,2}日|当地时间|截至|另讯|这条|新规"
    r"|走[出进]|[两二三]人|[^，]{2,14}[上里旁]，[^，。]{1,8}正在|在[^，]{2,16}(?:现场|带领下|车间里?|工地上?)|[^，]{2,8}现有|双方(?!要|应|可|愿|将|需|必须|还可|都)|协议|[^，]{1,4}军|[^，]{2,5}方面)"
)
_REPORTERS = re.compile(r"(?:本报|本刊|有)?(?:记者|主持人|笔者)$")
_HE_OR_SHE = re.compile("[他她](?![们的])")
_ADDS = re.compile("[还也又再]|接着|补充|继续|同时|随后|进一步|最后")
"""What whoever has the word says besides."""
_SAYS_NO_MORE = 9
"""Characters of a sentence behind a quotation that only says whose it is: 她反驳。"""
_NEAR = 30
"""Sentences ahead of a pronoun in which people may be named whom it means."""
_TAKES_THE_WORD = re.compile(
    "[^，。]{1,10}?(?:接过话|接[着过]?话|插[了一]*[话句嘴]|搭[话腔]|附和|应[道声]|抢[过着]?话|补[了上]*一?句|反问|打断|打岔)"
)
"""`“价钱也好。”收购商接过话。`: somebody else has the word."""
_MOST_PEOPLE = 100
_ACTING = 16
"""Characters behind a quotation in which its speaker is named."""
_SUFFERS = re.compile(
    "[^，。：]{2,12}?(?:被|呛|没有大碍|已[经]?(?:出院|脱离|转)|伤势|当场|经抢救)|[^，。：]{2,6}的(?:伤|家[人属])"
)
"""Behind a quotation: what happened to another one, `…。”韦某被送到医院`, and nobody's words."""
_CALLED = re.compile(
    "((?:[\u3400-\u9fff]{2,8})?[\u3400-\u9fff](?:[员主客民贩工]|师傅|保安|司机|大爷|大妈|阿姨)(?:小|老)[\u3400-\u9fff])(?=[第一也先听看端跑冲赶拿正就跟在从说喊回])"
)
"""`附近便利店店员小卓`: who has no other name."""
_SEARCHED = 20_000
"""Characters of an article in which full names are looked for."""
_SPEAKERS_OWN = re.compile(
    r"(?:^|[，。；])(?:我(?![国市省县区党军])|咱|要|必须|应当?|希望|下一步|不[能得要]|关键)|^对|我们|咱们"
)
_URGES = re.compile(
    r"(?:^|[，；])[^，；。]{0,6}(?<!重|需|主)(?:要(?![求闻素])|应(?!对|急|用|邀|届|运|聘)|必须|愿(?!望))"
)
"""What a reporter does not say of himself: 两国要加强合作."""
_SIDE = re.compile("国防部|国防军|军方|总参谋部|武装|革命卫队|真主党|军队|部队|方面?$")
_OF_WAR = re.compile("军|防空|部队|导弹|无人机|击落|击毁|摧毁|打击|袭击|空袭|击退|居民点")
"""What a side in a war says of its own forces, `河国军方称，…。河军还控制两个居民点。`, is its claim still."""
_THIRD_PERSON = re.compile(
    r"^(?:(?:本赛季|当年|那年|今年|去年|如今)?(?:他|她)(?:的|家)|(?:本赛季|当年|那年|今年|去年|如今)(?:他|她)(?!们))|^(?:他|她)(?![们说告认表介还也])[^，]{0,12}(?:了|着|过|装)"
)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose a sentence is."""

    speaker: str
    """The most that the article calls him; empty where it does not say who answers or speaks."""
    opener: int
    """The sentence that names him, or the question that is answered."""
    named_by: str
    """The words of the opener without which it does not name him: `周庆和表示`."""
    sure: bool = True
    """False where the reporter may be telling again: not told apart from its opener."""
    pronoun: str = ""
    """The words at the sentence's head that name the speaker by less than his name: `他还说`, `焦国梁：`."""
    question: int = -1
    """The sentence whose question this one answers."""
    asks: bool = False
    """It is a part of a question, which is told with its answer alone."""
    unclear: bool = False
    """It is 他's or 她's, and nobody can know who of several that is: it is not told."""
    switches: bool = False
    """他 or 她 is not who spoke before: it is told by the name alone."""


_TURNS_TO = re.compile(
    "(?:^|，)(?![^，。]{0,4}记者)[^，。：“”]{2,24}?[给向](?P<whom>[^，。：“”]{2,16}?)(?:打[来去了过]|[送寄写发][来去了过]|反映|投诉|求助|诉说|道[谢歉]|致谢)"
)
"""Who turns to somebody is told of, not the other: `女儿给方琴送来锦旗`."""

_TOWARDS = re.compile("(?:[对向]|看望|慰问|会见|拜访|欢迎|见到|陪同)[^，。：“”]{0,12}$|[同与跟给为]$")
"""What stands ahead of him to whom something is done; 与 may be a word of his title."""


@dataclass(slots=True)
class _Turn:
    """Who has the word."""

    attribution: Attribution
    label: bool = False
    quoted: bool = False
    """The last of it was quoted."""
    cites: bool = False
    """Somebody else spoke before in the same paragraph: which of the two goes on cannot be told."""


def attribute(lines: Sequence[tuple[str, int]]) -> tuple[Attribution | None, ...]:
    """Return the attribution of each sentence, None for the reporter's.

    `lines`: each sentence, and the number of its paragraph.
    """
    return _Pass(lines).run()


class _Pass:
    def __init__(self, lines: Sequence[tuple[str, int]]) -> None:
        self.lines = lines
        self.article = "\n".join(text for text, _ in lines)[:_SEARCHED]
        self.masked, self.inside = _masked(lines)
        self.labels = speaker_labels.find(lines, self.inside)
        self.people = _people(self.masked, self.article)
        self.interviewee = interviewees.named(lines, self.masked, self.labels, self.article)
        self.turn: _Turn | None = None
        self.before: _Turn | None = None
        """Who had the word in this paragraph before the reporter went on."""
        self.last: Attribution | None = None
        """The last who spoke, whom 他 means."""
        self.called = pronouns.known("\n".join(self.masked)[:_SEARCHED], self.people)
        """Name -> 他 or 她: the other of the two means somebody else."""
        self.question = -1
        self.asking = -1
        """The paragraph of a question."""
        self.owner: Attribution | None = None
        """Whose the quotation is that is open."""

    def run(self) -> tuple[Attribution | None, ...]:
        found: list[Attribution | None] = []
        paragraph = -1
        for at, (_, number) in enumerate(self.lines):
            if number != paragraph:
                self.before = None
                if self.turn and not self._goes_on(at):
                    self.turn = None
            paragraph = number
            mine = self._of(at)
            if mine:
                self.last = mine if mine.speaker else self.last
            found.append(mine)
        return tuple(found)

    def _goes_on(self, at: int) -> bool:
        """Return whether who has the word keeps it in a new paragraph: a list may follow a colon."""
        return bool(self.turn and self.turn.label) or self.inside[at] or self.lines[at - 1][0].endswith(("：", ":"))

    def _of(self, at: int) -> Attribution | None:
        text, masked = self.lines[at][0], self.masked[at]
        if at in self.labels:
            return self._labelled(at)
        if self.lines[at][1] == self.asking:
            return Attribution("", at, "", asks=True)
        if self.turn and self.turn.label and self.lines[at - 1][1] == self.lines[at][1]:
            return (
                self.turn.attribution
            )  # of an answer nobody else tells a part, whoever is said in it to say something
        if self.inside[at]:
            return self.owner
        acts = speech_acts.find(masked)
        if acts:
            mine = self._spoken(at, acts[0])
        elif text.startswith("“") and masked.startswith(QUOTED):
            mine = self._quoted(at)
        elif (colon := masked.find(f"：{QUOTED}")) > 0:
            mine = self._introduced(at, masked[:colon])
        else:
            return self._continued(at)
        self.owner = mine
        if acts and acts[0].bare:
            self.turn = self.turn if self.turn and self.turn.label else None
        elif mine and not (self.turn and self.turn.label and self.turn.attribution.speaker == mine.speaker):
            others = self.turn is not None and self.turn.attribution.speaker != mine.speaker
            self.turn = _Turn(mine, quoted=QUOTED in masked, cites=others)
        return mine

    def _spoken(self, at: int, act: SpeechAct) -> Attribution | None:
        text = self.lines[at][0]
        named_by = text[act.start : act.end]
        if _REPORTERS.match(act.subject):
            return None
        if _HE_OR_SHE.fullmatch(act.subject) and self._is_about_another(at):
            return Attribution("", at, named_by)
        if not act.subject or PRONOUN.match(act.subject):
            speaker = self._meant(at, act) if act.subject[:1] not in tuple("该这那") else ""
            head = act.start == 0 and not text.startswith("“")
            if _HE_OR_SHE.fullmatch(act.subject):
                last = full_names.name_of(speaker) or speaker
                between = self._named_between(at) if self.turn else at and last in self.masked[at - 1]
                goes_on = bool(between) or _ADDS.search(named_by) is not None
                name = self._whom(at, act.subject, speaker, goes_on=goes_on)
                if name is None:
                    return Attribution("", at, named_by, unclear=True)
                if self._was_called(at, name or last) or self._is_done_to(at, name or last):
                    return Attribution("", at, named_by, unclear=True)
                if name and name not in speaker:
                    speaker = full_names.in_full(name, self.article)
                    return Attribution(speaker, at, named_by, pronoun=named_by if head else "", switches=True)
            if act.start > 0 and not act.subject:
                return self._introduced(at, text[: act.start]) or Attribution("", at, text[: act.end])
            return Attribution(speaker, at, named_by, pronoun=named_by if head and speaker else "")
        return Attribution(self._in_full(act.subject), at, named_by)

    def _whom(self, at: int, pronoun: str, speaker: str, *, goes_on: bool) -> str | None:
        """Return whom 他 or 她 means, of those whom the paragraph names so far, else of all who were named before.

        `speaker`: who has the word. Empty where it is nobody of them, None where nobody can know.
        """
        number, name = self.lines[at][1], full_names.name_of(speaker)
        name = name or next((each for each in self.people if speaker.endswith(each)), speaker)
        before = [(self.lines[k][1], self.masked[k]) for k in range(at - 1, max(-1, at - _NEAR), -1)]
        near = [text for paragraph, text in before if paragraph == number]
        others = [each for each in self.people if any(each in text for text in near)]
        if not others and near and not speaker:
            return None  # whom the paragraph names is not known by name
        if near and name not in near[0] and full_names.has_title(near[0][:_ACTING]) and not self._named_in_line(at - 1):
            return None
        if not any(each != name for each in others):
            others = [each for each in self.people if any(each in text for _, text in before)]
        return pronouns.meant(pronoun, name, others, self.called, goes_on=goes_on)

    def _named_in_line(self, at: int) -> bool:
        return any(each in self.masked[at] for each in self.people)

    def _in_full(self, subject: str) -> str:
        """Return who the subject is, in full; empty where it is a whole clause that may name several."""
        return full_names.in_full(subject, self.article) if full_names.is_subject(subject) else ""

    def _meant(self, at: int, act: SpeechAct) -> str:
        """Return whom a pronoun means: who has the word, else the person named last, else who spoke last.

        A sentence between them that says what another does, `队长周启明不同意这一说法。`, gives him the word. Behind a
        sentence of its own paragraph 她 is somebody there, if nobody of them is known by name.
        """
        if self.turn:
            other = self._named_between(at)
            return full_names.in_full(other, self.article) if other else self.turn.attribution.speaker
        for before in range(at - 1, max(-1, at - 4), -1):
            if before < at - 1 and act.subject and self.lines[before][1] != self.lines[at - 1][1] == self.lines[at][1]:
                return ""
            if self.last and self.last.opener == before:
                return self.last.speaker
            if name := full_names.person_in(self.masked[before], self.article):
                return full_names.in_full(name, self.article)
        return self.last.speaker if self.last and act.subject else ""

    def _is_about_another(self, at: int) -> bool:
        """Return whether the line before is of somebody whose name is not known to be one: `徒弟阿普是本地人。`"""
        if not at or self.lines[at - 1][1] != self.lines[at][1] or self._named_in_line(at - 1):
            return False
        return full_names.kin_at_head(self.masked[at - 1]) != ""

    def _was_called(self, at: int, name: str) -> bool:
        """Return whether the line before has somebody turn to him: `母亲给柯敏打来电话`: 她 is who calls."""
        same = at and self.lines[at - 1][1] == self.lines[at][1]
        found = _TURNS_TO.search(self.masked[at - 1]) if same else None
        return found is not None and name != "" and (found["whom"] in name or name.endswith(found["whom"][-2:]))

    def _is_done_to(self, at: int, name: str) -> bool:
        """Return whether the line before has another person do something to him: `陶远对周庆和表示感谢`: 他 is 陶远."""
        if not (at and name and self.lines[at - 1][1] == self.lines[at][1]):
            return False
        ahead, found, _ = self.masked[at - 1].partition(name)
        acts = found and _TOWARDS.search(ahead)
        return bool(acts) and any(
            surnames.is_person_name(head[:size]) and head[:size] not in name
            for head in full_names.heads(ahead)
            for size in (2, 3)
            if len(head) > size
        )

    def _arrives(self, at: int) -> str:
        """Return who the line before begins with, by what he is and how he is called: `便利店店员小卓第一个跑出来。`"""
        if not at or self.lines[at - 1][1] != self.lines[at][1] or speech_acts.find(self.masked[at - 1]):
            return ""
        known = self._at_head(at - 1) or full_names.person_in(self.masked[at - 1][:_ACTING], self.article)
        called = _CALLED.match(self.masked[at - 1])
        return called[1] if called and not known else known

    def _named_between(self, at: int) -> str:
        """Return who the line before names, if nothing is said in it and it is not who has the word."""
        if self.turn is None or self.turn.attribution.opener >= at - 1 or QUOTED in self.masked[at - 1]:
            return ""
        name = full_names.person_in(self.masked[at - 1], self.article) or self._at_head(at - 1)
        return "" if speech_acts.find(self.masked[at - 1]) or name in self.turn.attribution.speaker else name

    def _at_head(self, at: int) -> str:
        """Return the person with whom the line begins, behind what describes him: 住在一楼的周启明."""
        heads = full_names.heads(self.masked[at])
        return next((each for each in self.people if any(head.startswith(each) for head in heads)), "")

    def _introduced(self, at: int, head: str) -> Attribution | None:
        """Return the speaker of a quotation that a colon introduces: the person named ahead of it."""
        first = re.split("[，。：；的]", head)[0]
        speaker = full_names.name_at_head(speech_acts.bare_subject(first), self.article)
        if not speaker:
            return None if self.inside[at] else Attribution("", at, head)
        return Attribution(full_names.in_full(speaker, self.article), at, head)

    def _quoted(self, at: int) -> Attribution | None:
        """Return the speaker of a sentence that begins with a quotation: named behind it, or who has the word."""
        ahead, rest = self._behind(at)
        if rest:
            text, own = self.lines[ahead][0], ahead == at or self.inside[ahead]
            acts = speech_acts.find(self.masked[ahead] if own else QUOTED + self.masked[ahead])
            if acts and (_REPORTERS.match(acts[0].subject) or text[: acts[0].end].endswith("问")):
                return Attribution("", ahead, "")
            if acts and acts[0].subject and not PRONOUN.match(acts[0].subject):
                named_by = text[acts[0].start - (not own) :][: len(acts[0].subject)]
                return Attribution(self._in_full(acts[0].subject), ahead, named_by)
            if _HE_OR_SHE.match(rest) and (acts or len(rest) <= _SAYS_NO_MORE):
                if found := self._quoted_by_pronoun(at, rest[0], adds=_ADDS.search(rest) is not None):
                    return found
            elif found := self._by_what_follows(at, ahead, rest):
                return found
        if other := self._named_between(at):
            return Attribution(full_names.in_full(other, self.article), at - 1, other)
        if self.turn:
            mine = self.turn.attribution
            others = full_names.is_body(mine.speaker) and pronouns.is_of_one(self.lines[at][0], rest)
            return Attribution("", at, "", unclear=True) if others else mine
        if self.before:
            return replace(self.before.attribution, sure=False)
        return None if self.masked[at].strip(QUOTED) else Attribution("", at, "")  # nobody knows whose it is

    def _by_what_follows(self, at: int, ahead: int, rest: str) -> Attribution | None:
        """Return the speaker of a quotation by who does something behind it; of who is hurt, the one ahead."""
        if not self.turn and _SUFFERS.match(rest):
            witness = self._arrives(at)
            full = full_names.in_full(witness, self.article)
            return Attribution(full, at - 1, witness) if witness else Attribution("", at, "", unclear=True)
        if (name := self._acting(rest)) and (not self.turn or _TAKES_THE_WORD.match(rest)):
            return Attribution(full_names.in_full(name, self.article), ahead, name)
        return Attribution("", ahead, "", unclear=True) if _TAKES_THE_WORD.match(rest) else None

    def _behind(self, at: int) -> tuple[int, str]:
        """Return the sentence that goes on behind a quotation, and its words there; empty where another one begins."""
        for ahead in range(at, min(at + 8, len(self.lines))):
            masked, own = self.masked[ahead], ahead == at or self.inside[ahead]
            if self.lines[ahead][1] != self.lines[at][1] or (not own and masked.startswith(QUOTED)):
                break
            if rest := masked.strip(QUOTED) if own else masked:
                return ahead, rest if ahead > at or masked.endswith(rest) else ""
        return at, ""

    def _quoted_by_pronoun(self, at: int, pronoun: str, *, adds: bool) -> Attribution | None:
        """Return who is meant by 他 or 她 behind a quotation; None where it is who has the word."""
        other = self._named_between(at)
        if not (other or self.turn) and at and self.lines[at - 1][1] == self.lines[at][1]:
            other = self._at_head(at - 1)
        last = self.last.speaker if self.last and self.last.opener == at - 1 else ""
        speaker = other or (self.turn.attribution.speaker if self.turn else last)
        name = self._whom(at, pronoun, speaker, goes_on=adds or bool(other))
        if name is None:
            return Attribution("", at, "", unclear=True)
        if not name or (self.turn and not other and name in speaker):
            return None
        place = next(k for k in range(at - 1, -1, -1) if name in self.masked[k])
        return Attribution(full_names.in_full(name, self.article), place, name)

    def _acting(self, behind: str) -> str:
        """Return the person whom the first words behind a quotation name, whatever he does: `“成了！”骆冰跳了起来。`"""
        head = re.split("[，。：]", behind)[0]
        subject = speech_acts.bare_subject(head.partition("的")[0])
        if known := next((each for each in self.people if subject.startswith(each)), ""):
            return known
        name = full_names.person_in(head[:_ACTING], self.article)
        return name or full_names.name_at_head(head, self.article)

    def _continued(self, at: int) -> Attribution | None:
        """Return who has the word still, where nothing tells that the reporter goes on."""
        text = self.lines[at][0]
        if self.turn is None and self.before and _URGES.search(self.masked[at]):
            self.turn, mine = self.before, self.before.attribution
            return Attribution(mine.speaker, mine.opener, mine.named_by, sure=False)
        if self.turn is None:
            return None
        mine = self.turn.attribution
        name = full_names.name_of(mine.speaker) or mine.speaker
        own = _SPEAKERS_OWN.search(self.masked[at]) is not None
        urges = mine.opener == at - 1 and _URGES.search(self.masked[at])  # `全军要抓紧训练`, just behind him
        reported = _REPORTER.match(text) and not (own or urges or _is_claim(text, mine.speaker))
        if (name and name in text) or reported or _THIRD_PERSON.match(text):
            self.before, self.turn = self.turn, None
            return None
        if self.turn.label:
            return mine
        if self.turn.quoted and not own:
            self.turn = None
            return None
        return Attribution(mine.speaker, mine.opener, mine.named_by, sure=own and not self.turn.cites)

    def _labelled(self, at: int) -> Attribution | None:
        label = self.labels[at]
        if label.asks:
            self.question, self.asking, self.turn = at, self.lines[at][1], None
            return Attribution("", at, "", asks=True)
        speaker = self.interviewee if label.answers else full_names.in_full(label.who, self.article)
        mine = Attribution(speaker, at, label.text, pronoun=label.text, question=self.question)
        self.question = self.asking = -1
        self.turn = _Turn(mine, label=True)
        return mine


def _is_claim(text: str, speaker: str) -> bool:
    """Return whether a side in a war that has the word goes on about its own forces."""
    own = text.startswith(speaker[:1]) and _OF_WAR.search(text) is not None
    return own and _SIDE.search(speaker) is not None


def _people(masked: Sequence[str], article: str) -> list[str]:
    """Return the names of those who speak or are named, as many as an article has readers for."""
    speak = [full_names.name_of(act.subject) for text in masked for act in speech_acts.find(text)]
    named = (name for text in masked for name in full_names.named_in(text, article))
    return list(islice(dict.fromkeys(filter(None, chain(speak, named))), _MOST_PEOPLE))


def _masked(lines: Sequence[tuple[str, int]]) -> tuple[list[str], list[bool]]:
    """Return each sentence masked, and whether a quotation is open at its start.

    One that is left open at a paragraph's end goes on where the next paragraph begins with a mark, as printers set it.
    """
    masked: list[str] = []
    starts: list[bool] = []
    inside, paragraph = False, -1
    for text, number in lines:
        if number != paragraph:
            inside = inside and text.startswith("“")
            paragraph = number
        starts.append(inside)
        told, inside = speech_acts.mask(text, inside)
        masked.append(told)
    return masked, starts
