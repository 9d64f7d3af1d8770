"""The page on which a sound is brought into a draft, once: an advertisement, a greeting that somebody has recorded."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import OutdatedDraft, PublishError, UsageError
from service.runs.standing_desk import StandingDesk
from service.settings import Settings
from service.web.desk import items_page, uploads
from service.web.desk.desk_episode import asked
from service.web.desk.items_page import ItemForm
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of
from service.web.problems import Problem
from service.web.turns import Turns

TRIALS = 5
"""How often it is brought in anew because the draft has changed meanwhile."""


class OwnSoundPage:
    """Serve the page, and bring in what it sends. It is done on the newest version, whichever it is."""

    def __init__(
        self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]], sounds: Turns
    ) -> None:
        """`render` makes a page of a template; `sounds` are the turns of those that are sent in."""
        self._settings, self._render, self._sounds = settings, render, sounds

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the form."""
        return await self._page(request, session, 200, ItemForm())

    async def send(self, request: Request, session: DeskSession) -> Response:
        """Bring the sound in; where that cannot be, say why on the page. A sound that was kept stays in the form."""
        settings, show, id_ = asked(self._settings(), request, session)
        sent = await uploads.read_of(request, settings.service.base_url, session)
        form = ItemForm.sent(sent.fields)
        try:
            form = await items_page.with_sound(StandingDesk(settings, show).send, form, sent, self._sounds)
            place = await run_in_threadpool(_brought_in, settings, show, id_, form, session.person.name)
        except (UsageError, PublishError) as error:
            return await self._page(request, session, 422, form, str(error))
        except Problem as error:
            return await self._page(request, session, error.status_code, form, error.detail)
        return RedirectResponse(f"/desk/{show.slug}/{id_}#p-{place}", 303)

    async def _page(
        self, request: Request, session: DeskSession, status: int, form: ItemForm, fault: str = ""
    ) -> Response:
        settings, show, id_ = asked(self._settings(), request, session)
        titles = await run_in_threadpool(_titles, settings, show, id_)
        values = {"show": show, "draft": f"/desk/{show.slug}/{id_}", "titles": titles, "limits": items_page.limits()}
        return await self._render(request, "desk_own_sound.html", status, session, form=form, fault=fault, **values)


def _titles(settings: Settings, show: ShowSettings, id_: str) -> list[str]:
    return [segment.heading for _, segment in desk_of(settings, show, id_).version().draft.pairs]


def _brought_in(settings: Settings, show: ShowSettings, id_: str, form: ItemForm, by: str) -> int:
    """Bring the sound into the newest version, and return the number that it has there. Raise UsageError."""
    from service.editing import own_items
    from service.editing.programme_draft import Change, Verb

    desk = desk_of(settings, show, id_)
    if not form.sound:
        raise UsageError(_("Nothing was chosen."))
    place = int(form.place) if re.fullmatch(r"\d{1,3}", form.place, re.ASCII) else 0
    change = Change(Verb.OWN, form.title, place, form.text, desk.recordings.require(form.sound))
    for _attempt in range(TRIALS):
        try:
            new = desk.change(change, desk.version(), by, dt.datetime.now(dt.UTC))
        except OutdatedDraft:
            continue
        titles = [segment.title for _, segment in new.draft.pairs]
        return titles.index(own_items.title_of(form.title)) + 1
    raise UsageError(_("The draft is being changed all the time: try again."))
