"""The texts of one language's catalogue: what each is in that language, also where it is stored as plain English.

A stored text has lost what it was made of. It is found again by the catalogue's own texts: those that say the same,
and those whose words stand around its gaps; what fills the gaps may be such a text itself.
"""

from __future__ import annotations

import functools
import itertools
import re
import string
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

_FEWEST_LETTERS = 5
"""Letters that a text of the catalogue has beside its gaps; one of fewer fits too many texts to be found by itself."""
_DEEPEST = 40
"""How deep texts in texts are found again: a list of so many reasons is one in another."""
_OWN_WORDS = {
    "genre": [
        "news",
        "brief",
        "feature",
        "interview",
        "comment",
        "essay",
        "document",
        "portrait",
        "caption",
        "notice",
        "advertisement",
        "table",
        "verse",
    ],
    "kind": ["number", "date", "name", "negation", "hedge", "quotation", "word", "speech"],
    "part": ["opening", "headlines", "briefs", "close"],
}
"""Gaps that a word of the program fills, and its words there; one word elsewhere is somebody's: a file's, a show's."""
_WORDS = ("genre", "mention")
"""Gaps that a word of an article or of the program fills: it has no mark that parts what the program says."""
_NUMBERS, _NUMBER = ("count", "rank"), re.compile(r"[\d,.]+")
"""Gaps that a number fills, and a number."""
_KEY = 12
"""Characters at its start, or at its end, by which a text with gaps is looked up, at most."""
_LONGEST = 4_000
"""Characters of a line that is looked up: what a person is told is shorter."""
_REMEMBERED = 10_000
"""Stored texts whose translation is remembered: the parts of one text are asked for again and again."""

_NAMED = re.compile(r"\{(?P<name>\w+)\}(?:: |：)")

_Key = tuple[str, str]


class Part(NamedTuple):
    """A piece of a text of the catalogue: what it says, and the gap behind that; None: there is none."""

    literal: str
    name: str | None
    spec: str
    conversion: str | None


@functools.lru_cache(4096)
def parts(msgid: str) -> tuple[Part, ...]:
    """Return the pieces of a text of the catalogue."""
    if "{" not in msgid and "}" not in msgid:
        return (Part(msgid, None, "", None),)
    return tuple(Part(*(*each[:2], each[2] or "", each[3])) for each in string.Formatter().parse(msgid))


def filled(translation: str, told: Callable[[str], str]) -> str:
    """Return a text with what fills its gaps: what `told` returns for the name of each."""
    return "".join(part.literal + (told(part.name) if part.name is not None else "") for part in parts(translation))


class _Template(NamedTuple):
    """A text of the catalogue with gaps, by which a filled one is found again."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    translation: str
    letters: int

    @property
    def is_weak(self) -> bool:
        """Whether it fits too many texts to be taken where none of its parts is known."""
        return self.letters < _FEWEST_LETTERS and not set(self.names) <= set(_NUMBERS)

    @property
    def key(self) -> _Key:
        """What a text begins or ends with that this fits, as `_keys` lists it."""
        first, last = self.literals[0], self.literals[-1]
        return ("start", first[:_KEY]) if first else ("end", last[-_KEY:])

    @property
    def form(self) -> tuple[object, ...]:
        """What two texts have in common that fit the same texts."""
        particular = (*_OWN_WORDS, *_NUMBERS, *_WORDS)
        return (*self.literals, *(name if name in particular else "" for name in self.names))

    def match(self, text: str) -> dict[str, str] | None:
        """Return what fills the gaps in the text; None where it is another. Takes linear time."""
        first, *middle, last = self.literals
        if len(text) < len(first) + len(last) or not (text.startswith(first) and text.endswith(last)):
            return None
        at, end = len(first), len(text) - len(last)
        found = []
        for literal in middle:
            here = text.find(literal, at, end)
            if here < 0:
                return None
            found.append(text[at:here])
            at = here + len(literal)
        filled_in = dict(zip(self.names, [*found, text[at:end]], strict=True))
        return filled_in if all(itertools.starmap(_may_fill, filled_in.items())) else None


class Catalogue:
    """The translations of a language, by the texts of the code."""

    def __init__(self, translations: Mapping[str, str]) -> None:
        """Take the translations: text of the code -> text of the language."""
        self._translations = translations
        translations = {**dict(_without_names(translations)), **translations}
        self._fixed = {_only(msgid): text for msgid, text in translations.items() if not _names(msgid)}
        gapped = [_template(msgid, text) for msgid, text in translations.items() if _names(msgid)]
        self._by_key: dict[_Key, list[tuple[int, _Template]]] = {}
        gapped = [template for template in gapped if any(template.literals)]  # a lone gap holds the text itself
        says_most_last = sorted(gapped, key=lambda each: (each.letters, sum(map(len, each.literals))))
        unlike = {template.form: template for template in says_most_last}
        for rank, template in enumerate(reversed(unlike.values())):
            self._by_key.setdefault(template.key, []).append((rank, template))
        self._found: dict[tuple[str, bool], str] = {}

    def of_code(self, msgid: str) -> str:
        """Return the translation of a text of the code; the text itself where there is none."""
        return self._translations.get(msgid, msgid)

    def of_stored(self, text: str, depth: int = 0) -> str:
        """Return what is plain English by now in the language, line by line; as it is where no text fits.

        `depth`: in how many other texts it stands.
        """
        return "\n".join(self._remembered(line, depth) for line in text.split("\n"))

    def _remembered(self, text: str, depth: int) -> str:
        key = text, depth > 0
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = self._find(text, depth)
        return self._found[key]

    def _find(self, text: str, depth: int) -> str:
        """Of the texts that fit it is the one that leaves the least as it is; of two alike, the one that says more."""
        if depth > _DEEPEST or not 0 < len(text) <= _LONGEST:
            return text
        if depth and " " not in text:
            return text
        found = [
            _ended_as(text, form, said)
            for form in _forms(text)
            for said in self._translated(form, depth, is_weak=False)
        ]
        found += self._translated(text, depth, is_weak=True)
        return min(found, key=_latin_letters, default=text)

    def _translated(self, text: str, depth: int, *, is_weak: bool) -> Iterator[str]:
        if text in self._fixed and not is_weak:
            yield filled(self._fixed[text], str)
        for template in self._fitting(text):
            if is_weak == template.is_weak and (found := template.match(text)) is not None:
                told = {name: self._value(name, value, depth + 1) for name, value in found.items()}
                if not is_weak or told != found:
                    yield filled(template.translation, told.__getitem__)

    def _value(self, name: str, value: str, depth: int) -> str:
        if value in _OWN_WORDS.get(name, ()) and value in self._fixed:
            return filled(self._fixed[value], str)
        return self.of_stored(value, depth)

    def _fitting(self, text: str) -> list[_Template]:
        """Return the texts with gaps that begin or end as this one does, those first that say most."""
        found = [each for key in _keys(text) for each in self._by_key.get(key, ())]
        return [template for _, template in sorted(found, key=lambda each: each[0])]


def _may_fill(name: str, value: str) -> bool:
    if name in _NUMBERS:
        return _NUMBER.fullmatch(value) is not None
    return name not in _WORDS or not any(mark in value for mark in ("; ", " ("))


def _forms(text: str) -> Iterator[str]:
    """Yield how the text may stand in the catalogue: with and without its full stop and its capital."""
    for form in (text, text[0].swapcase() + text[1:]):
        yield form
        yield form.removesuffix(".") if form.endswith(".") else f"{form}."


def _ended_as(text: str, form: str, said: str) -> str:
    """Return what is said with the full stop that the text has and its form has not, or the other way round."""
    if text.endswith(".") == form.endswith("."):
        return said
    return f"{said}。" if text.endswith(".") else said.removesuffix("。")


def _without_names(translations: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is left of `{file}: it is empty.` beside the file's name, where that is taken off."""
    for msgid, translation in translations.items():
        named, behind = _NAMED.match(msgid), _NAMED.match(translation)
        if named and behind and named["name"] == behind["name"] and len(_only(msgid)) > _KEY:
            yield msgid[named.end() :], translation[behind.end() :]


def _latin_letters(text: str) -> int:
    return sum(each.isascii() and each.isalpha() for each in text)


def _keys(text: str) -> set[_Key]:
    lengths = range(1, min(_KEY, len(text)) + 1)
    return {("end", ""), *(("start", text[:n]) for n in lengths), *(("end", text[-n:]) for n in lengths)}


def _names(msgid: str) -> tuple[str, ...]:
    return tuple(each.name for each in parts(msgid) if each.name is not None)


def _only(msgid: str) -> str:
    return "".join(each.literal for each in parts(msgid))


def _template(msgid: str, translation: str) -> _Template:
    literals, literal = [], ""
    for part in parts(msgid):
        literal += part.literal
        if part.name is not None:
            literals.append(literal)
            literal = ""
    letters = sum(each.isalpha() for each in _only(msgid))
    return _Template((*literals, literal), _names(msgid), translation, letters)
