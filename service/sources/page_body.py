"""The text of an article's part of a page, whole: what is in no `<p>` too.

Trafilatura finds where the article is, but leaves out text that stands beside paragraphs: bare, in `<center>`, in a
`<div>` among them. Here the page is cut into lines, each with the element that holds it; the smallest element round
those that trafilatura found is the article's, and all prose in it is the article. What is left out is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from service.core import cpu_limit
from service.model import Edit
from service.sources import raised_digits, text_cleaning

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

_SKIPPED = re.compile(
    "script|style|template|noscript|iframe|svg|math|object|button|select|option|textarea|audio|video|canvas|head|title"
)
_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|dfn|em|font|i|img|input|ins|kbd|label|mark|output|q|s|samp|small|span|strong|su[bp]"
    "|time|tt|u|var|wbr"
)
_HEADS = re.compile("h[2-6]|strong|b|d[dt]")
"""Elements whose short text is the article's too: sub-headlines and terms."""
_APART = re.compile("nav|footer|aside|header|figcaption|dialog")
_APART_NAME = re.compile(
    "ads?|adv|advert|advertisement|gg|guanggao|sponsor(?:ed)?|promo|promotion|nav|navbar|breadcrumbs?|crumbs?|sidebar|aside"
    "|relate[d]?|relation|recommend(?:ed|ation)?|hot|rank|ranking|comments?|reply|pinglun|share|social|copyright|pager"
    "|pagination|login|qr|qrcode|subscribe|newsletter|popup|cookie|disclaimer|caption|imgdesc"
)
"""Words of classes and ids that sites give to what stands round or amid an article."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OWN_BODY = (
    "//*[@itemprop='articleBody' or @id='js_content' or @id='ozoom' or @id='articleContent'] | //founder-content"
)
"""Elements that hold an article's body and nothing else, by the schema or by wide-spread systems (WeChat, Founder)."""

_SURE = 12
"""Characters from which a line that is in trafilatura's text is there by no chance."""
_LONGEST = 200_000
"""Characters of an article; a longer text is taken as trafilatura gives it."""
_MOST, _ENOUGH = 0.8, 0.5
"""The share of the found text that the article's element must hold, and the least that must be found again."""
_PROSE_END = re.compile(r"[。！？!?；：…][”’」』）)]{0,2}$|\.[\"”]?$")
_STOP = re.compile(r"[。！？][”’」』）)]{0,2}$")
"""What ends a sentence that is wholly a link; a link to another article is a headline without it."""
_LONG_PROSE = 20
_LINKED = 0.5
"""The share of a line's characters in links from which it is a link and no prose."""
_SHORTEST_HEAD = 4
_NAMED, _LONGEST_NAMES = 200, 300
"""Characters of what is left out that its record holds, and of the classes and ids that are looked at."""


@dataclass(slots=True)
class _Line:
    """One line of the page as it is shown."""

    text: str
    element: HtmlElement
    """The innermost block that holds it."""
    linked: int
    """Its characters that stand in links."""
    head: bool
    """Whether it is wholly in an element of `_HEADS`."""
    bare: str = field(init=False)

    def __post_init__(self) -> None:
        self.bare = _bare(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it reads as sentences."""
        if len(self.bare) < 2 or (self.linked > _LINKED * len(self.bare) and not _STOP.search(self.text)):
            return False
        return bool(_PROSE_END.search(self.text)) or (len(self.bare) >= _LONG_PROSE and "，" in self.text)


def whole(root: HtmlElement, found: Sequence[str]) -> tuple[tuple[str, ...], tuple[Edit, ...]]:
    """Return the article's lines in their order, and what is left out; `found` is trafilatura's text in lines.

    `root` is lxml's tree of the page.
    """
    page = _PageLines(root, found)
    hits = [line for line in page.lines if len(line.bare) >= _SURE and page.is_found(line)]
    if not hits or sum(len(line.bare) for line in hits) < _ENOUGH * page.found_length:
        return tuple(found), ()
    own = next((e for e in root.xpath(_OWN_BODY) if any(_holds(e, line) for line in hits)), None)
    home = _home(page.lines, hits) if own is None else own
    kept: list[str] = []
    left_out: dict[str, list[str]] = {}
    seen: set[str] = set()
    for line in page.lines:
        cpu_limit.check()
        if line.bare in seen or (line.element.tag == "h1" and not line.is_prose):
            continue
        if _holds(home, line):
            why = _why_not(line, home, found=page.is_found(line))
        elif _apart(line.element, home) or not (line.is_prose or page.is_found(line)):
            continue
        elif page.is_found(line) and len(line.bare) >= _SURE and own is None:
            why = ""
        else:
            why = "it stands outside the article"
        if why:
            left_out.setdefault(why, []).append(line.text)
            continue
        kept.append(line.text)
        if len(line.bare) >= _SURE:
            seen.add(line.bare)
    edits = tuple(Edit("left out", "the page", why, " ".join(texts)[:_NAMED]) for why, texts in left_out.items())
    return tuple(kept), edits


class _PageLines:
    """The lines of a page, and which of them are in what trafilatura found."""

    def __init__(self, root: HtmlElement, found: Sequence[str]) -> None:
        bare = [_bare(line).removeprefix("-") for line in found]
        known = "".join(bare)
        self.found_length = len(known)
        self.lines = list(_LineCutter().cut(root)) if len(known) <= _LONGEST else []
        self._found_lines = frozenset(bare)
        self._runs = {known[n : n + _SURE] for n in range(len(known) - _SURE + 1)} if self.lines else set()

    def is_found(self, line: _Line) -> bool:
        if len(line.bare) < _SURE:
            return line.bare in self._found_lines
        return line.bare[:_SURE] in self._runs and line.bare[-_SURE:] in self._runs


class _LineCutter:
    """Cuts a page into the lines that are shown: block elements, `<br>` and the lines of `<pre>` part them."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []
        self._holders: list[HtmlElement] = []

    def cut(self, root: HtmlElement) -> Iterator[_Line]:
        """Return the lines in order."""
        import lxml.etree  # type: ignore[import-untyped]

        self._holders = [root]
        kinds = [""]
        skipped = 0
        for event, element in lxml.etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            tag = element.tag if isinstance(element.tag, str) else ""
            block = bool(tag) and not _INLINE.fullmatch(tag)
            if event == "start":
                skipped += bool(_SKIPPED.fullmatch(tag))
                if block:
                    yield from self._line()
                    self._holders.append(element)
                kinds.append(_kind(tag, "" if block else kinds[-1]))
                text = element.text
            else:
                if event == "end":
                    if block:
                        yield from self._line()
                        self._holders.pop()
                    kinds.pop()
                    skipped -= bool(_SKIPPED.fullmatch(tag))
                text = element.tail
            if text and not skipped and kinds:
                yield from self._add(text, kinds[-1])
        yield from self._line()

    def _add(self, text: str, kind: str) -> Iterator[_Line]:
        parts = text.split("\n") if self._holders and self._holders[-1].tag == "pre" else [text]
        for number, part in enumerate(parts):
            if number:
                yield from self._line()
            self._pieces.append((part, kind))

    def _line(self) -> Iterator[_Line]:
        text = " ".join(text_cleaning.visible("".join(piece for piece, _ in self._pieces)).split())
        if text:
            parts = [(_bare(piece), kind) for piece, kind in self._pieces if piece.strip()]
            linked = sum(len(piece) for piece, kind in parts if kind == "a")
            element = self._holders[-1]
            head = bool(_HEADS.fullmatch(element.tag)) or all(kind == "head" for _, kind in parts)
            yield _Line(raised_digits.settled(text), element, linked, head)
        self._pieces.clear()


def _kind(tag: str, outer: str) -> str:
    """Return what a piece of text inside an inline element is: of a link, of a head, or just text."""
    if "a" in (tag, outer):
        return "a"
    return "head" if _HEADS.fullmatch(tag) else outer


def _bare(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


def _holds(element: HtmlElement, line: _Line) -> bool:
    return element is line.element or element in line.element.iterancestors()


def _why_not(line: _Line, home: HtmlElement, *, found: bool) -> str:
    """Return why a line in the article's element is not the article's; empty when it is."""
    if where := _apart(line.element, home):
        return f"it stands in the page's part “{where}”"
    if _in_data_table(line.element, home):
        return "it stands in a table"
    if found or line.is_prose or (line.head and len(line.bare) >= _SHORTEST_HEAD and not line.linked):
        return ""
    return "it is no prose"


def _home(lines: Sequence[_Line], hits: Sequence[_Line]) -> HtmlElement:
    """Return the smallest element with most of what was found, or one round it with nothing but prose besides."""
    trusted = [line for line in hits if not _apart(line.element, None)] or list(hits)
    total = sum(len(line.bare) for line in trusted)
    held: dict[HtmlElement, int] = {}
    for line in trusted:
        for element in (line.element, *line.element.iterancestors()):
            held[element] = held.get(element, 0) + len(line.bare)
    longest = max(trusted, key=lambda line: len(line.bare)).element
    rising = iter((longest, *longest.iterancestors()))
    home = next(element for element in rising if held.get(element, 0) >= _MOST * total)
    for wider in rising:
        if wider.tag in ("body", "html", "main", "td"):
            break
        if not all(line.is_prose and not _apart(line.element, wider) for line in lines if _holds(wider, line)):
            break
        home = wider
    return home


def _apart(element: HtmlElement, home: HtmlElement | None) -> str:
    """Return the name by which an element, or one round it that does not hold `home`, stands apart; else empty."""
    around = {home, *home.iterancestors()} if home is not None else set()
    for each in (element, *element.iterancestors()):
        if each in around or each.tag in ("body", "html"):
            return ""
        if _APART.fullmatch(each.tag):
            return str(each.tag)
        names = f"{each.get('class') or ''} {each.get('id') or ''}"[:_LONGEST_NAMES]
        for word in _WORD.findall(names):
            if _APART_NAME.fullmatch(word.lower()):
                return str(word.lower())
    return ""


def _in_data_table(element: HtmlElement, home: HtmlElement) -> bool:
    """Return whether an element stands in a table of the article with several short cells in a row."""
    for each in (element, *element.iterancestors()):
        if each is home:
            return False
        if each.tag == "table":
            rows = [[_bare(cell.text_content()) for cell in row.xpath("./td | ./th")] for row in each.iter("tr")]
            wide = [row for row in rows if sum(map(bool, row)) >= 2]
            return len(wide) >= 2 and all(len(cell) < 2 * _LONG_PROSE for row in wide for cell in row)
    return False


def texts(root: HtmlElement, paths: Iterable[str]) -> str:
    """Return the text of the first element found by one of the XPaths, as one line; empty when there is none."""
    for path in paths:
        for element in root.xpath(path):
            if text := text_cleaning.title(element.text_content()):
                return text
    return ""
