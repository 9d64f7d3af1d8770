"""`tingbao inspect facts`: the check of a reworded text against its source, alone."""

from __future__ import annotations

from dataclasses import dataclass

from service.commands.terminal import print_line, print_note, stdin_lines
from service.core import json_codec
from service.core.messages import _, of_error
from service.core.printable import json_text
from service.editing import facts
from service.errors import UsageError


@dataclass(frozen=True, slots=True)
class Rewording:
    """A line on stdin."""

    id: str | int | float | None
    """Given back as it came."""
    source: str
    """The article's paragraphs, one a line."""
    text: str
    """What is checked against it."""
    title: str = ""


def run() -> None:
    """Read the lines on stdin and print what the check says of each.

    A line that is no such line is named on stderr, and the others are read. Then, at the end, raise UsageError.
    """
    bad = 0
    for number, line in enumerate(stdin_lines(), 1):
        if not line.strip():
            continue
        try:
            row = json_codec.load(Rewording, line, _("Line {number} of stdin", number=number))
        except UsageError as error:
            print_note(of_error(error))
            bad += 1
            continue
        found = facts.check(row.text, f"{row.title}\n{row.source}" if row.title else row.source)
        faults = [{"claim": each.claim, "kind": each.kind, "reason": each.reason} for each in found]
        print_line(json_text({"id": row.id, "ok": not found, "faults": faults}))
    if bad:
        raise UsageError(_("{bad} of the lines on stdin could not be read; the others were checked.", bad=bad))
