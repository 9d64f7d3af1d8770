"""`/status`: what an operator wants to see at a glance, behind the token. A page without scripts."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import functools
import time
from collections.abc import Callable, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from service.core import json_codec
from service.errors import TingbaoError
from service.model import Episode, Script
from service.pipeline.pending import PendingEpisodes
from service.runs.run_records import Run, RunStore
from service.settings import Settings, ShowSettings
from service.speech.circuit_breaker import CircuitBreaker
from service.storage.disk_cache import DiskCache
from service.web import health, show_paths, tokens
from service.web.health import ShowHealth
from service.web.problems import Problem
from service.web.tokens import Tokens

if TYPE_CHECKING:
    from jinja2 import Environment

RUNS = 20
"""Runs of a show that are shown."""
POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {"content-security-policy": POLICY, "cache-control": "no-store", "x-robots-tag": "noindex, nofollow"}
_COOKIE, _PATH = "tingbao_status", "/status"
_LONGEST, _PATIENCE = 2048, 10.0
"""Bytes of the form, and seconds in which it must have come."""
_FOLDER = resources.files("service.web") / "templates"


class StatusPage:
    """The page, its form and its style."""

    def __init__(self, settings: Callable[[], Settings], tokens: Tokens) -> None:
        self._settings, self._tokens = settings, tokens

    async def page(self, request: Request) -> Response:
        """The status for who bears the token or has given it; the form for anybody else."""
        if "authorization" in request.headers:
            self._tokens.require(request)
        elif not tokens.session_holds(request.cookies.get(_COOKIE, ""), time.time()):
            return await _render("token.html", 401, wrong=False)
        values = await run_in_threadpool(_values, self._settings(), dt.datetime.now(dt.UTC))
        return await _render("status.html", 200, **values)

    async def enter(self, request: Request) -> Response:
        """The form was sent: the token opens the page, by a cookie that is not the token; none closes it."""
        given = (await _form(request)).get("token", [""])[0].strip()
        if not given:
            left = RedirectResponse(_PATH, 303)
            left.delete_cookie(_COOKIE, path=_PATH)
            return left
        if not self._tokens.accepts(request, given):
            return await _render("token.html", 401, wrong=True)
        entered = RedirectResponse(_PATH, 303)
        entered.set_cookie(
            _COOKIE,
            tokens.session(time.time()),
            max_age=int(tokens.SESSION),
            path=_PATH,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return entered

    async def style(self, request: Request) -> Response:
        """The page's style."""
        return Response(_style(), media_type="text/css", headers={"cache-control": "public, max-age=300"})


async def _form(request: Request) -> dict[str, list[str]]:
    body = b""
    try:
        async with asyncio.timeout(_PATIENCE):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _LONGEST:
                    raise Problem(413, "The form holds a token and nothing else.", {"connection": "close"})
    except TimeoutError:
        raise Problem(408, f"The form did not come within {_PATIENCE:g} seconds.", {"connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "The client has gone.") from None
    return parse_qs(body.decode("utf-8", "replace"))


def _values(settings: Settings, now: dt.datetime) -> dict[str, Any]:
    found, cache = health.look(settings, now), DiskCache(settings.state / "clips").usage()
    zone = ZoneInfo(settings.service.timezone)
    return {
        "now": now.astimezone(zone),
        "zone": zone,
        "reasons": found.reasons,
        "free": found.free,
        "cache": cache,
        "limit": settings.service.cache,
        "rest": CircuitBreaker(settings.state / "edge.json").wait(),
        "shows": [_show(settings, each) for each in found.shows],
    }


def _show(settings: Settings, standing: ShowHealth) -> dict[str, Any]:
    show = standing.show
    past = RunStore(settings.state).list(show.slug)
    engines: dict[str, dict[str, int]] = {}
    for run in past:
        if run.engine:
            sums = engines.setdefault(run.engine, {"runs": 0, "refused": 0})
            sums["runs"] += 1
            sums["refused"] += run.counts.get("clips_refused", 0)
    return {
        "slug": show.slug,
        "title": show.title,
        "path": show_paths.path(show),
        "private": show_paths.path(show) in show_paths.private_paths(settings),
        "asked": show.engine,
        "standing": standing,
        "runs": past[:RUNS],
        "stages": list(dict.fromkeys(stage for run in past[:RUNS] for stage in run.timings)),
        "engines": engines,
        "failures": sum(run.counts.get("engine_failures", 0) for run in past),
        "fallbacks": sum(run.counts.get("fallbacks", 0) for run in past),
        "held": PendingEpisodes(settings.state, show.slug).list(),
        "patience": dt.timedelta(seconds=show.approve_within),
        "otherwise": "published" if show.approve_otherwise == "publish" else "dropped",
        "script": _script(settings, show, past),
    }


def _script(settings: Settings, show: ShowSettings, runs: Sequence[Run]) -> tuple[str, Script] | None:
    """Title and script of the last published episode; None where none can be read."""
    folder = settings.output / show_paths.path(show) / "episodes"
    for id_ in dict.fromkeys(run.episode for run in runs if run.episode):
        path = folder / id_ / "episode.json"
        with contextlib.suppress(OSError, UnicodeDecodeError, TingbaoError):
            episode = json_codec.load(Episode, path.read_text("utf-8"), str(path))
            return episode.title, episode.script
    return None


async def _render(template: str, status: int, **values: object) -> Response:
    page = await run_in_threadpool(lambda: _environment().get_template(template).render(**values))
    return HTMLResponse(page, status, _HEADERS)


@functools.cache
def _style() -> bytes:
    return (_FOLDER / "status.css").read_bytes()


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def _span(seconds: float) -> str:
    """A length of time in its two largest units."""
    minutes, hours, days = seconds / 60, seconds / 3600, seconds / 86400
    if days >= 2:
        return f"{days:.0f} days"
    if hours >= 1:
        return f"{int(hours)} h {int(minutes % 60)} min"
    return f"{minutes:.0f} min" if minutes >= 1 else f"{seconds:.1f} s"


@functools.cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    pages = {name: (_FOLDER / name).read_text("utf-8") for name in ("frame.html", "token.html", "status.html")}
    environment = Environment(
        loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(size=_size, span=_span)
    return environment
