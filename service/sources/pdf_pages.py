"""PDF pages as Markdown, each by its layout. Needs the extra `pdf`; pages without a text layer, the extra `ocr` too."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from service.core import own_pip
from service.core.messages import _
from service.errors import SourceError
from service.model import Recognition
from service.sources import page_layout, pdf_extraction, reading_process, scanned_pages
from service.sources.page_layout import LaidOutPage
from service.sources.page_layout.geometry import Area, Glyph, PrintedMatter
from service.sources.reading_limit import reading
from service.sources.scanned_pages import Recognizer

_NO_HEADS = _("Headlines of this page seem to be drawn, and what stands below them may be lost")
_NO_TEXT = _("Most of this page is a picture, of which nothing can be copied")
_ADVICE = _("give the text of the page in a .txt or .md file")
_AGAIN = _("export it again, or copy its text into a .txt or .md file")
_REFUSALS = {
    "heavy": _("this PDF has over {megabytes} MB: split it", megabytes=pdf_extraction.MOST_BYTES // 1_000_000),
    "long": _("this PDF has over {most_pages} pages: split it", most_pages=pdf_extraction.MOST_PAGES),
    "empty": _("this PDF has no page: {again}", again=_AGAIN),
    "encrypted": _("this PDF is locked by a password: save it without one"),
    "damaged": _("this PDF is damaged: {again}", again=_AGAIN),
    "large": _("this page is larger than 60 megapixels at 200 dots per inch: {advice}", advice=_ADVICE),
    "full": _("this page has more characters or lines than a newspaper page: {advice}", advice=_ADVICE),
    "time": _(
        "reading this takes over {page_seconds} s, and what follows is not read: {advice}",
        page_seconds=pdf_extraction.PAGE_SECONDS,
        advice=_ADVICE,
    ),
    "crash": _("the reader of PDFs crashes here, and what follows is not read: {again}", again=_AGAIN),
}
"""By the words of `pdf_extraction`, and how its process may end."""

_MOST_UNOWNED = 0.2
"""Share of a page's lines that no headline claims: with more, its headlines may be drawn, as outlines or pictures."""
_FEWEST_HAN = 20
"""Characters: with fewer, a page has no article to be told."""
_FEWEST_LOST = 3
"""Characters without a meaning of a line that is a headline in a font of its own; fewer are an ornament."""
_STAMPED, _COVERED = 200, 0.6
"""Hanzi of a page, and the share of it that a picture covers: with fewer, and with more, the page is a scan."""
_MOST_UNKNOWN = 0.2
"""Share of a page's characters that may have no meaning in the file: symbols, seals, a logo in a font of its own."""
_JUDGED = 100
"""Characters of which the share of common ones can be judged."""
_COMMON = frozenset("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子")
"""The commonest of modern Chinese, by the frequency list of Jun Da (2004)."""
_LEAST_COMMON = 0.04
"""Share of these among a page's Han. Of 86 invented articles with 100 Han or more, the least has 0.10 and half have
over 0.24; where a font's characters are mixed up, each is as rare as any other: under 0.01."""


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page of a PDF: its Markdown, or why it cannot be read."""

    number: int
    """From 1."""
    markdown: str = ""
    refusal: str = ""
    recognition: Recognition | None = None
    """How well it was recognized, where its text could not be copied."""
    lacks: str = ""
    """What of it cannot be read though the rest is."""

    @property
    def is_numbered(self) -> bool:
        """Whether its source names its number."""
        return True


def read(raw: bytes, name: str, recognizer: Recognizer | None = None) -> Generator[PdfPage]:
    """Yield the pages of a PDF. `name` names it in refusals; without a `recognizer`, pictures of pages are refused.

    Raise SourceError for a file of which no page can be read.
    """
    pages = 0
    for number, answer in enumerate(_answers(raw)):
        pages = answer.get("pages", pages)
        reason = reading_process.reason(answer, _REFUSALS)
        if number == 0 and reason:
            raise SourceError(f"{name}: {reason}.")
        if reason:
            yield PdfPage(number, refusal=f"{reason[0].upper()}{reason[1:]}.")
        elif number:
            yield _page(_PdfSheet(raw, name, number, pages, answer), recognizer)


@dataclass(frozen=True, slots=True)
class _PdfSheet:
    """A page that is to be read."""

    raw: bytes
    """The whole file."""
    file: str
    number: int
    of: int
    answer: dict[str, Any]
    """What `pdf_extraction` says of it."""

    @property
    def name(self) -> str:
        return f"{self.file}#page={self.number}"


def _to_read() -> str:
    return _("install the reader of scans with {command}", command=own_pip.install("ocr"))


def _page(sheet: _PdfSheet, recognizer: Recognizer | None) -> PdfPage:
    reason = _unusable(sheet.answer["text"])
    if recognizer and (reason or _is_scan(sheet.answer)):
        return _recognized(sheet, recognizer)
    if reason:
        return PdfPage(sheet.number, refusal=_("{reason}: {order}.", reason=reason, order=_to_read()))
    try:
        with reading(sheet.name, f"{_ADVICE}."):
            whole = _matter(sheet.answer)
            matter = _with_a_meaning(whole)
            page = page_layout.laid_out(matter)
    except SourceError as error:
        return PdfPage(sheet.number, refusal=str(error).removeprefix(f"{sheet.name}: "))
    headless = page.unowned > _MOST_UNOWNED and bool(matter.frames or matter.pictures)
    headless = headless or matter is not whole
    if recognizer and headless and not sheet.answer["turned"]:
        return _with_drawn_heads(sheet, matter, page, recognizer)
    unread = "" if recognizer else _NO_TEXT if _is_scan(sheet.answer) else _NO_HEADS if headless else ""
    return PdfPage(sheet.number, page.markdown, lacks=f"{unread}: {_to_read()}." if unread else "")


def _recognized(sheet: _PdfSheet, recognizer: Recognizer) -> PdfPage:
    """Return a page of which nothing can be copied, by its looks."""
    recognizer.tell(f"Recognizing {sheet.file}", sheet.number - 1, sheet.of)
    answer = recognizer.answer(sheet.raw, {"pdf": True, "page": sheet.number - 1})
    page = scanned_pages.laid_out(answer, sheet.name)
    return PdfPage(sheet.number, page.markdown, page.refusal, page.recognition, page.lacks)


def _with_drawn_heads(sheet: _PdfSheet, matter: PrintedMatter, page: LaidOutPage, recognizer: Recognizer) -> PdfPage:
    """Return a page whose headlines are drawn as outlines: what can be copied stays as it is."""
    recognizer.tell(_("Recognizing headlines of {file}", file=sheet.file), sheet.number - 1, sheet.of)
    printed = page_layout.text_lines(matter.glyphs, matter.rules)
    known = [(a.left, a.top, a.right, a.bottom) for a in (*(line.area for line in printed), *matter.pictures)]
    em = page_layout.body_size((line.size, len(line.text)) for line in printed)
    order = {"pdf": True, "page": sheet.number - 1, "known": known, "em": em}
    answer = recognizer.answer(sheet.raw, order)
    if not answer.get("lines"):
        return PdfPage(sheet.number, page.markdown, lacks=scanned_pages.refusal(answer))
    heads = scanned_pages.lines(answer)
    frames = tuple(frame for frame in matter.frames if not any(head.area.holds(frame, em) for head in heads))
    try:
        with reading(sheet.name, f"{_ADVICE}."):
            whole = page_layout.laid_out(replace(matter, lines=heads, frames=frames))
    except SourceError as error:
        return PdfPage(sheet.number, refusal=str(error).removeprefix(f"{sheet.name}: "))
    return PdfPage(sheet.number, whole.markdown, recognition=scanned_pages.recognition(answer, whole))


def _with_a_meaning(matter: PrintedMatter) -> PrintedMatter:
    """Return what is printed without the lines whose font does not say what they are: for them, headlines are drawn."""
    if not any(_is_unknown(glyph.text) for glyph in matter.glyphs):
        return matter
    lost: list[Area] = []
    for line in page_layout.text_lines(matter.glyphs, matter.rules):
        unknown = sum(map(_is_unknown, line.text))
        if unknown >= _FEWEST_LOST and 2 * unknown > len(line.text):
            lost.append(line.area)
    if not lost:
        return matter
    return replace(matter, glyphs=tuple(glyph for glyph in matter.glyphs if not any(_is_in(glyph, a) for a in lost)))


def _is_in(glyph: Glyph, area: Area) -> bool:
    across, down = (glyph.left + glyph.right) / 2, glyph.baseline - glyph.size / 2
    return area.left <= across <= area.right and area.top <= down <= area.bottom


def _is_unknown(character: str) -> bool:
    if character.isspace():
        return False
    return not character.isprintable() or "\ue000" <= character <= "\uf8ff" or character == "\ufffd"


def _unusable(text: str) -> str:
    """Return why a page's text is of no use; empty where it is."""
    printed = [character for character in text if not character.isspace()]
    unknown = sum(map(_is_unknown, printed))
    han = [character for character in printed if "\u3400" <= character <= "\u9fff"]
    if len(han) + unknown < _FEWEST_HAN:
        return _("This page has no text that can be copied, it is a picture, or its letters are drawn")
    common = sum(character in _COMMON for character in han)
    if unknown > _MOST_UNKNOWN * len(printed) or (len(han) >= _JUDGED and common < _LEAST_COMMON * len(han)):
        return _("This page has no text that can be copied, its fonts do not say which characters they draw")
    return ""


def _is_scan(answer: dict[str, Any]) -> bool:
    """Return whether a page is a picture on which a program has stamped a line or two."""
    han = sum("\u3400" <= character <= "\u9fff" for character in answer["text"])
    covered = max((Area(*each).width * Area(*each).height for each in answer["pictures"]), default=0.0)
    return han < _STAMPED and covered > float(_COVERED * answer["width"] * answer["height"])


def _matter(answer: dict[str, Any]) -> PrintedMatter:
    glyphs = tuple(Glyph(text, *place) for text, place in zip(answer["text"], answer["glyphs"], strict=True))
    rules, frames, pictures = (tuple(Area(*each) for each in answer[key]) for key in ("rules", "frames", "pictures"))
    return PrintedMatter(
        answer["width"], answer["height"], glyphs=glyphs, rules=rules, frames=frames, pictures=pictures
    )


def _answers(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the answers of `pdf_extraction`; none for an end that comes after the last page."""
    expected = 1
    for answer in reading_process.answers(["-P", str(Path(pdf_extraction.__file__))], raw):
        if not expected:
            return
        expected += answer.get("pages", 0) - 1
        yield answer
