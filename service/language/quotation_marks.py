"""Quotation marks within quotation marks, told apart as printing rules ask: ‘’ within “”."""

from __future__ import annotations


def nested(paragraph: str) -> str:
    """Return the paragraph with the marks of quotations within quotations as ‘ and ’; of the same length.

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
