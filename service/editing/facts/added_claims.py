"""What a text adds without a number or a name: the first rank, all for some, certainty, a cause, another's title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.facts.name_claims import names_of
from service.editing.facts.source_alignment import Passage, SourceSentence, weight
from service.editing.facts.violation import FactViolation
from service.editing.facts.vocabulary import vocabulary
from service.language import bigrams

_CLAIMS = {
    name: (re.compile(rule["said"]), re.compile(rule["borne"])) for name, rule in vocabulary()["additions"].items()
}
_CAUSE = re.compile(vocabulary()["causes"]["said"])
_MOST = re.compile(r"最(?![近后终初好先])(?![多低少](?=[\d二两三四五六七八九十百千的]))([\u4e00-\u9fff])")
_TOP = "第一|居首|首位|冠|之首|新高|新低|大头|顶"
_LIKE = {
    "厉": "大多高",
    "多": "多大高",
    "大": "大多高长",
    "快": "快大",
    "早": "早先",
    "便": "低",
    "高": "高大",
    "低": "低少",
}
_MOST_OF = {"早": "始|首|", "低": "起|", "新": ""}
CAUSE_SHARE = 0.34
"""The share of a cause's weight that its source must have. Of invented causes none had more than a third, of causes
told in other words two in three had."""
_TITLE_REACH = 12
"""Characters ahead of a name in which the source may have its title."""


def faults(sentence: SourceSentence, origins: Sequence[int], passage: Passage) -> list[FactViolation]:
    """Return the ranks, wholes, certainties, causes and titles that the source does not bear out."""
    drawn = "\n".join(passage.sentences[at].text for at in origins)
    found = []
    for name, (said, bearing) in _CLAIMS.items():
        if (match := said.search(sentence.text)) and not bearing.search(drawn):
            found.append(FactViolation(match.group(), "word", f"{name}: not in the source there"))
    for match in _MOST.finditer(sentence.text):
        borne = _MOST_OF.get(match[1], "") + _TOP
        if match.group() not in passage.text and not re.search(f"最[{_LIKE.get(match[1], match[1])}]|{borne}", drawn):
            found.append(FactViolation(match.group(), "word", "the first rank: not in the source there"))
    return found + _causes(sentence, passage) + _titles(sentence, passage)


def _causes(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the causes of which the source has next to nothing."""
    found = []
    for match in _CAUSE.finditer(sentence.text):
        clause = re.split("[，。；：]", sentence.text[match.end() :])[0]
        grams = bigrams.han(clause)
        if len(grams) >= 2 and weight(grams & passage.grams) < CAUSE_SHARE * weight(grams):
            found.append(FactViolation(match.group() + clause, "word", "the source has no such cause"))
    return found


def _titles(sentence: SourceSentence, passage: Passage) -> list[FactViolation]:
    """Return the persons with what the source has ahead of another person, and never ahead of this one."""
    people = [name for name, kind in names_of(passage).items() if kind == "person"]
    foreign = re.findall("([\u4e00-\u9fff]{2,5}·)([\u4e00-\u9fff]{2,5}?)(?=[得在说称表和与的，。、]|$)", passage.text)
    people += [part for first, last in foreign for part in (first + last, last)]
    found = []
    for name in people:
        for match in re.finditer(re.escape(name), sentence.text):
            title = sentence.text[max(0, match.start() - 2) : match.start()]
            if not re.fullmatch("[\u4e00-\u9fff]{2}", title):
                continue
            others = [other for other in people if other not in name and name not in other]
            own = [
                passage.text[max(0, m.start() - _TITLE_REACH) : m.end() + 4]
                for m in re.finditer(re.escape(name), passage.text)
            ]
            if any(title + other in passage.text for other in others) and not any(title in each for each in own):
                found.append(FactViolation(title + name, "name", "the source has another there"))
    return found
