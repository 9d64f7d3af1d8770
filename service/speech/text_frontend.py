"""The text front end: from written text to spoken text and the reading of each character."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.language import printed_pinyin, traditional
from service.speech import normalization
from service.speech.normalization import latin
from service.speech.pronunciation import Pronouncer, Reading

_LONGEST_PAIRED = 2000


class TextFrontend:
    """Normalizes and pronounces with the word lists and lexicons of some folders, the user's first."""

    def __init__(self, folders: Sequence[Path], own: Mapping[str, str] | None = None) -> None:
        """Read the lists. `own`: readings of words that win over all lexicons.

        Raise ConfigError for one that cannot be used.
        """
        found = [folder for folder in folders if folder.is_dir()]
        self._latin = latin.load(*(file for each in reversed(found) if (file := each / "latin.toml").is_file()))
        self._pronouncer = Pronouncer([file for each in found if (file := each / "lexicon.toml").is_file()], own)

    def spoken(self, written: str) -> str:
        """Return the text as it is spoken: in simplified characters, numbers and notation in words."""
        if traditional.is_traditional(written):
            written = traditional.simplified(written)
        return normalization.normalize(written, self._latin)

    def readings(self, spoken: str, written: str = "") -> tuple[Reading | None, ...]:
        """Return the reading of each character of a spoken text; None where there is none.

        What the written text prints beside a word (盩厔（zhōu zhì）) wins over every list.
        """
        readings = list(self._pronouncer.read(spoken))
        for before, pinyin in printed_pinyin.stated(written):
            for found in re.finditer(re.escape(before), spoken):
                start = found.end() - len(pinyin)
                readings[start : found.end()] = [Reading(each, "printed") for each in pinyin]
        return tuple(readings)

    def words(self, text: str) -> list[tuple[int, int]]:
        """Return where each word of a text begins and ends."""
        return self._pronouncer.words(text)

    def in_print(self, written: str, spoken: str) -> str:
        """Return a spoken text of the same length in the characters of the written one, where that is traditional.

        A text of over 2,000 characters stays as it is: characters are paired in time quadratic in the length.
        """
        simplified = traditional.simplified(written) if traditional.is_traditional(written) else written
        if simplified == written or len(simplified) != len(written) or len(written) > _LONGEST_PAIRED:
            return spoken
        shown = list(spoken)
        for block in difflib.SequenceMatcher(None, simplified, spoken, autojunk=False).get_matching_blocks():
            shown[block.b : block.b + block.size] = written[block.a : block.a + block.size]
        return "".join(shown)

    def read(self, written: str) -> tuple[str, tuple[Reading | None, ...]]:
        """Return spoken text and readings of a written text."""
        spoken = self.spoken(written)
        return spoken, self.readings(spoken, written)
