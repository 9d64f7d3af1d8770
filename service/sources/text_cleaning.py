"""Text from outside made plain: no tags, no scripts, no invisible characters."""

from __future__ import annotations

import re
import unicodedata

from service.model import UNREADABLE
from service.sources import inline_markup, superscripts

_HIDDEN = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "svg",
    "math",
    "object",
    "figcaption",
    "button",
    "select",
    "audio",
    "video",
)
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|br|center|d[dlt]|div|figure|footer|form|h[1-6]|header|hr|li|main|nav|[ou]l|p"
    r"|pre|section|table|t(?:body|d|foot|h|head|r)|title"
)
_TERMINAL = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
"""What tells a terminal to change its colours or to move its cursor."""
_EMOJI = "\U0001f000-\U0001faff\u2600-\u27bf"
_JOINER = re.compile(rf"(?<![{_EMOJI}\ufe0f])\u200d|\u200d(?![{_EMOJI}])")
"""Zero-width joiners, but those that make one emoji of several."""
_IN_NUMBER = re.compile(r"(?<=[0-9０-９.,．，])[^\x20-\x7e\t\n\x0b\f\r\x85\u2028\u2029]{1,9}(?=[0-9０-９.．])")
_FORMS = ("\u2e80", "\u2fd5"), ("\uf900", "\ufad9"), ("\ufe10", "\ufe19"), ("\ufe30", "\ufe48")
_RADICALS = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that PDF files put for the characters that look like them, and for which Unicode names none."""
_ESCAPED = 3
"""How often titles and markup are unescaped at most: some feeds escape twice."""
_MARKUP_AS_TEXT = re.compile(
    r"</(?:a|b|div|em|font|h[1-6]|i|li|[ou]l|p|section|span|strong|t[dr]|u)>|<br\s{0,3}/?>|<(?:p|div)[\s>]"
    r"|&(?:nbsp|amp|lt|gt|quot|[lr][sd]quo|mdash|middot|hellip|#\d{1,7}|#x[0-9a-fA-F]{1,6});"
)
"""What no article says: markup that was escaped once too often. A tag that an article tells of is not closed."""
_LONGEST_TITLE = 300


def visible(text: str, *, but: str = "") -> str:
    """The text without characters that are not seen: control, formatting (bidirectional, zero-width), private use,
    surrogates and noncharacters, and without a terminal's commands. Line feeds, form feeds, tabs, what joins emoji and
    the characters of `but` stay; Unicode's line separators become line feeds, and radicals and marks of vertical print
    the characters that they look like (`⽉` 月, `︐` ，). Inside a number those that may stand
    where something was become `model.UNREADABLE`.
    """
    text = _JOINER.sub("", _TERMINAL.sub("", text))
    text = _IN_NUMBER.sub(lambda m: _in_number(m[0], but), text)
    table: dict[int, str | None] = {
        0x0B: "\n",
        0x85: "\n",
        0x2028: "\n",
        0x2029: "\n",
        0x0A: "\n",
        0x09: "\t",
        0x0C: "\f",
        0x200D: "\u200d",
        **{ord(char): char for char in but},
    }
    for char in set(text):
        code = ord(char)
        if plain := _plain_form(char):
            table.setdefault(code, plain)
        noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
        if noncharacter or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co"):
            table.setdefault(code, None)
    return text.translate(table)


def _plain_form(char: str) -> str:
    """Return the usual character for a radical or a mark of vertical print, which looks like it; empty for others."""
    if not any(first <= char <= last for first, last in _FORMS):
        return ""
    plain = _RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return "" if plain == char or not plain.isprintable() else plain


def _in_number(unseen: str, but: str) -> str:
    """Return what stands between two digits: the mark of damage for what is not seen and is not just zero wide."""
    lost = [inline_markup.is_lost(char) for char in unseen]
    if any(char in but for char in unseen) or not any(lost):
        return unseen
    alone = all(gone or unicodedata.category(char) == "Cf" for gone, char in zip(lost, unseen, strict=True))
    return UNREADABLE if alone else unseen


def line(value: object) -> str:
    """Return text from outside as a part of a message: one line of at most 200 characters."""
    text = " ".join(visible(str(value)).split())
    return text[:200] or type(value).__name__


def title(markup: str) -> str:
    """Return a headline or name as one line of plain text, at most 300 characters."""
    text = markup[: 10 * _LONGEST_TITLE]
    for _ in range(_ESCAPED):
        if "<" not in text and "&" not in text:
            break
        text = " ".join(paragraphs(text))
    return " ".join(visible(text).split())[:_LONGEST_TITLE]


def paragraphs(markup: str) -> tuple[str, ...]:
    """Return the paragraphs of an HTML fragment (or plain text), without scripts, captions, fallbacks and comments.

    Markup that was escaped more than once is read as what it was meant to be.
    """
    return tuple(part for line in _paragraphs(markup) for part in unescaped(line))


def unescaped(line: str) -> tuple[str, ...]:
    """Return the paragraphs of a plain line in which markup stands as text."""
    lines: tuple[str, ...] = (line,)
    for _ in range(_ESCAPED - 1):
        if not any(_MARKUP_AS_TEXT.search(each) for each in lines):
            break
        lines = tuple(part for each in lines for part in _paragraphs(each))
    return lines


def _paragraphs(markup: str) -> tuple[str, ...]:
    import lxml.etree  # type: ignore[import-untyped]
    import lxml.html  # type: ignore[import-untyped]

    text = inline_markup.rendered(visible(markup)).text
    if "<" in text or "&" in text:
        try:
            root = lxml.html.document_fromstring(text)
        except (lxml.etree.LxmlError, ValueError):
            return ()
        lxml.etree.strip_elements(root, *_HIDDEN, lxml.etree.Comment, lxml.etree.PI, with_tail=False)
        pieces: list[str] = []
        for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
            pieces.append("\n" if _BLOCK.fullmatch(element.tag) else "")
            pieces.append((element.text if event == "start" else element.tail) or "")
        text = visible("".join(pieces))
    lines = (superscripts.settled(re.sub(r"[^\S\n]+", " ", line).strip()) for line in text.splitlines())
    return tuple(line for line in lines if line)
