"""`/openapi.json`: the API described by OpenAPI 3.1, for programs that are written against it."""

from __future__ import annotations

import functools
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from service.core import json_codec
from service.runs.copy_report import CopyReport
from service.runs.draft_report import CheckReport, DraftReport
from service.runs.run_records import Run
from service.runs.standing_desk import ItemsReport
from service.web.schemas import (
    BriefingOrder,
    ChangeOrder,
    DraftOrder,
    EditorOrder,
    ItemOrder,
    MendOrder,
    PublishOrder,
)

API_VERSION = "1"
"""Of the API, not of the program: a change by which a client of today would fail makes it 2."""
_SCHEMAS = "#/components/schemas/"
_SHOW = {"name": "show", "in": "path", "required": True, "schema": {"type": "string"}}
_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
_TARGET = {
    "name": "target",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "A sentence as a change names it: 3.2, opening.1.",
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the version that this is for; *: the newest, whichever it is.",
}
_VERSION = {
    "name": "version",
    "in": "query",
    "schema": {"type": "integer", "minimum": 0},
    "description": "An earlier version; without it the newest.",
}
_PART = {
    "name": "part",
    "in": "path",
    "required": True,
    "schema": {"type": "string"},
    "description": "A story by its number.",
}
_TRIAL = [
    {"name": name, "in": "query", "schema": {"type": "string"}, "description": described}
    for name, described in (
        ("word", "A word of the sentence that is to be heard read otherwise."),
        ("pinyin", "Its pinyin: shan4 xian4."),
    )
]
_FAULTS = {
    400: "The body is no JSON.",
    401: "The token is missing or wrong.",
    403: "The service was started without a token: the API is off.",
    404: "There is no such show, run or draft.",
    408: "The body did not come in time.",
    409: "A run of the show is at work.",
    412: "The draft has changed meanwhile: nothing was saved.",
    413: "The body is too large.",
    415: "The body is no JSON.",
    422: "That cannot be; the detail says why.",
    428: "`If-Match` is missing.",
    429: "Too many wrong tokens.",
    503: "It cannot be done just now.",
}


async def document(request: Request) -> Response:
    """Answer with the description."""
    described = await run_in_threadpool(description)
    return JSONResponse(described, headers={"cache-control": "public, max-age=300"})


@functools.cache
def description() -> dict[str, Any]:
    """Return the description of all that is below /api."""
    from service.pipeline.draft_article import PrintedArticle
    from service.pipeline.draft_readings import SentenceReadings
    from service.pipeline.programme_sound import ProgrammeSound

    schemas: dict[str, Any] = {}
    kinds = (
        *(BriefingOrder, ChangeOrder, DraftOrder, EditorOrder, ItemOrder, MendOrder, PublishOrder),
        *(CheckReport, CopyReport, DraftReport, ItemsReport, SentenceReadings, PrintedArticle, ProgrammeSound, Run),
    )
    for kind in kinds:
        found = json_codec.schema(kind, _SCHEMAS)
        schemas |= found.pop("$defs", {})
        schemas[kind.__name__] = found
    schemas |= _small_schemas()
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tingbao", "version": API_VERSION, "license": {"name": "GPL-3.0-or-later"}},
        "security": [{"token": []}],
        "paths": _briefings() | _drafts() | _copy() | _items(),
        "components": {"schemas": schemas, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _small_schemas() -> dict[str, Any]:
    text, number, maybe = {"type": "string"}, {"type": "number"}, {"type": ["string", "null"]}
    waiting: dict[str, Any] = {
        "episode": text,
        "title": text,
        "date": text,
        "seconds": number,
        "since": text,
        "url": text,
    }
    waiting |= {"url": text, "version": {"type": "integer"}, "publish_at": maybe, "until": text, "then": text}
    waiting |= {"late": {"type": "array", "items": text}}
    return {
        "Submitted": _object({"id": text, "show": text, "status": text, "url": text, "log": text}),
        "Runs": _object({"runs": {"type": "array", "items": _ref("Run")}}),
        "Drafts": _object({"drafts": {"type": "array", "items": _object(waiting)}}),
        "PublishTime": _object({"episode": text, "version": {"type": "integer"}, "publish_at": maybe, "by": text}),
        "SentSound": _object({"sound": text, "seconds": number}),
        "SavedFile": _object({"name": text, "is_new": {"type": "boolean"}}),
        "Problem": _object({"type": text, "title": text, "status": {"type": "integer"}, "detail": text}),
    }


def _briefings() -> dict[str, Any]:
    runs = "/api/shows/{show}/briefings"
    started = {"description": "A run was started.", "content": _json("Submitted")}
    return {
        runs: {
            "get": _operation("List the runs of a show.", [_SHOW], {200: _answer("Runs")}, (404,)),
            "post": _operation(
                "Start a run.", [_SHOW], {202: started}, (400, 404, 408, 409, 413, 415, 422, 503), "BriefingOrder"
            ),
        },
        f"{runs}/{{id}}": {"get": _operation("Tell how far a run is.", [_SHOW, _ID], {200: _answer("Run")}, (404,))},
        f"{runs}/{{id}}/log": {
            "get": _operation(
                "Read the log of a run, a JSON object a line.",
                [_SHOW, _ID],
                {200: {"description": "The log so far.", "content": {"application/x-ndjson": {}}}},
                (404,),
            )
        },
    }


def _drafts() -> dict[str, Any]:
    drafts, saved = "/api/shows/{show}/drafts", {200: _answer("DraftReport", etag=True)}
    one, faults = f"{drafts}/{{id}}", (400, 404, 408, 412, 413, 415, 422, 428, 503)
    on = [_SHOW, _ID, _IF_MATCH]
    made = {202: {"description": "A run was started.", "content": _json("Submitted")}}
    timed = {200: {"description": "It is published at that time.", "content": _json("PublishTime")}}
    started = {202: {"description": "A run that publishes it was started.", "content": _json("Submitted")}}
    return {
        drafts: {
            "get": _operation("List the episodes that wait for approval.", [_SHOW], {200: _answer("Drafts")}, (404,)),
            "post": _operation(
                "Have a draft made now.", [_SHOW], made, (400, 404, 408, 409, 413, 415, 422, 503), "DraftOrder"
            ),
        },
        one: {
            "get": _operation("Show a draft.", [_SHOW, _ID, _VERSION], saved | {304: _plain("Unchanged.")}, (404, 422)),
            "delete": _operation("Drop the episode.", on, {204: _plain("Dropped.")}, (404, 409, 412, 428, 503)),
        },
        f"{one}/changes": {"post": _operation("Change a draft.", on, saved, faults, "ChangeOrder")},
        f"{one}/check": {
            "post": _operation(
                "Tell what would be to check were a change made; nothing is saved.",
                [_SHOW, _ID, _VERSION],
                {200: _answer("CheckReport")},
                (400, 404, 408, 413, 415, 422, 503),
                "ChangeOrder",
            )
        },
        f"{one}/undo": {"post": _operation("Take the last change back.", on, saved, faults, "EditorOrder")},
        f"{one}/redo": {"post": _operation("Make it again.", on, saved, faults, "EditorOrder")},
        f"{one}/audio/{{target}}": {
            "get": _operation(
                "Hear a sentence; it is spoken now where it has no clip.",
                [_SHOW, _ID, _TARGET, _VERSION, *_TRIAL],
                {200: {"description": "The sentence.", "content": {"audio/mpeg": {}}}},
                (404, 422, 503),
            )
        },
        f"{one}/readings/{{target}}": {
            "get": _operation(
                "Tell how each character of a sentence is read, and how else it may be.",
                [_SHOW, _ID, _TARGET, _VERSION],
                {200: _answer("SentenceReadings")},
                (404, 422),
            )
        },
        f"{one}/articles/{{part}}": {
            "get": _operation(
                "Read the whole article of a story, with what of it is told and what was repaired.",
                [_SHOW, _ID, _PART, _VERSION],
                {200: _answer("PrintedArticle")},
                (404, 422),
            )
        },
        f"{one}/programme": {
            "get": _operation(
                "Tell how far the sound of the whole programme is.",
                [_SHOW, _ID, _VERSION],
                {200: _answer("ProgrammeSound")},
                (404, 422),
            ),
            "post": _operation(
                "Have the whole programme made as it would go out: only what has changed is spoken.",
                [_SHOW, _ID, _VERSION],
                {200: _answer("ProgrammeSound"), 202: _answer("ProgrammeSound")},
                (404, 422),
            ),
        },
        f"{one}/programme.mp3": {
            "get": _operation(
                "Hear the whole programme, once it is made.",
                [_SHOW, _ID, _VERSION],
                {200: {"description": "The programme; a range of it is 206.", "content": {"audio/mpeg": {}}}},
                (404, 422),
            )
        },
        f"{one}/publish": {
            "post": _operation(
                "Publish it as its draft has it, now or at a time.", on, started | timed, (*faults, 409), "PublishOrder"
            ),
            "delete": _operation("Take the time back.", on, {204: _plain("It waits again.")}, (404, 412, 428, 503)),
        },
    }


def _copy() -> dict[str, Any]:
    copy, found, faults = "/api/shows/{show}/copy", {200: _answer("CopyReport")}, (404, 422, 503)
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    sent = {**name, "in": "query", "description": "What the file is called; another name is taken where one has it."}
    sending = _operation(
        "Send a file in.",
        [_SHOW, sent],
        {201: _answer("SavedFile"), 200: {**_answer("SavedFile"), "description": "The same file was there."}},
        (404, 408, 413, 422, 503),
    )
    sending["requestBody"] = {"content": {"application/octet-stream": {}}}
    return {
        copy: {
            "get": _operation("Tell as what the day's copy was understood.", [_SHOW], found, faults),
            "post": sending,
        },
        f"{copy}/{{name}}": {
            "delete": _operation("Take a file back.", [_SHOW, name], {204: _plain("It is gone.")}, faults)
        },
        f"{copy}/{{name}}/mends": {
            "post": _operation(
                "Join or split articles, or change a headline.",
                [_SHOW, name],
                found,
                (400, 404, 408, 413, 415, 422, 503),
                "MendOrder",
            ),
            "delete": _operation("Take the last of these back.", [_SHOW, name], found, faults),
        },
    }


def _items() -> dict[str, Any]:
    items, sounds = "/api/shows/{show}/items", "/api/shows/{show}/sounds"
    stands = {200: _answer("ItemsReport", etag=True)}
    faults = (400, 404, 408, 412, 413, 415, 422, 428, 503)
    name = {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
    sound = {**name, "name": "sound", "description": "What a sound is kept under."}
    sending = _operation(
        "Send a sound in: WAV, MP3, OGG (Vorbis) or FLAC.",
        [_SHOW],
        {201: {"description": "It is kept.", "content": _json("SentSound")}},
        (404, 408, 413, 422, 503),
    )
    sending["requestBody"] = {"content": {"application/octet-stream": {}}}
    on = [_SHOW, name, _IF_MATCH]
    return {
        items: {"get": _operation("List the standing items of a show.", [_SHOW], stands, (404, 503))},
        f"{items}/{{name}}": {
            "put": _operation("Keep a standing item, new or changed.", on, stands, faults, "ItemOrder"),
            "delete": _operation("Remove a standing item.", on, stands, faults, "EditorOrder"),
        },
        f"{items}/{{name}}/audio": {
            "get": _operation(
                "Hear a standing item; it is spoken now where it has no clip.",
                [_SHOW, name],
                {200: {"description": "The item.", "content": {"audio/mpeg": {}}}},
                (404, 422, 503),
            )
        },
        sounds: {"post": sending},
        f"{sounds}/{{sound}}": {
            "get": _operation(
                "Hear a sound as programmes have it.",
                [_SHOW, sound],
                {200: {"description": "The sound.", "content": {"audio/wav": {}}}},
                (404, 503),
            )
        },
    }


def _operation(
    summary: str, parameters: list[dict[str, Any]], answers: dict[int, Any], faults: tuple[int, ...], body: str = ""
) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": _ref("Problem")}}
    told = {code: {"description": _FAULTS[code], "content": problem} for code in sorted((401, 403, 429, *faults))}
    found: dict[str, Any] = {
        "summary": summary,
        "parameters": parameters,
        "responses": {f"{code}": each for code, each in (answers | told).items()},
    }
    return found | ({"requestBody": {"content": _json(body)}} if body else {})


def _answer(schema: str, *, etag: bool = False) -> dict[str, Any]:
    headers = {"ETag": {"schema": {"type": "string"}, "description": "The version; `If-Match` takes it."}}
    return {"description": "So it stands.", "content": _json(schema)} | ({"headers": headers} if etag else {})


def _plain(text: str) -> dict[str, Any]:
    return {"description": text}


def _json(schema: str) -> dict[str, Any]:
    return {"application/json": {"schema": _ref(schema)}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"{_SCHEMAS}{name}"}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
