"""The programme's own words as a show may change them: `phrases.toml`, validated."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from service.core import user_file
from service.core.messages import _
from service.core.printable import shown
from service.errors import ConfigError

SHIPPED_FILE = Path(__file__).with_name("phrases.toml")
LONGEST_PHRASE = 60
"""Characters that a phrase may have: the opening and the bridges leave time for the news."""
_HOUR_SUFFIXES = ("", "_morning", "_forenoon", "_noon", "_afternoon", "_evening")


@dataclass(frozen=True, slots=True)
class Phrases:
    """All phrases, as the comments in `phrases.toml` explain them; a tuple takes turns by the date."""

    greeting: str
    greeting_morning: str
    greeting_forenoon: str
    greeting_noon: str
    greeting_afternoon: str
    greeting_evening: str
    welcome: tuple[str, ...]
    today: str
    today_occasion: str
    today_short: str
    contents: tuple[str, ...]
    lead: tuple[str, ...]
    lead_bare: tuple[str, ...]
    lead_follow_up: tuple[str, ...]
    next: tuple[str, ...]
    next_bare: tuple[str, ...]
    follow_up: tuple[str, ...]
    last: tuple[str, ...]
    last_bare: tuple[str, ...]
    forecast: tuple[str, ...]
    briefs: tuple[str, ...]
    end: tuple[str, ...]
    farewell: str
    farewell_morning: str
    farewell_forenoon: str
    farewell_noon: str
    farewell_afternoon: str
    farewell_evening: str
    farewell_daily: str
    farewell_next: str

    def leading(self) -> tuple[str, ...]:
        """Return all phrases that lead to an item."""
        led = (self.lead, self.lead_bare, self.lead_follow_up, self.next, self.next_bare, self.follow_up)
        return sum((*led, self.last, self.last_bare, self.forecast, self.briefs), ())

    def of_hour(self, name: str, hour: int | None) -> str:
        """Return the greeting or farewell of that hour (0 to 23), or the plain one when there is none."""
        part = "" if hour is None or hour < 5 else _HOUR_SUFFIXES[1 + sum(hour >= start for start in (9, 11, 13, 18))]
        return str(getattr(self, name + part))


_KEYS = {field.name: field.type == "tuple[str, ...]" for field in fields(Phrases)}
"""Every key, and whether its phrases take turns."""
_DAY_SLOTS = frozenset({"date", "weekday", "lunar"})
_ALLOWED_SLOTS = MappingProxyType(
    {
        "welcome": frozenset({"greeting", "show"}),
        "today": _DAY_SLOTS,
        "today_occasion": _DAY_SLOTS | {"occasion"},
        "today_short": _DAY_SLOTS,
        "end": frozenset({"show"}),
    }
)
_HEADLINE_PHRASES = frozenset({"lead", "lead_follow_up", "next", "follow_up", "last"})
_REQUIRED_SLOTS = MappingProxyType(
    {
        **dict.fromkeys(_HEADLINE_PHRASES, frozenset({"headline"})),
        "welcome": frozenset({"show"}),
        "today": frozenset({"date"}),
        "today_occasion": frozenset({"date", "occasion"}),
        "farewell_next": frozenset({"day"}),
        "today_short": frozenset({"date"}),
    }
)
_LEAST_VARIANTS = MappingProxyType({"next": 2})
"""How many phrases a key must offer so that none is heard twice in a row."""


@functools.cache
def shipped() -> Phrases:
    """Return the phrases that come with the project."""
    return Phrases(**_read(SHIPPED_FILE))


@dataclass(frozen=True, slots=True)
class Style:
    """How a show words its programme."""

    phrases: Phrases = field(default_factory=shipped)
    hour: int | None = None
    """The hour of the day at which the programme is due; None: it has none."""
    next_day: dt.date | None = None
    """The day of the next programme, at the same time of day; None: nobody knows, or at another time."""
    worded: bool = False
    """Whether a language model words what is told."""


def load(path: Path) -> Phrases:
    """Return the shipped phrases with those of the file in place; ConfigError names file, key and fault."""
    return Phrases(**(_read(SHIPPED_FILE) | _read(path)))


def _read(path: Path) -> dict[str, Any]:
    return {key: _value(path, key, value) for key, value in user_file.read_toml(path, _refusal).items()}


def _refusal(text: str) -> ConfigError:
    return ConfigError(_("The file of phrases {text}", text=text))


def _value(path: Path, key: str, value: object) -> str | tuple[str, ...]:
    if key not in _KEYS:
        raise ConfigError(
            _("{path}: there is no phrase {key}; there are: {keys}.", path=path, key=shown(key), keys=list(_KEYS))
        )
    if not _KEYS[key]:
        return _checked(path, key, value)
    if not isinstance(value, list) or not value:
        raise ConfigError(_("{path}: {key} must be a list of one phrase or more.", path=path, key=key))
    found = tuple(_checked(path, key, each) for each in value)
    least = _LEAST_VARIANTS.get(key, 1)
    if len(set(found)) < max(least, len(found)):
        raise ConfigError(
            _("{path}: {key} needs {least} phrases or more, each of them only once.", path=path, key=key, least=least)
        )
    return found


def _checked(path: Path, key: str, text: object) -> str:
    if not isinstance(text, str) or not text.strip() or "\n" in text or len(text) > LONGEST_PHRASE:
        raise ConfigError(
            _(
                "{path}: {key} must be a line of text of at most {most} characters, not {text}.",
                path=path,
                key=key,
                most=LONGEST_PHRASE,
                text=shown(text),
            )
        )
    try:
        slots = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise ConfigError(
            _("{path}: {key} is {text!r}: {error}.", path=path, key=key, text=text, error=error)
        ) from None
    names = {f"{name}{'!' if how else ''}{spec}" for name, spec, how in slots}
    required = _REQUIRED_SLOTS.get(key, frozenset())
    strange = names - (_ALLOWED_SLOTS.get(key, frozenset()) | required)
    if strange:
        raise ConfigError(
            _("{path}: {key} knows no {slot}: {text!r}.", path=path, key=key, slot=f"{{{min(strange)}}}", text=text)
        )
    if required - names:
        raise ConfigError(
            _(
                "{path}: {key} needs {slot}: {text!r}.",
                path=path,
                key=key,
                slot=f"{{{min(required - names)}}}",
                text=text,
            )
        )
    if not key.startswith("greeting") and text[-1] not in "。！？":
        raise ConfigError(_("{path}: {key} must end with 。！ or ？: {text!r}.", path=path, key=key, text=text))
    return text


def fill(template: str, values: Mapping[str, str]) -> str:
    """Return the phrase with its values; a headline that asks or calls out keeps its own mark."""
    said = template.format(**values)
    for mark in "？！":
        said = said.replace(f"{mark}。", mark).replace(f"{mark}”。", f"{mark}”")
    return said
