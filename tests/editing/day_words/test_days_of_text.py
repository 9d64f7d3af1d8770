"""What the text says of its own days: from which 次日 counts, and when somebody is quoted."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.days_of_text import SpokenOn, spoken_on
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 12), "page name")


def told(ahead, sentence):
    return tell(sentence, DAY, dt.date(2026, 5, 20), ahead=ahead).text


@every_row(
    ("ahead", "sentence", "heard"),
    [
        ("9日晚，餐馆起火。", "翌日，火因查明。", "5月10日，火因查明。"),
        ("昨天，餐馆起火。风很大。", "次日清晨，火灭了。", "5月12日清晨，火灭了。"),
        ("9日晚，餐馆起火。", "当天，路封了。", "5月9日，路封了。"),
        ("9日晚，餐馆起火。", "第二天，路封了。", "5月10日，路封了。"),
        ("9日晚，餐馆起火，11日通报。", "翌日，火因查明。", None),
        ("9日至11日有雨。", "翌日，天晴了。", None),
        ("9日晚起火。次日扑灭。", "翌日，火因查明。", None),
        (
            "昨天，鸟巢数完。铁塔原已停用，去年冬天计划拆除。",
            "工人发现旧巢，当天就撤了。",
            "工人发现旧巢，当天就撤了。",
        ),
        ("昨天，鸟巢数完。铁塔已停用。", "工人发现旧巢，当天就撤了。", "工人发现旧巢，5月11日就撤了。"),
        ("", "第二天，路封了。", "第二天，路封了。"),
        ("", "9日起火，次日扑灭。", "5月9日起火，次日扑灭。"),
        ("", "每周三播出，次日重播。", "每周三播出，次日重播。"),
        ("2021年，厂停了。", "翌年，厂拆了。", "2022年，厂拆了。"),
        ("去年，厂停了。", "翌年，厂拆了。", "今年，厂拆了。"),
        ("2021年厂停，2023年又开。", "翌年，厂拆了。", None),
        ("", "2021年厂停，翌年拆除。", "2021年厂停，翌年拆除。"),
        ("", "厂房翌年拆除。", "厂房明年拆除。"),
    ],
)
def test_a_word_that_counts_from_the_text_is_told_by_its_day(ahead, sentence, heard):
    text = told(ahead, sentence)
    assert (text and text.replace("本月", "5月")) == heard


@pytest.mark.parametrize(
    ("ahead", "date", "perhaps"),
    [
        ("", 12, ()),
        ("大桥修了两年。", 12, ()),
        ("9日，记者走进石桥村。", 9, ()),
        ("昨天上午，记者走进石桥村。路修好了。", 11, ()),
        ("9日，石桥村通了车。", None, (9, 12)),
        ("日前，镇长接受记者采访。", None, (9, 12)),
        ("大桥将于15日通车。", 12, ()),
    ],
)
def test_somebody_is_quoted_on_the_day_of_the_last_scene(ahead, date, perhaps):
    found = spoken_on(ahead, DAY, DAY.date)
    day = dt.date(2026, 5, date) if date else None
    assert found == SpokenOn(day, frozenset(dt.date(2026, 5, each) for each in perhaps))


def test_the_same_day_moves_nothing():
    assert (
        told("9日下午，两人登山，当晚迷路。17时，一人报警。", "次日11时，队员找到两人。")
        == "5月10日11时，队员找到两人。"
    )
    assert told("9日上午，派出所接到报警。", "次日凌晨2时，民警将嫌疑人抓获。") == "5月10日凌晨2时，民警将嫌疑人抓获。"
