"""The button by which an editor has the next draft made now, or one that waits made anew from all copy there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core import log
from service.core.show_settings import ShowSettings
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.request import RunRequest
from service.runs.supervisor import draft_request
from service.settings import Settings
from service.web.desk import desk_forms
from service.web.desk.decision_page import Submit, recorded
from service.web.desk.desk_episode import show_of_person
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import told


class DraftOrders:
    """Have drafts made."""

    def __init__(self, settings: Callable[[], Settings], submit: Submit) -> None:
        """`submit` has a run made."""
        self._settings, self._submit = settings, submit

    async def make(self, request: Request, session: DeskSession) -> Response:
        """Have a draft made, and lead back to the first page, which tells that it is at work."""
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings = self._settings()
        show = show_of_person(settings, request, session)
        run = await told(_request, settings, show, fields.get("edition", ""))
        log.event("draft asked for at the desk", show=show.slug, edition=run.edition, by=session.person.name)
        await self._submit(settings, run)
        await recorded(settings, run)
        return RedirectResponse("/desk/", 303)


def _request(settings: Settings, show: ShowSettings, edition: str) -> RunRequest:
    """Return the request for the next draft, or for the one of an edition that waits, to be made anew."""
    pending = PendingEpisodes(settings.state, show.slug)
    waiting = next((each for each in pending.list() if each.episode.edition == edition), None)
    drafted = waiting is not None and pending.newest_draft(waiting) > 0
    now = dt.datetime.now(dt.UTC)
    return draft_request(settings, show, now, edition=edition if waiting else "", force=drafted)
