"""What is said as coming."""

from service.editing.day_words.forecasts import is_announced, is_begun, is_foretold_today, is_in_force
from tests.support.tables import every_row


def announced(sentence, word):
    at = sentence.index(word)
    return is_announced(sentence, at, at + len(word))


@every_row(
    "sentence",
    [
        "飞船将于今天发射。",
        "今天图书馆将开馆。",
        "气象台预计，今天夜间到明天，雨势将增强。",
        "预计今天有大雨。",
        "今天起至23日，北方将有降雨。",
        "会议计划今天召开。",
        "火箭已完成加注，瞄准今天22时发射。",
    ],
)
def test_it_is_announced(sentence):
    assert announced(sentence, "今天")


@every_row(
    "sentence",
    [
        "铁路部门今天表示，暑运将于7月开始。",
        "市长今天说将推迟通车。",
        "今天市里将应急响应提升至三级。",
        "救援人员今天将受困群众转移至安全地带。",
        "今天开馆，下一步将免费开放。",
        "他已下令推迟原定于今天举行的比赛。",
        "气象台今天预计，未来三天有雨。",
    ],
)
def test_it_is_not(sentence):
    assert not announced(sentence, "今天")


def test_a_rule_stays_in_force():
    assert is_in_force("新规6月1日起施行。", 6)
    assert not is_in_force("展览6月1日开幕。", 6)


@every_row(
    ("sentence", "begun"),
    [
        ("老院区从明天起只保留两个科室。", True),
        ("31路从明天首班车起改道。", True),
        ("明天起，四路车停靠新站。", True),
        ("明天起，四路车将停靠新站。", False),
        ("明天起三天，全城停水。", False),
        ("明天起降温。", False),
        ("明天起飞的航班已满。", False),
        ("预计明天起客流增加。", False),
    ],
)
def test_what_goes_on_from_a_day_has_begun(sentence, begun):
    at = sentence.index("明天")
    assert is_begun(sentence, at, at + 2) is begun


@every_row(
    ("sentence", "foretold"),
    [
        ("今天是假期最后一天，返程高峰预计出现在15时至19时，自驾游客可错峰出行。", True),
        ("灯光秀今天9时开始，预计观众超过6万人，请乘坐公共交通。", True),
        ("市气象台研判，今天白天降雨明显减弱，水库按计划蓄水。", True),
        ("今天下午雨势减弱，转移群众可返家。", True),
        ("今天下午强降雨导致两条路积水。", False),
        ("今天白天降雨量超过40毫米。", False),
        ("今天是世界卒中日，专家提醒，高血压患者请按时服药。", False),
        ("今天开园，预计全年客流50万人。", False),
    ],
)
def test_what_is_foretold_behind_a_day_is_of_that_day(sentence, foretold):
    at = sentence.index("今天")
    assert is_foretold_today(sentence, at, at + 2) is foretold


def test_who_is_caught_in_one_word_is_no_forecast():
    assert not is_announced("7月2日，民警在车站将他抓获", 0, 4)
    assert is_announced("7月2日，车站将他县旅客分流", 0, 4)
