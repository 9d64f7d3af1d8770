"""Dates as they are typed."""

import datetime as dt

import pytest

from service.commands.argument_types import parse_date, parse_log_format, parse_port
from service.errors import UsageError
from tests.support.tables import every_row


def test_a_date_is_read_and_none_stays_none():
    assert parse_date("2026-03-21") == dt.date(2026, 3, 21)
    assert parse_date(None) is None


@every_row("text", ["", "21.3.2026", "2026-02-30", "heute"])
def test_what_is_no_date_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match="write it like 2026-03-21"):
        parse_date(text)


@pytest.mark.parametrize(("inside", "outside"), [("1950-01-01", "1949-12-31"), ("2099-12-31", "2100-01-01")])
def test_dates_beyond_the_lunar_calendar_are_refused(inside, outside):
    assert str(parse_date(inside)) == inside
    with pytest.raises(UsageError, match=f"{outside} is out of bounds"):
        parse_date(outside)


@every_row("text", ["2026/3/21", "2026年3月21日", "２０２６－０３－２１"])
def test_a_date_may_be_written_as_in_chinese(text, capsys):
    assert parse_date(text) == dt.date(2026, 3, 21)
    assert capsys.readouterr().err == ""


def test_the_year_that_was_not_written_is_said(capsys):
    found = parse_date("3月21日")
    assert (found.month, found.day) == (3, 21)
    assert abs(found - dt.date.today()) <= dt.timedelta(days=184)
    assert f"3月21日 is read as {found}, the nearest" in capsys.readouterr().err


def test_a_date_with_another_day_of_the_week_says_so():
    with pytest.raises(UsageError, match="is a 星期六"):
        parse_date("2026年3月21日 星期日")


def test_numbers_are_taken_in_full_width():
    assert parse_port("８０８０") == 8080
    with pytest.raises(UsageError, match="give a whole number"):
        parse_port("八千")


def test_the_log_is_json_or_text():
    assert (parse_log_format("json"), parse_log_format("text")) == (True, False)
    with pytest.raises(UsageError, match="give text or json"):
        parse_log_format("xml")
