"""Chinese numerals: spelled ones held against an independent reading, parsed ones against the spelling."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from service.language.numerals import parse, parse_chinese, spell, spell_cardinal, spell_digits, spell_number
from tests.support.tables import every_row

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
    said = spell_cardinal(str(whole))
    assert value(said) == whole
    assert "零零" not in said
    assert said == "零" or not said.endswith("零")


def test_two_begins_an_amount_as_liang_and_stands_inside_it_as_er() -> None:
    assert spell_cardinal("2222") == "两千二百二十二"
    assert spell_cardinal("22000") == "两万二千"
    assert spell_cardinal("20") == "二十"


def test_what_is_no_amount_is_read_digit_by_digit() -> None:
    assert spell_cardinal("007") == "零零七"
    assert spell_cardinal("1" * 17) == "一" * 17
    assert spell_digits("2026-03", "幺") == "二零二六-零三"


def test_decimals_and_commas() -> None:
    assert spell_number("1,234.50") == "一千二百三十四点五零"
    assert spell_number("0.05") == "零点零五"


@settings(derandomize=True)
@given(st.integers(min_value=0, max_value=10**16 - 1) | st.integers(min_value=0, max_value=10**6))
def test_parsing_undoes_spelling(whole: int) -> None:
    assert parse(spell(whole)) == whole
    assert parse(str(whole)) == whole


@settings(derandomize=True)
@given(st.integers(min_value=0, max_value=10**9), st.text("0123456789", min_size=1, max_size=6))
def test_parsing_undoes_the_spelling_of_a_decimal(whole: int, decimals: str) -> None:
    assert parse(spell_number(f"{whole}.{decimals}")) == Fraction(f"{whole}.{decimals}")


@settings(derandomize=True)
@given(st.integers(min_value=100, max_value=9999))
def test_parsing_undoes_spelling_digit_by_digit(whole: int) -> None:
    assert parse_chinese(spell_digits(str(whole))) == whole


@every_row(
    ("text", "value"),
    [("三万五", 35_000), ("一百二", 120), ("两千零五", 2005), ("百万", 1_000_000), ("1,234.5", Fraction(2469, 2)),
     ("三点五万", 35_000), ("二○二六", 2026), ("十", 10), ("一万亿", 10**12)],
)  # fmt: skip
def test_a_number_as_news_writes_it(text: str, value: int) -> None:
    assert parse(text) == value


@every_row("text", ["七八", "三四十", "点五", "一点二点三", "1.2.3"])
def test_what_is_no_number(text: str) -> None:
    assert parse(text) is None
