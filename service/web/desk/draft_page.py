"""The page of a draft: every sentence with the sentence of the article that it comes from, and what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.model import Kind
from service.settings import Settings
from service.web import open_drafts
from service.web.desk import desk_forms
from service.web.desk.desk_episode import asked
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import desk_of, version_tag
from service.web.problems import Problem
from service.web.studio import Studio

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion
    from service.runs.draft_report import DraftReport, ReportedSegment, ReportedSentence, ReportedWarning
    from service.web.desk.draft_edits import EditOutcome


NOTICES = ("saved", "saved_for_good", "rule_stays")
"""What the page may say of what was done last, as its address names it behind `done`."""


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """The paragraph of an article that a sentence comes from, in three: the middle is the sentence's source."""

    before: str
    source: str
    after: str


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence as the page shows it."""

    target: str
    text: str
    shown: str
    """What stands in its field: its text, or what somebody wrote and could not save."""
    paragraph: SourceParagraph | None
    warnings: tuple[ReportedWarning, ...]
    sound: bool
    """Whether it is recorded."""

    @property
    def is_unsaved(self) -> bool:
        """Whether its field has a text that is not saved."""
        return self.shown != self.text


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A story, or a part of the programme's own words, as the page shows it."""

    told: ReportedSegment
    sentences: tuple[SentenceView, ...]
    warnings: tuple[ReportedWarning, ...]
    """Those of no sentence."""
    title: str
    """What stands in the field of its title; empty: it has none."""
    acts: frozenset[str]
    """What can be done with it."""


class DraftPages:
    """Serve the pages of drafts."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        render: Callable[..., Awaitable[Response]],
        studio: Studio,
    ) -> None:
        """`render` makes a page of a template; `studio` makes what is heard."""
        self._settings, self._render, self._studio = settings, render, studio

    async def show(self, request: Request, session: DeskSession) -> Response:
        """Answer with the newest version of a draft."""
        settings, show, id_ = asked(self._settings(), request, session)
        values = await run_in_threadpool(_page_values, settings, show, id_, None)
        done = request.query_params.get("done", "")
        values["notice"] = done if done in NOTICES else ""
        return await self._render(request, "desk_draft.html", 200, session, **values)

    async def audio(self, request: Request, session: DeskSession) -> Response:
        """Answer with one sentence of a version as it would be heard, a word of it read otherwise if the query says."""
        settings, show, id_ = asked(self._settings(), request, session)
        return await open_drafts.clip(request, settings, show, id_, self._studio)

    async def act(self, request: Request, session: DeskSession) -> Response:
        """Do what a form asks for. Where it cannot be done, answer with the page, and lose no text."""
        fields = await desk_forms.read_of(request, self._settings().service.base_url, session)
        settings, show, id_ = asked(self._settings(), request, session)
        done, values = await run_in_threadpool(_made, settings, show, id_, fields, session.person.name)
        if done.is_done and not done.own.is_begun:
            place = f"#p-{done.story}" if done.story else "?done=rule_stays" if values else ""
            return RedirectResponse(f"{request.url.path}{place}", 303)
        status = 200 if done.is_done else 409 if done.outdated or done.anew else 422
        return await self._render(request, "desk_draft.html", status, session, **values)


def _made(
    settings: Settings, show: ShowSettings, id_: str, fields: dict[str, str], by: str
) -> tuple[EditOutcome, dict[str, object]]:
    """Do what a form asks for; return what came of it, and the values of the page that tells it where it must."""
    from service.web.desk import draft_edits

    desk = desk_of(settings, show, id_)
    try:
        done = draft_edits.made(desk, fields, by, dt.datetime.now(dt.UTC))
    except UsageError as error:
        raise Problem(422, str(error)) from None
    if done.is_done and not done.own.is_begun:
        return done, {"rule_stays": True} if fields.get("do") == "undo" and _rule_stays(desk, done.version) else {}
    return done, _page_values(settings, show, id_, done)


def _rule_stays(desk: DraftDesk, version: DraftVersion) -> bool:
    """Return whether what was undone last holds for the show's programmes all the same."""
    undone, rules = desk.version(version.redo).change, desk.rules.get()
    kept = {"read": rules.readings, "correct": rules.corrections}.get(undone.what, {}) if undone else {}
    return undone is not None and undone.title in kept


def _page_values(settings: Settings, show: ShowSettings, id_: str, done: EditOutcome | None) -> dict[str, object]:
    """Return the values of the page: of the newest version, with what could not be saved on it."""
    from service.runs import draft_report
    from service.web.desk import programme_bar

    desk = desk_of(settings, show, id_)
    version = desk.version()
    report = draft_report.told(desk.show, desk.id, desk.view(version))
    zone = ZoneInfo(show.timezone or settings.service.timezone)
    builder = _SegmentViews(desk, version, report, done.unsaved if done else {})
    return {
        "show": show,
        "report": report,
        "version": version_tag(desk.waiting, version.number),
        "saved_at": version.saved_at.astimezone(zone) if version.saved_at else None,
        "bar": programme_bar.of(report),
        "segments": [builder.view(each) for each in report.segments],
        "done": done,
        "notice": "",
    }


class _SegmentViews:
    """Makes what the page shows of each segment of a version."""

    def __init__(self, desk: DraftDesk, version: DraftVersion, report: DraftReport, unsaved: Mapping[str, str]) -> None:
        self._stories = [each.story for each in desk.material_of(version.draft).stories]
        self._told = [segment for _, segment in version.draft.pairs]
        self._items, self._warnings, self._unsaved = version.draft.items, report.warnings, unsaved

    def view(self, told: ReportedSegment) -> SegmentView:
        """Return the segment as the page shows it."""
        warnings = [each for each in self._warnings if each.part == told.part]
        sentences = tuple(self._sentence(told, each, warnings) for each in told.sentences)
        placed = {id(warning) for each in sentences for warning in each.warnings}
        is_item = told.part.isdigit()
        return SegmentView(
            told,
            sentences,
            tuple(each for each in warnings if id(each) not in placed),
            self._unsaved.get(f"{told.part}.title", told.title) if is_item else "",
            frozenset(self._acts(told)) if is_item else frozenset(),
        )

    def _sentence(
        self, told: ReportedSegment, sentence: ReportedSentence, warnings: Sequence[ReportedWarning]
    ) -> SentenceView:
        return SentenceView(
            sentence.target,
            sentence.text,
            self._unsaved.get(sentence.target, sentence.text),
            self._paragraph(told.part, sentence.source) if sentence.source else None,
            tuple(each for each in warnings if each.target == sentence.target),
            bool(sentence.sound),
        )

    def _paragraph(self, part: str, source: str) -> SourceParagraph:
        """Return the paragraph that holds the source; where it is none of an article's body, the source alone."""
        number = self._items[int(part) - 1].story if part.isdigit() else -1
        stories = [self._stories[number]] if number >= 0 else self._stories
        paragraphs = (each for story in stories for article in story.articles for each in article.paragraphs)
        before, found, after = next((each for each in paragraphs if source in each), source).partition(source)
        return SourceParagraph(before, found, after)

    def _acts(self, told: ReportedSegment) -> Iterator[str]:
        """Yield what can be done with a story."""
        number, count = int(told.part), len(self._items)
        item = self._items[number - 1]
        may = {
            "up": number > 1,
            "down": number < count,
            "lead": number > 1,
            "brief": told.kind != Kind.BRIEF and not self._told[number - 1].is_editors,
            "full": not item.in_full and (told.kind == Kind.BRIEF or item.is_as_told),
            "pin": not item.pinned,
            "unpin": item.pinned,
            "drop": count > 1,
            "article": item.story >= 0,
        }
        return (name for name, allowed in may.items() if allowed)
