"""Read episodes back from the published feed, for those whose manifest cannot be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote

from service.model import Chapter, Cue, Episode, Kind, Script, Segment, Show, Utterance
from service.publishing import urls
from service.publishing.feed import ITEM, NAMESPACES
from service.storage.storage import Storage


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An episode as a feed document describes it."""

    episode: Episode
    """Its script has only the chapters' titles: a feed holds no more of it."""
    item: bytes
    """The feed's own XML, with the show's present address."""


def read_items(storage: Storage, show: Show, folder: str = "") -> dict[str, FeedItem]:
    """Return every episode that a feed document of the show names, by its id. Skip a document that is no XML.

    The documents are those in the show's folder, or in `folder` where the show was published before.
    """
    keys = sorted(key for key in storage.versions(folder or show.path) if key.endswith(".xml"))
    return {each.episode.id: each for key in keys for each in _items_of(storage.read(key) or b"", show)}


def _items_of(text: bytes, show: Show) -> Iterator[FeedItem]:
    from lxml import etree  # type: ignore[import-untyped]

    try:
        root = etree.fromstring(text, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        return
    for element, item in zip(root.iter("item"), ITEM.findall(text), strict=False):
        try:
            before = element.findtext("link", "").rpartition("/episodes/")[0]
            yield FeedItem(_episode(element, show), _moved(item, before, urls.url(show)))
        except (AttributeError, IndexError, TypeError, ValueError):  # an item that is not ours, or not whole
            continue


def _moved(item: bytes, before: str, now: str) -> bytes:
    """Return an item with the show's present address in place of a former one, also behind OP3's."""
    item = item.replace(before.encode(), now.encode())
    old, new = (f"/{each.removeprefix('https://')}/".encode() for each in (before, now))
    return item.replace(old, new) if before.startswith("https://") else item


def _episode(item: Any, show: Show) -> Episode:  # noqa: ANN401  (an lxml element: lxml has no types)
    def text(name: str) -> str:
        return item.findtext(name, "", NAMESPACES) or ""

    id_ = unquote(text("link").rstrip("/").rpartition("/episodes/")[2])
    published = parsedate_to_datetime(text("pubDate"))
    date = published.date() if show.of_articles else dt.date.fromisoformat(id_[:10])  # an article's id has no date
    sound = item.find("enclosure")
    seconds = float(text("itunes:duration"))
    chapters = tuple(_chapters(item.findall("psc:chapters/psc:chapter", NAMESPACES), seconds))
    segments = tuple(Segment(Kind.STORY, "", (Utterance(each.title),), each.title, url=each.url) for each in chapters)
    return Episode(
        id=id_,
        guid=text("guid"),
        show=show.slug,
        date=date,
        edition="",
        published=published,
        title=text("title"),
        seconds=seconds,
        mp3=unquote(sound.get("url").rpartition("/")[2]),
        size=int(sound.get("length")),
        script=Script(show.title, date, "", text("title"), seconds, segments),
        cues=tuple(Cue(each.start, each.end, segment=i, utterance=0) for i, each in enumerate(chapters)),
        chapters=chapters,
        engine="",
        voices=(),
        speakers={},
        picks=(),
        fingerprint="",
        number=int(text("itunes:episode") or 0),
    )


def _chapters(marks: list[Any], seconds: float) -> Iterator[Chapter]:
    starts = [_seconds(mark.get("start")) for mark in marks]
    for mark, start, end in zip(marks, starts, [*starts[1:], seconds], strict=False):
        yield Chapter(start, end, mark.get("title"), mark.get("href", ""))


def _seconds(timestamp: str) -> float:
    hours, minutes, seconds = timestamp.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
