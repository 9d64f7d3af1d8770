"""Numbers with their measures, and dates, as values that compare: 7.4万人 is 七万四千名."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from service.editing.facts.vocabulary import vocabulary

CLASSIFIERS: str = vocabulary()["numbers"]["classifiers"]
_ALIKE: list[str] = vocabulary()["numbers"]["alike"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its measure, where it stands in a text."""

    written: str
    value: Fraction
    unit: str
    """A dimension (mass, money, ratio, ...), a classifier, or empty; `year`, `month`, `day`: see Date."""
    bound: str
    """over, under, about, least, most, digits, vague, or empty: exact."""
    start: int
    end: int
    precision: Fraction = Fraction(1)
    """The worth of its last digit: 7.4万 has a thousand."""
    ordinal: bool = False


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, as far as it is told."""

    written: str
    year: int | None
    month: int | None
    day: int | None
    start: int
    end: int


def same_unit(one: Quantity, other: Quantity) -> bool:
    """Return whether the two are counted in the same thing, as far as the units tell."""
    if one.ordinal != other.ordinal:
        return False
    if one.unit == other.unit or not one.unit or not other.unit:
        return True
    if {one.unit, other.unit} == {"energy", "heat"}:
        energy = one if one.unit == "energy" else other
        return not re.search("[电瓦时]", energy.written)  # 23度 is 23℃
    if "个" in (one.unit, other.unit):
        loose = ({one.unit, other.unit} - {"个"}).pop()
        return loose in CLASSIFIERS or loose == "people"
    return any(one.unit in group and other.unit in group for group in _ALIKE)


def agrees(said: Quantity, known: Quantity) -> bool:
    """Return whether `said` holds where `known` does: the same amount, equally exact, or fairly rounded."""
    x, v, step = said.value, known.value, said.precision
    if said.bound == "digits":
        counted = v * 100 if known.unit == "ratio" else v
        return x == v if known.bound == "digits" else x <= counted < 10 * x
    if known.bound == "digits":
        return False
    if said.bound == "vague":
        return x == v if known.bound == "vague" else 2 * x <= v < 10 * x
    if known.bound == "vague":
        return False
    fair = said.unit == "ratio" and not said.bound and abs(x - v) <= FAIR and _ROUGH.search(said.written)
    if x == v or fair:
        timed = said.unit in ("days", "hours", "years")
        rough = said.bound == "about" and not known.bound and _ROUGH.search(said.written)
        if said.bound == known.bound or rough:
            return True
        return {said.bound, known.bound} in (_LENIENT_TIME if timed else _LENIENT)
    if said.unit == "clock" and known.unit == "clock" and said.bound:
        if said.bound == "over":
            return 0 < v - x < _HOUR
        return 0 < x - v <= _NEARLY if said.bound == "under" else abs(x - v) <= _ROUGHLY
    if said.bound == "over":
        return known.bound in ("", "over", "about") and 0 < v - x < step
    if said.bound == "under":
        return known.bound in ("", "under", "about") and 0 < x - v < min(step, x / 5)
    return said.bound == "about" and known.bound in ("", "about") and abs(x - v) <= step / 2


_ROUGH = re.compile("[成半]|(?<!百)分之")
"""A share in such words is a rough one, with 约 ahead or without."""
_LENIENT = ({"over", "least"},)
"""以上 may include the number itself, or not."""
_LENIENT_TIME = (*_LENIENT, {"", "most"})
"""三十天之内 and 30天里 are one."""
_NEARLY, _ROUGHLY, _HOUR = 30, 15, 60
"""Minutes: 不到五点 is after half past four, 五点左右 within a quarter of an hour, 五点多 before six."""
FAIR = Fraction(1, 200)
"""How far a share in tenths or as a fraction may be from a percentage: 三分之二 is 66.7%."""
