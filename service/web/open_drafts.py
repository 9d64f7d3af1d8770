"""What the API and the desk both do with a draft: open it, hear it, and say why something cannot be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import BadClip, EngineUnavailable, Locked, OutdatedDraft, OutdatedItems, PublishError, UsageError
from service.pipeline.pending_episodes import PendingEpisode, PendingEpisodes
from service.settings import Settings
from service.web.problems import Problem

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.web.studio import Studio

Answer = TypeVar("Answer")


async def told(task: Callable[..., Answer], *arguments: object) -> Answer:
    """Do what is asked in a thread of its own; what cannot be done is a Problem that says why."""
    try:
        return await run_in_threadpool(task, *arguments)
    except OutdatedDraft as error:
        raise Problem(412, str(error), newest=error.newest) from None
    except OutdatedItems as error:
        raise Problem(412, str(error)) from None
    except (BadClip, UsageError) as error:
        raise Problem(422, str(error)) from None
    except Locked as error:
        raise Problem(409, str(error)) from None
    except (EngineUnavailable, PublishError) as error:
        raise Problem(503, str(error), {"retry-after": "60"}) from None


def waiting_of(settings: Settings, show: ShowSettings, id_: str) -> PendingEpisode:
    """Return the episode. Raise Problem 404 where it does not wait."""
    if found := PendingEpisodes(settings.state, show.slug).get(id_):
        return found
    raise Problem(404, _("No episode {id} of {slug} waits: it was published, or removed.", id=id_, slug=show.slug))


def desk_of(settings: Settings, show: ShowSettings, id_: str) -> DraftDesk:
    """Return the draft of an episode. Raise Problem 404 where it does not wait."""
    from service.pipeline.draft_desk import DraftDesk

    waiting_of(settings, show, id_)
    return DraftDesk(settings, show, id_, dt.datetime.now(dt.UTC))


def version_tag(waiting: PendingEpisode, number: int) -> str:
    """Return what a version is known by: the episode made anew has others."""
    return f"{waiting.mp3.removesuffix('.mp3')}-{number}"


def version_of(request: Request) -> int | None:
    """Return the version that the query names; None: the newest. Raise Problem 422 for what is no number."""
    text = request.query_params.get("version")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Problem(422, _("`version` is a whole number, from 0."))
    return int(text)


def trial_of(request: Request) -> dict[str, str]:
    """Return the word that the query wants to hear read otherwise, with its pinyin, if there is one."""
    query = request.query_params
    return {query["word"]: query["pinyin"]} if query.get("word") and query.get("pinyin") else {}


async def clip(request: Request, settings: Settings, show: ShowSettings, id_: str, studio: Studio) -> Response:
    """Answer with one sentence of a version as it would be heard, a word of it read otherwise if the query says."""
    target, number, trial = request.path_params["target"], version_of(request), trial_of(request)

    def spoken() -> bytes:
        from service.core.progress import Progress, StageTimer
        from service.pipeline import draft_clip

        desk = desk_of(settings, show, id_)
        return draft_clip.spoken(desk, desk.version(number), target, StageTimer(Progress()), studio.engines, trial)

    return Response(await told(spoken), media_type="audio/mpeg")


async def programme(request: Request, settings: Settings, show: ShowSettings, id_: str) -> Response:
    """Answer with the sound of a version, whole or a range of it. Raise Problem 404 where it is not made yet."""
    number = version_of(request)

    def answer() -> Response:
        from service.pipeline import draft_audio

        desk = desk_of(settings, show, id_)
        path = draft_audio.path_of(desk, desk.version(number))
        if not path.is_file():
            raise Problem(404, _("This version has no sound yet: ask for it first, by a POST to `programme`."))
        return FileResponse(path, media_type="audio/mpeg")

    return await told(answer)
