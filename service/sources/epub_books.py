"""An EPUB as the HTML of its chapters, in the order in which they are read."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from service.errors import SourceError
from service.sources import zip_archives

if TYPE_CHECKING:
    from lxml.etree import _Element  # type: ignore[import-untyped]

_CONTAINER = "META-INF/container.xml"
_LARGEST_PART = 20_000_000
"""Bytes; a chapter of text has some 100,000."""


def chapters(archive: zipfile.ZipFile, name: str) -> tuple[str, ...]:
    """Return the path within the book of each chapter, as the book's spine lists them (EPUB 3.3, 5.7).

    The table of contents is left out. Raise SourceError, which begins with `name`, for a book whose lists cannot be
    read, or name no chapter.
    """
    found = tuple(dict.fromkeys(_paths(archive, name)))
    if not found:
        raise SourceError(f"{name}: the book names no chapter: send it again.")
    return found


def _paths(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    package = _xml(archive, _CONTAINER, name).xpath("string(//*[local-name() = 'rootfile']/@full-path)")
    book = _xml(archive, package, name)
    items = {each.get("id"): each for each in book.xpath("//*[local-name() = 'manifest']/*[local-name() = 'item']")}
    for entry in book.xpath("//*[local-name() = 'spine']/*[local-name() = 'itemref']"):
        item = items.get(entry.get("idref"))
        if item is None or "nav" in item.get("properties", "").split():
            continue
        yield posixpath.normpath(posixpath.join(posixpath.dirname(package), unquote(item.get("href", ""))))


def part(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """Return the bytes of a part of the book. Raise SourceError, which begins with `name`, where it cannot be read."""
    try:
        member = archive.getinfo(path)
    except KeyError:
        raise SourceError(f"{name}: the book lacks its part {path}: send it again.") from None
    return zip_archives.read_member(archive, member, f"{name}!{path}", _LARGEST_PART)


def _xml(archive: zipfile.ZipFile, path: str, name: str) -> _Element:
    """Return the root of an XML part; entities and addresses in it lead nowhere."""
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.fromstring(part(archive, path, name), parser)
    except etree.XMLSyntaxError:
        raise SourceError(f"{name}: the book's {path} is damaged: send it again.") from None
