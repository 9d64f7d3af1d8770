"""What a hook tells people, as a card: a title, a lead, a few facts and a link, in the language of who reads it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from service.core import messages
from service.core.messages import CHINESE, _

_LONGEST = 300
"""Characters of a title, a lead, an error or an advice: what a phone shows without being scrolled."""
_LONGEST_LINK = 1000
"""Characters of a link; a longer one would leave no room for words."""
_HEADS = {
    "success": _("a new episode"),
    "approval": _("waits for approval"),
    "failure": _("was not made"),
    "trial": _("a trial"),
}
_LINKS = {"success": _("Listen to it"), "trial": _("The show's page"), "approval": _("Open the desk")}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Card:
    """A message for people; its texts are plain, of one line each, and may come from anybody."""

    title: str
    """What has come to pass: `听报 · 新一期`."""
    lead: str = ""
    """The episode's title, or the edition."""
    lines: tuple[tuple[str, str], ...] = ()
    """What else there is to say: a label and a text."""
    link: str = ""
    link_text: str = ""
    colon: str = "："
    """What stands between a label and its text."""

    def clipped(self, most: int) -> Card:
        """Return the card with texts of at most so many characters."""
        lines = tuple((label, _clip(text, most)) for label, text in self.lines)
        return replace(self, title=_clip(self.title, most), lead=_clip(self.lead, most), lines=lines)

    @property
    def text(self) -> str:
        """The card as plain text."""
        parts = [self.title, self.lead, *(f"{label}{self.colon}{text}" for label, text in self.lines), self.link]
        return "\n".join(filter(None, parts))


def card_of(event: Mapping[str, object], language: str = CHINESE) -> Card:
    """Return the card of an event that hooks are told, in a language."""
    told = functools.partial(messages.in_language, language=language)

    def said(name: str) -> str:
        return _SPACE.sub(" ", str(event.get(name) or "")).strip()

    kind = said("event")
    lines = [(_("In short"), said("lead"))]
    if seconds := event.get("seconds"):
        lines.append((_("Length"), told(length(float(str(seconds))))))
    if kind == "approval":
        wait = _("Edit and approve it at the desk; if nobody does in time, it is published or dropped, as is set.")
        lines.append((_("What to do"), told(wait)))
    if kind == "failure":
        command = f"tingbao make --show {said('show')}" + (f" --edition {said('edition')}" if said("edition") else "")
        advice = _("Nothing published has changed. See to the cause (`tingbao check` helps), then run {it}", it=command)
        error = _SPACE.sub(" ", told(str(event.get("error") or ""))).strip()
        lines += [(_("Why"), error), (_("What to do"), told(advice))]
    link = said("desk") if kind == "approval" else said("link")
    return Card(
        title=f"{said('title')} · {told(_HEADS.get(kind, kind))}",
        lead=said("headline") or said("edition"),
        lines=tuple((told(label), text) for label, text in lines if text),
        link=link if len(link) <= _LONGEST_LINK else "",
        link_text=told(_LINKS.get(kind, _("Open"))),
        colon=told(_(": ")),
    ).clipped(_LONGEST)


def length(seconds: float) -> str:
    """Return a length in words: `4 min 58 s`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return _("{seconds} s", seconds=rest)
    return (
        _("{minutes} min {seconds} s", minutes=minutes, seconds=rest) if rest else _("{minutes} min", minutes=minutes)
    )


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
