"""Downloads out of requests: what one listener was sent of one file, joined within 24 hours. Pure functions.

A window begins with a listener's first request for a file and lasts 24 hours; the guidelines leave open whether windows
are fixed or roll, and one that rolls does not cut a night in two. Within it each byte counts once, however often it was
sent. It is a download when the bytes hold a minute of audio, the tag in front not counted; a file that is shorter must
have been sent whole (guidelines, "file threshold": https://iabtechlab.com/standards/podcast-measurement-guidelines/).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from service.audience.audio_request import UNKNOWN
from service.audience.month_salts import WINDOW
from service.model import Chapter

MINUTE = 60.0
"""Seconds of audio that make a download."""
BYTES_A_SECOND = 8000
"""Of our audio, whose bit rate is constant: 64 kb/s."""
REACHED = 0.5
"""The part of a story's bytes that were sent where it counts as reached."""
WHOLE = 0.98
"""The part of the audio from which on a download is of the whole file: players leave out the last frames."""
_MOST_STRETCHES = 1000
"""Stretches of a window that are kept as they come; beyond them those that touch are joined."""


class Stretch(NamedTuple):
    """What one request was sent: a row of the store."""

    time: int
    first: int
    last: int
    app: int
    own: bytes | None = None
    """Of a stretch of the month after: the listener's key in that month. It only belongs to a window that is open."""


@dataclass(frozen=True)
class AudioFile:
    """What must be known of a file in order to count its downloads."""

    size: int
    seconds: float
    chapters: tuple[Chapter, ...] = ()

    @functools.cached_property
    def head(self) -> int:
        """Bytes before the audio: tags and the cover. 0 where the bit rate is not ours: then all bytes are audio."""
        audio = round(self.seconds * BYTES_A_SECOND)
        return self.size - audio if 0 < audio <= self.size else 0

    @functools.cached_property
    def threshold(self) -> int:
        """Bytes of audio that make a download."""
        audio = self.size - self.head
        return round(audio * min(1.0, MINUTE / self.seconds)) if self.seconds > 0 else audio

    @functools.cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Return of each chapter the first byte and the first behind it.

        Exact to a frame (24 ms) with a constant bit rate; with a variable one as far off as the rate is uneven.
        """
        a_second = (self.size - self.head) / self.seconds if self.seconds > 0 else 0.0
        times = [(chapter.start, chapter.end) for chapter in self.chapters]
        return tuple((self.head + round(start * a_second), self.head + round(end * a_second)) for start, end in times)


@dataclass
class Window:
    """The 24 hours since a listener's first request for a file."""

    begun: int
    app: int
    stretches: list[tuple[int, int]] = field(default_factory=list)
    """First byte, and the first behind, of what was sent."""
    somewhere: int = 0
    """Bytes that were sent of places that the log does not tell."""
    late: list[Stretch] = field(default_factory=list)
    _most: int = _MOST_STRETCHES

    def take(self, each: Stretch) -> None:
        """Add what another request was sent."""
        if each.own is not None:
            self.late.append(each)
        if each.first == UNKNOWN:
            self.somewhere += each.last
            return
        self.stretches.append((each.first, each.last + 1))
        if len(self.stretches) > self._most:
            self.join()
            self._most = max(self._most, 2 * len(self.stretches))

    def join(self) -> None:
        """Put the stretches in order, those that touch or overlap as one: each byte counts once."""
        self.stretches = list(joined(self.stretches))

    def sent(self, start: int, end: int) -> int:
        """Return how many of the bytes from `start` to before `end` were sent, by requests that told where."""
        return sum(max(0, min(last, end) - max(first, start)) for first, last in self.stretches)

    def is_whole(self, file: AudioFile) -> bool:
        """Return whether all of the audio was sent: nobody can say then what of it was heard."""
        return self.sent(file.head, file.size) >= WHOLE * (file.size - file.head)

    def is_download(self, file: AudioFile) -> bool:
        """Return whether a minute of audio was sent, or a shorter file whole.

        Where a log does not tell the place, a byte that was sent twice counts twice, and the tag counts as sent first.
        """
        somewhere = max(0, self.somewhere - file.head + self.sent(0, file.head))
        return self.sent(file.head, file.size) + somewhere >= file.threshold

    def reached(self, file: AudioFile) -> Iterator[int]:
        """Yield the place of each chapter of which enough was sent."""
        for place, (start, end) in enumerate(file.spans):
            if end > start and self.sent(start, end) >= REACHED * (end - start):
                yield place


def joined(stretches: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches in order, those that touch or overlap as one."""
    begun = ended = UNKNOWN
    for first, last in sorted(stretches):
        if begun == UNKNOWN:
            begun, ended = first, last
        elif first <= ended:
            ended = max(ended, last)
        else:
            yield begun, ended
            begun, ended = first, last
    if begun != UNKNOWN:
        yield begun, ended


def windows(stretches: Iterable[Stretch]) -> Iterator[Window]:
    """Yield the windows of one listener and one file, whose stretches come in the order of their time."""
    window: Window | None = None
    for each in stretches:
        if window is None or each.time >= window.begun + WINDOW:
            if window:
                window.join()
                yield window
            window = None if each.own is not None else Window(each.time, each.app)
        if window:
            window.take(each)
    if window:
        window.join()
        yield window
