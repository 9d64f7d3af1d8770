"""For voices that take no pinyin: a character that they cannot misread, written where they would misread."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from difflib import SequenceMatcher

from service.speech.pronunciation.dictionaries import lines
from service.speech.pronunciation.pronouncer import Reading

LONGEST = 2_000
"""Characters of a text that is compared with another; no sentence has as many."""


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


def undone(spoken: str, expected: str) -> str:
    """Return a spoken text with another's characters where it only writes their sounds otherwise: 银航 for 银行.

    A person spells a word so to have it read right. The tone may be another. A text of over LONGEST characters stays as
    it is: characters are paired in time quadratic in the length.
    """
    if spoken == expected or len(spoken) > LONGEST:
        return spoken
    parts = []
    for kind, start, end, ours, theirs in SequenceMatcher(None, spoken, expected, autojunk=False).get_opcodes():
        said, meant = spoken[start:end], expected[ours:theirs]
        same = kind == "replace" and len(said) == len(meant) and all(map(_sound_alike, said, meant))
        parts.append(meant if same else said)
    return "".join(parts)


def _sound_alike(one: str, other: str) -> bool:
    return bool(_sounds(one) & _sounds(other))


def _sounds(char: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    return frozenset(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


@functools.cache
def _table() -> dict[str, str]:
    return dict(line.split("\t") for line in lines("homophones.txt"))
