"""The desk's language: Chinese, or English where the browser asks for it or somebody has chosen it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

from starlette.requests import Request

from service.core import messages
from service.core.messages import CHINESE
from service.web.accept_language import preferred

COOKIE = "tingbao_desk_language"
LANGUAGES = (CHINESE, messages.ENGLISH)
_GROUP = re.compile(r"\\([1-9])")
_REASON_ENDS = re.compile(r"(?<=\)), ")


def of(request: Request) -> str:
    """Return `zh` or `en`."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""), CHINESE)


@functools.cache
def texts(language: str) -> Mapping[str, str]:
    """Return the desk's words in a language, by name."""
    return {name: messages.in_language(each, language) for name, each in _table("desk_texts.toml")["texts"].items()}


def told(sentence: str, language: str) -> str:
    """Return what the program says in English as the desk says it; what it has no words for stays as it is."""
    if language == "en":
        return sentence
    for pattern, words in _patterns():
        if found := pattern.fullmatch(sentence):
            return found.expand(words)
    return messages.in_language(sentence, language)


def reason(text: str, language: str) -> str:
    """Return why a story was picked, as the desk says it: each of its parts that the desk has words for."""
    if language == "en":
        return text
    # the editor's lead: 大桥, front page (+1.0), no date (-0.4); 2 sentences not told because of the day: …
    return "；".join("，".join(map(_picked, _REASON_ENDS.split(each))) for each in text.split("; "))


def _picked(part: str) -> str:
    """Return a part of a reason in Chinese."""
    if known := _reasons().get(part):
        return known
    for pattern, words in _in_parts("desk_texts.toml", "picked"):
        if found := pattern.fullmatch(part):
            return _filled(words, [*map(_picked, found.groups(""))])
    return part


def _filled(words: str, parts: Sequence[str]) -> str:
    return "".join(parts[int(each) - 1] if each.isdigit() else each for each in _GROUP.split(words))


@functools.cache
def _reasons() -> Mapping[str, str]:
    return dict(_table("desk_texts.toml")["reasons"])


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(each["en"], re.DOTALL), each["zh"]) for each in _table("desk_texts.toml")["said"])


@functools.cache
def _in_parts(file: str, table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of a table whose groups are said in Chinese too."""
    return tuple((re.compile(each, re.DOTALL | re.IGNORECASE), words) for each, words in _table(file)[table].items())


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("service.web.desk") / name).read_text("utf-8"))
