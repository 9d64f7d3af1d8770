"""The page of a story's whole article: what is told is marked, and each other sentence has a button to tell it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from service.core.show_settings import ShowSettings
from service.publishing import episode_notes
from service.settings import Settings
from service.web import open_drafts
from service.web.desk.desk_episode import asked
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of, version_tag


class ArticlePage:
    """Serve the articles of a draft's stories."""

    def __init__(self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]]) -> None:
        """`render` makes a page of a template."""
        self._settings, self._render = settings, render

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the article of a story."""
        settings, show, id_ = asked(self._settings(), request, session)
        values = await open_drafts.told(_page_values, settings, show, id_, request.path_params["part"])
        return await self._render(request, "desk_article.html", 200, session, **values)


def _page_values(settings: Settings, show: ShowSettings, id_: str, part: str) -> dict[str, object]:
    from service.pipeline import draft_article

    desk = desk_of(settings, show, id_)
    version = desk.version()
    return {
        "draft": f"/desk/{show.slug}/{id_}",
        "title": episode_notes.title(version.draft.script),
        "version": version_tag(desk.waiting, version.number),
        "article": draft_article.article_of(desk, version, part),
    }
