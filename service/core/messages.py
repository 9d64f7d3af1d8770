"""What a person is told, in English and in Chinese, from one catalogue (`service/locale`) by the standard gettext.

`_("There is no folder {path}.", path=path)` is the English text, and remembers what it was made of. So records, logs,
`--json` and comparisons have English wherever they are, and only the place that shows a text to a person asks for it in
a language: one server can answer two readers in two languages. What was stored as plain English is found again by the
catalogue's own texts. Nothing is loaded before the first text that is asked for in Chinese.
"""

from __future__ import annotations

import functools
import os
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

CHINESE, ENGLISH = "zh", "en"
LANGUAGE_VARIABLE = "TINGBAO_LANG"
LOCALE = Path(__file__).parents[1] / "locale"
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext reads them: the first that is set."""
_FEWEST_LETTERS = 4
"""Letters that a text of the catalogue has beside its gaps; one of fewer fits too many texts to be found by itself."""
_DEEPEST = 4
"""How deep texts in texts are found again."""

Value = str | tuple[str, ...]


class Translatable(str):
    """An English text that remembers what it was made of: its text in the catalogue, and what fills the gaps there."""

    __slots__ = ("is_clause", "msgid", "values")
    msgid: str
    values: Mapping[str, Value]
    is_clause: bool
    """Whether it has lost its full stop, as a part of another sentence."""


def _(msgid: str, **values: object) -> Translatable:
    """Return an English text that can be said in another language.

    `msgid`: the text, with `{name}` for each gap; what is filled in may be a text of this kind itself, an error whose
    text is one, or a list or tuple, which is told with commas.
    """
    texts: dict[str, Value] = {}
    english = []
    for part in _parts(msgid):
        english.append(part.literal)
        if part.name is not None:
            texts[part.name] = text = _text_of(values[part.name], part)
            english.append(text if isinstance(text, str) else ", ".join(text))
    return _made("".join(english), msgid, texts)


def clause(text: str) -> str:
    """Return a sentence without its full stop, as a part of another sentence."""
    if isinstance(text, Translatable) and text.endswith("."):
        return _made(text.removesuffix("."), text.msgid, text.values, is_clause=True)
    return text.removesuffix(".")


def lines(texts: Sequence[str]) -> Translatable:
    """Return several texts, each on a line of its own."""
    values = {str(number): text for number, text in enumerate(texts)}
    return _made("\n".join(texts), "\n".join(f"{{{name}}}" for name in values), values)


def of_error(error: BaseException) -> str:
    """Return what an error says: as it was made, so that it can be said in another language."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Translatable) else str(error)


def terminal_language(environment: Mapping[str, str] = os.environ) -> str:
    """Return the language of who types commands: by TINGBAO_LANG, else by the locale; English where neither says it."""
    names = (LANGUAGE_VARIABLE, *_LOCALE_VARIABLES)
    chosen = next((environment[name] for name in names if environment.get(name)), "")
    known = (each[:2].lower() for each in chosen.split(":"))  # LANGUAGE is a list
    return next((each for each in known if each in (CHINESE, ENGLISH)), ENGLISH)


def in_language(text: str, language: str) -> str:
    """Return the text in a language; what the catalogue does not know stays English."""
    if language == ENGLISH:
        return str(text)
    return _said(text, _catalogue(language), 0)


class _Part(NamedTuple):
    """A piece of a text of the catalogue: what it says, and the gap behind that; None: there is none."""

    literal: str
    name: str | None
    spec: str
    conversion: str | None


class _Template(NamedTuple):
    """A text of the catalogue with gaps, by which a filled one is found again."""

    literals: tuple[str, ...]
    names: tuple[str, ...]
    translation: str
    letters: int

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
        return dict(zip(self.names, [*found, text[at:end]], strict=True))


class _Catalogue(NamedTuple):
    translations: Mapping[str, str]
    """By the texts of the code."""
    fixed: Mapping[str, str]
    """By what is said, of texts without gaps."""
    templates: Sequence[_Template]
    """Of texts with gaps, those first that say most."""


@functools.lru_cache(4096)
def _parts(msgid: str) -> tuple[_Part, ...]:
    if "{" not in msgid and "}" not in msgid:
        return (_Part(msgid, None, "", None),)
    return tuple(_Part(*(*each[:2], each[2] or "", each[3])) for each in string.Formatter().parse(msgid))


def _text_of(value: object, part: _Part) -> Value:
    if isinstance(value, BaseException):
        value = of_error(value)
    if part.conversion == "r":
        return repr(value)
    if isinstance(value, list | tuple):
        return tuple(each if isinstance(each, Translatable) else str(each) for each in value)
    return value if isinstance(value, Translatable) else format(value, part.spec)


def _made(english: str, msgid: str, values: Mapping[str, Value], *, is_clause: bool = False) -> Translatable:
    text = Translatable(english)
    text.msgid, text.values, text.is_clause = msgid, values, is_clause
    return text


@functools.cache
def _catalogue(language: str) -> _Catalogue:
    import gettext

    found = gettext.translation("tingbao", LOCALE, [f"{language}_CN"], fallback=True)
    return catalogue_of({key: text for key, text in vars(found).get("_catalog", {}).items() if key})


def catalogue_of(translations: Mapping[str, str]) -> _Catalogue:
    """Return what finds the translations of texts, by the texts of the code."""
    fixed = {_only(msgid): text for msgid, text in translations.items() if not _names(msgid)}
    gapped = [_template(msgid, text) for msgid, text in translations.items() if _names(msgid)]
    return _Catalogue(
        translations, fixed, sorted(gapped, key=lambda each: (-each.letters, -sum(map(len, each.literals))))
    )


def _names(msgid: str) -> tuple[str, ...]:
    return tuple(each.name for each in _parts(msgid) if each.name is not None)


def _only(msgid: str) -> str:
    return "".join(each.literal for each in _parts(msgid))


def _template(msgid: str, translation: str) -> _Template:
    literals, literal = [], ""
    for part in _parts(msgid):
        literal += part.literal
        if part.name is not None:
            literals.append(literal)
            literal = ""
    letters = sum(each.isalpha() for each in _only(msgid))
    return _Template((*literals, literal), _names(msgid), translation, letters)


def _said(text: str, catalogue: _Catalogue, depth: int) -> str:
    if not isinstance(text, Translatable):
        return "\n".join(_found_again(line, catalogue, depth) for line in text.split("\n"))

    def told(name: str) -> str:
        value = text.values[name]
        if isinstance(value, tuple):
            return "、".join(_said(each, catalogue, depth + 1) for each in value)
        return _said(value, catalogue, depth + 1)

    said = _filled(catalogue.translations.get(text.msgid, text.msgid), told)
    return said.removesuffix("。") if text.is_clause else said


def _filled(translation: str, told: Callable[[str], str]) -> str:
    return "".join(part.literal + (told(part.name) if part.name is not None else "") for part in _parts(translation))


def _found_again(text: str, catalogue: _Catalogue, depth: int) -> str:
    """Return in another language what is English by now; as it is where the catalogue has no such text.

    Texts that say more come first; then those that have lost their full stop, as a part of another sentence.
    """
    if depth > _DEEPEST or not text or (depth and " " not in text):  # one word in a text is somebody's: a file's name
        return text
    for is_weak in (False, True):
        for said in _translations(text, catalogue, depth, is_weak=is_weak):
            return said
        for said in _translations(f"{text}.", catalogue, depth, is_weak=is_weak):
            return said.removesuffix("。")
    return text


def _translations(text: str, catalogue: _Catalogue, depth: int, *, is_weak: bool) -> Iterator[str]:
    if text in catalogue.fixed:
        yield _filled(catalogue.fixed[text], str)
    for template in catalogue.templates:
        if is_weak == (template.letters < _FEWEST_LETTERS) and (found := template.match(text)) is not None:
            told = {name: _said(value, catalogue, depth + 1) for name, value in found.items()}
            if not is_weak or told != found:
                yield _filled(template.translation, told.__getitem__)
