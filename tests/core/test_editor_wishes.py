"""What an editor wishes for, as he writes it."""

import datetime as dt

import pytest

from service.core.editor_wishes import Wish, parse_wish
from service.errors import UsageError
from tests.support.tables import every_row

DAY = dt.date(2026, 5, 31)


@every_row(
    ("text", "wish"),
    [
        (" 云雁大桥 ", Wish("云雁大桥")),
        ("云雁大桥 until 2026-05-31", Wish("云雁大桥", DAY)),
        ("two words until  2026-05-31", Wish("two words", DAY)),
        ("云雁大桥 UNTIL 2026-05-31", Wish("云雁大桥", DAY)),
        ("云雁大桥until 2026-05-31", Wish("云雁大桥", DAY)),
        ("云雁大桥 until 2026年5月31日", Wish("云雁大桥", DAY)),
        ("云雁大桥 until ２０２６/5/31", Wish("云雁大桥", DAY)),
        ("unntil untilled", Wish("unntil untilled")),
    ],
)
def test_words_with_and_without_a_last_day(text, wish):
    assert parse_wish(text) == wish


@every_row(
    ("text", "hint"),
    [
        (" ", "empty"),
        ("until 2026-05-31", "empty"),
        ("桥 until 31.5.", "'31.5.' behind until is no day"),
        ("桥 until", "'' behind until is no day"),
        ("until", "is no day"),
        ("桥 until 2026-05-31 前", "is no day"),
        ("桥 until 2026-13-45", "is no day"),
        ("桥 until 20260531", "is no day"),
        ("桥 until 2026-W22-7", "is no day"),
        ("桥 until 5月31日", "write the year too, like 2026年5月31日"),
    ],
)
def test_what_is_no_wish_is_refused_in_a_sentence(text, hint):
    with pytest.raises(UsageError, match=hint):
        parse_wish(text)


def test_it_holds_until_its_last_day():
    assert Wish("桥", DAY).holds(DAY)
    assert not Wish("桥", DAY).holds(DAY + dt.timedelta(1))
    assert Wish("桥", DAY).holds(None)
    assert Wish("桥").holds(DAY)
