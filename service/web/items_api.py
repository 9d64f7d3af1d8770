"""The part of the API by which a show's standing items are kept, and sounds are sent in for them and for drafts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from service.core import json_codec
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.core.standing_items import StandingItem
from service.pipeline.recordings import MOST_BYTES
from service.runs.standing_desk import StandingDesk
from service.settings import Settings
from service.web import schemas
from service.web.copy_api import UPLOAD_SECONDS
from service.web.drafts_api import SOMEBODY, matched_of
from service.web.open_drafts import told
from service.web.problems import Problem
from service.web.request_parts import body_of, bounded_body, show_of
from service.web.schemas import EditorOrder, ItemOrder
from service.web.studio import Studio
from service.web.turns import Turns


class ItemsApi:
    """Serve the standing items of shows, and their sounds."""

    def __init__(self, settings: Callable[[], Settings], studio: Studio, turns: Turns) -> None:
        """`studio` speaks what is heard; `turns` are those of sounds that are sent in."""
        self._settings, self._studio, self._turns = settings, studio, turns
        items, sounds = "/shows/{show}/items", "/shows/{show}/sounds"
        self.routes = [
            Route(items, self._all, methods=["GET"]),
            Route(f"{items}/{{name:path}}/audio", self._spoken, methods=["GET"]),
            Route(f"{items}/{{name:path}}", self._one, methods=["PUT", "DELETE"]),
            Route(sounds, self._send, methods=["POST"]),
            Route(f"{sounds}/{{sound}}", self._hear, methods=["GET"]),
        ]

    async def _all(self, request: Request) -> Response:
        return await told(_report, self._desk(request))

    async def _one(self, request: Request) -> Response:
        desk, name, on = self._desk(request), request.path_params["name"], _version_in(matched_of(request))
        if request.method == "DELETE":
            by = schemas.read(EditorOrder, await body_of(request)).by or SOMEBODY
            await told(desk.remove, name, on, by)
        else:
            order = schemas.read(ItemOrder, await body_of(request))
            await told(_put, desk, name, order, on)
        return await told(_report, desk)

    async def _spoken(self, request: Request) -> Response:
        settings = self._settings()
        show = show_of(settings, request)
        return await told(spoken, settings, show, request.path_params["name"], self._studio)

    async def _send(self, request: Request) -> Response:
        desk = self._desk(request)
        data = await bounded_body(request, MOST_BYTES, UPLOAD_SECONDS)
        async with self._turns.take():
            found = await told(lambda: desk.recordings.require(desk.send(data)))
        body = json_codec.dump({"sound": found.key, "seconds": round(found.seconds, 2)})
        return Response(body, 201, media_type="application/json")

    async def _hear(self, request: Request) -> Response:
        return await told(heard, self._desk(request), request.path_params["sound"])

    def _desk(self, request: Request) -> StandingDesk:
        settings = self._settings()
        return StandingDesk(settings, show_of(settings, request))


def heard(desk: StandingDesk, key: str) -> Response:
    """Answer with a sound, as the mix takes it. Raise Problem 404 where it is not there, or damaged."""
    sound = desk.recordings.wav(key)
    if sound is None:
        raise Problem(404, _("There is no such sound, or its file is damaged."))
    return Response(sound, media_type="audio/wav")


def spoken(settings: Settings, show: ShowSettings, name: str, studio: Studio) -> Response:
    """Answer with a standing item as it would be heard. Raise as `item_clip.spoken`, Problem 404 where it is none."""
    item = StandingDesk(settings, show).get(name)
    if item is None:
        raise Problem(404, _("There is no standing item “{name}”.", name=name))
    from service.core.progress import Progress, StageTimer
    from service.pipeline import item_clip

    now = dt.datetime.now(dt.UTC)
    sound = item_clip.spoken(settings, show, item, StageTimer(Progress()), studio.engines, now)
    return Response(sound, media_type="audio/mpeg")


def _put(desk: StandingDesk, name: str, order: ItemOrder, on: str) -> None:
    recording = desk.recordings.require(order.sound) if order.sound else None
    item = StandingItem(
        order.name or name, order.text, recording, order.place, tuple(order.days), order.since, order.until, order.on
    )
    desk.put(name, item, on, order.by or SOMEBODY)


def _report(desk: StandingDesk) -> Response:
    report = desk.report(dt.datetime.now(dt.UTC))
    headers = {"etag": f'"{report.version}"', "cache-control": "no-cache"}
    return Response(json_codec.dump(report), media_type="application/json", headers=headers)


def _version_in(matched: str) -> str:
    """Return the version that an `If-Match` names."""
    return matched.strip('"')
