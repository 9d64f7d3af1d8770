"""The check: every claim of a reworded text against its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing.facts import (
    added_claims,
    contrast_words,
    date_claims,
    deeds,
    hedges,
    name_claims,
    near_names,
    number_claims,
    number_settings,
    offices,
    own_days,
    polarity,
    quotations,
    relative_dates,
    source_alignment,
    told_speech,
    told_tables,
    turned_relations,
    which_of_two,
    wholes,
)
from service.editing.facts.violation import FactViolation

_STAGES = (
    number_claims,
    date_claims,
    relative_dates,
    number_settings,
    turned_relations,
    name_claims,
    near_names,
    offices,
    deeds,
    quotations,
    told_speech,
    polarity,
    hedges,
    added_claims,
    wholes,
    contrast_words,
    which_of_two,
)
_MARKS = "，。；：！？"
_LONGEST = 1_000
"""Characters of a sentence that is compared with its source; nobody can say or hear a longer one."""


def _with_answers(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the sentences, each question with the sentence that answers it: 修不好的怎么办？拆开.

    What somebody answers stands by itself: the question is another one's.
    """
    asked = ""
    for each in sentences:
        if asked and (len(asked + each) > _LONGEST or quotations.speakers(each)):
            yield asked
            asked = ""
        asked += each
        if not each.endswith("？"):
            yield asked
            asked = ""
    if asked:
        yield asked


def check(text: str, source: str) -> tuple[FactViolation, ...]:
    """Return what the text claims and its source does not bear out; empty: nothing unsourced was found.

    `source` is the whole article (title and paragraphs, one a line). Every number in any notation, date, unit, name and
    quotation of the text must be in the source, beside the same thing or from the same mouth, and negations and hedges
    may neither vanish nor appear. Sentences that stand in the source verbatim are passed.

    Rules on characters and word lists, and a tagger of names where it is installed. What they cannot see is a change
    that keeps all of these, such as a rare verb exchanged for its opposite.
    """
    verbatim = source_alignment.plain(source)
    source = told_tables.worded(source)
    if day := own_days.day_of(verbatim):
        source = own_days.dated(source, day)
    found: list[FactViolation] = []
    checked: list[source_alignment.SourceSentence] = []
    for written in _with_answers(source_alignment.split_plain(text)):
        if written.rstrip(_MARKS) in verbatim:
            continue
        if len(written) > _LONGEST:
            found.append(FactViolation(written[:_LONGEST], "word", _("the sentence is too long to be checked")))
            continue
        known = source_alignment.read(source)
        sentence = source_alignment.sentence(own_days.dated(written, day) if day else written)
        origins = known.origins(sentence.grams)
        checked.append(sentence)
        if not origins:
            found.append(FactViolation(written, "word", _("nothing in the source says this")))
            continue
        for stage in _STAGES:
            for fault in stage.faults(sentence, origins, known):
                found.append(replace(fault, claim=own_days.worded(fault.claim, written, day)) if day else fault)
    found += added_claims.of_others(checked, source_alignment.read(source))
    return tuple(dict.fromkeys(found))
