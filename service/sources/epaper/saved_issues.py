"""Issues of newspapers' sites that somebody has saved into a folder: read as they would be from the site."""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core import user_file
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

_UNNAMED = "No page of the issue names this article."
_MISSING = "A page of the issue names this article, and it is not there: save it too."


@dataclass(frozen=True, slots=True)
class SavedIssues:
    """What of some files belongs to saved issues."""

    pages: Mapping[str, IssuePage]
    """By the file of a page, in whose place its articles are read."""
    taken: frozenset[str]
    """All files that belong to issues: pages, articles, and the entry that leads to them."""
    skipped: tuple[Skipped, ...] = ()


def saved_issues(paths: Sequence[str]) -> SavedIssues:
    """Return the issues among some files. A folder whose pages name none of the files holds no issue."""
    known = frozenset(paths)
    pages: dict[str, IssuePage] = {}
    taken: set[str] = set()
    skipped: list[Skipped] = []
    for files in _by_folder(filter(issue_links.is_page, paths)):
        found, left_out = issues.read(_listed(files), _read)
        named = {each.url for page in found for each in page.articles}
        if not named & known:
            continue
        folders = set(map(_folder, named))
        beside = {path for path in paths if issue_links.is_article(path) and _folder(path) in folders}
        for page in found:
            pages[page.url] = replace(page, articles=tuple(each for each in page.articles if each.url in known))
        taken |= {*files, *beside}
        skipped += left_out
        skipped += (Skipped(readable(path), _UNNAMED) for path in sorted(beside - named))
        skipped += (Skipped(readable(path), _MISSING) for path in sorted(named - known))
    taken |= {path for path in paths if taken and path not in taken and _leads_to(path, taken)}
    return SavedIssues(pages, frozenset(taken), tuple(skipped))


def _by_folder(paths: Iterable[str]) -> Iterable[list[str]]:
    """Return the files of each folder, those with low numbers first."""
    folders: dict[str, list[str]] = {}
    for path in sorted(paths, key=lambda path: (_folder(path), len(path), path)):
        folders.setdefault(_folder(path), []).append(path)
    return folders.values()


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _listed(files: Sequence[str]) -> Sequence[PageLink]:
    """Return the pages as one of them lists them, else as the names of their files go."""
    for path in files:
        with contextlib.suppress(SourceError):
            root = tree(_read(path)[1])
            if root is not None and (listed := issue_links.pages(root, path)):
                return listed
    return [PageLink(path, number, f"第{number:02}版") for number, path in enumerate(files, 1)]


def _leads_to(path: str, files: Container[str]) -> bool:
    """Return whether a file is an entry without content that sends its reader to one of the files."""
    if not path.lower().endswith((".htm", ".html")):
        return False
    try:
        return issue_links.redirect(_read(path)[1], path) in files
    except SourceError:
        return False


def _read(path: str) -> tuple[str, str]:
    """Return a file's path and its HTML. Raise SourceError."""
    html = decode_markup(user_file.read(path, _LARGEST, SourceError))
    if html is None:
        raise SourceError(f"{readable(path)}: this is no HTML: save the page again.")
    return path, html
