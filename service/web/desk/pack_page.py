"""The pack of a published episode at the desk: what its editor uploads elsewhere by hand, as one ZIP."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from service.core.messages import _
from service.publishing import publish, upload_pack
from service.settings import Settings
from service.storage.storage import open_storage
from service.web.desk import desk_episode
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem


class PackPage:
    """Answers with packs."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings = settings

    async def download(self, request: Request, session: DeskSession) -> Response:
        """Answer with the pack. Raise Problem 404 where the show is not theirs, or the episode is not published."""
        settings, show, id_ = desk_episode.asked(self._settings(), request, session)

        def packed() -> tuple[str, bytes]:
            storage, publication = open_storage(settings.destination), settings.publication(show)
            episode = publish.find(storage, publication, id_)
            if episode is None:
                raise Problem(404, _("There is no published episode {id} of {slug}.", id=id_, slug=show.slug))
            name = upload_pack.name_of(episode)
            return name, upload_pack.zipped(upload_pack.pack(storage, publication, episode), name)

        name, data = await run_in_threadpool(packed)
        headers = {
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.zip",
            "cache-control": "private, no-store",
        }
        return Response(data, media_type="application/zip", headers=headers)
