"""Quotations of a reworded sentence: the same words, from the same mouth."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from service.core.messages import _
from service.editing import attribution
from service.editing.attribution import Attribution, full_names, speech_acts
from service.editing.facts.known_names import HONORIFICS, SAYS, TITLES
from service.editing.facts.measures import Quantity
from service.editing.facts.name_claims import names_of
from service.editing.facts.offices import foreign
from service.editing.facts.source_alignment import Passage, SourceSentence, plain, read, sentences, weight
from service.editing.facts.violation import FactViolation
from service.language import bigrams
from service.language.sentences import split

_QUOTED = re.compile("[“「『]([^“”「」『』]+)[”」』]")
_POINTS = re.compile(r"[，。！？；：、…—\s“”‘’《》]")
_ALSO = "测算|供述|提出|估算|估摸|认定|反映|觉得|许诺|承诺|抱怨|主张|担心|算账"
"""Verbs that have a speaker ahead, and no name that only they would show."""
_SAYS = re.compile(
    f"(?:(?<![各少再])(?<!凡是)(?<!就是)(?<!也是)(?:{SAYS})|的(?:回答|看法|意见|说法)是|{_ALSO})(?!是|明|法|服|不上|得上|为|作|呼|起)"
    "|讲(?=[，：“])"
)
_INTERRUPTION = re.compile("”[^“”。！？；\n]{1,20}[，：]“")
"""What parts a quotation in two: “订单多了，”厂长说，“客户也多了。”"""
_CLAUSE_MARK = re.compile("[，。！？；：“”]")
_PRONOUN = re.compile("^(?:[他她它](?:们)?(?!的)|对方|其|该负责人|这位负责人|该工作人员)|(?:[他她])$")
_GENERIC_TITLE = re.compile("(?:有关|相关|主要)?(?:负责人|负责同志|工作人员|发言人|方面|人士)$")
_OWN_VOICE = re.compile("评论|社论|书评|作者|来信|读者|文章")
"""What an article says in its own voice."""
_CONJUNCTION = re.compile("^(?:但是?|不过|而|可是?|所以|因此|同时|其中)(?=[\u4e00-\u9fff]{2})")
_ADVERB = re.compile(
    r"[昨今前]天|[昨今]日|当天|(?:\d{1,2}月)?\d{1,2}日|（[^（）]*）|"
    "对此|还|也|又|都|在[^，]{1,14}(?:上|中|时)|向记者|对记者|告诉|笑着|开口就|把丑?话|高兴地|激动地|自豪地|[\u4e00-\u9fff]{1,4}地|介绍|明确|进一步|特别|再次|随后|接着|感慨地|同时|曾|则|表|并|这样|如此|时|一再"
)
_LONGEST_ADVERB = 16
"""Characters: 在, fourteen others and 上."""
PRONOUN_REACH = 6
"""Sentences ahead in which the name of 她 may stand."""
_SPEECH_LENGTH = 8
"""Characters from which on a quotation is speech and not a term."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the quotations that the source does not have, and speech that it gives to someone else."""
    bare = _POINTS.sub("", passage.text)
    whole = _POINTS.sub("", _INTERRUPTION.sub(_without_speaker, passage.text))
    found = [
        FactViolation(match.group(), "quotation", _("not these words in the source"))
        for match in _QUOTED.finditer(sentence.text)
        if not any(_POINTS.sub("", match.group(1)) in text for text in (bare, whole))
        and not _is_quoted(sentence, match, passage)
    ]
    return found or _misattributed(sentence, origins, passage)


def _without_speaker(interruption: re.Match[str]) -> str:
    """Return nothing for who says it amid a quotation, and what stands between two quotations as it is."""
    return "" if _SAYS.search(interruption.group()) else interruption.group()


def _is_quoted(sentence: SourceSentence, quoted: re.Match[str], passage: Passage) -> bool:
    """Return whether the source has a quotation with its numbers in another notation: 一万九千元 for 1.9万元."""
    inside = [each for each in sentence.quantities if quoted.start(1) <= each.start and each.end <= quoted.end(1)]
    return bool(inside) and _in_values(quoted.group(1), inside, quoted.start(1)) in _values_of(passage)


@functools.lru_cache(maxsize=16)
def _values_of(passage: Passage) -> str:
    return "".join(_in_values(each.text, each.quantities) for each in passage.sentences)


def _in_values(text: str, quantities: Sequence[Quantity], start: int = 0) -> str:
    """Return a text that begins at `start` of its sentence with the value of each number, and without its marks."""
    for each in reversed(quantities):
        text = f"{text[: each.start - start]}＿{each.value}{each.unit}＿{text[each.end - start :]}"
    return _POINTS.sub("", text)


@functools.lru_cache(maxsize=16)
def owners(text: str) -> tuple[Attribution | None, ...]:
    """Return whose each sentence of a passage's text is."""
    lines = text.split("\n")
    return attribution.attribute([(each, number) for number, line in enumerate(lines) for each in split(line)])


def speakers_of(sentence: str, source: str) -> tuple[str, ...]:
    """Return who says a sentence of the source, wherever it stands in it."""
    told = (each for line in source.split("\n") for each in split(line))
    return tuple(
        owner.speaker for each, owner in zip(told, owners(source), strict=True) if owner and each == sentence.strip()
    )


def is_in(claim: str, text: str) -> bool:
    """Return whether what a fault calls its claim stands in the text."""
    return claim in plain(text)


def lost_speakers(texts: Sequence[str], source: str) -> tuple[FactViolation, ...]:
    """Return the sentences, told one after another, that somebody says in the source and that nobody says here.

    A speaker once named keeps the word until another is named, or the reporter tells something himself. Who answers a
    question that is told need not be named.
    """
    passage = read(source)
    found: list[FactViolation] = []
    speaking, asked = "", False
    for each in (each for text in texts for each in sentences(text)):
        here = speakers(each.text)
        at = next(iter(_places(each, each.grams, passage)), None)
        owner = None if at is None else owners(passage.text)[at]
        if owner is None:
            speaking = here[-1] if here else ""
        elif here or _is_named(owner, each.text) or (owner.opener == at and (asked or _speaks(each.text))):
            speaking = owner.speaker
        elif at is not None and _is_deed(each.text, passage.sentences[at].text, owner, at):
            speaking = ""
        elif owner.sure and owner.speaker and not (speaking and _same(speaking, owner.speaker, ())):
            found.append(
                FactViolation(each.text, "quotation", _("in the source {speaker} says it", speaker=owner.speaker))
            )
        asked = each.text.endswith("？")
    return tuple(found)


def _is_deed(told: str, source: str, owner: Attribution, at: int) -> bool:
    """Return whether that stands ahead of who says the quotation before it: `县里组织代表视察，代表方某指着坝说。`"""
    return owner.opener == at and "“" not in told and source.startswith(f"{told.rstrip('。')}，")


def _speaks(text: str) -> bool:
    return bool(speech_acts.find(speech_acts.mask(text, False)[0]))


def _is_named(owner: Attribution, text: str) -> bool:
    return (full_names.name_of(owner.speaker) or owner.speaker) in text


def speakers(text: str) -> list[str]:
    """Return who speaks in a sentence: what stands before a verb of saying, outside the quotations."""
    outside = _QUOTED.sub(lambda match: "”" * len(match.group()), text)
    found = []
    start = 0
    for match in _SAYS.finditer(outside):
        before = _CLAUSE_MARK.split(outside[start : match.start()])[-1]
        start = match.end()
        name = _without_adverbs(before.strip("、")).removeprefix("据")
        name = _CONJUNCTION.sub("", name)
        if name:
            found.append(name)
    return found


def _without_adverbs(words: str) -> str:
    """Return the words without the adverbs at their end, as many as follow on one another."""
    begins = [len(words)]
    at = len(words) - 1
    while at >= 0 and begins[-1] - at <= _LONGEST_ADVERB:
        if any(_ADVERB.fullmatch(words, at, end) for end in begins[-_LONGEST_ADVERB:]):
            begins.append(at)
        at -= 1
    return words[: begins[-1]]


def _misattributed(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    said = speakers(sentence.text)
    if not said:
        return []
    said_by = said[-1]
    if not is_somebody(said_by):
        return []
    content = bigrams.han(re.sub(re.escape(said_by), "，", sentence.text))
    places = _places(sentence, content, passage)
    if not places:
        return []
    known: list[str] = []
    for at in places:
        here = speakers(passage.sentences[at].text)
        known += here
        if (owner := owners(passage.text)[at]) and owner.sure and owner.speaker:
            known.append(owner.speaker)
        elif not here or any(_PRONOUN.search(each) for each in here) or _all_quoted(passage.sentences[at].text):
            known += _around(at, passage)
    if not known:
        return []
    people = people_of(passage)
    if any(_same(one, each, people) for one in said for each in known):
        return []
    if any(is_same(said_by, each, people) for each in known):
        return []
    before = "\n".join(each.text for each in passage.sentences[max(0, places[0] - PRONOUN_REACH) : places[0]])
    if any(_PRONOUN.search(each) for each in known) and any(
        _is_called(said_by, name) and name in before for name in people
    ):
        return []
    return [FactViolation(said_by, "quotation", _("in the source {known} says it", known=known[0]))]


def people_of(passage: Passage) -> list[str]:
    """Return the persons whom a source names, foreign ones by their last names."""
    named = [name for name, kind in names_of(passage).items() if kind == "person"]
    return list(dict.fromkeys([*named, *foreign(passage.text)]))


def is_somebody(speaker: str) -> bool:
    """Return whether a speaker is told by more than a pronoun, and is not the article's own voice."""
    return not _PRONOUN.search(speaker) and not _OWN_VOICE.search(speaker)


def is_spokesman(speaker: str) -> bool:
    """Return whether a speaker is told by the body for which he speaks: 民政部有关负责人."""
    return len(_GENERIC_TITLE.sub("", speaker)) not in (0, 1, len(speaker))


def is_same(speaker: str, other: str, people: Sequence[str]) -> bool:
    """Return whether two speakers are one, by words or by the name of one of these people."""
    return _same(speaker, other, people) or any(_is_called(speaker, name) and name in other for name in people)


def _is_called(said_by: str, name: str) -> bool:
    """Return whether a speaker is told by this name, or by its surname and a title: 晁律师."""
    return name in said_by or re.search(f"{name[0]}(?:{TITLES}|{HONORIFICS})$", said_by) is not None


def _places(sentence: SourceSentence, content: frozenset[str], passage: Passage) -> list[int]:
    """Return the sentences of the source that hold the quoted words, or else the words of the report."""
    for match in _QUOTED.finditer(sentence.text):
        words = _POINTS.sub("", match.group(1))
        if len(words) >= _SPEECH_LENGTH:
            start = _POINTS.sub("", match.group(1))[:_SPEECH_LENGTH]
            found = [at for at, each in enumerate(passage.sentences) if start in _POINTS.sub("", each.text)]
            if found:
                return found
    drawn = passage.origins(content)[:1]
    return [at for at in drawn if weight(content & passage.sentences[at].grams) >= 0.4 * weight(content)]


def _around(at: int, passage: Passage) -> list[str]:
    """Return the nearest speaker before a sentence, and the one after it."""
    found: list[str] = []
    for back in range(at - 1, max(-1, at - 5), -1):
        here = [each for each in speakers(passage.sentences[back].text) if not _PRONOUN.search(each)]
        if here:
            found.append(here[-1])
            break
    if at + 1 < len(passage.sentences):
        found += speakers(passage.sentences[at + 1].text)[:1]
    return found


def _all_quoted(text: str) -> bool:
    return text.startswith("“") and text.rstrip("。").endswith("”")


def _same(one: str, other: str, people: Sequence[str]) -> bool:
    """Return whether two speakers are one: the same person where one is named, else by the words of their titles."""
    if one in other or other in one:
        return True
    named = [person for person in people if person in other]
    if named and any(person in one for person in people):
        return any(person in one for person in named)
    if (head := _GENERIC_TITLE.sub("", one)) != one and len(head) > 1 and head in other:
        return True
    if head != one and len(head) > 1 and not bigrams.han(head) & bigrams.han(other):
        return False
    if one[-2:] in other or other[-2:] in one:
        return (
            len(one) < 4
            or len(other) < 4
            or one[-3:] in other
            or other[-3:] in one
            or bool(bigrams.han(one[:-2]) & bigrams.han(other))
        )
    return False
