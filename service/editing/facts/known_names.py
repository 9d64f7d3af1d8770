"""Names that are known to be names, and what names stand beside."""

from __future__ import annotations

import functools
import re
from typing import Any

from service.editing.facts.vocabulary import either, vocabulary
from service.language import regions

_NAMES: dict[str, Any] = vocabulary()["names"]
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


@functools.cache
def region_pattern() -> re.Pattern[str]:
    """Return a pattern for provinces, prefectures, countries and world cities as news calls them; the longest wins."""
    names = set(_NAMES["regions"])
    for province in regions.provinces():
        names.update(region.short_name for region in (province, *province.parts) if region.is_named)
    names -= set(_NAMES["ambiguous"])
    return re.compile("|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))))
