"""The part of the API by which an editor looks at drafts, changes them, and publishes or drops their episodes.

Each version of a draft has an ETag. A change names the version that it is for (`If-Match`): on another one nothing is
saved. What edits is loaded with the first request for a draft; a service without one stays small.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.pipeline import draft_versions, late_copy
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.runs import approval, draft_report, publish_times
from service.runs.request import RunRequest, new_request
from service.runs.supervisor import draft_request
from service.settings import Settings
from service.web import open_drafts, schemas
from service.web.open_drafts import desk_of, told, version_of, version_tag, waiting_of
from service.web.problems import Problem
from service.web.request_parts import body_of, show_of
from service.web.schemas import ChangeOrder, DraftOrder, EditorOrder, PublishOrder
from service.web.studio import Studio
from service.web.turns import Turns

if TYPE_CHECKING:
    from service.editing.programme_draft import Change
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion
    from service.pipeline.programme_sound import ProgrammeSound
    from service.runs.draft_report import CheckReport

SOMEBODY = "api"
"""Who has changed a draft, where the request does not say."""
_Act = Callable[["DraftDesk", "DraftVersion", dt.datetime], "DraftVersion"]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The episode that a request is about."""

    settings: Settings
    show: ShowSettings
    id: str

    @property
    def pending(self) -> PendingEpisodes:
        """The episodes of its show that wait."""
        return PendingEpisodes(self.settings.state, self.show.slug)

    def waiting(self) -> PendingEpisode:
        """Return the episode. Raise Problem 404 where it does not wait."""
        return waiting_of(self.settings, self.show, self.id)

    def desk(self) -> DraftDesk:
        """Return its draft; raise likewise."""
        return desk_of(self.settings, self.show, self.id)


class DraftsApi:
    """Serve the drafts of the episodes that wait for approval."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        submit: Callable[[Settings, RunRequest], Awaitable[Response]],
        studio: Studio,
        checks: Turns,
    ) -> None:
        """`submit` has a run made and answers where it can be followed; `studio` makes what is heard.

        `checks` are the turns of checks of a change.
        """
        self._settings, self._submit, self._studio, self._checks = settings, submit, studio, checks
        one = "/shows/{show}/drafts/{id}"
        self.routes = [
            Route("/shows/{show}/drafts", self._all, methods=["GET", "POST"]),
            Route(one, self._one, methods=["GET", "DELETE"]),
            Route(f"{one}/changes", self._change, methods=["POST"]),
            Route(f"{one}/check", self._check, methods=["POST"]),
            Route(f"{one}/undo", self._undo, methods=["POST"]),
            Route(f"{one}/redo", self._redo, methods=["POST"]),
            Route(f"{one}/audio/{{target}}", self._audio, methods=["GET"]),
            Route(f"{one}/readings/{{target}}", self._readings, methods=["GET"]),
            Route(f"{one}/articles/{{part}}", self._article, methods=["GET"]),
            Route(f"{one}/programme", self._programme, methods=["GET", "POST"]),
            Route(f"{one}/programme.mp3", self._programme_audio, methods=["GET"]),
            Route(f"{one}/publish", self._publish, methods=["POST", "DELETE"]),
        ]

    async def _all(self, request: Request) -> Response:
        settings = self._settings()
        show = show_of(settings, request)
        if request.method == "POST":
            order = schemas.read(DraftOrder, await body_of(request))
            return await self._submit(settings, await told(_ordered, settings, show, order))
        found = await run_in_threadpool(_listed, settings, show)
        return JSONResponse({"drafts": found})

    async def _one(self, request: Request) -> Response:
        asked = self._asked(request)
        if request.method == "DELETE":
            await told(_drop, asked, matched_of(request))
            return Response(status_code=204)
        return await told(_shown, asked, version_of(request), request.headers.get("if-none-match", ""))

    async def _change(self, request: Request) -> Response:
        order = schemas.read(ChangeOrder, await body_of(request))

        def act(desk: DraftDesk, on: DraftVersion, now: dt.datetime) -> DraftVersion:
            return desk.change(_change_of(desk, order), on, order.by or SOMEBODY, now, for_good=order.for_good)

        return await told(_acted, self._asked(request), matched_of(request), act)

    async def _check(self, request: Request) -> Response:
        order = schemas.read(ChangeOrder, await body_of(request))
        async with self._checks.take():
            found = await told(_checked, self._asked(request), order, version_of(request))
        return JSONResponse(asdict(found))

    async def _undo(self, request: Request) -> Response:
        by = (await _order(request)).by or SOMEBODY
        return await told(
            _acted, self._asked(request), matched_of(request), lambda desk, on, now: desk.undo(on, by, now)
        )

    async def _redo(self, request: Request) -> Response:
        by = (await _order(request)).by or SOMEBODY
        return await told(
            _acted, self._asked(request), matched_of(request), lambda desk, on, now: desk.redo(on, by, now)
        )

    async def _audio(self, request: Request) -> Response:
        asked = self._asked(request)
        return await open_drafts.clip(request, asked.settings, asked.show, asked.id, self._studio)

    async def _programme(self, request: Request) -> Response:
        starts = request.method == "POST"
        found = await told(_programme, self._asked(request), version_of(request), self._studio, starts)
        status = 202 if starts and found.state == "making" else 200
        return JSONResponse(asdict(found), status)

    async def _programme_audio(self, request: Request) -> Response:
        asked = self._asked(request)
        return await open_drafts.programme(request, asked.settings, asked.show, asked.id)

    async def _readings(self, request: Request) -> Response:
        return await told(_read, self._asked(request), request.path_params["target"], version_of(request))

    async def _article(self, request: Request) -> Response:
        return await told(_printed, self._asked(request), request.path_params["part"], version_of(request))

    async def _publish(self, request: Request) -> Response:
        asked = self._asked(request)
        if request.method == "DELETE":
            await told(_set_time, asked, matched_of(request), PublishOrder())
            return Response(status_code=204)
        order = schemas.read(PublishOrder, await body_of(request))
        if order.at:
            return JSONResponse(await told(_set_time, asked, matched_of(request), order))
        waiting, number = await told(_claimed, asked, matched_of(request))
        run = new_request(
            asked.settings,
            asked.show.slug,
            "api",
            edition=waiting.episode.edition,
            approve=asked.id,
            version=number,
            approved_by=order.by or SOMEBODY,
        )
        return await self._submit(asked.settings, run)

    def _asked(self, request: Request) -> _Asked:
        settings = self._settings()
        return _Asked(settings, show_of(settings, request), request.path_params["id"])


async def _order(request: Request) -> EditorOrder:
    return schemas.read(EditorOrder, await body_of(request))


def _ordered(settings: Settings, show: ShowSettings, order: DraftOrder) -> RunRequest:
    now = dt.datetime.now(dt.UTC)
    return draft_request(settings, show, now, edition=order.edition or "", force=order.force)


def _set_time(asked: _Asked, matched: str, order: PublishOrder) -> dict[str, Any]:
    """Have the episode published at the time that is asked for; empty: it waits for a decision again."""
    waiting, number = _claimed(asked, matched)
    zone, by = asked.settings.cron(asked.show).zone, order.by or SOMEBODY
    now, day = dt.datetime.now(dt.UTC), waiting.episode.date
    at = publish_times.parse(order.at, zone, now, day) if order.at else None
    approval.set_time(asked.settings, asked.show, asked.id, at, by, version=number)
    return {"episode": asked.id, "version": number, "publish_at": at and at.isoformat(timespec="seconds"), "by": by}


def _listed(settings: Settings, show: ShowSettings) -> list[dict[str, Any]]:
    pending = PendingEpisodes(settings.state, show.slug)
    return [
        {
            "episode": each.episode.id,
            "title": draft_versions.title_of(pending, each),
            "date": each.episode.date.isoformat(),
            "seconds": round(each.episode.seconds, 2),
            "since": each.since.isoformat(timespec="seconds"),
            "version": pending.newest_draft(each),
            "publish_at": time.at.isoformat(timespec="seconds") if time.by else None,
            "until": time.at.isoformat(timespec="seconds"),
            "then": "publish" if time.by else show.approve_otherwise,
            "late": late_copy.late_files(settings, show, each),
            "url": f"/api/shows/{show.slug}/drafts/{each.episode.id}",
        }
        for each, time in approval.decisions(settings, show)
    ]


def _shown(asked: _Asked, number: int | None, known: str) -> Response:
    waiting = asked.waiting()
    tag = _etag(waiting, asked.pending.newest_draft(waiting) if number is None else number)
    if tag in [each.strip() for each in known.split(",")]:
        return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
    desk = asked.desk()
    return _answer(desk, desk.version(number))


def _acted(asked: _Asked, matched: str, act: _Act) -> Response:
    _, number = _claimed(asked, matched)
    desk = asked.desk()
    return _answer(desk, act(desk, desk.version(number), dt.datetime.now(dt.UTC)))


def _change_of(desk: DraftDesk, order: ChangeOrder) -> Change:
    from service.editing.programme_draft import Change, Verb

    recording = desk.recordings.require(order.sound) if order.sound else None
    return Change(Verb(order.verb), order.target, order.place, order.text, recording)


def _checked(asked: _Asked, order: ChangeOrder, number: int | None) -> CheckReport:
    from service.pipeline import draft_check

    desk = asked.desk()
    return draft_report.checked(draft_check.check(desk, _change_of(desk, order), desk.version(number)))


def _claimed(asked: _Asked, matched: str) -> tuple[PendingEpisode, int]:
    """Return the episode and the number of its newest version. Raise Problem 412 where `If-Match` names another one."""
    waiting = asked.waiting()
    newest = asked.pending.newest_draft(waiting)
    tag = _etag(waiting, newest)
    if matched != "*" and tag not in [each.strip() for each in matched.split(",")]:
        detail = _("The draft has changed meanwhile, or was never so: look at it again. Nothing was saved.")
        raise Problem(412, detail, {"etag": tag}, newest=newest)
    return waiting, newest


def _programme(asked: _Asked, number: int | None, studio: Studio, starts: bool) -> ProgrammeSound:
    desk = asked.desk()
    return (studio.jobs.start if starts else studio.jobs.state)(desk, desk.version(number))


def _read(asked: _Asked, target: str, number: int | None) -> Response:
    from service.pipeline import draft_readings

    desk = asked.desk()
    found = draft_readings.readings_of(desk, desk.version(number), target)
    return JSONResponse(asdict(found))


def _printed(asked: _Asked, part: str, number: int | None) -> Response:
    from service.pipeline import draft_article

    desk = asked.desk()
    found = draft_article.article_of(desk, desk.version(number), part)
    return JSONResponse(asdict(found))


def _drop(asked: _Asked, matched: str) -> None:
    from service.pipeline.show_publisher import ShowPublisher

    publisher = ShowPublisher(asked.settings, asked.show, lambda text: None)
    with publisher.lock():
        _claimed(asked, matched)
        publisher.pending.drop(asked.id)


def _answer(desk: DraftDesk, version: DraftVersion) -> Response:
    report = asdict(draft_report.told(desk.show, desk.id, desk.view(version)))
    headers: Mapping[str, str] = {"etag": _etag(desk.waiting, version.number), "cache-control": "no-cache"}
    return JSONResponse(report, headers=headers)


def matched_of(request: Request) -> str:
    """Return what `If-Match` names. Raise Problem 428 where the request has none."""
    if matched := request.headers.get("if-match", "").strip():
        return matched
    raise Problem(428, _("Name the version that this is for: send its ETag as `If-Match`."))


def _etag(waiting: PendingEpisode, number: int) -> str:
    return f'"{version_tag(waiting, number)}"'
