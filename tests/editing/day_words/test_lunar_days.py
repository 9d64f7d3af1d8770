"""What was to be on a day of the lunar calendar is not told later as coming."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.lunar_days import refuse_coming
from tests.support.tables import every_row

EVE = ArticleDay(dt.date(2026, 2, 16), "page name")


def is_told(text, later):
    try:
        refuse_coming(text, EVE, EVE.date + dt.timedelta(days=later))
    except NotTold:
        return False
    return True


@pytest.mark.parametrize("text", ["气象台：正月十五有雨。", "他将于正月十五返岗。"])
def test_what_was_to_come_on_a_day_that_no_calendar_near_has_is_told_on_its_own_day_alone(text):
    day = ArticleDay(dt.date(2026, 1, 2), "page name")  # 60 days before
    refuse_coming(text, day, day.date)
    with pytest.raises(NotTold):
        refuse_coming(text, day, dt.date(2026, 1, 3))


@every_row(
    "text",
    [
        "庙会正月初一开锣，正月十五收场。",
        "初一的票已经约完，初二还剩四千张。",
        "腊月廿八，慰问品已送到各个班组。",
        "初二年级学生将参加考试。",
        "春节前将恢复双向六车道。",
    ],
)
def test_what_was_done_and_what_is_no_such_day_is_told(text):
    assert is_told(text, 7)


def test_the_weather_of_a_feast_is_told_for_two_days():
    assert is_told("元旦假期天气：前晴后阴", 2)
    assert not is_told("元旦假期天气：前晴后阴", 3)


@every_row(
    ("text", "next_day"),
    [
        ("眼下正是农历九月十七，天文大潮碰上大风。", "天文大潮碰上大风。"),
        ("今天是农历腊月廿三，街上的糖瓜卖得快。", "街上的糖瓜卖得快。"),
        ("街上的糖瓜卖得快，今天正是农历腊月廿三。", None),
        ("农历腊月廿三，街上的糖瓜卖得快。", "农历腊月廿三，街上的糖瓜卖得快。"),
    ],
)
def test_what_day_of_the_lunar_calendar_it_is_is_told_on_that_day_alone(text, next_day):
    day = ArticleDay(dt.date(2026, 10, 26), "page name")
    assert tell(text, day, day.date).text == text
    assert tell(text, day, dt.date(2026, 10, 27)).text == next_day
