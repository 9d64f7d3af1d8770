"""Of a forecast of several days those are told that are left."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.days_still_to_come import forecasts, of_weather
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 22), "page name")  # a Friday


@every_row(
    ("text", "next_day", "two_days_on"),
    [
        (
            "据市气象台预计，今天夜间小雨，明天多云，后天起转晴。",
            "据市气象台预计，今天多云，明天起转晴。",
            "据市气象台预计，今天起转晴。",
        ),
        ("今天夜间到明天白天，小雨。", "今天白天，小雨。", None),
        ("今天到后天，全市以晴为主。", "今天到明天，全市以晴为主。", "今天，全市以晴为主。"),
        ("受冷空气影响，今晚降温，明天转晴，24日有霜。", "今天转晴，明天有霜。", "今天有霜。"),
        ("22日夜间有雨，23日仍有雨，24日转晴。", "今天仍有雨，明天转晴。", "今天转晴。"),
        ("本周六有雨，本周日转晴。", "今天有雨，明天转晴。", "今天转晴。"),
        ("今晚有雨，明天也有雨。", None, None),
        ("今晚到明天，多云转阴。", None, None),
        ("今天夜间到明天白天，小雨，累计雨量20毫米。", None, None),
        ("今天开工，明天完工。", "昨天开工，今天完工。", None),
    ],
)
def test_the_days_that_are_left(text, next_day, two_days_on):
    assert tell(text, DAY, DAY.date + dt.timedelta(days=1)).text == next_day
    assert tell(text, DAY, DAY.date + dt.timedelta(days=2)).text == two_days_on
    assert tell(text, DAY, DAY.date + dt.timedelta(days=7)).text in (None, text.replace("今天", "5月22日"))


def test_nothing_is_cut_on_its_own_day_or_of_no_weather():
    text = "今天夜间小雨，明天多云。"
    assert of_weather(text, DAY, DAY.date) == ""
    assert of_weather(text, DAY, DAY.date + dt.timedelta(days=1)) == "明天多云。"
    assert of_weather("今天布展，明天开展。", DAY, DAY.date + dt.timedelta(days=1)) == ""


@every_row(
    ("told", "is_one"),
    [
        ("今天晴转多云，最高气温36℃。", True),
        ("据市气象台预计，明天有雨。", True),
        ("昨天有雨。", False),
        ("今天开业。", False),
        ("气温升了3度。", False),
    ],
)
def test_what_may_begin_a_forecast(told, is_one):
    assert forecasts(told, dt.date(2026, 8, 23)) == is_one
