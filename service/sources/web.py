"""Web pages of one article: the text without the page around it."""

from __future__ import annotations

import datetime as dt
import functools
from configparser import ConfigParser
from dataclasses import dataclass

from service.errors import SourceError


@dataclass(frozen=True, slots=True)
class Extract:
    """What an HTML page says."""

    title: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    published: dt.date | None

    @property
    def markdown(self) -> str:
        """The text as a page: the title as its heading, blank lines between paragraphs."""
        heading = (f"# {self.title}",) if self.title else ()
        return "\n\n".join((*heading, *self.paragraphs)) + "\n"


def extract(html: str, source: str) -> Extract:
    """The article that an HTML document holds, found by trafilatura.

    Raises SourceError when there is no text in it.
    """
    import trafilatura

    page = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, config=_config())
    text = page.text if page and not isinstance(page, dict) else ""
    paragraphs = tuple(line.strip() for line in (text or "").splitlines() if line.strip())
    if not page or isinstance(page, dict) or not paragraphs:
        raise SourceError(f"{source}: no article text is found in this HTML page: give its text or its own address.")
    title = (page.title or "").strip()
    if paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    authors = tuple(name.strip() for name in (page.author or "").split(";") if name.strip())
    published = dt.date.fromisoformat(page.date) if page.date else None
    return Extract(title, paragraphs, authors, published)


@functools.cache
def _config() -> ConfigParser:
    """Trafilatura's settings, with thresholds for Chinese: an article of 60 characters is whole."""
    from trafilatura.settings import use_config

    config = use_config()
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "60"
    return config
