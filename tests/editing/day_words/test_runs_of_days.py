"""What is left of a run of days, a day later and more."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, runs_of_days
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import find
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 10), "page name 20260510")


def told(text, later):
    change = runs_of_days.span(find(text)[0], text, DAY, DAY.date + dt.timedelta(days=later))
    return change and change.became


@every_row(
    ("text", "later", "became"),
    [
        ("今明两天有雨。", 1, "今天"),
        ("今起三天封路。", 1, "5月10日至12日"),
        ("未来三天有雨。", 1, "今明两天"),
        ("未来三天，气温将累计下降8度。", 0, None),
    ],
)
def test_what_is_left_is_told(text, later, became):
    assert told(text, later) == became


@every_row(("text", "later"), [("今明两天有雨。", 2), ("今起三天封路。", 3), ("未来三天有雨。", 4)])
def test_what_has_passed_is_not(text, later):
    with pytest.raises(NotTold):
        told(text, later)
