"""Engines that stay open between the sentences that an editor hears: a neural model takes seconds to load."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.core.progress import StageTimer
from service.pipeline import engine_fallback
from service.pipeline.cast import Cast
from service.pipeline.episode_spec import EpisodeSpec
from service.speech.engines import Engine

IDLE = 600.0
"""Seconds after which an engine that nobody has used is closed: a model holds some 300 MB."""
_Key = tuple[str, str, float]


@dataclass(slots=True)
class _Kept:
    used: float
    engine: Engine | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)


class KeptEngines:
    """One engine a show and name, opened when it is first asked for, used by one at a time, closed when it is idle."""

    def __init__(self, idle: float = IDLE) -> None:
        """`idle`: seconds as above."""
        self._idle, self._kept, self._lock = idle, dict[_Key, _Kept](), threading.Lock()
        self._look: threading.Timer | None = None

    @contextmanager
    def using(self, spec: EpisodeSpec, cast: Cast, timer: StageTimer) -> Iterator[Engine]:
        """Give the cast's engine to one user at a time; raise EngineUnavailable where it cannot speak.

        What one that charges may be sent is counted from when it was opened.
        """
        paid = spec.show_settings.paid_characters
        with self._lock:
            kept = self._kept.setdefault((spec.show.slug, cast.engine, paid), _Kept(time.monotonic()))
            self._look_later()
        with kept.turn:
            if kept.engine is None:
                kept.engine = engine_fallback.open_engine(cast, spec.settings.state, timer.note, paid, timer.count)
            try:
                yield kept.engine
            finally:
                kept.used = time.monotonic()

    def _look_later(self) -> None:
        """See to it that one timer runs as long as an engine is open."""
        if self._look is None:
            self._look = threading.Timer(self._idle, self._close_idle)
            self._look.daemon = True
            self._look.start()

    def _close_idle(self) -> None:
        """Let go of each engine that nobody has used for long: its processes end with it."""
        latest = time.monotonic() - self._idle
        with self._lock:
            self._kept = {key: each for key, each in self._kept.items() if each.used > latest or each.turn.locked()}
            self._look = None
            if self._kept:
                self._look_later()
