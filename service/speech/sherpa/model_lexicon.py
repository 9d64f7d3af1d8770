"""Make a model with a lexicon read as planned: write a homophone where it would read a character otherwise.

Such a model knows a character only by the sounds in its lexicon, and skips what the lexicon lacks without a message.
Characters with one reading show which sounds a reading has there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.core.messages import _
from service.errors import BadClip
from service.speech.engines.tone_sandhi import citation_to_spoken
from service.speech.letter_names import LETTERS

_PIECES = re.compile(r"[A-Za-z]+|.", re.S)


class ModelLexicon:
    """The single characters and the Latin words of a model's lexicons."""

    def __init__(self, paths: Sequence[Path], latin: bool) -> None:
        """Read the lexicons; `latin`: the model reads any Latin word by itself."""
        self._sounds: dict[str, str] = {}
        self._latin = latin
        self._words: set[str] = set()
        for path in paths:
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    word, _, sounds = line.strip().partition(" ")
                    if word.isascii():
                        self._words.add(word.lower())
                    elif len(word) == 1:
                        self._sounds.setdefault(word, sounds.strip())
        self._homophones = _homophones(self._sounds)

    def respell(self, spoken: str, readings: Sequence[str | None]) -> str:
        """Write the text so that every word is in the lexicon with its planned sounds; BadClip if none fits."""
        heard = citation_to_spoken(spoken, readings)
        out = []
        for piece in _PIECES.finditer(spoken):
            if piece.group().isascii() and piece.group().isalpha():
                out.append(self._word(piece.group()))
            else:
                out.append(self._character(piece.group(), heard[piece.start()]))
        return "".join(out)

    def _character(self, character: str, reading: str | None) -> str:
        own = self._sounds.get(character)
        other = self._homophones.get(reading or "", "")
        if own is None and not other and character.isalnum():
            raise BadClip(_("The model's lexicon has no sound for {character!r}.", character=character))
        return other if other and self._sounds[other] != own else character

    def _word(self, word: str) -> str:
        if self._latin or word.lower() in self._words:
            return word
        names = " ".join(LETTERS[letter.upper()] for letter in word).split()
        if missing := [name for name in names if name not in self._homophones]:
            raise BadClip(
                _("The model's lexicon has no sound for {word!r} ({missing}).", word=word, missing=missing[0])
            )
        return "".join(self._homophones[name] for name in names)


def _homophones(sounds: Mapping[str, str]) -> dict[str, str]:
    """Return for each reading a character of the lexicon with that reading and its usual sounds there.

    A character with no other reading is best. Where a reading has none (ei2, de5), one that usually has it.
    """
    from pypinyin import Style, pinyin

    only: dict[str, list[str]] = {}
    mostly: dict[str, list[str]] = {}
    for character in sounds:
        readings = pinyin(character, Style.TONE3, heteronym=True, neutral_tone_with_five=True, v_to_u=False)[0]
        (only if len(readings) == 1 else mostly).setdefault(readings[0], []).append(character)
    chosen = {}
    for reading, characters in (mostly | only).items():
        usual, _ = Counter(sounds[character] for character in characters).most_common(1)[0]
        chosen[reading] = next(character for character in characters if sounds[character] == usual)
    return chosen
