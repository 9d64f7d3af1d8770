"""Local inputs: which files are meant, and their bytes as the text of a page."""

from __future__ import annotations

import datetime as dt
import os
import re
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.core import user_file
from service.core.printable import printable
from service.errors import SourceError, UsageError
from service.model import MODIFICATION_TIME, Page, Skipped
from service.sources import file_kinds, ocr_json, text_cleaning
from service.sources.decoding import decode_page
from service.sources.file_kinds import FileKind
from service.sources.page_dates import CHINA, date_in_path, date_in_text

MAX_FILE_SIZE = 20_000_000
"""Bytes; the longest newspaper page in text form has some 100,000."""

_LATEST_TIMESTAMP = dt.datetime(2100, 1, 1, tzinfo=CHINA).timestamp()
"""File systems hold times that `datetime` does not know."""

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".shtml", ".xhtml")
"""What is read from a folder. A file that is named is read whatever its suffix."""
_SYSTEM_FILES = ("thumbs.db", "desktop.ini")
"""What Windows writes into folders of its own accord: no page, and nothing that a person put there."""
_MOST_NAMED = 3
"""Files of one kind that are listed by name."""
_OPEN_DOCUMENT_MARK = "~$"
"""Begins the name of the file by which Word and WPS mark a document as open."""

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
"""Characters that no text has, and that a damaged file or a program that wrote it leaves."""

_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]报|星期|周[一二三四五六日]|农历|第\s?\d+\s?期|^[#\s]*\d{4}年\d{1,2}月\d{1,2}日\s*$"
)
"""A line at a page's head that dates it, and no headline: `青禾日报 2026年3月21日 星期六`."""
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:file|data|javascript):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundInputs:
    """What the inputs of a run lead to, in the order in which they were given."""

    files: tuple[str, ...] = ()
    """Paths: a file's as it was given, a folder's files as the folder was given joined with the rest."""
    urls: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    """What lies in the given folders and is not read; several files of one kind in one folder are one."""


def find(inputs: Sequence[str]) -> FoundInputs:
    """Return the files and URLs that inputs (files, folders, URLs) name; folders recursively, sorted, without dotfiles.

    A file that is reached twice is listed once. Raise UsageError for a path that does not exist or a given folder
    that cannot be read.
    """
    files: dict[str, str] = {}
    urls: dict[str, None] = {}
    skipped: list[Skipped] = []
    for given in inputs:
        if is_address(given):
            urls[given] = None
            continue
        for path in _files(given, skipped):
            files.setdefault(os.path.realpath(path), path)
    return FoundInputs(tuple(files.values()), tuple(urls), tuple(skipped))


def is_address(given: str) -> bool:
    """Return whether an input is meant as an address, and not as a path."""
    return bool(_URL.match(given))


def _files(given: str, skipped: list[Skipped]) -> Iterator[str]:
    try:
        mode = os.stat(given).st_mode  # noqa: PTH116  (paths stay the strings that were given)
    except (OSError, ValueError) as error:
        reason = user_file.reason(error)
        raise UsageError(f"{readable(given)}: {reason}: name a file, a folder or a URL that exists.") from None
    if not stat.S_ISDIR(mode):
        yield given
        return
    waiting = [given]
    seen: set[tuple[int, int]] = set()
    while waiting:
        folder = waiting.pop()
        try:
            here = os.stat(folder)  # noqa: PTH116
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            if folder == given:
                raise UsageError(f"{readable(given)}: {user_file.reason(error)}: make the folder readable.") from None
            skipped.append(Skipped(readable(folder), f"The folder cannot be read ({user_file.reason(error)})."))
            continue
        if (here.st_dev, here.st_ino) in seen:  # a link that leads back
            continue
        seen.add((here.st_dev, here.st_ino))
        shown = [entry for entry in entries if not _is_hidden(entry.name)]
        folders = [entry for entry in shown if _is_folder(entry)]
        others = [entry.path for entry in shown if entry not in folders]
        yield from (path for path in others if path.lower().endswith(SUFFIXES))
        skipped += _unread(folder, [path for path in others if not path.lower().endswith(SUFFIXES)])
        waiting += [entry.path for entry in reversed(folders)]


def _is_hidden(name: str) -> bool:
    return name.startswith((".", _OPEN_DOCUMENT_MARK)) or name.lower() in _SYSTEM_FILES


def _unread(folder: str, paths: Sequence[str]) -> Iterator[Skipped]:
    """Name the files of a folder that are not read, each kind of them once."""
    kinds: dict[FileKind, list[str]] = {}
    for path in paths:
        try:
            kinds.setdefault(file_kinds.kind_of(path), []).append(path)
        except SourceError as error:
            yield Skipped(readable(path), str(error))
    for kind, of_kind in kinds.items():
        names = [readable(os.path.basename(path)) for path in of_kind]  # noqa: PTH119
        if len(names) == 1:
            yield Skipped(readable(of_kind[0]), f"This is {kind.one}, which is not read: {kind.advice}.")
        else:
            listed = "、".join(names[:_MOST_NAMED]) + (" …" if len(names) > _MOST_NAMED else "")
            yield Skipped(readable(folder), f"{len(names)} {kind.many} are not read ({listed}): {kind.advice}.")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def read_page(path: str) -> Page:
    """Return the page that a file holds: Markdown or text as it stands, HTML as the text of its article.

    `source` is the path as given (bytes of a name that are no UTF-8 become `�`). Control characters of a text stay, for
    the reader to name: they may stand where something was. The date comes from the file's or its
    folders' names, from the metadata of HTML, from the text's first lines, else from the modification time in China.
    Raise SourceError with what is wrong and what to do.
    """
    source = readable(path)
    raw, modified = _bytes(path)
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe\xe3\x80"):
        raise SourceError(f"{source}: the file is empty: check the program that wrote it.")
    if (kind := file_kinds.kind_of(path)) not in (file_kinds.TEXT, file_kinds.BINARY):
        raise SourceError(f"{source}: this is {kind.one}, which is not read: {kind.advice}.")
    text = decode_page(raw)
    if text is None:
        what = "a binary file" if b"\0" in raw[:8192] else "in no encoding that is known here"
        raise SourceError(f"{source}: the file is {what}: give it as text in UTF-8, UTF-16 or GB18030.")
    marked = text_cleaning.visible(text, but=CONTROLS)
    text = text_cleaning.visible(marked)
    if _is_feed(text):
        raise SourceError(f"{source}: this file is a feed: give the feed's address instead.")
    dated = date_in_path(path)
    if _is_html(text, path):
        from service.sources import web_pages

        page = web_pages.extract(text, source)
        marked = text = page.markdown
        if not dated and page.published:
            dated = page.published, page.dated_by
    published, rule = dated or date_in_text(ocr_json.markdown(text).text) or (modified, MODIFICATION_TIME)
    return Page(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), marked, published, rule)


def doubt(page: Page) -> str:
    """Return what speaks against the date that a page's name or folder gives: another one at its head; or nothing.

    A saved web page has dates of its own, and the name counts.
    """
    if page.source.lower().endswith((".html", ".htm")) or not page.dated_by.startswith(("name ", "folder ")):
        return ""
    lines = ocr_json.markdown(page.text).text.splitlines()
    head = date_in_text("\n".join(line for line in lines if _MASTHEAD.search(line)))
    if head is None or head[0] == page.published:
        return ""
    own, words = page.published, head[1].removeprefix("text ")
    return (
        f"{readable(page.source)}: its {page.dated_by} says {own}, and its head “{words}” says {head[0]}:"
        f" it is taken as of {own}; rename it if that is wrong."
    )


def _is_feed(text: str) -> bool:
    """Return whether a text is a feed. One without any markup is none: the readers of feeds are not loaded for it."""
    if not any(mark in text for mark in "<{"):
        return False
    from service.sources import feeds

    return feeds.is_feed(text)


def _is_html(text: str, path: str) -> bool:
    """Return whether a text is an HTML document: by its name, or by its first tag and its end.

    Some OCR programs give each table of their Markdown as a document of its own: there, text follows `</html>`.
    """
    if path.lower().endswith((".html", ".htm")):
        return "<" in text
    first = re.match(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", text, re.IGNORECASE)
    _, end, after = text.lower().rpartition("</html>")
    return first is not None and not (end and after.strip())


def _bytes(path: str) -> tuple[bytes, dt.date]:
    """Return a regular file's bytes and its date of modification in China."""
    raw = user_file.read(path, MAX_FILE_SIZE, SourceError)
    seconds = min(max(0.0, _modified(path)), _LATEST_TIMESTAMP)
    return raw, dt.datetime.fromtimestamp(seconds, CHINA).date()


def _modified(path: str) -> float:
    """Return when a file was written; 0 where it has gone since it was read."""
    try:
        return os.stat(path).st_mtime  # noqa: PTH116  (paths stay the strings that were given)
    except OSError:
        return 0.0


def readable(path: str) -> str:
    """Return a path as it may be printed and stored: control characters and bytes that are no UTF-8 become `�`."""
    return re.sub("[\t\n\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", printable(path))
