"""The page of a show's standing items: what it tells beside the news on its days, kept, changed, heard and removed."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core.episode_id import checked_date
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.core.standing_items import WEEKDAYS, StandingItem
from service.errors import OutdatedItems, PublishError, UsageError
from service.pipeline.recordings import LONGEST, MOST_BYTES
from service.runs.standing_desk import ReportedItem, StandingDesk
from service.settings import Settings
from service.web import items_api
from service.web.desk import uploads
from service.web.desk.desk_episode import show_of_person
from service.web.desk.sessions import DeskSession
from service.web.desk.uploads import UploadForm
from service.web.open_drafts import told
from service.web.problems import Problem
from service.web.studio import Studio
from service.web.turns import Turns

PLACES = 10
"""Places that the form offers, beside the last."""


@dataclass(frozen=True, slots=True)
class ItemForm:
    """The form of an item, as it stands on the page."""

    item: str = ""
    """The name by which it is kept; empty: it is new."""
    title: str = ""
    text: str = ""
    sound: str = ""
    """What its recording is kept under; empty: a voice speaks it."""
    place: str = "0"
    days: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    on: bool = True
    is_unsaved: bool = False
    """Whether it has what somebody wrote and could not save."""

    @classmethod
    def of(cls, item: ReportedItem) -> ItemForm:
        """Return the form of an item that is kept."""
        since, until = f"{item.since or ''}", f"{item.until or ''}"
        return cls(item.name, item.name, item.text, item.sound or "", f"{item.place}", item.days, since, until, item.on)

    @classmethod
    def sent(cls, fields: Mapping[str, str]) -> ItemForm:
        """Return what was sent."""
        return cls(
            item=fields.get("item", ""),
            title=fields.get("title", "").strip(),
            text=fields.get("text", "").strip(),
            sound="" if fields.get("voice") else fields.get("sound", ""),
            place=fields.get("place", ""),
            days=tuple(each for each in WEEKDAYS if fields.get(f"day_{each}")),
            since=fields.get("since", ""),
            until=fields.get("until", ""),
            on=bool(fields.get("on")),
            is_unsaved=True,
        )

    def asked(self, desk: StandingDesk) -> StandingItem:
        """Return the item that the form asks for. Raise UsageError where it cannot be."""
        recording = desk.recordings.require(self.sound) if self.sound else None
        place = int(self.place) if re.fullmatch(r"\d{1,3}", self.place, re.ASCII) else 0
        since, until = (_date(each) for each in (self.since, self.until))
        return StandingItem(self.title, self.text, recording, place, self.days, since, until, self.on)


class ItemsPages:
    """Serve the page of a show's standing items, and do what its buttons say."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        render: Callable[..., Awaitable[Response]],
        studio: Studio,
        sounds: Turns,
    ) -> None:
        """`render` makes a page of a template; `studio` speaks what is heard; `sounds` are the turns of those sent."""
        self._settings, self._render, self._studio, self._sounds = settings, render, studio, sounds

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the items as they stand."""
        return await self._page(request, session, 200)

    async def hear(self, request: Request, session: DeskSession) -> Response:
        """Answer with a sound of the show's."""
        settings = self._settings()
        desk = StandingDesk(settings, show_of_person(settings, request, session))
        return await told(items_api.heard, desk, request.path_params["sound"])

    async def speak(self, request: Request, session: DeskSession) -> Response:
        """Answer with an item as it would be heard."""
        settings = self._settings()
        show, name = show_of_person(settings, request, session), request.path_params["name"]
        return await told(items_api.spoken, settings, show, name, self._studio)

    async def act(self, request: Request, session: DeskSession) -> Response:
        """Keep or remove an item; where that cannot be, say why on the page, and lose nothing that was written."""
        settings = self._settings()
        show = show_of_person(settings, request, session)
        sent = await uploads.read_of(request, settings.service.base_url, session)
        form = ItemForm.sent(sent.fields)
        try:
            form = await with_sound(StandingDesk(settings, show).send, form, sent, self._sounds)
            await run_in_threadpool(_done, StandingDesk(settings, show), form, sent.fields, session.person.name)
        except (UsageError, PublishError) as error:
            return await self._page(request, session, 422, form, str(error))
        except OutdatedItems as error:
            return await self._page(request, session, 409, form, str(error))
        except Problem as error:
            return await self._page(request, session, error.status_code, form, error.detail)
        return RedirectResponse(f"/desk/{show.slug}/items#sent", 303)

    async def _page(
        self, request: Request, session: DeskSession, status: int, unsaved: ItemForm | None = None, fault: str = ""
    ) -> Response:
        settings = self._settings()
        show = show_of_person(settings, request, session)
        values = await run_in_threadpool(_page_values, settings, show, unsaved)
        values |= {"show": show, "fault": fault, "limits": limits(), "places": PLACES}
        return await self._render(request, "desk_items.html", status, session, **values)


def limits() -> tuple[str, int, int]:
    """Return the kinds of sound files that are read here, and their megabytes and minutes, as the form says them."""
    phones = "/M4A" if shutil.which("ffmpeg") else ""
    return f"WAV/MP3/OGG/FLAC{phones}", MOST_BYTES // 1_000_000, round(LONGEST) // 60


async def with_sound(send: Callable[[bytes], str], form: ItemForm, sent: UploadForm, turns: Turns) -> ItemForm:
    """Return the form with the sound that was sent with it, if one was: it is kept though the rest be refused.

    Raise as `send`, and Problem 503 where too many wait for their turn.
    """
    if not sent.files:
        return form
    async with turns.take():
        return replace(form, sound=await run_in_threadpool(send, sent.files[0].data))


def _done(desk: StandingDesk, form: ItemForm, fields: Mapping[str, str], by: str) -> None:
    """Do what the button says. Raise UsageError, OutdatedItems, Problem 422."""
    on = fields.get("version", "")
    if fields.get("do") == "remove":
        desk.remove(form.item, on, by)
    elif fields.get("do") == "keep":
        desk.put(form.item, form.asked(desk), on, by)
    else:
        raise Problem(422, _("There is no such button."))


def _page_values(settings: Settings, show: ShowSettings, unsaved: ItemForm | None) -> dict[str, object]:
    report = StandingDesk(settings, show).report(dt.datetime.now(dt.UTC))
    names = [each.name for each in report.items]
    if unsaved and unsaved.item not in names:  # new, or removed by somebody else meanwhile
        unsaved = replace(unsaved, item="")
    forms = [unsaved if unsaved and unsaved.item == each.name else ItemForm.of(each) for each in report.items]
    new = unsaved if unsaved and not unsaved.item else ItemForm()
    return {"report": report, "forms": list(zip(report.items, forms, strict=True)), "new": new, "weekdays": WEEKDAYS}


def _date(text: str) -> dt.date | None:
    """Return the date of a field; None: it is empty. Raise UsageError for what is none."""
    if not text.strip():
        return None
    try:
        return checked_date(dt.date.fromisoformat(text.strip()))
    except ValueError:
        raise UsageError(
            _("The date {text} cannot be understood: write it like 2026-03-21.", text=text.strip()[:20])
        ) from None
