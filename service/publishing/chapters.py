"""`chapters.json` as Podcasting 2.0 defines it, version 1.2.0.

Format: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

from __future__ import annotations

import json

from service.model import Episode, Show
from service.publishing.episode_view import printable, web_address


def render(show: Show, episode: Episode) -> bytes:
    """Return the episode's chapters; times are seconds to the millisecond."""
    chapters = []
    for chapter in episode.chapters:
        entry: dict[str, object] = {
            "startTime": round(chapter.start, 3),
            "endTime": round(chapter.end, 3),
            "title": printable(chapter.title),
        }
        if web_address(chapter.url):
            entry["url"] = web_address(chapter.url)
        chapters.append(entry)
    document = {
        "version": "1.2.0",
        "title": printable(episode.title),
        "podcastName": printable(show.title),
        "author": printable(show.author),
        "fileName": episode.mp3,
        "chapters": chapters,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
