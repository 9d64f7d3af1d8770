"""The file of `make --script` and `--script-out`: a script as JSON, which a person may edit in between."""

from __future__ import annotations

import difflib
from pathlib import Path

from service.commands.terminal import print_note
from service.core import field_types, json_codec, user_file, web_url
from service.core.messages import _
from service.core.printable import one_line, shown
from service.errors import TingbaoError, UsageError
from service.model import Script
from service.publishing import manifest

LONGEST_PAUSE = 10.0
"""Seconds of silence that a script may ask for: more is taken for a broken programme."""

_MOST_NOTED = 8
"""Fields without effect that are named: a file of another program has thousands."""
_HINT = _("`tingbao make --script-out FILE` writes a script with all that belongs in it")


def read(path: Path) -> Script:
    """Return the script, and note what in the file is no part of it.

    Raise UsageError that names the first thing in it that cannot be spoken.
    """
    text = user_file.read_text(path, lambda text: UsageError(f"--script {text}"))
    script = json_codec.load(Script, text, str(path), _HINT)
    _check(script, path)
    _note_unknown_fields(script, text, path)
    return script


def check_place(path: Path) -> None:
    """Raise TingbaoError where no script can be written there, before one is made."""
    user_file.check_writable(path, lambda text: TingbaoError(f"--script-out {text}"))


def write(script: Script, path: Path) -> None:
    """Write the script. Raise TingbaoError where that file cannot be written."""
    data = json_codec.dump(script).encode("utf-8", "replace")
    user_file.write(path, data, lambda text: TingbaoError(f"--script-out {text}"))


def _check(script: Script, path: Path) -> None:
    least, most = field_types.SHORTEST_EPISODE, field_types.LONGEST_EPISODE
    if not least <= script.length <= most:
        raise UsageError(
            _(
                "{path}: length is {length:g}: choose seconds between {least:g} and {most:g}.",
                path=path,
                length=script.length,
                least=least,
                most=most,
            )
        )
    if not script.segments:
        raise UsageError(_("{path}: there are no segments: nothing to say.", path=path))
    if wrong := next(manifest.impossible_values(script), ""):
        raise UsageError(_("{path}: {wrong}: take it out.", path=path, wrong=wrong))
    for number, segment in enumerate(script.segments):
        if segment.url and not _is_web_address(segment.url):
            raise UsageError(
                _(
                    "{path}: segments.{number}.url is {url}: give a web address, or none.",
                    path=path,
                    number=number,
                    url=shown(segment.url),
                )
            )
        if not segment.utterances:
            raise UsageError(
                _(
                    "{path}: segments.{number} ({title}) has no utterances: take the segment out.",
                    path=path,
                    number=number,
                    title=segment.title,
                )
            )
        for place, utterance in enumerate(segment.utterances):
            where = f"{path}: segments.{number}.utterances.{place}"
            if not (utterance.spoken or utterance.written).strip():
                raise UsageError(_("{where} is empty: write something, or take the utterance out.", where=where))
            if not 0 <= utterance.pause <= LONGEST_PAUSE:
                raise UsageError(
                    _(
                        "{where}: a pause of {pause:g} s: choose between 0 and {longest_pause:g}.",
                        where=where,
                        pause=utterance.pause,
                        longest_pause=LONGEST_PAUSE,
                    )
                )


def _note_unknown_fields(script: Script, text: str, path: Path) -> None:
    unknown = list(json_codec.unknown_fields(script, text))
    for place, known in unknown[:_MOST_NOTED]:
        near = difflib.get_close_matches(place.rpartition(".")[2][:100], known, 1)
        print_note(
            _("{path}: {place} has no effect: did you mean {near}?", path=path, place=one_line(place), near=near[0])
            if near
            else _("{path}: {place} has no effect: a script has no such field.", path=path, place=one_line(place))
        )
    if (more := len(unknown) - _MOST_NOTED) > 0:
        print_note(_("{path}: {more} more fields have no effect.", path=path, more=more))


def _is_web_address(url: str) -> bool:
    """Return whether the address can stand in a feed and in an MP3 file's tags."""
    try:
        web_url.split(url)
    except ValueError:
        return False
    return url.isascii()
