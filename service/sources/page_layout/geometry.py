"""What lies where on a printed page. Lengths are of any unit; `y` counts from the page's top downwards."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_STOPPED = re.compile(r"[。！？…：；][”’）》」』]*$")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From its left to its right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From its upper to its lower edge."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way between its left and its right edge."""
        return (self.left + self.right) / 2

    def shared_width(self, other: Area) -> float:
        """Return over how much of their widths two boxes lie above one another; negative: how far they are apart."""
        return min(self.right, other.right) - max(self.left, other.left)

    def shared_height(self, other: Area) -> float:
        """Return over how much of their heights two boxes lie beside one another; negative: how far they are apart."""
        return min(self.bottom, other.bottom) - max(self.top, other.top)

    def holds(self, other: Area, slack: float = 2.0) -> bool:
        """Return whether the other area lies within this one."""
        return (
            self.left - slack <= other.left
            and self.top - slack <= other.top
            and self.right + slack >= other.right
            and self.bottom + slack >= other.bottom
        )


def around(boxes: Iterable[Area]) -> Area:
    """Return the smallest area around others, of which there is at least one."""
    every = list(boxes)
    return Area(
        min(area.left for area in every),
        min(area.top for area in every),
        max(area.right for area in every),
        max(area.bottom for area in every),
    )


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as it is printed."""

    text: str
    left: float
    right: float
    """Where the next character would stand."""
    baseline: float
    size: float
    """An em: the size of its type."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a column, or of a headline."""

    text: str
    area: Area
    size: float
    vertical: bool = False
    """Its characters stand one below another."""

    @property
    def is_stopped(self) -> bool:
        """Whether it ends with a mark that ends a sentence or leads to the next line."""
        return _STOPPED.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class PrintedMatter:
    """A page's content. Of glyphs and lines, a source gives what it has: a PDF glyphs, a scan lines."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = ()
    lines: tuple[TextLine, ...] = ()
    rules: tuple[Area, ...] = ()
    """Thin lines, across or down."""
    frames: tuple[Area, ...] = ()
    """Boxes: framed or tinted areas."""
    pictures: tuple[Area, ...] = field(default=())
