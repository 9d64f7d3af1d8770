"""An HTML page cut into the lines that it shows, each with the element that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.core import cpu_limit
from service.sources import superscripts, text_cleaning

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SKIPPED = re.compile(
    "script|style|template|noscript|iframe|svg|math|object|button|select|option|textarea|audio|video|canvas|head|title"
)
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|img|input|ins|kbd|label|mark|output|q|s|samp|script|small|span|strong|style|su[bp]"
    "|time|template|tt|u|var|wbr"
)
_HEADS = re.compile("h[2-6]|strong|b|d[dt]")
"""Elements whose short text is the article's too: sub-headlines and terms."""
_APART = re.compile("nav|footer|aside|header|figcaption|dialog|amp-(?:ad|embed|sticky-ad|sidebar|social-share|consent)")
_APART_NAME = re.compile(
    "ads?|adv|advert|advertisement|gg|guanggao|sponsor(?:ed)?|promo|promotion|nav|navbar|breadcrumbs?|crumbs?|sidebar|aside"
    "|relate[d]?|relation|recommend(?:s|ed|ations?)?|hot|rank|ranking|comments?|reply|pinglun|share|social|copyright|pager"
    "|pagination|login|qr|qrcode|subscribe|newsletter|bio|profile|sharedaddy|sharing|widget"
    "|popular|flash|ticker|kuaixun|cmt|vote|poll|toolbar|popup|cookie|disclaimer|caption|imgdesc"
)
"""Words of classes and ids that sites give to what stands round or amid an article."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OWN_BODY = frozenset({"js_content", "ozoom", "articleContent"})
"""Ids of elements that hold an article's body alone, in wide-spread systems (WeChat, Founder); TRS has a class."""
_LONGEST_NAMES = 300
"""Characters of classes and ids that are looked at."""

_PROSE_END = re.compile(r"[。！？!?；：…][”’」』）)]{0,2}$|\.[\"”]?$")
_STOP = re.compile(r"[。！？][”’」』）)]{0,2}$")
"""What ends a sentence that is wholly a link; a link to another article is a headline without it."""
_SHORT, _LONG_PROSE = 12, 20
_LINKED = 0.5
"""The share of a line's characters in links from which it is a link and no prose."""


@dataclass(eq=False, slots=True)
class Box:
    """A block element, and how far it reaches."""

    tag: str
    parent: Box | None
    first: int
    """The number of its first line."""
    end: int = 0
    """The number of the line behind its last."""
    name: str = ""
    """The word by which it stands apart from an article: nav, comment, ad; empty: it does not."""
    apart: Box | None = None
    """The nearest one that stands apart: itself, or one round it."""
    table: Box | None = None
    """The nearest table of short cells: itself, or one round it."""
    own_body: bool = False
    """Whether it says of itself to hold an article's body and nothing else."""

    def holds(self, n: int) -> bool:
        """Return whether the line of that number stands in it."""
        return self.first <= n < self.end

    def is_inside(self, other: Box) -> bool:
        """Return whether it stands in another one, below it."""
        each = self.parent
        while each is not None and each is not other:
            each = each.parent
        return each is other


@dataclass(slots=True)
class ShownLine:
    """One line of the page as it is shown."""

    number: int
    text: str
    box: Box
    """The innermost block that holds it."""
    linked: int
    """Its characters that stand in links."""
    head: bool
    """Whether it is wholly a heading, a term or bold."""
    bare: str = field(init=False)
    """Its text without blanks."""

    def __post_init__(self) -> None:
        self.bare = bare(self.text)

    @property
    def is_link(self) -> bool:
        """Whether it leads elsewhere, and is no sentence of the text."""
        return self.linked > _LINKED * len(self.bare) and not _STOP.search(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences."""
        if len(self.bare) < 2 or self.is_link:
            return False
        if len(self.bare) < _SHORT and self.text.endswith("："):
            return False
        return bool(_PROSE_END.search(self.text)) or (len(self.bare) >= _LONG_PROSE and "，" in self.text)


def cut(root: HtmlElement) -> list[ShownLine]:
    """Return the lines of lxml's tree of a page: block elements, `<br>` and the lines of `<pre>` part them."""
    return _Cutter().cut(root)


def bare(text: str) -> str:
    """Return a text without blanks and the bars of tables."""
    return re.sub(r"[\s|]+", "", text)


class _Cutter:
    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []
        self._lines: list[ShownLine] = []
        self._box = Box("", None, 0)

    def cut(self, root: HtmlElement) -> list[ShownLine]:
        import lxml.etree  # type: ignore[import-untyped]

        kinds = [""]
        skipped = 0
        for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            cpu_limit.check()
            tag = element.tag if isinstance(element.tag, str) else ""
            block = bool(tag) and not _INLINE.fullmatch(tag)
            if event == "start":
                skipped += bool(_SKIPPED.fullmatch(tag))
                if block:
                    self._end_line()
                    self._box = self._opened(element)
                kinds.append(_kind(tag, "" if block else kinds[-1]))
                text = element.text
            else:
                if event == "end":
                    if block:
                        self._end_line()
                        self._box.end = len(self._lines)
                        self._box = self._box.parent or self._box
                    kinds.pop()
                    skipped -= bool(_SKIPPED.fullmatch(tag))
                text = element.tail
            if text and not skipped:
                self._add(text, kinds[-1])
        return self._lines

    def _opened(self, element: HtmlElement) -> Box:
        outer = self._box
        box = Box(element.tag, outer, len(self._lines), name=_apart(element), apart=outer.apart, table=outer.table)
        box.own_body = (
            element.tag == "founder-content"
            or element.get("id") in _OWN_BODY
            or "TRS_Editor" in (element.get("class") or "")
            or "articleBody" in (element.get("itemprop") or "").split()
        )
        if box.name:
            box.apart = box
        if element.tag == "table" and _is_data(element):
            box.table = box
        return box

    def _add(self, text: str, kind: str) -> None:
        parts = text.split("\n") if self._box.tag == "pre" else [text]
        for number, part in enumerate(parts):
            if number:
                self._end_line()
            self._pieces.append((part, kind))

    def _end_line(self) -> None:
        text = " ".join(text_cleaning.visible("".join(piece for piece, _ in self._pieces)).split())
        if text:
            parts = [(bare(piece), kind) for piece, kind in self._pieces if piece.strip()]
            linked = sum(len(piece) for piece, kind in parts if kind == "a")
            head = bool(_HEADS.fullmatch(self._box.tag)) or all(kind == "head" for _, kind in parts)
            self._lines.append(ShownLine(len(self._lines), superscripts.settled(text), self._box, linked, head))
        self._pieces.clear()


def _kind(tag: str, outer: str) -> str:
    """Return what a piece of text inside an inline element is: of a link, of a head, or just text."""
    if "a" in (tag, outer):
        return "a"
    return "head" if _HEADS.fullmatch(tag) else outer


def _apart(element: HtmlElement) -> str:
    """Return the word by which an element stands apart from an article; empty when it does not."""
    if element.tag in ("body", "html"):
        return ""
    own_header = element.tag == "header" and next(element.iterancestors("article", "main"), None) is not None
    if _APART.fullmatch(element.tag) and not own_header:
        return str(element.tag)
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAMES]
    return next((word.lower() for word in _WORD.findall(names) if _APART_NAME.fullmatch(word.lower())), "")


def _is_data(table: HtmlElement) -> bool:
    """Return whether a table has several short cells in a row, and none for a table inside it."""
    if table.find(".//table") is not None:
        return False
    rows = [[bare(cell.text_content()) for cell in row.xpath("./td | ./th")] for row in table.iter("tr")]
    wide = [row for row in rows if sum(map(bool, row)) >= 2]
    return len(wide) >= 2 and all(len(cell) < 2 * _LONG_PROSE for row in wide for cell in row)


def first_text(root: HtmlElement, paths: Iterable[str]) -> str:
    """Return the text of the first element found by one of the XPaths, as one line; empty when there is none."""
    for path in paths:
        for element in root.xpath(path):
            if text := text_cleaning.title(element.text_content()):
                return text
    return ""
