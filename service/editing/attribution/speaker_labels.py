"""Labels at a paragraph's head that say who has the word: `记者：`, `答：`, `区水务局：`, `林晚（江州大学教授）：`.

A label counts where the article is made of them: somebody asks or answers, readers are answered by offices, or several
experts follow one another. Paragraphs that are a question each, with answers between them, are an interview without
labels.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing.attribution import full_names

_LABEL = re.compile(r"^(?:【[^】]*】)?(?:([^，。！？：“”《》]{1,40})[：:](?!“)|([问答QA])[：:])")
_ASKS = re.compile(
    r"^(?:本报|本刊|[日晚早时商快]报|[都城]市报)?(?:记者|主持人|问)(?:问)?$|^Q$|^(?:本|[日晚早时商快]|都市|农民|青年)报$"
)
_REPLIES = re.compile(
    r"^[■□●◆▲△◎]?\s?([^，。！？：“”《》■□●◆▲△◎]{2,20}?)(?:给[^：]{0,6})?(?:回复|答复|回应|回电|复函)(?:了)?(?:本报|读者|记者|来信|如下)*[：:]$"
)
"""`市公交集团回复本报：`, above what it replies."""
_READER = re.compile(r"^[^：]{0,10}(?:读者|网友|听众|来电|市民)[^：]{0,10}[：:]$")
_NICKNAME = re.compile(r"^[@＠]")
_ANSWERS = re.compile(r"^(?:答|A)$")
_OFFICE = re.compile(r"(?:局|委|厅|部|处|科|办|院|馆|站|所|队|中心|公司|集团|银行|社区|街道|政府|医院|学校|大队)$")
_EXPERT = re.compile(r"^([\u3400-\u9fff·]{2,8})（(?!\d{1,2}[月日])([^（）]{4,30})）$")
"""`林晚（江州大学教授）`; `明天（14日）：雨止转多云` and `周六（5月16日）：晴` are a forecast's."""
_NOT_A_NAME = re.compile(r"[了着过在是有把被这那的第说]|时间|地点|提醒|编者|点评|来源|地址|电话|链接|主题|导语|核心")
_LONGEST_QUESTION_PARAGRAPH = 60


@dataclass(frozen=True, slots=True)
class Label:
    """Who has the word from a sentence on."""

    who: str
    """As the label calls him; empty where there is no label, or one that names nobody."""
    text: str
    """The label with its mark."""
    asks: bool = False
    answers: bool = False
    """It names him by 答 alone, or by nothing."""


def find(lines: Sequence[tuple[str, int]], inside: Sequence[bool]) -> dict[int, Label]:
    """Return the labels by sentence; `lines` as in `discourse.attribute`, `inside`: a quotation is open there."""
    known = {at: label for at, (text, _) in enumerate(lines) if not inside[at] and (label := _label(text))}
    if not lines:
        return {}
    heads = [at for at, (_, number) in enumerate(lines) if not at or lines[at - 1][1] != number]
    found = {at: label for at, label in known.items() if label.asks or label.answers}
    if found:
        answer = {
            at for asked, at in itertools.pairwise(heads) if asked in found and found[asked].asks
        }  # whoever he is
        found |= {
            at: label for at, label in known.items() if at not in found and (_is_person(label.who) or at in answer)
        }
    found |= _offices(known, heads)
    replies = {at: reply for at in heads if not inside[at] and (reply := _REPLIES.match(lines[at][0]))}
    found |= {at: Label(reply[1], reply[0]) for at, reply in replies.items()}
    nicknames = {at: label for at, label in known.items() if _NICKNAME.match(label.text)}
    if len(nicknames) > 1:
        found |= nicknames
    if len(experts := {at: label for at, label in known.items() if _EXPERT.match(label.text[:-1])}) > 1:
        found |= experts
    return found or _unlabelled(lines, heads)


def _label(text: str) -> Label | None:
    found = _LABEL.match(text)
    if found is None:
        return None
    who = (found[1] or found[2]).strip()
    if _ASKS.match(who):
        return Label("", found[0], asks=True)
    if _ANSWERS.match(who):
        return Label("", found[0], answers=True)
    if _NICKNAME.match(who):
        return Label("", found[0])
    if expert := _EXPERT.match(who):
        return Label(expert[2] + expert[1], found[0])
    if re.fullmatch(".{2,8}问", who):
        return Label("", found[0], asks=True)
    return Label(re.sub("(?<=.)答$", "", who), found[0])


def _is_person(who: str) -> bool:
    return bool(full_names.name_of(who)) and not _NOT_A_NAME.search(who)


def _offices(known: dict[int, Label], heads: Sequence[int]) -> dict[int, Label]:
    """Return the labels of readers and of the offices that answer them in the paragraph behind."""
    found: dict[int, Label] = {}
    for asked, answered in itertools.pairwise(heads):
        reader, office = known.get(asked), known.get(answered)
        if not (reader and office and _OFFICE.search(office.who)):
            continue
        if reader.asks or _READER.match(reader.text):
            found |= {asked: replace(reader, who="", asks=True), answered: office}
    return found


def _unlabelled(lines: Sequence[tuple[str, int]], heads: Sequence[int]) -> dict[int, Label]:
    """Return the paragraphs that ask and those that answer, where at least two questions stand alone."""
    ends = [*heads[1:], len(lines)]
    asked = {
        at
        for at, end in zip(heads, ends, strict=True)
        if all(lines[k][0].endswith("？") for k in range(at, end))
        and sum(len(lines[k][0]) for k in range(at, end)) <= _LONGEST_QUESTION_PARAGRAPH
    }
    found: dict[int, Label] = {}
    for at, behind in itertools.pairwise(heads):
        if at in asked and behind not in asked:
            found |= {at: Label("", "", asks=True), behind: Label("", "", answers=True)}
    return found if sum(label.asks for label in found.values()) > 1 else {}
