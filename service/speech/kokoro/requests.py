"""A text in pinyin as requests to the model: its tokens, none longer than the model speaks whole."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.speech.kokoro.phonemes import TONES, phonemes

SAFE_LENGTH = 150
"""Phonemes, marks included, of a request where there is a mark to part it at: about 40 characters.

The model drops the end of a long request and gives no error: of 400 phonemes it lost syllables, of 300 none. A request
of 150 takes half the memory of that.
"""
LONGEST = 256
"""Phonemes of a request without any mark inside, which is parted only beyond: there are style rows for as many."""

_SYMBOLS = {" ": 16} | {
    symbol: int(number)
    for symbol, number in re.findall(
        r"(\D)(\d+)",
        ";1:2,3.4!5?6ʦ20ʨ21ꭧ23a43e47f48h50i51j52k53l54m55n56o57p58s61t62u63w65x66y67ɔ76ɕ77ə83ɚ85ɛ86ɥ99ɨ101ŋ112"
        "ɻ126ʂ130ʊ135ɤ140ʰ162↓169→171↗172↘173",
    )
}
"""The model's numbers of the symbols that Mandarin needs."""
_EDGE = 0
"""The token at both ends: without the first the model swallows a syllable or two."""

_BLURRED = frozenset("aeiouyjwɔəɚɛɥɤ" + "ꭧʂʦs")
"""How a syllable begins that runs into a toneless one: without a consonant; with zh, ch, sh, z, c or s."""

_MARKS = {
    **dict.fromkeys("。.…", ". "),
    **dict.fromkeys("！!", "! "),
    **dict.fromkeys("？?", "? "),
    **dict.fromkeys("；;", "; "),
    **dict.fromkeys("：:", ": "),
    **dict.fromkeys("，,—（）()", ", "),
    "、": ", ",
}
"""What the model takes for a mark: it pauses only where a blank stands behind, and not at all for a dash."""
_BEST_TO_PART = ("。.…！!？?；;", "：:，,—（）()", "、")
_MILLISECONDS = {".": 300, "!": 300, "?": 300, ";": 250, ":": 200, ",": 120}
"""Silence between two requests, besides the 0.1 s that trimming leaves them."""

_UNITS = re.compile(r"[a-zê]{1,6}[1-5]|.", re.S)

Unit = tuple[str, str]
"""A syllable or a mark as it stands in the text, and its symbols."""


@dataclass(frozen=True, slots=True)
class ModelRequest:
    """What the model is asked for at once."""

    tokens: tuple[int, ...]
    pause: int
    """Milliseconds of silence after it."""

    @property
    def length(self) -> int:
        """How many phonemes it has, marks included."""
        return len(self.tokens) - 2


def model_requests(text: str) -> list[ModelRequest]:
    """Return the requests for a text whose syllables are pinyin with a tone digit, parted by blanks or marks.

    A Chinese character that stands there itself is read by its most usual reading; what has no sound is passed over.
    """
    units: list[Unit] = []
    for found in _UNITS.findall(text):
        symbols = _symbols(found)
        if symbols and (found not in _MARKS or (units and units[-1][0] not in _MARKS)):
            if units and symbols[0] in _BLURRED and _is_toneless(units[-1][1]):
                units[-1] = (units[-1][0], units[-1][1] + " ")  # or another is heard: 了五 as 路, 的初二 as 52
            units.append((found, symbols))
    if not units:
        return []
    parts = _parted(units)
    pauses = [_MILLISECONDS.get(part[-1][1][0], 0) for part in parts[:-1]]
    return [ModelRequest(_tokens(part), pause) for part, pause in zip(parts, [*pauses, 0], strict=True)]


def _symbols(unit: str) -> str:
    if unit in _MARKS:
        return _MARKS[unit]
    return phonemes(unit if len(unit) > 1 else _usual_reading(unit))


def _is_toneless(symbols: str) -> bool:
    """Return whether a syllable has no mark of a tone, which parts it from the next."""
    return not symbols.endswith(" ") and not any(mark and mark in symbols for mark in TONES.values())


@functools.lru_cache(1024)
def _usual_reading(character: str) -> str:
    """Return the reading of a Chinese character by itself; empty for anything else."""
    from pypinyin import Style, pinyin

    found = pinyin(character, Style.TONE3, neutral_tone_with_five=True, v_to_u=False, errors="ignore")
    return found[0][0] if found else ""


def _joined(units: Sequence[Unit]) -> str:
    return "".join(symbols for _, symbols in units).rstrip()


def _tokens(units: Sequence[Unit]) -> tuple[int, ...]:
    return (_EDGE, *(_SYMBOLS[symbol] for symbol in _joined(units)), _EDGE)


def _parted(units: Sequence[Unit]) -> list[Sequence[Unit]]:
    """Return the units in parts that are short enough, parted behind the best marks, nearest to the middle."""
    ends = itertools.accumulate(len(symbols) for _, symbols in units)
    lengths = [
        end - symbols.endswith(" ") for end, (_, symbols) in zip(ends, units, strict=True)
    ]  # no blank at its end
    length = lengths[-1]
    if length <= SAFE_LENGTH:
        return [units]
    places: Sequence[int] = ()
    for marks in _BEST_TO_PART:
        places = places or [place for place in range(1, len(units)) if units[place - 1][0] in marks]
    if not places:
        if length <= LONGEST:
            return [units]
        places = range(1, len(units))
    place = min(places, key=lambda place: abs(2 * lengths[place - 1] - length))
    return [*_parted(units[:place]), *_parted(units[place:])]
