"""A headline's 周六 that is over is not told; what recurs, is to come or is named by 本 and 下 stays."""

import datetime as dt

from service.editing.day_words import ArticleDay
from service.editing.day_words.bare_weekdays import without_gone
from tests.support.tables import every_row

THURSDAY = ArticleDay(dt.date(2026, 11, 19), "page name")


def _later(headline, days):
    return without_gone(headline, THURSDAY, THURSDAY.date + dt.timedelta(days=days))


@every_row(
    ("headline", "days", "told"),
    [
        ("招聘会周六移师线上", 2, "招聘会周六移师线上"),  # it is that Saturday
        ("招聘会周六移师线上", 3, "招聘会移师线上"),
        ("讲座周四晚上改在二楼", 1, "讲座改在二楼"),
        ("长堤路单行延至周日", 7, None),
        ("长堤路单行延至周日", 1, "长堤路单行延至周日"),
        ("文化馆每周六开放", 7, "文化馆每周六开放"),
        ("门诊周一至周五照常", 7, "门诊周一至周五照常"),
        ("下周六开考", 7, "下周六开考"),  # told by its date elsewhere
        ("开馆一周年", 7, "开馆一周年"),
    ],
)
def test_a_weekday_of_a_headline(headline, days, told):
    assert _later(headline, days) == told


def test_without_a_day_nothing_changes():
    assert without_gone("招聘会周六移师线上", None, THURSDAY.date) == "招聘会周六移师线上"
