"""The tables of a source in words: each row a sentence, each number with the head and the unit of its column.

`卤源食品`, `21.46`, `-5.1` under `简称`, `收入（亿元）`, `同比（%）` become `卤源食品，收入21.46亿元，同比下降5.1%。`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

FEWEST = 3
"""Cells of a row, and rows with the head, from which on lines are a table."""
_NUMBER = re.compile(r"([-+－−＋]?)(\d+(?:[.,]\d+)*)([%％]?)")
_HEAD = re.compile("(.*?)[（(]([^（）()]{1,6})[）)]$")
_CHANGE = re.compile("同比|环比|涨跌|增减|增幅|变化|增长")
_FALLING = "-－−"


def worded(source: str) -> str:
    """Return the source with its tables in words."""
    found: list[str] = []
    for cells, lines in groupby(source.split("\n"), key=lambda line: line.count("\t")):
        rows = list(lines)
        is_table = cells + 1 >= FEWEST and len(rows) >= FEWEST
        found += _sentences([row.split("\t") for row in rows]) if is_table else rows
    return "\n".join(found)


def _sentences(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rows below the head as sentences, with first and last ranks, and how many of a column rose and fell."""
    heads = [_HEAD.match(each.strip()) for each in rows[0]]
    named = [(head[1], head[2]) if head else (cell.strip(), "") for head, cell in zip(heads, rows[0], strict=True)]
    values = [[_value(row[at]) for row in rows[1:]] for at in range(len(rows[0]))]
    yield "\t".join(rows[0])
    for place, row in enumerate(rows[1:]):
        parts = [
            _part(cell.strip(), *named[at], _rank(values[at], place)) for at, cell in enumerate(row) if cell.strip()
        ]
        yield "，".join(parts) + "。"
    for at, (head, unit) in enumerate(named):
        if unit and _CHANGE.search(head):
            yield f"{named[at - 1][0]}{head}{_counted(values[at])}。"


def _counted(column: Sequence[float | None]) -> str:
    """Return how many rows rose and how many fell."""
    rising = sum(each is not None and each > 0 for each in column)
    falling = sum(each is not None and each < 0 for each in column)
    return "，".join(f"{some}个{way}" for some, way in ((rising, "增长"), (falling, "下降")) if some)


def _value(cell: str) -> float | None:
    match = _NUMBER.fullmatch(cell.strip())
    if not match:
        return None
    return float(match[2].replace(",", "")) * (-1 if match[1] and match[1] in _FALLING else 1)


def _rank(column: Sequence[float | None], place: int) -> str:
    """Return which rank the cell of a row has in its column of numbers: the first, the last, or none."""
    own, known = column[place], [each for each in column if each is not None]
    if own is None or len(known) < len(column):
        return ""
    return "最高" if own == max(known) else "最低" if own == min(known) else ""


def _part(cell: str, head: str, unit: str, rank: str) -> str:
    """Return a cell in words; its own where it is no number or its column has no unit."""
    match = _NUMBER.fullmatch(cell)
    if not match or not (unit or match[3]):
        return cell
    way = ""
    if _CHANGE.search(head):
        way = "下降" if match[1] and match[1] in _FALLING else "增长"
    return f"{head}{way}{match[2]}{match[3] or unit}{rank}"
