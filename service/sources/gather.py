"""Read the inputs of a run: find its files and addresses, and turn each into articles."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from service.core import json_codec, shipped_files
from service.core.printable import readable
from service.errors import SourceError, UsageError
from service.language import punctuation
from service.model import Article, Page, Skipped
from service.sources import files, local_pages
from service.sources.decoding import decode_markup
from service.sources.fetching import Client, FetchLimits, Response
from service.sources.reading_limit import reading
from service.storage.disk_cache import DiskCache

if TYPE_CHECKING:
    from service.sources.feeds import Feed


@dataclass(frozen=True, slots=True)
class Gathered:
    """The articles of a run's inputs."""

    articles: tuple[Article, ...]
    """In the order of the inputs: files first, then addresses."""
    skipped: tuple[Skipped, ...]
    """Sources and feed entries that were left out, and why."""
    pages: tuple[Page, ...]
    """The files as they were read."""
    doubts: tuple[str, ...] = ()
    """What speaks against the dates of files, a sentence each."""


def gather(
    inputs: Sequence[str],
    *,
    now: dt.datetime,
    since: dt.datetime | None = None,
    limits: FetchLimits | None = None,
    allowed_hosts: Iterable[str] = (),
    corrections: Mapping[str, str] | None = None,
    validators: MutableMapping[str, Response] | None = None,
    cache: DiskCache | None = None,
    share_fetches: bool = False,
) -> Gathered:
    """Read the articles of files, folders, feeds and web pages. A source that fails is skipped; the others are read.

    The answer of an address tells whether it is a feed or an article. `now` has a time zone; feed entries older than
    `since` are left out. `allowed_hosts` may be reached though their addresses are not public. `corrections` go to the
    newspaper reader. `validators` keeps feeds' answers by address for the next run's conditional requests: it is read
    before anything is fetched and written after, in the calling thread. `cache` keeps the articles of pages. With
    `share_fetches`, runs within the same ten minutes share what they fetch there: many shows that are due at one time
    fetch an address once. Raise UsageError for a path that does not exist.
    """
    found = files.find(inputs)
    skipped = list(found.skipped)
    pages: list[Page] = []
    articles: list[Article] = []
    for path in found.files:
        held = local_pages.read(path)
        skipped += held.skipped
        for page in held.pages:
            pages.append(page)
            try:
                articles += _read_once(page, corrections or {}, cache)
            except SourceError as error:
                skipped.append(Skipped(readable(page.source), str(error)))
    known = {url: validators[url] for url in found.urls if url in validators} if validators is not None else {}
    once = functools.partial(_fetch_once, cache, _fetch_window(now)) if cache and share_fetches else None
    client = Client(limits, allowed_hosts=allowed_hosts, known=known, once=once)
    for more, left_out in client.for_each(found.urls, lambda url: _read_address(url, client, now, since)):
        articles += more
        skipped += left_out
    if validators is not None:
        validators.update(client.learned)
    return Gathered(
        tuple(map(_with_papers_marks, articles)),
        tuple(skipped),
        tuple(pages),
        tuple(filter(None, map(local_pages.doubt, pages))),
    )


def _with_papers_marks(article: Article) -> Article:
    """Return the article with its marks as papers print them: in its headlines, and in its body by paragraphs."""
    as_printed = punctuation.as_papers_print
    printed, paragraphs = "\n".join(article.paragraphs), tuple(map(as_printed, article.paragraphs))
    meant = "\n".join(paragraphs)

    def of_body(line: str) -> str:
        at = printed.find(line)
        return meant[at : at + len(line)] if at >= 0 else line

    return replace(
        article,
        title=as_printed(article.title),
        kicker=as_printed(article.kicker),
        subtitle=as_printed(article.subtitle),
        paragraphs=paragraphs,
        subheads=tuple(map(of_body, article.subheads)),
        damaged=tuple(map(of_body, article.damaged)),
    )


def _fetch_window(now: dt.datetime) -> str:
    """Return the ten minutes that `now` lies in."""
    return f"{now.astimezone(dt.UTC):%Y%m%dT%H%M}"[:-1]


def _fetch_once(cache: DiskCache, window: str, url: str, fetch: Callable[[], bytes]) -> bytes:
    return cache.get_or_make(_key("fetched", window, url), fetch)


def _read_once(page: Page, corrections: Mapping[str, str], cache: DiskCache | None) -> tuple[Article, ...]:
    """Read the page's articles, or take them from the cache when this code has read the same text before."""
    if cache is None:
        return _read_newspaper(page, corrections)
    key = _key("read", shipped_files.code_version(), json_codec.dump(page), sorted(corrections.items()))

    def kept() -> tuple[Article, ...]:
        raw = cache.get_or_make(key, lambda: json_codec.dump(_CachedPage(_read_newspaper(page, corrections))).encode())
        return json_codec.load(_CachedPage, raw.decode("utf-8", "replace"), "kept articles").articles

    try:
        return kept()
    except UsageError:  # damaged before it was kept, with a checksum that fits
        cache.remove(key)
        return kept()


@dataclass(frozen=True, slots=True)
class _CachedPage:
    """The articles of a page, as the cache holds them."""

    articles: tuple[Article, ...]


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def _read_newspaper(page: Page, corrections: Mapping[str, str]) -> tuple[Article, ...]:
    from service.sources import newspaper

    with reading(readable(page.source), "give its articles as files of their own, or check its text."):
        articles = newspaper.read(page, corrections)
    if not articles:
        raise SourceError(f"{readable(page.source)}: no article is found on this page: check its text.")
    return tuple(
        replace(article, published=page.published, dated_by=page.dated_by) if not article.dated_by else article
        for article in articles
    )


def _read_address(url: str, client: Client, now: dt.datetime, since: dt.datetime | None) -> Feed:
    from service.sources import digests, feeds, web_pages
    from service.sources.credits import credited

    try:
        response = client.get(url, remember=True)
        text = decode_markup(response.body, response.content_type)
        if text is not None and feeds.is_feed(text):
            return feeds.parse(response, url, client, now=now, since=since)
        page = web_pages.article(response, url, now)
        return tuple(credited(story) for story in digests.stories(page)), ()
    except SourceError as error:
        return (), (Skipped(readable(url), str(error)),)
