"""Runs: each leaves a record and a log in `runs/<show>/` of the state folder, whoever started it.

A run holds a lock on its log while it lives, so that one that was killed is told from one at work.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import itertools
import json
import os
import re
import secrets
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TextIO, TypeVar

from service.core import json_codec, log, system_limits
from service.core.log import hide
from service.core.messages import _
from service.core.printable import shown
from service.errors import Locked, NothingToBrief, PublishError, TingbaoError, UsageError
from service.storage import atomic_write
from service.storage.reserved_file import ReservedFile

KEPT_RUNS = 100
"""How many runs of a show keep their records and logs."""
END_SIZE = 16_384
"""Bytes that are kept free from a run's beginning on for what its record says at its end."""
ID = re.compile(r"\d{8}T\d{6}-[0-9a-f]{6}")


LARGEST = 2**53
"""Of a number in a record: every reader of JSON keeps it exactly (RFC 8259, section 6)."""


class RunStatus(StrEnum):
    """How a run ended, or that it has not."""

    RUNNING = "running"
    MADE = "made"
    HELD = "held"
    """The episode waits for approval."""
    UNCHANGED = "unchanged"
    NOTHING = "nothing"
    """There was nothing to brief."""
    LOCKED = "locked"
    """Another run of the show was at work."""
    FAILED = "failed"
    STOPPED = "stopped"
    """By a signal: Ctrl-C, the end of the service."""
    LOST = "lost"
    """The process is gone and has not said why: it was killed, or the machine went down."""


@dataclass(frozen=True, slots=True)
class Run:
    """The record of a run."""

    id: str
    show: str
    trigger: str
    """Who started it: cli, schedule, api."""
    started: dt.datetime
    edition: str = ""
    """The edition that was asked for; empty: the show's next."""
    ended: dt.datetime | None = None
    status: RunStatus = RunStatus.RUNNING
    exit_code: int | None = None
    episode: str = ""
    error: str = ""
    engine: str = ""
    """The engine that was asked for, then the one that spoke."""
    warnings: tuple[str, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage."""
    counts: dict[str, int] = field(default_factory=dict)
    """What was counted, by the names of `Progress.count`."""
    approved_by: str = ""
    """Of a run that published an episode which waited: who decided that."""

    @property
    def has_ended(self) -> bool:
        """Whether the run itself, or who looked after it, has said what came of it."""
        return self.status not in (RunStatus.RUNNING, RunStatus.LOST)


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over all runs of a show that have ended, also those whose records are removed: the numbers only grow."""

    runs: dict[RunStatus, int] = field(default_factory=dict)
    stages: dict[str, int] = field(default_factory=dict)
    """Stage -> how many runs have had it."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Stage -> its seconds in all of them."""
    counts: dict[str, int] = field(default_factory=dict)
    last: tuple[str, ...] = ()
    """The ids that were added last: their records may be there yet, and count no second time."""

    def plus(self, run: Run) -> Totals:
        """Return the sums with that run added."""
        return replace(
            self,
            runs=_sum(self.runs, {run.status: 1}),
            stages=_sum(self.stages, dict.fromkeys(run.timings, 1)),
            seconds=_sum(self.seconds, run.timings),
            counts=_sum(self.counts, run.counts),
        )


def new_id(now: dt.datetime) -> str:
    """Return a new id; ids sort by time, to a 4,096th of a second."""
    fraction = now.microsecond * 4096 // 1_000_000
    return f"{now.astimezone(dt.UTC):%Y%m%dT%H%M%S}-{fraction:03x}{secrets.randbelow(4096):03x}"


class RunLog:
    """The record of a run at work, and the stream of its log."""

    def __init__(self, run: Run, folder: Path, stream: TextIO) -> None:
        """Begin the record. Raise PublishError where the state folder has no room for it and for its end."""
        self.run, self.stream, self._folder = run, stream, folder
        try:
            self._end = ReservedFile(folder / f"{run.id}.end", END_SIZE)
        except OSError as error:
            raise _unwritable(folder, error) from None
        try:
            self.save()
        except PublishError:
            self._end.release()
            raise

    def result(self, **fields: Any) -> None:  # noqa: ANN401  (fields of Run)
        """Set fields of the record."""
        self.run = replace(self.run, **fields)

    def staged(self, name: str, seconds: float) -> None:
        """Add the stage's seconds to the record, and write it: the API shows a run that has not ended."""
        self.result(timings={**self.run.timings, name: seconds})
        with suppress(PublishError):
            self.save()

    def count(self, name: str, number: int) -> None:
        """Add the number to that count of the record."""
        self.result(counts=_sum(self.run.counts, {name: number}))

    def save(self) -> None:
        """Write the record. Raise PublishError where the state folder cannot be written."""
        _save(self.run, self._folder)

    def end(self) -> None:
        """Write the record for the last time, into the room that was kept for it: also where the disk is full by now.

        Where it needs more room than that and there is none, its warnings are lost.
        """
        run = self.run
        if len(json_codec.dump(run).encode()) > END_SIZE:
            try:
                self.save()
            except PublishError:
                run = replace(run, warnings=())
        with suppress(OSError):  # the log has it; the run itself is done
            self._end.become(self._folder / f"{run.id}.json", json_codec.dump(run).encode())
        self._end.release()


class RunStore:
    """The runs of one state folder."""

    def __init__(self, state: Path) -> None:
        self._folder = state / "runs"

    @contextmanager
    def recording(self, show: str, *, id_: str = "", trigger: str = "cli", edition: str = "") -> Iterator[RunLog]:
        """Record a new run of the show, made inside; the record says how it ended, also by an exception.

        Raise PublishError where the state folder cannot be written.
        """
        if id_ and not ID.fullmatch(id_):
            raise UsageError(_("The request: id is {id_}: it must be like 20260321T063000-0123ab.", id_=shown(id_)))
        now = dt.datetime.now(dt.UTC)
        run = Run(id_ or new_id(now), show, trigger, now, edition)
        folder = self._folder / show
        try:
            folder.mkdir(parents=True, exist_ok=True)
            stream = (folder / f"{run.id}.log").open("a", encoding="utf-8")
        except OSError as error:
            raise _unwritable(folder, error) from None
        with (
            _closing(stream),
            log.bound(run=run.id, show=show),
            log.written_to(stream, log.DEBUG, run=run.id),
        ):
            fcntl.flock(stream, fcntl.LOCK_EX)
            recorder = _begun(run, folder, stream)
            self._forget(show)
            log.event("started", log.DEBUG, trigger=trigger, edition=edition, pid=os.getpid())
            try:
                yield recorder
            except BaseException as fault:
                recorder.result(**_outcome(fault))
                if not isinstance(fault, TingbaoError | KeyboardInterrupt | SystemExit):
                    log.event("fault", log.DEBUG, traceback=traceback.format_exc())
                raise
            finally:
                recorder.result(ended=dt.datetime.now(dt.UTC))
                log.event("ended", log.DEBUG, status=recorder.run.status, error=recorder.run.error)
                recorder.end()

    def list(self, show: str, most: int = KEPT_RUNS) -> tuple[Run, ...]:
        """Return the show's runs, the newest first."""
        return tuple(itertools.islice(self.newest(show), most))

    def newest(self, show: str) -> Iterator[Run]:
        """Yield the show's runs, the newest first; each record is read when it is asked for."""
        for path in sorted((self._folder / show).glob("*.json"), reverse=True):
            if run := self.get(show, path.stem):
                yield run

    def get(self, show: str, id_: str) -> Run | None:
        """Return a run; None where there is none, or its record is damaged."""
        if not ID.fullmatch(id_):
            return None
        path = self._folder / show / f"{id_}.json"
        try:
            run = json_codec.load(Run, path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, TingbaoError):
            return None
        if run.id != id_ or run.show != show or not _are_numbers(*run.timings.values(), *run.counts.values()):
            return None
        if any(time and time.tzinfo is None for time in (run.started, run.ended)):
            return None
        return replace(run, status=RunStatus.LOST) if run.status is RunStatus.RUNNING and not self._lives(run) else run

    def totals(self, show: str) -> Totals:
        """Return the sums over all runs of the show since the state folder was made."""
        runs = [run for run in self.newest(show) if run.status is not RunStatus.RUNNING]
        found = self._forgotten(show)  # after the records: one that is forgotten meanwhile is in `last`
        for run in runs:
            found = found if run.id in found.last else found.plus(run)
        return replace(found, last=())

    def changed(self, show: str) -> int:
        """Return when a record of the show was last written or removed, in nanoseconds since 1970; 0 where none was."""
        try:
            return (self._folder / show).stat().st_mtime_ns
        except OSError:
            return 0

    def put(self, run: Run) -> None:
        """Write the record of a run whose process could not. Raise PublishError where the folder cannot be written."""
        _save(run, self._folder / run.show)

    def put_report(self, show: str, id_: str, report: Mapping[str, Any]) -> None:
        """Keep what `make --json` would print of the run; without room it is lost."""
        with suppress(OSError):
            atomic_write.write(self._folder / show / f"{id_}.report", json.dumps(report, ensure_ascii=False).encode())

    def report(self, show: str, id_: str) -> Mapping[str, Any] | None:
        """Return what was kept; None where nothing was."""
        try:
            kept: Mapping[str, Any] = json.loads((self._folder / show / f"{id_}.report").read_bytes())
            return kept
        except (OSError, ValueError, RecursionError):
            return None

    def log(self, show: str, id_: str) -> str:
        """Return the run's log so far, a JSON object a line; empty where there is none."""
        try:
            return (self._folder / show / f"{id_}.log").read_text("utf-8", "replace") if ID.fullmatch(id_) else ""
        except OSError:
            return ""

    def log_path(self, run: Run) -> Path:
        """Return the path of the run's log."""
        return self._folder / run.show / f"{run.id}.log"

    def _lives(self, run: Run) -> bool:
        try:
            with self.log_path(run).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                return False
        except BlockingIOError:
            return True
        except OSError:
            return False

    def _forget(self, show: str) -> None:
        """Remove the records older than the newest KEPT_RUNS; their numbers are kept. One process at a time does it."""
        old = sorted((self._folder / show).glob("*.json"), reverse=True)[KEPT_RUNS:]
        if not old:
            return
        with (self._folder / f"{show}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            found = self._forgotten(show)
            for path in old:
                if path.stem not in found.last and (run := self.get(show, path.stem)):
                    found = found.plus(run)
            found = replace(found, last=tuple(path.stem for path in old))
            with suppress(OSError):  # a full disk does not end a run: the next one tries again
                atomic_write.write(self._folder / f"{show}.totals", json_codec.dump(found).encode())
                for path in old:
                    path.unlink(missing_ok=True)
                    for beside in (".log", ".report", ".end"):
                        path.with_suffix(beside).unlink(missing_ok=True)

    def _forgotten(self, show: str) -> Totals:
        path = self._folder / f"{show}.totals"
        try:
            found = json_codec.load(Totals, path.read_text("utf-8"), str(path))
        except (OSError, UnicodeDecodeError, TingbaoError):
            return Totals()
        sums = (*found.runs.values(), *found.stages.values(), *found.seconds.values(), *found.counts.values())
        return found if _are_numbers(*sums) else Totals()


def _are_numbers(*numbers: float) -> bool:
    """Return whether these can be counted further: not NaN, and none that only damage makes so large."""
    return all(0 <= number <= LARGEST for number in numbers)


_Key = TypeVar("_Key")
_Number = TypeVar("_Number", int, float)


def _sum(one: Mapping[_Key, _Number], other: Mapping[_Key, _Number]) -> dict[_Key, _Number]:
    return {key: one.get(key, 0) + other.get(key, 0) for key in {**one, **other}}


def _save(run: Run, folder: Path) -> None:
    try:
        atomic_write.write(folder / f"{run.id}.json", json_codec.dump(run).encode())
    except OSError as error:
        raise _unwritable(folder, error) from None


def _unwritable(folder: Path, error: OSError) -> PublishError:
    return PublishError(
        _("The state folder {folder} cannot be written: {strerror}.", folder=folder, strerror=error.strerror)
    )


def _begun(run: Run, folder: Path, stream: TextIO) -> RunLog:
    """Return the run's record as it begins; what cannot begin leaves no empty log."""
    try:
        return RunLog(run, folder, stream)
    except PublishError:
        if not os.fstat(stream.fileno()).st_size:
            Path(stream.name).unlink(missing_ok=True)
        raise


@contextmanager
def _closing(stream: TextIO) -> Iterator[None]:
    """Close the log at the end; what a full disk has no room for is lost."""
    try:
        yield
    finally:
        with suppress(OSError):
            stream.close()


def _outcome(fault: BaseException) -> dict[str, Any]:
    """Return the record's fields for an exception."""
    kinds = {NothingToBrief: RunStatus.NOTHING, Locked: RunStatus.LOCKED}
    if isinstance(fault, TingbaoError):
        status = next((kinds[kind] for kind in kinds if isinstance(fault, kind)), RunStatus.FAILED)
        return {"status": status, "exit_code": fault.exit_code, "error": hide(str(fault))}
    if isinstance(fault, KeyboardInterrupt | SystemExit):
        return {"status": RunStatus.STOPPED, "error": _("It was stopped.")}
    return {
        "status": RunStatus.FAILED,
        "exit_code": 1,
        "error": hide(system_limits.refusal(fault) or f"{type(fault).__name__}: {fault}"),
    }
