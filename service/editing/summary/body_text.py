"""An article's body cut into sentences, with the tokens of their clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.language import bigrams, sentences

_PARENTHESES = re.compile(r"（[^（）]*）|\([^()]*\)")
_ENDED = re.compile(r"[。！？!?…：:；;，,、][”’」』）)]*(?:（[^（）]{1,12}）)?$")
"""A sentence's end, perhaps with who asks it behind: `…吗？（读者马先生）`."""


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
    heading: str = ""
    """The sub-headline that it stands below; empty: none."""


@dataclass(frozen=True, slots=True)
class Body:
    """An article cut up: its sentences in order, and its subheadings."""

    lines: tuple[BodyLine, ...]
    subheadings: tuple[str, ...]
    paragraphs: int


def size(text: str) -> int:
    """Return the number of non-blank characters."""
    return len("".join(text.split()))


def unbracketed(text: str) -> str:
    """Return the text without what stands in parentheses: it is for the eye."""
    return _PARENTHESES.sub("", text)


def is_subheading(line: str) -> bool:
    """Return True for a short line without final punctuation: it is never spoken."""
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
        found = sentences.split(paragraph)
        lines.extend(
            BodyLine(text, number, at == 0, bigrams.tokens(unbracketed(text)), subheadings[-1] if subheadings else "")
            for at, text in enumerate(found)
        )
        number += bool(found)
    return Body(tuple(lines), tuple(subheadings), number)


def _flat(paragraphs: Sequence[str]) -> Iterable[str]:
    for paragraph in paragraphs:
        for line in paragraph.split("\n"):
            if line.strip():
                yield line.strip()
