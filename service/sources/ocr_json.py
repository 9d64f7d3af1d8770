"""What a tool answers in JSON, or as a string with its line feeds escaped -> the Markdown that it stands for.

dots.ocr gives a list of boxes with `category` and `text`; olmOCR `natural_text`; Mistral OCR `pages` with `markdown`;
MinerU a content list with `type` and `text_level`; PaddleX `parsing_res_list` with `block_label` and `block_content`.
The forms are those of the tools' own documents.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from service.core.messages import _

_FENCED = re.compile(r"\s*+```[a-zA-Z]{0,10}[ \t]*\n")
_DATED = re.compile(r"20\d\d\s{0,3}年|20\d\d-\d")
_ESCAPED_FEED = re.compile(r"\\n(?=\\n|[^\x21\x22\x24-\x2f\x3a-\x7f]|$)")
_DEEPEST = 6
"""How deep the parts of a page lie in an answer at most: PaddleX's lie at 4."""
_LEFT_OUT = {
    "picture": "a picture",
    "image": "a picture",
    "figure": "a picture",
    "chart": "a picture",
    "seal": "a picture",
    "caption": _("a picture's caption"),
    "image_caption": _("a picture's caption"),
    "figure_title": _("a picture's caption"),
    "chart_title": _("a picture's caption"),
    "table_caption": _("a table's caption"),
    "table_title": _("a table's caption"),
    "table_footnote": _("a table's note"),
    "table": "a table",
    "footnote": "a footnote",
    "page_footnote": "a footnote",
    "vision_footnote": "a footnote",
    "page_header": _("the page's header"),
    "header": _("the page's header"),
    "header_image": _("the page's header"),
    "page_footer": _("the page's footer"),
    "footer": _("the page's footer"),
    "footer_image": _("the page's footer"),
    "page_number": _("a page number"),
    "number": _("a page number"),
    "aside_text": _("text at the page's edge"),
}
_HEADINGS = {
    "title": "#",
    "doc_title": "#",
    "section_header": "##",
    "paragraph_title": "##",
    "sub_title": "##",
    "kicker": "###",
    "deck": "###",
}
_TITLES = ("title", "headline", "标题", "主标题")
_TEXTS = ("content", "text", "body", "paragraphs", "正文", "内容")
_LISTS = ("articles", "文章", "报道", "新闻")
_KICKERS, _DECKS = ("kicker", "引题", "肩题"), ("subtitle", "subheadline", "副标题")
"""What a model calls the parts of an article that was asked for in JSON."""


@dataclass(frozen=True, slots=True)
class DroppedPart:
    """A part of an answer that is no text of an article."""

    line: int
    """The line of the Markdown below which it stood."""
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as Markdown."""

    text: str
    form: str
    """How it was written; empty where it was Markdown already."""
    dropped: tuple[DroppedPart, ...] = ()


def left_out(kind: str) -> str:
    """Return why parts of a kind (as the tools name it) are no text of an article; empty where they are text."""
    return _LEFT_OUT.get(_name(kind), "")


def markdown(text: str) -> Answer:
    """Return the Markdown that an answer stands for; the text itself where it is no answer in JSON."""
    bare = text.strip()
    if fence := _FENCED.match(bare):
        bare = bare[fence.end() :].removesuffix("```").strip()
    if bare[:1] in ("[", "{") and bare[-1:] in ("]", "}"):
        try:
            parts = list(_parts(json.loads(bare, strict=False), 0))
        except (ValueError, RecursionError):
            parts = []
        if parts:
            return _written(parts)
    if text.count("\n") < 2 <= len(_ESCAPED_FEED.findall(text)):
        return Answer(_ESCAPED_FEED.sub("\n", text), _("line feeds written as \\n"))
    return Answer(text, "")


def _written(parts: list[tuple[str, str]]) -> Answer:
    out: list[str] = []
    dropped: list[DroppedPart] = []
    line = 1
    for kind, content in parts:
        why = left_out(kind)
        if why and not (why == "the page's header" and _DATED.search(content)):
            dropped.append(DroppedPart(max(1, line - 1), why, content))
            continue
        mark = _HEADINGS.get(_name(kind), "")
        one_line = " ".join(content.split()) if mark else content.strip()
        out.append(f"{mark} {one_line}" if mark and not one_line.startswith("#") else one_line)
        line += out[-1].count("\n") + 2
    return Answer("\n\n".join(out) + "\n", _("an answer in JSON"), tuple(dropped))


def _parts(found: object, depth: int) -> Iterator[tuple[str, str]]:
    """Return the parts of an answer in their order, each as its kind and its text."""
    if depth > _DEEPEST:
        return
    if isinstance(found, list):
        for each in found:
            yield from _parts(each, depth + 1)
    elif isinstance(found, dict):
        if part := _part(found):
            yield part
            return
        if article := _article(found):
            yield from article
            return
        for key in ("pages", "res", "result", "layoutParsingResults", "parsing_res_list", "prunedResult", *_LISTS):
            if key in found:
                yield from _parts(found[key], depth + 1)


def _part(box: dict[str, object]) -> tuple[str, str] | None:
    """Return a box of any tool as its kind and its text; None where it is none."""
    for whole in ("natural_text", "markdown"):
        if isinstance(content := box.get(whole), str):
            return "page", content
    for kind, content in (("category", "text"), ("block_label", "block_content"), ("type", "text")):
        if isinstance(named := box.get(kind), str):
            said = box.get(content, "")
            level = box.get("text_level")
            kinds = "title" if level == 1 else "sub_title" if isinstance(level, int) and level > 1 else named
            return kinds, said if isinstance(said, str) else ""
    return None


def _article(found: dict[str, object]) -> list[tuple[str, str]]:
    """Return an article of a model that was asked for JSON, its headline first; none where it has no text."""
    said = {key: value.strip() for key, value in found.items() if isinstance(value, str) and value.strip()}
    for key, value in found.items():
        if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            said[key] = "\n\n".join(value)
    title, text = (next((said[key] for key in keys if key in said), "") for keys in (_TITLES, _TEXTS))
    kicker, deck = (next((said[key] for key in keys if key in said), "") for keys in (_KICKERS, _DECKS))
    paragraphs = "\n\n".join(filter(None, (line.strip() for line in text.split("\n"))))
    if not title or not text:
        return []
    heads = [("kicker", kicker)] * bool(kicker) + [("title", title)] + [("deck", deck)] * bool(deck)
    return [*heads, ("text", paragraphs)]


def _name(kind: str) -> str:
    return kind.strip().lower().replace("-", "_").replace(" ", "_")
