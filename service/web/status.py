"""`/status`: show an operator runs, health and the last script, behind the token. A page without scripts."""

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

from service.audience import download_report
from service.audience.audience import Audience
from service.audience.audio_request import ARTICLES
from service.audience.download_store import DownloadCounts
from service.core import messages
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import TingbaoError
from service.model import Script
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import manifest, urls
from service.runs.run_records import Run, RunStore
from service.settings import Settings
from service.speech.circuit_breaker import CircuitBreaker
from service.storage.disk_cache import DiskCache
from service.web import accept_language, health, show_paths, tokens
from service.web.health import ShowHealth
from service.web.problems import Problem
from service.web.tokens import Tokens

if TYPE_CHECKING:
    from jinja2 import Environment

MAX_RUNS = 20
"""Runs of a show that are listed."""
SUMMED_DAYS = (1, 7, 30)
"""Days, today the last of them, whose downloads are summed up."""
COUNTED_EPISODES, COUNTED_APPS = 10, 5
"""Episodes and apps whose downloads are listed."""
PAGE_CSP = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
_HEADERS = {
    "content-security-policy": PAGE_CSP,
    "x-robots-tag": "noindex, nofollow",
    "vary": "Accept-Language, Cookie",
}
_COOKIE, _PATH = "tingbao_status", "/status"
_MAX_FORM_BYTES = 2048
_FORM_TIMEOUT = 10.0
"""Seconds within which the form must have come."""
_FOLDER = resources.files("service.web") / "templates"


_NAMES: dict[str, str] = {
    str(name): name
    for name in (
        *(_("running"), _("made"), _("held"), _("unchanged"), _("nothing"), _("locked")),
        *(_("failed"), _("stopped"), _("lost")),
        *(_("cli"), _("api"), _("schedule"), _("desk")),
        *(_("read"), _("edit"), _("speak"), _("produce"), _("publish"), _("articles")),
    )
}
"""Names in the record of a run that a person reads: how it ended, what began it, its stages."""


class StatusPage:
    """Serve the page, its form and its style sheet."""

    def __init__(self, settings: Callable[[], Settings], tokens: Tokens, audience: Callable[[], Audience]) -> None:
        self._settings, self._tokens, self._audience = settings, tokens, audience

    async def page(self, request: Request) -> Response:
        """Answer with the status to who sends the token or has a session; with the form to anybody else."""
        if "authorization" in request.headers:
            self._tokens.require(request)
        elif not tokens.is_valid_session(request.cookies.get(_COOKIE, ""), time.time()):
            return await _render(request, "token.html", 401, wrong=False)
        values = await run_in_threadpool(_page_values, self._settings(), self._audience(), dt.datetime.now(dt.UTC))
        return await _render(request, "status.html", 200, **values)

    async def enter(self, request: Request) -> Response:
        """Take the form: the right token begins a session by a cookie, an empty one ends it."""
        given = (await _form(request)).get("token", [""])[0].strip()
        if not given:
            signed_out = RedirectResponse(_PATH, 303)
            signed_out.delete_cookie(_COOKIE, path=_PATH)
            return signed_out
        if not self._tokens.accepts(request, given):
            return await _render(request, "token.html", 401, wrong=True)
        signed_in = RedirectResponse(_PATH, 303)
        signed_in.set_cookie(
            _COOKIE,
            tokens.new_session(time.time()),
            max_age=int(tokens.SESSION_SECONDS),
            path=_PATH,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return signed_in

    async def style(self, request: Request) -> Response:
        """Answer with the style sheet."""
        return Response(_style(), media_type="text/css", headers={"cache-control": "public, max-age=300"})


async def _form(request: Request) -> dict[str, list[str]]:
    body = b""
    try:
        async with asyncio.timeout(_FORM_TIMEOUT):
            async for chunk in request.stream():
                body += chunk
                if len(body) > _MAX_FORM_BYTES:
                    raise Problem(413, _("The form holds a token and nothing else."), {"connection": "close"})
    except TimeoutError:
        raise Problem(
            408,
            _("The form did not come within {form_timeout:g} seconds.", form_timeout=_FORM_TIMEOUT),
            {"connection": "close"},
        ) from None
    except ClientDisconnect:
        raise Problem(400, _("The client has gone.")) from None
    return parse_qs(body.decode("utf-8", "replace"))


def _page_values(settings: Settings, audience: Audience, now: dt.datetime) -> dict[str, Any]:
    current, cache = health.check_health(settings, now), DiskCache(settings.state / "clips").usage()
    zone = ZoneInfo(settings.service.timezone)
    counts, uncounted = DownloadCounts((), ()), ""
    try:
        counts = audience.recent_counts(now)
    except TingbaoError as error:
        uncounted = str(error)
    return {
        "now": now.astimezone(zone),
        "zone": zone,
        "reasons": current.reasons,
        "free": current.free,
        "cache": cache,
        "limit": settings.service.cache,
        "rest": CircuitBreaker(settings.state / "edge.json").wait(),
        "uncounted": uncounted,
        "shows": [
            _show_values(settings, each)
            | {"downloads": _downloads(counts, each.show.slug, now.astimezone(zone).date())}
            for each in current.shows
        ],
    }


def _show_values(settings: Settings, show_health: ShowHealth) -> dict[str, Any]:
    show = show_health.show
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
        "private": show_paths.is_private(settings, show_paths.path(show)),
        "engine": show.engine,
        "health": show_health,
        "runs": past[:MAX_RUNS],
        "stages": list(dict.fromkeys(stage for run in past[:MAX_RUNS] for stage in run.timings)),
        "engines": engines,
        "failures": sum(run.counts.get("engine_failures", 0) for run in past),
        "fallbacks": sum(run.counts.get("fallbacks", 0) for run in past),
        "held": PendingEpisodes(settings.state, show.slug).list(),
        "approve_within": dt.timedelta(seconds=show.approve_within),
        "is_published": show.approve_otherwise == "publish",
        "script": _script(settings, show, past),
    }


def _downloads(counts: DownloadCounts, show: str, today: dt.date) -> dict[str, Any]:
    """Return the downloads of a show: of some stretches of days, and of its newest episodes."""
    sums = {
        days: download_report.by_show(download_report.since(counts, today - dt.timedelta(days=days - 1), show))[show]
        for days in SUMMED_DAYS
    }
    own = download_report.since(counts, None, show)
    episodes = [row for row in download_report.by_episode(own) if row[0] == show]
    return {
        "sums": sums,
        "all": download_report.by_show(own)[show],
        "articles": download_report.by_show(own)[f"{show}/{ARTICLES}"],
        "episodes": episodes[:COUNTED_EPISODES],
        "apps": download_report.by_app(own).most_common(COUNTED_APPS),
    }


def _script(settings: Settings, show: ShowSettings, runs: Sequence[Run]) -> tuple[str, Script] | None:
    """Return title and script of the last published episode; None where none can be read."""
    folder = settings.output / show_paths.path(show) / "episodes"
    for id_ in dict.fromkeys(run.episode for run in runs if run.episode):
        path = folder / id_ / urls.MANIFEST
        with contextlib.suppress(OSError, ValueError, TingbaoError):
            episode = manifest.read(path.read_bytes(), str(path), id_)
            return episode.title, episode.script
    return None


async def _render(request: Request, template: str, status: int, **values: object) -> Response:
    language = accept_language.preferred(request.headers.get("accept-language", ""))
    page = await run_in_threadpool(lambda: _environment(language).get_template(template).render(**values))
    return HTMLResponse(page, status, {**_HEADERS, "content-language": language})


@functools.cache
def _style() -> bytes:
    return (_FOLDER / "status.css").read_bytes()


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


def _span(seconds: float) -> str:
    """Return a length of time in its two largest units."""
    minutes, hours, days = seconds / 60, seconds / 3600, seconds / 86400
    if days >= 2:
        return _("{count:.0f} days", count=days)
    if hours >= 1:
        return _("{hours} h {minutes} min", hours=int(hours), minutes=int(minutes % 60))
    return _("{count:.0f} min", count=minutes) if minutes >= 1 else _("{count:.1f} s", count=seconds)


@functools.cache
def _environment(language: str) -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    pages = {name: (_FOLDER / name).read_text("utf-8") for name in ("frame.html", "token.html", "status.html")}
    environment = Environment(
        loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(size=_size, app=download_report.app_name)
    environment.globals.update(
        _=lambda text, **values: messages.in_language(messages._(text, **values), language),
        said=functools.partial(messages.in_language, language=language),
        span=_span,
        named=lambda name: messages.in_language(_NAMES.get(str(name)) or name, language),
        language=language,
    )
    return environment
