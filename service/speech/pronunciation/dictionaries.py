"""The shipped tables: how a character is usually read, and the names of places."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from pathlib import Path

from service.language.word_list import LOG_TOTAL

DATA = Path(__file__).parent / "data"
PLACE_WEIGHT = math.log(300) - LOG_TOTAL
"""The logarithm of the probability of a name in the gazetteer: that of a word seen as often as a small town."""
DIVISION_BONUS = 5.0
"""What 县, 区 or 市 behind the name adds."""
_DIVISIONS = tuple("县区市州省盟旗镇乡")


def lines(name: str) -> list[str]:
    """Return the lines of a shipped table, comments left out."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@functools.cache
def usual_readings() -> dict[str, str]:
    """Return the usual reading of every Han character (characters.txt)."""
    readings: dict[str, str] = {}
    for line in lines("characters.txt"):
        reading, chars = line.split("\t")
        readings.update(dict.fromkeys(chars, reading))
    return readings


class PlaceNames:
    """places.txt: names of places and of other well-known things, each with its reading."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for line in lines("places.txt"):
            name, reading = line.split("\t")
            self._names.setdefault(name[0], []).append((name, tuple(reading.split())))

    def starting(self, text: str, start: int) -> Iterator[tuple[int, float, tuple[str, ...]]]:
        """Return the names that begin at `text[start]`: end, logarithm of the probability, reading."""
        for name, reading in self._names.get(text[start], ()):
            if text.startswith(name, start):
                end = start + len(name)
                yield end, PLACE_WEIGHT + (DIVISION_BONUS if text.startswith(_DIVISIONS, end) else 0), reading
