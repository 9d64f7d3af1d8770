"""An engine whose clips are spoken by workers that each have the engine themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from service.speech import engines
from service.speech.engines import Engine, SpeechRequest
from service.speech.voice_profiles import Voice

SHARES = 4
"""Batches for each worker: enough for one that is slow to take fewer, few enough for sending them to cost little."""

Batch = tuple[str, Sequence[SpeechRequest]]
"""An engine's name and what it is asked for."""

Run = Callable[..., Iterator[tuple[int, list[tuple[int, bytes]]]]]
"""An executor's `run`: a function, its values, what a worker needs; each result with its value's index."""


class Spread:
    """Renders and reads answers here, and has them spoken elsewhere."""

    def __init__(self, engine: Engine, run: Run, width: int) -> None:
        """`run` calls a function for many values, about `width` at once (`executors.Executor`)."""
        self._engine, self._run, self._width = engine, run, width
        self.name, self.notice, self.needs = engine.name, engine.notice, engine.needs

    def available(self) -> None:
        """See Engine."""
        self._engine.available()

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """See Engine."""
        return self._engine.render(spoken, readings, voice)

    def key(self, request: SpeechRequest) -> str:
        """See Engine."""
        return self._engine.key(request)

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """In batches, dealt out like cards so that long and short texts mix."""
        count = min(len(requests), SHARES * self._width)
        batches: list[Batch] = [(self.name, requests[place::count]) for place in range(count)]
        for place, answers in self._run(speak, batches, self.needs):
            for index, raw in answers:
                yield place + index * count, raw

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """See Engine."""
        return self._engine.decode(raw)


def speak(batch: Batch) -> list[tuple[int, bytes]]:
    """What the engine of that name, here, answers to each request of a batch."""
    name, requests = batch
    return list(engines.load(name).speak(requests))
