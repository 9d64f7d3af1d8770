"""Numbers in words, held against an independent reading of the words."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from service.speech.normalization.spoken_numbers import cardinal, digits, number

DIGITS = "零一二三四五六七八九"


def value(words: str) -> int:
    """What an amount in words is worth, read the way a person adds it up."""
    words = words.replace("两", "二")
    for unit, worth in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if unit in words:
            head, _, tail = words.rpartition(unit)
            return (value(head) if head else 1) * worth + value(tail)
    return int("".join(str(DIGITS.index(char)) for char in words) or "0")


@settings(derandomize=True)
@given(st.integers(min_value=0, max_value=10**16 - 1) | st.integers(min_value=0, max_value=10**6))
def test_an_amount_is_worth_its_number(whole: int) -> None:
    said = cardinal(str(whole))
    assert value(said) == whole
    assert "零零" not in said
    assert said == "零" or not said.endswith("零")


def test_two_begins_an_amount_as_liang_and_stands_inside_it_as_er() -> None:
    assert cardinal("2222") == "两千二百二十二"
    assert cardinal("22000") == "两万二千"
    assert cardinal("20") == "二十"


def test_what_is_no_amount_is_read_digit_by_digit() -> None:
    assert cardinal("007") == "零零七"
    assert cardinal("1" * 17) == "一" * 17
    assert digits("2026-03", "幺") == "二零二六-零三"


def test_decimals_and_commas() -> None:
    assert number("1,234.50") == "一千二百三十四点五零"
    assert number("0.05") == "零点零五"
