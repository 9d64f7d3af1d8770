"""The episode that a page of the desk is about: one that waits, of a show that is theirs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.requests import Request

from service.core.messages import _
from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.settings import Settings
from service.web.desk.sessions import DeskSession
from service.web.open_drafts import version_tag
from service.web.problems import Problem
from service.web.request_parts import show_of

if TYPE_CHECKING:
    from service.pipeline.draft_desk import DraftDesk
    from service.pipeline.draft_versions import DraftVersion


def asked(settings: Settings, request: Request, session: DeskSession) -> tuple[Settings, ShowSettings, str]:
    """Return the show and the episode that the address names. Raise Problem 404 where they are not theirs."""
    return settings, show_of_person(settings, request, session), request.path_params["id"]


def show_of_person(settings: Settings, request: Request, session: DeskSession) -> ShowSettings:
    """Return the show that the address names. Raise Problem 404 where it is not theirs: as where there is none."""
    show = show_of(settings, request)
    if not session.person.has(show):
        raise Problem(404, _("There is no show {slug}.", slug=show.slug))
    return show


def version_of_tag(desk: DraftDesk, tag: str) -> DraftVersion | None:
    """Return the version that a form was made from; None where the episode was made anew since.

    Raise UsageError for what names none.
    """
    episode, _dash, number = tag.rpartition("-")
    if not re.fullmatch(r"\d{1,5}", number, re.ASCII):
        raise UsageError(_("This form is not of this page: load it anew."))
    return desk.version(int(number)) if version_tag(desk.waiting, int(number)).startswith(f"{episode}-") else None
