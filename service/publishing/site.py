"""The show's web pages: a list of episodes and a page for each, static files that need no other host.

The Content-Security-Policy of the pages allows this host alone and nothing inline. The templates escape whatever an
article says. Script and style have their content's hash in their names, so that a cache never mixes versions.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from service.model import Episode, Show
from service.publishing import cover, episode_cover, episode_notes, subscribe_links, urls
from service.publishing.episode_view import EpisodeSection, clock, news, printable, sections, stories, weekday
from service.publishing.feed import Document

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = resources.files("service.publishing") / "templates"
_PAGES = (
    "layout.html",
    "list.html",
    "episode.html",
    "article.html",
    "embed.html",
    "headline.html",
    "subscribe.html",
    "shows.html",
)
_ASSETS = ("style.css", "player.js", "embed.css")
_TITLE_BREAKS = re.compile(r"(?<=[，、])(?=[^”》 ])|(?=(?<=\S) \S)|(?<=[^“《，、 ])(?=[“《])")
_OPTIONAL_MARKUP = re.compile(r"\n(?=<)|</(?:li|option)>")
"""Line ends between tags, and end tags that HTML makes optional: 48 stories have hundreds of them."""
_PREVIEW_CHARACTERS = 120
"""Characters of a page's description: search engines and messengers show less."""


@dataclass(frozen=True, slots=True)
class SharedPicture:
    """The square picture that messengers show beside a page's link."""

    url: str
    side: int
    """Pixels."""
    alt: str


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A section on the time-line, in thousandths of the programme."""

    part: EpisodeSection
    left: float
    width: float

    @property
    def bar(self) -> float:
        """The width that is drawn: it leaves a gap before the next section."""
        return round(max(self.width - 3, 1), 1)


def compile_templates() -> None:
    """Compile the pages' templates; they are kept for the rest of the process."""
    for name in _PAGES:
        _environment().get_template(name)


def assets(show: Show) -> dict[str, bytes]:
    """Return the files that the pages share, by their published names."""
    return {published: data for name, published, data in _assets(show) if show.of_articles or name != "embed.css"}


def is_asset(key: str) -> bool:
    """Return whether it is the key of a file that pages share, of this version or another."""
    return any(
        re.fullmatch(rf"{stem}-[0-9a-f]{{8}}\.{suffix}", key.rpartition("/")[2])
        for stem, suffix in (name.split(".") for name in _ASSETS)
    )


@functools.cache
def _assets(show: Show) -> tuple[tuple[str, str, bytes], ...]:
    """Return each asset's file name, its published name and its bytes."""
    found = []
    for name in _ASSETS:
        text = (_FOLDER / name).read_text("utf-8")
        if name.endswith(".css"):
            light, dark = cover.accents(show)
            text = text.replace("--accent-light: #333", f"--accent-light: {light}")
            text = text.replace("--accent-dark: #ccc", f"--accent-dark: {dark}")
        stem, _, suffix = name.rpartition(".")
        data = _minified(text, suffix).encode()
        found.append((name, f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}", data))
    return tuple(found)


def _minified(text: str, suffix: str) -> str:
    """Remove indentation and comment lines from script or style; put style on one line."""
    lines = (line.strip() for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return (re.sub(r"(?:(?<!\s)\s++)?([{};,])\s*|(?<=:)\s+", r"\1", kept) if suffix == "css" else kept) + "\n"


def render_episode(show: Show, episode: Episode, cover_name: str, **more: str) -> bytes:
    """Return the episode's page; `more` is what the page of an article shows beside it."""
    told = sections(episode)
    return _render(
        "article.html" if episode.article else "episode.html",
        show,
        root="../../",
        picture=_episode_picture(show, episode) if episode.cover else _show_picture(show, cover_name),
        url=urls.episode_url(show, episode),
        episode=episode,
        parts=told,
        marks=tuple(_marks(told, episode.seconds)),
        anchors=[printable(name) for name in map(episode.speakers.get, episode.voices) if name],
        sounds=urls.episode_url(show, episode, episode.mp3),
        **more,
    )


def _show_picture(show: Show, name: str) -> SharedPicture:
    return SharedPicture(urls.url(show, name), cover.side_pixels(show), f"{printable(show.title)}的封面")


def _episode_picture(show: Show, episode: Episode) -> SharedPicture:
    url = urls.episode_url(show, episode, episode.cover)
    return SharedPicture(url, episode_cover.PIXELS, printable(episode.title))


def render_player(show: Show, episode: Episode) -> bytes:
    """Return the player of an article for other sites to frame: no script, one style sheet, one sound."""
    return _render("embed.html", show, root="../../", episode=episode, page=urls.episode_url(show, episode))


def _marks(told: Sequence[EpisodeSection], seconds: float) -> Iterator[TimelineMark]:
    left = 0.0
    for part in told:
        right = round(1000 * part.end / seconds, 1) if seconds else 0
        yield TimelineMark(part, round(left, 1), round(right - left, 1))
        left = right


def render_list(show: Show, episodes: Sequence[Episode], document: Document) -> bytes:
    """Return the page that lists the episodes of that feed document, newest first, month by month."""
    newest_first = sorted(episodes, key=lambda episode: (episode.published, episode.id), reverse=True)
    by_month = groupby(newest_first, key=lambda episode: f"{episode.date.year}年{episode.date.month}月")
    name = document.name.replace("feed.xml", "").replace(".xml", ".html")
    return _render(
        "list.html",
        show,
        root="",
        picture=_show_picture(show, document.cover),
        url=urls.url(show, name),
        months=[(month, list(group)) for month, group in by_month],
        listed=newest_first,
        newest=newest_first[0] if newest_first and not document.archive else None,
        document=document,
        older=document.older.replace(".xml", ".html"),
    )


def style(show: Show) -> dict[str, bytes]:
    """Return the style sheet alone, by its published name."""
    return {published: data for name, published, data in _assets(show) if name == "style.css"}


def render_shows(shows: Sequence[Show], style_name: str) -> bytes:
    """Return the page that lists these shows, with that style sheet."""
    page = _environment().get_template("shows.html").render(shows=shows, style=style_name, opml=urls.OPML)
    return (page + "\n").encode()


def _render(template: str, show: Show, **values: object) -> bytes:
    names = {name: published for name, published, _ in _assets(show)}
    page = (
        _environment()
        .get_template(template)
        .render(
            show=show,
            style=names["style.css"],
            script=names["player.js"],
            player_style=names["embed.css"],
            apps=(*subscribe_links.directories(show), *subscribe_links.apps(show)),
            for_listeners=subscribe_links.is_for_listeners(show),
            feed=urls.url(show, urls.FEED),
            private=show.is_private,
            **values,
        )
    )
    return (_OPTIONAL_MARKUP.sub("", page) + "\n").encode()


def _day(date: dt.date) -> str:
    return f"{date.year}年{date.month}月{date.day}日 {weekday(date)}"


def _headlines(episode: Episode) -> list[str]:
    """Return the stories in the episode's title. Its date stands beside it on the page and is left out."""
    title = printable(episode.title).removesuffix(f"｜{episode.date.month}月{episode.date.day}日")
    return re.split(r"(?<=；)(?=.)", title)


def _phrases(title: str) -> list[str]:
    """Return a title's pieces between which a line should break; empty where there is only one."""
    pieces = _TITLE_BREAKS.split(title)
    return pieces if len(pieces) > 1 else []


def _summary(episode: Episode) -> str:
    """Return the first stories' titles, as many as a shared link's preview shows."""
    titles = [part.title for part in news(episode)]
    while len("；".join(titles)) > _PREVIEW_CHARACTERS and len(titles) > 1:
        titles.pop()
    return "；".join(titles)


def _minutes(seconds: float) -> str:
    """Return a length as a listener says it: `5分钟`, `5分20秒`."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes:
        return f"{rest}秒"
    return f"{minutes}分{rest:02}秒" if rest else f"{minutes}分钟"


@functools.cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader({name: (_FOLDER / name).read_text("utf-8") for name in _PAGES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clean=printable, clock=clock, day=_day, minutes=_minutes, phrases=_phrases)
    environment.filters.update(headlines=_headlines, news=news, stories=stories, summary=_summary)
    environment.globals.update(urls=urls, notes=episode_notes)
    return environment
