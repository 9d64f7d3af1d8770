"""What a hook tells people, as a card: a title, a lead, a few facts and a link, in the words of the show's country."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_LONGEST = 300
"""Characters of a title, a lead, an error or an advice: what a phone shows without being scrolled."""
_LONGEST_LINK = 1000
"""Characters of a link; a longer one would leave no room for words."""
_HEADS = {"success": "新一期", "approval": "待审", "failure": "没有做成", "trial": "试发"}
_LINKS = {"success": "收听", "trial": "节目的网页", "approval": "打开审稿台"}
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

    def clipped(self, most: int) -> Card:
        """Return the card with texts of at most so many characters."""
        lines = tuple((label, _clip(text, most)) for label, text in self.lines)
        return replace(self, title=_clip(self.title, most), lead=_clip(self.lead, most), lines=lines)

    @property
    def text(self) -> str:
        """The card as plain text."""
        parts = [self.title, self.lead, *(f"{label}：{text}" for label, text in self.lines), self.link]
        return "\n".join(filter(None, parts))


def card_of(event: Mapping[str, object]) -> Card:
    """Return the card of an event that hooks are told."""

    def said(name: str) -> str:
        return _SPACE.sub(" ", str(event.get(name) or "")).strip()

    kind = said("event")
    lines = [("导语", said("lead"))]
    if seconds := event.get("seconds"):
        lines.append(("时长", length(float(str(seconds)))))
    if kind == "approval":
        lines.append(("办法", "在审稿台上改好、放行；到点没有人放行，就按设定发布或作废。"))
    if kind == "failure":
        command = f"tingbao make --show {said('show')}" + (f" --edition {said('edition')}" if said("edition") else "")
        lines += [
            ("原因", said("error")),
            ("怎么办", f"已发布的节目没有变化。先照原因处理（tingbao check 能帮着查），再运行 {command}"),
        ]
    link = said("desk") if kind == "approval" else said("link")
    return Card(
        title=f"{said('title')} · {_HEADS.get(kind, kind)}",
        lead=said("headline") or said("edition"),
        lines=tuple(each for each in lines if each[1]),
        link=link if len(link) <= _LONGEST_LINK else "",
        link_text=_LINKS.get(kind, "打开"),
    ).clipped(_LONGEST)


def length(seconds: float) -> str:
    """Return a length in words: `4分58秒`."""
    minutes, rest = divmod(round(seconds), 60)
    return (f"{minutes}分" if minutes else "") + (f"{rest}秒" if rest or not minutes else "")


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
