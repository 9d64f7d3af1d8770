"""Miniflux, FreshRSS, wallabag and Readwise Reader on loopback: their protocols, strictly, and misbehaviour on demand.

Written from their own documentation and code, not from what this project asks; a request that the service would refuse
is refused here.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest

from service.sources import reading_lists
from service.sources.fetching import Client
from service.sources.reading_lists import ReadingList
from tests.support.http_server import Handler, serving

SECRETS = {
    "miniflux": ("TINGBAO_MINIFLUX_TOKEN", "mf-0123456789abcdef"),
    "freshrss": ("TINGBAO_FRESHRSS_LOGIN", "editor:api:pass"),
    "wallabag": ("TINGBAO_WALLABAG_LOGIN", "1_abc:shh:editor:pass:word"),
    "readwise": ("TINGBAO_READWISE_TOKEN", "rw-0123456789abcdef"),
}
"""Service -> the variable and what it has to hold to be let in here."""
READ = "user/-/state/com.google/read"
_PREFIX = "tag:google.com,2005:reader/item/"


@dataclass
class Kept:
    """An entry as a service keeps it."""

    number: int
    title: str
    html: str
    url: str = ""
    published: dt.datetime = dt.datetime(2026, 3, 21, 0, 30, tzinfo=dt.UTC)
    saved: dt.datetime = dt.datetime(2026, 3, 21, 0, 40, tzinfo=dt.UTC)
    read: bool = False
    label: str = ""
    more: dict[str, Any] = field(default_factory=dict)
    """Fields of the service's JSON besides, or instead."""


Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""
AS_USUAL: Answer = (0, {}, b"")
"""Stands for what the service answers."""
SILENCE: Answer = (-1, {}, b"")
"""Stands for no answer at all."""


@dataclass
class Service:
    """What the stand-in keeps and has been asked."""

    name: str
    url: str = ""
    entries: list[Kept] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    """Method and path of each request, in order."""
    said: list[tuple[str, bytes]] = field(default_factory=list)
    """Path and body of each answer."""
    headers: list[dict[str, str]] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    """The id of each entry that was marked read, as often as it was asked."""
    faults: dict[str, list[Answer]] = field(default_factory=dict)
    """Part of a path -> what is answered instead, in turn, the last one for ever."""
    knows_since: bool = True
    """False: it does not know the filter by time, and gives everything."""
    pages: dict[str, bytes] = field(default_factory=dict)
    """Web pages at the same host, by path."""
    log: str = ""
    """A file into which each entry that is marked is written, one a line."""

    @property
    def source(self) -> str:
        """The list as a show's sources name it."""
        return f"{self.name}+{self.url}"

    @property
    def port(self) -> int:
        return urlsplit(self.url).port or 0

    def add(self, title: str, html: str, **more: Any) -> Kept:
        number = len(self.entries) + 1
        self.entries.append(Kept(number, title, html, **{"url": f"https://news.example/{number}.html", **more}))
        return self.entries[-1]

    def id(self, kept: Kept) -> str:
        """The entry's id as the service gives it."""
        if self.name == "freshrss":
            return f"{_PREFIX}{kept.number:016x}"
        return f"01abc{kept.number}" if self.name == "readwise" else str(kept.number)

    def fail(self, part: str, *answers: Answer) -> None:
        """Answer requests whose path holds `part` like this, in turn, the last one for ever."""
        self.faults[part] = list(answers)

    def next_fault(self, part: str) -> Answer:
        answers = self.faults[part]
        return answers[0] if len(answers) == 1 else answers.pop(0)

    def mark(self, kept: Kept) -> None:
        kept.read = True
        self.marked.append(self.id(kept))
        if self.log:
            with open(self.log, "a", encoding="utf-8") as file:  # noqa: PTH123
                file.write(f"{self.id(kept)}\n")

    def after(self, found: list[Kept], time: str | None, of: str) -> list[Kept]:
        """Those whose time `published` or `saved` is not before a number of seconds, if one is given."""
        since = float(time) if time and self.knows_since else 0.0
        return [each for each in found if getattr(each, of).timestamp() >= since]

    def unread(self) -> list[Kept]:
        return [each for each in self.entries if not each.read]


def json_answer(value: object, status: int = 200) -> Answer:
    return status, {"Content-Type": "application/json"}, json.dumps(value, ensure_ascii=False).encode()


def text_answer(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return status, {"Content-Type": "text/plain", **(headers or {})}, text.encode()


class _Handler(Handler):
    def _handle(self) -> None:
        service: Service = self.server.told
        path = self.path
        service.asked.append((self.command, path))
        service.headers.append(dict(self.headers))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = next((service.next_fault(part) for part in service.faults if part in path), AS_USUAL)
        if answer is AS_USUAL:
            page = service.pages.get(urlsplit(path).path)
            html = {"Content-Type": "text/html; charset=utf-8"}
            answer = (200, html, page) if page is not None else _PROTOCOLS[service.name](service, self, body)
        if answer is SILENCE:
            self.server.stopping.wait(30)
            return
        status, headers, data = answer
        service.said.append((path, data))
        with contextlib.suppress(OSError):
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

    do_GET = do_POST = do_PUT = do_PATCH = _handle


@contextlib.contextmanager
def service(name: str) -> Iterator[Service]:
    """The service of that name at work."""
    with serving(_Handler) as server:
        server.told = Service(name, server.url)
        yield server.told


@contextlib.contextmanager
def let_in(name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """The service of that name at work, and its secret in the environment."""
    with service(name) as found:
        monkeypatch.setenv(*SECRETS[name])
        yield found


def opened(service: Service, client: Client, source: str = "") -> ReadingList:
    """The service's reading list, ready to be asked."""
    return reading_lists.opened(reading_lists.parse(source or service.source), client)


def answer(service: Service, part: str, client: Client) -> bytes:
    """What the service answers where it lists its entries, at a path that holds `part`."""
    service.said.clear()
    for _ in opened(service, client).pages(None):
        pass
    return next(body for path, body in service.said if part in path)


def _miniflux(service: Service, request: Any, body: bytes) -> Answer:
    if request.headers.get("X-Auth-Token") != SECRETS["miniflux"][1]:
        return json_answer({"error_message": "Access Unauthorized"}, 401)
    parts = urlsplit(request.path)
    query = dict(parse_qsl(parts.query))
    if parts.path != "/v1/entries":
        return text_answer("404 page not found", 404)
    if request.command == "PUT":
        wanted = json.loads(body)
        if wanted["status"] != "read" or not wanted["entry_ids"] or set(map(type, wanted["entry_ids"])) != {int}:
            return json_answer({"error_message": "invalid status"}, 400)
        for kept in service.entries:
            if kept.number in wanted["entry_ids"]:
                service.mark(kept)
        return 204, {}, b""
    found = service.unread() if query.get("status") == "unread" else service.entries
    category = query.get("category_id", "0")
    if category.isdecimal() and int(category):  # other values count for nothing
        if not any(each.label == category for each in service.entries):
            return json_answer({"error_message": "invalid category ID"}, 400)
        found = [each for each in found if each.label == category]
    found = service.after(found, query.get("after"), "published")
    found = sorted(found, key=lambda each: each.published, reverse=query.get("direction") == "desc")
    offset, limit = int(query.get("offset", 0)), int(query.get("limit", 100))
    return json_answer(
        {
            "total": len(found),
            "entries": [
                {
                    "id": each.number,
                    "user_id": 1,
                    "feed_id": 42,
                    "title": each.title,
                    "url": each.url,
                    "comments_url": "",
                    "author": "周岚",
                    "content": each.html,
                    "hash": f"{each.number:064x}",
                    "published_at": each.published.isoformat().replace("+00:00", "Z"),
                    "created_at": each.saved.isoformat().replace("+00:00", "Z"),
                    "status": "read" if each.read else "unread",
                    "starred": False,
                    "reading_time": 1,
                    "enclosures": None,
                    "tags": [],
                    "feed": {"id": 42, "title": "青禾新闻", "site_url": "https://news.example", "category": {"id": 1}},
                    **each.more,
                }
                for each in found[offset : offset + limit]
            ],
        }
    )


def _freshrss(service: Service, request: Any, body: bytes) -> Answer:
    parts = urlsplit(request.path)
    path, query = unquote(parts.path), dict(parse_qsl(parts.query))
    form = parse_qs(body.decode())
    user, _, password = SECRETS["freshrss"][1].partition(":")
    auth = f"{user}/0123456789012345678901234567890123456789"
    if not path.startswith("/api/greader.php"):
        return text_answer("Not Found", 404)
    path = path.removeprefix("/api/greader.php")
    if path == "/accounts/ClientLogin":
        if not re.fullmatch(r"\w{1,39}", form.get("Email", [""])[0]):
            return text_answer("Bad Request!", 400)
        if (form["Email"], form.get("Passwd")) != ([user], [password]):
            return text_answer("Unauthorized!", 401, {"Google-Bad-Token": "true"})
        return text_answer(f"SID={auth}\nLSID=null\nAuth={auth}\n")
    if request.headers.get("Authorization") != f"GoogleLogin auth={auth}":
        return text_answer("Unauthorized!", 401)
    token = "0123456789012345678901234567890123456789".ljust(57, "Z")
    if path == "/reader/api/0/token":
        return text_answer(f"{token}\n")
    if path == "/reader/api/0/edit-tag":
        if form.get("T") != [token]:
            return text_answer("Unauthorized!", 401)
        for kept in service.entries:
            if service.id(kept) in form.get("i", []) and form.get("a") == [READ]:
                service.mark(kept)
        return text_answer("OK")
    return _stream(service, path, query)


def _stream(service: Service, path: str, query: dict[str, str]) -> Answer:
    stream = path.removeprefix("/reader/api/0/stream/contents/")
    if stream == path or query.get("output") != "json":
        return text_answer("Bad Request!", 400)
    label = stream.removeprefix("user/-/label/") if "label" in stream else ""
    found = service.unread() if query.get("xt") == READ else service.entries
    if any(each.label == label for each in service.entries):  # of a label that is unknown, all is given
        found = [each for each in found if each.label == label]
    found = service.after(found, query.get("ot"), "saved")
    found = sorted(found, key=lambda each: (each.saved, each.number), reverse=True)
    count, start = int(query.get("n", 20)), query.get("c", "")
    begin = next((at for at, each in enumerate(found) if str(each.number) == start), -1) + 1
    shown = found[begin : begin + count]
    answer: dict[str, Any] = {
        "id": "user/-/state/com.google/reading-list",
        "updated": 1774051200,
        "items": [
            {
                "id": service.id(each),
                "crawlTimeMsec": f"{each.saved.timestamp() * 1000:.0f}",
                "timestampUsec": f"{each.saved.timestamp() * 1_000_000:.0f}",
                "published": int(each.published.timestamp()),
                "title": each.title,
                "summary": {"content": each.html},
                "alternate": [{"href": each.url}],
                "canonical": [{"href": each.url}],
                "categories": [
                    "user/-/state/com.google/reading-list",
                    *([f"user/-/label/{each.label}"] if each.label else []),
                ],
                "origin": {"streamId": "feed/7", "title": "青禾新闻", "htmlUrl": "https://news.example/"},
                "author": "周岚",
                **each.more,
            }
            for each in shown
        ],
    }
    if len(shown) >= count:  # also where nothing follows
        answer["continuation"] = str(shown[-1].number)
    return json_answer(answer)


def _wallabag(service: Service, request: Any, body: bytes) -> Answer:
    parts = urlsplit(request.path)
    query = dict(parse_qsl(parts.query))
    if parts.path == "/oauth/v2/token":
        given = dict(parse_qsl(body.decode()))
        client, secret, user, password = SECRETS["wallabag"][1].split(":", 3)
        if given.get("grant_type") != "password" or (given.get("client_id"), given.get("client_secret")) != (
            client,
            secret,
        ):
            return json_answer({"error": "invalid_client"}, 400)
        if (given.get("username"), given.get("password")) != (user, password):
            return json_answer({"error": "invalid_grant"}, 400)
        token = {"access_token": "wb-token", "expires_in": 3600, "scope": None, "token_type": "bearer"}
        return json_answer({**token, "refresh_token": "wb-refresh"})
    if request.headers.get("Authorization") != "Bearer wb-token":
        return json_answer({"error": "invalid_grant", "error_description": "The access token is invalid."}, 401)
    if request.command == "PATCH" and (found := re.fullmatch(r"/api/entries/(\d+)\.json", parts.path)):
        for kept in service.entries:
            if kept.number == int(found[1]) and parse_qs(body.decode()) == {"archive": ["1"]}:
                service.mark(kept)
                return json_answer({"id": kept.number, "is_archived": 1})
        return json_answer({"error": {"code": 404, "message": "Not Found"}}, 404)
    if parts.path != "/api/entries.json":
        return text_answer("No route found", 404)
    found_entries = service.unread() if query.get("archive") == "0" else service.entries
    found_entries = [each for each in found_entries if query.get("tags") in (None, each.label)]
    found_entries = service.after(found_entries, query.get("since"), "saved")
    found_entries = sorted(found_entries, key=lambda each: each.saved, reverse=query.get("order", "desc") == "desc")
    page, size = int(query.get("page", 1)), int(query.get("perPage", 30))
    pages = max(1, -(-len(found_entries) // size))
    if page > pages:
        return json_answer({"error": {"code": 404, "message": "Not Found"}}, 404)
    items = [
        {
            "is_archived": int(each.read),
            "is_starred": 0,
            "tags": [{"id": 1, "label": each.label, "slug": each.label}] if each.label else [],
            "id": each.number,
            "title": each.title,
            "url": each.url,
            "content": each.html,
            "created_at": each.saved.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "published_at": each.published.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "published_by": ["周岚"],
            "domain_name": "news.example",
            **each.more,
        }
        for each in found_entries[(page - 1) * size : page * size]
    ]
    return json_answer(
        {"page": page, "limit": size, "pages": pages, "total": len(found_entries), "_embedded": {"items": items}}
    )


def _readwise(service: Service, request: Any, body: bytes) -> Answer:
    if request.headers.get("Authorization") != f"Token {SECRETS['readwise'][1]}":
        return json_answer({"detail": "Invalid token."}, 401)
    parts = urlsplit(request.path)
    query = dict(parse_qsl(parts.query))
    if request.command == "PATCH" and (found := re.fullmatch(r"/api/v3/update/(\w+)/", parts.path)):
        for kept in service.entries:
            if service.id(kept) == found[1] and json.loads(body) in ({"location": "archive"}, {"seen": True}):
                service.mark(kept)
                return json_answer({"id": found[1], "url": f"https://read.readwise.io/read/{found[1]}"})
        return json_answer({"detail": "Not found."}, 404)
    if parts.path != "/api/v3/list/" or request.command != "GET":
        return json_answer({"detail": "Not found."}, 404)
    place = query.get("location", "")
    kept_there = service.entries if place == "feed" else service.unread()
    after = dt.datetime.fromisoformat(query.get("updatedAfter", "2000-01-01T00:00:00+00:00"))
    kept_there = service.after(kept_there, str(after.timestamp()), "saved")
    kept_there = sorted(kept_there, key=lambda each: each.saved, reverse=True)
    size = min(int(query.get("limit", 100)), 100)
    start = int(query.get("pageCursor", "cursor0").removeprefix("cursor"))
    shown = kept_there[start : start + size]
    more = f"cursor{start + size}" if start + size < len(kept_there) else None
    results = [
        {
            "id": service.id(each),
            "url": f"https://read.readwise.io/new/read/{service.id(each)}",
            "title": each.title,
            "author": "周岚",
            "source": "Reader RSS",
            "category": "article",
            "location": place,
            "tags": {},
            "site_name": "青禾新闻",
            "word_count": 100,
            "created_at": each.saved.isoformat(),
            "updated_at": each.saved.isoformat(),
            "published_date": int(each.published.timestamp() * 1000),
            "summary": "",
            "image_url": "",
            "content": None,
            "source_url": each.url,
            "notes": "",
            "parent_id": None,
            "reading_progress": 0,
            "first_opened_at": each.saved.isoformat() if each.read else None,
            "saved_at": each.saved.isoformat(),
            **({"html_content": each.html} if query.get("withHtmlContent") == "true" else {}),
            **each.more,
        }
        for each in shown
    ]
    return json_answer({"count": len(kept_there), "nextPageCursor": more, "results": results})


_PROTOCOLS = {"miniflux": _miniflux, "freshrss": _freshrss, "wallabag": _wallabag, "readwise": _readwise}
