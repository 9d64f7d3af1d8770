"""Letters that OCR read for digits: `7月3l日` is 7月31日, `l人` is 1人, `O时` is 0时, `2O27年` is 2027年.

The letter stands in a number that a unit follows, or amid the digits of a longer number. A letter that means itself
has other neighbours: G108, A座, T1航站楼, CO2, 5G, O型血, I级响应, 维生素B12, 5S店, O2O平台, `10l` (litres).
"""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGIT_OF = {"l": "1", "|": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2"}
_UNIT = (
    r"(?:月(?!牙)|日(?![系用常均])|号(?!楼|线|院|馆|厅|门|仓|库)|时(?![代候尚期空])|点(?!滴|缀)|分(?![类校店装之])|秒(?!杀)|年(?!级)"
    r"|岁|元|吨|份(?![额数])|公[里斤顷]|厘米|毫米|千[米克瓦]|万|亿|亩|辆|℃|[%‰])"
)
_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z.|])(?:[\dl|I][\dl|IOoiSBZ]*(?:,[\dl|IOo]{{3}})*(?:\.[\dl|IOo]+)?|[Oo]\.[\dl|IOo]+)(?={_UNIT}|[人名]|米)"
)
"""A number with a letter in it, ahead of its unit; it begins with O only as `O.5`."""
_ALONE = re.compile(
    rf"(?<=[\u4e00-\u9fff，。、；：！？（“])(?:[l|](?={_UNIT}|[人名])|[OoI](?=[时元](?![代候尚期空])|分(?![类校店装之])|[%℃]))"
    r"|^(?:[l|](?=人|名)|O(?=时(?![代候尚期空])))"
)
"""One letter for a whole number; `I级`, `O型`, `i人` and `O人群` are no numbers."""
_AMID = re.compile(r"(?<![0-9A-Za-z.|])(?=\d)[\dl|IO]{4,}(?<=\d)(?![0-9A-Za-z|])|(?<=\d[:时])O(?=\d)")
"""`63l9110`, `8:O5`, `8时O5分`: between digits, in a number of four and more."""
_OF_O = re.compile(r"(?<![0-9A-Za-z.|])\d+O[\dO]*(?=[\u4e00-\u9fff])")
"""`6O株`, `46OO只`: whatever is counted, a capital O behind a digit is none; of l `3l装` may be litres."""
_SURE = re.compile(r"[SBZi]")
_WITHIN = re.compile(r"(?<=\d)[SBZi](?=\d)")


class MisreadDigit(NamedTuple):
    """A letter, where it stands, the digit it is and the whole number as it must have been printed."""

    start: int
    wrong: str
    right: str
    number: str


def misread_digits(text: str) -> list[MisreadDigit]:
    """Return the letters of a text that are digits, in order."""
    found: dict[int, MisreadDigit] = {}
    for pattern in (_NUMBER, _ALONE, _AMID, _OF_O):
        for match in pattern.finditer(text):
            read = match[0]
            if pattern is _NUMBER and not _is_number(read):
                continue
            number = "".join(_DIGIT_OF.get(each, each) for each in read)
            for at, (wrong, right) in enumerate(zip(read, number, strict=True), match.start()):
                if wrong != right:
                    found[at] = MisreadDigit(at, wrong, right, number)
    return sorted(found.values())


def _is_number(read: str) -> bool:
    """Return whether a digit is among the letters, and S, B, Z and i stand between two digits each."""
    return any(each.isdigit() for each in read) and len(_SURE.findall(read)) == len(_WITHIN.findall(read))
