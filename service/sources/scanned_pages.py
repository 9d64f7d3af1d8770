"""Scans, photos and drawn pages of PDFs as Markdown: recognized in a process of its own, then laid out.

Needs the extra `ocr`. What was recognized is kept by the bytes' hash and the version of what recognizes: it takes some
seconds a page, and a page is read again for each trial and each show.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from service.core.messages import _
from service.errors import SourceError
from service.model import DoubtfulCharacter, Recognition
from service.sources import page_layout, reading_process
from service.sources.page_layout import LaidOutPage
from service.sources.page_layout.geometry import Area, PrintedMatter, TextLine
from service.sources.reading_limit import reading
from service.storage.disk_cache import DiskCache

ADVICE = _("give the text of the page in a .txt or .md file")
_AGAIN = _("scan or photograph the page again, or give its text in a .txt or .md file")
_REFUSALS = {
    "heavy": _("this picture has over 100 MB: save it as JPEG, or {advice}", advice=ADVICE),
    "large": _("this picture has over 60 megapixels: make it smaller, or {advice}", advice=ADVICE),
    "small": _("this picture is too small to be a page: its shorter side has under 300 pixels"),
    "damaged": _("this picture is damaged: {again}", again=_AGAIN),
    "no text": _("no line of text is found in this picture: {again}", again=_AGAIN),
    "long": _("this picture has over 200 pages: split it"),
    "full": _("this picture has more lines than a newspaper page: {advice}", advice=ADVICE),
    "time": _("recognizing this page takes too long: {advice}", advice=ADVICE),
    "crash": _("the program that recognizes text crashes here: {advice}", advice=ADVICE),
}
"""By the words of `scans.recognition`, and how its process may end."""
_MOST_DOUBTFUL = 0.01
"""Share of a page's characters. Measured on a generated page each: at 100 dpi 0.003 are in doubt, and of 64 sentences
told none is misread; at 95 dpi 0.011, 1 of 54; at 90 dpi 0.025, 5 of 81; at 82 dpi 0.046, 5 of 61."""
_FEWEST_DOUBTS = 5
"""Of a page: a share of fewer says nothing."""
_PASSING = ("time", "crash")
"""What may go well another time: such an answer is not kept."""


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """A page that was recognized: its Markdown, or why it cannot be read."""

    number: int
    """From 1."""
    of: int
    """The pages of its file."""
    markdown: str = ""
    recognition: Recognition | None = None
    refusal: str = ""
    lacks: str = ""
    """What of it cannot be relied on though it is read."""

    @property
    def is_numbered(self) -> bool:
        """Whether its source names its number."""
        return self.of > 1


def open_first(raw: bytes, name: str) -> None:
    """Open the first page of a picture and recognize nothing. Raise SourceError where that cannot be done."""
    order = json.dumps({"page": 0, "opened": True}).encode() + b"\n"
    for answer in reading_process.answers(["-m", "service.sources.scans.recognition"], order, raw):
        if said := refusal(answer):
            raise SourceError(f"{name}: {said[0].lower()}{said[1:]}")


@dataclass(frozen=True, slots=True)
class Recognizer:
    """Recognizes pages, each once."""

    cache: DiskCache | None = None
    tell: Callable[[str, int, int], None] = lambda text, done, total: None
    """Told which page is at hand, its number, and how many its file has (0: not known yet)."""

    def pictures(self, raw: bytes, name: str) -> Iterator[ScannedPage]:
        """Yield the pages of a picture, of which a TIFF may have several. Raise SourceError where it has none."""
        number, pages = 1, 1
        while number <= pages:
            self.tell(f"Recognizing {name}", number - 1, pages if number > 1 else 0)
            answer = self.answer(raw, {"page": number - 1})
            pages = answer.get("pages", pages)
            page = replace(laid_out(answer, name), number=number, of=pages)
            if pages == 1 and page.refusal:
                raise SourceError(f"{name}: {page.refusal[0].lower()}{page.refusal[1:]}")
            yield page
            number += 1

    def answer(self, raw: bytes, order: dict[str, Any]) -> dict[str, Any]:
        """Return what `scans.recognition` answers to an order for these bytes, or has answered before."""
        head = json.dumps(order, sort_keys=True).encode() + b"\n"

        def recognized() -> bytes:
            whole: dict[str, Any] = {}
            for part in reading_process.answers(["-m", "service.sources.scans.recognition"], head, raw):
                whole |= part
            if whole.get("refused") in _PASSING:
                raise _Failed(whole)
            return json.dumps(whole, ensure_ascii=False).encode()

        try:
            return self._kept(_key(head, raw), recognized)
        except _Failed as failure:
            return failure.answer

    def _kept(self, key: str, make: Callable[[], bytes]) -> dict[str, Any]:
        if not self.cache:
            return dict(json.loads(make()))
        try:
            return dict(json.loads(self.cache.get_or_make(key, make)))
        except (ValueError, TypeError):  # damaged before it was kept, with a checksum that fits
            self.cache.remove(key)
            return dict(json.loads(self.cache.get_or_make(key, make)))


class _Failed(Exception):
    """The process has ended too early."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self.answer = answer


def laid_out(answer: dict[str, Any], name: str) -> ScannedPage:
    """Return a page of one, by what was recognized on it, or by the word that says why nothing was."""
    if said := refusal(answer):
        return ScannedPage(1, 1, refusal=said)
    try:
        with reading(name, f"{ADVICE}."):
            page = page_layout.laid_out(_matter(answer))
    except SourceError as error:
        return ScannedPage(1, 1, refusal=str(error).removeprefix(f"{name}: "))
    found = recognition(answer, page)
    share = len(found.doubts) / sum(len(line["text"]) for line in answer["lines"])
    faint = share > _MOST_DOUBTFUL and len(found.doubts) >= _FEWEST_DOUBTS
    lacks = _faint(round(1 / share)) if faint else ""
    return ScannedPage(1, 1, page.markdown, found, lacks=lacks)


def _faint(one_in: int) -> str:
    return _(
        "One character in {one_in} of this page is in doubt. What has one is not told, but others may be misread too:"
        " scan it at 150 dpi or more, or photograph it from nearer.",
        one_in=one_in,
    )


def refusal(answer: dict[str, Any]) -> str:
    """Return the sentence that says why nothing was recognized; empty where something was."""
    reason = reading_process.reason(answer, _REFUSALS)
    return f"{reason[0].upper()}{reason[1:]}." if reason else ""


def recognition(answer: dict[str, Any], page: LaidOutPage) -> Recognition:
    """Return how well a page was recognized."""
    counts = [len(line["text"]) for line in answer["lines"]]
    score = sum(line["score"] * count for line, count in zip(answer["lines"], counts, strict=True)) / sum(counts)
    doubts = tuple(DoubtfulCharacter(*doubt) for line in answer["lines"] for doubt in line["doubts"])
    return Recognition(round(score, 3), round(page.unowned, 3), doubts)


def _matter(answer: dict[str, Any]) -> PrintedMatter:
    """Return what an answer says is printed on the page."""
    rules, frames, pictures = (tuple(Area(*each) for each in answer[key]) for key in ("rules", "frames", "pictures"))
    return PrintedMatter(
        answer["width"], answer["height"], lines=lines(answer), rules=rules, frames=frames, pictures=pictures
    )


def lines(answer: dict[str, Any]) -> tuple[TextLine, ...]:
    """Return the lines of an answer."""
    return tuple(
        TextLine(line["text"], Area(*line["area"]), line["size"], line["vertical"]) for line in answer["lines"]
    )


def _key(head: bytes, raw: bytes) -> str:
    return hashlib.sha256(b"recognized" + _recipe() + head + hashlib.sha256(raw).digest()).hexdigest()


@functools.cache
def _recipe() -> bytes:
    """Return the version of what recognizes: our code of it, and the package with the models."""
    digest = hashlib.sha256(importlib.metadata.version("rapidocr").encode())
    for path in sorted((Path(__file__).parent / "scans").glob("*.py")):
        digest.update(path.read_bytes())
    return digest.digest()
