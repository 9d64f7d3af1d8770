"""Check the dates of a feed's episodes, which order them in apps: each by itself, and among the others."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from service.core.messages import _
from service.publishing.feed_issue import FeedIssue

CLOCKS_APART = dt.timedelta(minutes=10)
"""How much later than now a date may be: two machines' clocks differ."""
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMED_DAY = re.compile(r"\s*([A-Za-z]{3})[A-Za-z]{0,6},")


@dataclass(frozen=True, slots=True)
class DatedItem:
    """An episode and its date as the feed writes it; empty where it has none."""

    where: str
    date: str


def moment(text: str) -> dt.datetime | None:
    """Return the date as RFC 2822 writes it; None where it is no such date, or has no time zone."""
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def check(items: Sequence[DatedItem], *, serial: bool, now: dt.datetime | None) -> Iterator[FeedIssue]:
    """Yield what is wrong with the dates that can be read. `now`: None where nobody asks which are yet to come.

    A `serial` show is told from its beginning: it may have its oldest episode first.
    """
    dated = [(each, found) for each in items if (found := moment(each.date))]
    for each, date in dated:
        yield from weekday(each.where, each.date)
        if now and date > now + CLOCKS_APART:
            problem = _(
                "<pubDate> is {date!r}, which is yet to come: apps hide the episode until then.", date=each.date
            )
            yield FeedIssue("Apple: pubDate", each.where, problem)
    dates = [date for _, date in dated]
    if not serial and len(set(dates)) > 1 and all(before <= after for before, after in itertools.pairwise(dates)):
        problem = _(
            "The oldest episode comes first: apps that read the first ones alone never see a new one; turn it round."
        )
        yield FeedIssue("RSS 2.0: newest first", "the channel", problem, warning=True)
    same: dict[dt.datetime, list[str]] = defaultdict(list)
    for each, date in dated:
        same[date].append(each.where)
    for date, places in same.items():
        if len(places) > 1:
            problem = _(
                "They share the date {date:%Y-%m-%d %H:%M:%S%z}: which of them is newer no app can tell.", date=date
            )
            yield FeedIssue("Apple: pubDate", "; ".join(places), problem, warning=True)


def weekday(where: str, text: str) -> Iterator[FeedIssue]:
    """Yield that a date names another day of the week than it is. It need not name one."""
    date, named = moment(text), _NAMED_DAY.match(text)
    if date and named and named[1].title() != _WEEKDAYS[date.weekday()]:
        problem = _(
            "The date {text!r} is no {named}, but a {weekday}: some readers drop it.",
            text=text,
            named=named[1],
            weekday=_WEEKDAYS[date.weekday()],
        )
        yield FeedIssue("RFC 2822: day of the week", where, problem)
