"""Two or three days or years in one word are told whole, or not at all."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.compound_times import is_compound, years
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 12, 30), "page name")
SAME_YEAR = dt.date(2026, 12, 31)
NEW_YEAR = dt.date(2027, 1, 2)


@every_row(
    ("text", "told"),
    [
        ("旧桥明后年分段拆除。", "旧桥今明两年分段拆除。"),
        ("旧桥明后两年分段拆除。", "旧桥今明两年分段拆除。"),
        ("合作社今明两年扩种百亩。", "合作社2026年至2027年扩种百亩。"),
        ("全县今明后三年轮修渠道。", "全县2026年至2028年轮修渠道。"),
        ("去今两年，村里修了六条路。", "2025年至2026年，村里修了六条路。"),
        ("前去两年，村里没有收成。", "2024年至2025年，村里没有收成。"),
    ],
)
def test_years_in_one_word(text, told):
    assert tell(text, DAY, SAME_YEAR).text == text
    assert tell(text, DAY, NEW_YEAR).text == told


@every_row(
    ("text", "next_day", "two_days_on"),
    [
        ("今明两天有雪。", "今天有雪。", None),
        ("今明两天的雨不大。", "今天的雨不大。", None),
        ("明后日有雾。", "今明两天有雾。", "今天有雾。"),
        ("今明后三天有霜。", "今明两天有霜。", "今天有霜。"),
        ("今明两天气温将下降8度。", None, None),
        ("今明两天共有12场讲座。", None, None),
        ("今明两天，全县26所学校将陆续开学。", None, None),
        ("今明两天，两座新桥相继通车。", None, None),
        ("今明两天多云转阴。", None, None),
        ("今明两天开挖莲藕约1200亩，之后停挖。", "昨天和今天开挖莲藕约1200亩，之后停挖。", None),
        ("今明两天加开渡船35班。", "昨天和今天加开渡船35班。", None),
        ("今明两天每天加开渡船35班。", "今天每天加开渡船35班。", None),
        ("今明两天风力7级，浪高3米。", "今天风力7级，浪高3米。", None),
        ("昨今明三天的票都已售出。", None, None),
        ("昨今两天，码头停航。", "前天和昨天，码头停航。", "12月29日至30日，码头停航。"),
        ("昨、今两天，码头停航。", "前天和昨天，码头停航。", "12月29日至30日，码头停航。"),
        ("前昨两天，库房盘点。", "12月28日至29日，库房盘点。", "12月28日至29日，库房盘点。"),
    ],
)
def test_of_days_in_one_word_those_are_told_that_are_left(text, next_day, two_days_on):
    assert tell(text, DAY, DAY.date).text == text
    assert tell(text, DAY, SAME_YEAR).text == next_day
    assert tell(text, DAY, dt.date(2027, 1, 1)).text == (two_days_on and two_days_on.replace("12月", "去年12月", 1))


@every_row(
    ("text", "told"),
    [
        ("园区明年扩建。", "园区今年扩建。"),
        ("园区后年扩建。", "园区明年扩建。"),
        ("如今明年的订单也满了。", "如今今年的订单也满了。"),
    ],
)
def test_one_year_is_told_by_itself(text, told):
    assert tell(text, DAY, NEW_YEAR).text == told


@every_row(
    ("text", "told"),
    [
        ("去年这时候，河面还没有结冰。", None),
        ("去年的这个时候，他还在工地。", None),
        ("比去年此时早了五天。", None),
        ("订单比去年同期多三成。", None),
        ("客流与上年同期持平。", None),
        ("今年前11个月，出口比去年同期增长8%。", "去年前11个月，出口比前年同期增长8%。"),
        ("今年1至11月，出口比上年同期增长8%。", "去年1至11月，出口比上年同期增长8%。"),
        ("去年冬天，河面没有结冰。", "前年冬天，河面没有结冰。"),
    ],
)
def test_a_year_before_the_article_is_not_counted_from_another_year(text, told):
    assert tell(text, DAY, SAME_YEAR).text == text
    assert tell(text, DAY, NEW_YEAR).text == told


def test_what_a_compound_is():
    assert is_compound("明后年")
    assert not is_compound("明年")
    assert years("明后年", 2026, 2026) == ("明后两年", 2027, 2028)
