"""The request for one run: one value for the scheduler, the API and `make --all`, on this machine and on a cluster.

`tingbao make --request -` reads it as JSON from stdin.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from service.runs import run_records
from service.settings import Settings

_NOT_SENT = {
    *("host", "port", "parallel", "cluster", "desk_url"),
    *("on_failure", "on_success", "on_approval", "smtp", "mail_from"),
}
"""Settings of the service that no run needs."""


@dataclass(frozen=True, slots=True)
class RunRequest:
    """A run to be made, wherever config, state and output lie by the same paths.

    It holds no secret: a run has those of the environment in which it is made.
    """

    id: str
    show: str
    trigger: Literal["schedule", "api"]
    folder: str
    """Where the run's process works: the folder of the config file."""
    config: str
    """The config file; empty: none."""
    service: dict[str, Any]
    """The service's settings in force, which stand above the config file's."""
    edition: str = ""
    inputs: tuple[str, ...] = ()
    length: float | None = None
    """Seconds."""
    engine: str = ""
    date: dt.date | None = None
    lead: tuple[str, ...] = ()
    """What leads in this run: words of its headline, as `--lead` takes them. `pin` and `drop` likewise."""
    pin: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    force: bool = False
    approve: str = ""
    """Publish this episode, which waits for approval, and make none."""
    version: int | None = None
    """The version of its draft that was approved; None: the newest."""
    approved_by: str = ""
    report: bool = False
    """Keep what `make --json` would print beside the record."""
    worker: str = ""
    """The host of the cluster's worker that makes the run; empty: this machine."""

    @property
    def state(self) -> Path:
        """The folder of the run's record."""
        return Path(self.service["state"])

    @property
    def time_limit(self) -> float:
        """Seconds that the run may take."""
        return float(self.service["time_limit"])


def new_request(
    settings: Settings,
    show: str,
    trigger: Literal["schedule", "api"],
    *,
    edition: str = "",
    inputs: tuple[str, ...] = (),
    length: float | None = None,
    engine: str = "",
    date: dt.date | None = None,
    lead: tuple[str, ...] = (),
    pin: tuple[str, ...] = (),
    drop: tuple[str, ...] = (),
    force: bool = False,
    approve: str = "",
    version: int | None = None,
    approved_by: str = "",
    report: bool = False,
) -> RunRequest:
    """Return the request for a run of the show with these settings; empty values mean the show's own."""
    state = str(settings.state.absolute())
    return RunRequest(
        id=run_records.new_id(dt.datetime.now(dt.UTC)),
        show=show,
        trigger=trigger,
        folder=str(settings.home.absolute()),
        config=str(settings.file.absolute()) if settings.file else "",
        service=settings.service.model_dump(mode="json", exclude=_NOT_SENT) | {"state": state},
        edition=edition,
        inputs=inputs,
        length=length,
        engine=engine,
        date=date,
        lead=lead,
        pin=pin,
        drop=drop,
        force=force,
        approve=approve,
        version=version,
        approved_by=approved_by,
        report=report,
    )
