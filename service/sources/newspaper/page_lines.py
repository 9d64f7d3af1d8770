"""Step 1: a page's text -> its lines, freed of markup and invisible characters.

A line knows its number on the page, the level of its heading mark (0: none) and whether it was indented as the
first line of a paragraph is. Lines that markup alone filled (images, tables, rules, comments) become furniture at
once: they stay in the list, empty, so that what follows knows that something stood between.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, replace

from service.core import cpu_limit
from service.model import UNREADABLE
from service.sources import inline_markup, superscripts, text_cleaning
from service.sources.newspaper import page_furniture

BOLD, ARTICLE_LEVEL = 5, 2
"""The level of a line in bold, and of an article's heading."""
FEWEST_HEADINGS = 3
"""Lines in bold from which on they are a page's headings; one or two may be an article's own."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_HEADING = re.compile(r"\s{0,3}([#＃]{1,6})(?:\s+|(?=[^\s#＃\d]))")
_HEADING_END = re.compile(r"(?<![\s#＃])[\s#＃]++$")
_SETEXT = re.compile(r"\s{0,3}(=|-)\1{2,}\s*$")
_RULE = re.compile(r"\s*(?:[-*_=~—─━·•]\s*){3,}$")
_BOLD = re.compile(r"\s*(\*\*|__)([^*_]+)\1\s*$")
_MARKERS = re.compile(r"\*\*|__|~~|`")
_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_PREFIX = re.compile(r"^\s*[-*+]\s+(?=\S)")
_PAPER = re.compile(r"[\u3400-\u9fff]{2,8}(?:[日晚早晨时商]报|都市报|周刊)")
_IMAGE = re.compile(r"!\[[^\]\n]{0,300}\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\s]{1,2000}\)")
_ESCAPE = re.compile(r"\\([\\*_#\[\]().!~`<>|%$&\"'{}+/:;=?@,-])")
_MATH = re.compile(r"\$\s*+([\d.,+\-~]{1,20}\s*+(?:\\?%|\\sim|\^?\{?\\circ\}?C?)?\s*+[\d.,+\-]{0,20}\s*+\\?%?)\s*+\$")
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]{0,2000}>")
_EDGES = ("td", "th", "tr", "br", "p", "div", "li", "hr")
_CELL = r"</?t[dhr]\b[^<>]{0,500}>"
_IN_NUMBER = re.compile(
    rf"(?<=\d)(?:{_CELL}){{1,9}}|(?:{_CELL}){{1,9}}(?=\d)"
    r"|(?<=\d)(?:</?(?:br|p|div|li|hr)\b[^<>]{0,500}>\s?){1,9}(?=\d)|(?<=\d)(?:\t| {2})\s{0,99}(?=\d)",
    re.IGNORECASE,
)
"""What stands between two numbers and never inside one: the edges of cells and lines."""
_HTML_HEADING = re.compile(r"\s*<h([1-6])\b[^<>]{0,500}>(.*?)</h\1>\s*$", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-zA-Z][a-zA-Z0-9]{1,7}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_SPANS = (("<!--", "-->"), ("<table", "</table>"), ("<script", "</script>"), ("<style", "</style>"))
_AROUND_TABLE = re.compile(r"</?(?:html|body|div|center)\b[^<>]{0,500}>")
"""What some OCR programs put around each table."""
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page, its markup taken off."""

    number: int
    """Where it stands, counted from 1."""
    text: str
    """Its text; empty where the line held nothing but markup."""
    level: int = 0
    """The level of its heading mark, 1 to 6; 0 where there is none."""
    indented: bool = False
    """It began with the two blanks of a paragraph's first line."""
    raw: str = ""
    """The line as the page has it."""
    entities: str = ""
    """The characters that the page writes as HTML entities."""
    struck: str = ""
    """What the page has struck out."""


def lines(text: str) -> list[Line]:
    """Return the page's lines in order, blank ones left out."""
    raw = _rows(text)
    shown = inline_markup.rendered("\n".join(map(text_cleaning.visible, raw)), markdown=True)
    marked: dict[int, list[str]] = {}
    for each in shown.struck:
        marked.setdefault(each.line, []).append(each.text)
    struck = {number: "、".join(texts) for number, texts in marked.items()}
    hidden = _hidden([_CONTROL.sub("", row) for row in raw])
    found: list[Line] = []
    for number, (row, source) in enumerate(zip(shown.text.split("\n"), raw, strict=True), 1):
        cpu_limit.check()
        if number in hidden or (source.strip() and not row.strip()):
            found.append(Line(number, "", raw=source, struck=struck.get(number, "")))
        elif row.strip(" \t>"):
            underline = _SETEXT.match(row)
            alone = len(found) < 2 or found[-2].number < number - 2
            if underline and found and found[-1].number == number - 1 and alone and _titled(found[-1]):
                found[-1] = Line(number - 1, found[-1].text, 1 if underline[1] == "=" else 2, raw=found[-1].raw)
            else:
                found.append(replace(_line(number, row), raw=source, struck=struck.get(number, "")))
    return _with_bold_headings(found)


def _with_bold_headings(found: list[Line]) -> list[Line]:
    """Return the lines; where a page sets its headings in bold, and has no other marks, as headings of its articles.

    The paper's name and the page's date line are none, though they are in bold too.
    """
    levels = [line.level for line in found if line.level]
    if len(levels) < FEWEST_HEADINGS or set(levels) != {BOLD}:
        return found
    return [replace(line, level=0 if _names_page(line) else ARTICLE_LEVEL) if line.level else line for line in found]


def _names_page(line: Line) -> bool:
    return bool(_PAPER.fullmatch(line.text) or page_furniture.furniture(line.text))


def _rows(text: str) -> list[str]:
    """Return the page's lines as they are counted."""
    return _BREAKS.sub("\n", text).split("\n")


def with_controls(text: str) -> dict[int, str]:
    """Return the numbers of the lines that hold control characters, and those lines with `�` for each."""
    rows = enumerate(_rows(text), 1)
    return {number: _CONTROL.sub("\N{REPLACEMENT CHARACTER}", row) for number, row in rows if _CONTROL.search(row)}


def _titled(line: Line) -> bool:
    """Return whether the line may be a heading that the next line underlines. A sentence before a rule is none."""
    return 0 < len(line.text) <= 40 and not line.level and line.text[-1] not in "。！？…”；）"


def _hidden(rows: list[str]) -> set[int]:
    """Return the numbers of the lines inside HTML comments, tables, scripts and styles that are closed later on."""
    hidden: set[int] = set()
    last = {close: max((n for n, row in enumerate(rows, 1) if close in row.lower()), default=0) for _, close in _SPANS}
    closing = ""
    for number, row in enumerate(rows, 1):
        low = _AROUND_TABLE.sub("", row.lower())
        if closing:
            hidden.add(number)
            if closing in low:
                closing = ""
            continue
        for opening, close in _SPANS:
            start = low.find(opening)
            if start >= 0 and not low[:start].strip():
                end = low.find(close, start)
                if end >= 0 and not low[end + len(close) :].strip():
                    hidden.add(number)
                elif end < 0 and last[close] > number:
                    hidden.add(number)
                    closing = close
                break
    return hidden


def _line(number: int, row: str) -> Line:
    """Return the line without its markup."""
    if (_TABLE_ROW.match(row) and row.count("|") > 2) or _RULE.match(row):
        return Line(number, "", raw=row)
    level = 0
    text = superscripts.formulas(_QUOTED.sub("", row, count=1) if _QUOTED.match(row) else row)
    if tagged := _HTML_HEADING.match(text):
        level, text = int(tagged[1]), tagged[2]
    text = _TAG.sub(lambda m: m[0] if m[1].lower() in _EDGES else "", _IMAGE.sub("", text))
    text = _TAG.sub("", _IN_NUMBER.sub(UNREADABLE, text))
    entities = "".join(dict.fromkeys(html.unescape(e[0]) for e in _ENTITY.finditer(text)))
    text = _visible(text)
    if heading := _HEADING.match(text):
        level, text = len(heading[1]), _HEADING_END.sub("", text[heading.end() :])
    elif bold := _BOLD.match(text):
        level, text = (BOLD if len(bold[2]) <= 40 and bold[2].strip()[-1:] not in tuple("。！？…；，") else 0), bold[2]
    indented = (not level and text[:2] in ("\u3000\u3000", "\u2003\u2003")) or text[:4] == "    "
    text = _LINK.sub(r"\1", _PREFIX.sub("", text, count=1))
    text = _ESCAPE.sub(r"\1", _MARKERS.sub("", _MATH.sub(lambda m: m[1].replace("\\%", "%"), text)))
    text = superscripts.settled(text.strip())
    return Line(number, text, level, indented, row, entities)


def _visible(text: str) -> str:
    """Return the text without control, direction and zero-width characters, its HTML entities written out."""
    if "&" in text:
        text = text_cleaning.visible(_ENTITY.sub(lambda m: html.unescape(m[0]), text))
    if text.isprintable():
        return text
    return "".join(
        " " if c == "\t" else c for c in text if c == "\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")
    )
