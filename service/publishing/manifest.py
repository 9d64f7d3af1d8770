"""`episode.json`, read back: only what this program could have written counts, however it came to be otherwise."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from service.core import json_codec
from service.core.messages import _
from service.errors import UsageError
from service.model import Episode

LARGEST = 2**53
"""A whole number that every reader of JSON keeps exactly (RFC 8259, section 6)."""
LONGEST = 86_400
"""Seconds of the longest programme that can be: a day's."""
ROUNDING = 1.0
"""Seconds by which the last cue or chapter may lie behind the sound's end: times are rounded and frames are whole."""
_UNSHOWABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A character that XML 1.0 (2.2) has not: no feed can hold it."""
_COVER_NAME = re.compile(r"cover-[0-9a-f]{8}\.jpg")
_FILE_NAME = re.compile(r"[^/\\\x00-\x20]+\.mp3")


def read(data: bytes, source: str, id_: str) -> Episode:
    """Return the episode `id_` of a manifest's bytes. Raise UsageError, which names `source` and what is wrong.

    A value that parses may still be wrong: a time that is no number, a cue of a segment that is not there.
    """
    try:
        episode = json_codec.load(Episode, data.decode("utf-8"), source)
    except UnicodeDecodeError as error:
        raise UsageError(_("{source}: byte {start} is no UTF-8.", source=source, start=error.start)) from None
    except RecursionError:
        raise UsageError(_("{source}: it is nested too deep.", source=source)) from None
    if wrong := defect(episode, id_):
        raise UsageError(f"{source}: {wrong}.")
    return episode


def defect(episode: Episode, id_: str, *, published: bool = True) -> str:
    """Return the first thing that cannot be in the manifest of the episode `id_`; empty where there is none.

    One that is not published yet has no file's name and size.
    """
    if not published:
        episode = replace(episode, mp3="unpublished.mp3", size=1)
    return next(_defects(episode, id_), "")


def _defects(episode: Episode, id_: str) -> Iterator[str]:
    if episode.id != id_:
        yield _("id is {id!r}, and it lies in the folder {folder}", id=episode.id, folder=id_)
    if not _FILE_NAME.fullmatch(episode.mp3):
        yield _("mp3 is {mp3!r}, which names no audio file", mp3=episode.mp3)
    if episode.cover and not _COVER_NAME.fullmatch(episode.cover):
        yield _("cover is {cover!r}, which names no cover", cover=episode.cover)
    yield from impossible_values(episode)
    for name, value in (("seconds", episode.seconds), ("size", episode.size), *episode.paces.items()):
        if value <= 0:
            yield _("{name} must be more than 0", name=name)
        elif value > LARGEST:
            yield _("{name} is too large", name=name)
    if not 0 <= episode.number <= LARGEST:
        yield _("number must be from 0 to {largest}", largest=LARGEST)
    if episode.seconds > LONGEST:
        yield _(
            "seconds is {seconds:g}: no programme lasts longer than {longest}", seconds=episode.seconds, longest=LONGEST
        )
    if episode.published.tzinfo is None:
        yield _("published has no time zone")
    yield from _impossible_times(episode)


def _impossible_times(episode: Episode) -> Iterator[str]:
    """Yield which cue or chapter names what is not there: a part of the script, or a time of the sound."""
    end = episode.seconds + ROUNDING
    for place, cue in enumerate(episode.cues):
        if not 0 <= cue.segment < len(episode.script.segments):
            yield _("cues.{place}: there is no segment {segment}", place=place, segment=cue.segment)
        elif not 0 <= cue.utterance < len(episode.script.segments[cue.segment].utterances):
            yield _(
                "cues.{place}: segment {segment} has no utterance {utterance}",
                place=place,
                segment=cue.segment,
                utterance=cue.utterance,
            )
        elif not 0 <= cue.start <= cue.end <= end:
            yield _(
                "cues.{place}: {start:g} to {end:g} s is no time of {seconds:g} s of sound",
                place=place,
                start=cue.start,
                end=cue.end,
                seconds=episode.seconds,
            )
    for place, chapter in enumerate(episode.chapters):
        if not 0 <= chapter.start <= end:
            yield _(
                "chapters.{place}: {start:g} s is no time of {seconds:g} s of sound",
                place=place,
                start=chapter.start,
                seconds=episode.seconds,
            )


def impossible_values(value: object, place: str = "") -> Iterator[str]:
    """Yield where a number is not finite, or a text has a character that no feed can hold."""
    if isinstance(value, str):
        if match := _UNSHOWABLE.search(value):
            yield _("{place} has the control character U+{code:04X}", place=place, code=ord(match[0]))
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield _("{place} is no finite number", place=place)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from impossible_values(name, place)
            yield from impossible_values(each, f"{place}.{name}")
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from impossible_values(each, f"{place}.{number}")
    else:
        for name in _field_names(type(value)):  # type: ignore[arg-type]
            yield from impossible_values(getattr(value, name), f"{place}.{name}" if place else name)


@functools.cache
def _field_names(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields; none for other types."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
