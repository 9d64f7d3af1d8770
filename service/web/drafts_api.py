"""The part of the API by which an editor looks at drafts, changes them, and publishes or drops their episodes.

Each version of a draft has an ETag. A change names the version that it is for (`If-Match`): on another one nothing is
saved. What edits is loaded with the first request for a draft; a service without one stays small.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from service.core.show_settings import ShowSettings
from service.errors import BadClip, EngineUnavailable, Locked, OutdatedDraft, OutdatedItems, PublishError, UsageError
from service.pipeline import late_copy
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.runs import approval, draft_report, publish_times
from service.runs.request import RunRequest, new_request
from service.runs.supervisor import draft_request
from service.settings import Settings
from service.web import schemas
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
Answer = TypeVar("Answer")
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
        if found := self.pending.get(self.id):
            return found
        raise Problem(
            404, f"No episode {self.id} of {self.show.slug} waits; /api/shows/{self.show.slug}/drafts lists them."
        )


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
        target, trial = request.path_params["target"], trial_of(request)
        return await told(_spoken, self._asked(request), target, version_of(request), self._studio, trial)

    async def _programme(self, request: Request) -> Response:
        starts = request.method == "POST"
        found = await told(_programme, self._asked(request), version_of(request), self._studio, starts)
        status = 202 if starts and found.state == "making" else 200
        return JSONResponse(asdict(found), status)

    async def _programme_audio(self, request: Request) -> Response:
        return await told(_programme_audio, self._asked(request), version_of(request))

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


async def told(task: Callable[..., Answer], *arguments: object) -> Answer:
    """Do what is asked in a thread of its own; what cannot be done is a Problem that says why."""
    try:
        return await run_in_threadpool(task, *arguments)
    except OutdatedDraft as error:
        raise Problem(412, str(error), newest=error.newest) from None
    except OutdatedItems as error:
        raise Problem(412, str(error)) from None
    except UsageError as error:
        raise Problem(422, str(error)) from None
    except Locked as error:
        raise Problem(409, str(error)) from None
    except BadClip as error:
        raise Problem(422, str(error)) from None
    except (EngineUnavailable, PublishError) as error:
        raise Problem(503, str(error), {"retry-after": "60"}) from None


def _ordered(settings: Settings, show: ShowSettings, order: DraftOrder) -> RunRequest:
    now = dt.datetime.now(dt.UTC)
    return draft_request(settings, show, now, edition=order.edition or "", force=order.force)


def _set_time(asked: _Asked, matched: str, order: PublishOrder) -> dict[str, Any]:
    """Have the episode published at the time that is asked for; empty: it waits for a decision again."""
    _, number = _claimed(asked, matched)
    zone, by = asked.settings.cron(asked.show).zone, order.by or SOMEBODY
    at = publish_times.parse(order.at, zone, dt.datetime.now(dt.UTC)) if order.at else None
    approval.set_time(asked.settings, asked.show, asked.id, at, by, version=number)
    return {"episode": asked.id, "version": number, "publish_at": at and at.isoformat(timespec="seconds"), "by": by}


def _listed(settings: Settings, show: ShowSettings) -> list[dict[str, Any]]:
    pending = PendingEpisodes(settings.state, show.slug)
    return [
        {
            "episode": each.episode.id,
            "title": each.episode.title,
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
    tag = _tag(waiting, asked.pending.newest_draft(waiting) if number is None else number)
    if tag in [each.strip() for each in known.split(",")]:
        return Response(status_code=304, headers={"etag": tag, "cache-control": "no-cache"})
    desk = _desk(asked)
    return _answer(desk, desk.version(number))


def _acted(asked: _Asked, matched: str, act: _Act) -> Response:
    _, number = _claimed(asked, matched)
    desk = _desk(asked)
    return _answer(desk, act(desk, desk.version(number), dt.datetime.now(dt.UTC)))


def _change_of(desk: DraftDesk, order: ChangeOrder) -> Change:
    from service.editing.programme_draft import Change, Verb

    recording = desk.recordings.require(order.sound) if order.sound else None
    return Change(Verb(order.verb), order.target, order.place, order.text, recording)


def _checked(asked: _Asked, order: ChangeOrder, number: int | None) -> CheckReport:
    from service.pipeline import draft_check

    asked.waiting()
    desk = _desk(asked)
    return draft_report.checked(draft_check.check(desk, _change_of(desk, order), desk.version(number)))


def _claimed(asked: _Asked, matched: str) -> tuple[PendingEpisode, int]:
    """Return the episode and the number of its newest version. Raise Problem 412 where `If-Match` names another one."""
    waiting = asked.waiting()
    newest = asked.pending.newest_draft(waiting)
    tag = _tag(waiting, newest)
    if matched != "*" and tag not in [each.strip() for each in matched.split(",")]:
        detail = "The draft has changed meanwhile, or was never so: look at it again. Nothing was saved."
        raise Problem(412, detail, {"etag": tag}, newest=newest)
    return waiting, newest


def _spoken(asked: _Asked, target: str, number: int | None, studio: Studio, trial: Mapping[str, str]) -> Response:
    asked.waiting()
    desk = _desk(asked)
    return clip(desk, desk.version(number), target, studio, trial)


def _programme(asked: _Asked, number: int | None, studio: Studio, starts: bool) -> ProgrammeSound:
    asked.waiting()
    desk = _desk(asked)
    return (studio.jobs.start if starts else studio.jobs.state)(desk, desk.version(number))


def _programme_audio(asked: _Asked, number: int | None) -> Response:
    asked.waiting()
    desk = _desk(asked)
    return programme_audio(desk, desk.version(number))


def programme_audio(desk: DraftDesk, version: DraftVersion) -> Response:
    """Answer with the sound of a version, whole or a range of it. Raise Problem 404 where it is not made yet."""
    from service.pipeline import draft_audio

    path = draft_audio.path_of(desk, version)
    if not path.is_file():
        raise Problem(404, "This version has no sound yet: ask for it first, by a POST to `programme`.")
    return FileResponse(path, media_type="audio/mpeg")


def _read(asked: _Asked, target: str, number: int | None) -> Response:
    from service.pipeline import draft_readings

    asked.waiting()
    desk = _desk(asked)
    found = draft_readings.readings_of(desk, desk.version(number), target)
    return JSONResponse(asdict(found))


def _printed(asked: _Asked, part: str, number: int | None) -> Response:
    from service.pipeline import draft_article

    asked.waiting()
    desk = _desk(asked)
    found = draft_article.article_of(desk, desk.version(number), part)
    return JSONResponse(asdict(found))


def trial_of(request: Request) -> dict[str, str]:
    """Return the word that the query wants to hear read otherwise, with its pinyin, if there is one."""
    query = request.query_params
    return {query["word"]: query["pinyin"]} if query.get("word") and query.get("pinyin") else {}


def clip(desk: DraftDesk, version: DraftVersion, target: str, studio: Studio, trial: Mapping[str, str]) -> Response:
    """Answer with one sentence of a version as it would be heard; raise as `draft_clip.spoken`."""
    from service.core.progress import Progress, StageTimer
    from service.pipeline import draft_clip

    sound = draft_clip.spoken(desk, version, target, StageTimer(Progress()), studio.engines, trial)
    return Response(sound, media_type="audio/mpeg")


def _drop(asked: _Asked, matched: str) -> None:
    from service.pipeline.show_publisher import ShowPublisher

    publisher = ShowPublisher(asked.settings, asked.show, lambda text: None)
    with publisher.lock():
        _claimed(asked, matched)
        publisher.pending.drop(asked.id)


def _desk(asked: _Asked) -> DraftDesk:
    from service.pipeline.draft_desk import DraftDesk

    return DraftDesk(asked.settings, asked.show, asked.id, dt.datetime.now(dt.UTC))


def _answer(desk: DraftDesk, version: DraftVersion) -> Response:
    report = asdict(draft_report.told(desk.show, desk.id, desk.view(version)))
    headers: Mapping[str, str] = {"etag": _tag(desk.waiting, version.number), "cache-control": "no-cache"}
    return JSONResponse(report, headers=headers)


def _tag(waiting: PendingEpisode, number: int) -> str:
    """Return the ETag of a version: the episode made anew has others."""
    return f'"{waiting.mp3.removesuffix(".mp3")}-{number}"'


def matched_of(request: Request) -> str:
    """Return what `If-Match` names. Raise Problem 428 where the request has none."""
    if matched := request.headers.get("if-match", "").strip():
        return matched
    raise Problem(428, "Name the version that this is for: send its ETag as `If-Match`.")


def version_of(request: Request) -> int | None:
    """Return the version that the query names; None: the newest. Raise Problem 422 for what is no number."""
    text = request.query_params.get("version")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Problem(422, "`version` is a whole number, from 0.")
    return int(text)
