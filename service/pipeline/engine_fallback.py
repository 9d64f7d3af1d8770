"""What to speak with when an engine or a voice fails: always for the whole episode, nothing is mixed."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from service.core.messages import _
from service.core.progress import StageTimer
from service.errors import EngineUnavailable
from service.pipeline.cast import Cast
from service.speech import synthesizer
from service.speech.engines import Engine
from service.speech.synthesis import VoiceLost
from service.speech.voice_profiles import Voice


def open_engine(
    cast: Cast,
    state: Path,
    note: Callable[[str], None],
    paid_characters: float = math.inf,
    count: Callable[[str, int], None] | None = None,
) -> Engine:
    """Return the cast's engine, ready to speak with its voices.

    `note` is given its notice the first time that it is used with `state`. `paid_characters` and `count` as in
    `synthesizer.engine`.

    Raise EngineUnavailable with the reason why it cannot speak.
    """
    engine = synthesizer.engine(cast.engine, state, paid_characters, count)
    engine.available(cast.voices)
    noticed = state / "told" / cast.engine
    if engine.notice and not noticed.exists():
        note(engine.notice)
        with contextlib.suppress(OSError):  # then it is noted once more
            noticed.parent.mkdir(parents=True, exist_ok=True)
            noticed.touch()
    return engine


def casts_after(
    error: EngineUnavailable, casts: Sequence[Cast], voices: Mapping[str, Voice], timer: StageTimer
) -> tuple[Cast, ...]:
    """Return the casts that are left when the first of them has failed; the change is a warning.

    A lost voice is replaced by its fallback, if that is not lost too; else the next cast speaks. Raises the error where
    no cast is left.
    """
    failed, *others = casts
    if isinstance(error, VoiceLost):
        substitute = voices.get(error.voice.fallback)
        if substitute and substitute.name not in failed.lost | {error.voice.name}:
            timer.count("fallbacks")
            timer.warn(
                _(
                    "{error} {name} ({anchor}) speaks in its place, in the whole episode.",
                    error=error,
                    name=substitute.name,
                    anchor=substitute.anchor,
                )
            )
            return failed.replacing(error.voice, substitute), *others
    timer.count("engine_failures")
    if not others:
        raise error
    timer.count("fallbacks")
    timer.warn(_("{error} The whole episode is made with {engine} instead.", error=error, engine=others[0].engine))
    return tuple(others)
