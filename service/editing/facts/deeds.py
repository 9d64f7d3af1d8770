"""Who does it, and what he is called: that the source says it of the same person, and calls him so.

Names are those that the tagger knows (`lexical_tagger`); without it nothing is found here. In the open rewordings 36
false ones and one true one had a clause that the source says of somebody else, 26 and two a calling of another.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, clauses_of, content, overlap, told
from service.editing.facts.source_alignment import Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.language import bigrams
from service.language.lexical_tagger import NOUNS, PERSON, TaggedWord, tagged

TELLING_WEIGHT, TOLD_SHARE = 14.0, 0.5
"""The weight of the bigrams that a clause must share with the source's, and the share of its characters."""
_ANYBODY = re.compile(
    "(?:老人|女士|先生|记者|市民|居民|村民|老板|同学|孩子|姑娘|小伙子?|选手|队员|球员|职工|员工|工人|专家|负责人|男子|女子|男孩|女孩|青年|家长"
    "|群众|代表|师傅|老师|老伴|作者|网友|读者|主人|当事人|名字|时候)$"
)
"""What anybody may be called."""
REPORTERS = ("记者", "通讯员")
"""Ahead of a name that tells of nobody."""
_AROUND = 14, 8
"""Characters ahead of a name and behind it in which the source may call him so."""
_DEPUTY = "副"
MOST_NOUNS = 3
"""Nouns ahead of a name that say who it is."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the clauses that the source says of somebody else, and the names that it calls otherwise."""
    people = list(_people(sentence.text, passage))
    found = [
        FactViolation(called + each.text, "name", _("the source calls {each} otherwise", each=each.text))
        for each in people
        if (called := _calling(sentence.text, each)) and _is_another_s(called, each.text, passage)
    ]
    for clause, name in _clauses(sentence, people):
        if owner := _owner(clause, name, passage):
            found.append(FactViolation(name, "name", _("the source says it of {owner}", owner=owner)))
    return found


def _people(text: str, passage: Passage) -> Iterator[TaggedWord]:
    """Yield each place of a source's person in a text, however the tagger takes it there."""
    for name in _named(passage):
        for match in re.finditer(re.escape(name), text):
            yield TaggedWord(name, PERSON, match.start())


@functools.lru_cache(maxsize=16)
def _named(passage: Passage) -> tuple[str, ...]:
    """Return the persons of a source."""
    names = (each.text for known in passage.sentences for each in tagged(known.text) if _is_name(each))
    return tuple(each for each in dict.fromkeys(names) if _is_person(each, passage))


def _is_name(word: TaggedWord) -> bool:
    return word.tag == PERSON and len(word.text) > 1


def _calling(text: str, name: TaggedWord) -> str:
    """Return the noun right ahead of a name where it is no word for anybody: 茶农 in 73岁的茶农韦桂香."""
    ahead = next((each for each in tagged(text) if each.end == name.start), None)
    called = ahead.text if ahead and ahead.tag in NOUNS else ""
    if called and ahead and text[: ahead.start].endswith(_DEPUTY):
        called = _DEPUTY + called
    return called if len(called) > 1 and not _ANYBODY.search(called) else ""


@functools.lru_cache(maxsize=1024)
def _callings(text: str) -> tuple[tuple[str, str], ...]:
    """Return each name of a sentence of the source with the nouns ahead of it."""
    words = tagged(text)
    found = []
    for at, each in enumerate(words):
        if _is_name(each):
            begins = at
            while begins and at - begins < MOST_NOUNS and words[begins - 1].tag in NOUNS:
                begins -= 1
            found.append((each.text, "".join(word.text for word in words[begins:at])))
    return tuple(found)


def _is_another_s(called: str, name: str, passage: Passage) -> bool:
    """Return whether the source calls this person by another noun, or another person by this one."""
    if _is_of_another_rank(called, name, passage):
        return True
    end = called[-2:]
    near = [at for at, each in enumerate(passage.sentences) if name in each.text]
    around = {at + step for at in near for step in (-1, 0, 1)}
    told_there = [each.text for at, each in enumerate(passage.sentences) if at in around]
    if not any(end in each for each in told_there):
        own = [words for at in near for who, words in _callings(passage.sentences[at].text) if who == name and words]
        if own or end not in passage.text:
            return not any(set(end) & set(words) for words in own)
    ahead, behind = _AROUND
    places = (match.start() for match in re.finditer(re.escape(name), passage.text))
    if any(end in passage.text[max(0, at - ahead) : at + len(name) + behind] for at in places):
        return False
    others = (pair for each in passage.sentences if end in each.text for pair in _callings(each.text))
    return any(end in words and who[0] != name[0] for who, words in others)


def _is_of_another_rank(called: str, name: str, passage: Passage) -> bool:
    """Return whether the source has this office with 副 where the text has it without, or the other way round."""
    office = called.removeprefix(_DEPUTY)
    held = [passage.text[: match.start()] for match in re.finditer(re.escape(name), passage.text)]
    ranks = [each.endswith(_DEPUTY + office) for each in held if each.endswith(office)]
    return bool(ranks) and called.startswith(_DEPUTY) not in ranks


def _clauses(sentence: SourceSentence, people: Sequence[TaggedWord]) -> Iterator[tuple[AlignedClause, str]]:
    """Yield the clauses that tell of one person each: their own, or else the last one named ahead."""
    last = ""
    for each in told(sentence):
        ends = each.clause.start + len(each.clause.text)
        here = {word.text for word in people if each.clause.start <= word.start < ends}
        last = here.pop() if len(here) == 1 else "" if here else last
        if last:
            yield each, last


def _owner(clause: AlignedClause, name: str, passage: Passage) -> str:
    """Return of whom the source says a clause, where that is somebody else; else an empty string."""
    text = clause.clause.text
    grams = clause.clause.grams - bigrams.han(name)
    source = max(
        clauses_of(passage), key=lambda known: overlap(clause, known) - weight(bigrams.han(name) & known.clause.grams)
    )
    chars = frozenset(content(text.replace(name, "")))
    shared = sum(char in source.clause.text for char in chars)
    if weight(grams & source.clause.grams) < TELLING_WEIGHT or shared < TOLD_SHARE * len(chars):
        return ""
    start, whole = source.clause.start, passage.sentences[source.sentence].text
    named = (each for each in tagged(whole) if _is_name(each) and not whole[: each.start].endswith(REPORTERS))
    people = [each for each in named if _is_person(each.text, passage)]
    inside = [each.text for each in people if start <= each.start < start + len(source.clause.text)]
    ahead = [each.text for each in people if each.start < start]
    owner = inside[0] if inside else ahead[-1] if ahead else ""
    if not owner or owner[0] == name[0] or name in inside or (name not in text and name in whole):
        return ""
    return owner


@functools.lru_cache(maxsize=1024)
def _is_person(name: str, passage: Passage) -> bool:
    """Return whether the tagger takes a name for a person's in half of the source's sentences that have it."""
    there = [tagged(each.text) for each in passage.sentences if name in each.text]
    known = [any(word.text == name and word.tag == PERSON for word in words) for words in there]
    return 2 * sum(known) >= max(1, len(known))
