"""What may be said of an article: whole sentences, and runs of whole clauses from a sentence's start."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from service.editing.summary import speakability
from service.editing.summary.body_text import Body, BodyLine, size
from service.language import bigrams, brackets


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of one sentence that can be said as it is."""

    line: int
    """Index of its sentence in the article."""
    text: str
    size: int
    """Non-blank characters."""
    whole: bool
    refers: bool
    """It can only be understood behind the sentence before it, or the beginning of that."""
    quotes: bool
    """It goes on with a quotation that the sentence before it, said whole, has begun."""
    concepts: frozenset[str]


def candidates(body: Body, damaged: Collection[str] = ()) -> list[Candidate]:
    """Return all that may be said, in the article's order: of each sentence the whole, then ever shorter runs."""
    found: list[Candidate] = []
    inside, paragraph = False, -1
    for index, line in enumerate(body.lines):
        if line.paragraph != paragraph:
            inside, paragraph = False, line.paragraph
        opened = inside
        inside = _left_open(line.text, inside)
        if not _is_damaged(line.text, damaged):
            found.extend(_of_line(index, line, opened))
    return found


def _of_line(index: int, line: BodyLine, opened: bool) -> list[Candidate]:
    text = speakability.begun(brackets.told(line.text), line.first)
    pieces = [_closed(text, opened)]
    refers = opened or speakability.refers_back(pieces[0])
    if not opened:
        pieces.extend(text[:end] + "。" for end in reversed(speakability.endings(text)))
    return [
        Candidate(index, piece, size(piece), at == 0, refers, opened, bigrams.and_trigrams(piece))
        for at, piece in enumerate(pieces)
        if speakability.readable(piece)
    ]


def _left_open(text: str, opened: bool) -> bool:
    """Return whether a quotation is still open after this text."""
    last = max(text.rfind("“"), text.rfind("”"))
    return opened if last < 0 else text[last] == "“"


def _closed(text: str, opened: bool) -> str:
    """Return the sentence with the quotation marks that its neighbours hold."""
    if opened or text.count("”") > text.count("“"):
        text = "“" + text
    return text + "”" if text.count("“") > text.count("”") else text


def _is_damaged(text: str, damaged: Collection[str]) -> bool:
    return any(text in broken or broken in text for broken in map(str.strip, damaged) if broken)
