"""A line as it was recognized, and as the layout takes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.sources.page_layout.geometry import Area, TextLine

DOUBTFUL = 0.8
"""How sure a character is at least that is not in doubt. Measured on three generated pages at 100 to 120 dpi: 40 of 48
misread characters are less sure, and 70 of 9,300 others; at 200 dpi 6 of 13,000, where 2 are misread."""
_AROUND = 6
"""Characters to either side by which a passage is known again."""


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A line as it was recognized. Lengths are pixels."""

    text: str
    area: Area
    """The ink's."""
    scores: tuple[float, ...] = ()
    places: tuple[float, ...] = ()
    vertical: bool = False


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as the layout takes it, and what it was recognized as."""

    line: TextLine
    parts: tuple[FoundLine, ...]

    @property
    def score(self) -> float:
        """How sure its characters are in the mean."""
        scores = [score for part in self.parts for score in part.scores]
        return sum(scores) / max(1, len(scores))

    @property
    def doubts(self) -> list[tuple[str, int]]:
        """Each character in doubt: a passage around it, and its place there."""
        return [doubt for part in self.parts for doubt in _doubts(part)]


def _doubts(line: FoundLine) -> Iterator[tuple[str, int]]:
    for n, (character, score) in enumerate(zip(line.text, line.scores, strict=True)):
        if score < DOUBTFUL and character.isalnum():
            start = max(0, n - _AROUND)
            yield line.text[start : n + 1 + _AROUND], n - start
