"""The desk's language: Chinese, or English where the browser asks for it or somebody has chosen it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from importlib import resources

from starlette.requests import Request

COOKIE = "tingbao_desk_language"
LANGUAGES = ("zh", "en")
_WEIGHT = re.compile(r"\s*q=([01](?:\.\d{0,3})?)\s*")


def of(request: Request) -> str:
    """Return `zh` or `en`."""
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(accepted: str) -> str:
    """Return the language that an Accept-Language header (RFC 9110, 12.5.4) prefers; Chinese where it names neither."""
    weights = dict.fromkeys(LANGUAGES, 0.0)
    for part in accepted[:500].lower().split(","):
        tag, _, rest = part.partition(";")
        language, weight = tag.strip().partition("-")[0], _WEIGHT.fullmatch(rest)
        if language in weights:
            weights[language] = max(weights[language], float(weight[1]) if weight else 1.0)
    return "en" if weights["en"] > weights["zh"] else "zh"


@functools.cache
def texts(language: str) -> Mapping[str, str]:
    """Return the desk's words in a language, by name."""
    table = tomllib.loads((resources.files("service.web.desk") / "desk_texts.toml").read_text("utf-8"))
    return {name: each[language] for name, each in table["texts"].items()}


def told(sentence: str, language: str) -> str:
    """Return what the program says in English as the desk says it; what it has no words for stays as it is."""
    if language == "en":
        return sentence
    for pattern, words in _patterns():
        if found := pattern.fullmatch(sentence):
            return found.expand(words)
    return sentence


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads((resources.files("service.web.desk") / "desk_texts.toml").read_text("utf-8"))
    return tuple((re.compile(each["en"], re.DOTALL), each["zh"]) for each in table["said"])
