"""The page on which an episode is published, or dropped: what was changed, what is to be checked, and two buttons."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core import log
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import Locked
from service.pipeline import late_copy
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.runs import approval, publish_times
from service.runs.request import RunRequest, new_request
from service.runs.run_records import RunStore
from service.settings import Settings
from service.web.desk import desk_forms
from service.web.desk.desk_episode import asked
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of, told, version_tag, waiting_of
from service.web.problems import Problem

LONGEST_START = 5
"""Seconds that are waited for a run's record: its process takes about one."""
SOON = dt.timedelta(minutes=10)
"""How far ahead the time is that is offered where the episode's own time is past."""
_BUTTONS = ("publish", "at", "wait", "remove")
Submit = Callable[[Settings, RunRequest], Awaitable[Response]]


class DecisionPage:
    """Serve the page of a decision, and carry it out."""

    def __init__(
        self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]], submit: Submit
    ) -> None:
        """`render` makes a page of a template, `submit` has a run made."""
        self._settings, self._render, self._submit = settings, render, submit

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with what would be published."""
        settings, show, id_ = asked(self._settings(), request, session)
        values = await run_in_threadpool(_page_values, settings, show, id_)
        return await self._render(request, "desk_decision.html", 200, session, changed=False, **values)

    async def decide(self, request: Request, session: DeskSession) -> Response:
        """Publish or drop the episode; where its draft has changed since it was seen, show it anew and do neither."""
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings, show, id_ = asked(self._settings(), request, session)
        seen, by, what = fields.get("version", ""), session.person.name, fields.get("do")
        if what not in _BUTTONS:
            raise Problem(422, _("There is no such button."))
        if what in ("at", "wait"):
            at = fields.get("at", "") if what == "at" else None
            now = await told(_timed, settings, show, id_, seen, at, by)
        else:
            now = await run_in_threadpool(_removed if what == "remove" else _as_seen, settings, show, id_, seen)
        if now is None:
            values = await run_in_threadpool(_page_values, settings, show, id_)
            return await self._render(request, "desk_decision.html", 409, session, changed=True, **values)
        waiting, number = now
        if what == "remove":
            log.event("removed at the desk", show=show.slug, episode=id_, by=by)
        elif what == "publish":
            edition = waiting.episode.edition
            run = new_request(settings, show.slug, "api", edition=edition, approve=id_, version=number, approved_by=by)
            await self._submit(settings, run)
            await recorded(settings, run)
        return RedirectResponse("/desk/", 303)


async def recorded(settings: Settings, run: RunRequest) -> None:
    """Wait until the run has its record, so that the page that follows tells of it."""
    for _attempt in range(LONGEST_START * 10):
        if await run_in_threadpool(RunStore(settings.state).get, run.show, run.id):
            return
        await asyncio.sleep(0.1)


def _page_values(settings: Settings, show: ShowSettings, id_: str) -> dict[str, object]:
    from service.runs import draft_report

    desk = desk_of(settings, show, id_)
    version, zone = desk.version(), settings.cron(show).zone
    pending, now = PendingEpisodes(settings.state, show.slug), dt.datetime.now(dt.UTC)
    time = pending.publish_time(desk.waiting)
    due = desk.waiting.episode.published
    asked = time.at if time else due if due > now else now + SOON
    return {
        "show": show,
        "episode": desk.waiting.episode,
        "report": draft_report.told(desk.show, desk.id, desk.view(version)),
        "version": version_tag(desk.waiting, version.number),
        "draft": f"/desk/{show.slug}/{id_}",
        "time": time and replace(time, at=time.at.astimezone(zone)),
        "at": f"{asked.astimezone(zone):%Y-%m-%dT%H:%M}",
        "zone": zone.key,
        "late": late_copy.late_files(settings, show, desk.waiting),
    }


def _as_seen(settings: Settings, show: ShowSettings, id_: str, seen: str) -> tuple[PendingEpisode, int] | None:
    """Return the episode and its newest version; None where that is not the one that was seen. Raise Problem 404."""
    waiting = waiting_of(settings, show, id_)
    newest = PendingEpisodes(settings.state, show.slug).newest_draft(waiting)
    return (waiting, newest) if seen == version_tag(waiting, newest) else None


def _timed(
    settings: Settings, show: ShowSettings, id_: str, seen: str, at: str | None, by: str
) -> tuple[PendingEpisode, int] | None:
    """Have it published at a time, or no more (None), if it is as it was seen. Raise UsageError, Problem 404."""
    if found := _as_seen(settings, show, id_, seen):
        zone, now = settings.cron(show).zone, dt.datetime.now(dt.UTC)
        time = None if at is None else publish_times.parse(at, zone, now, found[0].episode.date)
        approval.set_time(settings, show, id_, time, by, version=found[1])
    return found


def _removed(settings: Settings, show: ShowSettings, id_: str, seen: str) -> tuple[PendingEpisode, int] | None:
    """Drop the episode, if it is as it was seen, and return it. Raise Problem 404, and 409 where a run is at work."""
    from service.pipeline.show_publisher import ShowPublisher

    publisher = ShowPublisher(settings, show, lambda text: None)
    try:
        with publisher.lock():
            if found := _as_seen(settings, show, id_, seen):
                publisher.pending.drop(id_)
            return found
    except Locked:
        raise Problem(409, _("A run of this show is at work: try again when it has ended.")) from None
