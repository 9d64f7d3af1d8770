"""The outbox: what somebody outside has to be told, on the disk from before it is due until it has arrived.

A message is put in before the act that it tells of is complete, and taken out when its receiver has it. So wherever a
process is killed, the message is there, and the next process delivers it: at least once, under the same id.

To have something told, whatever it is:

    outbox = Outbox(settings.state)
    outbox.put(Message("websub-daily-2026-03-21T0630-ab12", "websub", "https://hub.example", now, {"topic": feed}))
    ...  # the act: the feed is replaced
    outbox.deliver({"websub": courier}, ids={"websub-daily-2026-03-21T0630-ab12"})

`courier(message)` tells the receiver and returns. It raises NotYet where the time has not come (the feed is not out),
Undeliverable where trying again is of no use (the run has failed: nothing is to be told), and OSError where the
receiver cannot be reached: the message is tried again, with longer and longer pauses. A running service delivers what
is left every few seconds, `make --all` at its end: name the courier in `Notifier.couriers` of service/runs/notifier.py.
Neither content nor receiver may hold a secret: it is looked up in the settings when the message is delivered.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import hashlib
import os
import random
import re
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from service.core import json_codec, log
from service.core.log import hide
from service.core.messages import _
from service.errors import PublishError, TingbaoError
from service.storage.local_folder import FolderStorage

KEPT_FOR = dt.timedelta(days=2)
"""How long a message is tried: what has been known for two days is no news."""
FIRST_PAUSE, LONGEST_PAUSE = 10.0, 3600.0
"""Seconds before the second attempt, and at most between two: each pause is twice the one before."""
_LONGEST_WAIT = dt.timedelta(days=1)
"""The longest pause that a receiver can ask for."""
RECHECK = 5.0
"""Seconds after which a message whose time had not come is looked at again."""
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,150}")
_ENDING = ".json"
_LONGEST_ERROR = 300
"""Characters of an error that are kept."""


class NotYet(Exception):
    """The message waits for its time; that is no failed attempt. `seconds`: until it is looked at again."""

    def __init__(self, seconds: float = RECHECK) -> None:
        super().__init__(_("not yet, in {seconds:g} s", seconds=seconds))
        self.seconds = seconds


class Undeliverable(OSError):
    """The message will never arrive: it is dropped, and the log says why."""


class TooBusy(OSError):
    """The receiver asks to be left alone for `seconds` at least."""

    def __init__(self, said: str, seconds: float) -> None:
        super().__init__(said)
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Message:
    """Something that one receiver is to be told."""

    id: str
    """The same at each attempt, so that a receiver knows a repeat: letters, digits, `.`, `_`, `-`."""
    kind: str
    """Which courier delivers it."""
    to: str
    """The receiver's name; two messages to one receiver are never delivered at once."""
    put: dt.datetime
    """When it was put in."""
    content: dict[str, Any] = field(default_factory=dict)
    attempts: int = 0
    """How many have failed."""
    due: dt.datetime | None = None
    """When it is tried again; None: now."""
    error: str = ""
    """Why the last attempt failed."""


Courier = Callable[[Message], None]
"""Tells the receiver. Raise NotYet, Undeliverable, or OSError for another attempt."""


class Outbox:
    """The messages of one state folder, in its `outbox/`. Any number of processes and threads may share it."""

    def __init__(self, state: Path) -> None:
        self._files = FolderStorage(state / "outbox")
        self._lock = threading.Lock()
        self._gone: set[str] = set()
        """Those that have arrived and whose file could not be removed: they are not sent a second time."""
        self._later: dict[str, dt.datetime] = {}
        """When those are tried again whose file could not be written."""

    def put(self, message: Message) -> None:
        """Put a message in; one of that id that is there already stays as it is.

        Raise PublishError where the folder cannot be written: the act goes on, and who acts tells the receiver himself.
        """
        if not _ID.fullmatch(message.id):
            raise ValueError(_("{id!r} cannot name a message", id=message.id))
        with self._lock:
            self._gone.discard(message.id)
        if not self._files.exists(_file(message.id)):
            self._write(message)

    def drop(self, id_: str) -> None:
        """Take a message out; one that is not there is no error."""
        try:
            self._files.delete(_file(id_))
        except PublishError:
            with self._lock:
                self._gone.add(id_)

    def get(self, id_: str) -> Message | None:
        """Return the message of that id; None where there is none. A damaged one is named in the log, and removed."""
        try:
            data = self._files.read(_file(id_))
            found = None if data is None else json_codec.load(Message, data.decode("utf-8", "replace"), _file(id_))
        except PublishError:  # it cannot be read just now
            return None
        except TingbaoError as error:
            self._discard(id_, str(error))
            return None
        if found and (found.id != id_ or any(time and time.tzinfo is None for time in (found.put, found.due))):
            self._discard(id_, _("it is not what was put in"))
            return None
        return found

    def _discard(self, id_: str, why: str) -> None:
        log.event("outbox damaged", log.WARNING, message=id_, error=hide(why))
        self.drop(id_)

    def messages(self) -> tuple[Message, ...]:
        """Return all messages, the oldest first."""
        try:
            names = [key.removesuffix(_ENDING) for key in self._files.versions("") if key.endswith(_ENDING)]
        except PublishError:
            return ()
        with self._lock:
            names = [name for name in names if _ID.fullmatch(name) and name not in self._gone]
        return tuple(sorted(filter(None, map(self.get, names)), key=lambda each: (each.put, each.id)))

    def deliver(
        self,
        couriers: Mapping[str, Courier],
        *,
        ids: Collection[str] | None = None,
        clock: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> dt.datetime | None:
        """Try each message whose time has come and that one of the couriers delivers; `ids`: these, and at once.

        After a failure the receiver's other messages wait as well. Return when the next of all that are left is due;
        None: none is left. Nothing is raised: what fails is a line in the log.
        """
        resting: dict[str, dt.datetime] = {}
        for message in self.messages():
            if message.kind not in couriers or (ids is not None and message.id not in ids):
                continue
            if (ids is None and not self._is_due(message, clock())) or message.to in resting:
                continue
            with self._receiver(message.to) as mine:
                current = self.get(message.id) if mine else None  # another may have delivered it meanwhile
                if current and (ids is not None or self._is_due(current, clock())):
                    failed = self._try(couriers[message.kind], current, clock)
                    if failed:
                        resting[message.to] = failed
        left = [
            self._due(each) for each in self.messages() if each.kind in couriers and (ids is None or each.id in ids)
        ]
        return min(left, default=None)

    def _try(self, courier: Courier, message: Message, clock: Callable[[], dt.datetime]) -> dt.datetime | None:
        """Deliver one message. Return when its receiver may be asked again, where it has failed."""
        told = {"message": message.id, "to": message.to}
        if clock() - message.put > KEPT_FOR:
            log.event(
                "message dropped", log.WARNING, **told, error=message.error or _("nobody could deliver it in time")
            )
            self.drop(message.id)
            return None
        try:
            courier(message)
        except NotYet as wait:
            self._postpone(message, clock() + dt.timedelta(seconds=wait.seconds))
            return None
        except Undeliverable as error:
            log.event("message dropped", log.WARNING, **told, error=_said(error))
            self.drop(message.id)
            return None
        except Exception as error:  # a fault of the courier's must not hold up the others
            failed = message.attempts + 1
            asked = error.seconds if isinstance(error, TooBusy) else 0.0
            pause = max(min(asked, _LONGEST_WAIT.total_seconds()), pause_after(failed))
            log.event("message delayed", **told, error=_said(error), attempts=failed, seconds=round(pause))
            due = clock() + dt.timedelta(seconds=pause)
            self._postpone(replace(message, attempts=failed, error=_said(error)), due)
            return due
        self.drop(message.id)
        return None

    def _due(self, message: Message) -> dt.datetime:
        return max(message.due or message.put, self._later.get(message.id, message.put))

    def _is_due(self, message: Message, now: dt.datetime) -> bool:
        """Return whether its time has come. One that is put off by over a day was so by a clock that was ahead."""
        return not now < self._due(message) <= now + _LONGEST_WAIT

    def _postpone(self, message: Message, due: dt.datetime) -> None:
        try:
            self._write(replace(message, due=due))
            self._later.pop(message.id, None)
        except PublishError:
            self._later[message.id] = due

    def _write(self, message: Message) -> None:
        self._files.write(_file(message.id), json_codec.dump(message).encode())

    @contextlib.contextmanager
    def _receiver(self, to: str) -> Iterator[bool]:
        """Hold the receiver, where no other thread or process does; yield whether that is so."""
        path = self._files.root / f"{hashlib.sha256(to.encode()).hexdigest()[:16]}.lock"
        try:
            file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError:  # better told twice than not at all
            yield True
            return
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
        except BlockingIOError:
            yield False
        finally:
            os.close(file)


def _file(id_: str) -> str:
    return f"{id_}{_ENDING}"


def pause_after(failures: int) -> float:
    """Return the seconds before the next attempt after so many failures, with jitter: 10, 20, 40 … 3600."""
    pause = min(FIRST_PAUSE * 2.0 ** min(failures - 1, 20), LONGEST_PAUSE)
    return pause * random.uniform(0.8, 1.0)  # noqa: S311


def _said(error: BaseException) -> str:
    text = str(error) or type(error).__name__
    if not isinstance(error, OSError):
        text = f"{type(error).__name__}: {text}"
    return hide(text)[:_LONGEST_ERROR]
