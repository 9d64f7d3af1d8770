"""Values that are typed on the command line."""

from __future__ import annotations

import datetime as dt
import getpass
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal import print_note
from service.core import chinese_input
from service.core.episode_id import checked_date
from service.core.messages import _
from service.core.printable import one_line, shown
from service.errors import UsageError

if TYPE_CHECKING:
    from service.core.editor_wishes import Wish

LeadOption = Annotated[
    list[str] | None, typer.Option(help="What leads, for this run: words of its headline; can be given several times.")
]
PinOption = Annotated[list[str] | None, typer.Option(help="The same for what is told right behind the lead.")]
DropOption = Annotated[list[str] | None, typer.Option(help="The same for what is not told.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON on stdout and nothing else.")]
EpisodeId = Annotated[str, typer.Argument(metavar="ID", help="As `tingbao episodes list` names it.")]
ShowOfOption = Annotated[str | None, typer.Option("--show", help="Which show; default: the only one that has it.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does it; default: who is logged in.")]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--output", "-o", help="Where it was published with `make --output`: a folder, or s3://bucket/prefix."
    ),
]
ConfigOption = Annotated[Path | None, typer.Option(help="The config file.")]

LogFormatOption = Annotated[
    str,
    typer.Option(
        "--log-format",
        metavar="FORMAT",
        help="How events stand on stderr: text for people, or json, an object a line, for whoever collects them.",
    ),
]

VersionOption = Annotated[str | None, typer.Option(help="Only if this is still the newest version of the draft.")]

MOST_VERSIONS = 99_999
"""The number of the last version that a draft can have."""
MOST_PLACES = 1000
"""Stories of a programme: more than any has."""
MOST_CHARACTERS = 1_000_000
"""Characters that a summary may be asked to have: more than any page."""


def user_name(by: str) -> str:
    """Return who does something: as it was typed, else who is logged in."""
    try:
        return by.strip() or getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in a container
        return "somebody"


def parse_port(text: str) -> int:
    """Return the number of a port. Raise UsageError where it is none."""
    return _whole_number("--port", text, 65535)


def parse_characters(text: str) -> int:
    """Return a number of characters. Raise UsageError where it is none."""
    return _whole_number("--chars", text, MOST_CHARACTERS)


def parse_log_format(text: str) -> bool:
    """Return whether events are to be JSON. Raise UsageError for what is neither `json` nor `text`."""
    if text not in ("json", "text"):
        raise UsageError(_("--log-format is {text}: give text or json.", text=shown(text)))
    return text == "json"


def parse_version(text: str | None) -> int | None:
    """Return the number of a draft's version, or None for None. Raise UsageError where it is none."""
    return None if text is None else _whole_number("--version", text, MOST_VERSIONS, least=0)


def parse_place(name: str, text: str) -> int:
    """Return the place of a story in a programme. Raise UsageError where it is none; `name`: what was typed there."""
    return _whole_number(name, text, MOST_PLACES)


def parse_wishes(option: str, texts: Sequence[str]) -> tuple[Wish, ...]:
    """Return what the editor wishes for this run. Raise UsageError for what is no wish."""
    from service.core.field_types import typed_wish

    wishes = []
    for text in texts:
        try:
            wishes.append(typed_wish(text))
        except UsageError as error:
            raise UsageError(_("{option} is {text}: {error}.", option=option, text=shown(text), error=error)) from None
    return tuple(wishes)


def parse_date(text: str | None) -> dt.date | None:
    """Return the date of `2026-03-21`, `2026/3/21` or 3月21日, or None for None. Raise UsageError for what is no date.

    A date without its year is the nearest one, and stderr says which.
    """
    if text is None:
        return None
    try:
        found = chinese_input.day(text, dt.datetime.now().astimezone().date())
    except ValueError as error:
        raise UsageError(_("The date {text} cannot be used: {error}.", text=shown(text), error=error)) from None
    try:
        date = found.date if found else dt.date.fromisoformat(chinese_input.plain(text).strip())
    except ValueError:
        raise UsageError(
            _("The date {text} cannot be understood: write it like 2026-03-21.", text=shown(text))
        ) from None
    if found and not found.year_given:
        print_note(
            _(
                "{text} is read as {date}, the nearest: write its year if you mean another.",
                text=one_line(text),
                date=date,
            )
        )
    return checked_date(date)


def _whole_number(option: str, text: str, most: int, least: int = 1) -> int:
    """Return the number from `least` to `most`; Typer's own message about another one would be a library's."""
    plain = chinese_input.plain(str(text)).strip()
    number = int(plain) if re.fullmatch("[0-9]{1,18}", plain) else least - 1
    if not least <= number <= most:
        raise UsageError(
            _(
                "{option} is {text}: give a whole number between {least} and {most}.",
                option=option,
                text=shown(text),
                least=least,
                most=most,
            )
        )
    return number
