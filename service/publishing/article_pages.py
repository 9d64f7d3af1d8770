"""How sites find and show the sound of an article: a list in JSON, schema.org's description, a player to frame.

All are static files, so that a bucket serves them too. Sources: oEmbed 1.0 (https://oembed.com/, sections 2.3.4.4
`rich` and 4 discovery), schema.org's AudioObject (https://schema.org/AudioObject), ISO 8601 durations.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Sequence

from service.model import Episode, Show
from service.publishing import cover, site, urls
from service.publishing.episode_view import printable, web_address
from service.publishing.feed import Document

WIDTH, HEIGHT = 600, 130
"""Pixels of the player: the headline, the controls and the notice, a line each."""
_CACHE_SECONDS = 3600


def page(show: Show, episode: Episode, cover_name: str) -> bytes:
    """Return the article's own page, with its description for search engines and the way to its player."""
    described = json.dumps(_description(show, episode), ensure_ascii=False, separators=(",", ":"))
    return site.render_episode(
        show,
        episode,
        cover_name,
        oembed=urls.episode_url(show, episode, urls.OEMBED),
        described=described.replace("<", "\\u003c"),  # else an article could end the element
        frame=_frame(show, episode),
    )


def player(show: Show, episode: Episode) -> bytes:
    """Return the page with the player alone, for other sites to frame."""
    return site.render_player(show, episode)


def oembed(show: Show, episode: Episode) -> bytes:
    """Return what a site that is given the page's address learns of the player (oEmbed, type `rich`)."""
    return _json(
        {
            "version": "1.0",
            "type": "rich",
            "title": printable(episode.title),
            "author_name": printable(show.author),
            "provider_name": printable(show.title),
            "provider_url": show.url,
            "cache_age": _CACHE_SECONDS,
            "thumbnail_url": urls.url(show, urls.SMALL_COVER),
            "thumbnail_width": cover.SMALL_PIXELS,
            "thumbnail_height": cover.SMALL_PIXELS,
            "html": _frame(show, episode),
            "width": WIDTH,
            "height": HEIGHT,
        }
    )


def article_list(show: Show, episodes: Sequence[Episode], document: Document) -> bytes:
    """Return the articles of a feed document as JSON, the newest first, by their pages' addresses and names."""
    newest_first = sorted(episodes, key=lambda each: (each.published, each.id), reverse=True)
    older = {"older": urls.url(show, urls.article_list(document.older))} if document.older else {}
    return _json({"version": 1, **older, "articles": list(_entries(show, newest_first))})


def _entries(show: Show, episodes: Iterable[Episode]) -> Iterable[dict[str, object]]:
    for each in episodes:
        if article := each.article:
            yield {
                "id": each.id,
                "url": web_address(article.url),
                "guid": printable(article.guid),
                "title": printable(each.title),
                "section": printable(article.section),
                "source": printable(next((part.source_name for part in each.script.segments), "")),
                "date": each.date.isoformat(),
                "programme": article.programme,
                "seconds": round(each.seconds, 2),
                "whole": article.whole,
                "cut": article.cut,
                "audio": urls.episode_url(show, each, each.mp3),
                "bytes": each.size,
                "page": urls.episode_url(show, each),
                "player": urls.episode_url(show, each, urls.PLAYER),
                "oembed": urls.episode_url(show, each, urls.OEMBED),
                "transcript": urls.episode_url(show, each, "transcript.vtt"),
            }


def _description(show: Show, episode: Episode) -> dict[str, object]:
    original = web_address(episode.article.url) if episode.article else ""
    return {
        "@context": "https://schema.org",
        "@type": "AudioObject",
        "name": printable(episode.title),
        "url": urls.episode_url(show, episode),
        "contentUrl": urls.episode_url(show, episode, episode.mp3),
        "embedUrl": urls.episode_url(show, episode, urls.PLAYER),
        "encodingFormat": "audio/mpeg",
        "contentSize": str(episode.size),
        "duration": f"PT{round(episode.seconds)}S",
        "uploadDate": episode.published.isoformat(),
        "inLanguage": show.language,
        "thumbnailUrl": urls.url(show, urls.SMALL_COVER),
        "publisher": {"@type": "Organization", "name": printable(show.author)},
        **({"isBasedOn": original} if original else {}),
    }


def _frame(show: Show, episode: Episode) -> str:
    """Return the HTML that puts the player into a page."""
    source = html.escape(urls.episode_url(show, episode, urls.PLAYER))
    title = html.escape(f"听：{printable(episode.title)}")
    return (
        f'<iframe src="{source}" title="{title}" width="100%" height="{HEIGHT}" loading="lazy"'
        ' style="border:0;max-width:600px"></iframe>'
    )


def _json(value: dict[str, object]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
