"""The code of who makes synthetic content, as the mark in a file names him (GB 45438-2025, Annex E).

Its 27 characters are laid down in the guide 《人工智能生成合成内容标识 服务提供者编码规则》 (TC260, March 2025,
https://www.secrss.com/articles/76654): `00`, `11` for an organisation, its unified social credit code (18), the kind of
service (a digit) and 4 of its own. Files of several providers bear it so: `0011`, the code, `00000` or `1XXXX`.
"""

from __future__ import annotations

import re

from service.core.messages import _

CHARACTERS = 27
_BEGINNING = "0011"
_CREDIT = slice(4, 22)
_FORM = re.compile(r"[0-9A-Z]{22}[0-9][0-9A-Z]{4}")
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of a unified social credit code (GB 32100-2015): no I, O, S, V and Z."""


def checked(code: str) -> str:
    """Return the code; an empty one is none. Raise ValueError, which says what is wrong, for what is no code."""
    if not code:
        return code
    if len(code) != CHARACTERS:
        raise ValueError(
            _(
                "it has {count} characters and needs {characters}: {beginning}, the 18 of the 统一社会信用代码,"
                " and 5 for the service (00000 where it has no number)",
                count=len(code),
                characters=CHARACTERS,
                beginning=_BEGINNING,
            )
        )
    if not code.startswith(_BEGINNING):
        raise ValueError(
            _(
                "it begins with {code!r} and must begin with {beginning}: 00, and 11 for organisations",
                code=code[:4],
                beginning=_BEGINNING,
            )
        )
    if not _FORM.fullmatch(code):
        raise ValueError(_("it may have digits and capital letters A-Z alone, and behind the 22nd character a digit"))
    credit = code[_CREDIT]
    if strange := next((each for each in credit if each not in _ALPHABET), ""):
        raise ValueError(
            _(
                "its 统一社会信用代码 {credit} holds {strange}, and such a code never has I, O, S, V or Z",
                credit=credit,
                strange=strange,
            )
        )
    if (digit := check_digit(credit[:17])) != credit[17]:
        raise ValueError(
            _(
                "its 统一社会信用代码 {credit} ends in {last}, and its other characters ask for {digit}: one"
                " of them is mistyped",
                credit=credit,
                last=credit[17],
                digit=digit,
            )
        )
    return code


def check_digit(body: str) -> str:
    """Return the check digit of a unified social credit code's first 17 characters (GB 32100-2015, MOD 31)."""
    total = sum(_ALPHABET.index(each) * pow(3, place, 31) for place, each in enumerate(body))
    return _ALPHABET[-total % 31]
