"""Read the inputs of a run: find its files and addresses, and turn each into articles."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from service.core import json_codec, shipped_files
from service.core.messages import _
from service.core.printable import readable
from service.errors import SourceError, UsageError
from service.language import punctuation
from service.model import Article, Page, Skipped
from service.sources import article_mends, feed_form, files, local_pages, reading_lists, recognized_doubts
from service.sources.decoding import decode_markup
from service.sources.epaper import issues, printed_genres, saved_issues, turned_articles
from service.sources.epaper.issues import Issue, IssuePage
from service.sources.epaper.manners import LATER, Manners
from service.sources.fetching import Client, FetchLimits, Response
from service.sources.reading_limit import reading
from service.sources.scanned_pages import Recognizer
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
    unmended: Mapping[str, int] = field(default_factory=dict)
    """How much of what an editor had mended of a file finds its place no more."""


def gather(
    inputs: Sequence[str],
    *,
    now: dt.datetime,
    day: dt.date | None = None,
    since: dt.datetime | None = None,
    limits: FetchLimits | None = None,
    allowed_hosts: Iterable[str] = (),
    corrections: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    validators: MutableMapping[str, Response] | None = None,
    cache: DiskCache | None = None,
    share_fetches: bool = False,
    tell: Callable[[str, int, int], None] = lambda text, done, total: None,
    lists: Mapping[str, Sequence[Article]] | None = None,
) -> Gathered:
    """Read the articles of files, folders, feeds, reading lists and web pages. What fails is skipped, the rest read.

    The answer of an address tells whether it is a feed, a newspaper's issue or an article. The issue is that of `day`,
    None: the newest. `now` has a time zone; feed entries older than `since` are left out. `allowed_hosts` may be
    reached though their addresses are not public. `corrections` go to the newspaper reader, `columns` to the reader of
    exports. `validators` keeps answers by address for the next run's conditional requests: it is read as things are
    fetched, by several threads, and written after that in the calling one. `cache` keeps the articles of pages. With
    `share_fetches`, runs within the same ten minutes share what they fetch there: many shows that are due at one time
    fetch an address once. `tell` is told of each page that is recognized, which takes seconds: what is done, how many
    pages of its file are, and of how many. `lists`: what reading lists held by their addresses, for those that are not
    asked again. Raise UsageError for a path that does not exist.
    """
    found = files.find(inputs)
    recognizer = Recognizer(cache, tell)
    skipped = list(found.skipped)
    pages: list[Page] = []
    articles: list[Article] = []
    saved_feeds: list[tuple[str, Response]] = []
    mends = _FileMends()
    saved = saved_issues.saved_issues(found.files)
    skipped += saved.skipped

    def read_file(path: str, *, one_of_page: bool = False) -> Iterator[Article]:
        held = local_pages.read(path, columns or {}, recognizer)
        skipped.extend(held.skipped)
        pages.extend(held.pages)
        saved_feeds.extend((path, each) for each in held.feeds)
        yield from held.articles
        for page in held.pages:
            try:
                yield from _read_once(replace(page, one_of_page=one_of_page), corrections or {}, cache)
            except SourceError as error:
                skipped.append(Skipped(readable(page.source), str(error)))

    read = {path: tuple(read_file(path)) for path in found.files if path not in saved.taken}
    proved = _proved(read, cache)
    for path in found.files:
        if path in saved.pages:
            page = saved.pages[path]
            stories = (
                (link.url, mends.made(link.url, read_file(link.url, one_of_page=True))) for link in page.articles
            )
            articles += _placed(page, tuple(stories))
        elif path not in saved.taken:
            articles += mends.made(path, proved[path])
    articles = list(turned_articles.joined(articles, {page.source for page in saved.pages.values()}))
    once = functools.partial(_fetch_once, cache, _fetch_window(now)) if cache and share_fetches else None
    client = Client(limits, allowed_hosts=allowed_hosts, known=validators, once=once)
    patient = replace(client.limits, run=client.limits.issues)
    guest = Client(patient, allowed_hosts=allowed_hosts, known=validators, once=once)
    site = Manners(guest, patient.site_pause)

    for path, response in saved_feeds:
        more, left_out = _read_saved_feed(response, client, now, since)
        articles += mends.made(path, more)
        skipped += left_out

    def read_address(url: str) -> Feed:
        if lists and url in lists:
            return tuple(lists[url]), ()
        return _read_address(url, client, site, now, since, day)

    for more, left_out in client.for_each(found.urls, read_address):
        articles += more
        skipped += left_out
    if validators is not None:
        validators.update(client.learned | guest.learned)
    return Gathered(
        tuple(map(_with_papers_marks, articles)),
        tuple(skipped),
        tuple(pages),
        tuple(filter(None, map(local_pages.doubt, pages))),
        mends.without_place,
    )


def _proved(read: Mapping[str, Sequence[Article]], cache: DiskCache | None) -> Mapping[str, Sequence[Article]]:
    """Return the articles of each file as those of its day prove them."""
    articles = tuple(itertools.chain.from_iterable(read.values()))

    def make() -> tuple[Article, ...]:
        from service.sources import newspaper

        return newspaper.proved(articles)

    key = _key("proved", shipped_files.code_version(), json_codec.dump(_KeptArticles(articles)))
    proved = iter(_kept(cache, key, make) if articles else ())
    return {path: tuple(itertools.islice(proved, len(each))) for path, each in read.items()}


class _FileMends:
    """What an editor has mended of the files of a run, and what of it finds its place no more."""

    def __init__(self) -> None:
        self._left: dict[str, frozenset[int]] = {}

    def made(self, path: str, articles: Iterable[Article]) -> tuple[Article, ...]:
        """Return the articles of a file, or of a part of it, with all that was mended.

        A place is named as the desk has shown it: with the marks as papers print them.
        """
        mends = article_mends.read(path)
        if not mends.mends:
            return tuple(articles)
        found, made = article_mends.mended(tuple(map(_with_papers_marks, articles)), mends)
        self._left[path] = self._left.get(path, frozenset(range(len(mends.mends)))) - made
        return found

    @property
    def without_place(self) -> dict[str, int]:
        """How much of each file was not made anywhere."""
        return {path: len(left) for path, left in self._left.items() if left}


def _with_papers_marks(article: Article) -> Article:
    """Return the article with its marks as papers print them: in its headlines, and in its body by paragraphs."""
    as_printed = punctuation.as_papers_print
    printed, paragraphs = "\n".join(article.paragraphs), tuple(map(as_printed, article.paragraphs))
    meant = "\n".join(paragraphs)

    def of_body(line: str) -> str:
        at = printed.find(line)
        return meant[at : at + len(line)] if at >= 0 else as_printed(line)

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
    key = _key("read", shipped_files.code_version(), json_codec.dump(page), sorted(corrections.items()))
    return _kept(cache, key, lambda: _read_newspaper(page, corrections))


def _kept(cache: DiskCache | None, key: str, make: Callable[[], tuple[Article, ...]]) -> tuple[Article, ...]:
    """Return the articles that the cache holds under a key, or that are made now."""
    if cache is None:
        return make()

    def kept() -> tuple[Article, ...]:
        raw = cache.get_or_make(key, lambda: json_codec.dump(_KeptArticles(make())).encode())
        return json_codec.load(_KeptArticles, raw.decode("utf-8", "replace"), "kept articles").articles

    try:
        return kept()
    except UsageError:  # damaged before it was kept, with a checksum that fits
        cache.remove(key)
        return kept()


@dataclass(frozen=True, slots=True)
class _KeptArticles:
    """Articles as the cache holds them."""

    articles: tuple[Article, ...]


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def _read_newspaper(page: Page, corrections: Mapping[str, str]) -> tuple[Article, ...]:
    from service.sources import digests, newspaper

    with reading(readable(page.source), _("give its articles as files of their own, or check its text.")):
        articles = list(digests.of_page(newspaper.read(page, corrections)))
    if not articles:
        raise SourceError(
            _("{source}: no article is found on this page: check its text.", source=readable(page.source))
        )
    doubts = page.recognition.doubts if page.recognition else ()
    return tuple(
        replace(article, published=page.published, dated_by=page.dated_by) if not article.dated_by else article
        for article in recognized_doubts.marked(articles, doubts)
    )


def _placed(page: IssuePage, found: Sequence[tuple[str, Sequence[Article]]]) -> Iterator[Article]:
    """Yield the articles of an issue's page with their place on it, from 1 for the first down towards 0."""
    for place, (url, stories) in enumerate(found):
        for story in stories:
            yield replace(story, source=page.source, url=story.url or url, prominence=1 - place / len(found))


def _read_address(
    url: str, client: Client, site: Manners, now: dt.datetime, since: dt.datetime | None, day: dt.date | None
) -> Feed:
    from service.sources import feeds

    try:
        if reading_lists.is_reading_list(url):
            return reading_lists.read(url, client, now=now, since=since)
        response = client.get(url, remember=True)
        text = decode_markup(response.body, response.content_type)
        if text is not None and feed_form.is_feed(text):
            return feeds.parse(response, url, client, now=now, since=since)
        if text is not None and (issue := issues.find(response.url, text, day, lambda each: _html(each, url, site))):
            return _read_issue(issue, url, site, now)
        return _stories(response, url, now), ()
    except SourceError as error:
        return (), (Skipped(readable(url), str(error)),)


def _read_saved_feed(response: Response, client: Client, now: dt.datetime, since: dt.datetime | None) -> Feed:
    """Return the articles of a feed's file; what it holds back is fetched, from public addresses alone."""
    from service.sources import feeds

    try:
        return feeds.parse(response, response.url, client, now=now, since=since)
    except SourceError as error:
        return (), (Skipped(readable(response.url), str(error)),)


def _stories(response: Response, source: str, now: dt.datetime) -> tuple[Article, ...]:
    """Return the stories of an article's page: several where it is a digest."""
    from service.sources import digests, web_pages
    from service.sources.credits import credited

    return tuple(credited(story) for story in digests.stories(web_pages.article(response, source, now)))


def _html(url: str, source: str, site: Manners) -> tuple[str, str]:
    """Return the address after redirects and the HTML of a page of a newspaper's site. Raise SourceError."""
    from service.sources import web_pages

    response = site.get(url, source)
    return response.url, web_pages.html(response)


def _read_issue(issue: Issue, source: str, site: Manners, now: dt.datetime) -> Feed:
    """Return the articles of an issue, page by page, and what could not be read."""
    articles: list[Article] = []
    skipped = list(issue.skipped)
    unread: list[str] = []
    for page in issue.pages:
        found: list[tuple[str, tuple[Article, ...]]] = []
        for link in page.articles:
            stories: tuple[Article, ...] = ()
            try:
                if site.has_time:
                    found_there = _stories(site.get(link.url, source), link.url, now)
                    stories = tuple(map(printed_genres.with_genre, found_there))
                else:
                    unread.append(page.source)
            except SourceError as error:
                skipped.append(Skipped(readable(link.url), str(error)))
            found.append((link.url, stories))
        articles += _placed(page, found)
    if unread:
        many = _(
            "{count} articles from here on are left out, the time for newspapers' sites was over: {later}.",
            count=len(unread),
            later=LATER,
        )
        skipped.append(Skipped(readable(unread[0]), many))
    dated_by = f"issue {issue.day}"
    whole = turned_articles.joined(articles, {page.source for page in issue.pages})
    dated = (replace(each, published=issue.day, published_at=None, dated_by=dated_by) for each in whole)
    return tuple(dated), tuple(skipped)
