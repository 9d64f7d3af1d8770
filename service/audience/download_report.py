"""The counts as tables: by episode, day, app and story, for a terminal, a spreadsheet and programs."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from service.audience.audio_request import ARTICLES
from service.audience.download_store import DownloadCounts, DownloadRow
from service.audience.user_agents import NO_AGENT

Table = list[tuple[str, ...]]
"""Headings, then rows."""


def since(counts: DownloadCounts, first: dt.date | None, show: str | None) -> DownloadCounts:
    """Return the counts from a day on, of one show and its articles or of all."""
    start = first.isoformat() if first else ""
    wanted = (show, f"{show}/{ARTICLES}") if show else ()
    downloads, stories = (
        tuple(row for row in rows if row.day >= start and (not wanted or row.show in wanted))
        for rows in (counts.downloads, counts.stories)
    )
    return DownloadCounts(downloads, stories)  # type: ignore[arg-type]


def by_show(counts: DownloadCounts) -> Counter[str]:
    """Return the downloads of each show."""
    return _sums(counts.downloads, lambda row: row.show)


def by_app(counts: DownloadCounts) -> Counter[str]:
    """Return the downloads by each app."""
    return _sums(counts.downloads, lambda row: row.app)


def by_episode(counts: DownloadCounts) -> list[tuple[str, str, str, int]]:
    """Return show, id, title and downloads of each episode, the newest first, articles behind all programmes."""
    numbers = _sums(counts.downloads, lambda row: (row.episode, row.show))
    titles = {(row.episode, row.show): row.title for row in counts.downloads}
    return [(key[1], key[0], titles[key], numbers[key]) for key in sorted(numbers, key=_newest, reverse=True)]


def _newest(key: tuple[str, str]) -> tuple[bool, str, str]:
    episode, show = key
    return not show.endswith(f"/{ARTICLES}"), episode, show


def table(counts: DownloadCounts, by: str) -> Table:
    """Return a table for a person: by episode, day, app or story."""
    if by == "episode":
        episodes = by_episode(counts)
        return [("show", "episode", "downloads", "title"), *((s, i, str(n), title) for s, i, title, n in episodes)]
    if by == "day":
        days = _sums(counts.downloads, lambda row: row.day)
        return [("day", "downloads"), *((day, str(days[day])) for day in sorted(days, reverse=True))]
    if by == "app":
        rows = sorted(by_app(counts).items(), key=lambda item: (-item[1], item[0]))
        return [("app", "downloads"), *((app_name(app), str(number)) for app, number in rows)]
    return story_rows(counts)


def app_name(app: str) -> str:
    """Return an app's name for a person."""
    return "(not told)" if app == NO_AGENT else app


def day_rows(counts: DownloadCounts) -> Table:
    """Return every count: a row for each day, episode and app."""
    return [
        ("day", "show", "episode", "title", "app", "downloads", "whole", "in parts"),
        *(
            (row.day, row.show, row.episode, row.title, app_name(row.app), *map(str, row[5:]))
            for row in counts.downloads
        ),
    ]


def story_rows(counts: DownloadCounts) -> Table:
    """Return a row for each story of each episode that somebody was sent in parts: how many of these reached it."""
    return [
        ("show", "episode", "at", "reached", "of", "whole", "story"),
        *(
            (
                each["show"],
                each["episode"],
                _clock(story["start"]),
                str(story["reached"]),
                str(each["in_parts"]),
                str(each["whole"]),
                story["title"],
            )
            for each in _episodes(counts)
            for story in each["stories"]
        ),
    ]


def document(counts: DownloadCounts) -> dict[str, Any]:
    """Return the counts as JSON has them."""
    return {
        "downloads": sum(row.downloads for row in counts.downloads),
        "shows": dict(sorted(by_show(counts).items())),
        "days": dict(sorted(_sums(counts.downloads, lambda row: row.day).items())),
        "apps": {app_name(app): number for app, number in by_app(counts).most_common()},
        "episodes": _episodes(counts),
    }


def _episodes(counts: DownloadCounts) -> list[dict[str, Any]]:
    days: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    whole, parts = (_sums(counts.downloads, lambda row: (row.show, row.episode), at) for at in ("whole", "parts"))
    for row in counts.downloads:
        days[row.show, row.episode][row.day] += row.downloads
    stories: defaultdict[tuple[str, str], dict[int, dict[str, Any]]] = defaultdict(dict)
    for each in counts.stories:
        at = stories[each.show, each.episode].setdefault(
            each.place, {"title": each.title, "start": each.start, "reached": 0}
        )
        at["reached"] += each.reached
    return [
        {
            "show": show,
            "episode": id_,
            "title": title,
            "downloads": number,
            "whole": whole[show, id_],
            "in_parts": parts[show, id_],
            "days": dict(sorted(days[show, id_].items())),
            "stories": [stories[show, id_][place] for place in sorted(stories[show, id_])],
        }
        for show, id_, title, number in by_episode(counts)
    ]


def _sums(rows: Iterable[DownloadRow], key: Callable[[DownloadRow], Any], what: str = "downloads") -> Counter[Any]:
    sums: Counter[Any] = Counter()
    for row in rows:
        sums[key(row)] += getattr(row, what)
    return sums


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
