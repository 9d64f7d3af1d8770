"""The check: every claim of a reworded text against its source."""

from __future__ import annotations

from service.editing.facts import hedges, names, numbers, passage, quotations
from service.editing.facts.fault import Fault

_MARKS = "，。；：！？"


def check(text: str, source: str) -> tuple[Fault, ...]:
    """What the text claims and its source does not bear out; empty: nothing unsourced was found.

    `source` is the whole article (title and paragraphs, one a line). Every number in any notation, date, unit, name and
    quotation of the text must be in the source, beside the same thing or from the same mouth, and negations and hedges
    may neither vanish nor appear. Sentences that stand in the source verbatim are passed.

    Rules on characters and word lists, no model: what they cannot see is a change that keeps all of these, such as a
    verb exchanged for its opposite.
    """
    known = passage.read(source)
    found: list[Fault] = []
    for sentence in passage.sentences(text):
        if sentence.text.rstrip(_MARKS) in known.text:
            continue
        origins = known.origins(sentence.grams)
        if not origins:
            found.append(Fault(sentence.text, "word", "nothing in the source says this"))
            continue
        for stage in (numbers, names, quotations, hedges):
            found += stage.faults(sentence, origins, known)
    return tuple(dict.fromkeys(found))
