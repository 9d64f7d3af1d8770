"""Articles that an editorial system has exported: a row of a CSV or an object of a JSON file each."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from service.core.messages import _
from service.errors import SourceError
from service.model import Article
from service.sources import fetching, inline_markup, ocr_json, text_cleaning
from service.sources.credits import credited
from service.sources.timestamps import stamp

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("标题", "题名", "主标题", "题目", "title", "headline"),
    "text": ("正文", "内容", "content", "body", "text"),
    "date": (
        *("日期", "时间", "发布日期", "发布时间", "发稿时间", "刊发日期", "见报日期", "出版日期"),
        *("date", "published", "published at", "pub date", "publish date", "publish time"),
    ),
    "author": ("作者", "记者", "author", "byline"),
    "section": ("栏目", "版面", "section", "column", "category"),
    "kicker": ("引题", "肩题", "kicker"),
    "subtitle": ("副题", "副标题", "subtitle"),
    "url": (
        *("链接", "网址", "链接地址", "网页地址", "文章地址", "原文链接", "原文地址"),
        *("url", "link", "permalink", "web url", "page url"),
    ),
}
"""What columns are usually called, for each part of an article; a show's own names go before them."""
MOST_ROWS = 2_000
"""Articles of one file; a day of a large editorial office has some 500."""
_DEEPEST = 3
"""Lists and objects within one another in a field of an article."""
_HEADER_WITHIN = 10
"""Rows of a table that are looked at for the one that names its columns: some exports put their own title above it."""
_REMARK = re.compile(r"[（(\[【][^）)\]】]{0,30}[）)\]】]")
_MARKS = re.compile(r"[\s_:：*\"'\ufeff-]")
_OF_ARTICLE = re.compile(r"^(?:新闻|稿件|文章|原|news|article|story|doc|post)|(?:cn|zh)$")
"""What a column's name says besides the part: 稿件标题, articleTitle, title_cn. It counts where a usual name is left:
newsletter and 原因 are no parts, and neither are metaTitle and 短标题, which are not the headline."""

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArticleTable:
    """The articles of a file."""

    articles: tuple[Article, ...]
    incomplete: int
    """Rows that are left out: damaged, or without a headline or text."""


def read(
    text: str, source: str, columns: Mapping[str, str] = MappingProxyType({}), now: dt.datetime | None = None
) -> ArticleTable | None:
    """Return the articles of an export; None for JSON that is no list of articles, as OCR programs write it.

    `columns` are a show's own names: part of an article -> column. `now` (with a time zone) tells dates such as
    3小时前. Raise SourceError, which begins with `source`, for a table without headlines and texts and for
    damaged JSON.
    """
    is_json = text.lstrip()[:1] in ("[", "{")
    rows, there, damaged = _objects(text, columns) if is_json else _lines(text, source, columns)
    if not rows:
        unread = is_json and damaged and not there
        if is_json and not (unread and text.rstrip()[-1:] in ("]", "}")) and ocr_json.markdown(text).form:
            return None
        if unread:
            raise SourceError(_("{source}: this JSON is damaged: export it again.", source=source))
        if _is_article(_named(there, columns)):
            raise SourceError(
                _("{source}: the table has no article below its columns: export it again.", source=source)
            )
        raise SourceError(
            _(
                "{source}: no column of headlines and of texts is found (it has: {there}): name them in the "
                'show: columns = {{title = "…", text = "…"}}.',
                source=source,
                there=_listed(there),
            )
        )
    if len(rows) > MOST_ROWS:
        raise SourceError(
            _("{source}: the file has over {most_rows:,} articles: split it.", source=source, most_rows=MOST_ROWS)
        )
    found = [_article(row, named, source, now) for row, named in rows]
    articles = [each for each in found if each]
    placed = (replace(each, prominence=1 - place / len(articles)) for place, each in enumerate(articles))
    return ArticleTable(tuple(placed), damaged + len(found) - len(articles))


def part_of(column: str) -> str:
    """Return the part of an article that a column of this name holds; empty for none that is known."""
    plain = _plain(column)
    return _PARTS.get(plain) or _PARTS.get(_OF_ARTICLE.sub("", plain)) or ""


def _plain(column: str) -> str:
    """Return a column's name without what is no word of it: 标题（必填）, `pubDate`, `pub_date` and `Pub Date`."""
    return _MARKS.sub("", _REMARK.sub("", column)).lower()


_PARTS = {_plain(name): part for part, names in NAMES.items() for name in names}

Named = Mapping[str, str]
"""The column of each part of an article."""
_Found = tuple[list[tuple[Row, Named]], Sequence[str], int]
"""Rows with their columns' parts, the names of the columns or of the first object, and how many rows are damaged."""


def _listed(names: Sequence[str]) -> str:
    return text_cleaning.line("、".join(names[:8]) or "nothing")


def _lines(text: str, source: str, columns: Mapping[str, str]) -> _Found:
    """Return the rows of a CSV, whose columns are parted by whatever parts a first line into the most known names."""
    first = text.lstrip().splitlines()[:_HEADER_WITHIN]
    parted = max(",\t;|", key=lambda mark: max((len(_named(line.split(mark), columns)) for line in first), default=0))
    try:
        rows = [row for row in csv.reader(io.StringIO(text), delimiter=parted) if any(row)]
    except csv.Error as error:
        raise SourceError(
            _("{source}: this table cannot be read ({error}): export it again.", source=source, error=error)
        ) from None
    heads = (number for number, row in enumerate(rows[:_HEADER_WITHIN]) if _is_article(_named(row, columns)))
    head = next(heads, None)
    if head is None:
        return [], rows[0] if rows else (), 0
    names = rows[head]
    named = _named(names, columns)
    told = rows[head + 1 : head + MOST_ROWS + 2]
    return [(dict(zip(names, row, strict=False)), named) for row in told], names, 0


def _objects(text: str, columns: Mapping[str, str]) -> _Found:
    """Return the objects of a JSON text, or of one a line, that have headline and text, however deep they lie.

    An object beside them that has a headline alone is one that is damaged.
    """
    damaged = 0
    try:
        found = [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        found = []
        for line in filter(str.strip, text.splitlines()):
            try:
                found.append(json.loads(line, strict=False))
            except (ValueError, RecursionError):
                damaged += 1
    rows: list[tuple[Row, Named]] = []
    there: Sequence[str] = ()
    waiting = found[::-1]
    while waiting:
        each = waiting.pop()
        inner = list(each.values()) if isinstance(each, dict) else each if isinstance(each, list) else []
        if isinstance(each, dict):
            named = _named(each, columns)
            there = there or list(each)
            if _is_article(named) and not _holds_objects(each[named["text"]]):
                rows.append((each, named))
                continue
            damaged += "title" in named and not any(isinstance(value, (dict, list)) for value in inner)
        waiting += inner[::-1]
    return rows, there, damaged


def _is_article(named: Named) -> bool:
    return "title" in named and "text" in named


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _named(names: Iterable[str], columns: Mapping[str, str]) -> Named:
    """Return the column of each part of an article: the show's own name for it, else the first usual one there is."""
    there: dict[str, str] = {}
    for name in names:
        there.setdefault(_plain(name), name)
    found: dict[str, str] = {}
    for part, usual in NAMES.items():
        own = filter(None, (columns.get(part), *usual))
        if column := next((there[plain] for plain in map(_plain, own) if plain in there), ""):
            found[part] = column
    for name in there.values():
        if part := part_of(name):
            found.setdefault(part, name)
    return found


def _value(value: object, joint: str, depth: int = 0) -> str:
    """Return a field's text: of a list that of its entries, of an object that of its first field (WordPress)."""
    inner = value if isinstance(value, list) else list(value.values())[:1] if isinstance(value, dict) else None
    if inner is None:
        return "" if value is None else str(value)
    return joint.join([_value(each, joint, depth + 1) for each in inner]) if depth < _DEEPEST else ""


def _address(text: str) -> str:
    """Return an article's address as a feed's would be; empty for a path within a site, a placeholder or several."""
    try:
        return fetching.address(text) if len(text.split()) == 1 else ""
    except SourceError:
        return ""


def _article(row: Row, named: Named, source: str, now: dt.datetime | None) -> Article | None:
    """Return a row's article; None for one without a headline or without text."""
    value = {part: _value(row.get(column), "、" if part == "author" else "\n") for part, column in named.items()}
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
            url=_address(value.get("url", "")),
            authors=tuple(name for name in names if name and name not in ("记者", "通讯员", "作者")),
            published=day,
            published_at=instant,
            dated_by=f"column {named['date']}" if day else "",
            damaged=inline_markup.doubtful(paragraphs),
        )
    )
