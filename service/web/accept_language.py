"""The language that a browser or a program asks for."""

from __future__ import annotations

import re

from service.core.messages import CHINESE, ENGLISH

_LONGEST = 500
"""Characters of a header that are looked at."""
_WEIGHT = re.compile(r"\s*q=([01](?:\.\d{0,3})?)\s*")


def preferred(accepted: str, default: str = ENGLISH) -> str:
    """Return the language that an Accept-Language header (RFC 9110, 12.5.4) prefers; `default` where it names none.

    Of two that it wishes alike it is the first.
    """
    weights: dict[str, float] = {}
    for part in accepted[:_LONGEST].lower().split(","):
        tag, _semicolon, rest = part.partition(";")
        language, weight = tag.strip().partition("-")[0], _WEIGHT.fullmatch(rest)
        if language in (CHINESE, ENGLISH):
            weights[language] = max(weights.get(language, 0.0), float(weight[1]) if weight else 1.0)
    most = max(weights.values(), default=0.0)
    return next((language for language, weight in weights.items() if weight == most > 0), default)
