"""The page on which a whole programme is heard as it would go out; while it is made, how far it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core.show_settings import ShowSettings
from service.publishing import episode_notes
from service.settings import Settings
from service.web import open_drafts
from service.web.desk import desk_forms
from service.web.desk.desk_episode import asked
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of
from service.web.studio import Studio


class ListenPage:
    """Serve the sound of a draft's newest version."""

    def __init__(
        self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]], studio: Studio
    ) -> None:
        """`render` makes a page of a template; `studio` makes the programme."""
        self._settings, self._render, self._studio = settings, render, studio

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the programme, or with how far it is."""
        settings, show, id_ = asked(self._settings(), request, session)
        values = await open_drafts.told(_page_values, settings, show, id_, self._studio)
        return await self._render(request, "desk_listen.html", 200, session, **values)

    async def start(self, request: Request, session: DeskSession) -> Response:
        """Have the programme made, and lead to the page."""
        await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings, show, id_ = asked(self._settings(), request, session)
        await open_drafts.told(_started, settings, show, id_, self._studio)
        return RedirectResponse(request.url.path, 303)

    async def audio(self, request: Request, session: DeskSession) -> Response:
        """Answer with the sound of a version, whole or in part."""
        settings, show, id_ = asked(self._settings(), request, session)
        return await open_drafts.programme(request, settings, show, id_)


def _page_values(settings: Settings, show: ShowSettings, id_: str, studio: Studio) -> dict[str, object]:
    from service.runs import draft_report

    desk = desk_of(settings, show, id_)
    version = desk.version()
    sound = studio.jobs.state(desk, version)
    is_being_made = sound.state == "making"  # the page looks again all the time: nothing else is told then
    report = None if is_being_made else draft_report.told(desk.show, desk.id, desk.view(version))
    return {
        "draft": f"/desk/{show.slug}/{id_}",
        "title": episode_notes.title(version.draft.script),
        "report": report,
        "sound": sound,
    }


def _started(settings: Settings, show: ShowSettings, id_: str, studio: Studio) -> None:
    desk = desk_of(settings, show, id_)
    studio.jobs.start(desk, desk.version())
