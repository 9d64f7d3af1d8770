"""What an editor wishes for, as he writes it."""

import datetime as dt

import pytest

from service.core.wishes import Wish, parse_wish
from service.errors import UsageError

DAY = dt.date(2026, 5, 31)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        (" 云雁大桥 ", Wish("云雁大桥")),
        ("云雁大桥 until 2026-05-31", Wish("云雁大桥", DAY)),
        ("two words until  2026-05-31", Wish("two words", DAY)),
        ("until", Wish("until")),
    ],
)
def test_words_with_and_without_a_last_day(text, wish):
    assert parse_wish(text) == wish


@pytest.mark.parametrize(("text", "hint"), [(" ", "empty"), ("桥 until 31.5.", "is no day")])
def test_what_is_no_wish_is_refused_in_a_sentence(text, hint):
    with pytest.raises(UsageError, match=hint):
        parse_wish(text)


def test_it_holds_until_its_last_day():
    assert Wish("桥", DAY).holds(DAY)
    assert not Wish("桥", DAY).holds(DAY + dt.timedelta(1))
    assert Wish("桥", DAY).holds(None)
    assert Wish("桥").holds(DAY)
