"""An EPUB as the HTML of its chapters, in the order in which they are read."""

from __future__ import annotations

import datetime as dt
import posixpath
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from service.core.messages import _
from service.errors import SourceError
from service.sources import zip_archives
from service.sources.timestamps import stamp

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_CONTAINER = "META-INF/container.xml"
_LARGEST_PART = 20_000_000
"""Bytes; a chapter of text has some 100,000."""


@dataclass(frozen=True, slots=True)
class BookContents:
    """What a book says of itself."""

    chapters: tuple[str, ...]
    """Paths within the book, as its spine lists them (EPUB 3.3, 5.7), each once; the table of contents is left out."""
    published: dt.date | None
    """Its `dc:date`: of a newspaper, the day of the issue."""


def contents(archive: zipfile.ZipFile, name: str) -> BookContents:
    """Return what a book holds. Raise SourceError, which begins with `name`, for one whose lists cannot be read.

    So is one whose lists name no chapter.
    """
    package = _xml(archive, _CONTAINER, name).xpath("string(//*[local-name() = 'rootfile']/@full-path)")
    book = _xml(archive, package, name)
    items = {each.get("id"): each for each in book.xpath("//*[local-name() = 'manifest']/*[local-name() = 'item']")}
    listed = (items.get(each.get("idref")) for each in book.xpath("//*[local-name() = 'itemref']"))
    folder = posixpath.dirname(package)
    paths = tuple(
        posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        for item in listed
        if item is not None and "nav" not in item.get("properties", "").split()
    )
    if not paths:
        raise SourceError(_("{name}: the book names no chapter: send it again.", name=name))
    said = stamp(book.xpath("string(//*[local-name() = 'metadata']/*[local-name() = 'date'])"))
    return BookContents(tuple(dict.fromkeys(paths)), said[0] if said else None)


def part(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """Return the bytes of a part of the book. Raise SourceError, which begins with `name`, where it cannot be read."""
    try:
        member = archive.getinfo(path)
    except KeyError:
        raise SourceError(_("{name}: the book lacks its part {path}: send it again.", name=name, path=path)) from None
    return zip_archives.read_member(archive, member, f"{name}!{path}", _LARGEST_PART)


def _xml(archive: zipfile.ZipFile, path: str, name: str) -> _Element:
    """Return the root of an XML part; entities and addresses in it lead nowhere."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(part(archive, path, name), parser)
    except etree.XMLSyntaxError:
        raise SourceError(_("{name}: the book's {path} is damaged: send it again.", name=name, path=path)) from None
