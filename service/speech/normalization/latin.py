"""Latin letters: listed words as an anchor says them, other capitals letter by letter."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path

from service.core import shipped_files, user_file
from service.core.messages import _
from service.core.printable import one_line
from service.errors import ConfigError
from service.speech.normalization.patterns import HAN

_TOKEN = re.compile(r"[A-Za-z]+(?:[-&'/][A-Za-z]+)*")
_LONGEST_ACRONYM = 5
"""More capitals in a row are a word set in capitals, not an acronym."""


def load(*files: Path) -> dict[str, str]:
    """Return the `[words]` tables of these files, later ones laid over earlier ones: written -> spoken.

    Raise ConfigError that names the file and the entry.
    """
    words: dict[str, str] = {}
    for file in files:
        content = user_file.read_toml(file)
        for key, value in content.items():
            if key != "words" and not isinstance(value, dict):
                raise ConfigError(
                    _(
                        "{file}: {key} stands above every table: put a line [words] before it.",
                        file=file,
                        key=one_line(key),
                    )
                )
            if key != "words":
                raise ConfigError(
                    _('{file}: unknown table "{key}"; this list has one table, [words].', file=file, key=one_line(key))
                )
        table = content.get("words", {})
        if not isinstance(table, dict):
            raise ConfigError(_("{file}: `words` must be a table: [words], then one entry a line.", file=file))
        for written, spoken in table.items():
            if fault := _fault(written, spoken):
                raise ConfigError(_('{file}: "{written}": {fault}.', file=file, written=one_line(written), fault=fault))
            words[written] = spoken
    return words


def _fault(written: str, spoken: object) -> str:
    """Return what is wrong with an entry; empty where nothing is."""
    if re.search(rf"[{HAN}]", written):
        return _("this list is for Latin words; the reading of Chinese characters is given in lexicon.toml")
    if not re.search("[A-Za-z]", written):
        return _("the word has no Latin letter")
    if re.match(r"[^A-Za-z0-9]", written) or re.search(r"[^A-Za-z0-9.#+]$", written):
        return _("the word must begin and end with a letter or a digit")
    if not isinstance(spoken, str) or not spoken.strip() or re.search(r"\d", spoken):
        return _("how it is said must be a quoted text without digits, and not empty")
    if sign := re.search(rf"[^A-Za-z{HAN}·' -]", spoken):
        return _('{sign} cannot be said: write words alone, like "国内生产总值"', sign=one_line(sign[0]))
    return ""


def shipped_file() -> Path:
    """Return the list that comes with the program."""
    return shipped_files.folder("voices") / "latin.toml"


@functools.lru_cache(maxsize=8)
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(listed, key=lambda written: (-len(written), written))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{'|'.join(map(re.escape, longest_first))})(?![A-Za-z0-9])")


def replace_mixed(text: str, words: Mapping[str, str]) -> str:
    """Return the text with listed words that hold a digit or sign spelled: CO2, before its 2 becomes a number."""
    mixed = tuple(written for written in words if not written.isalpha())
    return _pattern(mixed).sub(lambda match: words[match[0]], text) if mixed else text


def spell(text: str, words: Mapping[str, str]) -> str:
    """Return the text with Latin words as they are said: listed ones by the list, other acronyms letter by letter."""

    def say(token: str) -> str:
        if token in words:
            return words[token]
        return " ".join(token) if token.isupper() and len(token) <= _LONGEST_ACRONYM else token

    def parts(match: re.Match[str]) -> str:
        if match[0] in words:
            return words[match[0]]
        return " ".join(map(say, re.split("[-/&]", match[0])))

    return _TOKEN.sub(parts, text)
