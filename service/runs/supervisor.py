"""The runs of what is due: each a `tingbao make` process of its own, here or on a cluster, and told of."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from service.core import log
from service.errors import Locked, TingbaoError
from service.executors import Executor, open_executor
from service.pipeline import spec
from service.pipeline.pending import PendingEpisodes
from service.publishing import show_index, urls
from service.runs import approval, capacity, due, hooks, run_process, time_limit
from service.runs.due import DueState, DueStatus
from service.runs.run_process import ProcessResult, RunLaunch
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.schedule_state import ScheduleStateStore
from service.runs.subprocesses import SubprocessPool
from service.settings import Settings, ShowSettings
from service.storage.storage import open_storage

FOLLOWED = 64
"""Runs at once that are given to a cluster; a worker makes one for each of its threads."""


class PublishedEditions:
    """The editions of a show that are published or held back; looked up only when asked.

    One whose feed names other audio than its manifest is not: two made it at the same time, or a run was cut off.
    """

    def __init__(self, settings: Settings, show: ShowSettings) -> None:
        self._settings, self._show = settings, show

    def __contains__(self, edition: object) -> bool:
        from service.publishing import publish

        storage, show, id_ = (
            open_storage(self._settings.destination),
            self._settings.publication(self._show),
            str(edition),
        )
        if id_ in show_index.load(storage, show).ids:
            episode = show_index.intact(storage, show, id_)
            if not episode or publish.is_published(storage, show, episode):
                return True
        return PendingEpisodes(self._settings.state, self._show.slug).get(id_) is not None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of an attempt."""

    run: Run
    document: Mapping[str, Any]
    """What `make --json` printed."""


class ActiveRun:
    """A run that was handed to an executor, or is about to be."""

    def __init__(self, launch: RunLaunch) -> None:
        self.id, self.show, self.launch = launch.id, launch.show, launch
        self.ending: ProcessResult | None = None
        """How it ended; None while it is at work."""

    def code(self) -> int | None:
        """Its exit code; None while it is at work."""
        return self.ending.code if self.ending else None


def at_once(settings: Settings) -> int:
    """How many runs are followed at once."""
    return FOLLOWED if settings.service.cluster else capacity.runs(settings.service.parallel)


def plan_of(settings: Settings, show: ShowSettings, now: dt.datetime, memories: ScheduleStateStore) -> DueState:
    """How it stands with the show; TingbaoError where what is published cannot be read.

    A run counts for nothing where what it held back has been damaged.
    """
    cron = settings.cron(show)
    memory = memories.of(show.slug, show.schedule, cron.zone.key, now)
    damaged, deadline = PendingEpisodes(settings.state, show.slug).damaged(), dt.timedelta(seconds=show.deadline)
    past = [run for run in RunStore(settings.state).list(show.slug) if run.episode not in damaged]
    return due.plan(cron, PublishedEditions(settings, show), past, deadline, now, memory.since)


class RunSupervisor:
    """Looks after the shows of one service: at most one run of each."""

    def __init__(self, settings: Settings) -> None:
        self._memories = ScheduleStateStore(settings.state)
        self._errands = SubprocessPool()
        self._lock, self._opening = threading.Condition(), threading.Lock()
        self._at_work: dict[str, ActiveRun] = {}
        self._executors: dict[str, Executor] = {}
        self._stopping = False

    def look(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> DueState:
        """How it stands with the show; that all attempts have failed is reported, once.

        What waits for approval and has waited too long is published or dropped. Raises TingbaoError where what is
        published cannot be read.
        """
        self._decide(settings, show, now)
        plan = plan_of(settings, show, now, self._memories)
        if plan.standing is DueStatus.MISSED and plan.last and not self._memories.reported(show.slug, plan.edition):
            self._give_up(settings, show, plan, plan.last)
            self._memories.report(show.slug, plan.edition)
        if limit := approval.next_limit(settings, show):
            return replace(plan, at=min(plan.at, limit if limit > now else now + due.LOOK))
        return plan

    def _decide(self, settings: Settings, show: ShowSettings, now: dt.datetime) -> None:
        """Has a process of its own decide on each episode that has waited too long; one that fails is tried again."""
        verb = "approve" if show.approve_otherwise == "publish" else "remove"
        for id_ in approval.overdue(settings, show, now):
            words = run_process.command(settings, f"episodes {verb}", id_, "--show", show.slug)
            error = ""
            try:
                self._errands.run(words, settings.service.time_limit, run_process.environment())
            except OSError as fault:
                error = str(fault)
            log.event(
                "not approved in time",
                log.WARNING if error else log.INFO,
                show=show.slug,
                episode=id_,
                then=verb,
                error=error,
            )

    def attempt(
        self, settings: Settings, show: ShowSettings, plan: DueState, round_: str, *, as_json: bool
    ) -> RunResult:
        """A run for the plan's edition, followed to its end; shows of one `round_` share what they fetch.

        Raises Locked where a run of the show is at work here already.
        """
        words = ("--edition", plan.edition, *(["--json"] if as_json else []))
        handed = self.start(settings, show.slug, "schedule", words, round_=round_)
        run = self.follow(settings, handed, plan.edition)
        self.look(settings, show, dt.datetime.now(dt.UTC))
        return RunResult(run, {"show": show.slug, "edition": plan.edition, **_printed(handed.ending, run)})

    def start(
        self, settings: Settings, show: str, trigger: str, words: Sequence[str] = (), *, round_: str = ""
    ) -> ActiveRun:
        """Takes a run on, which somebody must follow.

        Raises Locked where one of the show is at work here, OSError where the service is about to end.
        """
        with self._lock:
            if self._stopping:
                raise OSError(errno.ECANCELED, "the service is about to end")
            if show in self._at_work:
                raise Locked(f"The run {self._at_work[show].id} of the show {show!r} is at work; wait for it to end.")
            handed = self._at_work[show] = ActiveRun(
                run_process.prepared(settings, show, trigger, words, round_=round_)
            )
        log.event("run started", show=show, run=handed.id, trigger=trigger)
        return handed

    def follow(self, settings: Settings, handed: ActiveRun, edition: str = "") -> Run:
        """Has the run made, waits for its end, sees that it has a record, and tells what came of it."""
        try:
            handed.ending = self._carried_out(settings, handed.launch)
        except TingbaoError as error:
            handed.ending = ProcessResult(error.exit_code, said=str(error))
        finally:
            with self._lock:
                del self._at_work[handed.show]
                self._lock.notify_all()
        run = self._record(settings, handed, handed.ending, edition)
        fields = {"show": run.show, "run": run.id, "status": str(run.status), "edition": run.edition}
        log.event("run ended", **fields, episode=run.episode, error=run.error)
        show = settings.pick_show(run.show)
        if run.status is RunStatus.MADE:
            self._tell(settings.service.on_success, _event("success", settings, show, run))
        elif run.status is RunStatus.HELD:
            self._tell(settings.service.on_approval, _event("approval", settings, show, run))
        elif run.status is RunStatus.FAILED and run.trigger != "schedule":
            self._tell(settings.service.on_failure, _event("failure", settings, show, run))
        return run

    def _tell(self, hook: str, event: Mapping[str, object]) -> None:
        hooks.call(hook, event, self._errands)

    def _carried_out(self, settings: Settings, launch: RunLaunch) -> ProcessResult:
        """Return how the run ended: on the cluster, if there is one and any of its workers can make the show."""
        named = dict(zip(launch.words, launch.words[1:], strict=False)).get("--engine", "")
        cluster = settings.service.cluster
        if cluster and not spec.is_portable(settings.pick_show(launch.show), settings, named):
            cluster = ""
        with self._opening:
            if cluster not in self._executors:
                width = capacity.runs(settings.service.parallel)
                self._executors[cluster] = open_executor(cluster, width, self._warn)
            executor = self._executors[cluster]
        if self._stopping:
            executor.stop()
        endings = executor.run(run_process.carry_out, [launch])
        return next((ending for _, ending in endings), ProcessResult(time_limit.ASKED))

    def _warn(self, text: str) -> None:
        log.event("cluster", warning=text)

    def at_work(self, show: str) -> str:
        """The id of the run of the show that is at work here; empty where there is none."""
        with self._lock:
            return self._at_work[show].id if show in self._at_work else ""

    def stop(self) -> None:
        """Ends all runs and errands at work; no further one is begun."""
        self._errands.stop()
        with self._lock:
            self._stopping = True
            for executor in tuple(self._executors.values()):
                executor.stop()
            self._lock.wait_for(lambda: not self._at_work, run_process.PATIENCE + 1)

    def _record(self, settings: Settings, handed: ActiveRun, ending: ProcessResult, edition: str) -> Run:
        """The run's record, written here where the run could not."""
        past, now = RunStore(settings.state), dt.datetime.now(dt.UTC)
        found = past.get(handed.show, handed.id)
        if found and found.status not in (RunStatus.RUNNING, RunStatus.LOST):
            return found
        code, said = ending.code, ending.said.removeprefix("tingbao: ")
        run = found or Run(handed.id, handed.show, "schedule" if edition else "api", now, edition)
        error = said or f"The process ended with code {code} without a word: it was killed, or there is no memory left."
        if ending.late:
            limit = settings.service.time_limit
            error = f"It ran longer than the {limit:g} s it may, did not end by itself, and was ended."
        elif not code:
            error = f"It ended well, but left nothing in {settings.state}: a worker must see that folder by this path."
        status = RunStatus.STOPPED if self._stopping and not ending.late else RunStatus.FAILED
        error = "It was stopped." if status is RunStatus.STOPPED and not said else error
        run = replace(run, status=status, exit_code=code if code > 0 else 1, ended=now, error=error)
        with contextlib.suppress(TingbaoError):
            past.put(run)
        return run

    def _give_up(self, settings: Settings, show: ShowSettings, plan: DueState, last: Run) -> None:
        """All attempts have failed: that there was nothing to brief is no failure, but worth a line."""
        fields = {"show": show.slug, "edition": plan.edition, "error": last.error}
        if last.status is RunStatus.NOTHING:
            log.event("nothing to brief", **fields)
            return
        log.event("missed", **fields, advice=_advice(show, plan.edition))
        self._tell(settings.service.on_failure, _event("failure", settings, show, last))


def _printed(ending: ProcessResult | None, run: Run) -> Mapping[str, Any]:
    """What the run printed, or the same from its record where it could not."""
    with contextlib.suppress(ValueError):
        printed: Mapping[str, Any] = json.loads(ending.out if ending else b"")
        return printed
    return {"status": str(run.status), "episode": run.episode, "error": run.error}


def _event(kind: str, settings: Settings, show: ShowSettings, run: Run) -> dict[str, object]:
    """What a hook is told."""
    publication = settings.publication(show)
    advice = {
        "failure": _advice(show, run.edition),
        "approval": f"`tingbao episodes approve {run.episode} --show {show.slug}` publishes it, `remove` drops it.",
    }
    told: dict[str, object] = {
        "event": kind,
        "show": show.slug,
        "title": show.title,
        "edition": run.edition,
        "episode": run.episode,
        "feed": urls.url(publication, urls.FEED),
        "error": run.error,
        "advice": advice.get(kind, ""),
        "log": str(RunStore(settings.state).log_path(run).absolute()),
    }
    plain = {
        key: value for key, value in asdict(run).items() if key in ("id", "trigger", "engine", "warnings", "timings")
    }
    return {**told, "run": plain}


def _advice(show: ShowSettings, edition: str) -> str:
    edition = f" --edition {edition}" if edition else ""
    return (
        "The feed stands as it was. See that what the error names is mended (`tingbao check` helps), then"
        f" `tingbao make --show {show.slug}{edition}`."
    )
