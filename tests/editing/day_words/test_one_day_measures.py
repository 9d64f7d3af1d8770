"""What was stopped or on offer on the article's own day alone is not told later; events, decisions and runs are."""

import datetime as dt

from service.editing.day_words import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import mask
from service.editing.day_words.one_day_measures import refuse
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 9, 8), "page name")


def is_told(text, later=1):
    try:
        refuse(mask(text), DAY, DAY.date + dt.timedelta(days=later))
    except NotTold:
        return False
    return True


@every_row(
    "text",
    [
        "受施工影响，今天桐河站停运列车4列，即D101、D102次。",
        "因水位上涨，今天沙洲渡口停航，已购票旅客可免费退票。",
        "市教育局通知，今天下午全市小学提前到15时放学。",
        "今天，临湖路隧道封闭一天。",
        "今天7时至19时，机动车限行尾号为1和6。",
        "桐河至榆城方向今天、明天还有余票。",
        "因设备检修，市民服务中心今天停办身份证业务。",
    ],
)
def test_a_measure_of_one_day_is_told_on_it_alone(text):
    assert is_told(text, later=0)
    assert not is_told(text)


@every_row(
    "text",
    [
        "今天起，临湖路隧道封闭。",
        "今天起至9月20日，云顶索道停运检修。",
        "今天，临湖路隧道封闭，9月12日恢复通行。",
        "今天5时，强降雨导致桐河站停运列车4列，2300名旅客滞留。",
        "梅影路今晨爆管，1760户停水。",
        "今天上午10时，停电3小时的东园小区恢复供电。",
        "今天召开的会议决定，9月15日起暂停发放新牌照。",
        "街道在柳巷小学（今天全天停课）设安置点。",
        "昨天，沙洲渡口停航。",
    ],
)
def test_events_decisions_and_what_goes_on_are_told(text):
    assert is_told(text)
