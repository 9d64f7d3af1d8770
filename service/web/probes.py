"""`/healthz`, `/readyz`, `/metrics`: for monitoring. They show no paths, no texts and no secrets."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from service.audience.audience import Audience
from service.errors import TingbaoError
from service.settings import Settings
from service.web import health, metrics
from service.web.health import ShowHealth


class Probes:
    """Serve the three, from the settings of the moment."""

    def __init__(self, settings: Callable[[], Settings], audience: Callable[[], Audience]) -> None:
        self._settings, self._audience, self._metrics = settings, audience, metrics.Metrics()

    async def healthz(self, request: Request) -> Response:
        """Answer that the process is alive."""
        return JSONResponse({"status": "ok"})

    async def readyz(self, request: Request) -> Response:
        """Answer whether the service can make its shows; 503 with the reasons where it cannot."""
        current = await run_in_threadpool(health.check_health, self._settings(), dt.datetime.now(dt.UTC))
        body = {
            "ready": not current.reasons,
            "reasons": list(current.reasons),
            "disk_free_bytes": current.free,
            "shows": [_described(each) for each in current.shows],
        }
        return JSONResponse(body, 503 if current.reasons else 200)

    async def metrics(self, request: Request) -> Response:
        """Answer with the metrics in Prometheus' text format."""
        text = await run_in_threadpool(self._metrics_text, dt.datetime.now(dt.UTC))
        return PlainTextResponse(text, media_type=metrics.TYPE)

    def _metrics_text(self, now: dt.datetime) -> str:
        downloads = None
        with contextlib.suppress(TingbaoError):  # `/status` says why
            downloads = self._audience().recent_counts(now)
        return self._metrics.render(self._settings(), now, downloads)


def _described(show_health: ShowHealth) -> dict[str, Any]:
    last = show_health.last
    return {
        "show": show_health.show.slug,
        "engine": show_health.show.engine,
        "last_run": last
        and {
            "status": last.status,
            "ended": last.ended and last.ended.isoformat(timespec="seconds"),
            "engine": last.engine,
            "engine_failures": last.counts.get("engine_failures", 0),
            "fallbacks": last.counts.get("fallbacks", 0),
        },
        "last_success": show_health.last_success and show_health.last_success.isoformat(timespec="seconds"),
        "next_due": show_health.next_due.isoformat(timespec="seconds"),
    }
