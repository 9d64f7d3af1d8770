"""The podcast feed: RSS 2.0 by feedgen, with what feedgen leaves out added by one extension.

Specifications: Apple (https://podcasters.apple.com/support/823-podcast-requirements), PSP-1
(https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification), the podcast namespace
(https://podcastindex.org/namespace/1.0), Podlove Simple Chapters 1.2
and RFC 5005 (paged and archived feeds).
"""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.model import Episode, Show
from service.publishing import episode_cover, episode_notes, urls
from service.publishing.episode_view import printable, timestamp, web_address

NAMESPACES = {
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
ITEM = re.compile(rb"<item>.*?</item>", re.DOTALL)
"""Matches an item of a feed document made here: no text in it has markup that is not escaped."""
TRANSCRIPT_FILES = (
    ("transcript.json", "application/json"),
    ("transcript.vtt", "text/vtt"),
    ("transcript.srt", "application/x-subrip"),
)
"""File name and media type, the one that keeps speakers apart first: AntennaPod takes JSON before SRT."""

AI_CONTENT = "true"
"""The value of `podcast:txt purpose="ai-content"`: a synthetic voice performs. Hosts and apps read `true` or `false`,
none meaning that nobody has said (https://github.com/Podcastindex-org/podcast-namespace/discussions/753 and
https://albertobeta.github.io/ai-disclosure-rss-proposal/); a channel is `true` where any of its items is."""

XmlElement = Any
"""An lxml element, or one of feedgen's objects: neither library has types."""

_GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
_ATOM = "{http://www.w3.org/2005/Atom}"


@dataclass(frozen=True, slots=True)
class Document:
    """Which of a show's feed documents is rendered: the feed itself or one of its archive pages."""

    name: str = urls.FEED
    older: str = ""
    """The document with the episodes before these; empty where there are none."""
    archive: bool = False
    """Whether it is an archive page (RFC 5005, section 4), which never changes once it is full."""
    cover: str = urls.COVER
    moved: bool = False
    """Whether the feed has had another URL before: Apple is told of the new one."""


def mint_show_guid(feed_url: str) -> str:
    """Return the show's guid by the podcast namespace's rule. Call it once and keep the guid for good."""
    return str(uuid.uuid5(_GUID_NAMESPACE, feed_url.split("://", 1)[-1].rstrip("/")))


def mint_episode_guid(show_guid: str, id_: str) -> str:
    """Return an episode's guid. Call it once and keep the guid for good."""
    return str(uuid.uuid5(uuid.UUID(show_guid), id_))


def render(
    show: Show,
    show_guid: str,
    episodes: Sequence[Episode],
    document: Document = Document(),
    kept: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the feed document with these episodes, newest first. The same arguments give the same bytes.

    `kept` has, by guid, the items that stay as an earlier feed had them, byte for byte.
    """
    from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

    feed = FeedGenerator()
    feed.load_extension("podcast")
    channel = functools.partial(_Channel, show, show_guid, document, dated=bool(episodes))
    feed.register_extension("more", channel, _Item, atom=False, rss=True)
    newest_first = sorted(episodes, key=lambda episode: (episode.published, episode.id), reverse=True)
    _describe_channel(feed, show, document)
    if newest_first:
        feed.lastBuildDate(newest_first[0].published)
        feed.pubDate(newest_first[0].published)
    for episode in newest_first:
        _add_item(feed, show, show_guid, episode)
    text: bytes = feed.rss_str(pretty=True)
    if kept:
        stays = {f">{guid}</guid>".encode(): item for guid, item in kept.items()}
        text = ITEM.sub(lambda made: next((stays[mark] for mark in stays if mark in made[0]), made[0]), text)
    return text


def _describe_channel(feed: XmlElement, show: Show, document: Document) -> None:
    cover = urls.url(show, document.cover)
    feed.title(printable(show.title))
    # The channel's link is the last one given, so the feed itself comes first.
    feed.link(href=urls.url(show, document.name), rel="self", type="application/rss+xml")
    feed.link(href=urls.url(show, ""), rel="alternate", type="text/html")
    feed.description(printable(show.description) or printable(show.title))
    feed.language(show.language)
    feed.copyright(printable(show.copyright) or None)
    feed.generator("Tingbao")
    feed.image(url=cover, title=printable(show.title), link=urls.url(show, ""))
    if show.category:
        feed.podcast.itunes_category(show.category[0], show.category[1] if len(show.category) > 1 else None)
    feed.podcast.itunes_author(printable(show.author))
    if show.email:
        feed.podcast.itunes_owner(name=printable(show.author), email=printable(show.email))
    feed.podcast.itunes_image(cover)
    feed.podcast.itunes_type("episodic")
    if show.is_private:
        feed.podcast.itunes_block(True)
    if document.moved:
        feed.podcast.itunes_new_feed_url(urls.url(show, urls.FEED))


def _add_item(feed: XmlElement, show: Show, show_guid: str, episode: Episode) -> None:
    told = episode_notes.notes(show, episode)
    item = feed.add_entry(order="append")
    item.guid(episode.guid, permalink=False)
    item.title(printable(episode.title))
    item.link(href=urls.episode_url(show, episode))
    item.description(told.text)
    item.content(told.html, type="CDATA")
    item.enclosure(urls.enclosure_url(show, show_guid, episode), str(episode.size), "audio/mpeg")
    item.published(episode.published)
    item.podcast.itunes_title(printable(episode.title))
    item.podcast.itunes_author(printable(show.author))
    item.podcast.itunes_duration(round(episode.seconds))
    item.podcast.itunes_episode_type("full")
    item.podcast.itunes_season(episode.date.year)
    if episode.number:
        item.podcast.itunes_episode(episode.number)
    item.more.tell(show, episode)


def _element(parent: XmlElement, name: str, text: str = "", **attributes: str) -> XmlElement:
    from lxml.etree import SubElement  # type: ignore[import-untyped]

    prefix, local = name.split(":")
    space = _ATOM if prefix == "atom" else f"{{{NAMESPACES[prefix]}}}"
    element = SubElement(parent, space + local, attributes)
    element.text = text or None
    return element


def _image(parent: XmlElement, href: str, alt: str, **attributes: str) -> None:
    """Add the picture as the podcast namespace has it (podcast-namespace, docs/tags/image.md)."""
    shape = {"aspect-ratio": "1/1", "purpose": "artwork"}
    _element(parent, "podcast:image", href=href, alt=alt, **shape, **attributes)


class _Channel:
    """feedgen's extension of the channel."""

    def __init__(self, show: Show, guid: str, document: Document, *, dated: bool) -> None:
        """`dated`: there is an episode whose date is the feed's; feedgen would put the clock's time else."""
        self.dated = dated
        self.show, self.guid, self.document = show, guid, document

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, root: XmlElement) -> XmlElement:
        channel, show, document = root[0], self.show, self.document
        if not self.dated:
            channel.remove(channel.find("lastBuildDate"))
        _element(channel, "itunes:explicit", str(show.explicit).lower())
        _image(channel, urls.url(show, document.cover), printable(show.title))
        _element(channel, "podcast:guid", self.guid)
        _element(channel, "podcast:locked", "yes", **({"owner": printable(show.email)} if show.email else {}))
        _element(channel, "podcast:medium", "podcast")
        if show.frequency:
            _element(channel, "podcast:updateFrequency", episode_notes.frequency(show.frequency), rrule=show.frequency)
        if show.is_private:
            _element(channel, "podcast:block", "yes")
        _element(channel, "podcast:txt", AI_CONTENT, purpose="ai-content")
        feed = urls.url(show, urls.FEED)
        if show.hub and not document.archive:
            _element(channel, "atom:link", rel="hub", href=show.hub)
        if document.archive:
            _element(channel, "fh:archive")
            _element(channel, "atom:link", rel="current", href=feed)
        if document.archive or document.older:
            _element(channel, "atom:link", rel="first", href=feed)
        if document.older:
            # Pages for those who read on (gPodder), an archive for those who keep a copy.
            _element(channel, "atom:link", rel="next", href=urls.url(show, document.older))
            _element(channel, "atom:link", rel="prev-archive", href=urls.url(show, document.older))
        return root


class _Item:
    """feedgen's extension of an item."""

    def tell(self, show: Show, episode: Episode) -> None:
        """Set the episode that the item is for."""
        self.show, self.episode = show, episode

    def extend_rss(self, item: XmlElement) -> XmlElement:
        show, episode = self.show, self.episode
        _element(item, "itunes:explicit", str(show.explicit).lower())
        if episode.cover:
            picture = urls.episode_url(show, episode, episode.cover)
            _element(item, "itunes:image", href=picture)
            _image(item, picture, printable(episode.title), width=str(episode_cover.PIXELS))
        for name, kind in TRANSCRIPT_FILES:
            _element(
                item,
                "podcast:transcript",
                url=urls.episode_url(show, episode, name),
                type=kind,
                language=show.language,
            )
        chapters = urls.episode_url(show, episode, "chapters.json")
        _element(item, "podcast:chapters", url=chapters, type="application/json+chapters")
        for voice in episode.voices:
            name = printable(episode.speakers.get(voice, ""))
            if name:
                _element(item, "podcast:person", name, role="host", group="cast")
        _element(item, "podcast:txt", AI_CONTENT, purpose="ai-content")
        if episode.chapters:
            chapters = _element(item, "psc:chapters", version="1.2")
            for chapter in episode.chapters:
                href = {"href": web_address(chapter.url)} if web_address(chapter.url) else {}
                _element(
                    chapters, "psc:chapter", start=timestamp(chapter.start), title=printable(chapter.title), **href
                )
        return item
