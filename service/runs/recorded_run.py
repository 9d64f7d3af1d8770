"""Make an episode as a run: recorded, logged and bounded. Each `tingbao make` does it here, whoever started it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from service import briefing, settings
from service.briefing import Result
from service.core import log
from service.core.field_types import typed_wish
from service.core.progress import Progress
from service.core.show_settings import ShowSettings
from service.errors import PublishError, TingbaoError
from service.pipeline.episode_spec import BriefingRequest
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs import approval, run_process, run_report, time_limit
from service.runs.approval import Approved
from service.runs.request import RunRequest
from service.runs.run_records import RunLog, RunStatus, RunStore
from service.settings import Settings


def make_typed(request: BriefingRequest, settings: Settings, progress: Progress) -> Result:
    """Make what a person asks for, who may look on."""
    show = settings.pick_show(request.show).slug
    with RunStore(settings.state).recording(show, edition=request.edition) as recorder:
        return _make(request, settings, progress, recorder)


def approve_typed(
    settings: Settings, show: ShowSettings, id_: str, by: str, progress: Progress, *, version: int | None = None
) -> Approved:
    """Publish what a person approves of, who may look on. Raise as `approval.approve`."""
    edition = PendingEpisodes(settings.state, show.slug).require(id_).episode.edition
    with RunStore(settings.state).recording(show.slug, edition=edition) as recorder:
        return _approve(settings, show, id_, by, progress, version, recorder)


def make_requested(request: RunRequest) -> None:
    """Make what the supervisor asks of this process (`run_process.execute`), with the settings of the request."""
    with run_process.naming_worker(request.worker):
        found = settings.load(Path(request.config) if request.config else None, request.service)
        show = found.pick_show(request.show).slug
    runs = RunStore(found.state)
    with runs.recording(show, id_=request.id, trigger=request.trigger, edition=request.edition) as recorder:
        try:
            with run_process.naming_worker(request.worker):
                if request.approve:
                    wanted, by = found.pick_show(request.show), request.approved_by
                    _approve(found, wanted, request.approve, by, Progress(), request.version, recorder)
                    return
                result = _make(_briefing_request(request), found, Progress(), recorder)
        except TingbaoError as error:
            if request.report:
                runs.put_report(show, request.id, run_report.failed(error))
            raise
        if request.report:
            runs.put_report(show, request.id, run_report.made(result, found))


def _make(request: BriefingRequest, settings: Settings, progress: Progress, recorder: RunLog) -> Result:
    """Make the episode within the time limit; what comes of it goes to the record."""
    progress = replace(progress, staged=recorder.staged, count=recorder.count)
    with time_limit.bounded(settings.service.time_limit, recorder):
        result = briefing.make(request, settings, dt.datetime.now(dt.UTC), progress)
    assert result.episode
    recorder.result(
        status=RunStatus(result.status),
        exit_code=0,
        edition=result.spec.edition,
        episode=result.episode.id,
        engine=result.episode.engine,
        warnings=tuple(result.warnings),
        timings=result.timings,
    )
    return result


def _approve(
    settings: Settings,
    show: ShowSettings,
    id_: str,
    by: str,
    progress: Progress,
    version: int | None,
    recorder: RunLog,
) -> Approved:
    """Publish the episode within the time limit; what comes of it, and who wanted it, goes to the record."""
    recorder.result(approved_by=by)
    with suppress(PublishError):
        recorder.save()  # the desk tells that it is being published
    log.event("approved", log.DEBUG, episode=id_, by=by)
    progress = replace(progress, staged=recorder.staged, count=recorder.count)
    with time_limit.bounded(settings.service.time_limit, recorder):
        approved = approval.approve(settings, show, id_, by, progress, version=version)
    recorder.result(
        status=RunStatus.MADE,
        exit_code=0,
        edition=approved.episode.edition,
        episode=id_,
        engine=approved.episode.engine,
        warnings=approved.warnings,
        timings=approved.timings,
    )
    return approved


def _briefing_request(request: RunRequest) -> BriefingRequest:
    return BriefingRequest(
        inputs=request.inputs,
        show=request.show,
        date=request.date,
        edition=request.edition,
        length=request.length,
        engine=request.engine,
        lead=tuple(map(typed_wish, request.lead)),
        pin=tuple(map(typed_wish, request.pin)),
        drop=tuple(map(typed_wish, request.drop)),
        force=request.force,
        skip_if_published=request.trigger == "schedule" and not request.force,
    )
