"""Issues of newspapers' sites that somebody has saved into a folder: read as they would be from the site."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from service.core import user_file
from service.core.messages import _
from service.core.printable import readable
from service.errors import SourceError
from service.model import Skipped
from service.sources.decoding import decode_markup
from service.sources.epaper import issue_links, issues
from service.sources.epaper.issue_links import PageLink
from service.sources.epaper.issues import IssuePage
from service.sources.html_tree import tree

_LARGEST = 3_000_000
"""Bytes of a page that names articles; a heavy one has some 100,000."""

_UNNAMED = _("No page of the issue names this article.")
_MISSING = _("A page of the issue names this article, and it is not there: save it too.")


@dataclass(frozen=True, slots=True)
class SavedIssues:
    """What of some files belongs to saved issues."""

    pages: Mapping[str, IssuePage]
    """By the file of a page, in whose place its articles are read."""
    taken: frozenset[str]
    """All files that belong to issues: pages, articles, and the entry that leads to them."""
    skipped: tuple[Skipped, ...] = ()


def saved_issues(paths: Sequence[str]) -> SavedIssues:
    """Return the issues among some files. A folder whose pages name none of the files holds no issue.

    Links lead from address to address: a file's is its path from the root, in which `#`, `?` and `%` are written as an
    address writes them.
    """
    given = {_address(path): path for path in paths}
    pages: dict[str, IssuePage] = {}
    taken: set[str] = set()
    skipped: list[Skipped] = []
    for files in _by_folder(filter(issue_links.is_page, given)):
        found, left_out = issues.read(_listed(files, given), lambda url: _read(url, given))
        named = {each.url for page in found for each in page.articles}
        if not named & given.keys():
            continue
        folders = set(map(_folder, named))
        beside = {url for url in given if issue_links.is_article(url) and _folder(url) in folders}
        for page in found:
            held = _as_files(page, given)
            pages[held.url] = held
        taken |= {*files, *beside}
        skipped += (Skipped(readable(unquote(each.title)), each.reason) for each in left_out)
        skipped += (Skipped(readable(given[url]), _UNNAMED) for url in sorted(beside - named))
        skipped += (Skipped(readable(unquote(url)), _MISSING) for url in sorted(named - given.keys()))
    taken |= {url for url in given if taken and url not in taken and _leads_to(url, taken, given)}
    return SavedIssues(pages, frozenset(given[url] for url in taken), tuple(skipped))


def _address(path: str) -> str:
    """Return a file as links lead to it."""
    absolute = os.path.abspath(path)  # noqa: PTH100  (paths stay strings)
    return issue_links.without_question(quote(absolute, errors="surrogateescape"))


def _as_files(page: IssuePage, given: Mapping[str, str]) -> IssuePage:
    """Return a page with the paths of its own file and of the articles that are there."""
    path = _path(page.url, given)
    source = issue_links.folder(path) + unquote(page.source.removeprefix(issue_links.folder(page.url)))
    there = tuple(replace(each, url=given[each.url]) for each in page.articles if each.url in given)
    return replace(page, url=path, source=source, articles=there)


def _by_folder(paths: Iterable[str]) -> Iterable[list[str]]:
    """Return the files of each folder, those with low numbers first."""
    folders: dict[str, list[str]] = {}
    for path in sorted(paths, key=lambda path: (_folder(path), len(path), path)):
        folders.setdefault(_folder(path), []).append(path)
    return folders.values()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _listed(files: Sequence[str], given: Mapping[str, str]) -> Sequence[PageLink]:
    """Return the pages as one of them lists them, else as the names of their files go."""
    for path in files:
        with contextlib.suppress(SourceError):
            root = tree(_read(path, given)[1])
            if root is not None and (listed := issue_links.pages(root, path)):
                return listed
    return [PageLink(path, number, f"第{number:02}版") for number, path in enumerate(files, 1)]


def _leads_to(path: str, files: Container[str], given: Mapping[str, str]) -> bool:
    """Return whether a file is an entry without content that sends its reader to one of the files."""
    if not path.lower().endswith((".htm", ".html")):
        return False
    try:
        return issue_links.redirect(_read(path, given)[1], path) in files
    except SourceError:
        return False


def _read(url: str, given: Mapping[str, str]) -> tuple[str, str]:
    """Return a file's address and its HTML. Raise SourceError."""
    path = _path(url, given)
    html = decode_markup(user_file.read(path, _LARGEST, SourceError))
    if html is None:
        raise SourceError(_("{path}: this is no HTML: save the page again.", path=readable(path)))
    return url, html


def _path(url: str, given: Mapping[str, str]) -> str:
    return given.get(url) or unquote(url, errors="surrogateescape")
