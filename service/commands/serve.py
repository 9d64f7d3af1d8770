"""`tingbao make --all`, `tingbao schedule` and the schedule of `tingbao serve`."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from service import settings
from service.commands.terminal import print_json, print_table, service_log
from service.errors import ConfigError
from service.runs import time_limit
from service.runs.scheduler import Scheduler
from service.settings import Settings

NO_CONFIG = "There is no tingbao.toml, so no show is due by itself: `tingbao init` writes one."


def make_all(config: Path | None, cluster: str | None, *, as_json: bool, quiet: bool) -> int:
    """Makes every show that is due; the exit code: the worst of them, 0 where nothing was due."""
    from service.runs import rounds

    settled = _configured(settings.load(config))
    if cluster is not None:
        settled = settled.on_cluster(cluster)
    signal.signal(signal.SIGTERM, _end(time_limit.ASKED))
    with service_log(quiet=quiet):
        outcomes = rounds.make_due(settled, dt.datetime.now(dt.UTC), as_json=as_json)
    if as_json:
        print_json([dict(outcome.document) for outcome in outcomes])
    for run in (outcome.run for outcome in outcomes):
        if quiet and run.exit_code not in (0, rounds.NOTHING):
            sys.stderr.write(f"tingbao: {run.show}: {run.error}\n")
    return rounds.worst(outcomes)


def list_runs(config: Path | None, *, as_json: bool) -> None:
    """The next run of each show, and how it stands with the last."""
    from service.core.cron import next_due
    from service.runs.due import DueStatus
    from service.runs.schedule_state import ScheduleStateStore
    from service.runs.supervisor import plan_of

    settled, now = _configured(settings.load(config)), dt.datetime.now(dt.UTC)
    rows = []
    for show in settled.scheduled:
        plan, cron = plan_of(settled, show, now, ScheduleStateStore(settled.state)), settled.cron(show)
        waiting = plan.standing in (DueStatus.DUE, DueStatus.WAITING)
        following = plan.at.astimezone(cron.zone) if waiting else next_due(cron, now)
        rows.append((show, plan, following))
    if as_json:
        print_json(
            [
                {
                    "show": show.slug,
                    "schedule": show.schedule,
                    "timezone": settled.cron(show).zone.key,
                    "next": following.isoformat(timespec="seconds"),
                    "latest": {"due": plan.due.isoformat(), "edition": plan.edition, "standing": str(plan.standing)},
                }
                for show, plan, following in rows
            ]
        )
        return
    print_table(
        ("show", "next", "latest", "standing"),
        [(show.slug, f"{at:%a %Y-%m-%d %H:%M %Z}", plan.edition, str(plan.standing)) for show, plan, at in rows],
    )


def serve(config: Path | None, host: str | None, port: int | None, *, keep_schedule: bool) -> None:
    """Serves what is published until it is stopped, and keeps the schedule meanwhile."""
    from service.web import server

    settled = settings.load(config)
    host, port = host or settled.service.host, port or settled.service.port
    _ = settled.output  # ConfigError where it is no folder, before any show is begun
    if settled.service.base_url.startswith("http://127.0.0.1") and not settled.service.base_url.endswith(f":{port}"):
        sys.stderr.write(
            f"The feeds name {settled.service.base_url}, not port {port}: set base_url, or clients find no audio.\n"
        )
    listener = server.listen(host, port)  # before anything is begun that would have to be ended again
    if not keep_schedule:
        server.run(lambda: settled, listener)
        return
    if not settled.configured:
        sys.stderr.write(f"{NO_CONFIG}\n")
    with keeping(config) as service:
        server.run(lambda: service.settings, listener, service, service.end)


def run(config: Path | None) -> None:
    """Keeps the schedule until it is stopped."""
    _configured(settings.load(config))
    with keeping(config):
        threading.Event().wait()


@contextmanager
def keeping(config: Path | None) -> Iterator[Scheduler]:
    """The service, at work inside: SIGHUP has it read the config again, SIGTERM ends it."""
    file = settings.load(config).file  # which from now on must be there
    service = Scheduler(lambda: settings.load(config or file))
    signal.signal(signal.SIGTERM, _end(0))
    signal.signal(signal.SIGHUP, lambda *_: threading.Thread(target=service.reload, daemon=True).start())
    with service_log(), service.running():
        yield service


def _configured(settled: Settings) -> Settings:
    if not settled.configured:
        raise ConfigError(NO_CONFIG)
    return settled


def _end(code: int) -> Callable[..., None]:
    """A handler of signals that ends the command with that code."""

    def handler(*_: object) -> None:
        raise SystemExit(code)

    return handler
