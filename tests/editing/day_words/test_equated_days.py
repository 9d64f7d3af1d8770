"""Two names of one day are told in their week only, and a headline without the weekday that its article takes back."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.equated_days import is_equation, without_contradicted
from service.editing.day_words.mentions import Unit, find
from tests.support.tables import every_row

MONDAY = ArticleDay(dt.date(2026, 9, 14), "page name")


@every_row(
    ("text", "equations"),
    [
        ("本月二十日是本周日，不是下周日。", ["本周日", "下周日"]),
        ("补课日是本周六，不是下周六。", ["本周六", "下周六"]),
        ("9月24日是下周四。", ["下周四"]),
        ("比赛是本周六上午。", []),
        ("揭牌定在9月18日，也就是本周五上午。", []),
        ("下周六开考。", []),
    ],
)
def test_a_weekday_that_names_a_day_anew(text, equations):
    assert [each.text for each in find(text) if is_equation(text, each)] == equations


@every_row(
    ("days", "told"),
    [
        (0, "本月二十日是本周日，不是下周日。"),
        (6, "本月二十日是本周日，不是下周日。"),
        (7, None),
    ],
)
def test_both_names_are_told_in_their_week(days, told):
    assert tell("本月二十日是本周日，不是下周日。", MONDAY, MONDAY.date + dt.timedelta(days=days)).text == told


@every_row(
    ("headline", "body", "told"),
    [
        ("考试下周日开考", "考试将于九月二十日举行。", "考试开考"),
        ("考试下周日开考", "考试将于九月二十七日举行。", "考试下周日开考"),
        ("考试下周日开考", "报名费20元。", "考试下周日开考"),
        ("河灯节下周六举行", "本报上周的预告误作下周六，特此更正。", "河灯节举行"),
        ("河灯节举行", "河灯节将于9月19日举行。", "河灯节举行"),
    ],
)
def test_a_headline_that_its_article_contradicts(headline, body, told):
    assert without_contradicted(headline, body, MONDAY, MONDAY.date) == told
    assert without_contradicted(headline, body, None, MONDAY.date) == headline


def test_other_words_are_no_equation():
    assert not any(is_equation("他是昨天来的。", each) for each in find("他是昨天来的。") if each.unit is Unit.DAY)
