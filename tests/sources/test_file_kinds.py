"""What a file is by its first bytes: real files of each kind, under names that say nothing."""

import bz2
import gzip
import io
import lzma
import tarfile
import wave

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from service.sources import file_kinds
from service.sources.file_kinds import kind_of
from tests.support.examples import examples
from tests.support.paths import SHARED
from tests.support.word_files import archive, book, paragraph, word_document

PAGE = "# 青禾县春灌开始\n\n3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。\n"

_MHTML = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://paper.example/a.html\r
Subject: =?utf-8?Q?=E6=98=A5?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----MultipartBoundary--x----"\r
\r
\r
------MultipartBoundary--x----\r
"""


def _picture(form: str, **options: object) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(data, form, **options)
    return data.getvalue()


def _zip(*names: str) -> bytes:
    return archive(dict.fromkeys(names, PAGE))


def _tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("要闻.txt"))
    return data.getvalue()


def _wave() -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(800))
    return data.getvalue()


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        *(
            (_picture(form), kind)
            for kind, forms in {
                file_kinds.SCAN: ("JPEG", "PNG", "BMP", "TIFF", "WEBP"),
                file_kinds.PICTURE: ("GIF", "AVIF", "ICO", "JPEG2000"),
            }.items()
            for form in forms
        ),
        (_picture("TIFF", big_tiff=True), file_kinds.SCAN),
        (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(40), file_kinds.PICTURE),
        (b"AT&TFORM\0\0\1\0DJVU", file_kinds.DJVU),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", file_kinds.HEIC),
        (_picture("PDF"), file_kinds.PDF),
        (b"\r\n" * 300 + _picture("PDF"), file_kinds.PDF),
        (b'<?xml version="1.0"?><rss version="2.0"/>', file_kinds.FEED),
        (
            '\ufeff<feed xmlns="http://www.w3.org/2005/Atom"><title>青禾</title></feed>'.encode("utf-16"),
            file_kinds.FEED,
        ),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', file_kinds.FEED),
        (b"Of <rss>, and what became of it", file_kinds.TEXT),
        (word_document(paragraph("稿件")), file_kinds.WORD),
        (_zip("[Content_Types].xml", "xl/workbook.xml"), file_kinds.SHEET),
        (_zip("[Content_Types].xml", "ppt/presentation.xml"), file_kinds.SLIDES),
        (book({"1.xhtml": PAGE}), file_kinds.BOOK),
        (_zip("mimetype", "content.xml", "META-INF/manifest.xml"), file_kinds.OPEN_DOCUMENT),
        (_zip("OFD.xml", "Doc_0/Document.xml"), file_kinds.OFD),
        (_zip("A01/要闻.txt", "稿件/word.docx"), file_kinds.ZIP),
        (_zip(), file_kinds.ZIP),
        (_zip("A01/要闻.txt")[:60], file_kinds.ZIP),
        (_tar(), file_kinds.ARCHIVE),
        (gzip.compress(PAGE.encode()), file_kinds.ARCHIVE),
        (bz2.compress(PAGE.encode()), file_kinds.ARCHIVE),
        (lzma.compress(PAGE.encode()), file_kinds.ARCHIVE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), file_kinds.OLD_OFFICE),
        (rb"{\rtf1\ansi\ansicpg936 \u38738 ?\u31166 ?}", file_kinds.RICH_TEXT),
        (_wave(), file_kinds.SOUND),
        (_MHTML, file_kinds.MAIL),
        (b"Received: from a.example\n\tby b.example\nSubject: =?UTF-8?B?5pil?=\n\n" + PAGE.encode(), file_kinds.MAIL),
        (b"Message-ID: <1@a.example>\n" + b"X-Marked: a\n" * 400 + b"\nunseen", file_kinds.MAIL),
        ("From: 单永禾\nSubject: 春灌\n\n".encode() + PAGE.encode(), file_kinds.TEXT),
        ("青禾县春灌开始\nMIME-Version: 1.0\n\n".encode() + PAGE.encode(), file_kinds.TEXT),
        (b"MIME-Version is a field\n\n" + PAGE.encode(), file_kinds.TEXT),
        (bytes(range(256)) * 9, file_kinds.BINARY),
        (b"", file_kinds.EMPTY),
        (b"level=info msg=started\n" * 400, file_kinds.TEXT),
        ("BM是一家公司。ID3号楼，RAR！PK赛。\n".encode(), file_kinds.TEXT),
    ],
)
def test_a_kind_is_told_whatever_the_name(tmp_path, raw, kind):
    path = tmp_path / "稿件"
    path.write_bytes(raw)
    with path.open("rb") as file:
        assert kind_of(file) is kind


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(
    text=st.text(st.characters(codec="gb18030", exclude_categories=["C"]), min_size=30, max_size=3000),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_text_of_any_length_is_text(text, encoding):
    assert kind_of(io.BytesIO((PAGE + text).encode(encoding))) is file_kinds.TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16"])
@pytest.mark.parametrize("more", range(4))
def test_a_head_that_ends_amid_a_character_is_text(encoding, more):
    assert kind_of(io.BytesIO(("a" * more + PAGE * 100).encode(encoding))) is file_kinds.TEXT


def test_a_list_of_names_too_long_to_read_is_an_archive():
    names = (f"{number:05}-{'x' * 200}.txt" for number in range(5000))
    assert kind_of(io.BytesIO(_zip("word/document.xml", *names))) is file_kinds.ZIP


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared samples")
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("reporter.docx", file_kinds.WORD),
        ("day.zip", file_kinds.ZIP),
        ("sample1.pdf", file_kinds.PDF),
        ("sample3_photo.jpg", file_kinds.SCAN),
        ("sample1.expected.md", file_kinds.TEXT),
    ],
)
def test_samples(name, kind):
    with (SHARED / "samples" / name).open("rb") as file:
        assert kind_of(file) is kind
