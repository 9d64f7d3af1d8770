"""The text of an article's part of a page, whole: what is in no `<p>` too.

Trafilatura finds where the article is, but leaves out text that stands beside paragraphs: bare, in `<center>`, in a
`<div>` among them. Of the page's lines those that it found tell the article's element: the smallest round them. All
prose in it is the article. What is left out is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from service.core import cpu_limit
from service.core.messages import _
from service.model import Edit
from service.sources import visible_lines
from service.sources.visible_lines import Box, ShownLine

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SURE = 12
"""Characters from which a line that is in trafilatura's text is there by no chance."""
_LONGEST = 200_000
"""Characters of an article; a longer text is taken as trafilatura gives it."""
_MOST, _ENOUGH = 0.8, 0.5
"""The share of the found text that the article's element must hold, and the least that must be found again."""
_CLIMB = 8
"""How many elements round the smallest one are tried."""
_WIDEST = frozenset({"body", "html", "main", "td", ""})
_SHORTEST_HEAD = 4
_NAMED = 200
"""Characters of what is left out that its record holds."""


def whole(root: HtmlElement, found: Sequence[str]) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the article's lines in their order, and what is left out; `found` is trafilatura's text in lines.

    `root` is lxml's tree of the page.
    """
    known = _Found(found)
    if not 0 < known.length <= _LONGEST:
        return tuple(found), ()
    lines = visible_lines.cut(root)
    hits = [line for line in lines if len(line.bare) >= _SURE and known.has(line)]
    if not hits or sum(len(line.bare) for line in hits) < _ENOUGH * known.length:
        return tuple(found), ()
    home = _own_body(hits) or _home(lines, hits)
    kept: list[str] = []
    left_out: dict[str, list[str]] = {}
    seen: set[str] = set()
    for line in lines:
        cpu_limit.check()
        if line.bare in seen or (line.box.tag == "h1" and not line.is_prose):
            continue
        why = _why_not(line, home, found=known.has(line))
        if why:
            left_out.setdefault(why, []).append(line.text)
        elif why is not None:
            kept.append(line.text)
            if len(line.bare) >= _SURE:
                seen.add(line.bare)
    edits = tuple(Edit("left out", "the page", why, " ".join(texts)[:_NAMED]) for why, texts in left_out.items())
    return tuple(kept), edits


class _Found:
    """What trafilatura found."""

    def __init__(self, found: Sequence[str]) -> None:
        lines = [visible_lines.bare(line).removeprefix("-") for line in found]
        text = "".join(lines)
        self.length = len(text)
        self._lines = frozenset(lines)
        self._runs = {text[n : n + _SURE] for n in range(len(text) - _SURE + 1)} if len(text) <= _LONGEST else set()

    def has(self, line: ShownLine) -> bool:
        """Return whether a line of the page is in it: all of a short one, beginning and end of a longer one."""
        if len(line.bare) < _SURE:
            return line.bare in self._lines
        return line.bare[:_SURE] in self._runs and line.bare[-_SURE:] in self._runs


def _why_not(line: ShownLine, home: Box, *, found: bool) -> str | None:
    """Return why a line is not the article's; empty when it is, None when nobody would take it for it."""
    apart = line.box.apart
    if not home.holds(line.number):
        if (apart and not apart.holds(home.first)) or not (line.is_prose or found):
            return None
        told = found and len(line.bare) >= _SURE and not home.own_body
        beside = line.box.table and not line.box.table.holds(home.first)
        return _("it stands in a table") if beside else "" if told else _("it stands outside the article")
    if apart and apart.is_inside(home):
        return _("it stands in the page's part “{apart}”", apart=apart.name)
    if line.box.table and line.box.table.is_inside(home):
        return _("it stands in a table")
    if found or line.is_prose or (line.head and len(line.bare) >= _SHORTEST_HEAD and not line.linked):
        return ""
    return _("it is no prose")


def _own_body(hits: Sequence[ShownLine]) -> Box | None:
    """Return the element that says of itself to be the article's body, if what was found is in it; else None."""
    for line in hits:
        own: Box | None = None
        box: Box | None = line.box
        while box is not None:
            own = box if box.own_body else own
            box = box.parent
        if own:
            return own
    return None


def _home(lines: Sequence[ShownLine], hits: Sequence[ShownLine]) -> Box:
    """Return the smallest element with most of what was found, or one round it with nothing but prose besides."""
    trusted = [line for line in hits if not line.box.apart] or list(hits)
    total = sum(len(line.bare) for line in trusted)
    home = max(trusted, key=lambda line: len(line.bare)).box
    while home.parent and sum(len(line.bare) for line in trusted if home.holds(line.number)) < _MOST * total:
        home = home.parent
    wider = home
    for _attempt in range(_CLIMB):
        if wider.parent is None or wider.parent.tag in _WIDEST:
            break
        wider = wider.parent
        around = lines[wider.first : wider.end]
        if not all(line.is_prose and not (line.box.apart and line.box.apart.is_inside(wider)) for line in around):
            break
        home = wider
    return home
