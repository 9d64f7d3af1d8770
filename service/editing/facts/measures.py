"""Numbers with their measures, and dates, as values that compare: 7.4万人 is 七万四千名."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from service.editing.facts.vocabulary import vocabulary

CLASSIFIERS: str = vocabulary()["numbers"]["classifiers"]
MEASURES: dict[str, tuple[str, Fraction]] = {
    name: (dimension, Fraction(size))
    for dimension, table in vocabulary()["numbers"]["measures"].items()
    for name, size in table.items()
}
"""Name -> what it measures, and how much of the common unit it is."""
_ALIKE: list[str] = vocabulary()["numbers"]["alike"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number with its measure, where it stands in a text."""

    written: str
    value: Fraction
    unit: str
    """A dimension (mass, money, ratio, ...), a classifier, or empty; `year`, `month`, `day`: see Date."""
    bound: str
    """over, under, about, between, least, most, digits, vague, or empty: exact."""
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
    for bound, holds in _INEXACT.items():
        if bound in (said.bound, known.bound):
            return holds(said, known)
    fair = said.unit == "ratio" and not said.bound and abs(x - v) <= FAIR and _ROUGH.search(said.written)
    if x == v or fair:
        timed = said.unit in ("days", "hours", "years")
        rough = said.bound == "about" and not known.bound and bool(_ROUGH.search(said.written))
        half = timed and known.bound == "about" and not said.bound and "半" in said.written
        if said.bound == known.bound or rough or half:
            return True
        return {said.bound, known.bound} in (_LENIENT_TIME if timed else _LENIENT)
    if said.unit == known.unit == "clock":
        return _is_about_then(said.bound, int(v - x))
    if said.bound == "over":
        return known.bound in ("", "over", "about") and 0 < v - x < step
    if said.bound == "under":
        return known.bound in ("", "under", "about") and 0 < x - v < min(step, x / 5)
    return said.bound == "about" and known.bound in ("", "about") and abs(x - v) <= step / 2


def _is_about_then(bound: str, later: int) -> bool:
    """Return whether a time is so many minutes later than the one that is told, as far as it is told."""
    if not bound:
        return abs(later) == _DAY  # 24时 is 0时
    if bound == "over":
        return 0 < later < _HOUR
    return 0 < -later <= _NEARLY if bound == "under" else abs(later) <= _ROUGHLY


def _overlap(said: Quantity, known: Quantity) -> bool:
    """Return whether the one lies between the two that the other names: 18个 in 十七八个."""
    if said.bound == known.bound:
        return (said.value, said.precision) == (known.value, known.precision)
    inside, around = (known, said) if said.bound == "between" else (said, known)
    within = around.value <= inside.value <= around.value + around.precision
    return within and inside.bound in (("", "about") if inside is known else ("about", "over"))


def _has_digits(said: Quantity, known: Quantity) -> bool:
    """Return whether a number has as many digits as is said: 三位数."""
    if said.bound == known.bound:
        return said.value == known.value
    counted = known.value * 100 if known.unit == "ratio" else known.value
    return said.bound == "digits" and said.value <= counted < 10 * said.value


def _is_several(said: Quantity, known: Quantity) -> bool:
    """Return whether a number is several of what is said: 几百."""
    if said.bound == known.bound:
        return said.value == known.value
    return said.bound == "vague" and 2 * said.value <= known.value < 10 * said.value


_INEXACT = {"digits": _has_digits, "vague": _is_several, "between": _overlap}
"""Bounds by which a number tells no amount, the first one decides."""
_ROUGH = re.compile("[成半]|(?<!百)分之")
"""A share in such words is a rough one, with 约 ahead or without."""
_LENIENT = ({"over", "least"},)
"""以上 may include the number itself, or not."""
_LENIENT_TIME = (*_LENIENT, {"", "most"}, {"under", "most"})
"""三十天之内 and 30天里 are one."""
_NEARLY, _ROUGHLY, _HOUR, _DAY = 30, 15, 60, 24 * 60
"""Minutes: 不到五点 is after half past four, 五点左右 within a quarter of an hour, 五点多 before six."""
FAIR = Fraction(1, 200)
"""How far a share in tenths or as a fraction may be from a percentage: 三分之二 is 66.7%."""
