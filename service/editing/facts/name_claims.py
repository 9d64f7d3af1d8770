"""People, places, organizations and other names of a reworded sentence against its source."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core.messages import _
from service.editing.facts import novel_words
from service.editing.facts.known_names import (
    BODIES,
    GENERIC,
    HONORIFICS,
    SAYS,
    SETTLEMENTS,
    SUFFIXED,
    TITLES,
    region_pattern,
)
from service.editing.facts.source_alignment import (
    Passage,
    SourceSentence,
    context,
    is_common,
    is_word,
    weight,
)
from service.editing.facts.violation import FactViolation
from service.language import bigrams, lexical_tagger, surnames
from service.language.word_list import parted, word_list

_TITLE = re.compile(TITLES)
_TITLED = re.compile(f"(?:{TITLES})([{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}})")
_INTRODUCED = re.compile(f"(?:{TITLES})([{surnames.BEHIND_TITLES}][\u4e00-\u9fff]{{1,2}})")
"""In a source, the rare surnames count behind a title too."""
_SAYING = re.compile(f"(?<![\u4e00-\u9fff])([{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}}?)(?:{SAYS})")
_STYLED = re.compile(f"[{surnames.IN_TEXT}](?:{HONORIFICS})")
_APART = re.compile(f"(?:[，。、：“”‘’—的岁]|^)([{surnames.IN_TEXT}][一-鿿]{{2}})")
_END = re.compile(
    f"$|[^\u4e00-\u9fff]|{SAYS}|的|在|把|是|和|等|正|从|向|带|为|对|与|将|今|去|已|也|就|便|有|家|一|及|还|都|又|跟|看|给|接|走|每|自|因|靠|凭|终|来|到|被|获|用|拿|当|率|出|参|赴|任|先|女|同|以|这|里|笑|高|激|兴"
)
HONORED = frozenset("师先女老总某")
"""What begins an honorific behind a surname, or stands for a name."""
NUMERALS = frozenset("一二三四五六七八九十百千万两几")
_NUMERALS = re.compile("[一二三四五六七八九十百千万]+")
_NOT_GIVEN = re.compile("[的地得了着说在是们等和与及都也就还从这那个有没不表介告指认称]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9\-+.]*[A-Za-z0-9+]|[A-Za-z]")

LONGEST_NAME = 6
REPEATED_SHARE = 0.5
"""The share of a sentence's weight that stands so in a sentence of the source that it repeats."""
RARE_WORD = 30
"""A word that was counted less often may begin a name."""
NAME_REACH = 4
"""Characters ahead of a suffixed name that may belong to it."""
TELLING_CLAUSE_WEIGHT = 40.0
"""The weight of a clause's bigrams from which on it alone tells where in the source it comes from."""


_REPORTER = re.compile("(?:记者|通讯员)$")
"""Ahead of a name that only the article's head has."""
_LEADING = "给到在往向进"
"""What a verb ends with that a body follows: 交给社区."""
_NATURAL = "江河湖山岛湾峡路街"
RANKS = "国省市州县区镇乡"


@dataclass(frozen=True, slots=True)
class Name:
    """One name and what it names."""

    text: str
    kind: str
    start: int


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the names that the source does not have, and those it has beside something else."""
    known = names_of(passage)
    found = _strangers(sentence, passage, known)
    found += _ranked(sentence, passage, known)
    claimed = "".join(fault.claim for fault in found)
    for name in _present(sentence.text, known):
        if name.text not in claimed and (fault := _elsewhere(name, sentence, origins, passage, known)):
            found.append(fault)
    if not found:
        found += novel_words.faults(_without_numbers(sentence), passage) or _exchanged(sentence, origins, passage)
    found = [fault for fault in found if fault.kind != "name" or not _is_torn(fault.claim, sentence.text)]
    return found + [
        FactViolation(word, "name", _("not in the source"))
        for word in _LATIN.findall(sentence.text)
        if word.lower() not in passage.text.lower() and word.lower() not in ("km", "kg", "cm", "mm", "m")
    ]


def _is_torn(name: str, text: str) -> bool:
    """Return whether every place of a name in a sentence begins or ends amid a word: 飞暹岛 of 直飞暹岛."""
    places = [match.start() for match in re.finditer(re.escape(name), text)]
    return bool(places) and all(lexical_tagger.is_torn(text, at, at + len(name)) for at in places)


@functools.lru_cache(maxsize=16)
def names_of(passage: Passage) -> dict[str, str]:
    """Return the names that the source is seen to have: name -> person, place or organization."""
    found: dict[str, str] = {}
    for sentence in passage.sentences:
        found |= dict.fromkeys(_people(sentence.text), "person")
        for match in _INTRODUCED.finditer(sentence.text):
            name = _person(match.group(1), sentence.text, match.start(1) + 2)
            if name and not word_list().frequent(name[:2], RARE_WORD):
                found[name] = "person"
        for match in _APART.finditer(sentence.text):
            run = match.group(1)
            if not (_is_wordlike(run) or _NOT_GIVEN.search(run[1:])):
                found.setdefault(run, "person")
        for match in region_pattern().finditer(sentence.text):
            found[match.group()] = "place"
        for name, kind in _suffixed(sentence.text):
            found.setdefault(name, kind)
    people = "|".join(sorted(name for name, kind in found.items() if kind == "person")) or "＿"
    joined = re.compile(f"(?:{people})[和与、]([{surnames.IN_TEXT}][\u4e00-\u9fff]{{1,2}})")
    for sentence in passage.sentences:
        for match in joined.finditer(sentence.text):
            if name := _person(match.group(1), sentence.text, match.start(1) + 2):
                found[name] = "person"
    return found


def _is_wordlike(run: str) -> bool:
    """Return whether what begins like a person is an everyday word, or has one: 白天每."""
    return run[1] == "某" or any(is_word(gram) or word_list().frequent(gram, RARE_WORD) for gram in (run[:2], run[1:]))


def _people(text: str) -> list[str]:
    """Return the persons that a title, a verb of saying or an honorific stands beside."""
    found = [
        name
        for pattern in (_TITLED, _SAYING)
        for match in pattern.finditer(text)
        if (name := _person(match.group(1), text, match.start(1) + 2))
    ]
    return found + _STYLED.findall(text)


def _suffixed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the organizations and places that their endings tell, by the last two characters of the name ahead."""
    for kind, pattern in (*SUFFIXED.items(), ("organization", BODIES)):
        for match in pattern.finditer(text):
            stem, ending = match.groups()
            if _is_joined(stem, ending):
                continue
            telling = kind == "organization" or ending in SETTLEMENTS or not is_common(stem)
            if telling and not GENERIC[kind].search(stem):
                yield stem + ending, kind


def _is_joined(stem: str, ending: str) -> bool:
    """Return whether the ending is a part of a word, or the stem is one that names nothing: 公路, 让路, 如今."""
    if len(ending) == 1 and word_list().frequent(stem[-1] + ending, 3):
        return True
    return any(end == 2 and word.part in "tdprcum" for end, word in word_list().starting(stem, 0)) or (
        stem[-1] in "一二三四五六七八九十两几" and ending in SETTLEMENTS
    )


def is_given(char: str) -> bool:
    """Return whether a character can be one of a given name, and is none that stands behind names."""
    return not (_NOT_GIVEN.search(char) or _END.match(char) or char in HONORED or char in NUMERALS)


def _person(run: str, text: str, third: int) -> str:
    """Return the name that begins a run of two or three characters; its third one stands at `third`."""
    if run[1] == "某":
        return run[:2]
    if _TITLE.fullmatch(run[1:]):
        return ""
    if _NOT_GIVEN.search(run[1]) or _NUMERALS.fullmatch(run[1:]):
        return ""
    if len(run) == 2 or _END.match(text, third) or _NOT_GIVEN.search(run[2]):
        return "" if is_common(run[:2]) else run[:2]
    return "" if is_common(run[:2]) and not _END.match(text, third + 1) else run


def _present(text: str, known: dict[str, str]) -> list[Name]:
    found = []
    for name, kind in known.items():
        found += [Name(name, kind, match.start()) for match in re.finditer(re.escape(name), text)]
    return [
        each
        for each in found
        if not any(each is not other and each.text in other.text and each.text != other.text for other in found)
    ]


def _without_numbers(sentence: SourceSentence) -> str:
    text = sentence.text
    counted = (each for each in sentence.quantities if each.unit or len(each.written) > 1)
    spans = [(each.start, each.end) for each in counted] + [(each.start, each.end) for each in sentence.dates]
    for start, end in spans:
        text = text[:start] + "＿" * (end - start) + text[end:]
    return text


def _strangers(sentence: SourceSentence, passage: Passage, known: dict[str, str]) -> list[FactViolation]:
    """Return the names, told by their shape, that are not in the source."""
    people = [name for name, kind in known.items() if kind == "person"]
    found = _strange_people(sentence.text, passage.text, people)
    found += [name for name in region_pattern().findall(sentence.text) if name not in passage.text]
    found += _strange_suffixed(_without_numbers(sentence), passage.text)
    return [FactViolation(name, "name", _("not in the source")) for name in found]


def _strange_people(text: str, source: str, people: Sequence[str]) -> list[str]:
    found = []
    for pattern in (_TITLED, _SAYING):
        for match in pattern.finditer(text):
            if any(text.startswith(name, match.start(1)) for name in people):
                continue
            name = _person(match.group(1), text, match.start(1) + 2)
            longer = any(len(person) == 3 and person[:2] == name[:2] for person in people)
            if name and (name[:2] not in source or (longer and name not in source)):
                found.append(name)
    return found


def _strange_suffixed(text: str, source: str) -> list[str]:
    found = []
    for kind, pattern in SUFFIXED.items():
        for match in pattern.finditer(text):
            stem, ending = match.groups()
            if stem in source or GENERIC[kind].search(stem):
                continue
            if (
                _is_joined(stem, ending)
                or _is_action(stem, ending)
                or (kind == "organization" and _is_shortened(stem, ending, source))
            ):
                continue
            begun = text[match.start() - 1 : match.start()] + stem[0]
            if stem[1] + ending in source and (
                stem[0] in novel_words.HARMLESS or _is_begun(begun) or _is_verb(stem[0], stem + ending)
            ):
                continue
            if is_common(stem) and kind == "place" and (ending not in SETTLEMENTS or ending == "区"):
                continue
            found.append(stem + ending)
    return found


def _is_action(stem: str, ending: str) -> bool:
    """Return whether the characters are a verb or a number with what belongs to it: 过江, 学会."""
    words = parted(stem + ending)
    if stem[-1] in _LEADING or words[-1][1] == "v" or words[0][0] in NUMERALS:
        return True
    if words[-1][0] == ending and len(words) > 2 and all(part in "vp" for _, part in words[:-1]):
        return True  # 存进银行
    ahead, part = words[-2] if len(words) > 1 else ("", "")
    return len(ending) == 1 and len(ahead) == 1 and part in ("v", "p", "d", "u")


def _is_begun(gram: str) -> bool:
    """Return whether the first character of a stem ends the word ahead of it: 直飞暹岛."""
    return is_word(gram) or any(
        end == 2 and word.part == "v" for end, word in word_list().starting(gram, 0) if len(gram) == 2
    )


def _is_verb(char: str, text: str) -> bool:
    return parted(text)[0] == (char, "v")


def _is_shortened(stem: str, ending: str, source: str) -> bool:
    """Return whether the source has a body whose name is cut short: 城管局 for 城市管理局."""
    between = "[\u4e00-\u9fff]{0,4}?"
    return re.search(f"{stem[0]}{between}{stem[1]}{between}{ending}", source) is not None


def _ranked(sentence: SourceSentence, passage: Passage, known: dict[str, str]) -> list[FactViolation]:
    """Return the bodies of another rank than the source's: 省统计局 for 市统计局."""
    found = []
    for name in _present(sentence.text, known):
        rank = sentence.text[name.start - 1 : name.start]
        if name.kind != "organization" or not rank or rank not in RANKS or rank + name.text in passage.text:
            continue
        if any(other + name.text in passage.text for other in RANKS):
            found.append(FactViolation(rank + name.text, "name", _("not in the source")))
    return found


def _elsewhere(
    name: Name, sentence: SourceSentence, origins: Sequence[int], passage: Passage, known: dict[str, str]
) -> FactViolation | None:
    """Return a fault where the source has another name of that kind beside what the text says of this one."""
    masked = frozenset().union(*(bigrams.han(each) for each in known))
    rest = sentence.text[: max(0, name.start - NAME_REACH)] + "，" + sentence.text[name.start + len(name.text) :]
    clause = sentence.clause_at(name.start)
    own = (clause.grams & bigrams.han(rest)) - masked
    grams = own if weight(own & passage.grams) >= TELLING_CLAUSE_WEIGHT else bigrams.han(rest) - masked
    drawn = passage.origins(grams)[:1]
    if not drawn:
        return None
    origin = passage.sentences[drawn[0]]
    present = {each for each in known if each in sentence.text}
    if name.text in origin.text:
        return _swapped(name, own, origin, present, known)
    rivals = [
        each for each, kind in known.items() if kind == name.kind and each in origin.text and each not in present
        and not _REPORTER.search(passage.text[: passage.text.index(each)])
        and _may_replace(name, each) and not _shortens(name.text, each, origin.text)
        and name.text not in each and each not in name.text and not _is_torn(each, origin.text)
        and not set(each) <= set(sentence.text[max(0, name.start - NAME_REACH) : name.start + len(name.text)])
    ]  # fmt: skip
    if rivals:
        return FactViolation(name.text, "name", _("the source has {rivals} there", rivals=rivals[0]))
    if name.kind == "organization" or name.text in context(passage, [drawn[0], *origins]):
        return None  # a body is told of without its name: 医院
    return FactViolation(name.text, "name", _("the source has it elsewhere"))


def _may_replace(name: Name, other: str) -> bool:
    """Return whether a place is of the other's sort: a county for a town, not a province for a river."""
    natural = [each[-1] in _NATURAL for each in (name.text, other)]
    return name.kind != "place" or natural[0] == natural[1]


def _shortens(name: str, other: str, text: str) -> bool:
    """Return whether a name is the other one cut short: 县医院 for 县人民医院."""
    at = text.index(other)
    chars = iter(text[max(0, at - NAME_REACH) : at + len(other)])
    return name[-1] == other[-1] and all(char in chars for char in name)


def _swapped(
    name: Name, grams: frozenset[str], origin: SourceSentence, present: set[str], known: dict[str, str]
) -> FactViolation | None:
    """Return a fault where a clause of the same sentence says this of another name of that kind."""
    rivals = [
        each
        for each in present
        if known[each] == name.kind and each in origin.text and each != name.text and _may_replace(name, each)
    ]
    own = max((weight(grams & each.grams) for each in origin.clauses if name.text in each.text), default=0.0)
    for rival in sorted(rivals):
        other = max(
            (
                weight(grams & each.grams)
                for each in origin.clauses
                if rival in each.text and name.text not in each.text
            ),
            default=0.0,
        )
        if other > 2.5 * own + 12:
            return FactViolation(name.text, "name", _("the source has {rival} there", rival=rival))
    return None


def _exchanged(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the rare words of the source that stand where their own sentence has another word."""
    text = sentence.text
    for at in origins[:1]:
        origin = passage.sentences[at].text
        repeated = weight(sentence.grams & passage.sentences[at].grams) >= REPEATED_SHARE * weight(sentence.grams)
        for match in re.finditer(r"[\u4e00-\u9fff]+", text):
            for start, stop in _runs(text, match.start(), match.end(), origin):
                run = text[start:stop]
                if run not in passage.text or len(novel_words.HARMLESS.intersection(run)) > len(run) - 2:
                    continue
                words = [is_word(run[i : i + 2]) for i in range(len(run) - 1)]
                if any(words) and not (start == match.start() and len(run) > 2 and not all(words)):
                    continue
                for gone, until in _runs(origin, 0, len(origin), text):
                    alike = ((start >= 2 or repeated) and text[start - 2 : start] == origin[gone - 2 : gone]) or text[
                        stop : stop + 2
                    ] == origin[until : until + 2]
                    if alike and _may_name(run) and _may_name(origin[gone:until]):
                        return [
                            FactViolation(run, "name", _("the source has {origin} there", origin=origin[gone:until]))
                        ]
    return []


def _may_name(run: str) -> bool:
    """Return whether a stretch can be a name: short, and of no words that only join others."""
    return (
        len(run) <= LONGEST_NAME
        and all(part not in "udpcrt" for _, part in parted(run))
        and run[0] not in "他她它其该当全本各"
        and run[-1] not in "讯电"
        and not word_list().frequent(run, RARE_WORD)
    )


def _runs(text: str, start: int, stop: int, other: str) -> list[tuple[int, int]]:
    """Return the stretches of two and more Chinese characters that share no two neighbours with the other text."""
    found, begun = [], start
    for at in range(start, stop + 1):
        covered = (
            at == stop
            or not "\u4e00" <= text[at] <= "\u9fff"
            or any(len(text[i : i + 2]) == 2 and text[i : i + 2] in other for i in (at - 1, at) if start <= i)
        )
        if covered:
            if at - begun >= 2:
                found.append((begun, at))
            begun = at + 1
    return found
