"""For voices that take no pinyin: a character that they cannot misread, written where they would misread."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from service.speech.pronunciation.dictionaries import lines
from service.speech.pronunciation.pronouncer import Reading


def respell(spoken: str, readings: Sequence[Reading | None], likely: Sequence[str | None]) -> str:
    """Replace each character that the voice would likely misread by a homophone.

    `readings` is the plan and `likely` the voice's own guess (pinyin; None where there is no
    telling, as with a rare character), each with one item for a character of `spoken`.
    A reading without an unambiguous common character (all neutral tones are of that kind) is left as written.
    """
    table = _table()
    return "".join(
        table.get(reading.pinyin, char) if reading and reading.pinyin != guess else char
        for char, reading, guess in zip(spoken, readings, likely, strict=True)
    )


@functools.cache
def _table() -> dict[str, str]:
    return dict(line.split("\t") for line in lines("homophones.txt"))
