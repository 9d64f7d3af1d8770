"""Local files to pages: a file's bytes as text, with its date."""

from __future__ import annotations

import datetime as dt
import os
import re

from service.core import user_file
from service.errors import SourceError
from service.model import MODIFICATION_TIME, Page
from service.sources import file_kinds, ocr_json, text_cleaning
from service.sources.decoding import decode_page
from service.sources.files import readable
from service.sources.page_dates import CHINA, date_in_path, date_in_text

MAX_FILE_SIZE = 20_000_000
"""Bytes; the longest newspaper page in text form has some 100,000."""

_LATEST_TIMESTAMP = dt.datetime(2100, 1, 1, tzinfo=CHINA).timestamp()
"""File systems hold times that `datetime` does not know."""

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
"""Characters that no text has, and that a damaged file or a program that wrote it leaves."""

_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]报|星期|周[一二三四五六日]|农历|第\s?\d+\s?期|^[#\s]*\d{4}年\d{1,2}月\d{1,2}日\s*$"
)
"""A line at a page's head that dates it, and no headline: `青禾日报 2026年3月21日 星期六`."""


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
