"""The paper's own ranking: the page of an article, and how high it stands on it; and how old it is.

Where the reading is not sure nothing is said: a source without a page's number, or with too few articles to rank.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from service.core.messages import _
from service.editing.selection.article_text import Values, Words
from service.model import Article

WHY: Words = {
    "front page": _("front page"),
    "second page": _("second page"),
    "inner page": _("a page far behind"),
    "top of its page": _("high on its page"),
    "foot of its page": _("low on its page"),
    "top of the front page": _("high on the front page"),
    "not of the day": _("dated before the day and the day before"),
    "older": _("older than the newest"),
}
"""The features of this module."""
CHINA = ZoneInfo("Asia/Shanghai")
"""Where the dates of papers hold."""
LEAST_RANKED = 3
"""So many articles a source must have before their order on it says anything."""
OLD_HOURS = 48.0
"""Hours after which an article is no fresher for being younger."""
LAST_CHARACTERS = 40
"""A pointer within the text ends it."""
_PAGE = re.compile(
    r"(?:^|[^A-Za-z0-9])[A-Da-d]0*+([1-9]\d?)$|(?:第|(?<!0))0*+([1-9]\d?)版"
    r"|(?:\d{4}-\d\d-\d\d|\d{8})[-_]0?([1-9]\d?)$|(?:^|[^A-Za-z])(?:page|p|版)[-_]?0{0,2}([1-9]\d?)$"
)

_PAGE_FOLDER = re.compile(r"(?:^|!)(?:[A-Da-d]0*+([1-9]\d?)|第?0*+([1-9]\d?)版(?:[ ：:].*)?)$")
"""A folder in which the stories of one page lie: `A01`, `第02版：民生`, `day.zip!2版`."""

_BLANK = r"[\s\u3000]"
_FOLIO = re.compile(
    f"(?:第{_BLANK}?)?[A-D]?0?([1-9]\\d?){_BLANK}?版$|[A-D]0?([1-9]\\d?)$"
    f"|[A-D]?0?([1-9]\\d?){_BLANK}{{1,3}}[\u4e00-\u9fff·]{{2,12}}(?:$|{_BLANK})"
)
"""第3版, A01, `02 综合 2026年5月14日`; a contents line has its page behind, or 版 and a headline."""
_DATED_FOLIO = re.compile(f"(?:年|星期|日|\\.).{{0,30}}{_BLANK}[A-D]?0?([1-9]\\d?)$")
"""`2026年6月10日 星期三　都市　A02`."""
_NUMBER = "[A-Da-d]?0?([1-9]\\d?)|([一二三四五六七八九十])"
_POINTER = re.compile(f"(?:[见、，]|^)(?:今日)?第?(?:{_NUMBER})版")
_POINTS = re.compile("(相关报道)?见(?:今日)?第?[A-Da-d]?[\\d一二三四五六七八九十]{1,2}版")
_PART = re.compile("(?:([上紧]接)|下转)第?[A-Da-d]?[\\d一二三四五六七八九十]{1,2}版")
_LATEST = re.compile(r"(?:最新|进展)[^。；！？）]{0,20}见(?:今日)?第?[A-Da-d]?[\d一二三四五六七八九十]{1,2}版")
_DIGITS = "一二三四五六七八九十"


def page_number(source: str) -> int | None:
    """Return the page that a source is, by the name of its file, else of its folder; None: neither says it.

    `2026-03-21-A01`, `2026-03-21-05`, `第5版` and `page-3` do, and a day alone (`2026-03-21`) does not. A folder of a
    page holds its stories: `第01版/要闻.docx`, `day.zip!A01/要闻.docx`.
    """
    found = _PAGE.search(PurePosixPath(source).stem) or _page_folder(source)
    return int(next(filter(None, found.groups()))) if found else None


def _page_folder(source: str) -> re.Match[str] | None:
    """Return what says the page in the name of a file's folder; an address has folders of other kinds."""
    return None if "://" in source else _PAGE_FOLDER.search(PurePosixPath(source).parent.name)


def folio_number(line: str) -> int | None:
    """Return the page's number in the line that names the page; None: the line is no such one."""
    text = line.strip()
    found = _FOLIO.match(text) or _DATED_FOLIO.search(text)
    return int(next(filter(None, found.groups()))) if found else None


def page_numbers(articles: Sequence[Article]) -> dict[str, int | None]:
    """Return the page that each source is: by its name, else by its folio line, where all that it has say the same."""
    folios: dict[str, set[int]] = {}
    for article in articles:
        lines = (edit.before for edit in article.edits if edit.what == "dropped")
        folios.setdefault(article.source, set()).update(filter(None, map(folio_number, lines)))
    return {
        source: page_number(source) or (min(numbers) if len(numbers) == 1 else None)
        for source, numbers in folios.items()
    }


def issue(source: str) -> str:
    """Return what the pages of one issue have in common: folder and name without the page's number.

    Where a folder is a page, the names of the stories in it are no part of that.
    """
    path = PurePosixPath(source)
    if not _PAGE.search(path.stem) and _page_folder(source):
        return f"{path.parent.parent}/{_PAGE_FOLDER.sub('', path.parent.name)}"
    return f"{path.parent}/{_PAGE.sub('', path.stem)}"


def pointers(article: Article) -> frozenset[int]:
    """Return the pages on which an article's own matter goes on: 详见第3版; not 相关报道见, which tells of the like.

    What the reading took out tells of it.
    """
    return frozenset(
        int(found[1]) if found[1] else _DIGITS.index(found[2]) + 1
        for text in _around(article)
        if (pointer := _POINTS.search(text)) and not pointer[1]
        for found in _POINTER.finditer(text)
    )


def is_continued(article: Article) -> bool:
    """Return whether it is the rest of an article that begins on another page: （上接第1版）."""
    return any(found[1] for found in map(_PART.search, (*_around(article), article.kicker, article.subtitle)) if found)


def points_on(article: Article) -> bool:
    """Return whether another page has more of it: 详见第3版, 下转第3版."""
    return any(_POINTS.search(text) or ((part := _PART.search(text)) and not part[1]) for text in _around(article))


def sends_on_to_latest(article: Article) -> bool:
    """Return whether it says that another page has what is known by now: 最新消息见第三版; not 后续见第三版."""
    return any(_LATEST.search(text) for text in _around(article))


def _around(article: Article) -> list[str]:
    taken = [edit.before for edit in article.edits if edit.what in ("dropped", "dateline", "byline")]
    return [*taken, article.text[-LAST_CHARACTERS:]]


def page_places(articles: Sequence[Article]) -> list[Values]:
    """Return where each article of a day stands."""
    counts = Counter(article.source for article in articles)
    numbers = page_numbers(articles)
    found: list[Values] = []
    for article in articles:
        number = numbers[article.source]
        height = 2 * article.prominence - 1 if counts[article.source] >= LEAST_RANKED else 0.0
        row = {
            "front page": float(number == 1),
            "second page": float(number == 2),
            "inner page": 1 - 3 / number if number and number > 3 else 0.0,
            "top of its page": max(0.0, height),
            "foot of its page": max(0.0, -height),
            "top of the front page": max(0.0, height) if number == 1 else 0.0,
        }
        found.append({name: value for name, value in row.items() if value})
    return found


def instant(article: Article) -> dt.datetime | None:
    """Return when an article appeared: its instant, or noon (UTC) of its day."""
    if article.published_at:
        return article.published_at
    return dt.datetime.combine(article.published, dt.time(12), dt.UTC) if article.published else None


def day_of(article: Article) -> dt.date | None:
    """Return the day, in China, that an article's source states."""
    return article.published_at.astimezone(CHINA).date() if article.published_at else article.stated_date


def age(article: Article, newest: dt.datetime | None, until: dt.date | None) -> Values:
    """Return how old an article is, beside the newest and by the programme's day."""
    appeared, day = instant(article), day_of(article)
    found: Values = {}
    if appeared and newest and appeared < newest:
        found["older"] = min(1.0, (newest - appeared).total_seconds() / 3600 / OLD_HOURS)
    if until and day and day < until - dt.timedelta(days=1):
        found["not of the day"] = 1.0
    return found
