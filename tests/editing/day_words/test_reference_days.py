"""What a word that names no day counts from."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.reference_days import hangs, holder, is_past, names_time
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 12), "page name")


@every_row(
    ("text", "begins"),
    [
        ("当天下午，路封了。", "当天"),
        ("他第二天又来了。", "他第二天"),
        ("此前一天，学校开放参观。", "此前一天"),
        ("三天后，人找到了。", "三天后"),
        ("2时50分，消防车到场。", "2时"),
        ("晚上八点，灯亮了。", "晚上八点"),
        ("开幕当天，读者可领书签。", ""),  # of the opening
        ("会前一天，市长来了。", ""),
        ("气象部门预计，当天有小雨。", "当天"),
        ("记者从老城街道获悉，当天上午9时，老街将办市集。", "当天"),
        ("发烧应当天就医。", ""),
        ("5月9日，路封了，当天解封。", ""),
        ("每天8时开门。", ""),
        ("工人发现旧巢，当天就撤了。", ""),  # of what happened in it
    ],
)
def test_how_a_sentence_begins_that_is_of_a_day_ahead(text, begins):
    assert hangs(text) == begins


@every_row(
    ("ahead", "found"),
    [
        ("9日，餐馆起火。风很大。", "9日，餐馆起火。"),
        ("9日，餐馆起火。\n", ""),
        ("风很大。\n9日，餐馆起火。\n", "9日，餐馆起火。"),
        ("风很大。", ""),
        ("去年冬天，大雪封山。", "去年冬天，大雪封山。"),
    ],
)
def test_the_sentence_that_says_the_day(ahead, found):
    text = "2时50分，消防车到场。"
    assert holder(ahead) == (found if "\n" not in ahead[-1:] else ahead.rstrip("\n").rpartition("\n")[2])
    told = tell(text, DAY, DAY.date + dt.timedelta(days=1), ahead=ahead)
    assert (told.hangs or "") == holder(ahead)
    assert (told.text is None) == (not holder(ahead))
    assert tell(text, DAY, DAY.date, ahead=ahead).hangs is None


@every_row(
    ("ahead", "before", "past"),
    [
        ("去年冬天，六个人进了山。", "", True),
        ("1949年5月，城里打了两天。", "", True),
        ("他24岁那年进厂。", "", True),
        ("去年冬天，六个人进了山。昨天，他们又去了。", "", False),
        ("去年冬天，六个人进了山。向导说明天再来吧。", "", True),
        ("去年新建大棚80座，今年再建40座。", "", False),
        ("凡2020年8月31日以前出生的，均可报名。", "", False),
        ("与去年相比，多了两成。", "", False),
        ("昨天，记者到了村里。", "2003年，", True),
        ("去年冬天，六个人进了山。\n路修好了。", "", False),
        ("", "", False),
    ],
)
def test_a_passage_of_the_past(ahead, before, past):
    assert is_past(ahead, before, DAY) == past


@pytest.mark.parametrize("text", ["昨天，路封了。", "去年，路封了。", "2时，路封了。", "登陆前一天，路封了。"])
def test_a_sentence_with_a_time(text):
    assert names_time(text)
    assert not names_time("路封了，“昨天封的”。")


def test_what_moves_on_is_told_just_behind_its_day():
    ahead = "去年冬天，大雪封山。风很大。"
    assert holder(ahead) == "去年冬天，大雪封山。"
    assert not holder(ahead, near=True)
    later = DAY.date + dt.timedelta(days=1)
    assert tell("当天，路封了。", DAY, later, ahead=ahead).hangs == "去年冬天，大雪封山。"
    assert tell("次日，路封了。", DAY, later, ahead=ahead).text is None
    assert tell("当天，路封了。", DAY, later, ahead="去年三月三，有集市。\n5月9日下雨，10日天晴。\n").text is None
    assert tell("2时50分，车到了。", DAY, later, ahead="5月9日下雨，10日凌晨起火。\n").hangs
    assert tell("此前一天，学校开放。", DAY, later, ahead="昨天，市里开会。\n6月20日公布结果。\n").text is None
