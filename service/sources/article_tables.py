"""Articles that an editorial system has exported: a row of a CSV or an object of a JSON file each."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from service.errors import SourceError
from service.model import Article
from service.sources import inline_markup, ocr_json, text_cleaning
from service.sources.credits import credited
from service.sources.timestamps import stamp

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "题名", "主标题", "title", "headline"),
    "text": ("正文", "内容", "文章内容", "content", "body", "text"),
    "date": ("日期", "发布日期", "发布时间", "见报日期", "date", "published", "pubdate", "publish_time"),
    "author": ("作者", "记者", "author", "byline"),
    "section": ("栏目", "版面", "section", "column", "category"),
    "kicker": ("引题", "肩题", "kicker"),
    "subtitle": ("副题", "副标题", "subtitle"),
}
"""What columns are usually called, for each part of an article; a show's own names go before them."""
MOST_ROWS = 2_000
"""Articles of one file; a day of a large editorial office has some 500."""
_DEEPEST = 3
"""Objects within one another in which the list of articles is looked for: `{"data": {"list": [...]}}`."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """The articles of a file."""

    articles: tuple[Article, ...]
    incomplete: int
    """Rows without a headline or without text, which are left out."""


def read(
    text: str, source: str, columns: Mapping[str, str] = MappingProxyType({}), now: dt.datetime | None = None
) -> ArticleTable | None:
    """Return the articles of an export; None for JSON that is no list of articles, as OCR programs write it.

    `columns` are a show's own names: part of an article -> column. `now` (with a time zone) tells dates such as
    3小时前. Raise SourceError, which begins with `source`, for a table without headlines and texts.
    """
    is_json = text.lstrip()[:1] in ("[", "{")
    rows = _objects(text) if is_json else _lines(text, source, columns)
    named = _named(rows, columns)
    if "title" not in named or "text" not in named:
        if is_json and ocr_json.markdown(text).form:
            return None
        there = "、".join(list(rows[0])[:8]) if rows else "nothing"
        raise SourceError(
            f"{source}: no column of headlines and of texts is found (it has: {text_cleaning.line(there)}):"
            ' name them in the show: columns = {title = "…", text = "…"}.'
        )
    if len(rows) > MOST_ROWS:
        raise SourceError(f"{source}: the file has over {MOST_ROWS:,} articles: split it.")
    found = [_article(row, named, source, now) for row in rows]
    articles = [each for each in found if each]
    placed = (replace(each, prominence=1 - place / len(articles)) for place, each in enumerate(articles))
    return ArticleTable(tuple(placed), len(found) - len(articles))


def _lines(text: str, source: str, columns: Mapping[str, str]) -> list[Row]:
    """Return the rows of a CSV, whose columns are parted by whatever parts its first line into the most known names."""
    first = text.partition("\n")[0]
    parted = max(",\t;", key=lambda mark: len(_named([dict.fromkeys(first.split(mark))], columns)))
    try:
        return list(csv.DictReader(io.StringIO(text), delimiter=parted, restkey="", restval=""))
    except csv.Error as error:
        raise SourceError(f"{source}: this table cannot be read ({error}): export it again.") from None


def _objects(text: str) -> list[Row]:
    """Return the objects of the first list of them in a JSON text, or one a line; none where there is no such list."""
    try:
        return _list_in(json.loads(text, strict=False), 0)
    except (ValueError, RecursionError):
        pass
    try:
        return _list_in([json.loads(line, strict=False) for line in text.splitlines() if line.strip()], 0)
    except (ValueError, RecursionError):
        return []


def _list_in(found: object, depth: int) -> list[Row]:
    if isinstance(found, list):
        return [each for each in found if isinstance(each, dict)]
    if isinstance(found, dict) and depth < _DEEPEST:
        return next(filter(None, (_list_in(each, depth + 1) for each in found.values())), [])
    return []


def _named(rows: Sequence[Row], columns: Mapping[str, str]) -> Mapping[str, str]:
    """Return the column of each part of an article: the show's own name for it, else the first usual one there is."""
    there = {str(name).strip('\ufeff "').lower(): str(name) for row in rows[:1] for name in row}
    found = {}
    for part, usual in NAMES.items():
        names = filter(None, (columns.get(part), *usual))
        if column := next((there[name.lower()] for name in names if name.lower() in there), ""):
            found[part] = column
    return found


def _article(row: Row, named: Mapping[str, str], source: str, now: dt.datetime | None) -> Article | None:
    """Return a row's article; None for one without a headline or without text."""
    value = {part: str(row.get(column) or "") for part, column in named.items()}
    title, paragraphs = text_cleaning.title(value["title"]), text_cleaning.paragraphs(value["text"])
    if not title or not paragraphs:
        return None
    day, instant = stamp(value.get("date", ""), now) or (None, None)
    names = re.split(r"[;；、,，\s]+", text_cleaning.title(value.get("author", "")))
    return credited(
        Article(
            source=source,
            title=title,
            paragraphs=paragraphs,
            kicker=text_cleaning.title(value.get("kicker", "")),
            subtitle=text_cleaning.title(value.get("subtitle", "")),
            section=text_cleaning.title(value.get("section", "")),
            authors=tuple(name for name in names if name and name not in ("记者", "通讯员", "作者")),
            published=day,
            published_at=instant,
            dated_by=f"column {named['date']}" if day else "",
            damaged=inline_markup.doubtful(paragraphs),
        )
    )
