"""First: the same notation in one shape. Full-width letters, digits and signs, rare dashes, Roman and circled numbers."""

from __future__ import annotations

import re
import unicodedata

from service.speech.normalization.numbers import cardinal
from service.speech.normalization.rule import Rule

_WIDE = "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_SIGNS = {"％": "%", "﹪": "%", "＋": "+", "－": "-", "‑": "-", "−": "-", "‐": "-", "﹣": "-", "～": "~", "〜": "~", "∼": "~",
          "／": "/", "∕": "/", "．": ".", "：": ":", "∶": ":", "﹕": ":", "＝": "=", "＆": "&", "＠": "@", "＄": "$", "￥": "¥",
          "〜": "~", "➕": "+", "•": "·", "・": "·", "‧": "·", "∙": "·", "＊": "*", "✕": "×", "╳": "×", "Ｘ": "X", "＜": "<",
          "＞": ">", "＃": "#", "﹢": "+", "⁺": "+", "＿": "_", "º": "°", "˚": "°", "’": "'", "′": "′", "″": "″", "，": ",",
          "㎡": "m²", "㎥": "m³", "㎞": "km", "㎏": "kg", "㎜": "mm", "㎝": "cm", "㎎": "mg", "㏄": "cc", "㎢": "km²", "㎖": "mL",
          "㎾": "kW", "㎿": "MW", "㎐": "Hz", "㎒": "MHz", "㎓": "GHz", "µ": "μ", "㎍": "μg", "㎛": "μm", "℉": "°F", "㏑": "ln"}
_ALWAYS = str.maketrans(
    {wide: unicodedata.normalize("NFKC", wide) for wide in _WIDE}
    | {sign: _SIGNS[sign] for sign in "％﹪＋＝＆＠＄￥➕﹢＜＞㎡㎥㎞㎏㎜㎝㎎㏄㎢㎖㎾㎿㎐㎒㎓µ㎍㎛℉"}
    | {"\u200b": "", "\ufeff": "", "\u00ad": "", "\u200d": "", "\u00a0": " ", "\u2009": " ", "\u202f": " "}
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10, "XI": 11, "XII": 12}
_CIRCLED = {chr(first + i): i + 1 for first, count in ((0x2460, 20), (0x2474, 20), (0x2776, 10), (0x2780, 10)) for i in range(count)}
_CIRCLED |= {chr(0x3220 + i): i + 1 for i in range(10)} | {chr(0x24F5 + i): i + 1 for i in range(10)}


def _roman(match: re.Match[str]) -> str:
    return cardinal(str(_ROMAN[unicodedata.normalize("NFKC", match[0]).upper()]))


RULES = (
    Rule(
        "width", "width", "full-width letters, digits and per cent signs are read as the half-width ones are",
        re.compile(f"[{''.join(map(chr, _ALWAYS))}]+"), lambda m: m[0].translate(_ALWAYS),
    ),
    Rule(
        "sign width", "width", "full-width and look-alike signs inside notation; outside it they are punctuation and stay",
        re.compile(r"(?<=[0-9A-Za-z%℃°)])\s?([－‑−‐﹣～〜∼／∕．：∶﹕•・‧∙＊✕╳])\s?(?=[0-9A-Za-z+\-¥$])"), lambda m: _SIGNS[m[1]],
    ),
    Rule(
        "minus width", "width", "a minus sign of its own before a number",
        re.compile(r"[－−﹣‐‑](?=\d)"), lambda m: "-",
    ),
    Rule(
        "rare dash", "width", "a tilde or look-alike dash between a measured number and the next",
        re.compile(rf"(?<=[\u3400-\u9fff)])[－‑−‐﹣～〜∼](?=\d)"), lambda m: "~" if m[0] in "～〜∼" else "-",
    ),
    Rule(
        "circled", "roman", "circled and bracketed numbers have no digits for a voice",
        re.compile(f"[{''.join(_CIRCLED)}]"), lambda m: cardinal(str(_CIRCLED[m[0]])),
    ),
    Rule(
        "roman sign", "roman", "the Roman numeral characters are said as numbers: Ⅲ级 is 三级",
        re.compile("[Ⅰ-Ⅻⅰ-ⅻ]"), _roman,
    ),
    Rule(
        "roman letters", "roman", "letters that stand for a Roman numeral before a class word: IV类, III期",
        re.compile(r"(?<![A-Za-z0-9])(?:VI{0,3}|I{1,3}|I[VX])(?=[类级期型度区段等代阶号](?!区域))"), _roman,
    ),
)
