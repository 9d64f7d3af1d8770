"""The show's web pages: a list of episodes and a page for each, static files that need no other host."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Sequence
from importlib import resources
from typing import TYPE_CHECKING

from service.model import Episode, Show
from service.publishing import notes, places
from service.publishing.feed import Document
from service.publishing.programme import clean, clock, parts

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = resources.files("service.publishing") / "templates"
_TEMPLATES = ("layout.html", "list.html", "episode.html")
_ASSETS = ("style.css",)


@functools.cache
def assets() -> dict[str, bytes]:
    """The files that the pages share: published name (with the content's hash) -> bytes."""
    files = {name: (_FOLDER / name).read_bytes() for name in _ASSETS}
    return {_published_name(name, data): data for name, data in files.items()}


@functools.cache
def fingerprint() -> str:
    """The hash of everything that the pages are made from besides show and episodes."""
    digest = hashlib.sha256()
    for name in (*_TEMPLATES, *_ASSETS):
        digest.update((_FOLDER / name).read_bytes())
    return digest.hexdigest()


def render_episode(show: Show, episode: Episode, cover: str) -> bytes:
    """The episode's page."""
    return _render("episode.html", show=show, episode=episode, cover=cover, parts=parts(episode), root="../../")


def render_list(show: Show, episodes: Sequence[Episode], document: Document) -> bytes:
    """The page that lists the episodes of that feed document, newest first."""
    newest_first = sorted(episodes, key=lambda episode: (episode.published, episode.id), reverse=True)
    return _render("list.html", show=show, episodes=newest_first, document=document, cover=document.cover, root="")


def _render(template: str, **values: object) -> bytes:
    return (_environment().get_template(template).render(values) + "\n").encode()


@functools.cache
def _environment() -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader({name: (_FOLDER / name).read_text("utf-8") for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(clean=clean, clock=clock)
    environment.globals.update(places=places, notes=notes, style=next(iter(assets())))
    return environment


def _published_name(name: str, data: bytes) -> str:
    stem, _, suffix = name.rpartition(".")
    return f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"
