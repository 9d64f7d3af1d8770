"""The web application: what is published, health, the API and the status page for operators, the desk for editors."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.audience.audience import CurrentAudience
from service.core.messages import _
from service.runs.supervisor import RunSupervisor
from service.settings import Settings
from service.web import cache_headers, openapi
from service.web.api import Api, BriefingsApi
from service.web.copy_api import CopyApi
from service.web.copy_reader import CopyReader
from service.web.desk.desk_app import Desk
from service.web.download_counter import DownloadCounter
from service.web.drafts_api import DraftsApi
from service.web.items_api import ItemsApi
from service.web.probes import Probes
from service.web.problems import problem
from service.web.static_files import StaticFiles
from service.web.status import StatusPage
from service.web.studio import Studio
from service.web.tokens import Tokens
from service.web.turns import Turns

MOST_CHECKS = 20
"""Texts that wait to be checked: each takes a fifth of a second."""

MOST_SOUNDS = 5
"""Sounds that wait to be read: each has some 20 MB, and takes three seconds at the most."""


def build(settings: Callable[[], Settings], supervisor: RunSupervisor) -> ASGIApp:
    """Return the application over the settings as they stand at each request; runs are submitted to `supervisor`."""
    tokens = Tokens()
    audience = CurrentAudience(settings)
    probes, status = Probes(settings, audience), StatusPage(settings, tokens, audience)
    briefings = BriefingsApi(settings, supervisor)
    studio, reader = Studio(), CopyReader()
    checks = Turns(MOST_CHECKS, _("Too many texts are checked at once: try again in a moment."), 1)
    drafts, copy = DraftsApi(settings, briefings.submit, studio, checks), CopyApi(settings, reader)
    sounds = Turns(MOST_SOUNDS, _("Too many sounds are sent in at once: try again in a moment."), 10)
    items = ItemsApi(settings, studio, sounds)
    api = Api(tokens, [*briefings.routes, *drafts.routes, *copy.routes, *items.routes])
    desk = Desk(settings, briefings.submit, studio, reader, checks, sounds)
    app = Starlette(
        routes=[
            Route("/healthz", probes.healthz),
            Route("/readyz", probes.readyz),
            Route("/metrics", probes.metrics),
            Route("/status", status.page),
            Route("/status", status.enter, methods=["POST"]),
            Route("/status.css", status.style),
            Route("/openapi.json", openapi.document),
            Route("/desk", desk),
            Mount("/desk", desk),
            Route("/api", api),
            Mount("/api", api),
        ],
        exception_handlers={HTTPException: problem, Exception: problem},
    )
    app.router.redirect_slashes = False
    app.router.default = DownloadCounter(StaticFiles(settings), settings, audience)
    return _CommonHeaders(app, settings)


class _CommonHeaders:
    """Add the security headers to every answer, and that it is not to be stored where it says nothing of that."""

    def __init__(self, app: ASGIApp, settings: Callable[[], Settings]) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = cache_headers.security_headers(self._settings().service.base_url.startswith("https://"))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.update(headers)
                if answered.get("content-security-policy") == cache_headers.PLAYER_POLICY:
                    del answered["x-frame-options"]  # it knows no value that lets every site
                answered.setdefault("cache-control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)
