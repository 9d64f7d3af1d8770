"""Which parameters an endpoint takes for a model: learned from what it refuses, and remembered.

The API is one in name. Thinking models refuse `temperature` and want `max_completion_tokens`; few servers know
`json_schema`, and some no `response_format` at all. Each refuses with status 400 or 422 and names the parameter, or
does not.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from service.editing.llm.endpoint import Endpoint
from service.storage import atomic_write

FORMATS = ("json_schema", "json_object", "")
"""How the form of an answer is asked for, strictest first; nothing but the prompt says it at last."""
LIMITS = ("max_tokens", "max_completion_tokens", "")
"""What the limit of an answer is called; at last none is sent."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What is sent beside model and messages."""

    format: str = FORMATS[0]
    limit: str = LIMITS[0]
    temperature: bool = True
    thinks: bool = False
    """Whether it has used up the tokens of an answer by thinking: from then on it has more."""

    def parameters(self, endpoint: Endpoint, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Return them for a question whose answer has the JSON schema."""
        found: dict[str, Any] = {}
        if self.temperature:
            found["temperature"] = 0
        if self.limit:
            found[self.limit] = self.tokens(endpoint)
        if self.format == "json_schema":
            form = {"name": "answer", "strict": True, "schema": schema}
            found["response_format"] = {"type": self.format, "json_schema": form}
        elif self.format:
            found["response_format"] = {"type": self.format}
        return found

    def tokens(self, endpoint: Endpoint) -> int:
        """Return the most tokens of an answer, with those for thinking."""
        return endpoint.tokens + (endpoint.thinking_tokens if self.thinks else 0)

    def without(self, refusal: str) -> Dialect | None:
        """Return what to try after a refusal with these words; None where nothing is left to leave out.

        A parameter that it names goes first. A limit is named in the refusal of another's value, too (`max_tokens
        must be at most 4096`), and is left out all the same: the endpoint's own limit holds then.
        """
        said = refusal.lower()
        less = {
            "temperature": replace(self, temperature=False) if self.temperature else None,
            "response_format": replace(self, format=_next(FORMATS, self.format)) if self.format else None,
            "max_": replace(self, limit=_next(LIMITS, self.limit)) if self.limit else None,
        }
        words = {"temperature": ("temperature",), "response_format": ("response_format", "json_schema", "json_object")}
        for name, changed in less.items():
            if changed and any(word in said for word in words.get(name, (self.limit or "max_tokens",))):
                return changed
        return less["response_format"] or less["temperature"] or less["max_"]


def _next(ladder: tuple[str, ...], rung: str) -> str:
    return ladder[ladder.index(rung) + 1]


def load(folder: Path, endpoint: Endpoint) -> Dialect:
    """Return what is remembered of the endpoint and the model; the full set where nothing is."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        found = Dialect(**json.loads(_path(folder, endpoint).read_text("utf-8")))
        if found.format in FORMATS and found.limit in LIMITS:
            return found
    return Dialect()


def keep(folder: Path, endpoint: Endpoint, dialect: Dialect) -> None:
    """Remember it; where that cannot be written, the next run learns it again."""
    with contextlib.suppress(OSError):
        atomic_write.write(_path(folder, endpoint), json.dumps(asdict(dialect)).encode())


def _path(folder: Path, endpoint: Endpoint) -> Path:
    named = hashlib.sha256(f"{endpoint.base_url}\n{endpoint.model}".encode()).hexdigest()[:40]
    return folder / f"{named}.dialect.json"
