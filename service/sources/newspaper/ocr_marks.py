"""The marks that OCR tools set around a page's lines, each with the lines that it takes with it.

Marker: `{0}----`, anchors, notes. MinerU: captions bound to their picture, `<details>`. PP-StructureV3: centred
pictures and captions. olmOCR: front matter. DeepSeek-OCR: `<|ref|>…<|det|>`, banners. Mistral OCR: `[tbl-0.html]`.
Vision-language models: fences, `<think>`, words for a picture. The forms are those of the tools' own documents.

A pass takes the rows and returns those it blanks, each with the reason: a row keeps its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.core.messages import _
from service.sources.ocr_json import left_out

Blanked = Iterator[tuple[int, str]]
"""Indices of rows with why they are no text."""

_KEY = re.compile(r"[A-Za-z][\w -]{0,40}:(?:\s.*)?$|\s+-\s.*$")
_LONGEST_FRONT = 40
"""Lines of front matter at most."""
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[ \t]*+[\w+-]{0,12}\s*$")
_REFERENCE = re.compile(
    r"\s*(?:<\|ref\|>(?P<tag>[^<>|]{0,40})<\|/ref\|>\s*(?:<\|det\|>[\[\]\d,.\s]{0,400}<\|/det\|>)?"
    r"|(?P<bare>[a-z]{4,12}(?:_[a-z]{4,12})?)\s?\[\[\d{1,4}(?:,\s?\d{1,4}){3}\][\[\]\d,\s]{0,400}\])(?P<rest>.*)$"
)
"""With its tags, or without them as where the tokens that are no text were left out: `text[[40, 70, 620, 160]]`."""
_PAGE_MARK = re.compile(
    r"\s*(?:\{\d{1,5}\}-{10,}|<-{2,}\s*Page Split\s*-{2,}>|={2,}\s*save results:?\s*={2,}|BASE:\s*torch\.Size.*"
    r"|(?:NO )?PATCHES:?(?:\s*torch\.Size.*)?"
    r"|[-=*#\s]{0,12}(?:Page|PAGE)\s{1,3}\d{1,4}(?:\s{0,3}(?:/|of)\s{0,3}\d{1,4})?[-=*#\s]{0,12}"
    r"|[-=*#]{2,12}\s{0,3}第\s{0,3}\d{1,4}\s{0,3}页\s{0,3}[-=*#]{0,12}|<page_number>.{0,20}</page_number>|<watermark>.{0,80}</watermark>"
    r"|<signature>.{0,20}</signature>|<img>.{0,400}</img>)\s*$"
)
_TABLE_LINK = re.compile(r"\s*\[(tbl-\d{1,4}\.(?:html|md))\]\(\1\)\s*$")
_ANCHOR_LINK = re.compile(r"\s*(?:<span id=\"[^\"]{0,60}\">\s*</span>\s*)*\[[^\]\n]{1,80}\]\(#page-[^)\s]{1,40}\)\s*$")
_PICTURE = re.compile(r"\s*(?:!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)|<img\b[^<>]{0,2000}>)\s*$")
_PICTURE_BOUND = re.compile(r"\s*!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)  $")
_CENTRED = re.compile(
    r"\s*<(div style=\"text-align: center;\"|center)>(?P<inner>.*)</(?:div|center)>\s*$", re.IGNORECASE
)
_PICTURE_WORDS = re.compile(
    r"\s*[*_]?(?:\[(?:图片?|图像|照片|插图|配图|Image|Photo|Picture|Figure)(?:\s{0,3}\d{0,3}\s{0,3}[:：][^\]\n]{0,200}|\s{0,3}\d{0,3})\]"
    r"|[【\[](?:图片|照片|插图|配图)[】\]]\s?[：:]?\s?[（(][^（）()\n]{0,200}[）)]"
    r"|[【（(](?:图片|图像|照片|插图|配图)(?:说明|描述|内容)?\s{0,3}\d{0,3}\s{0,3}[:：][^】）)\n]{0,200}[】）)])[*_]?\s*$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 80
_NOTE = re.compile(
    r"\s*(?:<span id=\"[^\"]{0,60}\">\s*</span>\s*)*(?:\[\^(?P<name>[^\]\s]{1,30})\]:\s"
    r"|<sup>\s*(?P<sup>\d{1,3}|[*†‡①-⑳])\s*</sup>|\\?\[(?P<bracket>\d{1,3})\\?\]"
    r"|\$\s*+(?:\{\s*+\}\s*+)?\^\s*+(?:\{\s*+)?(?P<raised>\d{1,3})\s*+(?:\}\s*+)?\$|(?P<star>\\\*)(?=[^\s*\\])"
    r"|(?P<circled>[①-⑳])\s?(?=[\u3400-\u9fff《“]))"
)
CIRCLED_REFERENCE = "(?<=[\\u3400-\\u9fff”》])[{0}](?=[，。；、！？])"
"""A mark in a text that sends to a note: behind a word and ahead of a stop, where no list has its numbers."""
_STARRED = re.compile(r"[\d\u3400-\u9fff%>]\\\*(?=[，。；、！？]|\s*$)", re.MULTILINE)
_MARKED = "{0}</sup>", "[{0}]", "[{0}\\]", "^{{{0}}}", "^{0}"
_OPENED = (
    (re.compile(r"\s{0,40}<details\b", re.IGNORECASE), "</details>", _("what a tool saw in a picture")),
    (re.compile(r"\s{0,40}<figure\b", re.IGNORECASE), "</figure>", "a figure"),
    (re.compile(r"\s{0,40}\\begin\{(?:tabular|table|figure)"), "\\end{", _("a table or a picture in LaTeX")),
)
_LONGEST_SPAN = 200
"""Lines of a picture's or a table's description at most."""
_THOUGHT = "</think>"


def front_matter(rows: Sequence[str]) -> Blanked:
    """Blank the keys and values between two rules at the page's beginning."""
    start = next((n for n, row in enumerate(rows) if row.strip()), len(rows))
    if start < len(rows) and rows[start].strip() == "---":
        for n in range(start + 1, min(len(rows), start + _LONGEST_FRONT)):
            if rows[n].strip() == "---":
                yield from ((each, "front matter") for each in range(start, n + 1) if n > start + 1)
                return
            if not _KEY.match(rows[n]):
                return


def thoughts(rows: Sequence[str]) -> Blanked:
    """Blank what a model thought before it answered."""
    last = max((n for n, row in enumerate(rows) if row.rstrip().endswith(_THOUGHT)), default=-1)
    yield from ((n, _("a model's thoughts")) for n in range(last + 1))


def single(rows: Sequence[str]) -> Blanked:
    """Blank the rows that one mark fills: fences, page marks, links to tables and pages, words for a picture."""
    for n, row in enumerate(rows):
        if _FENCE.match(row):
            yield n, "a fence"
        elif _PAGE_MARK.match(row):
            yield n, _("a tool's mark of a page")
        elif _TABLE_LINK.match(row):
            yield n, _("a table kept elsewhere")
        elif _ANCHOR_LINK.match(row):
            yield n, _("a link inside the file")
        elif _PICTURE_WORDS.match(row):
            yield n, _("a model's words for a picture")


def spans(rows: Sequence[str]) -> Blanked:
    """Blank the descriptions of pictures and tables that are opened and closed."""
    end = 0
    for n, row in enumerate(rows):
        if n < end:
            continue
        for opening, closing, why in _OPENED:
            if opening.match(row):
                last = next((k for k in range(n, min(len(rows), n + _LONGEST_SPAN)) if closing in rows[k]), n - 1)
                yield from ((k, why) for k in range(n, last + 1))
                end = last + 1


def referred(rows: list[str]) -> Blanked:
    """Take reference tags off the rows, and blank what they name as no text (`image_caption`)."""
    why = ""
    for n, row in enumerate(rows):
        if match := _REFERENCE.match(row):
            why = left_out(match["tag"] or match["bare"] or "")
            rows[n] = match["rest"]
            yield n, why or _("a reference tag")
        elif why and row.strip():
            yield n, why
        elif why and n and rows[n - 1].strip():
            why = ""


def captions(rows: Sequence[str]) -> Blanked:
    """Blank the captions that a tool binds to a picture or a table: the next line, or a centred one beside it."""
    filled = [n for n, row in enumerate(rows) if row.strip()]
    for place, n in enumerate(filled):
        centred = _CENTRED.match(rows[n])
        if centred and re.search(r"<img\b|<table\b", centred["inner"]):
            yield n, _("a picture or a table")
        elif centred and any(_is_picture(rows[k]) for k in filled[max(0, place - 1) : place + 2] if k != n):
            yield n, "a caption"
        elif n and _PICTURE_BOUND.match(rows[n - 1]) and len(rows[n]) <= _LONGEST_CAPTION and rows[n][:1] not in "#!<|":
            yield n, _("a picture's caption")


def notes(rows: Sequence[str]) -> Blanked:
    """Blank the texts of footnotes: rows that begin with a mark that stands inside another row."""
    beginning = [(n, match) for n, row in enumerate(rows) if (match := _NOTE.match(row))]
    if not beginning:
        return
    page = "\n".join(row for row in rows if not _NOTE.match(row))
    marked: dict[str, bool] = {}
    for n, match in beginning:
        name = match["sup"] or match["bracket"] or match["raised"] or match["star"] or match["circled"] or ""
        if name not in marked:
            found = any(form.format(name) in page for form in _MARKED)
            own = (
                _STARRED if match["star"] else re.compile(CIRCLED_REFERENCE.format(name)) if match["circled"] else None
            )
            marked[name] = not name or found or (own is not None and own.search(page) is not None)
        if marked[name]:
            yield n, "a footnote"


def _is_picture(row: str) -> bool:
    return bool(_PICTURE.match(row) or "<img " in row or "<table" in row or "<|ref|>image<" in row)
