"""The scheduler: APScheduler wakes it when a show may be due; whether it is, `due` says.

It holds no pipeline code: runs are processes of their own, which a `Crew` follows.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger

from service.core import log
from service.errors import ConfigError, Locked, TingbaoError
from service.runs.due import LOOK, DueState, DueStatus
from service.runs.rounds import round_at
from service.runs.run_records import RunStore
from service.runs.starter import Busy, at_work
from service.runs.supervisor import ActiveRun, RunSupervisor, at_once
from service.settings import Settings, ShowSettings

BEAT = 20.0
"""Seconds between looks at the clock itself: no timer can be trusted when it was set or the machine has slept."""
SET = 5.0
"""Seconds by which the clock must have moved to count as set."""
LAST_WORDS = 1.0
"""Seconds in which, at the end, is told what became of the runs at work."""


class Scheduler:
    """What looks after the shows: it makes what is due, and starts a run where somebody asks for one."""

    def __init__(self, load: Callable[[], Settings]) -> None:
        """`load` reads the configuration; raises ConfigError where it is bad."""
        self._load = load
        self.settings = load()
        """The configuration in force."""
        self._crew = RunSupervisor(self.settings)
        self._scheduler = BackgroundScheduler(timezone=dt.UTC)
        self._turns = threading.Semaphore(at_once(self.settings))
        self._lock, self._ended = threading.Lock(), threading.Event()
        self._threads: set[threading.Thread] = set()
        self._told: dict[str, tuple[str, DueStatus]] = {}
        self._queued: set[str] = set()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Keeps the schedule inside; at the end, the runs at work are ended."""
        self._scheduler.start()
        threading.Thread(target=self._watch_clock, daemon=True).start()
        self._look_at_all()
        try:
            yield
        finally:
            self._end()
            self._scheduler.shutdown(wait=False)
            latest = time.monotonic() + LAST_WORDS
            for thread in tuple(self._threads):
                thread.join(max(0.0, latest - time.monotonic()))

    def end(self) -> None:
        """Begins to end the runs at work, without waiting."""
        threading.Thread(target=self._end).start()

    def _end(self) -> None:
        self._ended.set()
        self._crew.stop()

    def _apart(self, work: Callable[..., None], *arguments: object) -> None:
        """Does it in a thread of its own, which cannot hold up the end."""
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        with self._lock:
            self._threads = {each for each in self._threads if each.is_alive()} | {thread}

    def reload(self) -> None:
        """Takes up a changed configuration; a bad one is refused, with the reason, and the old one goes on."""
        try:
            settings = self._load()
            if settings.blank and not self.settings.blank:
                raise ConfigError(f"{settings.file} is empty, as a file is that has not been written to its end.")
        except TingbaoError as error:
            log.event("config refused", error=str(error), advice="The old one goes on; mend it, then SIGHUP.")
            return
        self.settings = settings
        log.event("config taken up", shows=[show.slug for show in self.settings.show])
        self._told = {}
        self._look_at_all()

    def start(self, show: str, words: Sequence[str]) -> ActiveRun:
        """Starts a run of the show that somebody asks for, whether it is due or not.

        Raises Busy where one is at work, OSError where the service is about to end.
        """
        settings = self.settings
        if other := at_work(RunStore(settings.state), show):
            raise Busy(other.id)
        try:
            handed = self._crew.start(settings, show, "api", words)
        except Locked:
            raise Busy(self._crew.at_work(show)) from None
        self._apart(self._follow, settings, handed)
        return handed

    def _follow(self, settings: Settings, handed: ActiveRun) -> None:
        self._crew.follow(settings, handed)
        self._wake(handed.show, dt.datetime.now(dt.UTC))

    def _look_at_all(self) -> None:
        now = dt.datetime.now(dt.UTC)
        for show in self.settings.scheduled:
            self._wake(show.slug, now)

    def _wake(self, slug: str, at: dt.datetime) -> None:
        """Has the show looked at then, instead of at any other time."""
        if not self._ended.is_set():
            trigger = DateTrigger(at.astimezone(dt.UTC), dt.UTC)
            self._scheduler.add_job(
                self._apart,
                trigger,
                [self._look, slug],
                id=slug,
                replace_existing=True,
                misfire_grace_time=None,
                max_instances=2,
            )

    def _look(self, slug: str) -> None:
        settings, now = self.settings, dt.datetime.now(dt.UTC)
        show = next((show for show in settings.scheduled if show.slug == slug), None)
        if show is None:  # not in the configuration any more
            return
        try:
            plan = self._crew.look(settings, show, now)
        except (TingbaoError, OSError) as error:
            log.event("not begun", show=slug, error=str(error))
            self._wake(slug, now + LOOK)
            return
        if plan.standing is not DueStatus.DUE:
            self._wake(slug, plan.at if settings is self.settings else now)
            self._tell(slug, plan)
            return
        with self._lock:
            if slug in self._queued:
                return
            self._queued.add(slug)
        with self._turns:
            if not self._ended.is_set():
                self._attempt(settings, show)

    def _attempt(self, settings: Settings, show: ShowSettings) -> None:
        """A run of a show that was due when it was queued, if it still is."""
        now = dt.datetime.now(dt.UTC)
        soon = now + LOOK  # where there is no record of the run, nothing else would keep the next one back
        try:
            plan = self._crew.look(settings, show, now)
            if plan.standing is DueStatus.DUE:
                run = self._crew.attempt(settings, show, plan, round_at(now), as_json=False).run
                recorded = RunStore(settings.state).get(show.slug, run.id) is not None
                soon = dt.datetime.now(dt.UTC) + (dt.timedelta() if recorded else LOOK)
        except (TingbaoError, OSError) as error:
            log.event("not begun", show=show.slug, error=str(error))
        finally:
            with self._lock:
                self._queued.discard(show.slug)
            self._wake(show.slug, soon)

    def _tell(self, slug: str, plan: DueState) -> None:
        """Says how it stands with a show, and when it will be looked at again, where that is news."""
        news = plan.edition, plan.standing
        if self._told.get(slug) != news:
            self._told[slug] = news
            at = plan.at.isoformat(timespec="seconds")
            log.event("plan", show=slug, edition=plan.edition, standing=str(plan.standing), next=at)

    def _watch_clock(self) -> None:
        before = time.time() - time.monotonic()
        while not self._ended.wait(BEAT):
            now = time.time() - time.monotonic()
            if abs(now - before) > SET:
                log.event("clock set", seconds=round(now - before))
                self._look_at_all()
            before = now
