"""What a file is, told by its first bytes, and what to do with one that is not read."""

from __future__ import annotations

import importlib.util
import os
import re
import zipfile
from dataclasses import dataclass
from typing import IO

from service.core import own_pip
from service.core.messages import _
from service.sources import feed_form
from service.sources.decoding import decode_page

_HEAD = 4096
"""Bytes that are looked at. A PDF's mark stands within the first 1,024 (PDF 1.7, Annex H, note 13)."""
_PDF_MARK_WITHIN = 1024
_TO_TEXT = _("copy the text into a .txt or .md file")
_TO_NEW_OFFICE = _("save as .docx, a table as .csv")
_UNPACK = _("unpack into the folder")


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file."""

    one: str
    """What one file is: `a PDF`."""
    many: str
    """What several are: `PDFs`."""
    advice: str
    """What to do where it is not read, as an order."""
    extra: str = ""
    """The one that brings its reader; empty: none does."""

    @property
    def order(self) -> str:
        """What to do, with the command that does it where there is one."""
        if not self.extra:
            return self.advice
        return _("{order} by {command}", order=self.advice, command=own_pip.install(self.extra))


PDF = FileKind(_("a PDF"), _("PDFs"), _("install the reader"), "pdf")
SCAN = FileKind(_("a photo or a scan"), _("photos or scans"), _("install the reader"), "ocr")
HEIC = FileKind(_("a photo in the HEIC format"), _("photos in the HEIC format"), _("export as JPEG"))
PICTURE = FileKind(_("a picture of another format"), _("pictures of other formats"), _("save as JPEG or PNG"))
DJVU = FileKind(_("a DjVu document"), _("DjVu documents"), _("save as PDF"))
WORD = FileKind(_("a Word document"), _("Word documents"), _("save as plain text or as HTML"))
OLD_OFFICE = FileKind(_("an old Word, WPS or Excel file"), _("old Word, WPS or Excel files"), _TO_NEW_OFFICE)
SHEET = FileKind(_("a spreadsheet"), _("spreadsheets"), _("save as .csv"))
SLIDES = FileKind(_("a presentation"), _("presentations"), _TO_TEXT)
OPEN_DOCUMENT = FileKind(_("an OpenDocument file"), _("OpenDocument files"), _TO_NEW_OFFICE)
OFD = FileKind(_("an OFD document"), _("OFD documents"), _TO_TEXT)
RICH_TEXT = FileKind(_("a rich text file"), _("rich text files"), _("save as .docx"))
BOOK = FileKind(_("an EPUB book"), _("EPUB books"), _("save the chapters as HTML files"))
ZIP = FileKind(_("a ZIP archive"), _("ZIP archives"), _UNPACK)
ARCHIVE = FileKind(_("an archive that is no ZIP"), _("archives that are no ZIP"), _UNPACK)
SOUND = FileKind(_("a sound or a film"), _("sounds or films"), _("give the text of what is said in a .txt or .md file"))
FEED = FileKind(_("a feed"), _("feeds"), _("give the address"))
MAIL = FileKind(_("an e-mail or an MHTML page"), _("e-mails or MHTML pages"), _("save as HTML or as PDF"))
BINARY = FileKind(_("a binary file of no kind that is known here"), _("binary files of no known kind"), _TO_TEXT)
TEXT = FileKind(_("a text file of another name"), _("text files of other names"), _("add .txt to the name"))
EMPTY = FileKind(_("an empty file"), _("empty files"), _("check the program that writes such files"))

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
