"""Ask a speech service over HTTP: several texts at once, with limits of time and cost, and each failure in words.

The project's own client (`core/network`) is used and no vendor's: it limits each wait and all together, follows no
redirect with a key, and is there in every installation.
"""

from __future__ import annotations

import math
import os
import queue
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from service.core import network
from service.core.backoff import Backoff, seconds_asked
from service.core.messages import _
from service.core.url_scope import is_local_only
from service.errors import EngineUnavailable
from service.speech.engines.engine import VOICE_FILE
from service.speech.engines.network_diagnosis import describe
from service.storage.key_locks import SharedSemaphore

_PASSING_STATUSES = (408, 425, 429, 500, 502, 503, 504)
_KEY_STATUSES = (401, 403)
_POLL_SECONDS = 0.1
"""Between two attempts to acquire a slot, and between two looks at the time."""
_REDIRECT_STATUSES = (301, 302, 303, 307, 308)
_PAGES = (b"<!doctype", b"<html", b"<?xml")
_LARGEST = 25_000_000
"""Bytes of an answer; half a minute of stereo at 48 kHz has six million."""


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """Everything that is counted or timed; times in seconds."""

    parallel: int = 3
    """Requests at once, of all runs of this machine: a server of one's own has them wait, others refuse more."""
    silence: float = 60.0
    """The longest wait for a packet: many servers make the whole clip before they send its first byte."""
    attempt: float = 120.0
    """One request whole."""
    attempts: int = 6
    """How often one request is made."""
    backoff: float = 1.0
    """Before the second attempt; doubles, with jitter: half a minute in all, as many services count by the minute."""
    backoff_most: float = 30.0
    """The longest pause, whatever the service asks for."""
    deadline: float = 900.0
    """All requests of one call, but for the time in which other runs have all the slots."""
    probe: float = 3.0
    """How soon the service must answer to be called available."""


@dataclass(frozen=True, slots=True)
class ServiceRequest:
    """One text as a service is asked to speak it."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    """They hold the key."""
    body: bytes = field(repr=False)
    characters: int
    """What is charged for it."""
    place: str
    """Who is asked, for messages: `openai at https://host`."""
    advice: str
    """What to look at when it refuses a request or its key, as the end of a sentence."""
    read: Callable[[network.HttpAnswer], bytes] = field(repr=False)
    """Returns the sound of an answer (b"" where it holds none), or raises ValueError with what else it is."""


class _PassingFault(Exception):
    """A fault that may pass; `pause`: the seconds for which the service asks."""

    def __init__(self, fault: str, pause: float = 0.0) -> None:
        super().__init__(fault)
        self.pause = pause


class SpeechService:
    """Asks within the limits; one for each run, as it counts the characters that the run has sent."""

    def __init__(
        self,
        limits: ServiceLimits | None,
        characters: float,
        count: Callable[[str, int], None] | None = None,
        slots: Path | None = None,
    ) -> None:
        """`characters`: the most that a run may send; `count` is told of each sent, as `paid_characters`; `slots`: the
        file by which the runs of this machine share what may be asked at once."""
        self._limits = limits or ServiceLimits()
        self._slots = SharedSemaphore(slots, self._limits.parallel)
        self._waiting = 0
        self._most = self._left = characters
        self._count = count or (lambda name, number: None)
        self._lock = threading.Lock()

    def probe(self, url: str, headers: Mapping[str, str], place: str, advice: str) -> None:
        """Ask for an address that costs nothing. Raise EngineUnavailable where nobody answers, or the key is refused.

        That there is no such address (404) is an answer: not every server has a list of its models.
        """
        seconds = self._limits.probe
        try:
            status, found = network.send("GET", url, timeout=seconds, silence=seconds, headers=headers)
        except TimeoutError:
            raise EngineUnavailable(
                _("{place} does not answer within {seconds:g} s.", place=place, seconds=seconds)
            ) from None
        except OSError as fault:
            raise EngineUnavailable(
                _("{place} cannot be reached: {fault}.", place=place, fault=_own_words(fault))
            ) from None
        if status in _KEY_STATUSES or status in _REDIRECT_STATUSES:
            raise _refusal(status, found, place, advice)
        if status in _PASSING_STATUSES:
            raise EngineUnavailable(_("{place} answers {status}: try again later.", place=place, status=status))

    def answers(self, requests: Sequence[ServiceRequest]) -> Iterator[tuple[int, bytes]]:
        """Yield each answer's sound with its request's index, as they come.

        What the requests under way bring is yielded before a failure is raised: it is paid. Raise EngineUnavailable.
        """
        self._afford(requests)
        order = iter(sorted(range(len(requests)), key=lambda i: -requests[i].characters))
        results: queue.SimpleQueue[tuple[int, bytes] | Exception | None] = queue.SimpleQueue()
        halted, stopper = threading.Event(), network.Stopper()

        def work() -> None:
            try:
                while not halted.is_set() and (index := self._next(order)) is not None:
                    if (raw := self._spoken(requests[index], halted, stopper)) is not None:
                        results.put((index, raw))
            except Exception as fault:
                halted.set()
                results.put(fault)
            finally:
                results.put(None)

        threads: list[threading.Thread] = []
        try:
            while len(threads) < min(self._limits.parallel, len(requests)):
                thread = threading.Thread(target=work, name="speech", daemon=True)
                try:
                    thread.start()
                except RuntimeError:  # no further thread
                    if not threads:
                        raise
                    break
                threads.append(thread)
            yield from self._collected(results, len(threads), requests)
        finally:
            halted.set()
            stopper.stop()
            for thread in threads:
                thread.join(1.0)

    def _collected(
        self,
        results: queue.SimpleQueue[tuple[int, bytes] | Exception | None],
        working: int,
        requests: Sequence[ServiceRequest],
    ) -> Iterator[tuple[int, bytes]]:
        """Yield what so many threads put into the queue until each has ended it by None; then raise the first fault."""
        left, fault = self._limits.deadline, None
        while working:
            began = time.monotonic()
            try:
                found = results.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                if left <= 0:
                    late = EngineUnavailable(
                        _(
                            "{place} was not done within {deadline:g} s.",
                            place=requests[0].place,
                            deadline=self._limits.deadline,
                        )
                    )
                    raise fault or late from None
                continue
            finally:
                if self._waiting < working:
                    left -= time.monotonic() - began
            if found is None:
                working -= 1
            elif isinstance(found, Exception):
                fault = fault or found
            else:
                yield found
        if fault:
            raise fault

    def _next(self, order: Iterator[int]) -> int | None:
        """Return what is to be asked next, once for all threads; None where nothing is left."""
        with self._lock:
            return next(order, None)

    def _spoken(self, request: ServiceRequest, halted: threading.Event, stopper: network.Stopper) -> bytes | None:
        """Make one request with its retries; return its sound, or None where all have been halted."""
        limits = self._limits
        backoff = Backoff(limits.attempts, limits.backoff, longest=limits.backoff_most, jitter=(0.5, 1.5))
        while True:
            slot = self._slot(halted)
            if slot is None:
                return None
            try:
                self._spend(request)
                return self._attempt(request, stopper)
            except _PassingFault as fault:
                pause = backoff.pause(fault.pause)
                if halted.is_set():
                    return None
                if pause is None:
                    raise EngineUnavailable(
                        _(
                            "{place} failed {attempts} times in a row: {fault}.",
                            place=request.place,
                            attempts=limits.attempts,
                            fault=fault,
                        )
                    ) from None
            finally:
                self._slots.release(slot)
            if halted.wait(pause):
                return None

    def _slot(self, halted: threading.Event) -> int | None:
        """Acquire one of the slots that all runs share, as soon as it is free; None where all have been halted."""
        if (slot := self._slots.acquire()) is not None:
            return slot
        with self._lock:
            self._waiting += 1
        try:
            while (slot := self._slots.acquire()) is None:
                if halted.wait(_POLL_SECONDS):
                    return None
            return slot
        finally:
            with self._lock:
                self._waiting -= 1

    def _attempt(self, request: ServiceRequest, stopper: network.Stopper) -> bytes:
        try:
            answer = network.ask(
                "POST",
                request.url,
                timeout=self._limits.attempt,
                silence=self._limits.silence,
                largest=_LARGEST,
                headers={**request.headers, "Accept-Encoding": "identity"},
                body=request.body,
                stopper=stopper,
            )
        except OSError as fault:
            raise _PassingFault(_own_words(fault)) from None
        if answer.status in _PASSING_STATUSES:
            raise _PassingFault(
                _("it answers {status}", status=answer.status), seconds_asked(answer.headers.get("retry-after", ""))
            )
        if answer.status != 200:
            raise _refusal(answer.status, answer.headers, request.place, request.advice)
        if kind := _no_sound(answer):
            raise _PassingFault(
                _("it answers with {kind} instead of sound; {advice}", kind=kind, advice=request.advice)
            )
        try:
            return request.read(answer)
        except ValueError as fault:
            raise _PassingFault(_("{fault}; {advice}", fault=fault, advice=request.advice)) from None

    def _afford(self, requests: Sequence[ServiceRequest]) -> None:
        """Raise EngineUnavailable where the requests would pass the limit: half an episode is of no use."""
        wanted = sum(request.characters for request in requests)
        with self._lock:
            left = self._left
        if wanted > left:
            raise self._over(requests[0].place, wanted)

    def _spend(self, request: ServiceRequest) -> None:
        """Count a request before it is sent: each attempt may be charged."""
        with self._lock:
            if request.characters > self._left:
                raise self._over(request.place, request.characters)
            self._left -= request.characters
        self._count("paid_characters", request.characters)

    def _over(self, place: str, wanted: int) -> EngineUnavailable:
        sent = self._most - self._left
        return EngineUnavailable(
            _(
                "{place} would be sent {wanted:,} more characters, {sum:,} in all, and a run may send "
                "{most:,}: raise paid_characters of the show, or shorten it.",
                place=place,
                wanted=wanted,
                sum=sent + wanted,
                most=self._most,
            )
        )


class ServiceEngine:
    """What the engines that ask a speech service have in common."""

    portable = False
    new_voice: str = VOICE_FILE

    def __init__(
        self,
        limits: ServiceLimits | None = None,
        characters: float = math.inf,
        count: Callable[[str, int], None] | None = None,
        respell: Callable[[str, Sequence[str | None], Sequence[str | None]], str] | None = None,
        slots: Path | None = None,
    ) -> None:
        """`characters`, as they are charged for, `count` and `slots` as in SpeechService; `respell` as in Edge."""
        self._service = SpeechService(limits, characters, count, slots)
        self._respell = respell


def key_of(variable: str, url: str, place: str) -> str:
    """Return the key in a variable of the environment, to be sent to that address; empty where there is none.

    Raise EngineUnavailable where it is no field of a request, or would be sent for all to read.
    """
    key = os.environ.get(variable, "")
    if not re.fullmatch("[!-~]*", key):
        raise EngineUnavailable(
            _("{variable} holds a blank, a control character or a letter beyond ASCII: set it anew.", variable=variable)
        )
    if key and url.startswith("http:") and not is_local_only(url):
        raise EngineUnavailable(
            _("{place} would get the key for all to read on the way: give it an https address.", place=place)
        )
    return key


def origin(url: str) -> str:
    """Return scheme, host and port of an address, for messages and terms."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _own_words(fault: OSError) -> str:
    """Return how a request failed, without what the server sent instead of HTTP: it may repeat the key."""
    said = describe(fault)
    return said.partition(": bytearray(")[0] if ": bytearray(" in said else said


def _no_sound(answer: network.HttpAnswer) -> str:
    """Return what an answer is by its head or its first byte, where that is no sound; else an empty text."""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind.startswith("text/") or kind.endswith(("json", "xml", "html")):
        return _("a page") if kind.endswith("html") else "JSON" if kind.endswith("json") else _("text")
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        return _("what is compressed")
    begins = answer.body[:100].lstrip().lower()
    return _("a page") if begins.startswith(_PAGES) else "JSON" if begins.startswith(b'{"') else ""


def _refusal(status: int, headers: Mapping[str, str], place: str, advice: str) -> EngineUnavailable:
    """Return what a status means that no further attempt will change. The server's own words are not repeated."""
    if status in _KEY_STATUSES:
        return EngineUnavailable(
            _("{place} refuses the key ({status}): {advice}.", place=place, status=status, advice=advice)
        )
    if status in _REDIRECT_STATUSES:
        return EngineUnavailable(
            _(
                "{place} redirects ({status}), and a key is sent to no other address: name the one it leads to.",
                place=place,
                status=status,
            )
        )
    return EngineUnavailable(_("{place} answers {status}: {advice}.", place=place, status=status, advice=advice))
