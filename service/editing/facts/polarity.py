"""Whether the text says no where its source says yes, or yes where it says no.

The text contradicts its source where a predicate is denied in one of two clauses that tell the same, and not in the
other. A denial of what the source has not in so many words is let pass: 肉价没怎么动 for 基本持平.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from service.core.messages import _
from service.editing.facts.clause_alignment import AlignedClause, clauses_of, overlap, ranked, told
from service.editing.facts.marked_scopes import LEAST_ALIKE, Marks, likely_origins, share
from service.editing.facts.source_alignment import Passage, SourceSentence
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import either, vocabulary

_WORDS: dict[str, Any] = vocabulary()["hedges"]
_ALIKE = re.compile(_WORDS["alike"]["negation"])
DENIALS = Marks(
    rule=re.compile(either([*_WORDS["stop"]["words"], *_WORDS["negation"]["words"]])),
    trailing=re.compile(either(_WORDS["stop"]["words"])),
    otherwise=re.compile(re.sub(r"\|不\|没\|未", "", _WORDS["alike"]["negation"])),
    cancels=True,
)
_BOUND = re.compile("不[得能会可应]{0,2}[超高低少多大小](?:过|于)")
"""What denies more or less: 不得高于 is 不能比……高."""
_SUPPOSED = re.compile("要是|如果|若|就算|即使|哪怕|万一|假如")
"""What is only supposed contradicts nothing: 要是没换零件."""
WHOLE = 0.8
"""The share of a denied clause's characters from which on it is told."""
TELLING, CLEARER, LEAST_SHARED = 15.0, 1.3, 0.5
"""The overlap of a clause with the one that it clearly tells, how many times the next one's, and the share of its
characters: of the open rewordings 24 false ones and one true one had a denial there and none of their own."""
FEWEST = 5
"""Characters of a clause from which on their being told somewhere in a sentence is no chance."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the denials that the source contradicts, and what it denies and the text affirms."""
    clauses = told(sentence)
    found = [fault for each in clauses if (fault := _denied(each, passage))]
    grams = frozenset().union(*(each.clause.grams for each in clauses))
    retold = [each for each in clauses_of(passage) if grams & each.clause.grams and DENIALS.spans(each.clause.text)]
    found += [fault for each in retold if (fault := _affirmed(each, clauses, origins, passage))]
    if "？" in sentence.text and any(DENIALS.spans(each.clause.text) for each in clauses):
        return found  # 修不好的怎么办？拆开
    return found or [fault for at in range(len(clauses)) if (fault := _lost(clauses, at, passage))]


def _lost(clauses: Sequence[AlignedClause], at: int, passage: Passage) -> FactViolation | None:
    """Return a fault where the clause that is clearly the one told denies something, and nothing near denies it."""
    clause = clauses[at]
    near = clauses[max(0, at - 1) : at + 2]
    if _ALIKE.search(clause.clause.text) or any(DENIALS.spans(each.clause.text) for each in near):
        return None
    likely = ranked(clause, passage)[:2]
    if not likely or likely[0][0] < max(TELLING, CLEARER * likely[-1][0] if len(likely) > 1 else 0.0):
        return None
    source = likely[0][1]
    known = source.clause.text
    if share(clause, source) < LEAST_SHARED or _asks(source, passage) or len(DENIALS.spans(known)) != 1:
        return None
    return FactViolation(known, "negation", _("gone from the text"))


def _denied(clause: AlignedClause, passage: Passage) -> FactViolation | None:
    """Return the first negation of a clause whose predicate the clause that it retells affirms."""
    text = clause.clause.text
    if _SUPPOSED.match(text):
        return None
    for mark, first, grams in DENIALS.predicates(text):
        if first and not grams and _is_affirmed(clause, first, passage):
            return FactViolation(text[mark.start() : mark.end() + 4], "negation", _("not in the source there"))
        likely = likely_origins(clause, grams, passage)
        if any(text[mark.start() : mark.end() + 1] in passage.sentences[each.sentence].text for each in likely):
            continue  # 先免费试三个月 of 先试三个月，免费
        if not likely or any(_denies(each, grams, text, passage) for each in likely):
            continue
        if any(first == other for each in likely for _, other, _ in DENIALS.predicates(each.clause.text)):
            continue  # 退不回押金 of 押金退不回来
        if max(share(clause, each) for each in likely) >= LEAST_ALIKE:
            return FactViolation(text[mark.start() : mark.end() + 4], "negation", _("not in the source there"))
    return None


def _is_affirmed(clause: AlignedClause, predicate: str, passage: Passage) -> bool:
    """Return whether the clause that is told has this predicate of one character, and denies nothing: 明火已灭."""
    source = next((each for _, each in ranked(clause, passage)[:1]), None)
    if source is None or _asks(source, passage) or predicate not in source.clause.text or share(clause, source) < WHOLE:
        return False
    return not DENIALS.spans(source.clause.text)


def _denies(clause: AlignedClause, grams: frozenset[str], text: str, passage: Passage) -> bool:
    """Return whether a clause of the source denies one of the bigrams, or asks, or says no in other words."""
    own = clause.clause.text
    if _asks(clause, passage) or _BOUND.search(own):
        return True
    if any(DENIALS.governs(own, gram) for gram in grams & clause.clause.grams):
        return True
    return any(word.group() not in text for word in _ALIKE.finditer(own))


def _asks(clause: AlignedClause, passage: Passage) -> bool:
    return passage.sentences[clause.sentence].text.rstrip("”’").endswith("？")


def _affirmed(
    source: AlignedClause, clauses: Sequence[AlignedClause], origins: Sequence[int], passage: Passage
) -> FactViolation | None:
    """Return a negation of the source whose predicate the text affirms."""
    text = source.clause.text
    if _asks(source, passage):
        return None
    for mark, first, grams in DENIALS.predicates(text):
        claim = FactViolation(text[mark.start() : mark.end() + 4], "negation", _("gone from the text"))
        for at, each in enumerate(clauses):
            shared = grams & each.clause.grams if first in each.clause.text else frozenset()
            done = (first and first in each.clause.text) or "了" in each.clause.text
            whole = done and DENIALS.told(source, [each]) >= WHOLE
            behind = [other for other in clauses[at + 1 : at + 2] if not _retells_another(other, source, passage)]
            if not (shared or whole) or _says_no(each, behind, shared, source):
                continue
            rivals = [overlap(each, other) for other in clauses_of(passage) if shared & other.clause.grams]
            if overlap(each, source) >= max(rivals, default=0.0) and DENIALS.told(source, clauses, 1) >= LEAST_ALIKE:
                return claim
        everywhere = source.sentence in origins and DENIALS.told(source, clauses, FEWEST) >= WHOLE
        if everywhere and first and first in "".join(each.clause.text for each in clauses):
            texts = [each.clause.text for each in clauses]
            if not any(DENIALS.spans(each) or DENIALS.says_so_otherwise(each, text) for each in texts):
                return claim
    return None


def _retells_another(clause: AlignedClause, source: AlignedClause, passage: Passage) -> bool:
    """Return whether a clause of the text has a denial of its own from another clause of the source."""
    others = (each for each in clauses_of(passage) if each is not source and DENIALS.spans(each.clause.text))
    return any(each.clause.grams & clause.clause.grams for each in others)


def _says_no(
    clause: AlignedClause, behind: Sequence[AlignedClause], shared: frozenset[str], source: AlignedClause
) -> bool:
    """Return whether a clause of the text denies what it shares with the source's, or the next clause does."""
    text = clause.clause.text
    if any(DENIALS.governs(text, gram) for gram in shared):
        return True
    if DENIALS.says_so_otherwise(text, source.clause.text):
        return True
    denials = sum(len(DENIALS.spans(each.clause.text)) for each in (clause, *behind))
    return denials >= len(DENIALS.spans(source.clause.text))
