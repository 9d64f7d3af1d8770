"""Markup inside a line -> the text that a reader of the rendered page sees.

Raised and lowered digits become Unicode's (`10⁸`, `CO₂`), however they are written: as elements, in LaTeX or behind a
caret. Struck, hidden and ruby text is taken out. Then `settled` tells the powers from the marks of notes. Where it
cannot tell, and where what is taken out leaves two numbers as one, it puts `model.UNREADABLE`: such a sentence is
never read aloud.

Every pattern is linear: its repeats are bounded or cannot begin inside one another.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from service.language import sentences
from service.model import UNREADABLE

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b([^<>]{0,2000})>|<!--[^<>]{0,2000}-->")
_CHARACTER_REFERENCE = re.compile(r"(?<=\d)&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});(?=\d)")
_STRUCK = frozenset({"del", "s", "strike"})
_UNSEEN = frozenset({"rt", "rp"})
_UNSEEN_IN_MARKDOWN = frozenset({"noscript", "script", "style", "svg", "template"})
"""Left in HTML documents: their reader knows them, and a script may hold the date."""
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
_PICTURES = frozenset({"embed", "img", "input"})
_FORMULA = frozenset({"math"})
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "output",
        "q",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
    ]
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

_RAISABLE = re.compile(r"[+\-−–]?\d{1,3}|\d{1,3}[+\-−–]")
_LETTER_RAISED = re.compile(r"[oO°º˚]|[\u3400-\u9fff]{3,}|TM|SM|[®™]")
_DEGREE = "oO°º˚"

_MATH = re.compile(
    r"\${1,2}((?:\\text\{[\u3400-\u9fff]{1,20}\}|[^$\n\u3400-\u9fff。，]){1,200}?)\${1,2}(?![\d$])"
    r"|\\\(((?:[^\n\u3400-\u9fff。，])(?:[^()\n\u3400-\u9fff。，]){0,200})\\\)|\\\[([^\[\]\n\u3400-\u9fff。，]{1,200})\\\]"
)
_FONT = re.compile(
    r"\\(?:mathrm|mathbf|mathit|mathsf|mathsl|mathtt|textbf|textit|textrm|text|rm|bf|it|boldsymbol|operatorname|displaystyle"
    r"|left|right|mbox|quad|qquad)(?![a-zA-Z])\*?|\\[,;:! ]|~"
)
_SIGNS = {
    r"\times": "×",
    r"\cdot": "·",
    r"\approx": "≈",
    r"\sim": "~",
    r"\thicksim": "~",
    r"\pm": "±",
    r"\geqslant": "≥",
    r"\leqslant": "≤",
    r"\geq": "≥",
    r"\leq": "≤",
    r"\ge": "≥",
    r"\le": "≤",
    r"\neq": "≠",
    r"\ne": "≠",
    r"\textperthousand": "‰",
    r"\permil": "‰",
    r"\circ": "°",
    r"\degree": "°",
    r"\mu": "μ",
    r"\%": "%",
    r"\$": "$",
    r"\S": "§",
    r"\#": "#",
    r"\&": "&",
}
_SIGN = re.compile(r"\\(?:[a-zA-Z]+|[%$#&])")
_FRACTION = re.compile(r"(\d?)\\[dtc]?frac\{(\d{1,4})\}\{(\d{1,4})\}")
_CIRCLED_NUMBER = re.compile(r"\\textcircled\{?\\?[a-z]{0,5}\{?(\d{1,2})\}{0,2}")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]{0,20})\}|([0-9°*]))")
_CARET = re.compile(
    r"(?<=[\dA-Za-z\u3400-\u9fff])\^(?:\{([+\-]?\d{1,3})\}|\(([+\-]?\d{1,3})\)|([+\-]?\d{1,3}))(?!\d)\^?"
)

_RUN = re.compile(r"[ \u00a0\u2009\u202f]?([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9}[⁺⁻]?)([/⁄](?=[\d₀-₉]))?")
_TEN = re.compile(r"(?:^|[^\d.,．，])10$")
_UNIT = re.compile(r"(?:^|[^A-Za-z])(?:[kcdmnμ]?m|KM)$")
_SHORT_WORD = re.compile(r"(?:^|[^A-Za-z])[A-Za-zμΩ]{1,2}$")
_CHINESE_UNIT = re.compile(r"\d[千公分厘毫海英]?[米里尺寸]$")
_AFTER_NOTE = re.compile(r"[\u3400-\u9fff%‰℃。，；：、！？…）》”’)]|$")
_AFTER_SUM = re.compile(r"[的和倍次]")
_EQUATION = re.compile(r"[等=＝+＋×÷]")
_LARGE = re.compile(r"[万亿月日年时]")
_BRACKETED = re.compile(r"(?<=[\d\u3400-\u9fff])\^?(?:\[\^?\d{1,3}\]|［\d{1,3}］)\^?(?!\()")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,30}\](?!:)")
_STARRED = re.compile(r"(?<=\d)[*※†‡]{1,3}(?=[\u3400-\u9fff，。；：、])")
_ENCLOSED = (
    r"\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
    r"\U0001f100-\U0001f10c"
)
_CIRCLED = re.compile(rf"(?<=\d)[ \u00a0]?[{_ENCLOSED}]{{1,9}}")
_TOUCHING = re.compile(r"(?<=\d)(?=[₀-₉])|(?<=[₀-₉])(?=\d)|(?<=[¼-¾⅐-⅞])(?=\d)")
_COMBINED = re.compile(r"(?<=\d)[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0]{1,9}")
_STRUCK_SIGN = re.compile(r"[^\W\d][\u0335-\u0338]")
_OTHER_DIGIT = re.compile(r"[^\W\D0-9０-９]")
_SIGNS_TO_SETTLE = re.compile(
    rf"[\[［*※†‡^$\\\\⁰¹²³⁴-⁹₀-₉¼-¾⅐-⅞\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe0e\ufe0f{_ENCLOSED}]|[^\W\D0-9０-９]"
)
"""What a text without has nothing to settle."""
_MATHEMATICAL = range(0x1D7CE, 0x1D800)


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


def formulas(text: str) -> str:
    """Return text with its LaTeX formulas as plain text, and raised digits behind a caret as Unicode's."""
    if "$" in text or "\\(" in text or "\\[" in text:
        text = _MATH.sub(_formula, text)
    if "^" in text:
        text = _CARET.sub(lambda m: (m[1] or m[2] or m[3]).translate(_RAISED), text)
    return text


def settled(text: str) -> str:
    """Return plain text with only those raised signs that are powers; marks of notes are out, doubts are marked."""
    if not _SIGNS_TO_SETTLE.search(text):
        return text
    text = _OTHER_DIGIT.sub(_digit, formulas(text))
    text = _STRUCK_SIGN.sub("", text)
    text = _COMBINED.sub(UNREADABLE, text.replace("\ufe0e", "").replace("\ufe0f\u20e3", ""))
    for note in (_FOOTNOTE, _BRACKETED, _CIRCLED):
        text = note.sub(apart, text)
    text = _STARRED.sub("", text)
    text = _RUN.sub(_raised, text)
    return _TOUCHING.sub(UNREADABLE, text)


def apart(match: re.Match[str]) -> str:
    """Return what stands for a match that is taken out: nothing, or the mark of damage between two digits."""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return UNREADABLE if before.isdigit() and after.isdigit() else ""


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
        elif tag[2].lower() in _PICTURES and seen.isdigit() and _next(markup, tags, n).isdigit():
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
        if tag.start() != position or (tag[2] and tag[2].lower() not in _INLINE | _STRUCK):
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
        return UNREADABLE
    plain = "" if kind in ("struck", "unseen") else "".join(html.unescape(_TAG.sub("", inner)).split())
    if kind == "sub":
        touches = (after_digit and plain[:1].isdigit()) or (before_digit and plain[-1:].isdigit())
        return UNREADABLE if touches else plain
    raised = _script(plain)
    return raised or (UNREADABLE if after_digit and before_digit else "")


def _script(plain: str) -> str:
    """Return raised text: digits as Unicode's, what is text or a degree as it is, the marks of notes as nothing."""
    if _RAISABLE.fullmatch(plain):
        return plain.translate(_RAISED)
    if _LETTER_RAISED.fullmatch(plain):
        return "°" if plain in _DEGREE else "" if plain in ("TM", "SM", "®", "™") else plain
    return ""


def _formula(match: re.Match[str]) -> str:
    """Return a formula as text, the mark of damage where it has what text has not; money stays as it is."""
    formula = match[1] or match[2] or match[3]
    if not re.search(r"[\\^_]", formula):
        return match[0]
    text = _FONT.sub("", formula)
    text = "".join(_SIGN.sub(lambda m: _SIGNS.get(m[0], m[0]), text).split())
    text = _CIRCLED_NUMBER.sub(lambda m: chr(0x245F + int(m[1])) if 1 <= int(m[1]) <= 20 else UNREADABLE, text)
    text = _FRACTION.sub(lambda m: UNREADABLE if m[1] else f"{m[2]}/{m[3]}", text)
    text = _SCRIPT.sub(_scripted, text).translate({0x7B: None, 0x7D: None}).replace("°C", "℃")
    if re.search(r"[\\^_]", text):
        return UNREADABLE
    before, after = match.string[: match.start()].rstrip()[-1:], match.string[match.end() :][:1]
    joined = (before.isdigit() and text[:1].isdigit()) or (after.isdigit() and text[-1:].isdigit())
    return UNREADABLE if joined else text


def _scripted(match: re.Match[str]) -> str:
    content = (match[2] or match[3] or "").strip()
    if match[1] == "_":
        return content.translate(_LOWERED) if content.isalnum() else UNREADABLE
    return _script(content) if re.search(r"[\d°*]", content) else UNREADABLE


def _raised(match: re.Match[str]) -> str:
    """Return a power as it is, the mark of a note as nothing, and of the rest the mark of damage."""
    run = match[1]
    left = match.string[max(0, match.start() - 12) : match.start()]
    right = match.string[match.end() : match.end() + 1]
    if match[2]:
        return UNREADABLE if left[-1:].isdigit() or not run.isdigit() else run.translate(_PLAIN) + "/"
    if right.isdigit():
        return UNREADABLE
    signed = "⁺" in run or "⁻" in run
    if left[-1:].isdigit():
        if _TEN.search(left) and run != "¹" and run[-1] not in "⁺⁻" and not _LARGE.match(right):
            return run
        if run in ("²", "³") and _EQUATION.match(right):
            return run
        number = left[len(left.rstrip("0123456789")) :]
        note = not signed and len(run) <= 2 and _AFTER_NOTE.match(right) and not _AFTER_SUM.match(right)
        return "" if note and number and number not in ("2", "10") else UNREADABLE
    if run in ("²", "³") and _UNIT.search(left):
        return run
    if signed or _CHINESE_UNIT.search(left) or _SHORT_WORD.search(left):
        return UNREADABLE
    return ""


def _digit(match: re.Match[str]) -> str:
    """Return a digit of mathematical letters as a plain one; any other script's as damage."""
    char = match[0]
    return str(unicodedata.digit(char)) if ord(char) in _MATHEMATICAL else UNREADABLE
