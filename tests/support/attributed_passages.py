"""The invented passages of `tests/data/attribution`: each sentence with its gold speaker."""

from __future__ import annotations

from dataclasses import dataclass

from service.language import sentences
from tests.support.paths import ROOT

PASSAGES = "passages.txt"
FURTHER = "further_passages.txt"
"""Of kinds that the first ones have not."""
WIDER = "wider_passages.txt"
"""Of wider kinds again; all of them are kept for reporting."""
TWO_SEXES = "two_sexes.txt"
"""他 and 她 of two people, and speeches that are pointed back at."""


@dataclass(frozen=True)
class AttributedPassage:
    """A stretch of an article."""

    kind: str
    kept: bool
    """In the half that is kept for reporting."""
    paragraphs: tuple[str, ...]
    speakers: tuple[str, ...]
    """Of each sentence as `sentences.split` cuts the paragraphs; empty: the reporter."""


def passages(name: str = PASSAGES) -> list[AttributedPassage]:
    """Return all passages, in the file's order."""
    blocks = (ROOT / "tests" / "data" / "attribution" / name).read_text("utf-8").split("\n## ")[1:]
    return [_passage(block, kept=number % 2 == 0) for number, block in enumerate(blocks, 1)]


def _passage(block: str, kept: bool) -> AttributedPassage:
    kind, _, body = block.partition("\n")
    paragraphs: list[str] = []
    speakers: list[str] = []
    for paragraph in body.strip().split("\n/\n"):
        rows = [line.split("|") for line in paragraph.splitlines()]
        owners = [speaker for speaker, words in rows for _ in words]
        paragraphs.append("".join(words for _, words in rows))
        at = 0
        for sentence in sentences.split(paragraphs[-1]):
            at = paragraphs[-1].index(sentence, at)
            speakers.append(owners[at].strip("-"))
            at += len(sentence)
    return AttributedPassage(kind, kept, tuple(paragraphs), tuple(speakers))
