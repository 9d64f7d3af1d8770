"""Make espeak read a clause as planned: pinyin in the text, only where its own reading differs.

espeak tells the phonemes it would speak. A Mandarin syllable's phonemes are the same in a sentence as
alone, up to marks of stress, so a clause is read right when its phonemes are its syllables' in a row.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

Phonemes = Callable[[str], str]
"""What espeak would say for a text: its phoneme names."""

MARKS = re.compile(r"[',_| :]+|\(\w+\)")
"""Stress, boundaries, pauses and changes of language in a phoneme string."""

_NAMES = """
A ei1, B bi4, C xi1, D di4, E yi4, F ai2 fu5, G ji4, H ei2 chi5, I ai4, J zhei4, K kei4, L ai2 lou5, M ai2 mu5,
N en1, O ou1, P pi4, Q ke4 you4, R a4, S ai2 si5, T ti4, U you1, V wei1, W da2 bu5 liu5, X ai2 ke5 si5, Y wai4, Z zei4
"""
LETTERS = {entry.split()[0]: entry.strip()[2:] for entry in _NAMES.split(",")}
"""The letters as a Mandarin speaker says them; espeak's own way changes to an English voice and back."""


def respell(text: str, readings: Sequence[str | None], phonemes: Phonemes) -> str:
    """Write a clause (no punctuation) so that espeak reads it with these readings (sandhi applied)."""
    text_of = [_spelled(character, text, i) for i, character in enumerate(text)]
    readings = [reading if reading and _SPEAKABLE.fullmatch(reading) else None for reading in readings]
    wrong = {i for i, spelled in enumerate(text_of) if spelled != text[i] or _IONG.match(readings[i] or "")}
    planned = [i for i, reading in enumerate(readings) if reading]
    everything = False
    while True:
        written = "".join(
            f" {_pinyin(readings[i] or '') if readings[i] else text_of[i]} " if i in wrong else text_of[i]
            for i in range(len(text))
        )
        written = re.sub(" +", " ", written).strip()
        if everything:
            return written
        heard = _plain(phonemes(written))
        expected = [_syllable(readings[i] or text_of[i], phonemes) for i in range(len(text)) if _sounds(text[i])]
        if heard == "".join(expected):
            return written
        more = _differing(heard, text, readings, text_of, phonemes) - wrong
        everything = not more
        wrong |= more or set(planned)


def _differing(
    heard: str, text: str, readings: Sequence[str | None], text_of: Sequence[str], phonemes: Phonemes
) -> set[int]:
    """The places of characters whose syllable is not the planned one; all planned where no alignment is found."""
    slots = [i for i in range(len(text)) if _sounds(text[i])]
    # best[p] = (number of mismatches, their places) after the slots so far have used heard[:p]
    best: dict[int, tuple[int, tuple[int, ...]]] = {0: (0, ())}
    for i in slots:
        expected = _syllable(readings[i] or text_of[i], phonemes)
        following: dict[int, tuple[int, tuple[int, ...]]] = {}
        for position, (count, places) in best.items():
            options = [(len(expected), 0)] if heard.startswith(expected, position) else []
            options += [(length, 1) for length in _syllables_at(heard, position)]
            for length, fault in options:
                new = (count + fault, (*places, i) if fault else places)
                end = position + length
                if end not in following or new < following[end]:
                    following[end] = new
        best = following
    if len(heard) in best:
        return set(best[len(heard)][1])
    er = {i for i in slots if text[i] == "儿" and readings[i]}  # after 会, 点, 那 espeak takes it for English
    return er or {i for i in slots if readings[i]}


_SPEAKABLE = re.compile(r"[a-z]*[aeiouv][a-z]*[1-5]")
"""A reading that is a syllable with a vowel: espeak's own way is left to 嗯 (n2) and 呣 (m2)."""
_IONG = re.compile("[jqx]iong")
_SYLLABLE = re.compile(r"[^0-9]+?(?:11|214|21|35|51|55)(?:-?N-?|n)?")


def _syllables_at(heard: str, position: int) -> list[int]:
    """The lengths of the syllables that can begin there: with and without a nasal at the end."""
    found = _SYLLABLE.match(heard, position)
    if not found:
        return []
    whole = len(found.group())
    toned = len(found.group().rstrip("nN-"))
    return sorted({whole, toned})


@functools.lru_cache(4096)
def _syllable(reading: str, phonemes: Phonemes) -> str:
    return _plain(phonemes(_pinyin(reading)))


def _plain(heard: str) -> str:
    return MARKS.sub("", heard)


def _sounds(character: str) -> bool:
    return character.isalnum()


def _spelled(character: str, text: str, place: int) -> str:
    """A capital letter by its Mandarin name, unless it begins a word in small letters (WiFi, App)."""
    name = LETTERS.get(character)
    if name is None:
        return character
    around = text[max(0, place - 1) : place] + text[place + 1 : place + 2]
    return character if any("a" <= other <= "z" for other in around) else f" {name} "


def _pinyin(reading: str) -> str:
    """Pinyin as espeak takes it: it knows no -iong."""
    return reading.replace("iong", "ong") if _IONG.match(reading) else reading
