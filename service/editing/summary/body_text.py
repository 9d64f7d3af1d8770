"""Paragraphs cut into sentences, clauses and the character bigrams that the summarizer counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_QUOTED = (
    r"(?:本报[^。，“]{0,20}讯\s*)?“[^“”]{1,150}[。！？]”[^，。“”：]{2,40}"
    r"(?:说道?|表示|介绍|告诉记者|坦言|感慨|感叹|回忆|认为|指出|强调|写道|解释)。"
)
"""A quotation whose speaker comes last, `“甲。乙。”张三说。`: none of its sentences can be said without the others."""
_SENTENCE = re.compile(_QUOTED + r"|[^。！？!?]+[。！？!?]*[”’」』）)]*")
_PARENTHESES = re.compile(r"（[^（）]*）|\([^()]*\)")
_CLAUSE = re.compile(r"[^。！？!?，,；;：:、—…\s“”‘’「」『』《》（）()]+")
_TOKEN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]|[A-Za-z]+|\d+(?:\.\d+)?")
_ENDED = re.compile(r"[。！？!?…：:；;，,、][”’」』）)]*$")
_HALF = {i: i - 0xFEE0 for i in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One sentence of the article and where it stands."""

    text: str
    """The sentence, verbatim."""
    paragraph: int
    """Index of its paragraph; subheadings are not counted."""
    first: bool
    """Opens its paragraph."""
    clauses: list[list[str]]
    """The tokens of its clauses, what stands in parentheses left out."""


@dataclass(frozen=True, slots=True)
class Body:
    """An article cut up: its sentences in order, and its subheadings."""

    lines: tuple[BodyLine, ...]
    subheadings: tuple[str, ...]
    paragraphs: int


def size(text: str) -> int:
    """The number of non-blank characters."""
    return len("".join(text.split()))


def clauses(text: str) -> list[list[str]]:
    """The tokens of each clause: Han characters, and runs of Latin letters or digits."""
    return [_TOKEN.findall(clause) for clause in _CLAUSE.findall(text.translate(_HALF))]


def bigrams(text: str) -> list[str]:
    """The pairs of neighbouring tokens inside each clause, in order."""
    return [gram for tokens in clauses(text) for gram in map("".join, pairwise(tokens))]


def concepts(text: str) -> frozenset[str]:
    """The distinct bigrams and trigrams."""
    found: set[str] = set()
    for tokens in clauses(text):
        found.update(map("".join, pairwise(tokens)))
        found.update(map("".join, zip(tokens, tokens[1:], tokens[2:], strict=False)))
    return frozenset(found)


def sentences(paragraph: str) -> list[str]:
    """The paragraph's sentences."""
    return [found.strip() for found in _SENTENCE.findall(paragraph) if found.strip()]


def unbracketed(text: str) -> str:
    """The text without what stands in parentheses: it is for the eye."""
    return _PARENTHESES.sub("", text)


def is_subheading(line: str) -> bool:
    """True for a short line without final punctuation: it is never spoken."""
    return size(line) <= 50 and not _ENDED.search(line.strip())


def cut(paragraphs: Sequence[str]) -> Body:
    """Cut the paragraphs into sentences; a paragraph may itself hold several lines."""
    lines: list[BodyLine] = []
    subheadings: list[str] = []
    number = 0
    for paragraph in _flat(paragraphs):
        if is_subheading(paragraph):
            subheadings.append(paragraph)
            continue
        found = sentences(paragraph)
        lines.extend(BodyLine(text, number, at == 0, clauses(unbracketed(text))) for at, text in enumerate(found))
        number += bool(found)
    return Body(tuple(lines), tuple(subheadings), number)


def _flat(paragraphs: Sequence[str]) -> Iterable[str]:
    for paragraph in paragraphs:
        for line in paragraph.split("\n"):
            if line.strip():
                yield line.strip()
