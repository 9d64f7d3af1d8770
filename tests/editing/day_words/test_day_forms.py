"""How a day, a month and a year are said on the programme's day."""

import datetime as dt

from service.editing.day_words import day_forms
from tests.support.tables import every_row

PROGRAMME = dt.date(2027, 1, 3)


@every_row(
    ("date", "part", "said"),
    [
        ("2027-01-03", "", "今天"),
        ("2027-01-02", "", "昨天"),
        ("2027-01-01", "", "前天"),
        ("2027-01-05", "", "后天"),
        ("2026-12-31", "", "去年12月31日"),
        ("2027-01-08", "", "1月8日"),
        ("2025-12-31", "", "前年12月31日"),
        ("2021-12-31", "", "2021年12月31日"),
        ("2027-01-03", "晚", "今晚"),
        ("2027-01-02", "晚", "昨晚"),
        ("2027-01-01", "晚", "前天晚上"),
        ("2026-12-31", "晚", "去年12月31日晚"),
        ("2027-01-02", "晨", "昨天清晨"),
    ],
)
def test_days(date, part, said):
    assert day_forms.day(dt.date.fromisoformat(date), PROGRAMME, part) == said


def test_print_style_stays_where_there_is_such_a_word():
    assert day_forms.day(dt.date(2027, 1, 2), PROGRAMME, formal=True) == "昨日"
    assert day_forms.day(dt.date(2027, 1, 1), PROGRAMME, formal=True) == "前天"


def test_a_day_of_this_month_and_of_another():
    assert day_forms.date_of(dt.date(2027, 1, 18), PROGRAMME, by_day=True) == "本月18日"
    assert day_forms.date_of(dt.date(2026, 12, 18), PROGRAMME, by_day=True) == "去年12月18日"


def test_months_and_years():
    assert day_forms.month(2026, 12, PROGRAMME) == "上月"
    assert day_forms.month(2026, 11, PROGRAMME) == "去年11月"
    assert [day_forms.year(year, PROGRAMME) for year in (2024, 2025, 2026, 2027, 2028)] == [
        "2024年",
        "前年",
        "去年",
        "今年",
        "明年",
    ]
