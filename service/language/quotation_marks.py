"""Quotation marks as Chinese papers print them: “”, and ‘’ within them.

Pages of the web, and what scanners read, have straight marks or corner brackets as well; who says what is found by the
marks, so that all rules know one form.
"""

from __future__ import annotations

import re

from service.language import traditional

_OTHERS = str.maketrans("「」『』〝〞＂", '“”‘’“”"')
_STRAIGHT = re.compile(r'(?<!\d)"|(?<=\d)"(?=[，。！？；：、）\s]|$)')
"""A straight mark; behind a digit and ahead of a word it is an inch: `27"显示器`."""


def as_papers_print(paragraph: str) -> str:
    """Return a simplified paragraph with its quotation marks as papers print them; of the same length.

    Text in traditional characters has corner brackets by its own rules, and keeps them.
    """
    if ("「" in paragraph or "『" in paragraph) and traditional.is_traditional(paragraph):
        return paragraph
    return _nested(_curly(paragraph.translate(_OTHERS)))


def _curly(paragraph: str) -> str:
    """Return the paragraph with each straight mark as the one that closes what is open, or opens."""
    if '"' not in paragraph:
        return paragraph
    straight = {found.start() for found in _STRAIGHT.finditer(paragraph)}
    found, is_open = [], False
    for at, char in enumerate(paragraph):
        mark = ("”" if is_open else "“") if at in straight else char
        if mark in "“”":
            is_open = mark == "“"
        found.append(mark)
    return "".join(found)


def _nested(paragraph: str) -> str:
    """Return the paragraph with the marks of quotations within quotations as ‘ and ’.

    `“由“甲”向“乙”转型。”张三说。` becomes `“由‘甲’向‘乙’转型。”张三说。`: else the first 甲 would end what 张三 says. A
    paragraph whose marks do not pair stays as it is, since nobody knows which of them is lost.
    """
    depth, found = 0, []
    for mark in paragraph:
        depth += (mark == "“") - (mark == "”")
        if not 0 <= depth <= 2:
            return paragraph
        is_inner = (mark == "“" and depth == 2) or (mark == "”" and depth == 1)
        found.append({"“": "‘", "”": "’"}[mark] if is_inner else mark)
    return "".join(found) if depth == 0 else paragraph
