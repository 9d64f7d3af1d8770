"""A sentence that stands by itself by its speaker's name.

Nothing is put in but words of the same article, 说 and 据…消息.

`他还说，` becomes `周庆和还说，`; the label `周庆和：` becomes `周庆和说，`; a sentence whose opener cannot be told has
`周庆和说，` before it; an answer has its question. A title joins the first mention (`first_mentions`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.attribution import full_names, speech_acts
from service.editing.attribution.discourse import Attribution

_LEARNED = re.compile(
    r"^((?:本报|本刊|新华社)[^，。：“]{0,20}(?:讯|[日社]电)[\s：:，]*)?(?:本报|本刊)?(?:记者)[^，从。：“]{0,12}从[^，。：“]{2,40}(?:获悉|了解到|得知)，"
)
_PRONOUN = re.compile(r"^(?:他们?|她们?|其|对方|[该这那][位名个]?(?:负责人|发言人|工作人员|专家|教授|官员|干部)?)")
_LABEL_MARK = re.compile(r"[：:]$")
_HEADED = re.compile(r"([^，。：“”]{2,40})说([：，])(?=“)")
_LONGEST_QUESTION = 40
"""Characters of a question that is asked before its answer."""
_SHORTEST_ANSWER = 12
"""Characters of an answer that says something without its question."""
_NAME_SHOWN = 6
"""Characters at the end of what names a speaker that a stretch must have: 周庆和表示."""


def is_label(owner: Attribution, index: int) -> bool:
    """Return whether the sentence begins with its speaker's label, which is for the eye."""
    return owner.opener == index and _LABEL_MARK.search(owner.pronoun) is not None


def with_source(text: str) -> str:
    """Return the sentence with `记者从X获悉，` as `据X消息，`: a source is never cut off."""
    found = _LEARNED.match(text)
    if not found:
        return text
    acts = speech_acts.find(text[found.end(1) if found[1] else 0 : found.end()])
    source = acts[0].subject if acts else ""
    return f"据{source}消息，{text[found.end() :]}" if full_names.can_be_told(source) else text


def is_named(owner: Attribution, piece: str) -> bool:
    """Return whether a stretch of the opener names the speaker."""
    shown = owner.named_by.rstrip("：:，")[-_NAME_SHOWN:]
    return shown in piece or piece.startswith(f"据{owner.speaker}消息，")


def alone(owner: Attribution, text: str, index: int, question: str) -> str:
    """Return the sentence as it stands alone; empty where it cannot."""
    told = full_names.can_be_told(owner.speaker)
    name = full_names.name_of(owner.speaker) or owner.speaker
    if is_label(owner, index):
        asked, answer = _asked(question), text[len(owner.pronoun) :]
        if not asked and (not told or len(answer) < _SHORTEST_ANSWER):
            return ""
        return f"{asked}{name}说，{answer}" if told else asked + answer
    if not told:
        return ""
    if owner.opener == index:
        return _with_name(owner, text, name)
    if not owner.sure:
        return ""
    if text.startswith("“"):
        return f"{name}说：{text}"
    return f"{name}说，{text}"


def without_echo(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences told of one article, `甲说，` taken off a quotation that follows one headed by the same."""
    found = list(texts)
    for at in range(1, len(found)):
        before, here = _HEADED.match(texts[at - 1]), _HEADED.match(found[at])
        if before and here and before[2] == "：" and before[1].endswith(here[1]):
            found[at] = found[at][here.end() :]
    return tuple(found)


def _with_name(owner: Attribution, text: str, name: str) -> str:
    """Return the sentence with the speaker's name in place of a pronoun, a label, or nothing ahead of the verb."""
    if not owner.pronoun or not text.startswith(owner.pronoun):
        return ""
    rest = text[len(owner.pronoun) :]
    return name + _PRONOUN.sub("", owner.pronoun) + rest


def _asked(question: str) -> str:
    """Return the question without its label; empty where it asks nothing or is too long to be asked."""
    asked = re.sub(r"^[^？。，：“]{0,12}[：:]", "", question)
    return asked if asked.endswith("？") and len(asked) <= _LONGEST_QUESTION else ""
