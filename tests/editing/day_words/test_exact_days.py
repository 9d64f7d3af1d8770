"""A word that names one day, two days later."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, exact_days
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import find
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 10), "page name 20260510")
PROGRAMME = dt.date(2026, 5, 12)


@every_row(
    ("text", "became", "date"),
    [
        ("今天开馆", "前天", dt.date(2026, 5, 10)),
        ("明晚开馆", "昨晚", dt.date(2026, 5, 11)),
        ("今天（5月9日）开馆", "5月9日", dt.date(2026, 5, 9)),
    ],
)
def test_a_day_is_counted_from_the_articles_or_stands_in_its_bracket(text, became, date):
    change = exact_days.day_word(find(text)[0], DAY, PROGRAMME)
    assert (change.became, change.until) == (became, date)


def test_a_date_of_another_year_is_told_with_its_year():
    text = "12月30日开馆"
    change = exact_days.full_date(find(text)[0], text, DAY, dt.date(2027, 1, 3))
    assert change.became == "去年12月30日"


@every_row(
    ("text", "became"),
    [
        ("5月12日8时起可查询录取结果。", "今天"),
        ("中心5月12日（星期二）起搬到四楼。", "今天"),
        ("塌方路段5月12日18时前抢通一车道。", "今天"),
        ("5月12日至14日停水。", "5月12日至14日"),
        ("从5月12日8时至5月14日8时停水。", "5月12日"),
        ("5月12日、14日停水。", "5月12日、14日"),
        ("每年5月12日演练。", "5月12日"),
        ("条例将于2026年5月12日正式施行。", "今天"),
        ("2026年5月12日至14日停水。", "2026年5月12日至14日"),
        ("2026年5月13日开馆。", "2026年5月13日"),
        ("5月13日开馆。", "5月13日"),
    ],
)
def test_the_programmes_own_day_is_today_where_it_is_no_more_than_a_date(text, became):
    assert exact_days.full_date(find(text)[0], text, DAY, PROGRAMME).became == became


def test_on_the_articles_own_day_a_date_stays():
    text = "5月10日开馆。"
    assert exact_days.full_date(find(text)[0], text, DAY, DAY.date).became == "5月10日"


def test_a_day_of_the_month_far_from_the_article_is_told_where_its_month_is_sure():
    text = "24日过站不停。"
    with pytest.raises(NotTold):
        exact_days.date_of_month(find(text)[0], text, DAY, PROGRAMME)
    for text in ("会议将持续至24日，其间有展览。", "24日起六类人才可申办签注。"):
        assert exact_days.date_of_month(find(text)[0], text, DAY, PROGRAMME).became == "本月24日"
    text = "将于24日开馆。"
    assert exact_days.date_of_month(find(text)[0], text, DAY, PROGRAMME).became == "本月24日"


def test_a_weekday_needs_its_week():
    text = "下周三开馆。"
    assert exact_days.weekday(find(text)[0], text, DAY, PROGRAMME).became == "明天"
    text = "周六晚环湖路封闭。"
    with pytest.raises(NotTold):
        exact_days.weekday(find(text)[0], text, DAY, PROGRAMME)


@every_row(
    ("text", "programme", "became"),
    [
        ("县里12月31日上午开会。", dt.date(2026, 1, 1), "昨天"),
        ("县里12月30日上午开会。", dt.date(2026, 1, 1), "前天"),
        ("县里12月29日上午开会。", dt.date(2026, 1, 1), "去年12月29日"),
        ("县里12月29日至31日开会。", dt.date(2026, 1, 1), "去年12月29日至31日"),
        ("县里12月31日上午开会。", dt.date(2025, 12, 31), "12月31日"),
    ],
)
def test_the_last_days_of_last_year_are_called_by_their_distance(text, programme, became):
    day = ArticleDay(dt.date(2025, 12, 31), "a page")
    assert exact_days.full_date(find(text)[0], text, day, programme).became == became
