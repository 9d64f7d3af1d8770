"""Markup inside a line -> the text that a reader of the rendered page sees.

The text of raised and lowered elements becomes Unicode's raised and lowered digits, of which `superscripts` tells the
powers from the marks of notes. Struck, hidden and ruby text is taken out. Where that leaves two numbers as one, it puts
`model.UNREADABLE`: such a sentence is never read aloud.

Every pattern is linear: its repeats are bounded or cannot begin inside one another.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from service.core import cpu_limit
from service.language import sentences
from service.model import UNREADABLE
from service.sources.superscripts import apart, raised

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,2000})>|<!--[^<>]{0,2000}-->")
_CHARACTER_REFERENCE = re.compile(r"(?<=\d)&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});(?=\d)")
_STRUCK = frozenset({"del", "s", "strike"})
_UNSEEN = frozenset({"rt", "rp"})
_UNSEEN_IN_MARKDOWN = frozenset({"noscript", "script", "style", "svg", "template"})
"""Left in HTML documents: their reader knows them, and a script may hold the date."""
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_PICTURES = frozenset({"embed", "img", "input"})
_FOLDED = frozenset({"details", "summary"})
"""Blocks that few know: what stands in them is on lines of its own."""
_FORMULA = frozenset({"math"})
_LATEX = re.compile(r"[^<>&\n()]{1,200}")
"""What stands in `<math>` where a tool means LaTeX by it, which `superscripts` reads. MathML has elements inside."""
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code data dfn em font i ins kbd label mark output q samp"
        " small span strong sub sup time tt u var",
    )
)
"""Elements whose hidden text is left out. Whole blocks are often hidden until a script shows them."""
_HIDDEN_STYLE = re.compile(
    r"\bhidden\b(?!\s*=\s*[\"']?until)|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE
)
_ARIA = re.compile(r"aria-hidden\s*=\s*[\"']?\w+[\"']?", re.IGNORECASE)
_VALUE = re.compile(r"\b(?!style\b)([\w-]{1,50})\s{0,9}=\s{0,9}(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_STRUCK_STYLE = re.compile(r"text-decoration[a-z-]{0,10}\s*:[^;\"']{0,40}line-through", re.IGNORECASE)
_FORMULA_CLASS = re.compile(r"class\s*=\s*[\"']?(?:katex|MathJax|mjx-)", re.IGNORECASE)
_TILDES = re.compile(r"~~(?=\S)([^~\n]{1,500})~~")

_NAMED = 200
"""Characters of struck text that its record holds."""


@dataclass(frozen=True, slots=True)
class Struck:
    """Text that the source has struck out."""

    line: int
    """The line on which it begins, counted from 1."""
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text less its inline markup of raised, lowered, struck and hidden text."""

    text: str
    struck: tuple[Struck, ...] = ()


def rendered(markup: str, *, markdown: bool = False) -> Rendered:
    """Return HTML without what its reader does not see, other markup as it is and each line on its line.

    In Markdown text between `~~` is struck too, and no element goes on over a blank line.
    """
    struck: list[Struck] = []
    text = _CHARACTER_REFERENCE.sub(_referred, markup) if "&#" in markup else markup
    text = _elements(text, struck, markdown) if "<" in text else text

    def strike(match: re.Match[str]) -> str:
        struck.append(Struck(match.string.count("\n", 0, match.start()) + 1, match[1][:_NAMED]))
        return apart(match)

    if markdown and "~~" in text:
        text = _TILDES.sub(strike, text)
    return Rendered(text, tuple(struck))


def is_lost(char: str) -> bool:
    """Return whether a character is not seen but may stand where something was, or turns the order of what follows."""
    kind = unicodedata.category(char)
    return (
        char == _OBJECT
        or kind in ("Cc", "Cs", "Co", "Cn")
        or (kind == "Cf" and unicodedata.bidirectional(char) not in ("BN", "L"))
    )


def _referred(match: re.Match[str]) -> str:
    char = html.unescape(match[0])
    return UNREADABLE if not char or is_lost(char[0]) else match[0]


def doubtful(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Return the sentences that hold the mark of damage."""
    return tuple(
        sentence
        for paragraph in paragraphs
        if UNREADABLE in paragraph
        for sentence in sentences.split(paragraph)
        if UNREADABLE in sentence
    )


def _elements(markup: str, struck: list[Struck], markdown: bool) -> str:
    """Return the markup with raised, lowered, struck, hidden and ruby elements resolved."""
    tags = list(_TAG.finditer(markup))
    ends = _ends(tags)
    out: list[str] = []
    seen = ""
    position = n = line = counted = 0
    while n < len(tags):
        cpu_limit.check()
        tag = tags[n]
        between = markup[position : tag.start()]
        out.append(between)
        seen = between[-1:] or seen
        position = tag.end()
        end = ends.get(n, n)
        inner = markup[tag.end() : tags[end].start()]
        kind = "" if end == n or (markdown and "\n\n" in inner) else _kind(tag, markdown)
        if kind:
            line += markup.count("\n", counted, tag.start())
            counted, position = tag.start(), tags[end].end()
            if kind == "struck":
                struck.append(Struck(line + 1, " ".join(_TAG.sub("", inner).split())[:_NAMED]))
            instead = _instead(kind, inner, seen.isdigit(), _next(markup, tags, end).isdigit())
            seen = instead[-1:] or seen
            out.append(instead + "\n" * (inner.count("\n") if markdown else 0))
            n = end
        elif tag[2] is None or tag[2].lower() in _STRUCK:
            out.append("\n" * tag[0].count("\n"))
        elif tag[2].lower() in _PICTURES | _FOLDED and seen.isdigit() and _next(markup, tags, n).isdigit():
            out.append(UNREADABLE + tag[0])
            seen = ""
        else:
            out.append(tag[0])
            seen = "" if tag[2].lower() not in _INLINE else seen
        n += 1
    out.append(markup[position:])
    return "".join(out)


def _next(markup: str, tags: list[re.Match[str]], n: int) -> str:
    """Return the character that is seen behind a tag: that behind the inline tags that follow it at once."""
    position = tags[n].end()
    for tag in tags[n + 1 : n + 20]:
        if tag.start() != position or (tag[2] and tag[2].lower() not in _INLINE | _STRUCK | _FOLDED):
            break
        position = tag.end()
    return markup[position : position + 1]


def _ends(tags: list[re.Match[str]]) -> dict[int, int]:
    """Return the index of each opening tag -> that of its end."""
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for n, tag in enumerate(tags):
        name = (tag[2] or "").lower()
        if tag[1]:
            if opened.get(name):
                ends[opened[name].pop()] = n
        elif name:
            opened.setdefault(name, []).append(n)
    return ends


def _kind(tag: re.Match[str], markdown: bool) -> str:
    """Return what an opening tag makes of its text; empty where it leaves it as it is."""
    name, attributes = tag[2].lower(), tag[3]
    if name in _STRUCK:
        return "struck"
    if name in _UNSEEN or (markdown and name in _UNSEEN_IN_MARKDOWN):
        return "unseen"
    if name in _INLINE and attributes.strip():
        if _STRUCK_STYLE.search(attributes):
            return "struck"
        if _HIDDEN_STYLE.search(_VALUE.sub(r"\1", _ARIA.sub("", attributes))):
            return "unseen"
        if _FORMULA_CLASS.search(attributes):
            return "formula"
    if name in ("sup", "sub"):
        return name
    return "formula" if name in _FORMULA else ""


def _instead(kind: str, inner: str, after_digit: bool, before_digit: bool) -> str:
    """Return the text that stands for an element; the mark of damage where it would run into a number."""
    if kind == "formula":
        return rf"\({inner.strip()}\)" if _LATEX.fullmatch(inner) else UNREADABLE
    plain = "" if kind in ("struck", "unseen") else "".join(html.unescape(_TAG.sub("", inner)).split())
    if kind == "sub":
        touches = (after_digit and plain[:1].isdigit()) or (before_digit and plain[-1:].isdigit())
        return UNREADABLE if touches else plain
    return raised(plain) or (UNREADABLE if after_digit and before_digit else "")
