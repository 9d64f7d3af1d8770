"""First: the same notation in one shape. Widths, look-alike signs, Roman and circled numbers, list numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from service.language import printed_pinyin, width
from service.language.numerals import spell
from service.speech.normalization.patterns import COUNTED, raised
from service.speech.normalization.rule import Rule

_SQUARED = [chr(code) for code in range(0x3371, 0x33E0) if unicodedata.normalize("NFKC", chr(code)).isascii()] + [
    *"㎡㎥㎢㎍㎛㎠㎤"
]
_SUPERSCRIPT = {"m2": "m²", "m3": "m³"}
_SMALL = "₀₁₂₃₄₅₆₇₈₉½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"


def _plain(char: str) -> str:
    return unicodedata.normalize("NFKC", char).replace("⁄", "/")


def _squared(char: str) -> str:
    plain = _plain(char).replace("\u00b5", "μ")
    return plain[:-2] + _SUPERSCRIPT.get(plain[-2:], plain[-2:])


_ALWAYS = (
    {char: _plain(char) for char in (*width.FULL_ALPHANUMERICS, *_SMALL)}
    | {char: _squared(char) for char in _SQUARED}
    | dict(zip("％﹪＋﹢＝＆＠＄￥＜＞µ＃＊＾｜＿＼✕╳", "%%++=&@$¥<>μ#*^|_\\××", strict=True))
    | {"°C": "℃", "℉": "°F"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f", " ")
    | {
        "\u200b": "",
        "\ufeff": "",
        "\u00ad": "",
        "\u200d": "",
        "\u200c": "",
    }
    | {"𠮷": "吉"}  # no dictionary has its reading
)
_SIGNS = dict(zip("－‑−‐﹣–～〜∼／∕．：∶﹕•・‧∙", "------~~~//.:::····", strict=True))
_LOOKALIKES = "".join(sign for sign in _SIGNS if sign not in "：∶﹕")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CIRCLED = {
    chr(first + index): index + 1
    for first, count in ((0x2460, 20), (0x2474, 20), (0x2776, 10), (0x2780, 10), (0x24F5, 10), (0x3220, 10))
    for index in range(count)
} | {chr(first + index): start + index for first, start in ((0x3251, 21), (0x32B1, 36)) for index in range(15)}


def _number(roman: str) -> str:
    values = [_ROMAN[letter] for letter in roman]
    return spell(sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True)))


def _roman(match: re.Match[str]) -> str:
    return _number(unicodedata.normalize("NFKC", match[0]).upper())


_HAN_DIGITS = "一二三四五六七八九百千万"
_ZEROS = "〇○◯OＯ0０"
"""What is written for 零 among Chinese digits. 0: in 二0二六年, typed so because 〇 is hard to type."""
_REGNAL = (
    "路易|乔治|亨利|伊丽莎白|查理|查尔斯|爱德华|威廉|詹姆[士斯]|理查|玛丽|保罗|约翰|本笃|庇护|方济各|利奥|格列高利|克雷芒|英诺森|"
    "拿破仑|彼得|亚历山大|尼古拉|叶卡捷琳娜|腓特烈|弗雷德里克|弗朗茨|弗朗索瓦|约瑟夫|腓力|费利佩|菲利普|古斯塔夫|阿方索|卡洛斯|"
    "利奥波德|维克多|拉美西斯|托勒密|克利奥帕特拉|哈拉尔|玛格丽特|奥托|海因里希|奥古斯都"
)
"""Names that kings, queens and popes share: the number behind them counts them."""


def _regnal(match: re.Match[str]) -> str:
    """Return the number of a king: 亨利八世, but 路易十四 as it is always said."""
    return match["name"] + _number(match["number"]) + ("" if match["name"] == "路易" else "世")


def _any(keys: Iterable[str]) -> str:
    return "|".join(re.escape(key) for key in keys)


_LENGTH = "[kcmd]?m|厘米|毫米|公里|千米|米|k?g|mL|ml"


def _sign(match: re.Match[str]) -> str:
    """Return the half-width sign."""
    return _SIGNS[match[0].strip()]


def _announced(match: re.Match[str]) -> str:
    """Keep the score of a team with a Latin name: two letters or more, one small number on either side."""
    score = re.fullmatch(r"[A-Z]{2,5}\d{1,2}", match[1]) and re.match(
        rf"\d{{1,2}}(?![\d.:：\-—–~]|\s?(?:[a-zμ]|{COUNTED.pattern}))", match.string[match.end() : match.end() + 8]
    )
    return match[0] if score and not match[1].startswith(("PM", "HPV", "NO", "SO", "CO")) else match[1] + "："


RULES = (
    Rule(
        "link in print",
        "markup",
        "of a link or a picture in Markdown its words are said: [报名](http://…), ![图](a.jpg)",
        r"!?\[([^\[\]\n]{0,80})\]\([^()\s]{1,300}\)",
        lambda m: m[1],
    ),
    Rule(
        "topic",
        "markup",
        "the two signs around a topic say nothing: #云溪2026#",
        r"(?<![0-9A-Za-z])#([\u3400-\u9fffA-Za-z“][^#\n]{0,40})#",
        lambda m: m[1],
        needs="#",
    ),
    Rule(
        "formula in print",
        "markup",
        "the dollar signs around a formula and the backslash before a sign are for the typesetter: $4200$, \\$5\\%",
        r"\\([%$#&_])|(?<![A-Za-z\d$\\])\$(?P<formula>[-+\d.,^×{}=\s]{0,20}[\d}]\s?\\?%?)\$(?![\d$])",
        lambda m: m["formula"] or ("" if m[1] == "$" else m[1]),
    ),
    Rule(
        "reading in brackets",
        "reading",
        "a reading beside its character is for the eye: 盩厔（zhōu zhì）, 莘(shēn)县",
        rf"(?<=[\u3400-\u9fff”’])\s?{printed_pinyin.IN_BRACKETS}",
        lambda m: "",
        needs="（(",
    ),
    Rule(
        "keycap",
        "width",
        "a digit drawn as a key is a digit: 2️⃣0️⃣2️⃣6️⃣年",
        "[\ufe0e\ufe0f\u20e3]",
        lambda m: "",
    ),
    Rule(
        "mixed number",
        "fraction",
        "a fraction behind a whole number is added to it, its digits do not run on: 1½ is 一又二分之一",
        r"(?<=\d) (?=[1-9]/[2-9](?!\d))|(?<=\d)(?=[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])",
        lambda m: "又",
    ),
    Rule(
        "width",
        "width",
        "full-width letters, digits and per cent signs are read as the half-width ones are",
        (_any(_ALWAYS)),
        lambda m: _ALWAYS[m[0]],
    ),
    Rule(
        "sign width",
        "width",
        "full-width and look-alike signs inside notation; outside it they are punctuation and stay",
        (
            rf"(?<=[0-9A-Za-z%℃°)万亿元度米])\s?([{_LOOKALIKES}])\s?(?=[0-9A-Za-z+\-−－¥$(])|(?<=\d)\s?[：∶﹕]\s?(?=\d)"
            r"|(?<=[\dA-Za-z])／(?=[\u3400-\u9fff])"
        ),
        _sign,
    ),
    Rule(
        "dash width",
        "width",
        "a look-alike minus, dash or tilde before a number",
        (
            r"[－−﹣‐‑–～〜∼](?=[-−－﹣]?\d|[¥€£]|[A-Z]{0,2}\$)|(?<=[（(])[－−﹣–](?=[）)])|(?<=[ABC])[－−﹣](?![0-9A-Za-z\u3400-\u9fff])"
        ),
        lambda m: _SIGNS[m[0]],
    ),
    Rule(
        "name and colon",
        "list",
        "a colon behind a name that ends in a figure announces what follows: PM2.5：35微克; EDG3:2 is a ratio",
        r"(?<![A-Za-z0-9])([A-Za-z]{1,5}\d{1,3}(?:\.\d+)?)\s?[:：∶﹕]\s?(?=\d)",
        _announced,
    ),
    Rule(
        "Chinese zero",
        "year",
        "a ring or the letter O among Chinese digits is 零: 二○二六年, 一百〇八; ○ as a bullet is left",
        rf"(?<=[{_HAN_DIGITS}])(?:〇{{1,3}}|[{_ZEROS}]{{1,3}}(?=[{_HAN_DIGITS}年后月日号级层楼室路医]))"
        rf"|〇(?=[{_HAN_DIGITS}])",
        lambda m: "零" * len(m[0]),
    ),
    Rule(
        "times sign",
        "times",
        "x and * between numbers are the sign ×, not the letter of a model: 4x100米, 7*24小时, 30米*20米",
        rf"(?<=\d)\s?[*xX]\s?(?=\d)|(?P<number>\d(?:{_LENGTH}|[元克斤袋包盒瓶人天次]))\s?\*\s?(?=\d)",
        lambda m: (m["number"] or "") + "×",
    ),
    Rule(
        "raised number",
        "math",
        "a caret raises the number behind it: 10^-6, μg/m^3",
        r"(?<=[0-9A-Za-z)）])\^[({]?([-−－]?\d{1,3})[)}]?",
        lambda m: raised(m[1].replace("−", "-").replace("－", "-")),
    ),
    Rule(
        "power",
        "unit",
        "km2 and m3 are powers of a unit, not models",
        (r"(?<=[\d万亿千百/每])\s?([kcmdμn]?m)([23])(?![0-9A-Za-z])"),
        lambda m: m[1] + ("²" if m[2] == "2" else "³"),
    ),
    Rule(
        "list number",
        "list",
        "the number of a list item is no decimal's whole part: 7.1至4月, 4.2025年度",
        (r"^(\s*\d{1,2})\.(?=\D|(?:19|20)\d\d(?!\d)|[1-9]\d?(?:月|[-—至到]\d{1,2}月))"),
        lambda m: m[1] + "，",
    ),
    Rule(
        "split digits",
        "width",
        "a space inside a number comes from typesetting: 20 26年, 10 000元, 1 234 567",
        (r"(?<![\d.A-Za-z-])(?<!\d )\d{1,3}(?: \d{3}){1,5}(?![\d]| \d)|(?<![\d.A-Za-z-])(?:20|19) (?=\d\d年)"),
        lambda m: m[0].replace(" ", ""),
    ),
    Rule(
        "circled",
        "roman",
        "circled and bracketed numbers have no digits for a voice",
        (f"[{''.join(_CIRCLED)}]"),
        lambda m: spell(_CIRCLED[m[0]]),
    ),
    Rule(
        "roman sign",
        "roman",
        "the Roman numeral characters are said as numbers: Ⅲ级 is 三级",
        ("[Ⅰ-Ⅻⅰ-ⅻ]"),
        _roman,
    ),
    Rule(
        "roman letters",
        "roman",
        "letters that stand for a Roman numeral before a class word: IV类, III期; V型 is a shape",
        r"(?<![A-Za-z0-9])(?:VI{1,3}|I{1,3}|I[VX]|V(?!型))(?=[ab]?(?:类|级|期|型|度|区|段|等|代|阶段|号)(?!区域))"
        r"|(?<![A-Za-z0-9])(?=[IVX]{1,5}世(?!界))X{0,2}(?:IX|IV|V?I{0,3})(?=世)"
        r"|(?<=第)(?=[IVXLC]{1,7}[\u3400-\u9fff])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![IVXLC])",
        _roman,
    ),
    Rule(
        "king's number",
        "roman",
        "a Roman numeral behind the name of kings or popes is their number: 路易XIV, 亨利VIII",
        rf"(?P<name>{_REGNAL})\s?(?=[IVX]{{1,5}}(?![A-Za-z0-9世]))(?P<number>X{{0,2}}(?:IX|IV|V?I{{0,3}}))(?![IVX])",
        _regnal,
        needs="IVX",
    ),
    Rule(
        "numbered title",
        "roman",
        "a Roman numeral of two letters or more behind a Chinese word counts its parts: 文明VI, 最终幻想XVI; "
        "VI设计 is short for a firm's looks",
        r"(?<=[\u3400-\u9fff])(?=[IVX]{2,5}(?![A-Za-z0-9'’-]))(?!XX|VI(?:设计|系统|手册|标识|形象|视觉))"
        r"X?(?:IX|IV|V?I{0,3})(?![IVX])",
        _roman,
        needs="IVX",
    ),
    Rule(
        "rated A",
        "latin",
        "a row of A is counted: AAAA级景区 is 四A级",
        (r"(?<![A-Za-z0-9])A{3,5}(?![A-Za-z0-9])"),
        lambda m: spell(len(m[0])) + "A",
    ),
)
