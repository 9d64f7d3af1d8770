"""The page of a sentence's readings: a character is tapped, a reading chosen or typed, heard, and kept.

What a scan got wrong is put right there too. Both are of words: they are done on the newest version, whichever it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import OutdatedDraft, UsageError
from service.language import pinyin_marks
from service.publishing import episode_notes
from service.settings import Settings
from service.web import open_drafts
from service.web.desk import desk_forms
from service.web.desk.desk_episode import asked
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of
from service.web.problems import Problem

if TYPE_CHECKING:
    from service.pipeline.draft_readings import SentenceReadings

_TRIALS = 5
"""How often a change is made anew because the draft has changed meanwhile."""
LONGEST_WORD = 8
"""Characters of a word that a reading is set for."""


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """One way to read the word that is chosen."""

    pinyin: str
    """As programs write it: `shan4 xian4`."""
    shown: str
    """As people do: `shàn xiàn`."""
    is_now: bool
    """Whether it is read so."""


@dataclass(frozen=True, slots=True)
class ChosenWord:
    """The word whose reading is to be set, around the character that was tapped."""

    word: str
    place: int
    start: int
    end: int
    choices: tuple[ReadingChoice, ...]
    spans: tuple[tuple[str, int, int], ...]
    """Shorter and longer ones around the same character, each with its place."""


class ReadingPage:
    """Serve the page of a sentence's readings, and keep what is chosen there."""

    def __init__(self, settings: Callable[[], Settings], render: Callable[..., Awaitable[Response]]) -> None:
        """`render` makes a page of a template."""
        self._settings, self._render = settings, render

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the sentence, each character with its reading."""
        settings, show, id_ = asked(self._settings(), request, session)
        query = dict(request.query_params)
        values = await open_drafts.told(_page_values, settings, show, id_, request.path_params["target"], query)
        return await self._render(request, "desk_reading.html", 200, session, **values)

    async def act(self, request: Request, session: DeskSession) -> Response:
        """Keep a reading or a correction, or lead to the sound of it; where it cannot be done, say why on the page."""
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings, show, id_ = asked(self._settings(), request, session)
        target, draft = request.path_params["target"], f"/desk/{show.slug}/{id_}"
        if fields.get("do") == "hear":
            query = {"version": fields.get("version", ""), "word": fields.get("word", ""), "pinyin": _pinyin(fields)}
            return _sent_to(f"{draft}/audio/{target}?{urlencode(query)}")
        try:
            await open_drafts.told(_kept, settings, show, id_, fields, session.person.name)
        except Problem as problem:
            if problem.status_code != 422:
                raise
            values = await open_drafts.told(_page_values, settings, show, id_, target, fields)
            values |= {"fault": problem.detail, "typed": fields.get("other", "")}
            return await self._render(request, "desk_reading.html", 422, session, **values)
        done = "saved_for_good" if fields.get("do", "").endswith(" always") else "saved"
        return _sent_to(f"{draft}?done={done}#p-{target.partition('.')[0]}")


def _sent_to(address: str) -> Response:
    return RedirectResponse(address, 303)


def _pinyin(fields: Mapping[str, str]) -> str:
    """Return the pinyin that a form names: what was typed, else what was chosen."""
    return fields.get("other", "").strip() or fields.get("pinyin", "")


def _kept(settings: Settings, show: ShowSettings, id_: str, fields: Mapping[str, str], by: str) -> None:
    """Do what the form asks for on the newest version. Raise UsageError where that cannot be."""
    from service.editing.programme_draft import Change, Verb

    verb, _space, good = fields.get("do", "").partition(" ")
    if verb not in (Verb.READ, Verb.CORRECT) or good not in ("", "always"):
        raise UsageError(_("There is no such button."))
    text = fields.get("right", "") if verb == Verb.CORRECT else _pinyin(fields)
    if verb == Verb.READ and not text and not fields.get("forget"):
        raise UsageError(_("Choose a reading, or type one."))
    change, desk = Change(Verb(verb), fields.get("word", "").strip(), text=text), desk_of(settings, show, id_)
    for _attempt in range(_TRIALS):
        try:
            desk.change(change, desk.version(), by, dt.datetime.now(dt.UTC), for_good=bool(good))
        except OutdatedDraft:
            continue
        return
    raise UsageError(_("The draft is being changed all the time: try again."))


def _page_values(
    settings: Settings, show: ShowSettings, id_: str, target: str, query: Mapping[str, str]
) -> dict[str, object]:
    from service.pipeline import draft_readings

    desk = desk_of(settings, show, id_)
    version = desk.version()
    found = draft_readings.readings_of(desk, version, target)
    chosen = _chosen(found, query)
    said = [each.written for segment in version.draft.script.segments for each in segment.utterances]
    return {
        "show": show,
        "draft": f"/desk/{show.slug}/{id_}",
        "title": episode_notes.title(version.draft.script),
        "found": found,
        "chosen": chosen,
        "corrections": desk.rules.get().corrections,
        "times": sum(each.count(chosen.word) for each in said) if chosen else 0,
        "mark": lambda pinyin: " ".join(map(pinyin_marks.marked, pinyin.split())),
        "fault": "",
        "typed": "",
    }


def _chosen(found: SentenceReadings, query: Mapping[str, str]) -> ChosenWord | None:
    """Return the word around the character that was tapped; None where none was."""
    place, start, end = (_number(query.get(name, "")) for name in ("at", "start", "end"))
    characters = found.characters
    if place is None or place >= len(characters) or not characters[place].reading:
        return None
    tapped = characters[place]
    if start is None or end is None or not start <= place < end <= len(characters) or not _is_word(found, start, end):
        start, end = tapped.word if _is_word(found, *tapped.word) else (place, place + 1)
    now = found.pinyin(start, end, place, tapped.reading)
    readings = dict.fromkeys((tapped.reading, *tapped.choices))
    pinyins = [found.pinyin(start, end, place, each) for each in readings]
    spans = [(place, place + 1), (start - 1, end), (start, end + 1)]
    return ChosenWord(
        found.text[start:end],
        place,
        start,
        end,
        tuple(ReadingChoice(each, " ".join(map(pinyin_marks.marked, each.split())), each == now) for each in pinyins),
        tuple(
            (found.text[first:last], first, last)
            for first, last in dict.fromkeys(spans)
            if (first, last) != (start, end) and _is_word(found, first, last)
        ),
    )


def _is_word(found: SentenceReadings, start: int, end: int) -> bool:
    """Return whether a reading can be set for what stands there: each character has one."""
    inside = 0 <= start < end <= len(found.characters) and end - start <= LONGEST_WORD
    return inside and all(each.reading for each in found.characters[start:end])


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,3}", text, re.ASCII) else None
