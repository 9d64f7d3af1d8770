"""Names of the text that are nearly one of the source's: 范青和 for 范清和, 第一小学 for 第二小学.

In the open rewordings twelve false ones and no true one had such a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.facts.name_claims import is_given, names_of
from service.editing.facts.offices import foreign
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.language import numerals, surnames
from service.language.lexical_tagger import NAMES, PERSON, tagged
from service.language.word_list import word_list

_TITLE = re.compile("《([^《》]{2,40})》")
_HAN = re.compile("[\u4e00-\u9fff]+")
_UNNAMED = re.compile(f"([{surnames.IN_TEXT}]某)([\u4e00-\u9fff])")
"""A person whose name is withheld in part: 姚某兰."""
_NUMBERED = re.compile(r"第([一二三四五六七八九十]{1,3}|\d{1,3})(?![天日年月周])([\u4e00-\u9fff]{2})")
_EITHER = frozenset("和正向家高兴来")
"""Characters of given names that are words behind names too."""
_FULL = 3
"""Characters of a full name: of shorter ones too little is left when one differs."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the names that differ by one character from a name of the source, and that it does not have."""
    found = [*_proper(sentence.text, passage), *_titles(sentence.text, passage), *_numbered(sentence.text, passage)]
    return [FactViolation(name, "name", _("the source has {known}", known=known)) for name, known in found]


def _proper(text: str, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield each such name that is no title with the source's."""
    for name in _names(passage):
        for run in _runs(text, len(name)):
            if _differ_by_one(run, name) and run not in passage.text and _may_be_a_name(run, name, passage):
                yield run, name
    given: dict[str, set[str]] = {}
    for match in _UNNAMED.finditer(passage.text):
        given.setdefault(match[1], set()).add(match[2])
    for match in _UNNAMED.finditer(text):
        known = given.get(match[1], set())
        if known and match[2] not in known and all(map(is_given, (*known, match[2]))):
            yield match.group(), match[1] + min(known)


@functools.lru_cache(maxsize=16)
def _names(passage: Passage) -> tuple[str, ...]:
    """Return the names of the source that are long enough: full ones of people, foreign last names, other names."""
    people = [name for name, kind in names_of(passage).items() if kind == "person"]
    known = [name for name in people if is_given(name[-1])]
    known += [longer for name in people for longer in _longer(name, passage)]
    words = [each for sentence in passage.sentences for each in tagged(sentence.text) if each.tag in NAMES]
    known += [each.text for each in words if each.tag == PERSON]
    full = [name for name in known if len(name) == _FULL and "某" not in name and _is_whole(name, passage)]
    others = [each.text for each in words if len(each.text) > _FULL and _HAN.fullmatch(each.text)]
    return tuple(dict.fromkeys([*full, *others, *(each for each in foreign(passage.text) if len(each) >= _FULL)]))


def _is_whole(name: str, passage: Passage) -> bool:
    """Return whether the source never has another character behind the first two of a name: 甄墨现 is 甄墨 and 现场."""
    return passage.text.count(name[:2]) == passage.text.count(name)


def _longer(name: str, passage: Passage) -> Iterator[str]:
    """Yield a name with the character that always stands behind it and may be of it: 范清和."""
    behind = [passage.text[each.end() : each.end() + 1] for each in re.finditer(re.escape(name), passage.text)]
    if len(name) == _FULL - 1 and len(behind) > 1 and len(set(behind)) == 1 and behind[0] in _EITHER:
        yield name + behind[0]


def _runs(text: str, length: int) -> Iterator[str]:
    for run in _HAN.finditer(text):
        for at in range(run.start(), run.end() - length + 1):
            yield text[at : at + length]


def _differ_by_one(one: str, other: str) -> bool:
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _may_be_a_name(run: str, name: str, passage: Passage) -> bool:
    """Return whether a run can be a name, and no shorter name with a word behind it, or a word."""
    at = next(i for i in range(len(run)) if run[i] != name[i])
    if at == 0 and (len(name) > _FULL or run[0] not in surnames.IN_TEXT):
        return False
    return (at + 1 < len(run) or is_given(run[at])) and not any(
        word_list().frequent(run[i : i + 2], _ORDINARY) for i in (at - 1, at) if 0 <= i < len(run) - 1
    )


_ORDINARY = 30
"""A pair of characters that was counted so often is a word."""


def _titles(text: str, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield each title in 《》 that the source neither has nor has longer, with one of the source's."""
    known = _TITLE.findall(passage.text)
    for title in _TITLE.findall(text):
        if known and title not in passage.text and not any(_is_part(title, each) for each in known):
            yield f"《{title}》", f"《{max(known, key=lambda each: len(set(each) & set(title)))}》"


def _is_part(short: str, long: str) -> bool:
    """Return whether the characters of one stand in the other in this order."""
    chars = iter(long)
    return all(char in chars for char in short)


def _numbered(text: str, passage: Passage) -> Iterator[tuple[str, str]]:
    """Yield each name with a number of which the source has other numbers only: 第一实验小学."""
    known: dict[str, dict[object, str]] = {}
    for match in _NUMBERED.finditer(passage.text):
        known.setdefault(match[2], {})[numerals.parse(match[1])] = match.group()
    for match in _NUMBERED.finditer(text):
        others = known.get(match[2], {})
        if others and numerals.parse(match[1]) not in others:
            yield match.group(), next(iter(others.values()))
