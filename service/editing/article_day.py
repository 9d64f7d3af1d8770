"""The day on which an article was written, and how that is known."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from service.core.messages import _
from service.editing.nearest_dates import nearest
from service.model import Article

LONGEST_AGE = dt.timedelta(days=31)
"""How much earlier than its page an article can have been written, so that a date in it counts as its own."""
_DATELINE = re.compile(
    r"(?:本报|本刊|本网|本台|新华社|中新社|中新网|人民网|新华网|央视网|[\u4e00-\u9fff]{2,6}社)[^，。：\d]{0,12}"
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日[^，。：\d]{0,3}[电讯]"
)
_DAY_BESIDE_DATE = re.compile(
    r"(?P<word>[今昨明])[天日晚早晨夜](?:[上下]午|中午|凌晨|晚上?|夜间|清晨|早[上晨])?"
    r"[（(](?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号][^（）()]{0,8}[）)]"
)
_SHIFTS = {"昨": -1, "今": 0, "明": 1}
_HEAD_PARAGRAPHS, _HEAD_CHARACTERS = 2, 60
"""Where a dateline stands."""


@dataclass(frozen=True, slots=True)
class ArticleDay:
    """The day that an article calls 今天."""

    date: dt.date
    evidence: str
    """What says so: `bracket 今天（5月10日）`, `dateline 本报5月10日讯`, `page name 20260510`, `feed …`."""


def article_day(article: Article, programme: dt.date) -> ArticleDay | None:
    """Return the day that an article calls 今天; None where nothing says it.

    A day word beside its date (`今天（5月10日）`) says it best, then a dateline, then the date of page or feed. Words
    and dates that contradict one another say nothing. A year that is not written is the one that brings the date
    nearest to the page's own, or to the programme.
    """
    stated = article.stated_date
    near = stated or programme
    found = {
        day.date: day
        for match in _DAY_BESIDE_DATE.finditer(f"{article.title}\n{article.text}")
        if (day := _read(match, near, "bracket", _SHIFTS[match["word"]]))
    }
    if len(found) == 1:
        return next(iter(found.values()))
    heads = [each.before[:_HEAD_CHARACTERS] for each in article.edits if each.what in ("dateline", "byline")]
    heads += [each[:_HEAD_CHARACTERS] for each in article.paragraphs[:_HEAD_PARAGRAPHS]]
    for head in heads:
        if (match := _DATELINE.search(head)) and (day := _read(match, near, "dateline")):
            if stated and stated != day.date and _names(article.text, day.date):
                return ArticleDay(
                    stated,
                    _(
                        "page {dated_by}, as it calls the day of its dateline {day}日",
                        dated_by=article.dated_by,
                        day=day.date.day,
                    ),
                )
            return day
    if stated:
        return ArticleDay(stated, f"page {article.dated_by}" if article.dated_by else _("the date of its source"))
    return None


def _names(text: str, date: dt.date) -> bool:
    """Return whether the text calls that day by its number, and so another one 今天."""
    return re.search(rf"(?<![\d月.]){date.day}日(?!内|元|[电讯])", text) is not None


def _read(match: re.Match[str], near: dt.date, rule: str, shift: int = 0) -> ArticleDay | None:
    written = nearest(near, int(match["year"]) if match["year"] else None, int(match["month"]), int(match["day"]))
    if written is None:
        return None
    date = written - dt.timedelta(days=shift)
    if not -dt.timedelta(days=1) <= near - date <= LONGEST_AGE:
        return None
    return ArticleDay(date, f"{rule} {match[0]}")
