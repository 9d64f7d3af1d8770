"""The 27 characters that name who makes synthetic content."""

import pytest

from service.core import provider_code
from tests.support.tables import every_row

BODY = "91370600MA3TET7X2"
"""17 characters of an invented organisation."""


def code(service="00000"):
    return f"0011{BODY}{provider_code.check_digit(BODY)}{service}"


@every_row(
    ("body", "digit"),
    [  # printed with the rule: GB 32100-2015, appendix; and computed by hand
        ("91350100M000100Y4", "3"),
        ("00000000000000000", "0"),
        ("10000000000000000", "Y"),
        ("01000000000000000", "W"),
    ],
)
def test_the_check_digit_is_the_standards(body, digit):
    assert provider_code.check_digit(body) == digit


@every_row("service", ["00000", "10000", "1XGW3", "20002"])
def test_a_code_with_any_service_is_taken(service):
    assert provider_code.checked(code(service)) == code(service)


def test_no_code_is_none():
    assert provider_code.checked("") == ""


GOOD = code()


@every_row(
    ("given", "said"),
    [
        ("0", "it has 1 characters and needs 27"),
        (f"{GOOD}0", "it has 28 characters and needs 27"),
        (f"0012{GOOD[4:]}", "must begin with 0011"),
        (GOOD.lower(), "capital letters"),
        (f"{GOOD[:22]}X{GOOD[23:]}", "behind the 22nd character a digit"),
        (f"{GOOD[:8]}０{GOOD[9:]}", "digits and capital letters"),
        (f"{GOOD[:8]} {GOOD[9:]}", "digits and capital letters"),
        (f"{GOOD[:12]}O{GOOD[13:]}", "holds O, and such a code never has I, O, S, V or Z"),
        (f"{GOOD[:12]}2{GOOD[13:]}", "one of them is mistyped"),
        (f"{GOOD[:12]}{GOOD[13]}{GOOD[12]}{GOOD[14:]}", "one of them is mistyped"),
    ],
)
def test_what_is_wrong_is_said(given, said):
    with pytest.raises(ValueError, match=said):
        provider_code.checked(given)


def test_no_single_mistyped_character_of_the_credit_code_goes_through():
    for place in range(4, 22):
        for other in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if other != GOOD[place]:
                with pytest.raises(ValueError, match="mistyped"):
                    provider_code.checked(f"{GOOD[:place]}{other}{GOOD[place + 1 :]}")
