"""Microsoft Edge's reading service through the edge-tts package, guarded against its silent failures.

The client reports success on audio that broke off, waits for ever on a stall and passes raw network errors
on. Here every wait has a limit, an answer counts only if its bytes, its decoded seconds, its last sentence
boundary and its pace agree, and each failure is either tried again, given back as no answer, or raised as
EngineUnavailable.

Two internals of edge-tts are relied on, so pyproject.toml bounds it to one minor version: the client's
`state["cumulative_audio_bytes"]`, which sums the bytes of each turn when the turn ends, and
`edge_tts.communicate.WSS_URL`, the service's address.
"""

from __future__ import annotations

import array
import asyncio
import logging
import math
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.core.backoff import Backoff, seconds_asked
from service.core.messages import _, of_error
from service.errors import BadClip, ConfigError, EngineUnavailable
from service.model import SAMPLE_RATE
from service.speech.circuit_breaker import CircuitBreaker
from service.speech.clip_checks import check_length, trimmed
from service.speech.engines.engine import VOICE_FILE, SpeechRequest, Terms, digest, version
from service.speech.engines.expected_reading import expected_readings
from service.speech.engines.network_diagnosis import describe, proxy_of_environment, resolution_failure
from service.speech.voice_profiles import Setting, Voice
from service.storage.key_locks import SharedSemaphore

ADAPTER_VERSION = 1
"""Increase it when the same request would sound different."""

DEFAULTS: dict[str, Setting] = {"voice": "zh-CN-XiaoxiaoNeural", "rate": "+0%", "pitch": "+0Hz", "volume": "+0%"}
SETTING_FORMATS = {
    "voice": r"[a-z]{2,3}-[A-Z]{2}(-\w+)?-\w+Neural",
    "rate": r"[+-]\d{1,3}%",
    "pitch": r"[+-]\d{1,3}Hz",
    "volume": r"[+-]\d{1,3}%",
}
BIT_RATE = 48_000
"""Bits a second of its MP3s, always."""
SLOT_POLL_INTERVAL = 0.1
"""Seconds between two attempts to acquire a slot."""
TICKS_PER_SECOND = 10_000_000
"""Units of its sentence boundaries in a second."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EdgeLimits:
    """Everything that is counted or timed; times in seconds."""

    parallel: int = 3
    """Requests at once, of all runs of this machine; the service refuses more."""
    first: float = 10.0
    """Until the first message, connecting included."""
    read: float = 10.0
    """Between two messages."""
    attempt: float = 60.0
    """One request whole; 150 characters take about 5 s."""
    attempts: int = 4
    """How often one request is made."""
    backoff: float = 0.5
    """Before the second attempt; doubles, with jitter."""
    backoff_most: float = 20.0
    """The longest pause, whatever the service asks for."""
    deadline: float = 600.0
    """All requests of one call, but for the time in which other runs have all the slots."""
    probe: float = 3.0
    """How soon the service must answer to be called available."""
    withdrawn: int = 2
    """Requests without any sound, with none that had some, after which a voice is taken for withdrawn."""


class RetryLater(Exception):
    """A fault of the service that may pass; `pause`: the seconds it asks for."""

    def __init__(self, fault: str, pause: float = 0.0) -> None:
        super().__init__(fault)
        self.pause = pause


class EmptyAudio(BadClip):
    """The service ended the turn without audio: nothing to say, or the voice is gone."""


class VoiceTally:
    """The results of each voice in one call: whether it had sound, and how many texts had none."""

    def __init__(self) -> None:
        self.heard: set[Voice] = set()
        self.empty: Counter[Voice] = Counter()


class Edge:
    """Neural voices of Microsoft's service; the text is sent there."""

    name = "edge"
    notice: str = _("edge sends the text to Microsoft's service; `--engine espeak` keeps it here. (This is said once.)")
    portable = True
    new_voice: str = VOICE_FILE

    def __init__(
        self,
        limits: EdgeLimits | None = None,
        breaker: Path | None = None,
        slots: Path | None = None,
        proxy: str = "",
        respell: Callable[[str, Sequence[str | None], Sequence[str | None]], str] | None = None,
    ) -> None:
        """`breaker`: the file that remembers outages; `slots`: the one by which runs share what may be asked at once;
        `proxy`: its URL, else the environment's; `respell` writes homophones where the plan differs from what the
        service likely reads: text, planned readings, likely readings (None: the text is sent as it is)."""
        self._limits = limits or EdgeLimits()
        self._breaker = CircuitBreaker(breaker)
        self._slots = SharedSemaphore(slots, self._limits.parallel)
        self._asking = self._waiting = 0
        self._proxy = proxy
        self._respell = respell

    def terms(self, voice: Voice | None = None) -> Terms:
        """Return the same for each voice: Microsoft offers this service to its browser, not to programmes."""
        return Terms(
            cost=_("free"),
            text_goes_to=_("Microsoft's reading service"),
            source=_("Microsoft's neural voices"),
            licence=_("there is no contract for it"),
            broadcast=False,
        )

    def available(self, voices: Sequence[Voice] = ()) -> None:
        """Speak two characters; EngineUnavailable after an outage, a refusal or 3 s without an answer."""
        with asyncio.Runner() as runner:
            slot = runner.run(self._slot())
            try:
                self._probe(runner)
            finally:
                self._slots.release(slot)

    def _probe(self, runner: asyncio.Runner) -> None:
        if wait := self._breaker.wait():
            raise EngineUnavailable(
                _("edge failed lately and is left alone for another {wait} s.", wait=math.ceil(wait))
            )
        probe = SpeechRequest("你好。", Voice("probe", self.name, ""))
        ends = time.monotonic() + self._limits.probe
        try:
            if reason := resolution_failure(self._proxy_used() or _service_url(), self._limits.probe):
                raise RetryLater(reason)
            runner.run(self._within(ends - time.monotonic(), self._attempt(probe)))
        except (RetryLater, BadClip, TimeoutError) as fault:
            self._breaker.failed()
            reason = of_error(fault) or _("no answer within {seconds:g} s", seconds=self._limits.probe)
            raise EngineUnavailable(_("edge does not answer: {reason}.", reason=reason)) from None
        except EngineUnavailable:
            self._breaker.failed()
            raise

    def render(self, spoken: str, readings: Sequence[str | None], voice: Voice) -> str:
        """Write homophones where the service would misread the plan: it takes nothing but text."""
        return self._respell(spoken, readings, expected_readings(spoken, readings)) if self._respell else spoken

    def key(self, request: SpeechRequest) -> str:
        """Hash text, the service's voice with its rate, pitch and volume, and the versions."""
        return digest(self.name, ADAPTER_VERSION, version("edge-tts"), request.text, _settings(request.voice))

    def speak(self, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        """Speak up to three at once, the longest first, so that none is left alone at the end."""
        for request in requests:
            _settings(request.voice)
        with asyncio.Runner() as runner:
            try:
                yield from self._run(runner, requests)
            except EngineUnavailable:
                self._breaker.failed()
                raise
            finally:
                runner.run(_cancel_all())
        self._breaker.succeeded()

    def decode(self, raw: bytes) -> tuple[bytes, int]:
        """Return the MP3's samples at 24 kHz. Raise BadClip where they are not as long as its bytes say."""
        import miniaudio

        try:
            sound = miniaudio.decode(raw, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=SAMPLE_RATE)
        except miniaudio.MiniaudioError as fault:
            raise BadClip(_("The clip is no MP3: {fault}.", fault=fault)) from None
        samples: array.array[int] = sound.samples
        seconds, expected = len(samples) / SAMPLE_RATE, len(raw) * 8 / BIT_RATE
        if abs(seconds - expected) > 0.2:
            raise BadClip(
                _(
                    "The clip decodes to {seconds:.1f} s where its bytes hold {expected:.1f} s.",
                    seconds=seconds,
                    expected=expected,
                )
            )
        return samples.tobytes(), SAMPLE_RATE

    def _run(self, runner: asyncio.Runner, requests: Sequence[SpeechRequest]) -> Iterator[tuple[int, bytes]]:
        async def start() -> set[asyncio.Task[tuple[int, bytes]]]:
            slots, tally = asyncio.Semaphore(self._limits.parallel), VoiceTally()
            order = sorted(range(len(requests)), key=lambda i: -len(requests[i].text))
            tasks = [asyncio.create_task(self._speak(i, requests[i], slots, tally)) for i in order]
            for task in tasks:
                task.add_done_callback(_retrieve_exception)
            return set(tasks)

        async def some(running: set[asyncio.Task[tuple[int, bytes]]]) -> Any:  # noqa: ANN401
            seconds = min(max(0.0, left), SLOT_POLL_INTERVAL)
            return await asyncio.wait(running, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)

        left = self._limits.deadline
        running = runner.run(start())
        while running:
            began = time.monotonic()
            done, running = runner.run(some(running))
            if self._asking or not self._waiting:
                left -= time.monotonic() - began
            if not done and left <= 0:
                raise EngineUnavailable(_("edge was not done within {seconds:g} s.", seconds=self._limits.deadline))
            for task in sorted(done, key=lambda task: task.exception() is not None):
                yield task.result()

    async def _speak(
        self, index: int, request: SpeechRequest, slots: asyncio.Semaphore, tally: VoiceTally
    ) -> tuple[int, bytes]:
        """Make one request with its retries; return its answer, or b"" where the service answers but never rightly."""
        limits, pause = self._limits, 0.0
        backoff = Backoff(limits.attempts, limits.backoff, longest=limits.backoff_most, jitter=(0.5, 1.5))
        async with slots:
            while True:
                if request.voice not in tally.heard and tally.empty[request.voice] >= limits.withdrawn:
                    return index, b""
                await asyncio.sleep(pause)
                slot = await self._slot()
                self._asking += 1
                try:
                    raw = await self._within(limits.attempt, self._attempt(request))
                except (RetryLater, BadClip, TimeoutError) as error:
                    fault = error
                    log.debug("edge, at %r: %s", request.text[:20], error)
                else:
                    tally.heard.add(request.voice)
                    return index, raw
                finally:
                    self._asking -= 1
                    self._slots.release(slot)
                following = backoff.pause(getattr(fault, "pause", 0.0))
                if following is None:
                    break
                pause = following
        if not isinstance(fault, BadClip):
            raise EngineUnavailable(
                _(
                    "{place} failed {attempts} times in a row: {fault}.",
                    place="edge",
                    attempts=limits.attempts,
                    fault=of_error(fault) or _("no answer"),
                )
            )
        if isinstance(fault, EmptyAudio):
            tally.empty[request.voice] += 1
        return index, b""

    async def _slot(self) -> int:
        """Acquire one of the slots that all runs share, as soon as it is free."""
        self._waiting += 1
        try:
            while (slot := self._slots.acquire()) is None:
                await asyncio.sleep(SLOT_POLL_INTERVAL)
            return slot
        finally:
            self._waiting -= 1

    async def _attempt(self, request: SpeechRequest) -> bytes:
        """Make one request once and return its whole answer. Raise RetryLater, BadClip, EngineUnavailable."""
        import aiohttp
        import edge_tts
        from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, SkewAdjustmentError

        settings = {name: str(value) for name, value in _settings(request.voice).items()}
        client = edge_tts.Communicate(
            request.text,
            **settings,  # type: ignore[arg-type]
            proxy=self._proxy_used(),
            connect_timeout=math.ceil(self._limits.first),
            receive_timeout=math.ceil(self._limits.read),
        )
        stream, audio, end = client.stream(), bytearray(), 0.0
        try:
            while message := await self._within(
                self._limits.read if audio else self._limits.first, anext(stream, None)
            ):
                if message["type"] == "audio":
                    audio += message["data"]
                else:
                    end = max(end, (message["offset"] + message["duration"]) / TICKS_PER_SECOND)
        except NoAudioReceived:
            raise EmptyAudio(_("The service gave no sound.")) from None
        except SkewAdjustmentError as fault:
            raise EngineUnavailable(_("edge refuses this client: {fault}.", fault=fault)) from None
        except aiohttp.ClientResponseError as fault:
            if fault.status == 403:  # the client has already tried again with the server's clock
                raise EngineUnavailable(_("edge refuses this client (403): its token, region or clock.")) from None
            asked = fault.headers.get("Retry-After", "") if fault.headers else ""
            raise RetryLater(f"status {fault.status}", seconds_asked(asked)) from None
        except TimeoutError:
            if not audio or client.state["cumulative_audio_bytes"] != len(audio):
                raise RetryLater(_("it fell silent")) from None
        except (EdgeTTSException, aiohttp.ClientError, OSError, ValueError, LookupError, TypeError) as fault:
            raise RetryLater(describe(fault)) from None
        if client.state["cumulative_audio_bytes"] != len(audio):  # the client sums them up at the turn's end
            raise RetryLater(_("the connection broke off midway"))
        self._verify(bytes(audio), end, request)
        return bytes(audio)

    def _proxy_used(self) -> str | None:
        return self._proxy or proxy_of_environment(_service_url())

    def _verify(self, raw: bytes, end: float, request: SpeechRequest) -> None:
        """Raise BadClip where the audio is shorter than its boundaries say or not the text at its pace."""
        import numpy as np

        pcm, rate = self.decode(raw)
        if len(pcm) / 2 / rate < end - 0.2:
            raise BadClip(
                _(
                    "The clip lasts {seconds:.1f} s and its last sentence ends at {end:.1f} s.",
                    seconds=len(pcm) / 2 / rate,
                    end=end,
                )
            )
        seconds = len(trimmed(np.frombuffer(pcm, "<i2"), rate)) / rate
        check_length(seconds, request.text, request.voice.pace)

    async def _within(self, seconds: float, work: Any) -> Any:  # noqa: ANN401  (any awaitable, its own result)
        """Return the result of an awaitable, or raise TimeoutError at once: cancelled work may take 10 s to end."""
        task = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait({task}, timeout=seconds)
        finally:
            if not task.done():
                task.cancel()
                task.add_done_callback(_retrieve_exception)
        if not done:
            raise TimeoutError
        return task.result()


def _retrieve_exception(task: asyncio.Future[Any]) -> None:
    """Retrieve a task's exception, so that asyncio does not report it as never retrieved."""
    if not task.cancelled():
        task.exception()


async def _cancel_all() -> None:
    """Cancel what still runs; repeatedly, because the first time only begins to close connections."""
    for _attempt in range(3):
        for task in asyncio.all_tasks() - {asyncio.current_task()}:
            task.cancel()
        await asyncio.sleep(0)


def _service_url() -> str:
    """Return the address at which the client finds the service."""
    from edge_tts import communicate

    return str(communicate.WSS_URL)  # type: ignore[attr-defined]


def _settings(voice: Voice) -> dict[str, Setting]:
    """Return the voice's settings over the defaults. Raise ConfigError for what edge does not know."""
    settings = dict(DEFAULTS)
    for name, value in voice.settings:
        if name not in DEFAULTS:
            raise ConfigError(
                _(
                    "{origin}: edge has no setting {name!r}; it has {known}.",
                    origin=voice.origin,
                    name=name,
                    known=list(DEFAULTS),
                )
            )
        if not re.fullmatch(SETTING_FORMATS[name], str(value)):
            raise ConfigError(
                _(
                    "{origin}: settings.{name} must look like {like!r}, not {value!r}.",
                    origin=voice.origin,
                    name=name,
                    like=DEFAULTS[name],
                    value=value,
                )
            )
        settings[name] = value
    return settings
