"""The rows of a forecast's table as sentences: `| 今晚 | 晴 | 22℃ |` is read as `今晚：晴，22℃。`

Other tables are for the eye; a forecast in a table is the whole of it, and half of the papers print it so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.core.messages import _
from service.model import Edit

NEAR = 3
"""Rows with something in them, from the headline down, within which its table begins."""
SHOWN = 60
"""Characters of a row that its edit shows."""
_HEADLINE = re.compile("天气|气象")
_WEATHER = re.compile("[晴阴雨雪雾霾]|多云|℃")
_ROW = re.compile(r"\s*\|.*\|\s*$")
_HTML_TABLE = re.compile(r"\s*<table\b.*</table>\s*$", re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b[^<>]{0,200}>(.*?)</tr>", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,200}>")
_DATE_CELL = re.compile("[（(][^（()）]{0,12}[）)]")
_UNIT = re.compile("[（(](℃|级|毫米)[）)]")
"""A unit that a table's head names for its column."""


def as_sentences(text: str) -> tuple[str, tuple[tuple[int, Edit], ...]]:
    """Return a page whose forecast tables are sentences, row for row, and the edits with the number of their row."""
    if not _HEADLINE.search(text) or ("|" not in text and "<t" not in text):
        return text, ()
    rows = text.split("\n")
    edits: list[tuple[int, Edit]] = []
    near, inside = 0, False
    units: list[str] = []
    for n, row in enumerate(rows):
        if not row.strip():
            continue
        is_table = bool(_ROW.match(row) or _HTML_TABLE.match(row))
        if is_table and (inside or near):
            units = units if inside else _units(row)
            inside = True
            rows[n] = _said(row, units)
            edits.append(
                (
                    n + 1,
                    Edit("table", _("line {count}", count=n + 1), _("a row of a forecast, for the ear"), row[:SHOWN]),
                )
            )
        else:
            inside = False
            near = NEAR if not is_table and len(row) < SHOWN and _HEADLINE.search(row) else max(0, near - 1)
    return "\n".join(rows) if edits else text, tuple(edits)


def _cells(row: str) -> list[list[str]]:
    """Return the cells of a row of Markdown, or those of each row of a table in HTML."""
    if _ROW.match(row):
        return [row.strip().strip("|").split("|")]
    return [_CELL.split(each) for each in _HTML_ROW.findall(row)]


def _units(row: str) -> list[str]:
    """Return the unit that a table's head names for each column; empty where it names none."""
    head = next(iter(_cells(row)), [])
    return [unit[1] if (unit := _UNIT.search(cell)) else "" for cell in head]


def _said(row: str, units: Sequence[str]) -> str:
    return "".join(_sentence(cells, units) for cells in _cells(row))


def _sentence(cells: Sequence[str], units: Sequence[str]) -> str:
    """Return a row as a sentence; empty for one that tells no weather: the head of the table."""
    said = []
    for n, cell in enumerate(cells):
        text = _DATE_CELL.sub("", _TAG.sub("", cell)).strip()
        unit = units[n] if n < len(units) else ""
        said += [text + unit if text[-1:].isdigit() else text] if text else []
    if len(said) < 2 or not _WEATHER.search("".join(said[1:])):
        return ""
    return f"{said[0]}：{'，'.join(said[1:])}。"
