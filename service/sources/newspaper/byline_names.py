"""People's names in bylines, datelines and credits."""

from __future__ import annotations

import re

from service.language.surnames import is_compound, is_person_name

_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}(?:[·•‧][\u3400-\u9fff]{1,8})+|[A-Z][A-Za-z.'-]+")
_SPLIT = re.compile(r"[\s、，,；;/／|｜丨　]+")
_TITLED = re.compile(r".(?:女士|先生|师傅|阿姨|大爷|大妈)$|^发自.|^第[一二三四五六七八九十]{1,3}[章回节部]$")
"""Somebody who is named as a reader is, a place that a report was sent from, and the number of a chapter."""
_NOT_NAMES = frozenset(
    re.findall(
        r"\S+",
        "文章 述评 手记 观察 报道 整理 综合 摄影 供图 编译 采写 撰文 文图 图文 摄 文 图 完 讯 电 口述 转发 "
        "本报 记者 通讯员 来源 新华社 中新社 人民网 全文 连载 文片 采访 供稿 口述 代笔 谢谢",
    )
)


def names(text: str) -> tuple[str, ...]:
    """Return the names in a list of names (`高田 马红坤`, `胡磊、孙亚飞`, `张　三`), in order.

    The characters of a name are often set with blanks between them: two or three lone ones are a name (`张　三`,
    `荀　长　年`), more are names of two. Names set without a blank are told apart by their surnames.
    """
    found: list[str] = []
    alone = ""
    for token in [*_SPLIT.split(text), "."]:
        token = token.strip("：:。.（）()【】[]“”\"'□■◎●○")
        if len(token) == 1 and "\u3400" <= token <= "\u9fff":
            alone += token
            continue
        spread = [alone] if len(alone) == 3 else [alone[n : n + 2] for n in range(0, len(alone) - 1, 2)]
        found += [name for name in spread if name not in _NOT_NAMES]
        alone = ""
        if token and token not in _NOT_NAMES and not _TITLED.search(token):
            found += _apart(token)
    return tuple(dict.fromkeys(found))


def _apart(token: str) -> list[str]:
    """Return the token as one name, or as the names that were set without a blank between them."""
    if len(token) <= 4 and _NAME.fullmatch(token) and (len(token) < 4 or is_compound(token[:2])):
        return [token]
    for first in (3, 2):
        head, rest = token[:first], token[first:]
        if is_person_name(head) and (is_person_name(rest) or (len(rest) > 3 and len(_apart(rest)) > 1)):
            return [head, *_apart(rest)]
    return [token] if _NAME.fullmatch(token) else []
