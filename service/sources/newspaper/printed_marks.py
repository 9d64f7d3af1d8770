"""A page's lines with the marks that papers print, whatever a scanner or an editor's keyboard wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from service.language import punctuation
from service.sources.newspaper.page_lines import Line

_SPACED = re.compile(r"(?<=[，。；：、！？]) (?=[^\s—])")
_CLOSE = re.compile(r"[，。；：、！？](?=[^\s，。；：、！？”’）》」』])")


def as_printed(found: Iterable[Line]) -> list[Line]:
    """Return the lines in the marks of papers; without a blank behind each mark where the page has that habit.

    A single blank behind a full stop may part a credit from its text, so that one blank is no habit.
    """
    lines = [replace(line, text=punctuation.as_papers_print(line.text)) for line in found]
    spaced = sum(len(_SPACED.findall(line.text)) for line in lines)
    if spaced <= sum(len(_CLOSE.findall(line.text)) for line in lines):
        return lines
    return [replace(line, text=_SPACED.sub("", line.text)) for line in lines]
