"""Offices of a reworded sentence: that the source has them, and has them of the same person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.facts.known_names import TITLES
from service.editing.facts.name_claims import names_of
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import either, vocabulary

_OFFICE = re.compile(either(vocabulary()["names"]["offices"]))
_TITLE_END = re.compile(f"(?:{TITLES})$")
_FOREIGN = re.compile("[\u4e00-\u9fff]{1,5}?·([\u4e00-\u9fff]{2,5}?)(?=[得在说称表和与的，。、]|$)")
_HAN_END = re.compile("[\u4e00-\u9fff]{2}$")
_DEPUTY = re.compile("副[总大]?$")
_AROUND = 12, 4
"""Characters ahead of a name and behind it in which the source may have its title."""
_APART = 5
"""Characters between a title and a foreign person's last name: 行长露西亚·法贝尔."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the offices that the source does not have, and the persons with the office of another one."""
    found = [
        FactViolation(match.group(), "name", _("not in the source"))
        for match in _OFFICE.finditer(sentence.text)
        if match.group() not in passage.text or _is_raised(match, sentence.text, passage.text)
    ]
    people = list(_people(passage))
    for name in people:
        for match in re.finditer(re.escape(name), sentence.text):
            title = _HAN_END.search(sentence.text[: match.start()])
            if (
                title
                and not _is_held(title.group(), name, passage)
                and _is_another_s(title.group(), name, people, passage)
            ):
                found.append(FactViolation(title.group() + name, "name", _("the source has another there")))
    return found


def _is_raised(office: re.Match[str], text: str, source: str) -> bool:
    """Return whether the source has this office only as that of a deputy, and the text has it in full: 副所长."""
    if _DEPUTY.search(text[: office.start()]):
        return False
    return all(
        _DEPUTY.search(source[max(0, each.start() - 2) : each.start()]) or source.startswith("助理", each.end())
        for each in re.finditer(re.escape(office.group()), source)
    )


def _people(passage: Passage) -> Iterator[str]:
    """Yield the persons of a source, and the last names of foreign ones."""
    yield from (name for name, kind in names_of(passage).items() if kind == "person")
    yield from foreign(passage.text)


def foreign(text: str) -> tuple[str, ...]:
    """Return the last names of the foreign persons of a text: 法贝尔 of 露西亚·法贝尔."""
    return tuple(dict.fromkeys(_FOREIGN.findall(text)))


def _is_held(title: str, name: str, passage: Passage) -> bool:
    """Return whether the source has the title near one of the places of this name."""
    ahead, behind = _AROUND
    places = re.finditer(re.escape(name), passage.text)
    return any(title in passage.text[max(0, each.start() - ahead) : each.end() + behind] for each in places)


def _is_another_s(title: str, name: str, people: Sequence[str], passage: Passage) -> bool:
    """Return whether the source has the title right ahead of another person, however foreign his name."""
    for other in people:
        if other in name or name in other or other[0] == name[0]:
            continue
        for match in re.finditer(re.escape(other), passage.text):
            ahead = passage.text[max(0, match.start() - _APART - len(title)) : match.start()]
            if ahead.endswith(title) or (_TITLE_END.search(title) and title in ahead and "·" in ahead):
                return True
    return False
