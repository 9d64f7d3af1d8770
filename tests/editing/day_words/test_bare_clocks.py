"""An hour is told behind its day on another day, or with the day before it."""

import datetime as dt

from service.editing.day_words import ArticleDay, bare_clocks
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 7, 15), "page name 2026-07-15")
NEXT = dt.date(2026, 7, 16)


@every_row(
    ("text", "ahead", "told"),
    [
        (
            "云州大桥8时40分封闭，11时20分恢复通行。",
            "今晨地震后，列车停运。",
            "云州大桥昨天8时40分封闭，11时20分恢复通行。",
        ),
        ("首批抢修工4时50分到场。", "昨天夜里，水管爆裂。", "首批抢修工前天4时50分到场。"),
        ("截至11时30分，共记录余震9次。", "今天上午，云州地震。", "截至昨天11时30分，共记录余震9次。"),
        ("渔船下午3点半靠岸。", "7月13日，渔船出海。", "渔船7月13日下午3点半靠岸。"),
    ],
)
def test_the_one_day_ahead_is_its_day(text, ahead, told):
    assert bare_clocks.has_bare(text)
    found = bare_clocks.day_of(text, ahead, "", DAY, NEXT)
    word = bare_clocks.with_day(text, found.date, DAY, NEXT)
    assert text.replace(word.was, word.became, 1) == told


@every_row(
    "text",
    [
        "首班车5时40分发车。",
        "图书馆每天8时开门。",
        "昨天8时，大桥封闭。",
        "到校时间由8点推迟到8点20分。",
        "她说，“8时开门”。",
        "他提了3点建议。",
        "全程要2小时40分钟。",
        "请在21时前移走车辆。",
    ],
)
def test_what_is_of_any_day_or_has_its_own_is_left(text):
    assert not bare_clocks.has_bare(text)


def test_of_several_days_none_is_sure():
    ahead = "今天零时，高速恢复通行。昨天晚上，沙尘预警解除。"
    assert bare_clocks.day_of("消防员16时41分到达。", f"{ahead}\n四十三分钟\n", "", DAY, NEXT).date is None
    assert bare_clocks.day_of("堤坝3时决口。", "1998年8月，洪水来了。", "", DAY, NEXT) is None


@every_row(
    ("headline", "told"),
    [
        ("学校9时半全部复课", "学校全部复课"),
        ("列车10时05分恢复，云州大桥11时20分放行", "列车恢复，云州大桥放行"),
        ("今天9时半学校复课", "今天9时半学校复课"),
        ("凌晨2点半的渔市", "凌晨2点半的渔市"),
        ("夜市每晚22时收摊", "夜市每晚22时收摊"),
    ],
)
def test_a_headline_has_no_hour_without_its_day(headline, told):
    assert bare_clocks.without(headline) == told
