"""Rounds: every show that is due is made, a bounded number at once; none that fails harms another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from service.core import log
from service.errors import TingbaoError
from service.runs.due import DueStatus
from service.runs.run_records import Run, RunStatus, new_id
from service.runs.supervisor import RunResult, RunSupervisor, at_once
from service.settings import Settings, ShowSettings

NOTHING = 3
"""The exit code of a run that finds nothing to brief."""
_WORST = (1, 2, 4, NOTHING)
"""Exit codes, the worst first."""


def make_due(settings: Settings, now: dt.datetime, *, as_json: bool = False) -> list[RunResult]:
    """Makes every show that is due at `now`, and waits for all; the outcomes in the shows' order.

    `as_json` has each run print its result, for the outcome's document.
    """
    crew, round_ = RunSupervisor(settings), round_at(now)

    def make(show: ShowSettings) -> RunResult | None:
        try:
            plan = crew.look(settings, show, now)
            due = plan.standing is DueStatus.DUE
            return crew.attempt(settings, show, plan, round_, as_json=as_json) if due else None
        except (TingbaoError, OSError) as error:
            return _failed(show, error, now)

    with ThreadPoolExecutor(at_once(settings)) as pool:
        futures = [pool.submit(make, show) for show in settings.scheduled]
        try:
            return [outcome for future in futures if (outcome := future.result())]
        except BaseException:  # Ctrl-C, SIGTERM
            pool.shutdown(wait=False, cancel_futures=True)
            crew.stop()
            raise


def round_at(now: dt.datetime) -> str:
    """The round that a run begun at `now` belongs to: what is due together is begun within ten minutes."""
    return f"{now.astimezone(dt.UTC):%Y%m%dT%H%M}"[:-1]


def worst(outcomes: Sequence[RunResult]) -> int:
    """The exit code for all: the worst of them."""
    codes = {outcome.run.exit_code or 0 for outcome in outcomes}
    return next((code for code in _WORST if code in codes), max(codes, default=0))


def _failed(show: ShowSettings, error: Exception, now: dt.datetime) -> RunResult:
    """The outcome where no run could be begun."""
    code = error.exit_code if isinstance(error, TingbaoError) else 1
    run = Run(
        new_id(now), show.slug, "schedule", now, ended=now, status=RunStatus.FAILED, exit_code=code, error=str(error)
    )
    log.event("not begun", show=show.slug, error=str(error))
    return RunResult(run, {"show": show.slug, "status": "failed", "error": str(error)})
