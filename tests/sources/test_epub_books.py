"""The chapters of an EPUB, in the order of its spine."""

import io
import zipfile

import pytest

from service.errors import SourceError
from service.sources.epub_books import contents, part
from tests.support.word_files import archive, book


def _chapters(raw: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as opened:
        return [(path, part(opened, path, "周末.epub")) for path in contents(opened, "周末.epub").chapters]


def test_chapters_come_in_the_order_of_the_spine_without_the_contents():
    raw = book({"要闻 1.xhtml": "甲", "b.xhtml": "乙"}, spine=["nav.xhtml", "b.xhtml", "要闻 1.xhtml"])
    assert _chapters(raw) == [("OEBPS/b.xhtml", "乙".encode()), ("OEBPS/要闻 1.xhtml", "甲".encode())]


def test_a_chapter_that_is_listed_twice_is_read_once():
    assert [path for path, _ in _chapters(book({"a.xhtml": "甲"}, spine=["a.xhtml"] * 1000))] == ["OEBPS/a.xhtml"]


@pytest.mark.parametrize(
    ("date", "day"), [("2026-03-21", "2026-03-21"), ("2026-03-21T06:00:00+08:00", "2026-03-21"), ("春天", "None")]
)
def test_a_book_is_of_the_day_that_it_says(date, day):
    with zipfile.ZipFile(io.BytesIO(book({"a.xhtml": "甲"}, date=date))) as opened:
        assert str(contents(opened, "周末.epub").published) == day


def test_a_book_that_lacks_a_part_is_named():
    raw = book({"a.xhtml": "甲"})
    with zipfile.ZipFile(io.BytesIO(raw)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    for gone in ("OEBPS/a.xhtml", "OEBPS/content.opf"):
        with pytest.raises(SourceError, match=rf"周末\.epub: the book lacks its part {gone}"):
            _chapters(archive({name: part for name, part in parts.items() if name != gone}))
    with pytest.raises(SourceError, match=r"content\.opf is damaged"):
        _chapters(archive(parts | {"OEBPS/content.opf": b""}))


def test_a_book_without_a_chapter_is_named():
    with pytest.raises(SourceError, match=r"周末\.epub: the book names no chapter: send it again\."):
        _chapters(book({"a.xhtml": "甲"}, spine=["nav.xhtml"]))


def test_a_chapter_that_stands_twice_is_one():
    raw = book({"a.xhtml": "甲"}, spine=["a.xhtml", "a.xhtml"])
    assert _chapters(raw) == [("OEBPS/a.xhtml", "甲".encode())]


def test_entities_lead_to_no_file():
    secret = (
        '<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/hostname">]><package><manifest>'
        '<item id="a" href="&x;"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    with pytest.raises(SourceError, match="is damaged"):
        _chapters(archive({"META-INF/container.xml": container, "c.opf": secret}))
