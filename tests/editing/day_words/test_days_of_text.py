"""What the text says of its own days: from which 次日 counts, and when somebody is quoted."""

import datetime as dt

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
        ("昨天，餐馆起火。", "次日清晨，火灭了。", "5月12日清晨，火灭了。"),
        ("昨天，餐馆起火。风很大。", "次日清晨，火灭了。", None),
        ("昨天，餐馆起火。\n风很大。", "当天，路封了。", "5月11日，路封了。"),
        ("1949年5月，城里起火。", "当天，路封了。", "当天，路封了。"),
        ("去年冬天，6日，城里起火。", "当天，路封了。", "当天，路封了。"),
        ("会前一天，市长来了。", "当晚，水位涨了。", "当晚，水位涨了。"),
        ("5月9日，会议召开。", "去年三月三，当天一早就有人。", "去年三月三，当天一早就有人。"),
        ("9日晚，餐馆起火。", "当天，路封了。", "5月9日，路封了。"),
        ("9日晚，餐馆起火。", "第二天，路封了。", "5月10日，路封了。"),
        ("9日晚，餐馆起火，11日通报。", "翌日，火因查明。", "翌日，火因查明。"),
        ("9日至11日有雨。", "翌日，天晴了。", "翌日，天晴了。"),
        ("9日晚起火。次日扑灭。", "翌日，火因查明。", "翌日，火因查明。"),
        (
            "昨天，鸟巢数完。铁塔原已停用，去年冬天计划拆除。",
            "工人发现旧巢，当天就撤了。",
            "工人发现旧巢，当天就撤了。",
        ),
        ("昨天，鸟巢数完。铁塔已停用。", "工人发现旧巢，当天就撤了。", "工人发现旧巢，当天就撤了。"),
        ("", "第二天，路封了。", "第二天，路封了。"),
        ("", "9日起火，次日扑灭。", "5月9日起火，次日扑灭。"),
        ("", "每周三播出，次日重播。", "每周三播出，次日重播。"),
        ("2021年，厂停了。", "翌年，厂拆了。", "2022年，厂拆了。"),
        ("去年，厂停了。", "翌年，厂拆了。", "今年，厂拆了。"),
        ("2021年厂停，2023年又开。", "翌年，厂拆了。", "翌年，厂拆了。"),
        ("", "2021年厂停，翌年拆除。", "2021年厂停，翌年拆除。"),
        ("", "厂房翌年拆除。", "厂房明年拆除。"),
        ("2021年厂停。", "大桥通车的次年，厂拆了。", "大桥通车的次年，厂拆了。"),
        ("三年前，他来了。", "头一年亏了，第二年持平。", "头一年亏了，第二年持平。"),
        ("3月11日，法院判了。", "商场三天后付款到账。", "商场3月14日付款到账。"),
        ("去年冬天，他住了院。", "三天后，他出了院。", "三天后，他出了院。"),
    ],
)
def test_a_word_that_counts_from_the_text_is_told_by_its_day(ahead, sentence, heard):
    text = told(ahead, sentence)
    assert (text and text.replace("本月", "5月")) == heard


@every_row(
    ("ahead", "later", "is_told"),
    [
        ("5月21日举行追思会。", 3, True),
        ("5月21日举行追思会。", 8, False),
        ("追思会另行通知。", 3, False),
        ("追思会另行通知。", 0, True),
    ],
)
def test_what_will_be_some_days_ahead_of_an_event(ahead, later, is_told):
    text = "追思会前两天，图书馆将开放手稿展。"
    assert (tell(text, DAY, DAY.date + dt.timedelta(days=later), ahead=ahead).text is not None) == is_told


@every_row(
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
    ahead = "9日，两人登山，当晚迷路。17时，一人报警。"
    found = tell("次日11时，队员找到两人。", DAY, dt.date(2026, 5, 20), ahead=ahead)
    assert (found.text, found.hangs) == ("次日11时，队员找到两人。", "17时，一人报警。")
    assert told("9日上午，派出所接到报警。", "次日凌晨2时，民警将嫌疑人抓获。") == "5月10日凌晨2时，民警将嫌疑人抓获。"
