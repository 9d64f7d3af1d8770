"""An issue of a newspaper's site: its pages in order, their articles, and what stands against telling it now."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.errors import SourceError
from service.model import Skipped
from service.sources.epaper import issue_links
from service.sources.epaper.issue_links import ArticleLink, PageLink
from service.sources.fetching import NotThere
from service.sources.html_tree import tree

_MOST_HOPS = 6
"""Pages without content that an entry leads through: `/`, `index.htm`, a folder of the day, its first page."""
_LARGEST_ENTRY = 5_000
"""Characters of HTML that only sends on; a page with content may send some of its readers elsewhere, too."""
_MOST_PAGES = 100
"""Pages of an issue that are read; the thickest papers have some 60."""
_MOST_ARTICLES = 400
"""Articles of an issue that are read, from its first page on; a day's paper has up to 150."""
_FEWEST_LINKS = 2
"""Articles of its day that a page must name to be one of a newspaper, where it names no other page."""

Get = Callable[[str], tuple[str, str]]
"""Gives the address after redirects and the HTML of an address; raises SourceError."""


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of an issue and the articles that it names."""

    url: str
    source: str
    """`https://paper.example/html/2026-03/21/第01版：要闻`: which page it is, for the ranking of its articles."""
    articles: tuple[ArticleLink, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """A day's issue."""

    day: dt.date
    pages: tuple[IssuePage, ...]
    skipped: tuple[Skipped, ...] = ()
    """Pages that cannot be read or name no article, and links that lead to advertisements."""


def find(url: str, html: str, day: dt.date | None, get: Get) -> Issue | None:
    """Return the issue of `day` (None: the newest) that an address leads to; None where it is no newspaper's.

    `html` is what stands at `url`. An address that is itself one of an article leads to none. Raise SourceError where
    there is a newspaper and no issue of that day, or none yet, or one whose first page or most pages are missing.
    """
    if issue_links.is_article(url):
        return None
    for _attempt in range(_MOST_HOPS):
        target = _leads_to(url, html, day)
        if not target:
            break
        url, html = get(target)
    newest = issue_links.day_of(url)
    if newest is None or not _names_articles(html, url):
        return None
    if day and newest != day:
        url, html = _of_day(url, html, day, get)
    first = (url, html)
    root = tree(html)
    listed = issue_links.pages(root, url) if root is not None else ()
    if url not in (each.url for each in listed) and all(each.number != 1 for each in listed):
        shown = PageLink(url, 1, "第01版")  # a list of pages does not link to the one that it stands on
        listed = (shown, *_further([shown], listed))
    if listed[0].number > 1:
        raise SourceError(
            _("{url}: the issue is not complete yet, its first page is missing: try again later.", url=url)
        )
    asked, missing = set[str](), set[str]()

    def page_html(page: str) -> tuple[str, str]:
        asked.add(page)
        try:
            return first if page == url else get(page)
        except NotThere:
            missing.add(page)
            raise

    pages, skipped = read(listed[:_MOST_PAGES], page_html)
    if 2 * len(missing) > len(asked):
        part = _("{count} of its {of} pages are missing", count=len(missing), of=len(asked))
        raise SourceError(_("{url}: the issue is not complete yet, {part}: try again later.", url=url, part=part))
    for each in listed[_MOST_PAGES:][:1]:
        many = _(
            "{count} pages from here on are left out: an issue has {most_pages} at most.",
            count=len(listed) - _MOST_PAGES,
            most_pages=_MOST_PAGES,
        )
        skipped.append(Skipped(each.url, many))
    return Issue(day or newest, tuple(pages), tuple(skipped))


def _leads_to(url: str, html: str, day: dt.date | None) -> str:
    """Return where a site's own page leads: where it sends every reader, else an issue that it links to; or nothing."""
    if issue_links.day_of(url) is not None:
        return ""
    target = issue_links.redirect(html, url) if len(html) <= _LARGEST_ENTRY else ""
    if target:
        return target
    root = tree(html)
    return issue_links.newest_page(root, url, day) if root is not None else ""


def _names_articles(html: str, url: str) -> bool:
    """Return whether a page is one of a newspaper's issue: it lists pages, or names several articles of its day."""
    root = tree(html)
    if root is None:
        return False
    listed = issue_links.pages(root, url)
    return (
        any(page.number or issue_links.is_page(url) for page in listed)
        or len(issue_links.articles(root, url)) >= _FEWEST_LINKS
    )


def _of_day(url: str, html: str, day: dt.date, get: Get) -> tuple[str, str]:
    """Return address and HTML of the first page of another day than the newest, whose are given. Raise SourceError."""
    wanted = issue_links.on_day(url, day)
    for page in _first_pages(wanted, day, get):
        with contextlib.suppress(SourceError):
            found, text = get(page)
            if issue_links.day_of(found) == day and _names_articles(text, found) and not _is_same(text, html):
                return found, text
    newest = issue_links.day_of(url)
    if newest and newest < day:
        raise SourceError(
            _(
                "{wanted}: the issue of {day} is not there yet, the newest is of {newest}: try again later.",
                wanted=wanted,
                day=day,
                newest=newest,
            )
        )
    raise SourceError(_("{wanted}: there is no issue of {day}: give another date.", wanted=wanted, day=day))


def _first_pages(wanted: str, day: dt.date, get: Get) -> Iterator[str]:
    """Yield where the first page of a day may be: where the newest issue has its own, else where the calendar says."""
    yield wanted
    calendar = issue_links.calendar(wanted)
    with contextlib.suppress(SourceError):
        root = tree(get(calendar)[1]) if calendar else None
        if root is not None and (page := issue_links.front_page(root, wanted, day)):
            yield page


def _is_same(one: str, other: str) -> bool:
    """Return whether two pages are one: some sites give their newest at whatever day is asked for."""
    return one == other or (bool(named := _headlines(one)) and named == _headlines(other))


def _headlines(html: str) -> list[str]:
    root = tree(html)
    named = issue_links.articles(root, "") if root is not None else ()
    return [each.title for each in named if each.title]


def read(listed: Sequence[PageLink], get: Get) -> tuple[list[IssuePage], list[Skipped]]:
    """Return the pages that an issue lists, and what of them is left out and why. A story is its first page's.

    Pages that only other pages link to are read behind those that are listed.
    """
    pages: list[IssuePage] = []
    skipped: list[Skipped] = []
    waiting = list(listed)
    seen: set[str] = set()
    for link in waiting:
        source = f"{issue_links.folder(link.url)}/{link.label}"
        try:
            root = tree(get(link.url)[1])
        except SourceError as error:
            skipped.append(Skipped(source, str(error)))
            continue
        named = issue_links.articles(root, link.url) if root is not None else ()
        waiting += _further(waiting, issue_links.pages(root, link.url) if root is not None else ())
        skipped += _left_out(source, named)
        stories = [each for each in named if each.is_story and each.url not in seen]
        seen.update(each.url for each in stories)
        if stories:
            pages.append(IssuePage(link.url, source, tuple(stories)))
    return _bounded(pages, skipped)


def _further(listed: Sequence[PageLink], linked: Sequence[PageLink]) -> list[PageLink]:
    """Return the pages that a page links to and that are not listed yet, as far as an issue may have them."""
    known = {each.url for each in listed}
    new = [each for each in linked if each.url not in known][: max(0, _MOST_PAGES - len(listed))]
    return [
        each if each.number else replace(each, label=f"第{place:02}版")
        for place, each in enumerate(new, len(listed) + 1)
    ]


def _bounded(pages: Sequence[IssuePage], skipped: Sequence[Skipped]) -> tuple[list[IssuePage], list[Skipped]]:
    """Return the pages with as many articles as an issue may have, and how many are left out."""
    room, kept, cut = _MOST_ARTICLES, [], []
    for page in pages:
        told = page.articles[:room]
        room -= len(told)
        kept += [replace(page, articles=told)] if told else []
        cut += [page.source] * (len(page.articles) - len(told))
    if cut:
        many = _(
            "{count} articles from here on are left out: an issue has {most_articles} at most.",
            count=len(cut),
            most_articles=_MOST_ARTICLES,
        )
        return kept, [*skipped, Skipped(cut[0], many)]
    return kept, list(skipped)


def _left_out(source: str, named: Sequence[ArticleLink]) -> Iterator[Skipped]:
    if not named:
        yield Skipped(source, _("This page names no article."))
    others = [each.title for each in named if not each.is_story]
    if others:
        links = (
            _("1 link says that it leads")
            if len(others) == 1
            else _("{count} links say that they lead", count=len(others))
        )
        yield Skipped(source, _("{links} to no story: {others}.", links=links, others="、".join(dict.fromkeys(others))))
