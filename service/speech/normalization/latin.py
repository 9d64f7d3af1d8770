"""Latin letters: known words as an anchor says them, other capitals letter by letter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from service.errors import ConfigError

_TOKEN = re.compile(r"[A-Za-z]+(?:[-&'/][A-Za-z]+)*")
_LONGEST_ACRONYM = 5


def load(*files: Path) -> dict[str, str]:
    """The `[words]` tables of these files, later ones over earlier ones: written -> spoken.

    Raises ConfigError that names the file and the entry.
    """
    words: dict[str, str] = {}
    for file in files:
        try:
            table = tomllib.loads(file.read_text(encoding="utf-8")).get("words", {})
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"{file}: cannot be read as a list of Latin words: {error}.") from None
        for written, spoken in table.items():
            if not isinstance(spoken, str) or re.search(r"\d", spoken):
                raise ConfigError(f"{file}: the entry {written} needs a text without digits after its equals sign.")
            words[written] = spoken
    return words


def shipped_file() -> Path:
    """The list that comes with the program: in the wheel beside the package, in a checkout at its top."""
    service = Path(__file__).parents[2]
    packaged = service / "shipped" / "voices" / "latin.toml"
    return packaged if packaged.exists() else service.parent / "voices" / "latin.toml"


def spell(text: str, words: Mapping[str, str]) -> str:
    """The text with Latin words as they are said: listed ones by the list, other acronyms letter by letter."""

    def say(match: re.Match[str]) -> str:
        token = match[0]
        if token in words:
            return words[token]
        parts = re.split("[-/]|&", token)
        if len(parts) > 1:
            return " ".join(one(part) for part in parts)
        return one(token)

    def one(token: str) -> str:
        if token in words:
            return words[token]
        if token.isupper() and 1 < len(token) <= _LONGEST_ACRONYM:
            return " ".join(token)
        return token

    return _TOKEN.sub(say, text)
