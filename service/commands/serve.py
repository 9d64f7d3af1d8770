"""`tingbao serve` and `tingbao schedule`: keep the schedule, with the web server or without."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from service import settings
from service.commands.terminal import print_json, print_note, print_table, service_log
from service.core.messages import _
from service.errors import ConfigError
from service.runs.scheduler import Scheduler, reloaded
from service.runs.supervisor import RunSupervisor
from service.settings import Settings

NO_CONFIG = _("There is no tingbao.toml, so no show is due by itself: `tingbao init` writes one.")


def list_runs(config: Path | None, *, as_json: bool) -> None:
    """Print the next run of each show, and how it stands with the last."""
    from service.core.cron import next_due
    from service.runs.due import DueStatus
    from service.runs.schedule_state import ScheduleStateStore
    from service.runs.supervisor import due_state

    found, now = load_configured(config), dt.datetime.now(dt.UTC)
    rows = []
    for show in found.scheduled:
        state, cron = due_state(found, show, now, ScheduleStateStore(found.state)), found.cron(show)
        at_work = state.status is DueStatus.RUNNING
        following = next_due(cron, now) if at_work else state.check_at.astimezone(cron.zone)
        rows.append((show, state, following))
    if as_json:
        print_json(
            [
                {
                    "show": show.slug,
                    "schedule": show.schedule,
                    "timezone": found.cron(show).zone.key,
                    "next": following.isoformat(timespec="seconds"),
                    "latest": {"due": state.due.isoformat(), "edition": state.edition, "standing": str(state.status)},
                }
                for show, state, following in rows
            ]
        )
        return
    print_table(
        (_("show"), _("next"), _("latest"), _("standing")),
        [(show.slug, f"{at:%a %Y-%m-%d %H:%M %Z}", state.edition, str(state.status)) for show, state, at in rows],
    )


def serve(config: Path | None, host: str | None, port: int | None, *, keep_schedule: bool, json_log: bool) -> None:
    """Serve what is published until it is stopped, and keep the schedule meanwhile."""
    from service.web import server

    found = settings.load(config)
    host, port = host or found.service.host, port or found.service.port
    __ = found.output  # ConfigError where it is no folder, before any show is begun
    if found.service.base_url.startswith("http://127.0.0.1") and not found.service.base_url.endswith(f":{port}"):
        print_note(
            _(
                "The feeds name {base_url}, not port {port}: set base_url, or clients find no audio.",
                base_url=found.service.base_url,
                port=port,
            )
        )
    listener = server.listen(host, port)  # before anything is begun that would have to be ended again
    if not keep_schedule:
        _serve_alone(config, found, listener, json_log=json_log)
        return
    if not found.configured:
        print_note(NO_CONFIG)
    with keeping(config, json_log=json_log) as scheduler:
        server.run(lambda: scheduler.settings, scheduler.supervisor, listener, scheduler.end)


def _serve_alone(config: Path | None, in_force: Settings, listener: socket.socket, *, json_log: bool) -> None:
    """Serve what is published, and make what the API asks for. SIGHUP has the config read again here too."""
    from service.web import server

    def reload(*__: object) -> None:
        nonlocal in_force
        in_force = reloaded(lambda: settings.load(config or in_force.file), in_force) or in_force

    supervisor = RunSupervisor(in_force)
    signal.signal(signal.SIGTERM, exit_at(0))
    signal.signal(signal.SIGHUP, reload)
    try:
        with service_log(as_json=json_log):
            supervisor.keep_delivering(lambda: in_force)
            server.run(lambda: in_force, supervisor, listener)
    finally:
        supervisor.stop()


def run(config: Path | None, *, json_log: bool) -> None:
    """Keep the schedule until it is stopped."""
    load_configured(config)
    with keeping(config, json_log=json_log):
        threading.Event().wait()


@contextmanager
def keeping(config: Path | None, *, json_log: bool) -> Iterator[Scheduler]:
    """Keep the schedule inside: SIGHUP has it read the config again, SIGTERM ends it."""
    file = settings.load(config).file  # which from now on must be there
    scheduler = Scheduler(lambda: settings.load(config or file))
    signal.signal(signal.SIGTERM, exit_at(0))
    signal.signal(signal.SIGHUP, lambda *__: threading.Thread(target=scheduler.reload, daemon=True).start())
    with service_log(as_json=json_log), scheduler.running():
        yield scheduler


def load_configured(config: Path | None) -> Settings:
    """Return the settings. Raise ConfigError where there is no config file."""
    found = settings.load(config)
    if not found.configured:
        raise ConfigError(NO_CONFIG)
    return found


def exit_at(code: int) -> Callable[..., None]:
    """Return a handler of signals that ends the command with that code."""

    def handler(*__: object) -> None:
        raise SystemExit(code)

    return handler
