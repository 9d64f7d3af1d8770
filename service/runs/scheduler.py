"""The scheduler: APScheduler wakes it when a show may be due; whether it is, `due` says.

It holds no pipeline code: runs are processes of their own, which a RunSupervisor looks after.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from service.core import log, system_limits
from service.core.messages import _
from service.errors import ConfigError, TingbaoError
from service.runs.due import RECHECK_INTERVAL, DueState, DueStatus
from service.runs.run_records import Run, RunStore
from service.runs.supervisor import AlreadyRunning, RunSupervisor, due_request
from service.settings import Settings

CLOCK_CHECK_INTERVAL = 20.0
"""Seconds between looks at the clock itself: no timer can be trusted when it was set or the machine has slept."""
CLOCK_TOLERANCE = 5.0
"""Seconds by which the clock must have moved to count as set."""


def reloaded(load: Callable[[], Settings], in_force: Settings) -> Settings | None:
    """Return the configuration as it is now; None where that is bad and the one in force goes on. The log says why."""
    try:
        settings = load()
        if settings.blank and not in_force.blank:
            raise ConfigError(
                _("{file} is empty, as a file is that has not been written to its end.", file=settings.file)
            )
    except TingbaoError as error:
        log.event("config refused", error=str(error), advice=_("The old one goes on; mend it, then SIGHUP."))
        return None
    log.event("config taken up", shows=[show.slug for show in settings.show])
    return settings


class Scheduler:
    """Makes each show when it is due."""

    def __init__(self, load: Callable[[], Settings]) -> None:
        """`load` reads the configuration; raises ConfigError where it is bad."""
        self._load = load
        self.settings = load()
        """The configuration in force."""
        self.supervisor = RunSupervisor(self.settings, self._run_ended)
        """Makes what is due, and what others submit to it."""
        self._timers = BackgroundScheduler(timezone=dt.UTC)
        self._ended = threading.Event()
        self._told: dict[str, tuple[str, DueStatus]] = {}
        self._unchecked: set[str] = set()
        """Shows that were to be checked when no thread could be had."""

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keep the schedule inside; at the end, the runs at work are ended."""
        self._timers.start()
        threading.Thread(target=self._watch_clock, daemon=True).start()
        self.supervisor.keep_delivering(lambda: self.settings)
        self._check_all()
        try:
            yield
        finally:
            self._end()
            self._timers.shutdown(wait=False)

    def end(self) -> None:
        """Begin to end the runs at work, without waiting."""
        threading.Thread(target=self._end).start()

    def _end(self) -> None:
        self._ended.set()
        self.supervisor.stop()

    def reload(self) -> None:
        """Take up a changed configuration; a bad one is refused, with the reason, and the old one goes on."""
        settings = reloaded(self._load, self.settings)
        if settings is not None:
            self.settings = settings
            self._told = {}
            self._check_all()

    def _check_all(self) -> None:
        now = dt.datetime.now(dt.UTC)
        for show in self.settings.scheduled:
            self._check_at(show.slug, now)

    def _check_at(self, slug: str, at: dt.datetime) -> None:
        """Have the show checked then, instead of at any other time."""
        if self._ended.is_set():
            return
        self._timers.add_job(
            lambda: self._start_check(slug),
            DateTrigger(at.astimezone(dt.UTC), dt.UTC),
            id=slug,
            replace_existing=True,
            misfire_grace_time=None,
            max_instances=2,
        )

    def _start_check(self, slug: str) -> None:
        try:
            threading.Thread(target=self._check, args=(slug,), daemon=True).start()
        except RuntimeError as error:
            log.event("not begun", show=slug, error=system_limits.refusal(error) or str(error))
            self._unchecked.add(slug)  # APScheduler forgets a job of this name when this returns

    def _check(self, slug: str) -> None:
        """Submit a run of the show if it is due, else have it checked again when it may be."""
        settings, now = self.settings, dt.datetime.now(dt.UTC)
        show = next((show for show in settings.scheduled if show.slug == slug), None)
        if show is None:  # not in the configuration any more
            return
        try:
            state = self.supervisor.check_due(settings, show, now)
            if state.status is DueStatus.DUE:
                self.supervisor.submit(settings, due_request(settings, slug, state))
                return
        except AlreadyRunning:
            self._check_at(slug, now + RECHECK_INTERVAL)
            return
        except Exception as error:  # the show must come round again, whatever it was
            unforeseen = "" if isinstance(error, TingbaoError) else f"{type(error).__name__}: {error}"
            log.event("not begun", show=slug, error=system_limits.refusal(error) or unforeseen or str(error))
            self._check_at(slug, now + RECHECK_INTERVAL)
            return
        self._check_at(slug, state.check_at if settings is self.settings else now)
        self._tell(slug, state)

    def _run_ended(self, run: Run) -> None:
        """Have the show checked again: at once, but where there is no record nothing else would keep it back."""
        recorded = RunStore(self.settings.state).get(run.show, run.id) is not None
        self._check_at(run.show, dt.datetime.now(dt.UTC) + (dt.timedelta() if recorded else RECHECK_INTERVAL))

    def _tell(self, slug: str, state: DueState) -> None:
        """Log how it stands with a show, and when it will be checked again, where that has changed."""
        told = state.edition, state.status
        if self._told.get(slug) != told:
            self._told[slug] = told
            at = state.check_at.isoformat(timespec="seconds")
            log.event("plan", show=slug, edition=state.edition, standing=str(state.status), next=at)

    def _watch_clock(self) -> None:
        """Check all shows anew where the clock was set, and those that could not be checked in time."""
        before = time.time() - time.monotonic()
        while not self._ended.wait(CLOCK_CHECK_INTERVAL):
            now = time.time() - time.monotonic()
            if abs(now - before) > CLOCK_TOLERANCE:
                log.event("clock set", seconds=round(now - before))
                self._check_all()
            before = now
            while self._unchecked:
                self._check_at(self._unchecked.pop(), dt.datetime.now(dt.UTC))
