"""Fields of a service's JSON, of the right type and of any other."""

import datetime as dt

from service.sources.reading_lists import listed_fields
from tests.support.tables import every_row

ANY = [None, True, 7, -1.5, 1e300, float("nan"), "x", [], [1, None], {}, {"a": 1}]


@every_row(
    ("value", "found"),
    [
        ("2026-03-21T06:30:00Z", dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)),
        ("2026-03-21T06:30:00+0800", dt.datetime(2026, 3, 20, 22, 30, tzinfo=dt.UTC)),
        ("2026-03-21T06:30:00.123456+00:00", dt.datetime(2026, 3, 21, 6, 30, 0, 123456, tzinfo=dt.UTC)),
        ("2026-03-21T06:30:00", dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)),
        (1774074600, dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)),
        ("yesterday", None),
        ("", None),
        (1e300, None),
        (float("nan"), None),
        (None, None),
        ([], None),
    ],
)
def test_a_moment_is_found_or_none(value, found):
    assert listed_fields.moment(value) == found


@every_row(
    ("value", "text"),
    [
        (1774074600, "1774074600"),
        (1774074600000.0, "1774074600000"),
        (10**400, f"1{400 * '0'}"),
        ("2026-03-21", "2026-03-21"),
        (None, ""),
        ([], ""),
    ],
)
def test_a_date_is_a_text(value, text):
    assert listed_fields.dated(value) == text


def test_ids_that_are_no_numbers_are_left_out():
    assert listed_fields.numbers(["1", "", "x", "-2", "٣", "1 ", "9" * 19, "007"]) == [1, 7]


def test_a_field_of_another_type_is_empty():
    for value in ANY:
        found = {"a": value}
        assert listed_fields.string(found, "a") == (value if isinstance(value, str) else "")
        assert listed_fields.inner(found, "a") == (value if isinstance(value, dict) else {})
        assert listed_fields.strings(found, "a") == []
        assert listed_fields.objects(found, "a") == []
    mixed = {"a": ["x", 1, {"b": 2}, None]}
    assert listed_fields.strings(mixed, "a") == ["x"]
    assert listed_fields.objects(mixed, "a") == [{"b": 2}]
