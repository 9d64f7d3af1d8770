"""The desk as a web application: its door, its pages, its style sheet and its script.

Nothing is changed by a GET. A form is taken from a page of this site alone, and with the token of its session.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Awaitable, Callable
from importlib import resources
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route, Router
from starlette.types import Receive, Scope, Send

from service.core import log, messages
from service.core.messages import _
from service.errors import TingbaoError
from service.settings import Settings, desk_url
from service.web.copy_reader import CopyReader
from service.web.desk import compressed, desk_forms, desk_language, login_limits, today
from service.web.desk.article_page import ArticlePage
from service.web.desk.copy_page import CopyPages
from service.web.desk.decision_page import DecisionPage, Submit
from service.web.desk.draft_order import DraftOrders
from service.web.desk.draft_page import DraftPages
from service.web.desk.items_page import ItemsPages
from service.web.desk.listen_page import ListenPage
from service.web.desk.login_limits import LoginLimits
from service.web.desk.own_sound_page import OwnSoundPage
from service.web.desk.pack_page import PackPage
from service.web.desk.people import DeskPeople
from service.web.desk.reading_page import ReadingPage
from service.web.desk.sessions import LASTS, DeskSession, DeskSessions
from service.web.desk.words_check import WordsCheck
from service.web.studio import Studio
from service.web.tokens import client_of
from service.web.turns import Turns

if TYPE_CHECKING:
    from jinja2 import Environment

COOKIE, MARK, PATH = "tingbao_desk", "tingbao_desk_known", "/desk"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {"content-security-policy": POLICY, "x-robots-tag": "noindex, nofollow"}
_YEAR = 365 * 86_400
MOST_WAITING = 20
"""Logins that wait for their turn: each takes half a second."""
_Page = Callable[[Request, DeskSession], Awaitable[Response]]


class Desk:
    """Serve all that is below /desk."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        submit: Submit,
        studio: Studio,
        reader: CopyReader,
        checks: Turns,
        sounds: Turns,
    ) -> None:
        """`submit` has a run made; `studio` makes what is heard; `reader` says as what copy was understood.

        `checks` are the turns of checks of a text, `sounds` of sounds that are sent in.
        """
        self._settings, self._limits = settings, LoginLimits()
        self._logins = Turns(MOST_WAITING, _("Too many log in at once: try again in a moment."), 10)
        drafts, decision = DraftPages(settings, self.render, studio), DecisionPage(settings, self.render, submit)
        listen = ListenPage(settings, self.render, studio)
        reading, article = ReadingPage(settings, self.render), ArticlePage(settings, self.render)
        words = WordsCheck(settings, self.render, checks)
        copy, items = CopyPages(settings, self.render, reader), ItemsPages(settings, self.render, studio, sounds)
        own_sound, packs = OwnSoundPage(settings, self.render, sounds), PackPage(settings)
        orders, draft = DraftOrders(settings, submit), "/{show}/{id}"
        self._routes = Router(
            [
                Route("/", self._for_session(self._today), methods=["GET"]),
                Route("/login", self._login, methods=["POST"]),
                Route("/logout", self._for_session(self._logout, f"{PATH}/"), methods=["POST"]),
                Route("/language", self._language, methods=["POST"]),
                Route("/desk.css", functools.partial(_file, "desk.css", "text/css"), methods=["GET"]),
                Route("/desk.js", functools.partial(_file, "desk.js", "text/javascript"), methods=["GET"]),
                Route("/{show}/make", self._for_session(orders.make, f"{PATH}/"), methods=["POST"]),
                Route("/{show}/copy", self._for_session(copy.show), methods=["GET"]),
                Route("/{show}/copy", self._for_session(copy.send), methods=["POST"]),
                Route("/{show}/copy/mend", self._for_session(copy.mend, f"{PATH}/"), methods=["POST"]),
                Route("/{show}/items", self._for_session(items.show), methods=["GET"]),
                Route("/{show}/items", self._for_session(items.act), methods=["POST"]),
                Route("/{show}/items/{name:path}/audio", self._for_session(items.speak, f"{PATH}/"), methods=["GET"]),
                Route("/{show}/sounds/{sound}", self._for_session(items.hear, f"{PATH}/"), methods=["GET"]),
                Route(draft, self._for_session(drafts.show), methods=["GET"]),
                Route(draft, self._for_session(drafts.act), methods=["POST"]),
                Route(f"{draft}/check", self._for_session(words.check, f"{PATH}/"), methods=["POST"]),
                Route(f"{draft}/audio/{{target}}", self._for_session(drafts.audio, f"{PATH}/"), methods=["GET"]),
                Route(f"{draft}/sound", self._for_session(own_sound.show), methods=["GET"]),
                Route(f"{draft}/sound", self._for_session(own_sound.send), methods=["POST"]),
                Route(f"{draft}/reading/{{target}}", self._for_session(reading.show), methods=["GET"]),
                Route(f"{draft}/reading/{{target}}", self._for_session(reading.act), methods=["POST"]),
                Route(f"{draft}/listen", self._for_session(listen.show), methods=["GET"]),
                Route(f"{draft}/listen", self._for_session(listen.start), methods=["POST"]),
                Route(f"{draft}/listen/programme.mp3", self._for_session(listen.audio, f"{PATH}/"), methods=["GET"]),
                Route(f"{draft}/pack.zip", self._for_session(packs.download, f"{PATH}/"), methods=["GET"]),
                Route(f"{draft}/article/{{part}}", self._for_session(article.show), methods=["GET"]),
                Route(f"{draft}/decide", self._for_session(decision.show), methods=["GET"]),
                Route(f"{draft}/decide", self._for_session(decision.decide), methods=["POST"]),
            ],
            redirect_slashes=False,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what cannot be is a page that says why."""
        scope = {name: value for name, value in scope.items() if name != "starlette.exception_handlers"}
        request = Request(scope, receive)
        if scope["path"] == PATH:
            await RedirectResponse(f"{PATH}/", 308)(scope, receive, send)
            return
        try:
            await self._routes(scope, receive, send)
        except HTTPException as error:
            if error.status_code == 405 and request.method == "GET":  # what a form was sent to, and is now asked for
                above = desk_forms.below_desk(request.url.path.rpartition("/")[0])
                await RedirectResponse(above, 303, {"cache-control": "no-store"})(scope, receive, send)
                return
            answer = await self.render(request, "desk_problem.html", error.status_code, detail=error.detail)
            answer.headers.update(error.headers or {})
            await answer(scope, receive, send)
        except TingbaoError as error:
            log.event("the desk cannot answer", log.WARNING, error=str(error))
            detail = _("The service's state folder cannot be used; its log says why.")
            await (await self.render(request, "desk_problem.html", 503, detail=detail))(scope, receive, send)

    async def render(
        self, request: Request, template: str, status: int = 200, session: DeskSession | None = None, **values: object
    ) -> Response:
        """Answer with a page in the reader's language."""
        language = desk_language.of(request)
        common = {
            "t": desk_language.texts(language),
            "language": language,
            "told": functools.partial(messages.in_language, language=language),
            "session": session,
            "here": desk_forms.below_desk(request.url.path),
        }

        def page() -> Response:
            text = _environment().get_template(template).render(**common, **values)
            return compressed.answer(request, HTMLResponse(text, status, _HEADERS))

        return await run_in_threadpool(page)

    def _for_session(self, page: _Page, to: str = "") -> Callable[[Request], Awaitable[Response]]:
        """Return what answers with the page to who is logged in, and with the form to anybody else.

        `to`: where the login leads; empty: to the address itself.
        """

        async def answer(request: Request) -> Response:
            session = await run_in_threadpool(self._session, request)
            if session is None:
                return await self._door(request, 401, to=to)
            return await page(request, session)

        return answer

    def _session(self, request: Request) -> DeskSession | None:
        now = dt.datetime.now(dt.UTC)
        return DeskSessions(self._settings().state).get(request.cookies.get(COOKIE, ""), now)

    async def _door(self, request: Request, status: int, fault: str = "", name: str = "", to: str = "") -> Response:
        anybody = bool(await run_in_threadpool(DeskPeople(self._settings().state).list))
        to = to or desk_forms.below_desk(request.url.path)
        return await self.render(request, "desk_login.html", status, fault=fault, name=name, to=to, anybody=anybody)

    async def _login(self, request: Request) -> Response:
        fields = await desk_forms.read(request, self._settings().service.base_url)
        name, to = fields.get("name", "").strip()[:100], desk_forms.below_desk(fields.get("to", ""))
        wait, session = await self._in_turn(request, name, fields.get("password", ""))
        if wait:
            answer = await self._door(request, 429, "too_many", name, to)
            answer.headers["retry-after"] = str(math.ceil(wait))
            return answer
        if session is None:
            return await self._door(request, 401, "wrong", name, to)
        inside = RedirectResponse(to, 303)
        self._set(inside, request, COOKIE, session.token, int(LASTS.total_seconds()))
        self._set(inside, request, MARK, login_limits.mark_of(session.person), _YEAR)
        return inside

    async def _in_turn(self, request: Request, name: str, password: str) -> tuple[float, DeskSession | None]:
        """Return what `_begun` does, one password at a time. Raise Problem 503 where many wait."""
        async with self._logins.take():
            return await run_in_threadpool(self._begun, request, name, password)

    def _begun(self, request: Request, name: str, password: str) -> tuple[float, DeskSession | None]:
        """Return the seconds to wait, or the session that begins; neither for a wrong password.

        Who has tried too often is not heard until his time is over, though the password be right: one that guesses
        would learn it else. The session that the browser had until then ends.
        """
        state, client, mark = self._settings().state, client_of(request), request.cookies.get(MARK, "")
        people, sessions = DeskPeople(state), DeskSessions(state)
        known = people.get(name)
        if wait := self._limits.wait(client, name, known, mark):
            return wait, None
        person = people.check(name, password)
        if person is None:
            return self._limits.add(client, name, known, mark), None
        if before := self._session(request):
            sessions.end(before)
        log.event("logged in at the desk", name=person.name, client=client)
        return 0.0, sessions.begin(person, dt.datetime.now(dt.UTC))

    async def _logout(self, request: Request, session: DeskSession) -> Response:
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        sessions = DeskSessions(self._settings().state)
        if fields.get("everywhere"):
            await run_in_threadpool(sessions.end_all, session.person)
        else:
            await run_in_threadpool(sessions.end, session)
        outside = RedirectResponse(f"{PATH}/", 303)
        outside.delete_cookie(COOKIE, path=PATH)
        return outside

    async def _language(self, request: Request) -> Response:
        fields = await desk_forms.read(request, self._settings().service.base_url)
        answer = RedirectResponse(desk_forms.below_desk(fields.get("to", "")), 303)
        if fields.get("language") in desk_language.LANGUAGES:
            answer.set_cookie(desk_language.COOKIE, fields["language"], _YEAR, path=PATH, samesite="lax", httponly=True)
        return answer

    def _set(self, answer: Response, request: Request, name: str, value: str, seconds: int) -> None:
        """Hand a cookie out: sent back by this site's pages alone, and behind HTTPS never without it.

        `lax`, not `strict`: a link in a message that an episode waits opens the draft for who is logged in.
        """
        addresses = (str(request.url), self._settings().service.base_url, desk_url(self._settings().service))
        secure = any(each.startswith("https://") for each in addresses)
        answer.set_cookie(name, value, seconds, path=PATH, secure=secure, httponly=True, samesite="lax")

    async def _today(self, request: Request, session: DeskSession) -> Response:
        now = dt.datetime.now(dt.UTC)
        shows = await run_in_threadpool(today.shows_of, self._settings(), session.person, now)
        return await self.render(request, "desk_today.html", session=session, shows=shows, now=now)


async def _file(name: str, kind: str, request: Request) -> Response:
    file = Response(_bytes(name), media_type=kind, headers={"cache-control": "public, max-age=300"})
    return compressed.answer(request, file)


@functools.cache
def _bytes(name: str) -> bytes:
    return (resources.files("service.web.desk") / name).read_bytes()


@functools.cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = resources.files("service.web.desk")
    pages = {each.name: each.read_text("utf-8") for each in folder.iterdir() if each.name.endswith(".html")}
    environment = Environment(
        loader=DictLoader(pages), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(clock=_clock, percent=_percent)
    return environment


def _clock(seconds: float) -> str:
    """Return 83.4 seconds as `1:23`."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _percent(place: float) -> str:
    """Return 12.3456 as `12.35%`."""
    return f"{place:.2f}%"
