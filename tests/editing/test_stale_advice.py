"""Advice goes with the forecast that it leans on."""

import datetime as dt

import pytest

from service.editing.retold_summary import retell
from service.editing.stale_advice import leaning
from service.editing.summarizer import extractive
from service.model import Article
from tests.support.tables import every_row

RAIN = "据市气象台消息，预计今天傍晚到明天夜间，全市有一次小雨过程，雨量5到12毫米。"
ADVICE = "市气象台提醒，雨天路滑，出行请减速慢行。"
PASSED = {RAIN: "今天 has passed (2026-03-20)"}


@every_row(
    ("text", "stale"),
    [
        (f"{RAIN}\n{ADVICE}", True),
        (RAIN + ADVICE, True),
        (f"{RAIN}\n全市有32个自动站。\n{ADVICE}", False),  # too far to lean on
        (f"{ADVICE}\n{RAIN}", False),
        (f"{RAIN}\n市气象台提醒，下周一早晨有霜，注意保温。", False),  # a day of its own
        (f"{RAIN}\n全市的水库蓄水充足。", False),
    ],
)
def test_advice_leans_on_what_is_foretold_just_ahead(text, stale):
    assert bool(leaning(text, PASSED)) == stale


def test_what_is_not_told_for_another_reason_takes_no_advice_along():
    assert leaning(f"{RAIN}\n{ADVICE}", {RAIN: "the day of 近日 is not known"}) == {}
    assert leaning(f"{RAIN}\n{ADVICE}", {}) == {}


@pytest.mark.parametrize(("later", "told"), [(0, True), (3, False)])
def test_the_advice_of_a_rain_that_is_over_is_not_told(later, told):
    body = (RAIN, ADVICE, "市水务局局长周庆和3月20日介绍，全市三座水库蓄水1.2亿立方米，比去年多两成，春灌用水充足。")
    day = dt.date(2026, 3, 20)
    article = Article("p", "青沅市迎来小雨", body, published=day, dated_by="name 20260320")
    found = retell(article, 500, day + dt.timedelta(days=later), extractive)
    assert any("减速慢行" in each.text for each in found.levels[-1].sentences) == told
    assert ("advice for what is not told" in found.note) != told


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("今天投币的乘客请自备零钱。", True),
        ("今晚看球的市民请提前出门。", True),
        ("今天起乘船的旅客请自备零钱。", False),
        ("乘船的旅客请自备零钱。", False),
        ("今天他请假在家。", False),
    ],
)
def test_what_is_asked_of_people_on_a_day_is_not_told_the_next(text, stale):
    assert bool(leaning(text, {}, later=True)) == stale
    assert not leaning(text, {})


EVENING = "体育场挂出提示，今晚6时起荷花路封闭。"
OFFER = "剩下的三百张门票，球迷可到南门窗口购买。"


def test_what_one_could_have_on_an_evening_goes_with_it():
    assert leaning(EVENING + OFFER, {}, later=True)
    assert not leaning(EVENING + OFFER, {})
    assert not leaning(f"{EVENING}\n{OFFER}", {}, later=True)
    assert not leaning(
        EVENING + "有关手续可到社区窗口办理，周一至周五都行。下周一，市民可到南门购买门票。", {}, later=False
    )


def test_what_is_offered_leans_on_what_is_foretold_ahead():
    passed = {"公安部门预计，今晚江滩客流将达12万人。": "今晚 has passed (2026-12-31)"}
    text = "公安部门预计，今晚江滩客流将达12万人。走散的孩子可到服务站等家长。"
    assert set(leaning(text, passed)) == {"走散的孩子可到服务站等家长。"}


RACE = "第十一届龙舟赛将于本周六在白鹭湖举行。"


@every_row(
    ("sentence", "stale"),
    [
        ("观众可从东门、北门免费入场，当天湖滨路8时至17时禁止通行。", True),
        ("今年首次设立青少年组，决赛定在下午3时。", True),
        ("届时，3路车绕行。", True),
        ("共有32支队伍报名。", False),
        ("比赛设两个项目，当天的成绩另行公布。", False),
    ],
)
def test_what_is_of_an_event_goes_with_it(sentence, stale):
    assert (sentence in leaning(RACE + sentence, {RACE: "本周六 has passed (2026-06-20)"})) == stale
    assert not leaning(RACE + sentence, {})


def test_what_counts_from_words_that_are_not_told_goes_with_them():
    said, next_day = "店长曾对她说：“你明天来。”", "她第二天去了，店长不在。"
    assert set(leaning(said + next_day, {said: "a quotation is of a day that is not sure"})) == {next_day}
    assert not leaning(f"{said}执法人员到店检查。{next_day}", {said: "a quotation is of a day that is not sure"})
