"""What a file is, told by its first bytes, and what to do with one that is not read."""

from __future__ import annotations

import importlib.util
import os
import re
import zipfile
from dataclasses import dataclass
from typing import IO

from service.core import own_pip
from service.sources import feed_form
from service.sources.decoding import decode_page

_HEAD = 4096
"""Bytes that are looked at. A PDF's mark stands within the first 1,024 (PDF 1.7, Annex H, note 13)."""
_PDF_MARK_WITHIN = 1024
_TO_TEXT = "copy {its} text into a .txt or .md file"
_TO_NEW_OFFICE = "save {it} as .docx, a table as .csv"
_UNPACK = "unpack {it} into the folder"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file."""

    one: str
    """What one file is: `a PDF`."""
    many: str
    """What several are: `PDFs`."""
    advice: str
    """What to do where it is not read, as an order; `{it}` and `{its}` stand for the file."""
    extra: str = ""
    """The one that brings its reader; empty: none does."""

    def advice_for(self, files: int) -> str:
        """Return what to do with so many files."""
        order = self.advice.format(it="it" if files == 1 else "them", its="its" if files == 1 else "their")
        return f"{order} with {own_pip.install(self.extra)}" if self.extra else order


PDF = FileKind("a PDF", "PDFs", "install {its} reader", "pdf")
SCAN = FileKind("a photo or a scan", "photos or scans", "install {its} reader", "ocr")
HEIC = FileKind("a photo in the HEIC format", "photos in the HEIC format", "export {it} as JPEG")
PICTURE = FileKind("a picture of another format", "pictures of other formats", "save {it} as JPEG or PNG")
DJVU = FileKind("a DjVu document", "DjVu documents", "save {it} as PDF")
WORD = FileKind("a Word document", "Word documents", "save {it} as plain text or as HTML")
OLD_OFFICE = FileKind("an old Word, WPS or Excel file", "old Word, WPS or Excel files", _TO_NEW_OFFICE)
SHEET = FileKind("a spreadsheet", "spreadsheets", "save {it} as .csv")
SLIDES = FileKind("a presentation", "presentations", _TO_TEXT)
OPEN_DOCUMENT = FileKind("an OpenDocument file", "OpenDocument files", _TO_NEW_OFFICE)
OFD = FileKind("an OFD document", "OFD documents", _TO_TEXT)
RICH_TEXT = FileKind("a rich text file", "rich text files", "save {it} as .docx")
BOOK = FileKind("an EPUB book", "EPUB books", "save {its} chapters as HTML files")
ZIP = FileKind("a ZIP archive", "ZIP archives", _UNPACK)
ARCHIVE = FileKind("an archive that is no ZIP", "archives that are no ZIP", _UNPACK)
SOUND = FileKind("a sound or a film", "sounds or films", "give the text of what is said in a .txt or .md file")
FEED = FileKind("a feed", "feeds", "give {its} address")
MAIL = FileKind("an e-mail or an MHTML page", "e-mails or MHTML pages", "save {it} as HTML or as PDF")
BINARY = FileKind("a binary file of no kind that is known here", "binary files of no known kind", _TO_TEXT)
TEXT = FileKind("a text file of another name", "text files of other names", "add .txt to {its} name")
EMPTY = FileKind("an empty file", "empty files", "check the program that wrote {it}")

_READ = (WORD, BOOK, ZIP, FEED)
_READ_WITH = {PDF: ("pypdfium2",), SCAN: ("rapidocr", "cv2", "onnxruntime", "pypdfium2")}
"""The modules by which a kind is read, which an extra brings: `pdf`, `ocr`."""
TABLE_SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")
"""How the name of an export of articles ends, a row or an object each."""
TEXT_SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm", ".shtml", ".xhtml", *TABLE_SUFFIXES)
"""How the name of a text ends that is read from a folder or an archive. A file that is named is read in any case."""

_MARKS: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"\xff\xd8\xff", SCAN),  # JPEG
    (0, b"\x89PNG\r\n\x1a\n", SCAN),
    (0, b"GIF87a", PICTURE),
    (0, b"GIF89a", PICTURE),
    (0, b"II*\0", SCAN),  # TIFF, the two orders of bytes
    (0, b"MM\0*", SCAN),
    (0, b"II+\0", SCAN),  # and those of TIFFs that may be over 4 GB
    (0, b"MM\0+", SCAN),
    (0, b"\0\0\x01\0", PICTURE),  # ICO
    (0, b"8BPS", PICTURE),  # Photoshop
    (0, b"\0\0\0\x0cjP  \r\n\x87\n", PICTURE),  # JPEG 2000
    (0, b"\0\0\0\x0cJXL \r\n\x87\n", PICTURE),  # JPEG XL
    (0, b"AT&TFORM", DJVU),
    (0, b"ID3\x02", SOUND),  # MP3 with tags of one of their three versions
    (0, b"ID3\x03", SOUND),
    (0, b"ID3\x04", SOUND),
    (0, b"\xff\xfb", SOUND),  # MPEG sound without tags
    (0, b"\xff\xf3", SOUND),
    (0, b"OggS", SOUND),
    (0, b"fLaC", SOUND),
    (0, b"#!AMR", SOUND),
    (0, b"\x1aE\xdf\xa3", SOUND),  # Matroska
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"{\\rtf", RICH_TEXT),
    (0, b"Rar!\x1a\x07", ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (0, b"\x1f\x8b", ARCHIVE),  # gzip
    (0, b"BZh", ARCHIVE),
    (0, b"\xfd7zXZ\0", ARCHIVE),
    (0, b"(\xb5/\xfd", ARCHIVE),  # Zstandard
    (257, b"ustar", ARCHIVE),
)
"""Where in a file a kind has its mark: the registered or published signatures of each format."""
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
"""Brands of ISO media files (`ftyp`) that a phone's photos have."""
_PICTURE_BRANDS = (b"avif", b"avis")
"""Those of other pictures; what has none of these is sound or film."""
_ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PARTS = (
    ("word/", WORD),
    ("xl/", SHEET),
    ("ppt/", SLIDES),
    ("META-INF/container.xml", BOOK),
    ("META-INF/manifest.xml", OPEN_DOCUMENT),
    ("OFD.xml", OFD),
)
"""How a name in a ZIP begins that only one kind of document has."""
_ZIP_END = b"PK\x05\x06"
_TAIL = 65_557
"""Bytes: the end record of a ZIP and the longest comment behind it (APPNOTE 4.3.16)."""
_MOST_NAMES_SIZE = 1_000_000
"""Bytes of a ZIP's list of names that is read; a document's has some 2,000."""
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9-]*:|[ \t]")
"""How a line of a message's fields begins: with a name, or with a blank where one goes on (RFC 5322, 2.2)."""
_MAIL_FIELD = re.compile(r"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
"""One that mail programs and browsers write, and a person does not."""
_LONGEST_CHARACTER = 4
"""Bytes of one character in GB18030, UTF-8 and UTF-16: the head may end amid one."""


def is_read(kind: FileKind) -> bool:
    """Return whether files of a kind are read besides text, whatever their names; some are with an extra only."""
    modules = _READ_WITH.get(kind)
    return kind in _READ or (modules is not None and all(importlib.util.find_spec(each) for each in modules))


def kind_of(file: IO[bytes]) -> FileKind:
    """Return what a file is; `TEXT` is whatever can be read as text. The file is read from wherever that is told."""
    file.seek(0)
    head = file.read(_HEAD)
    if head.startswith(_ZIP_MARKS):
        return _kind_of_zip(file)
    if not head:
        return EMPTY
    if b"%PDF-" in head[:_PDF_MARK_WITHIN]:
        return PDF
    if head[4:8] == b"ftyp":
        return HEIC if head[8:12] in _HEIC_BRANDS else PICTURE if head[8:12] in _PICTURE_BRANDS else SOUND
    if head.startswith(b"RIFF"):
        return SCAN if head[8:12] == b"WEBP" else SOUND
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":  # a bitmap; the two letters alone may begin a text
        return SCAN
    if marked := next((kind for place, mark, kind in _MARKS if head.startswith(mark, place)), None):
        return marked
    texts = (decode_page(head[: len(head) - cut]) for cut in range(_LONGEST_CHARACTER))
    text = next((each for each in texts if each is not None), None)
    if text is None:
        return BINARY
    if _is_mail(text):
        return MAIL
    return FEED if text.lstrip("\ufeff \t\r\n")[:1] in ("<", "{") and feed_form.is_feed(text) else TEXT


def _is_mail(text: str) -> bool:
    """Return whether a text is a message as it is sent, which is also how browsers save a page in one file (MHTML)."""
    fields, end, _ = text.lstrip("\ufeff\r\n").replace("\r\n", "\n").partition("\n\n")
    lines = fields.split("\n")[: None if end else -1]  # what is looked at may end amid a field
    return _MAIL_FIELD.search(fields) is not None and all(_FIELD.match(line) for line in lines)


def _kind_of_zip(file: IO[bytes]) -> FileKind:
    """Return what a ZIP is by the names of its parts. One with too many names, or damaged, is an archive."""
    file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL))
    tail = file.read(_TAIL)
    end = tail.rfind(_ZIP_END)
    if end < 0 or len(tail) < end + 16 or int.from_bytes(tail[end + 12 : end + 16], "little") > _MOST_NAMES_SIZE:
        return ZIP
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile):
        return ZIP
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), ZIP)
