"""The page on which copy is sent in, seen as it was understood, and mended where two articles were cut wrongly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core import cron, log
from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import EngineUnavailable, PublishError, UsageError
from service.runs.copy_report import CopyReport
from service.runs.sent_copy import MOST_DAY, MOST_FILE, MOST_FILES, SentCopy
from service.settings import Settings
from service.sources.article_mends import ArticleMend, MendKind
from service.web.copy_reader import CopyReader, StillReading
from service.web.desk import desk_forms, uploads
from service.web.desk.desk_episode import show_of_person
from service.web.desk.sessions import DeskSession
from service.web.desk.uploads import UploadForm
from service.web.problems import Problem

LONGEST_TITLE = 200
"""Characters of a headline."""


class CopyPages:
    """Serve the page of a show's copy, and do what its buttons say."""

    def __init__(
        self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]], reader: CopyReader
    ) -> None:
        """`render` makes a page of a template."""
        self._settings, self._render, self._reader = settings, render, reader

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with what was sent in so far."""
        return await self._page(request, session, 200)

    async def send(self, request: Request, session: DeskSession) -> Response:
        """Keep what was sent: all of it that can be, and say what cannot."""
        settings = self._settings()
        show = show_of_person(settings, request, session)
        form = await uploads.read_of(request, settings.service.base_url, session)
        day, seen = _day(settings, show), form.fields.get("day", "")
        if seen not in ("", day):
            fault = _(
                "The copy was for {seen}, and the next programme is of {day}: send it again for that one.",
                seen=seen[:10],
                day=day,
            )
            return await self._page(request, session, 409, [fault], form.fields.get("text", ""))
        done, faults = await run_in_threadpool(_kept, settings, show, form)
        log.event("copy sent in", show=show.slug, by=session.person.name, files=done, refused=len(faults))
        if faults:
            return await self._page(request, session, 422, faults, form.fields.get("text", ""))
        return RedirectResponse(f"/desk/{show.slug}/copy?{urlencode({'sent': done}, doseq=True)}#sent", 303)

    async def mend(self, request: Request, session: DeskSession) -> Response:
        """Join or split articles, change a headline, or take a file or the last of these back."""
        settings = self._settings()
        show = show_of_person(settings, request, session)
        fields = await desk_forms.read_of(request, settings.service.base_url, session)
        try:
            await run_in_threadpool(_mended, SentCopy(settings, show, dt.datetime.now(dt.UTC)), fields)
        except (UsageError, PublishError) as error:
            return await self._page(request, session, 422, [str(error)])
        at = f"#f-{quote(fields.get('file', ''))}"
        return RedirectResponse(f"/desk/{show.slug}/copy{at}", 303)

    async def _page(
        self, request: Request, session: DeskSession, status: int, faults: Sequence[str] = (), text: str = ""
    ) -> Response:
        """Answer with the page; `text` is what was pasted and not kept."""
        settings = self._settings()
        show = show_of_person(settings, request, session)
        report, unread, again = await run_in_threadpool(self._understood, settings, show)
        most = (*(each // 10**6 for each in (MOST_FILE, uploads.MOST_BYTES)), MOST_FILES, MOST_DAY // 10**6)
        told = {
            "report": report,
            "day": _day(settings, show),
            "unread": unread,
            "again": again,
            "faults": faults,
            "text": text,
            "sent": request.query_params.getlist("sent")[:MOST_FILES],
        }
        return await self._render(request, "desk_copy.html", status, session, show=show, most=most, **told)

    def _understood(self, settings: Settings, show: ShowSettings) -> tuple[CopyReport | None, str, bool]:
        """Return what was understood, or why nothing can be said of it now, and whether it can in a moment."""
        try:
            return self._reader.report(settings, show, dt.datetime.now(dt.UTC)), "", False
        except (UsageError, EngineUnavailable, PublishError) as error:
            return None, str(error), isinstance(error, StillReading)


def _day(settings: Settings, show: ShowSettings) -> str:
    """Return the day of the programme that copy is sent in for: the next one's."""
    return cron.next_due(settings.cron(show), dt.datetime.now(dt.UTC)).date().isoformat()


def _kept(settings: Settings, show: ShowSettings, form: UploadForm) -> tuple[list[str], list[str]]:
    """Keep what was sent; return the names of what is there now, and why the rest is not."""
    done: list[str] = []
    faults: list[str] = []
    text = form.fields.get("text", "").strip()
    sent = [(each.name, each.data) for each in form.files]
    if text:
        text = text.replace("\r\n", "\n")
        sent.append((f"{text.partition(chr(10))[0][:30]}.txt".encode(), f"{text}\n".encode()))
    if not sent:
        return [], [_("Nothing was chosen.")]
    for name, data in sent:
        try:
            done.append(SentCopy(settings, show, dt.datetime.now(dt.UTC)).save(name, data).name)
        except (UsageError, PublishError) as error:
            faults.append(str(error))
    return done, faults


def _mended(copy: SentCopy, fields: dict[str, str]) -> None:
    """Do what the button says. Raise UsageError, Problem 422."""
    name, what = fields.get("file", ""), fields.get("do", "")
    if what == "remove":
        copy.remove(name)
    elif what == "unmend":
        copy.unmend(name)
    elif what in tuple(MendKind):
        text = " ".join(fields.get("text", "").split())
        if len(text) > LONGEST_TITLE:
            raise UsageError(
                _("A title of over {longest_title} characters: make it shorter.", longest_title=LONGEST_TITLE)
            )
        if what == MendKind.TITLE and not text:
            raise UsageError(_("A headline is never empty."))
        copy.mend(name, ArticleMend(MendKind(what), fields.get("title", ""), fields.get("at", ""), text))
    else:
        raise Problem(422, _("There is no such button."))
