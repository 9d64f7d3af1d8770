"""Bytes to Articles: newspaper pages, feeds and web pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from service.errors import SourceError
from service.model import Article, Page, Skipped
from service.sources import feeds, files, web
from service.sources.decoding import decode_markup
from service.sources.fetching import Client, Limits, Response


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run's inputs hold."""

    articles: tuple[Article, ...]
    """In the order of the inputs: files first, then addresses."""
    skipped: tuple[Skipped, ...]
    """Sources and entries that were left out, and why."""
    pages: tuple[Page, ...]
    """The files as they were read."""


def gather(
    inputs: Sequence[str],
    *,
    now: dt.datetime,
    since: dt.datetime | None = None,
    limits: Limits | None = None,
    allowed_hosts: Iterable[str] = (),
    corrections: Mapping[str, str] | None = None,
    validators: MutableMapping[str, Response] | None = None,
) -> Gathered:
    """The articles of files, folders, feeds and web pages; a source that fails is left out and named, the rest goes on.

    What comes back tells a feed's address from an article's. `now` has a time zone; feed entries older than `since` are
    left out. `allowed_hosts` may be reached though their addresses are not public. `corrections` go to the newspaper
    reader. `validators` keeps feeds' answers by address for the next run's conditional requests: it is read before
    anything is fetched and written after, in the calling thread. Raises UsageError for a path that does not exist.
    """
    found = files.find(inputs)
    skipped = list(found.skipped)
    pages: list[Page] = []
    articles: list[Article] = []
    for path in found.files:
        try:
            page = files.read_page(path)
            pages.append(page)
            articles += _read_newspaper(page, corrections or {})
        except SourceError as error:
            skipped.append(Skipped(files.readable(path), str(error)))
    known = {url: validators[url] for url in found.urls if url in validators} if validators is not None else {}
    client = Client(limits, allowed_hosts=allowed_hosts, known=known)
    with ThreadPoolExecutor(client.limits.at_once) as threads:
        for more, left_out in threads.map(lambda url: _read_address(url, client, now, since), found.urls):
            articles += more
            skipped += left_out
    if validators is not None:
        validators.update(client.learned)
    return Gathered(tuple(articles), tuple(skipped), tuple(pages))


def _read_newspaper(page: Page, corrections: Mapping[str, str]) -> tuple[Article, ...]:
    from service.sources import newspaper

    articles = newspaper.read(page, corrections)
    if not articles:
        raise SourceError(f"{files.readable(page.source)}: no article is found on this page: check its text.")
    return tuple(
        replace(article, published=page.published, dated_by=page.dated_by) if not article.dated_by else article
        for article in articles
    )


def _read_address(url: str, client: Client, now: dt.datetime, since: dt.datetime | None) -> feeds.Feed:
    try:
        response = client.get(url, remember=True)
        text = decode_markup(response.body, response.content_type)
        if text is not None and feeds.is_feed(text):
            return feeds.parse(response, url, client, now=now, since=since)
        return (web.article(response, url),), ()
    except SourceError as error:
        return (), (Skipped(files.readable(url), str(error)),)
