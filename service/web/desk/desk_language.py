"""The desk's language: Chinese, or English where the browser asks for it or somebody has chosen it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources

from starlette.requests import Request

from service.core import messages
from service.core.messages import CHINESE, ENGLISH
from service.web import accept_language

COOKIE = "tingbao_desk_language"
LANGUAGES = (CHINESE, ENGLISH)


def of(request: Request) -> str:
    """Return `zh` or `en`."""
    chosen = request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return accept_language.preferred(request.headers.get("accept-language", ""), CHINESE)


@functools.cache
def texts(language: str) -> Mapping[str, str]:
    """Return the desk's words in a language, by name."""
    words = tomllib.loads((resources.files("service.web.desk") / "desk_texts.toml").read_text("utf-8"))["texts"]
    return {name: messages.in_language(each, language) for name, each in words.items()}
