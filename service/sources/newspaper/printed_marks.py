"""A page's lines with the marks that papers print, whatever a scanner or an editor's keyboard wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from service.language import cjk_latin_spacing, punctuation
from service.sources.newspaper.page_lines import Line

_SPACED = re.compile(r"(?<=[，。；：、！？]) (?=[^\s—])")
_CLOSE = re.compile(r"[，。；：、！？](?=[^\s，。；：、！？”’）》」』])")


def as_printed(found: Iterable[Line]) -> list[Line]:
    """Return the lines in the marks of papers; without the blanks that the page sets by habit.

    They are those behind each mark, and those between Chinese and digits: `月 15 日电`. A single blank behind a full
    stop may part a credit from its text, so that one blank is no habit. Headlines keep theirs, which may be pauses.
    """
    lines = [replace(line, text=punctuation.as_papers_print(line.text)) for line in found]
    page = "\n".join(line.text for line in lines if not line.level)
    if len(_SPACED.findall(page)) > len(_CLOSE.findall(page)):
        lines = [replace(line, text=_SPACED.sub("", line.text)) for line in lines]
    if cjk_latin_spacing.is_habit(page):
        lines = [line if line.level else replace(line, text=cjk_latin_spacing.closed(line.text)) for line in lines]
    return lines
