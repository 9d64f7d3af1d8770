"""What may be said of an article: whole sentences, and runs of whole clauses from a sentence's start.

A sentence that somebody says is told with the one that names him; with `voices`, also by itself behind his name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from types import MappingProxyType

from service.editing import attribution, cohesion, definite_mentions, news_sense, replies
from service.editing.attribution import Attribution, bridges, speech_acts
from service.editing.summary import speakability, ties
from service.editing.summary.body_text import Body, BodyLine, size
from service.language import bigrams, brackets

NOWHERE = -1
"""The place of what names a speaker where no sentence does."""
_ANSWERS_ALONE = re.compile(r"不?是(?!否)|因为|为了|[^，。]{0,14}答案")
"""How the answer to a question begins that says nothing without it."""
_POINTS_BACK = re.compile(
    r"(?<=[有见遇到出现过是成])(?:这样|这般|此类)的(?!人[生们])|^[^，。]{1,6}[把将][车人](?=[截拦救拉扶抬带推])"
    r"|(?<![在有刹])那(?:\d|[一二两三四几]?[家座张位场次笔份条只块台辆本封扇把间支幅])(?!天|么|[^，。]{3,16}的[^，。])"
    r"|^(?:[^，。“]{1,4}，)?[局院队厂校所社][里内](?![的\d]|[^，。]{0,4}[座台间])|^[^，。“]{1,20}(?:自此|从此)(?!次)"
    r"|^(?:开展|展出|开放|启动|实施|施行|试?运行|开业|上线)(?:至今|以来)，"
    r"|^[^，。“”]{2,16}说，[^。“”]{2,24}，最[后终](?!一)"
    r"|^同(?:为|样是)[^，。]{1,8}的|^说是|^同一[天日晚年]，|^[^，。“”]{2,8}[只就]?[回答]了?[^，。“”]{0,4}字：|^[^。“”]{0,16}(?:[在到从]那[里儿]|[^，。“”]{2}那[里儿]，)"
)
"""What was told before: `不会再有这样的大雾`, `交警把车拦下`, `把那580元降下来`, `目前，局里已立案`, `隧道自此通车`."""
_SAYS_BUT = re.compile(
    "(?:说|表示|介绍|解释|认为|坦言)[，：](?:“(?:可是|可对|但|不过|然而|所以|因此|而且|何况|再说)|(?:但(?![凡愿])|不过|然而))"
)
"""`宋听澜说，“可是对遭了灾的人家，1.9万元就是一个秋天。”`, `宋听澜说，但下周还要降温。`: behind what he said before."""
_NUMBERED_LABEL = re.compile("[一二三四五六七八九十]{1,2}、(?P<name>[^，。；：？]{2,10})[。？]")
"""`二、急诊怎么走。`: it is for the eye, and gives its sentences their subject."""
_ASKS = re.compile(r"怎么|谁|什么|哪|多少|几[时点天号]|如何|[吗呢]$|([\u3400-\u9fff])不\1")
"""A label that asks is told as a question: `急诊怎么走？10月31日24时前仍去老院区。`"""
_WITHOUT_SUBJECT = re.compile(
    r"(?:\d{1,2}月|本月|\d{1,2}日|\d{1,2}[时点](?:\d{1,2}分)?|零时|[起前后至到，]|[今明后]天)*(?:仍[去在由]|只[去能在]|改[去到由]|先[去到]|一律[去到在])"
)
_SAYS_NOTHING = 8
"""Characters behind a verb of saying below which nothing is said there."""
_LONGEST_SCENE = 24
"""Characters of a scene that only leads up to what is said in it: `患者赵大爷早上7点就到了，他说：“…”`."""
_SAYS_NEXT = re.compile("，[他她](?:[^，。：“”]{0,8})(?:说|道|表示|告诉[^，。：]{1,6})[：，]")
_NAMED_BODY = re.compile("(?<=[\u3400-\u9fff]{2})“[^“”，。！？：]{2,10}”(?=[\u3400-\u9fff])")
"""A name in marks, and nothing that is said: `中介机构“乐居坊”研究部主管段誉然分析。`"""
_TURNS = re.compile("但|可是|不过|然而|所以|因此|而且")
"""How a quotation goes on that says nothing, or something else, without its beginning."""
_MEANS_ALL = re.compile(
    r"[他她它]们|这(?:也|同样)?(?:是|标志着|意味着)|这[些几]|以上|上述|这(?:\d+|[两三四五六七八九十]+)[名位个家项]"
)
"""`他们均是奖章获得者`, of those whom the sentence before lists, at its end perhaps; `这也是该队首枚金牌`."""
_OF_THE_SPEAKER = re.compile("“(?:我|咱)")
"""A quotation in which the speaker refers to nobody but himself."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A stretch of one sentence that can be said as it is; two of the same words are two."""

    line: int
    """Index of its sentence in the article."""
    text: str
    size: int
    """Non-blank characters."""
    whole: bool
    refers: bool
    """It can only be understood behind the sentence before it, or the beginning of that."""
    after_whole: bool
    """It is told only behind the whole of the sentence before it: it goes on with a quotation, or means all listed."""
    concepts: frozenset[str]
    leads: bool = False
    """It only leads up to the next sentence, and is told with it alone."""
    means_someone: bool = False
    """It says 他 of somebody whom it does not name, and is told only where somebody is named ahead."""
    opener: int | None = None
    """The sentence that names whose it is, where that is another one, ahead of it: it is told only behind that."""
    names: bool = True
    """It names its own speaker, where it has one: others may follow it."""
    behind: frozenset[int] = frozenset()
    """The sentences ahead that say whom its 两人 means, or what it answers: it is told only behind them all."""
    awaits: int | None = None
    """The sentence that denies it, behind it: it is told only with that."""
    asks: bool = False
    """It is a question of somebody whom it names, and is told with its answer alone."""
    calls: frozenset[str] = frozenset()
    """Whom it calls by a familiar name (老汪) that a sentence ahead introduces."""
    mentions: tuple[definite_mentions.KnownThing, ...] = ()
    """What it speaks of as known, that a sentence ahead introduces."""


@dataclass(frozen=True, slots=True)
class Voices:
    """Whose an article's words are where its sentences do not say it."""

    parts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Sub-headline -> whose the text below it is."""
    author: bool = False
    """All of it is told as its author's, so that his 我 is understood."""


def candidates(body: Body, damaged: Collection[str] = (), voices: Voices | None = None) -> list[Candidate]:
    """Return all that may be said, in the article's order: of each sentence the whole, then ever shorter runs.

    With `voices`, for telling: last what stands by itself by the speaker's name, put in from elsewhere in the article,
    and no 我 of somebody who is not known.
    """
    found: list[Candidate] = []
    owners = attribution.attribute([(line.text, line.paragraph) for line in body.lines])
    nameless = voices is not None and _is_somebodys_interview(body, owners)
    inside, paragraph = False, -1
    for index, (line, owner) in enumerate(zip(body.lines, owners, strict=True)):
        if line.paragraph != paragraph:
            inside, paragraph = False, line.paragraph
        opened = inside
        inside = _left_open(line.text, inside)
        if voices and line.heading in voices.parts and (owner is None or not (owner.speaker or owner.named_by)):
            owner = Attribution(voices.parts[line.heading], NOWHERE, "")
        if _is_damaged(line.text, damaged) or (owner and owner.asks):
            continue
        if voices and owner is None and not voices.author and bridges.is_first_person(line.text, opened):
            continue
        if voices and owner and (owner.unclear or (nameless and _answers_nameless(owner))):
            continue
        if voices and _is_left_alone(index, line, owner, body, owners):
            found.extend(_done_ahead(index, line))
            continue
        renamed = owner is not None and owner.switches
        if (
            not voices
            or voices.author
            or not (renamed or _interrupted(line.text, owner, owners[index - 1] if index else None))
        ):
            ways = _of_line(index, line, opened, owner, spoken=voices is not None)
            found.extend(_below_label(ways, index, body) if voices else ways)
        if owner and voices:
            found.extend(_bridged(index, line, opened, owner, body))
    return _fit_for_an_item(found, body) if voices else found


def _answers_nameless(owner: Attribution) -> bool:
    return owner.question >= 0 and not owner.speaker


def _is_somebodys_interview(body: Body, owners: Sequence[Attribution | None]) -> bool:
    """Return whether somebody whom the article does not name answers as 我; an office's answers have no 我."""
    return any(
        owner is not None and _answers_nameless(owner) and bridges.is_first_person(line.text, False)
        for line, owner in zip(body.lines, owners, strict=True)
    )


def _fit_for_an_item(found: list[Candidate], body: Body) -> list[Candidate]:
    """Return what may be told, with what each needs of the others, and without the first of a list alone."""
    lines = [line.text for line in body.lines]
    called, known = cohesion.familiar(lines), definite_mentions.mentions(lines)
    tied = ties.between(body, {each.line for each in found})
    return [
        replace(
            each,
            refers=each.refers and each.line not in tied.named,
            behind=each.behind | tied.behind[each.line],
            awaits=tied.denied_by.get(each.line),
            asks=each.line in tied.answered,
            calls=frozenset(name for name in called.get(each.line, ()) if name in each.text),
            mentions=tuple(found for found in known.get(each.line, ()) if found.words in each.text),
            leads=(each.leads and not cohesion.presents(each.text))
            or _leads_on(each, body)
            or replies.is_question(each.text),
        )
        for each in found
        if not cohesion.begins_a_list(each.text)
    ]


def _leads_on(each: Candidate, body: Body) -> bool:
    """Return whether the stretch waits for the next sentence of its paragraph."""
    following = body.lines[each.line + 1] if each.line + 1 < len(body.lines) else None
    if following is None or following.first:
        return False
    opens = body.lines[each.line].first
    return (
        cohesion.leads_on(each.text, following.text)
        or cohesion.sets_place(each.text, following.text)
        or cohesion.introduces(each.text, following.text, opens=opens)
        or (opens and each.line > 0 and cohesion.announces(each.text))
    )


def _interrupted(text: str, owner: Attribution | None, before: Attribution | None) -> bool:
    """Return whether a sentence needs a name: its 他 is not who spoke before, or it is a quotation behind another's.

    One whose closing mark was lost is a quotation, too.
    """
    if owner and owner.switches:
        return True
    if not (text.startswith("“") and "”" not in text[:-1]):
        return False
    return not (owner and before and before.sure and before.speaker == owner.speaker)


def _is_left_alone(
    index: int, line: BodyLine, owner: Attribution | None, body: Body, owners: Sequence[Attribution | None]
) -> bool:
    """Return whether the sentence points at what is never told: a sub-headline, or a quotation whose speaker it names.

    `“上冰。”主任林晚只说了两个字。` is cut in two, and its second half says nothing without the first.
    """
    if index == 0:
        return bool(line.heading) and speakability.refers_back(line.text)
    before, quoted = body.lines[index - 1], owners[index - 1]
    points = speakability.refers_back(line.text) or _POINTS_BACK.search(line.text)
    if line.heading != before.heading and points:
        return True
    if before.paragraph == line.paragraph:
        label = _NUMBERED_LABEL.fullmatch(before.text)
        if label and not _ASKS.search(label["name"]) and _WITHOUT_SUBJECT.match(line.text):
            return True
        if before.text.endswith("？") and _ANSWERS_ALONE.match(line.text):
            return True
        if before.text.startswith("“") and before.text.endswith("”") and cohesion.sets_up(line.text):
            return True
    if quoted is None or quoted.opener != index or not before.text.startswith("“"):
        return False
    acts = speech_acts.find(line.text) if owner is not None and owner.opener == index else []
    named = line.text.find(quoted.named_by) + len(quoted.named_by) if quoted.named_by in line.text else 0
    end = acts[-1].end if acts else named
    return end > 0 and len(line.text) - end < _SAYS_NOTHING and not re.search("[“”：]", _NAMED_BODY.sub("", line.text))


def _of_line(index: int, line: BodyLine, opened: bool, owner: Attribution | None, *, spoken: bool) -> list[Candidate]:
    told = brackets.told(line.text)
    if owner and bridges.answers(owner, index) and (spoken or not owner.speaker):
        return []
    if not opened and _is_unopened(told):
        return []
    text = bridges.with_source(told) if spoken else told
    text = text if opened and spoken else speakability.begun(text, line.first)
    pieces = [_closed(text, opened)]
    if (owner and owner.opener > index and pieces[0].startswith("“")) or speakability.says_no_words(pieces[0]):
        return []
    opener = owner.opener if owner and owner.opener < index else None
    follows = opener is not None  # its speaker is known, whatever stands between him and it
    named = owner is not None and owner.opener == index and _OF_THE_SPEAKER.match(pieces[0]) is not None
    refers = speakability.refers_back(pieces[0].lstrip("“") if follows else pieces[0]) or (opened and not follows)
    refers = refers or (opened and _TURNS.match(text) is not None)
    points = (_POINTS_BACK.search(pieces[0]), _SAYS_BUT.search(pieces[0]))
    refers = (refers and not named) or (spoken and any(points))
    if not opened and not pieces[0].endswith("？"):
        endings = [end for end in speakability.endings(text) if end > _LONGEST_SCENE or not _SAYS_NEXT.match(text, end)]
        ends = sorted({*endings, *speakability.list_begun(text)} if spoken else endings)
        pieces.extend(text[:end] + "。" for end in reversed(ends))
    return [
        Candidate(
            index,
            piece,
            size(piece),
            at == 0,
            refers,
            (opened and not follows) or (refers and _MEANS_ALL.match(piece) is not None),
            bigrams.and_trigrams(piece),
            spoken and cohesion.sets_up(piece),
            spoken and not opened and cohesion.means_someone(piece),
            opener,
            owner is None or bridges.is_named(owner, piece),
        )
        for at, piece in enumerate(pieces)
        if speakability.readable(piece)
    ]


def _bridged(index: int, line: BodyLine, opened: bool, owner: Attribution, body: Body) -> list[Candidate]:
    """Return the sentence with its speaker's name, or with the question that it answers, as one that stands alone."""
    question = body.lines[owner.question].text if owner.question >= 0 and owner.opener == index else ""
    told = _closed(speakability.begun(brackets.told(line.text), line.first), opened)
    piece = bridges.alone(owner, told, index, question)
    if not piece or not speakability.readable(piece) or _SAYS_BUT.search(piece):
        return []
    concepts = bigrams.and_trigrams(piece)
    goes_on = owner.question >= 0 and 0 <= owner.opener < index  # what answers a question is told behind it
    behind = frozenset([owner.opener] if goes_on else ())
    leads = cohesion.sets_up(piece)
    return [Candidate(index, piece, size(piece), True, False, False, concepts, leads=leads, behind=behind)]


def _below_label(ways: Sequence[Candidate], index: int, body: Body) -> list[Candidate]:
    """Return the ways of saying a sentence below a numbered label that asks: the first with it, the others behind it.

    The label stands ahead of the first sentence of its paragraph.
    """
    asked = None
    first = bisect_left(body.lines, body.lines[index].paragraph, key=attrgetter("paragraph"))
    if first < index:
        asked = _NUMBERED_LABEL.fullmatch(body.lines[first].text)
    if asked is None or not _ASKS.search(asked["name"]):
        return list(ways)
    if index > first + 1:
        return [replace(each, refers=True) for each in ways]
    heads = [(each, f"{asked['name']}？{each.text}") for each in ways]
    return [
        replace(each, text=text, size=size(text), concepts=bigrams.and_trigrams(text), refers=False)
        for each, text in heads
    ]


def _done_ahead(index: int, line: BodyLine) -> list[Candidate]:
    """Return what was done on a day ahead of the clause that says whose the quotation before it is."""
    deed = speakability.deed_ahead(speakability.begun(brackets.told(line.text), line.first))
    if not (deed and news_sense.is_of_a_day(deed) and news_sense.is_new(deed) and speakability.readable(deed)):
        return []
    if speakability.refers_back(deed) or cohesion.means_someone(deed):
        return []
    return [Candidate(index, deed, size(deed), True, False, False, bigrams.and_trigrams(deed))]


def _left_open(text: str, opened: bool) -> bool:
    """Return whether a quotation is still open after this text."""
    last = max(text.rfind("“"), text.rfind("”"))
    return opened if last < 0 else text[last] == "“"


def _is_unopened(text: str) -> bool:
    """Return whether a quotation ends that has not begun: who is quoted, and from where on, is lost."""
    first = min((at for mark in "“”" if (at := text.find(mark)) >= 0), default=-1)
    return first >= 0 and text[first] == "”"


def _closed(text: str, opened: bool) -> str:
    """Return the sentence with the quotation marks that its neighbours hold."""
    if opened or text.count("”") > text.count("“"):
        text = "“" + text
    return text + "”" if text.count("“") > text.count("”") else text


def _is_damaged(text: str, damaged: Collection[str]) -> bool:
    return any(text in broken or broken in text for broken in map(str.strip, damaged) if broken)
