"""Punctuation as Chinese papers print it: ，。：（） in full width, “” for quotations and ‘’ within them.

Pages of the web, and what scanners read, have half-width marks, straight quotation marks and corner brackets as well.
Sentences, datelines and speakers are found by their marks, so that all rules know one form. The length never changes.
"""

from __future__ import annotations

import re

from service.language import traditional

_HAN = "\u3400-\u9fff"
_FULL_MARKS = "“”‘’《》（）【】、，。：；？！"
_FULL = str.maketrans(",.．:;?!", "，。。：；？！")
_SMALL = str.maketrans("﹐﹑､﹒｡﹔﹕︰﹖﹗﹙﹚｢｣", "，、、。。；：：？！（）「」")
"""Small and half-width forms of Chinese marks, which some scanners write."""
_HALF_MARK = re.compile(
    rf"(?<=[{_HAN}{_FULL_MARKS}])[,:;?!]++(?!//|\[)|(?<![A-Za-z&,:;?!])[,:;?!]++(?=[{_HAN}《“])"
    r"|(?<![\x00-\x7f０-９Ａ-Ｚａ-ｚ])\.(?![.A-Za-z])|(?<=[\"%)])\.(?![.A-Za-z\d])"
    r"|(?<=[\dA-Za-z])\.(?=\s*$)|．(?![0-9０-９．])|(?<![0-9０-９．])．"
)
"""`3.6万户,占98%`, `46%,同比`, `为什么?!`, `46人.他说`."""
_NUMBERED = re.compile(r"\s*[一二三四五六七八九十]{1,3}\.")
"""The number of a paragraph, whose point ends no sentence."""
_BRACKETS = re.compile(
    rf"(?<![\]\\])\((?=[^()\n]{{0,120}}[{_HAN}])[^()\n]{{1,120}}\)|(?<=[{_HAN}])\([^()\n/]{{1,60}}\)"
)
"""Brackets that hold Chinese, or stand behind it: `(记者 林晓岚)`, `世界贸易组织(WTO)`."""
_CORNERS = str.maketrans("「」『』〝〞＂", '“”‘’“”"')
_STRAIGHT = re.compile(r'(?<!\d)"|(?<=\d)"(?=[，。！？；：、）\s]|$)')
"""A straight mark; behind a digit and ahead of a word it is an inch: `27"显示器`."""
_CLOSES = re.compile(
    r'"(?:$|[，。！？；、）]|[^，。；：“”"]{1,20}(?:说|表示|介绍|告诉记者|回忆|坦言|强调|指出)[，。：])'
)
_OPENS = re.compile(r'[：（]"')
"""Where a straight mark surely closes (`"周河说，`), or opens."""


def as_papers_print(line: str) -> str:
    """Return a simplified line or paragraph with its marks as papers print them; of the same length.

    Text in traditional characters keeps its corner brackets, by its own rules.
    """
    line = _full_width(line.translate(_SMALL))
    if ("「" in line or "『" in line) and traditional.is_traditional(line):
        return line
    return _nested(_curly(line.translate(_CORNERS)))


def _full_width(line: str) -> str:
    """Return the line with its half-width marks in full width, those of numbers, addresses and Latin words excepted."""
    if line.isascii() or not any(mark in line for mark in ",.．:;?!("):
        return line
    start = number.end() if (number := _NUMBERED.match(line)) else 0
    line = _BRACKETS.sub(lambda found: f"（{found[0][1:-1]}）", line)
    return line[:start] + _HALF_MARK.sub(lambda found: found[0].translate(_FULL), line[start:])


def _curly(line: str) -> str:
    """Return the line with each straight mark as the one that closes what is open, or opens.

    The first opens, unless the marks together tell that the line began within a quotation.
    """
    places = {found.start() for found in _STRAIGHT.finditer(line)}
    if not places:
        return line
    outside, inside = (_paired(line, places, is_open=is_open) for is_open in (False, True))
    return inside if _faults(line, inside) < _faults(line, outside) else outside


def _paired(line: str, places: set[int], *, is_open: bool) -> str:
    found = []
    for at, char in enumerate(line):
        mark = ("”" if is_open else "“") if at in places else char
        if mark in "“”":
            is_open = mark == "“"
        found.append(mark)
    return "".join(found)


def _faults(line: str, paired: str) -> int:
    closing = sum(paired[found.start()] == "“" for found in _CLOSES.finditer(line))
    return closing + sum(paired[found.start() + 1] == "”" for found in _OPENS.finditer(line))


def _nested(line: str) -> str:
    """Return the line with the marks of quotations within quotations as ‘ and ’.

    `“由“甲”向“乙”转型。”张三说。` becomes `“由‘甲’向‘乙’转型。”张三说。`: else the first 甲 would end what 张三 says. A
    line whose marks do not pair stays as it is, since nobody knows which of them is lost.
    """
    depth, found = 0, []
    for mark in line:
        depth += (mark == "“") - (mark == "”")
        if not 0 <= depth <= 2:
            return line
        is_inner = (mark == "“" and depth == 2) or (mark == "”" and depth == 1)
        found.append({"“": "‘", "”": "’"}[mark] if is_inner else mark)
    return "".join(found) if depth == 0 else line
