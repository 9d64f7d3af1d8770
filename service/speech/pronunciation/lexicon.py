"""Lexicons that people edit: a word, its reading, and where it applies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core import user_file
from service.core.messages import _
from service.errors import ConfigError
from service.language import traditional

SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouv]{1,3}(?:n|ng|r)?[1-5]|(?:hm|hng|m|n|ng)[1-5]")
"""A syllable of pinyin with its tone digit: `lv4`, `de5`."""
_BARE_WORD = re.compile(r"^(\s*)([㐀-鿿〇]+)(\s*=)", re.MULTILINE)
"""A Chinese key without the quotation marks that TOML wants: people leave them out."""

_REACH = 200
"""Characters on either side that a pattern may look at: more than any utterance has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a lexicon."""

    word: str
    pinyin: tuple[str, ...]
    """One syllable for each character of `word`."""
    after: str = ""
    """A pattern that the text before the word must end with; empty: any text."""
    before: str = ""
    """A pattern that the text after the word must begin with; empty: any text."""

    def fits(self, text: str, start: int) -> bool:
        """Return whether `word`, which stands in `text` at `start`, stands in the entry's context."""
        end = start + len(self.word)
        return bool(
            (not self.after or re.compile(f"(?:{self.after})$").search(text, max(0, start - _REACH), start))
            and (not self.before or re.match(self.before, text[end : end + _REACH]))
        )


class Lexicon:
    """The entries of several files. An earlier file wins over a later one; in a file the longest word wins."""

    def __init__(self, files: Sequence[Path], own: Mapping[str, str] | None = None) -> None:
        """Read and check `files`. `own`: words and their readings that win over all files.

        Raise ConfigError that names the file, the entry and the fault.
        """
        self._files: list[dict[str, list[Entry]]] = []
        for found in ((own_entry(word, pinyin) for word, pinyin in (own or {}).items()), *map(_read, files)):
            entries: dict[str, list[Entry]] = {}
            for entry in found:
                entries.setdefault(entry.word[0], []).append(entry)
            for same in entries.values():
                same.sort(key=lambda entry: (-len(entry.word), not (entry.after or entry.before)))
            self._files.append(entries)

    def find(self, text: str) -> list[tuple[int, Entry]]:
        """Return the entries that apply to `text`, each with the index where its word begins; none overlaps another."""
        found: list[tuple[int, Entry]] = []
        taken: set[int] = set()
        for entries in self._files:
            for start, char in enumerate(text):
                for entry in entries.get(char, ()):
                    span = range(start, start + len(entry.word))
                    if taken.isdisjoint(span) and text.startswith(entry.word, start) and entry.fits(text, start):
                        found.append((start, entry))
                        taken.update(span)
                        break
        return found


def own_entry(word: str, pinyin: str) -> Entry:
    """Return a reading that a script or an editor gives a word. Raise ConfigError where it is none."""
    return _entry(_("the reading"), word, pinyin)


def _read(file: Path) -> Iterator[Entry]:
    content = user_file.read_toml(file, clean=lambda text: _BARE_WORD.sub(r'\1"\2"\3', text))
    for key, value in content.items():
        if key not in ("readings", "contexts") and isinstance(value, str):
            raise ConfigError(
                _('{file}: "{key}" stands above every table: put a line [readings] before it.', file=file, key=key)
            )
        if key not in ("readings", "contexts"):
            raise ConfigError(
                _('{file}: unknown table "{key}"; a lexicon has [readings] and [[contexts]].', file=file, key=key)
            )
    readings = content.get("readings", {})
    if not isinstance(readings, Mapping):
        raise ConfigError(_('{file}: [readings] must be a table of lines like 茌平 = "chi2 ping2".', file=file))
    for word, pinyin in readings.items():
        yield _entry(file, word, pinyin)
    contexts = content.get("contexts", [])
    if not isinstance(contexts, list) or not all(isinstance(item, Mapping) for item in contexts):
        raise ConfigError(_("{file}: contexts are written as [[contexts]] tables.", file=file))
    for item in contexts:
        word = item.get("word", "")
        for key in item:
            if key not in ("word", "reading", "after", "before"):
                raise ConfigError(
                    _(
                        '{file}: "{word}": unknown key "{key}"; use word, reading, after, before.',
                        file=file,
                        word=word,
                        key=key,
                    )
                )
        yield _entry(file, word, item.get("reading"), item.get("after", ""), item.get("before", ""))


def _entry(file: Path | str, word: object, pinyin: object, after: object = "", before: object = "") -> Entry:
    place = _('{file}: "{word}"', file=file, word=word)
    if isinstance(word, str) and re.search("[A-Za-z]", word):
        raise ConfigError(
            _(
                "{place}: the word must be Chinese characters and nothing else; how a Latin word is said is "
                'given in latin.toml beside this file: [words], then {word} = "…".',
                place=place,
                word=word,
            )
        )
    if not isinstance(word, str) or not word or not all(is_han(char) for char in word):
        raise ConfigError(_("{place}: the word must be Chinese characters and nothing else.", place=place))
    if not isinstance(pinyin, str):
        raise ConfigError(_('{place}: the reading must be pinyin in quotes, like "chi2 ping2".', place=place))
    syllables = pinyin.lower().replace("ü", "v").replace("u:", "v").split()
    if len(syllables) != len(word):
        raise ConfigError(
            _(
                '{place}: {count} characters, but {syllables} syllables in "{pinyin}".',
                place=place,
                count=len(word),
                syllables=len(syllables),
                pinyin=pinyin,
            )
        )
    for syllable in syllables:
        if not SYLLABLE.fullmatch(syllable):
            raise ConfigError(
                _(
                    '{place}: the syllable "{syllable}" is not pinyin with a tone digit from 1 to 5, like "lv4" or'
                    ' "de5" (ü is v).',
                    place=place,
                    syllable=syllable,
                )
            )
    for name, pattern in (("after", after), ("before", before)):
        try:
            re.compile(str(pattern))
        except (re.error, RecursionError, OverflowError) as error:
            raise ConfigError(
                _('{place}: "{name}" is not a regular expression: {error}.', place=place, name=name, error=error)
            ) from None
    if traditional.is_traditional(word):
        word = traditional.simplified(word)  # as the text is when it is read
    return Entry(word, tuple(syllables), str(after), str(before))


def is_han(char: str) -> bool:
    """Return whether `char` is a Chinese character."""
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or char == "〇" or "\U00020000" <= char <= "\U0003ffff"


def is_common(char: str) -> bool:
    """Return whether `char` is one of the 3,755 common characters (GB 2312, first level)."""
    try:
        return char.encode("gb2312")[0] < 0xD8
    except UnicodeEncodeError:
        return False
