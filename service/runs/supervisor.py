"""Submit runs and look after them: at most one of each show, here or on a cluster, recorded and told of."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import threading
import traceback
from collections.abc import Callable, Container, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from service.core import cron as crons
from service.core import log, system_limits
from service.core.episode_id import edition_of_due
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import Locked, TingbaoError, UsageError
from service.executors import Executor, open_executor
from service.pipeline import episode_spec
from service.pipeline.article_queue import ArticleQueue
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import show_index
from service.runs import approval, capacity, due, run_process, time_limit
from service.runs.due import DueState, DueStatus
from service.runs.notifier import Notifier
from service.runs.request import RunRequest, new_request
from service.runs.run_events import failure_advice
from service.runs.run_records import Run, RunStatus, RunStore, new_id
from service.runs.schedule_state import ScheduleStateStore
from service.runs.subprocess_pool import SubprocessPool
from service.settings import Settings
from service.storage.storage import open_storage

OVERDUE = "approve_within"
"""Who has approved an episode, for its record, where nobody did in time."""
CLUSTER_RUNS = 64
"""Runs at once that are given to a cluster; a worker makes one for each of its threads."""


class AlreadyRunning(Locked):
    """A run of the show is at work: its id is `run`."""

    def __init__(self, show: str, run: str) -> None:
        super().__init__(_("The run {run} of the show {show!r} is at work; wait for it to end.", run=run, show=show))
        self.run = run


class PublishedEditions:
    """The editions of a show that are published or held back, but for those `but`; looked up only when asked.

    One whose feed names other audio than its manifest is not: two made it at the same time, or a run was cut off.
    """

    def __init__(self, settings: Settings, show: ShowSettings, but: Container[str] = ()) -> None:
        self._settings, self._show, self._but = settings, show, but

    def __contains__(self, edition: object) -> bool:
        id_ = str(edition)
        if id_ in self._but:
            return False
        return self.is_out(id_) or PendingEpisodes(self._settings.state, self._show.slug).get(id_) is not None

    def is_out(self, id_: str) -> bool:
        """Return whether that edition is published: listeners have it."""
        from service.publishing import publish

        storage, show = open_storage(self._settings.destination), self._settings.publication(self._show)
        if id_ not in show_index.load(storage, show).ids:
            return False
        episode = show_index.readable_episode(storage, show, id_)
        return not episode or publish.is_published(storage, show, episode)


def due_state(settings: Settings, show: ShowSettings, now: dt.datetime, schedules: ScheduleStateStore) -> DueState:
    """Return how it stands with the show. Raise TingbaoError where what is published cannot be read.

    A run counts for nothing where what it held back has been damaged, or where a clock that was ahead has submitted it.
    An edition that is out is due again where its run was killed among the articles that are told by themselves.
    """
    cron = settings.cron(show)
    schedule = schedules.of(show.slug, show.schedule, cron.zone.key, now)
    damaged, deadline = PendingEpisodes(settings.state, show.slug).damaged(), dt.timedelta(seconds=show.deadline)
    runs = [run for run in RunStore(settings.state).list(show.slug) if run.episode not in damaged]
    false = schedules.ahead(show.slug, due.submitted_ahead(runs, now), {run.id for run in runs})
    early = {run.edition for run in runs if run.id in false}
    counted = [run for run in runs if run.id not in false]
    done = PublishedEditions(settings, show, {*early, *_cut_off(settings, show, counted)})
    ahead = dt.timedelta(seconds=show.draft_before)
    state = due.due_state(cron, done, counted, deadline, now, schedule.since, ahead)
    return replace(state, anew=state.edition in early)


def _cut_off(settings: Settings, show: ShowSettings, runs: Sequence[Run]) -> set[str]:
    """Return the editions whose run was killed and that have articles left to be told by themselves."""
    lost = {run.edition for run in runs if run.status is RunStatus.LOST} if show.articles else set[str]()
    queue = ArticleQueue(settings.state, show.slug)
    return {edition for edition in lost if edition and queue.get(edition)}


def draft_request(
    settings: Settings, show: ShowSettings, now: dt.datetime, *, edition: str = "", force: bool = False
) -> RunRequest:
    """Return the request for the draft that an editor asks for; raise UsageError as `draft_edition`."""
    edition = draft_edition(settings, show, now, edition)
    return new_request(settings, show.slug, "api", edition=edition, force=force)


def draft_edition(settings: Settings, show: ShowSettings, now: dt.datetime, asked: str = "") -> str:
    """Return the edition of which an editor gets a draft: `asked`, else that of `draft_due`.

    Raise UsageError where the show's episodes do not wait for approval, or where `asked` is published already: its
    draft would begin without the editor's changes, and take the place of what is out.
    """
    if not show.approve:
        raise UsageError(
            _("The show {slug!r} has no drafts: its episodes are published as they are made.", slug=show.slug)
        )
    if asked and PublishedEditions(settings, show).is_out(asked):
        raise UsageError(
            _("The edition {asked} is published already: leave it out, and the next one is drafted.", asked=asked)
        )
    return asked or edition_of_due(draft_due(settings, show, now))


def draft_due(settings: Settings, show: ShowSettings, now: dt.datetime) -> dt.datetime:
    """Return when the edition is due of which an editor gets a draft: today's that is missing, else the next one.

    One that was published ahead of its time is over. Raise TingbaoError where what is published cannot be read.
    """
    cron, published = settings.cron(show), PublishedEditions(settings, show)
    last = crons.latest_due(cron, now)
    if last.date() == now.astimezone(cron.zone).date() and edition_of_due(last) not in published:
        return last
    due_time = crons.next_due(cron, now)
    while published.is_out(edition_of_due(due_time)):
        due_time = crons.next_due(cron, due_time)
    return due_time


def due_request(settings: Settings, show: str, state: DueState, *, report: bool = False) -> RunRequest:
    """Return the request for the run that is due."""
    return new_request(settings, show, "schedule", edition=state.edition, force=state.anew, report=report)


class RunSupervisor:
    """Looks after the runs of one service: at most one of each show."""

    def __init__(self, settings: Settings, on_end: Callable[[Run], None] = lambda run: None) -> None:
        """`on_end` is called with the record of each run that has ended, in a thread of its own."""
        self._on_end = on_end
        self._schedules = ScheduleStateStore(settings.state)
        self._subprocesses = SubprocessPool()
        self._notifier = Notifier(settings, self._subprocesses)
        self._lock, self._opening = threading.Condition(), threading.Lock()
        self._running: dict[str, str] = {}
        """Id of a run -> its show."""
        self._executors: dict[str, tuple[Executor, threading.Semaphore]] = {}
        """Address of the cluster -> its executor, and how many runs it is given at once."""
        self._stopping = False

    def submit(self, settings: Settings, request: RunRequest) -> Future[Run]:
        """Take the run on; the future has its record when it has ended and all are told.

        Raise AlreadyRunning where a run of the show is at work, OSError where the service is about to end.
        """
        recorded = {run.id: run.status for run in RunStore(settings.state).newest(request.show)}
        ended: Future[Run] = Future()
        with self._lock:
            if self._stopping:
                raise OSError(errno.ECANCELED, _("the service is about to end"))
            # A run is over as soon as its record says so, though its process has yet to exit.
            running = [id_ for id_, status in recorded.items() if status is RunStatus.RUNNING]
            running += [id_ for id_, show in self._running.items() if show == request.show and id_ not in recorded]
            if running:
                raise AlreadyRunning(request.show, running[0])
            self._notifier.expect(settings, request)
            try:
                threading.Thread(target=self._follow, args=(settings, request, ended), daemon=True).start()
            except RuntimeError as error:
                self._notifier.forget(request.id)
                raise OSError(errno.EAGAIN, str(error)) from None
            self._running[request.id] = request.show
        return ended

    def check_due(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> DueState:
        """Return how it stands with the show; that all attempts have failed is reported once, by one of the services.

        Episodes that have waited too long for approval are decided on. Raise TingbaoError where what is published
        cannot be read.
        """
        self._decide(settings, show, now)
        state = due_state(settings, show, now, self._schedules)
        missed = state.status is DueStatus.MISSED
        if missed and state.last and not self._schedules.is_reported(show.slug, state.edition):
            self._give_up(settings, show, state, state.last)
        times = [time.at for __, time in approval.decisions(settings, show)]
        if not times:
            return state
        soon = now + due.RECHECK_INTERVAL  # another process may be told a time
        return replace(state, check_at=min(state.check_at, soon, *(at for at in times if at > now)))

    def make_due(self, settings: Settings, now: dt.datetime, *, report: bool = False) -> list[Run]:
        """Make every show that is due at `now`, and return their records in the shows' order when all have ended.

        `report`: have each keep what `make --json` prints. No show that fails harms another.
        """

        def submit(show: ShowSettings) -> Future[Run] | Run | None:
            try:
                state = self.check_due(settings, show, now)
                if state.status is not DueStatus.DUE:
                    return None
                return self.submit(settings, due_request(settings, show.slug, state, report=report))
            except (TingbaoError, OSError) as error:
                log.event("not begun", show=show.slug, error=str(error))
                return _not_begun(show, error, now)

        try:
            with ThreadPoolExecutor(_width(settings)) as pool:
                submitted = list(pool.map(submit, settings.scheduled))
            runs = [each.result() if isinstance(each, Future) else each for each in submitted if each]
            for show in settings.scheduled:
                if show.slug in (run.show for run in runs if run.status is not RunStatus.MADE):
                    with contextlib.suppress(TingbaoError, OSError):
                        self.check_due(settings, show, dt.datetime.now(dt.UTC))  # it may have been the last attempt
            self._notifier.flush(settings)
        except BaseException:  # Ctrl-C, SIGTERM
            self.stop()
            raise
        return runs

    def keep_delivering(self, settings: Callable[[], Settings]) -> None:
        """Keep telling those who could not be told at once, or whom a service that was killed had still to tell."""
        self._notifier.keep_delivering(settings)

    def stop(self) -> None:
        """End all runs and subprocesses; no further one is begun."""
        self._notifier.stop()
        self._subprocesses.stop()
        with self._lock:
            self._stopping = True
            for executor, __ in tuple(self._executors.values()):
                executor.stop()
            self._lock.wait_for(lambda: not self._running, run_process.TERM_TIMEOUT + 1)

    def _follow(self, settings: Settings, request: RunRequest, ended: Future[Run]) -> None:
        """Have the run made, wait for its end, see that it has a record, and tell what came of it."""
        try:
            run = self._recorded(request, self._execute(settings, request))
            fields = {"show": run.show, "run": run.id, "status": str(run.status), "edition": run.edition}
            log.event("run ended", **fields, episode=run.episode, error=run.error)
        except BaseException as fault:
            self._notifier.leave(request.id)
            ended.set_exception(fault)
            raise
        finally:
            with self._lock:
                del self._running[request.id]
                self._lock.notify_all()
        self._notifier.run_ended(settings, run)
        ended.set_result(run)
        self._on_end(run)

    def _execute(self, settings: Settings, request: RunRequest) -> Run:
        """Return how the run ended: on the cluster, if there is one and any of its workers can make the show."""
        try:
            executor, slots = self._executor(settings, request)
            with slots:
                if self._stopping:
                    return run_process.stopped(request, time_limit.TERMINATED)
                log.event("run started", show=request.show, run=request.id, trigger=request.trigger)
                results = executor.run(run_process.execute, [request])
                return next((run for __, run in results), run_process.stopped(request, time_limit.TERMINATED))
        except TingbaoError as error:
            return run_process.unrecorded(request, error.exit_code, str(error))
        except Exception as fault:  # the show must come round again, whatever it was
            log.event("fault", log.WARNING, show=request.show, run=request.id, traceback=traceback.format_exc())
            said = system_limits.refusal(fault) or f"{type(fault).__name__}: {fault}"
            return run_process.unrecorded(request, 1, said)

    def _executor(self, settings: Settings, request: RunRequest) -> tuple[Executor, threading.Semaphore]:
        cluster, width = settings.service.cluster, _width(settings)
        if cluster and not episode_spec.is_portable(settings.pick_show(request.show), settings, request.engine):
            cluster = ""
        with self._opening:
            if cluster not in self._executors:
                executor = open_executor(cluster, width, self._warn)
                self._executors[cluster] = executor, threading.Semaphore(CLUSTER_RUNS if cluster else width)
                if self._stopping:
                    executor.stop()
            return self._executors[cluster]

    def _recorded(self, request: RunRequest, run: Run) -> Run:
        """Return the run's record, which is written here where the run could not."""
        runs = RunStore(request.state)
        found = runs.get(request.show, request.id)
        if found and found.has_ended:
            return found
        run = run_process.left_nothing(request) if run.exit_code == 0 else run
        with contextlib.suppress(TingbaoError):
            runs.put(run)
        return run

    def _warn(self, text: str) -> None:
        log.event("cluster", warning=text)

    def _decide(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> None:
        """Have a process of its own decide on each episode whose time has come; one that fails is tried again."""
        for waiting, time in approval.decisions(settings, show):
            if time.at > now:
                continue
            id_, publishes = waiting.episode.id, time.by or show.approve_otherwise == "publish"
            verb, by = ("approve", ("--by", time.by or OVERDUE)) if publishes else ("remove", ("--held",))
            argv = run_process.command(settings, f"episodes {verb}", id_, "--show", show.slug, *by)
            error = ""
            if publishes:
                self._notifier.expect_decision(settings, show, id_)
            try:
                self._subprocesses.run(argv, settings.service.time_limit, run_process.environment())
            except OSError as fault:
                error = str(fault)
            if publishes and not error:
                self._notifier.decided(settings, show, id_)
            what = _("its time has come") if time.by else _("not approved in time")
            log.event(what, log.WARNING if error else log.INFO, show=show.slug, episode=id_, then=verb, error=error)

    def _give_up(self, settings: Settings, show: ShowSettings, state: DueState, last: Run) -> None:
        """Tell that all attempts have failed: that there was nothing to brief is no failure, but worth a line."""
        failed = last.status is not RunStatus.NOTHING
        fields = {"show": show.slug, "edition": state.edition, "error": last.error}
        advice = {"advice": failure_advice(show, state.edition)} if failed else {}

        def claim() -> bool:
            mine = self._schedules.claim_report(show.slug, state.edition)
            if mine:
                log.event("missed" if failed else _("nothing to brief"), **fields, **advice)
            return mine

        if failed:
            self._notifier.missed(settings, show, last, state.edition, claim)
        else:
            claim()


def _width(settings: Settings) -> int:
    """Return how many runs are made here at once."""
    return capacity.runs(settings.service.parallel, [show.engine for show in settings.show])


def _not_begun(show: ShowSettings, error: Exception, now: dt.datetime) -> Run:
    """Return what `make --all` says of a show of which no run could be begun: it is not written."""
    code = error.exit_code if isinstance(error, TingbaoError) else 1
    run = Run(new_id(now), show.slug, "schedule", now, ended=now)
    return replace(run, status=RunStatus.FAILED, exit_code=code, error=str(error))
