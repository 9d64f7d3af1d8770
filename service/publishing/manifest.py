"""`episode.json`, read back: only what this program could have written counts, however it came to be otherwise."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from service.core import json_codec
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
        raise UsageError(f"{source}: byte {error.start} is no UTF-8.") from None
    except RecursionError:
        raise UsageError(f"{source}: it is nested too deep.") from None
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
        yield f"id is {episode.id!r}, and it lies in the folder {id_}"
    if not _FILE_NAME.fullmatch(episode.mp3):
        yield f"mp3 is {episode.mp3!r}, which names no audio file"
    if episode.cover and not _COVER_NAME.fullmatch(episode.cover):
        yield f"cover is {episode.cover!r}, which names no cover"
    yield from impossible_values(episode)
    for name, value in (("seconds", episode.seconds), ("size", episode.size), *episode.paces.items()):
        if value <= 0:
            yield f"{name} must be more than 0"
        elif value > LARGEST:
            yield f"{name} is too large"
    if not 0 <= episode.number <= LARGEST:
        yield f"number must be from 0 to {LARGEST}"
    if episode.seconds > LONGEST:
        yield f"seconds is {episode.seconds:g}: no programme lasts longer than {LONGEST}"
    if episode.published.tzinfo is None:
        yield "published has no time zone"
    yield from _impossible_times(episode)


def _impossible_times(episode: Episode) -> Iterator[str]:
    """Yield which cue or chapter names what is not there: a part of the script, or a time of the sound."""
    end = episode.seconds + ROUNDING
    for place, cue in enumerate(episode.cues):
        if not 0 <= cue.segment < len(episode.script.segments):
            yield f"cues.{place}: there is no segment {cue.segment}"
        elif not 0 <= cue.utterance < len(episode.script.segments[cue.segment].utterances):
            yield f"cues.{place}: segment {cue.segment} has no utterance {cue.utterance}"
        elif not 0 <= cue.start <= cue.end <= end:
            yield f"cues.{place}: {cue.start:g} to {cue.end:g} s is no time of {episode.seconds:g} s of sound"
    for place, chapter in enumerate(episode.chapters):
        if not 0 <= chapter.start <= end:
            yield f"chapters.{place}: {chapter.start:g} s is no time of {episode.seconds:g} s of sound"


def impossible_values(value: object, place: str = "") -> Iterator[str]:
    """Yield where a number is not finite, or a text has a character that no feed can hold."""
    if isinstance(value, str):
        if match := _UNSHOWABLE.search(value):
            yield f"{place} has the control character U+{ord(match[0]):04X}"
    elif isinstance(value, float):
        if not math.isfinite(value):
            yield f"{place} is no finite number"
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
