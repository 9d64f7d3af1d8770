"""Make espeak read a clause as planned: pinyin in the text, only where its own reading differs.

espeak lists the phonemes that it would speak. A Mandarin syllable's phonemes are the same in a sentence as
alone, up to marks of stress, so a clause is read right when its phonemes are its syllables' in a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from service.speech.letter_names import LETTERS

Phonemes = Callable[[str], str]
"""What espeak would say for a text: its phoneme names."""

PHONEME_MARKS = re.compile(r"[',_| :]+|\(\w+\)")
"""Stress, boundaries, pauses and changes of language in a phoneme string."""

_SPEAKABLE = re.compile(r"(?=[b-df-hj-np-twxyz]*+[aeiouv])[a-z]++[1-5]")
"""A reading that is a syllable with a vowel: espeak's own way is left to 嗯 (n2) and 呣 (m2)."""
_SYLLABLE = re.compile(r"[^0-9]+?(?:11|214|21|35|51|55)(?:-?N-?|n)?")
"""The phonemes of any syllable: an initial and a vowel, the tone, perhaps a nasal."""

Unit = tuple[str, str]
"""A character (none: it is always written as pinyin) and its pinyin as espeak takes it (none: no plan)."""


def respell(text: str, readings: Sequence[str | None], phonemes: Phonemes) -> str:
    """Write a clause so that espeak reads it with these readings (sandhi applied).

    The clause has neither punctuation nor words in small Latin letters; capitals are read by name, because
    espeak's own way with them changes to an English voice and back.
    """
    units = [unit for pair in zip(text, readings, strict=True) for unit in _units(*pair)]
    planned = {i for i, (_, pinyin) in enumerate(units) if pinyin}
    forced = {i for i in planned if not units[i][0] or ("ong" in units[i][1][1:4] and units[i][1][0] in "jqx")}
    wanted = [PHONEME_MARKS.sub("", phonemes(pinyin)) if pinyin else None for _, pinyin in units]
    while True:
        written = _written(units, forced)
        wrong = _differing(PHONEME_MARKS.sub("", phonemes(written)), wanted)
        if wrong == set() or planned <= forced:
            return written
        if wrong is None:  # something is read as English, most often 儿 after 会, 点, 那
            wrong = {i for i in planned if units[i][0] == "儿"}
        forced |= (wrong - forced) or planned


def _units(character: str, reading: str | None) -> list[Unit]:
    if character in LETTERS:
        return [("", syllable) for syllable in LETTERS[character].split()]
    if not reading or not _SPEAKABLE.fullmatch(reading):
        return [(character, "")]
    return [(character, re.sub("^([jqx])iong", r"\1ong", reading))]  # it knows no -iong


def _written(units: Sequence[Unit], forced: set[int]) -> str:
    parts = [f" {pinyin} " if i in forced else character for i, (character, pinyin) in enumerate(units)]
    return re.sub(" +", " ", "".join(parts)).strip()


def _differing(spoken: str, wanted: Sequence[str | None]) -> set[int] | None:
    """Return the indexes whose syllable is not the wanted one (None: any will do), as few as possible.

    Return None where the phonemes are no such row of syllables.
    """
    best: dict[int, tuple[int, ...]] = {0: ()}  # how much of `spoken` is used up -> the indexes that differ
    for index, syllable in enumerate(wanted):
        following: dict[int, tuple[int, ...]] = {}
        for position, indexes in best.items():
            options = [(end, (*indexes, index) if syllable else indexes) for end in _ends(spoken, position)]
            if syllable and spoken.startswith(syllable, position):
                options.append((position + len(syllable), indexes))
            for end, faults in options:
                if end not in following or (len(faults), faults) < (len(following[end]), following[end]):
                    following[end] = faults
        best = following
    return set(best[len(spoken)]) if len(spoken) in best else None


def _ends(spoken: str, position: int) -> set[int]:
    """Return where a syllable that begins there can end: with the nasal, or without it where it is the next one's."""
    found = _SYLLABLE.match(spoken, position)
    return {found.end(), position + len(found.group().rstrip("nN-"))} if found else set()
