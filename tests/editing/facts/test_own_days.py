"""The days that a report calls 今天 and 昨天, by its dateline."""

import datetime as dt

import pytest

from service.editing.facts import check, own_days
from tests.support.tables import every_row

DAY = dt.date(2024, 3, 1)


@every_row(
    ("source", "day"),
    [
        ("冷链中心启用\n本报3月1日讯 中心昨日启用。", DAY),
        ("冷链中心启用\n据外电3月1日报道，中心启用。", DAY),
        ("冷链中心启用\n中心3月1日启用。", None),
        ("冷链中心启用\n本报3月41日讯 中心启用。", None),
    ],
)
def test_the_day_of_a_dateline(source, day):
    assert own_days.day_of(source) == day


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("昨晚启用，今天开放", "2月29日晚启用，3月1日开放"),
        ("前天启用，下个月6号开放", "2月28日启用，4月6号开放"),
        ("本月10日启用，上月开工", "3月10日启用，上月开工"),
    ],
)
def test_day_words_become_dates_and_a_claim_becomes_words_again(text, dated):
    assert own_days.dated(text, DAY) == dated
    assert own_days.worded(dated, text, DAY) == text


def test_a_day_is_checked_by_its_date_and_named_in_its_word():
    source = "冷链中心启用\n本报3月21日讯 柳溪镇冷链中心3月20日启用，占地120亩。"
    assert check("柳溪镇冷链中心昨天启用。", source) == ()
    (fault,) = check("柳溪镇冷链中心前天启用。", source)
    assert (fault.claim, fault.kind) == ("前天", "date")
