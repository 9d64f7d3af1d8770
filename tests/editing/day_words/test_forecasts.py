"""What is said as coming."""

import pytest

from service.editing.day_words.forecasts import is_announced, is_in_force


def announced(sentence, word):
    at = sentence.index(word)
    return is_announced(sentence, at, at + len(word))


@pytest.mark.parametrize(
    "sentence",
    [
        "飞船将于今天发射。",
        "今天图书馆将开馆。",
        "气象台预计，今天夜间到明天，雨势将增强。",
        "预计今天有大雨。",
        "今天起至23日，北方将有降雨。",
        "会议计划今天召开。",
    ],
)
def test_it_is_announced(sentence):
    assert announced(sentence, "今天")


@pytest.mark.parametrize(
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
