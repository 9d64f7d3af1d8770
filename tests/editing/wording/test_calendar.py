"""The Chinese calendar, on days that any printed calendar tells."""

import datetime as dt

from service.editing.wording.calendar import lunar, occasion
from tests.support.tables import every_row


@every_row(
    ("date", "said"),
    [("2026-03-21", "二月初三"), ("2025-07-25", "闰六月初一"), ("2026-02-17", "正月初一"), ("2026-09-25", "八月十五")],
)
def test_the_lunar_date_is_said(date, said):
    assert lunar(dt.date.fromisoformat(date)) == said


@every_row(
    ("date", "said"),
    [
        ("2026-02-17", "春节"),
        ("2026-02-16", "除夕"),
        ("2026-06-19", "端午节"),
        ("2026-09-25", "中秋节"),
        ("2026-10-01", "国庆节"),
        ("2026-03-20", "春分"),
        ("2026-03-25", ""),
    ],
)
def test_festivals_and_terms_fall_on_their_days(date, said):
    found = occasion(dt.date.fromisoformat(date))
    assert (said in found) if said else (found == "")
