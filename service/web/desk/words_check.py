"""What is to be checked in a text of the draft's page, told while it is typed; nothing is saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.settings import Settings
from service.web import open_drafts
from service.web.desk import desk_forms
from service.web.desk.desk_episode import asked, version_of_tag
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of
from service.web.turns import Turns


class WordsCheck:
    """Check texts."""

    def __init__(
        self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]], turns: Turns
    ) -> None:
        """`render` makes a page of a template; `turns` are those of checks."""
        self._settings, self._render, self._turns = settings, render, turns

    async def check(self, request: Request, session: DeskSession) -> Response:
        """Answer with the warnings alone. A warning forbids nothing."""
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings, show, id_ = asked(self._settings(), request, session)
        async with self._turns.take():
            values = await open_drafts.told(_values, settings, show, id_, fields)
        return await self._render(request, "desk_check.html", 200, session, **values)


def _values(settings: Settings, show: ShowSettings, id_: str, fields: Mapping[str, str]) -> dict[str, object]:
    from service.pipeline import draft_check
    from service.runs import draft_report
    from service.web.desk import draft_edits

    desk = desk_of(settings, show, id_)
    seen = version_of_tag(desk, fields.get("version", ""))
    change = draft_edits.change_of_field(fields, seen.draft.script) if seen else None
    if not seen or not change:
        return {"warnings": (), "fault": ""}
    try:
        return {"warnings": draft_report.checked(draft_check.check(desk, change, seen)).warnings, "fault": ""}
    except UsageError as error:
        return {"warnings": (), "fault": str(error)}
