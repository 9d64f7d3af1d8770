"""What waits for a time that is over is not told as open."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.open_outcomes import waits
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 12, 30), "page name")
NEXT = dt.date(2026, 12, 31)
NEW_YEAR = dt.date(2027, 1, 2)


@every_row(
    "text",
    [
        "她能否出场，要看今天下午的复查结果。",
        "航班能不能飞，还要看今晚的天气情况。",
        "决赛对手得等今晚两场比赛结束后才能知道。",
        "开闸与否取决于今晚的雨情。",
        "名次还有待今晚最后一轮的结果。",
        "最终人选尚需等到今晚的评审会再定。",
    ],
)
def test_an_outcome_that_is_known_is_not_told_as_open(text):
    assert tell(text, DAY, DAY.date).text == text
    assert tell(text, DAY, NEXT).text is None


@every_row(
    ("text", "told"),
    [
        ("能否复航，要看明年春天的冰情，结果难料。", "能否复航，要看明年春天的冰情，结果难料。"),
        ("镇里看了昨天下午的检查结果。", "镇里看了前天下午的检查结果。"),
        ("只需看昨天的成绩就知道差距。", "只需看前天的成绩就知道差距。"),
        ("他等到今天凌晨，车才修好。", "他等到昨天凌晨，车才修好。"),
    ],
)
def test_what_is_still_open_and_what_was_seen_is_told(text, told):
    assert tell(text, DAY, NEXT).text == told


def test_somebody_who_wants_to_see_something_waits_for_nothing():
    text = "他要看今晚的戏。"
    assert not waits(text, 3, 5)


@every_row(
    "text",
    [
        "欠发的工钱元旦前能补齐。",
        "元旦将至，市场货足价稳。",
        "元旦、春节将至，铁路加开列车。",
        "元旦假期在即，景区检修缆车。",
        "元旦来临之际，社区挂起灯笼。",
    ],
)
def test_a_feast_that_has_come_is_not_near(text):
    assert tell(text, DAY, NEXT).text == text
    assert tell(text, DAY, NEW_YEAR).text is None


@pytest.mark.slow
@every_row(
    "text",
    [
        "春节将至，花市开张。",
        "欠发的工钱元旦前已经补齐。",
        "元旦前一天，收费站堵了三公里。",
        "元旦前夕，工人进了场。",
        "每年元旦前，村里都要杀猪。",
        "清明前采的茶最贵。",
        "国庆前能通车。",
    ],
)
def test_another_feast_and_what_was_done_before_one_is_told(text):
    assert tell(text, DAY, NEW_YEAR).text == text


def test_a_solar_term_that_has_come_is_not_near():
    day, text = ArticleDay(dt.date(2024, 2, 17), "page name"), "雨水节气将至，乡亲们忙着耕地。"
    assert [tell(text, day, day.date + dt.timedelta(days=each)).text for each in (0, 1, 2)] == [text, text, None]
