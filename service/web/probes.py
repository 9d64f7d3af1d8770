"""`/healthz`, `/readyz`, `/metrics`: for whoever watches over the service. No paths, no texts, no secrets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.settings import Settings
from service.web import health, metrics
from service.web.health import ShowHealth

_NEVER_KEPT = {"cache-control": "no-store"}


class Probes:
    """The three, over the settings as they stand."""

    def __init__(self, settings: Callable[[], Settings]) -> None:
        self._settings, self._metrics = settings, metrics.Metrics()

    async def healthz(self, request: Request) -> Response:
        """The process answers."""
        return JSONResponse({"status": "ok"}, headers=_NEVER_KEPT)

    async def readyz(self, request: Request) -> Response:
        """Whether mornings go well; 503 with the reasons where they do not."""
        found = await run_in_threadpool(health.look, self._settings(), dt.datetime.now(dt.UTC))
        body = {
            "ready": not found.reasons,
            "reasons": list(found.reasons),
            "disk_free_bytes": found.free,
            "shows": [_told(each) for each in found.shows],
        }
        return JSONResponse(body, 503 if found.reasons else 200, _NEVER_KEPT)

    async def metrics(self, request: Request) -> Response:
        """Prometheus' text format."""
        text = await run_in_threadpool(self._metrics.render, self._settings(), dt.datetime.now(dt.UTC))
        return PlainTextResponse(text, headers=_NEVER_KEPT, media_type=metrics.TYPE)


def _told(standing: ShowHealth) -> dict[str, Any]:
    last = standing.last
    return {
        "show": standing.show.slug,
        "engine": standing.show.engine,
        "last_run": last
        and {
            "status": last.status,
            "ended": last.ended and last.ended.isoformat(timespec="seconds"),
            "engine": last.engine,
            "engine_failures": last.counts.get("engine_failures", 0),
            "fallbacks": last.counts.get("fallbacks", 0),
        },
        "last_success": standing.last_success and standing.last_success.isoformat(timespec="seconds"),
        "next_due": standing.next_due.isoformat(timespec="seconds"),
    }
