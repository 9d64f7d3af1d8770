"""Who says a clause of reported speech, where the clause that it retells is somebody else's: 徒弟说 for what 师父 says.

`quotations` compares whole sentences; here each clause is followed to its own. Only speakers who are named, bodies'
spokesmen, relatives and the crowd count: 店主 and 书店主人 may be one. In the open rewordings 23 false ones and no true
one had a clause that the source gives to somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.editing.attribution import Attribution
from service.editing.facts import quotations
from service.editing.facts.clause_alignment import AlignedClause, ranked, told
from service.editing.facts.marked_scopes import share
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary

LEAST_OVERLAP, LEAST_ALIKE, CLEARER, FEWEST = 12.0, 0.5, 1.2, 4
"""What a clause must have in common with the one that it retells, as overlap and as share of its characters, how many
times that of the next sentence's, and how many characters it must have."""
_CROWD = re.compile(
    "(邻居|家长|居民|乘客|旅客|顾客|村民|市民|游客|业主|读者|观众|学生|同学|孩子|网友|司机|家属|群众)(?:代表)?$"
)
"""Who may be anybody, and is not who has a name in the source."""
_AROUND = 20
"""Characters ahead of a name and behind it in which the source may call him so."""
_RELATIVE = re.compile(f"(?P<whose>.+?)的?(?P<kin>{'|'.join(' '.join(vocabulary()['contrasts']['kin']).split())})$")


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the speakers of clauses that somebody else says in the source."""
    speakers = quotations.speakers(sentence.text)
    if not speakers or not quotations.is_somebody(speakers[-1]):
        return []
    speaker = speakers[-1]
    people = quotations.people_of(passage)
    for clause in told(sentence):
        if speaker in clause.clause.text or len(clause.characters) < FEWEST:
            continue
        for owner, text in _owners(clause, passage):
            if _is_another(speaker, owner, text, passage, people):
                return [
                    FactViolation(speaker, "quotation", _("in the source {speaker} says it", speaker=owner.speaker))
                ]
    return []


def _owners(clause: AlignedClause, passage: Passage) -> Iterator[tuple[Attribution, str]]:
    """Yield who surely says the sentence of the source that a clause clearly retells, and that sentence."""
    likely = ranked(clause, passage)
    if not likely or likely[0][0] < LEAST_OVERLAP or share(clause, likely[0][1]) < LEAST_ALIKE:
        return
    best, source = likely[0]
    rival = next((alike for alike, each in likely if each.sentence != source.sentence), 0.0)
    owner = quotations.owners(passage.text)[source.sentence]
    known = owner and owner.sure and owner.speaker and quotations.is_somebody(owner.speaker)
    if owner and known and "我" not in owner.speaker and best >= CLEARER * rival:
        yield owner, passage.sentences[source.sentence].text


def _is_of_the_crowd(speaker: str, owner: Attribution, passage: Passage, people: Sequence[str]) -> bool:
    """Return whether a speaker is somebody of the crowd, and the owner a person whom the source never calls so."""
    crowd = _CROWD.search(speaker)
    names = [name for name in people if name in owner.speaker]
    if not crowd or not names:
        return False
    places = [each.start() for each in re.finditer(re.escape(names[0]), passage.text)]
    return not any(crowd[1] in passage.text[max(0, at - _AROUND) : at + _AROUND] for at in places)


def _is_another(speaker: str, owner: Attribution, text: str, passage: Passage, people: Sequence[str]) -> bool:
    """Return whether a speaker is known, and is not the one who owns a sentence."""
    named = [name for name in people if name in speaker]
    relative = _RELATIVE.match(speaker)
    if relative and any(name in relative["whose"] and name in owner.speaker for name in named):
        return relative["kin"] not in text
    if speaker in text or any(name in text for name in named):
        return False
    if not named and not quotations.is_spokesman(speaker) and not _is_of_the_crowd(speaker, owner, passage, people):
        return False
    return not quotations.is_same(speaker, owner.speaker, people)
