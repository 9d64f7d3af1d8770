"""PDF pages with a text layer as Markdown, each by its layout. Needs the extra `pdf`."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.errors import SourceError
from service.sources import page_layout, pdf_extraction
from service.sources.page_layout.geometry import Area, Glyph, PrintedMatter
from service.sources.reading_limit import reading

_ADVICE = "give the text of the page in a .txt or .md file"
_AGAIN = "export it again, or copy its text into a .txt or .md file"
_REFUSALS = {
    "heavy": f"this PDF has over {pdf_extraction.MOST_BYTES // 1_000_000} MB: split it",
    "long": f"this PDF has over {pdf_extraction.MOST_PAGES} pages: split it",
    "empty": f"this PDF has no page: {_AGAIN}",
    "encrypted": "this PDF is locked by a password: save it without one",
    "damaged": f"this PDF is damaged: {_AGAIN}",
    "large": f"this page is larger than 60 megapixels at 200 dots per inch: {_ADVICE}",
    "full": f"this page has more characters or lines than a newspaper page: {_ADVICE}",
    "time": f"reading this takes over {pdf_extraction.PAGE_SECONDS} s, and what follows is not read: {_ADVICE}",
    "crash": f"the reader of PDFs crashes here, and what follows is not read: {_AGAIN}",
}
"""By the words of `pdf_extraction`, and how its process may end."""

_FEWEST_HAN = 20
"""Characters: with fewer, a page has no article to be told."""
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


def read(raw: bytes, name: str) -> Generator[PdfPage]:
    """Yield the pages of a PDF. `name` names it in refusals.

    Raise SourceError for a file of which no page can be read.
    """
    for number, answer in enumerate(_answers(raw)):
        reason = _REFUSALS.get(answer.get("refused", ""))
        if number == 0 and reason:
            raise SourceError(f"{name}: {reason}.")
        if reason:
            yield PdfPage(number, refusal=f"{reason[0].upper()}{reason[1:]}.")
        elif number:
            yield _page(number, answer, f"{name}#page={number}")


def _page(number: int, answer: dict[str, Any], name: str) -> PdfPage:
    if reason := _unusable(answer["text"]):
        return PdfPage(number, refusal=f"{reason}: {_ADVICE}.")
    try:
        with reading(name, f"{_ADVICE}."):
            return PdfPage(number, page_layout.markdown(_matter(answer)))
    except SourceError as error:
        return PdfPage(number, refusal=str(error).removeprefix(f"{name}: "))


def _unusable(text: str) -> str:
    """Return why a page's text is of no use; empty where it is."""
    printed = [character for character in text if not character.isspace()]
    unknown = sum(not c.isprintable() or "\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in printed)
    han = [character for character in printed if "\u3400" <= character <= "\u9fff"]
    if len(han) + unknown < _FEWEST_HAN:
        return "This page has no text that can be copied: it is a picture, or its letters are drawn"
    common = sum(character in _COMMON for character in han)
    if unknown > _MOST_UNKNOWN * len(printed) or (len(han) >= _JUDGED and common < _LEAST_COMMON * len(han)):
        return "This page has no text that can be copied: its fonts do not say which characters they draw"
    return ""


def _matter(answer: dict[str, Any]) -> PrintedMatter:
    glyphs = tuple(Glyph(text, *place) for text, place in zip(answer["text"], answer["glyphs"], strict=True))
    rules, frames, pictures = (tuple(Area(*each) for each in answer[key]) for key in ("rules", "frames", "pictures"))
    return PrintedMatter(
        answer["width"], answer["height"], glyphs=glyphs, rules=rules, frames=frames, pictures=pictures
    )


def _answers(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the answers of `pdf_extraction`, which reads the file in a process of its own."""
    with tempfile.TemporaryFile() as file:
        file.write(raw)
        file.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-P", str(Path(pdf_extraction.__file__))],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    assert process.stdout
    try:
        expected = 1
        for line in process.stdout:
            answer = json.loads(line)
            expected += answer.get("pages", 0) - 1
            yield answer
        ended = process.wait()
        if expected and ended:
            yield {"refused": "time" if ended == -signal.SIGXCPU else "crash"}
    finally:
        process.kill()
        process.stdout.close()
        process.wait()
