"""Raised and lowered digits in a text: the powers stay, the marks of notes are taken out, doubts are marked.

They become Unicode's (`10⁸`, `CO₂`), also in LaTeX or behind a caret. `settled` tells powers from notes. Where it
cannot tell, and where what is taken out leaves two numbers as one, it puts `model.UNREADABLE`: such a sentence is
never read aloud.

Every pattern is linear: its repeats are bounded or cannot begin inside one another.
"""

from __future__ import annotations

import re
import unicodedata

from service.model import UNREADABLE

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789+-−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

_RAISABLE = re.compile(r"[+\-−–]?\d{1,3}|\d{1,3}[+\-−–]")
_LETTER_RAISED = re.compile(r"[oO°º˚]|[\u3400-\u9fff]{3,}|TM|SM|[®™]")
_DEGREE = "oO°º˚"

_MATH = re.compile(
    r"(?<!\\)\${1,2}"
    r"((?:\\text ?\{ ?[\u3400-\u9fff]{1,20} ?\}|\\\$|[^$\n\u3400-\u9fff。，]){1,200}?)(?<!\\)\${1,2}(?![\d$])"
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
    r"\yen": "¥",
    r"\&": "&",
    r"\bullet": "●",
    r"\bigcirc": "○",
    r"\bigstar": "★",
    r"\star": "☆",
    r"\blacktriangle": "▲",
    r"\triangle": "△",
    r"\blacktriangledown": "▼",
    r"\triangledown": "▽",
    r"\blacksquare": "■",
    r"\square": "□",
    r"\blacklozenge": "◆",
    r"\diamond": "◇",
    r"\rightarrow": "→",
    r"\to": "→",
}
_SPACED = re.compile(r"[\d.](?: [\d.,%]){1,20}")
"""A number as tools write it in a formula, and nobody a sum of money: `2 6 . 5`."""
_NUMBER = re.compile(r"\s*[+\-~]?\d[\d.,%:+\-~\s]*")
"""What a tool that writes `\\(15\\)` for each number means. The mark of a part, `\\(1\\)`, begins its line."""
_TWICE_ESCAPED = re.compile(r"\\(?=\\[%$#&])")
_SIGN = re.compile(r"\\(?:[a-zA-Z]+|[%$#&])")
_FRACTION = re.compile(r"(\d?)\\[dtc]?frac\{(\d{1,4})\}\{(\d{1,4})\}")
_CIRCLED_NUMBER = re.compile(r"\\textcircled\{?\\?[a-z]{0,5}\{?(\d{1,2})\}{0,2}")
_SCRIPT = re.compile(r"([\^_])(?:\{([^{}]{0,20})\}|([0-9°*]))")
_NAME_POINT = re.compile(r"(?<=[\u3400-\u9fff]) ?· ?(?=[\u3400-\u9fff])")
"""In a foreign name, which tools set as a formula."""
_SIZE = re.compile(r"\d(?:\.\d)?|10")
"""Of dust, printed below its name: `PM_{2.5}` is written and read PM2.5."""
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
_NOTED = re.compile(r"[（(]注\s?\d{1,3}[）)]|⁽[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}⁾")
_EMPHASIS = re.compile(r"(?<=\d)\*{1,2}(?=\d{1,20}\*(?:\*|(?!\d)))")
"""`12*3*万`: emphasis in Markdown, and in text nobody knows what."""
_GROUPED = re.compile(r"(?<![\d.,，'’])[1-9]\d{0,2}(?:(?:，\d{3}){1,5}|(?:['’]\d{3}){1,5})(?![\d'’]|，\d)")
"""`1，234，567` and `1'234'567`: one number."""
_STARRED = re.compile(r"(?<=[\d%‰℃])[*※†‡]{1,3}(?=[\u3400-\u9fff，。；：、])")
_ENCLOSED = (
    r"\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf"
    r"\U0001f100-\U0001f10c"
)
_CIRCLED = re.compile(rf"(?<=\d)[ \u00a0]?[{_ENCLOSED}]{{1,9}}")
_TOUCHING = re.compile(r"(?<=\d)(?=[₀-₉])|(?<=[₀-₉])(?=\d)|(?<=[¼-¾⅐-⅞])(?=\d)")
_COMBINED = re.compile(r"(?<=\d)[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0ⁿⁱ]{1,9}")
_STRUCK_SIGN = re.compile(r"[^\W\d][\u0335-\u0338]")
_OTHER_DIGIT = re.compile(r"[^\W\D0-9０-９]")
_SIGNS_TO_SETTLE = re.compile(
    rf"[\[［*※†‡^$\\\\⁰¹²³⁴-⁹₀-₉¼-¾⅐-⅞\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe0e\ufe0f⁽ⁿⁱ{_ENCLOSED}]|[^\W\D0-9０-９]"
    r"|\d['’，]\d|[（(]注"
)
"""What a text without has nothing to settle."""
_MATHEMATICAL = range(0x1D7CE, 0x1D800)


_RAISED_ALONE = re.compile(r"\s{0,4}(?:\{\s{0,4}\}\s{0,4})?\^\s{0,4}\{?\s{0,4}\d{1,4}\s{0,4}\}?\s{0,4}")
_COUNTED = re.compile(r"\s?(?:小时|分钟|公里|[个名人户元米吨亩岁天次项家所台辆套条件万亿千百%％](?![体别性]))")
"""Behind `$^{24}$` in `进行 $^{24}$ 小时监测`: no note counts anything, so that a tool has raised it."""


def formulas(text: str) -> str:
    """Return text with its LaTeX formulas as plain text, and raised digits behind a caret as Unicode's."""
    if "$" in text or "\\(" in text or "\\[" in text:
        text = _MATH.sub(_formula, text)
        text = _NAME_POINT.sub("·", text) if "·" in text else text
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
    text = _GROUPED.sub(lambda m: re.sub("[，'’]", "", m[0]), text)
    for note in (_FOOTNOTE, _BRACKETED, _NOTED, _CIRCLED):
        text = note.sub(apart, text)
    text = _EMPHASIS.sub(UNREADABLE, text)
    text = _STARRED.sub("", text)
    text = _RUN.sub(_raised, text)
    return _TOUCHING.sub(UNREADABLE, text)


def apart(match: re.Match[str]) -> str:
    """Return what stands for a match that is taken out: nothing, or the mark of damage between two digits."""
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    return UNREADABLE if before.isdigit() and after.isdigit() else ""


def raised(plain: str) -> str:
    """Return raised text: digits as Unicode's, what is text or a degree as it is, the marks of notes as nothing."""
    if _RAISABLE.fullmatch(plain):
        return plain.translate(_RAISED)
    if _LETTER_RAISED.fullmatch(plain):
        return "°" if plain in _DEGREE else "" if plain in ("TM", "SM", "®", "™") else plain
    return ""


def _formula(match: re.Match[str]) -> str:
    """Return a formula as text, the mark of damage where it has what text has not; money stays as it is."""
    formula = _TWICE_ESCAPED.sub("", match[1] or match[2] or match[3])
    ahead = match.string[max(0, match.start() - 12) : match.start()].strip("\u3000 #*>-")
    number = match[2] and ahead and _NUMBER.fullmatch(formula)
    if not number and not re.search(r"[\\^_{]", formula) and not _SPACED.fullmatch(formula.strip()):
        return match[0]
    if _RAISED_ALONE.fullmatch(formula) and _COUNTED.match(match.string, match.end()):
        return UNREADABLE
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
    if match[1] == "_" and _SIZE.fullmatch(content) and match.string[: match.start()].rstrip("}").endswith("PM"):
        return UNREADABLE if match.string[match.end() :][:1].isdigit() else content
    if match[1] == "_":
        return content.translate(_LOWERED) if content.isalnum() else UNREADABLE
    return raised(content) if re.search(r"[\d°*]", content) else UNREADABLE


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
