"""Local files to pages: a file's bytes as text, with its date."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import IO, TYPE_CHECKING

from service.core import user_file
from service.core.messages import _
from service.core.printable import readable
from service.errors import SourceError
from service.model import MODIFICATION_TIME, Article, Page, Skipped
from service.sources import (
    epub_books,
    feed_form,
    file_kinds,
    ocr_json,
    pdf_extraction,
    pdf_pages,
    scanned_pages,
    text_cleaning,
    unread_files,
    zip_archives,
)
from service.sources.decoding import decode_page
from service.sources.fetching import Response
from service.sources.file_kinds import FileKind
from service.sources.page_dates import CHINA, date_in_path, date_in_text
from service.sources.reading_limit import reading
from service.sources.scanned_pages import Recognizer, ScannedPage

if TYPE_CHECKING:
    from service.sources.article_tables import ArticleTable
    from service.sources.document_headings import DocumentPart
    from service.sources.pdf_pages import PdfPage

MAX_FILE_SIZE = 20_000_000
"""Bytes; the longest newspaper page in text form has some 100,000."""

_HTML_SUFFIXES = (".html", ".htm", ".shtml", ".xhtml")
_LARGE_SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".bmp")
_LATEST_TIMESTAMP = dt.datetime(2100, 1, 1, tzinfo=CHINA).timestamp()
"""File systems hold times that `datetime` does not know."""

_RECOGNIZER = Recognizer()
"""Keeps nothing and tells nobody."""

CONTROLS = "".join(map(chr, (*range(0x09), *range(0x0E, 0x20), 0x7F)))
"""Characters that no text has, and that a damaged file or a program that wrote it leaves."""

_MASTHEAD = re.compile(
    r"[\u3400-\u9fff]报|星期|周[一二三四五六日]|农历|第\s?\d+\s?期|^[#\s]*\d{4}年\d{1,2}月\d{1,2}日\s*$"
)
"""A line at a page's head that dates it, and no headline: `青禾日报 2026年3月21日 星期六`."""


@dataclass(frozen=True, slots=True)
class LocalPages:
    """What a file holds."""

    pages: tuple[Page, ...] = ()
    articles: tuple[Article, ...] = ()
    """Those of an export, which need no reading of a page."""
    feeds: tuple[Response, ...] = ()
    """Feeds that somebody has saved, as their servers would give them; the address is the file."""
    skipped: tuple[Skipped, ...] = ()
    """The file, or files in it, that are not read, and why."""
    unrecognized: int = 0
    """Pictures and PDFs in it that nobody was to recognize."""

    @property
    def holds_something(self) -> bool:
        """Whether there is something to read in it."""
        return bool(self.pages or self.articles or self.feeds or self.unrecognized)


def read(
    path: str, columns: Mapping[str, str] = MappingProxyType({}), recognizer: Recognizer | None = _RECOGNIZER
) -> LocalPages:
    """Return what a file holds: a page for a text or a photo, one a section of a document, a chapter of a book or a
    page of a PDF, articles for an export, all that is in an archive. The `recognizer` reads photos and scans;
    where there is none, pictures and PDFs are but counted, and one whose first page cannot be opened is named.

    Markdown and text stay as they are; HTML is the text of its article. A page's `source` is the path as given (bytes
    of a name that are no UTF-8 become `�`), and for what lies in the file `day.zip!A01/story.docx` or
    `paper.pdf#page=3`. Control characters of a text stay, for the reader to name: they may stand where something was.
    The date comes from the names of file and folders, from the metadata of HTML, from the text's first lines, else from
    the modification time in China.
    """
    try:
        with user_file.opened(path, SourceError) as file:
            kind = file_kinds.kind_of(file)
            if kind is file_kinds.ZIP:
                return _archive(file, path, columns, recognizer)
        raw = user_file.read(path, _most_bytes(path), SourceError)
        return _held(raw, kind, _File(_stored(path), path, _modified(path)), columns, recognizer)
    except SourceError as error:
        return LocalPages(skipped=(Skipped(readable(path), str(error)),))


@dataclass(frozen=True, slots=True)
class _File:
    """Where a page comes from."""

    source: str
    path: str
    """In which a date may stand; an archive is a folder of it."""
    modified: dt.date

    @property
    def name(self) -> str:
        return readable(self.source)


def _archive(file: IO[bytes], path: str, columns: Mapping[str, str], recognizer: Recognizer | None) -> LocalPages:
    """Return what an archive's members hold, sorted by their names as a folder's are."""
    found: list[LocalPages] = []
    unread: dict[str, list[tuple[str, FileKind]]] = {}
    modified = _modified(path)
    with zip_archives.opened(file, readable(path), as_one=False) as archive:
        for name, member in sorted(
            ((zip_archives.member_name(each), each) for each in archive.infolist()), key=lambda pair: pair[0]
        ):
            if name.endswith("/") or any(map(unread_files.is_hidden, name.split("/"))):
                continue
            inner = _File(
                f"{_stored(path)}!{name}",
                f"{path.removesuffix('.zip')}/{name}",
                zip_archives.member_date(member) or modified,
            )
            try:
                raw = zip_archives.read_member(archive, member, inner.name, _most_bytes(name))
                kind = file_kinds.kind_of(io.BytesIO(raw))
                if (kind is not file_kinds.ZIP and file_kinds.is_read(kind)) or name.lower().endswith(
                    file_kinds.TEXT_SUFFIXES
                ):
                    found.append(_held(raw, kind, inner, columns, recognizer))
                else:
                    if kind is file_kinds.ZIP:
                        zip_archives.check(io.BytesIO(raw), inner.name)
                    base = name.rpartition("/")[2]
                    unread.setdefault(inner.source.removesuffix(base), []).append((base, kind))
            except SourceError as error:
                found.append(LocalPages(skipped=(Skipped(inner.name, str(error)),)))
    found += (LocalPages(skipped=tuple(unread_files.named(folder, files))) for folder, files in unread.items())
    if not found:
        raise SourceError(
            _("{path}: nothing that is read is in this archive: pack its files again.", path=readable(path))
        )
    return _together(found)


def _most_bytes(name: str) -> int:
    """Return how many bytes of a file are read. A PDF has its page's pictures in it, and a scan may be as large."""
    return pdf_extraction.MOST_BYTES if name.lower().endswith(_LARGE_SUFFIXES) else MAX_FILE_SIZE


def _together(found: Sequence[LocalPages]) -> LocalPages:
    return LocalPages(
        tuple(page for each in found for page in each.pages),
        tuple(article for each in found for article in each.articles),
        tuple(feed for each in found for feed in each.feeds),
        tuple(left for each in found for left in each.skipped),
        sum(each.unrecognized for each in found),
    )


def _held(
    raw: bytes, kind: FileKind, file: _File, columns: Mapping[str, str], recognizer: Recognizer | None
) -> LocalPages:
    """Return what a file that is no archive holds. Raise SourceError with what is wrong and what to do."""
    if kind is file_kinds.BOOK:
        return _book(io.BytesIO(raw), file)
    if kind in (file_kinds.PDF, file_kinds.SCAN) and file_kinds.is_read(kind):
        return _looked_at(raw, kind, file, recognizer)
    if kind is file_kinds.FEED:
        return LocalPages(feeds=(Response(file.source, body=raw),))
    if kind is file_kinds.TEXT and file.source.lower().endswith(file_kinds.TABLE_SUFFIXES):
        from service.sources import article_tables

        with reading(file.name, "split it."):
            table = article_tables.read(_text(raw, file.name)[0], file.name, columns)
        if table:
            return _of_table(table, file)
    if kind is file_kinds.WORD:
        from service.sources import word_documents

        with reading(file.name, _("save it as plain text.")):
            parts = word_documents.parts(raw, file.name)
        if not parts:
            raise SourceError(
                _("{file}: this Word document has no text: give pictures of pages in it as JPEG.", file=file.name)
            )
        return LocalPages(tuple(_of_parts(parts, file)))
    return LocalPages((_page(raw, kind, file),))


def _looked_at(raw: bytes, kind: FileKind, file: _File, recognizer: Recognizer | None) -> LocalPages:
    """Return the pages of a PDF or a picture; without a `recognizer` the first is opened, and it is but counted."""
    if recognizer is None:
        if kind is file_kinds.PDF:
            next(pdf_pages.read(raw, file.name), None)
        else:
            scanned_pages.open_first(raw, file.name)
        return LocalPages(unrecognized=1)
    if kind is file_kinds.SCAN:
        return _recognized(recognizer.pictures(raw, file.name), file)
    return _recognized(
        pdf_pages.read(raw, file.name, recognizer if file_kinds.is_read(file_kinds.SCAN) else None), file
    )


def _of_parts(parts: Sequence[DocumentPart], file: _File) -> Iterator[Page]:
    """Yield a page for each section of a document, all of one day."""
    text = "\n".join(part.markdown for part in parts)
    dated = date_in_path(file.path) or date_in_text(text) or (file.modified, MODIFICATION_TIME)
    for part in parts:
        yield Page(file.source, part.markdown, *dated, section=part.section)


def _of_table(table: ArticleTable, file: _File) -> LocalPages:
    day, rule = date_in_path(file.path) or (file.modified, MODIFICATION_TIME)
    articles = (
        each if each.dated_by else replace(each, published=day, dated_by=rule)
        for each in (replace(article, source=file.source) for article in table.articles)
    )
    left_out = _(
        "{incomplete} rows are left out: they are damaged, or have no headline or no text.", incomplete=table.incomplete
    )
    return LocalPages((), tuple(articles), (), (Skipped(file.name, left_out),) * bool(table.incomplete))


def _book(file: IO[bytes], book: _File) -> LocalPages:
    """Return a page for each chapter of a book that is an article."""
    pages: list[Page] = []
    skipped: list[Skipped] = []
    with zip_archives.opened(file, book.name) as archive:
        contents = epub_books.contents(archive, book.name)
        for path in contents.chapters:
            chapter = _File(f"{book.source}!{path}", book.path, book.modified)
            try:
                for page in _chapter(epub_books.part(archive, path, book.name), chapter):
                    if contents.published and page.dated_by == MODIFICATION_TIME:
                        page = replace(page, published=contents.published, dated_by=f"book {contents.published}")
                    pages.append(page)
            except SourceError as error:
                skipped.append(Skipped(chapter.name, str(error)))
    return LocalPages(tuple(pages), skipped=tuple(skipped))


def _chapter(raw: bytes, chapter: _File) -> Iterator[Page]:
    """Yield the pages of a book's chapter: by its headings where it has several, else that of its article."""
    from service.sources import book_chapters

    with reading(chapter.name, _("give its articles as files of their own.")):
        parts = book_chapters.parts(_text(raw, chapter.name)[0])
    yield from _of_parts(parts, chapter) if parts else (_page(raw, file_kinds.TEXT, chapter),)


def _recognized(found: Iterable[PdfPage | ScannedPage], paper: _File) -> LocalPages:
    """Return a page for each page of a PDF or a picture that can be read."""
    pages: list[Page] = []
    skipped: list[Skipped] = []
    for page in found:
        source = f"{paper.source}#page={page.number}" if page.is_numbered else paper.source
        if page.refusal:
            skipped.append(Skipped(readable(source), page.refusal))
        else:
            skipped += [Skipped(readable(source), page.lacks)] * bool(page.lacks)
            dated = date_in_path(paper.path) or date_in_text(page.markdown) or (paper.modified, MODIFICATION_TIME)
            pages.append(Page(source, page.markdown, *dated, page.recognition))
    return LocalPages(tuple(pages), skipped=tuple(skipped))


def _page(raw: bytes, kind: FileKind, file: _File) -> Page:
    """Return the page in the bytes of a file. Raise SourceError with what is wrong and what to do."""
    if not raw.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe\xe3\x80"):
        raise SourceError(_("{file}: the file is empty: check the program that wrote it.", file=file.name))
    dated = date_in_path(file.path)
    if kind in (file_kinds.TEXT, file_kinds.BINARY) or _is_mail_as_text(kind, file):
        text, marked = _text(raw, file.name)
        if _is_html(text, file.source):
            from service.sources import web_pages

            page = web_pages.extract(text, file.name)
            marked = text = page.markdown
            if not dated and page.published:
                dated = page.published, page.dated_by
    else:
        raise SourceError(
            _(
                "{file}: this is {one}, which is not read: {order}.",
                file=file.name,
                one=kind.one,
                order=kind.order,
            )
        )
    published, rule = dated or date_in_text(ocr_json.markdown(text).text) or (file.modified, MODIFICATION_TIME)
    return Page(file.source, marked, published, rule)


def _is_mail_as_text(kind: FileKind, file: _File) -> bool:
    """Return whether a file is an e-mail that somebody has named a text."""
    return kind is file_kinds.MAIL and file.source.lower().endswith(file_kinds.TEXT_SUFFIXES)


def _text(raw: bytes, name: str) -> tuple[str, str]:
    """Return the text in bytes without the characters that nobody sees, and the same with its control characters."""
    decoded = decode_page(raw)
    if decoded is None:
        what = _("a binary file") if b"\0" in raw[:8192] else _("in no encoding that is known here")
        raise SourceError(
            _("{name}: the file is {what}: give it as text in UTF-8, UTF-16 or GB18030.", name=name, what=what)
        )
    marked = text_cleaning.visible(decoded, but=CONTROLS)
    text = text_cleaning.visible(marked)
    if feed_form.is_feed(text):  # behind so much else that its first bytes do not tell
        raise SourceError(_("{name}: this file is a feed: give the feed's address instead.", name=name))
    return text, marked


def _stored(path: str) -> str:
    """Return a path as it can be stored: bytes of a name that are no UTF-8 become `�`."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def doubt(page: Page) -> str:
    """Return what speaks against the date that a page's name or folder gives: another one at its head; or nothing.

    A saved web page has dates of its own, and the name counts.
    """
    if page.source.lower().endswith(_HTML_SUFFIXES) or not page.dated_by.startswith(("name ", "folder ")):
        return ""
    lines = ocr_json.markdown(page.text).text.splitlines()
    head = date_in_text("\n".join(line for line in lines if _MASTHEAD.search(line)))
    if head is None or head[0] == page.published:
        return ""
    own, words = page.published, head[1].removeprefix("text ")
    return _(
        "{source}: its {dated_by} says {own}, and its head “{words}” says {head}: it is taken as of "
        "{own}; rename it if that is wrong.",
        source=readable(page.source),
        dated_by=page.dated_by,
        own=own,
        words=words,
        head=head[0],
    )


def _is_html(text: str, path: str) -> bool:
    """Return whether a text is an HTML document: by its name, or by its first tag and its end.

    Some OCR programs give each table of their Markdown as a document of its own: there, text follows `</html>`.
    """
    if path.lower().endswith(_HTML_SUFFIXES):
        return "<" in text
    first = re.match(r"\s*(?:<\?xml[^<>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", text, re.IGNORECASE)
    _, end, after = text.lower().rpartition("</html>")
    return first is not None and not (end and after.strip())


def _modified(path: str) -> dt.date:
    """Return the day in China on which a file was written; 1970 where it has gone since it was read."""
    try:
        seconds = os.stat(path).st_mtime  # noqa: PTH116  (paths stay the strings that were given)
    except OSError:
        seconds = 0.0
    return dt.datetime.fromtimestamp(min(max(0.0, seconds), _LATEST_TIMESTAMP), CHINA).date()
