"""When one amount bears another out."""

from fractions import Fraction

from service.editing.facts.measures import Quantity, agrees, same_unit
from tests.support.tables import every_row


def amount(value, bound="", unit="", precision=1, ordinal=False, written=""):
    return Quantity(written, Fraction(value), unit, bound, 0, 0, Fraction(precision), ordinal)


@every_row(
    ("said", "known", "holds"),
    [
        (amount(300), amount(300), True),
        (amount(300), amount(301), False),
        (amount(300), amount(300, "about"), False),  # exact is more than about
        (amount(300, "about"), amount(300), False),
        (amount(300, "over"), amount(300, "least"), True),
        (amount(300, "over"), amount(300, "under"), False),
        (amount(74_000, "over", precision=1000), amount(74_300), True),  # 7.4万多
        (amount(74_000, "over", precision=1000), amount(75_300), False),
        (amount(74_000, "over", precision=1000), amount(73_900), False),
        (amount(74_000, "about", precision=1000), amount(74_300), True),
        (amount(74_000, "about", precision=1000), amount(74_600), False),
        (amount(10, "vague"), amount(37), True),  # 几十
        (amount(10, "vague"), amount(137), False),
        (amount(100, "digits"), amount(450), True),  # 三位数
        (amount(100, "digits"), amount(1450), False),
        (amount(17, "between"), amount(18), True),  # 十七八
        (amount(17, "between"), amount(19), False),
        (amount(17, "between"), amount(18, "over"), False),
        (amount(17, "over"), amount(17, "between"), True),
        (amount(17, "between"), amount(17, "between"), True),
        (amount(17, "between", precision=3), amount(17, "between"), False),
        (amount(24 * 60, unit="clock"), amount(0, unit="clock"), True),
        (amount(12 * 60, unit="clock"), amount(0, unit="clock"), False),
        (amount(1800, unit="hours", written="半小时"), amount(1800, "about", unit="hours"), True),
        (amount(1800, unit="hours", written="30分钟"), amount(1800, "about", unit="hours"), False),
        (amount(30, "under", unit="days"), amount(30, "most", unit="days"), True),
    ],
)
def test_an_amount_holds_where_it_says_no_more_than_the_source(said, known, holds):
    assert agrees(said, known) is holds


@every_row(
    ("one", "other", "same"),
    [
        (amount(3, unit="mass"), amount(3, unit="mass"), True),
        (amount(3, unit="mass"), amount(3, unit="money"), False),
        (amount(3, unit="mass"), amount(3), True),
        (amount(3, ordinal=True), amount(3), False),
        (amount(3, unit="个"), amount(3, unit="people"), True),
        (amount(3, unit="个"), amount(3, unit="money"), False),
        (amount(3, unit="处"), amount(3, unit="家"), True),
        (amount(3, unit="energy"), amount(3, unit="heat"), True),  # 三到五度 is 3至5℃
        (amount(3, unit="energy", written="3千瓦时"), amount(3, unit="heat"), False),
    ],
)
def test_units_are_the_same_as_far_as_they_tell(one, other, same):
    assert same_unit(one, other) is same
    assert same_unit(other, one) is same
