"""What a person is told, in English and in Chinese, from one catalogue (`service/locale`) by the standard gettext.

`_("There is no folder {path}.", path=path)` is the English text, and remembers what it was made of. So records, logs,
`--json` and comparisons have English wherever they are, and only the place that shows a text to a person asks for it in
a language: one server can answer two readers in two languages. What was stored as plain English is found again by the
catalogue's own texts. Nothing is loaded before the first text that is asked for in Chinese.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from service.core.catalogue import Catalogue, Part, filled, parts

CHINESE, ENGLISH = "zh", "en"
LANGUAGE_VARIABLE = "TINGBAO_LANG"
LOCALE = Path(__file__).parents[1] / "locale"
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""As gettext reads them: the first that is set."""

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
    for part in parts(msgid):
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


def joined(texts: Sequence[str]) -> str:
    """Return texts with commas between them; empty where there is none."""
    return functools.reduce(lambda ahead, behind: _("{ahead}, {behind}", ahead=ahead, behind=behind), texts or [""])


def lines(texts: Sequence[str]) -> Translatable:
    """Return several texts, each on a line of its own."""
    values = {str(number): text for number, text in enumerate(texts)}
    return _made("\n".join(texts), "\n".join(f"{{{name}}}" for name in values), values)


def of_error(error: BaseException) -> str:
    """Return what an error says: as it was made, so that it can be said in another language."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Translatable) else str(error)


def terminal_language(environment: Mapping[str, str] = os.environ, default: str = ENGLISH) -> str:
    """Return the language of who types commands: by TINGBAO_LANG, else by the locale, else the default."""
    names = (LANGUAGE_VARIABLE, *_LOCALE_VARIABLES)
    chosen = next((environment[name] for name in names if environment.get(name)), "")
    known = (each[:2].lower() for each in chosen.split(":"))  # LANGUAGE is a list
    return next((each for each in known if each in (CHINESE, ENGLISH)), default)


def in_language(text: str, language: str) -> str:
    """Return the text in a language; what the catalogue does not know stays English."""
    if language == ENGLISH:
        return str(text)
    return _said(text, _catalogue(language), 0)


def _text_of(value: object, part: Part) -> Value:
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
def _catalogue(language: str) -> Catalogue:
    import gettext

    found = gettext.translation("tingbao", LOCALE, [f"{language}_CN"], fallback=True)
    return Catalogue({key: text for key, text in vars(found).get("_catalog", {}).items() if key})


def _said(text: str, catalogue: Catalogue, depth: int) -> str:
    if not isinstance(text, Translatable):
        return catalogue.of_stored(text, depth)

    def told(name: str) -> str:
        value = text.values[name]
        if isinstance(value, tuple):
            return "、".join(_said(each, catalogue, depth + 1) for each in value)
        return _said(value, catalogue, depth + 1)

    said = filled(catalogue.of_code(text.msgid), told)
    return said.removesuffix("。") if text.is_clause else said
