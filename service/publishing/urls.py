"""The names of all published files: storage keys below `output/`, and the URLs they are served at."""

from __future__ import annotations

from urllib.parse import quote

from service.model import Episode, Show

FEED = "feed.xml"
INDEX = "index.html"
COVER = "cover.png"
SMALL_COVER = "cover-small.png"
QR_CODE = "qr.svg"
SHOW_INDEX = "show.json"
MANIFEST = "episode.json"
MEDIA = (".mp3", ".jpg")
"""How the names of an episode's sound and cover end: each of its content has a name of its own."""
OPML = "shows.opml"
ARTICLES = "articles.json"
"""In an episode's folder: the ids of the articles of its day that are told by themselves."""
PLAYER = "embed.html"
"""The player of an article, for other sites to frame."""
OEMBED = "oembed.json"


def key(show: Show, *names: str) -> str:
    """Return the storage key of a file of the show: `daily/feed.xml`."""
    return "/".join((show.path, *names))


def url(show: Show, *names: str) -> str:
    """Return the absolute URL of a file of the show, in ASCII as Apple asks."""
    return "/".join((show.base_url.rstrip("/"), quote(show.path), *(quote(name, safe="") for name in names)))


def episode_key(show: Show, id_: str, name: str) -> str:
    """Return the storage key of a file of an episode."""
    return key(show, "episodes", id_, name)


def episode_url(show: Show, episode: Episode, name: str = "") -> str:
    """Return the URL of an episode's page, or of one of its files."""
    return url(show, "episodes", episode.id, name)


def article_list(document: str) -> str:
    """Return the name of the JSON list beside a feed document that names the same articles."""
    return document.replace("feed.xml", "index.xml").replace(".xml", ".json")


def enclosure_url(show: Show, show_guid: str, episode: Episode) -> str:
    """Return the URL at which apps are to ask for an episode's audio: its own, or by way of OP3 (https://op3.dev).

    OP3 takes an address without its scheme to be https; the guid says which show it is.
    """
    direct = episode_url(show, episode, episode.mp3)
    return f"https://op3.dev/e,pg={show_guid}/{direct.removeprefix('https://')}" if show.op3 else direct


def archive_feed(number: int) -> str:
    """Return the name of the feed's archive page of that number (1: the oldest episodes)."""
    return f"archive-{number}.xml"


def archive_page(number: int) -> str:
    """Return the name of the web page that lists the same episodes."""
    return f"archive-{number}.html"
