"""A sentence of which some clauses have passed is told without them, where the rest stands and misleads nobody."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell, tell_left
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 9, 8), "page name")
NEXT = DAY.date + dt.timedelta(days=1)


@every_row(
    ("text", "left"),
    [
        (
            "截至昨晚23时，受影响的34个小区中，33个已恢复供热，居民室温预计今天凌晨起达到18℃。",
            "截至前天晚上23时，受影响的34个小区中，33个已恢复供热。",
        ),
        (
            "市防指要求：沿江路昨晚22时起封闭，湿地公园关闭；地下车库今天8时前完成人车撤离；轮渡全线停航。",
            "市防指要求：沿江路前天晚上22时起封闭，湿地公园关闭；轮渡全线停航。",
        ),
        (
            "供电公司出动613人次，截至昨晚20时，4.38万户已恢复4.02万户，尚有3600户在山区，力争今晚前恢复。",
            "供电公司出动613人次，截至前天晚上20时，4.38万户已恢复4.02万户，尚有3600户在山区。",
        ),
        (
            "滨海栈道、沙湾浴场和观景台今天17时起关闭，停在低洼路段的车辆请在今晚21时前移走。",
            "滨海栈道、沙湾浴场和观景台昨天17时起关闭。",
        ),
        ("9月7日，市医院接诊伤员12人；专家今天上午将会诊；其余10人已离院。", None),
        ("燃气公司7时关闭阀门，2184户居民停气，预计今晚20时前恢复。", None),
        ("气象台台长介绍，冷空气今天到达，预计今晚降温。", None),
        ("今天上午10时28分至10时47分，市区将试鸣警报，请勿惊慌。", None),
        ("受大雾影响，预计今天上午航班延误。", None),
        ("大桥昨天起封闭检修，预计今天18时恢复通行。", None),
        ("由两家剧院联合举办的2026年秋收晚会，将于今晚在县文化馆上演。", None),
    ],
)
def test_what_stands_without_what_has_passed_is_told(text, left):
    assert tell(text, DAY, NEXT).text is None
    told = tell_left(text, DAY, NEXT)
    assert told.text == left
    assert told.why


def test_a_sentence_that_can_be_told_is_told_whole():
    text = "湿地公园关闭；轮渡全线停航。"
    assert tell_left(text, DAY, NEXT) == tell(text, DAY, NEXT)


def test_a_stop_whose_end_is_foreseen_for_another_day_is_told():
    text = "东矶至小螺岛航线今天17时30分末班后停航，预计10日14时后恢复。"
    assert tell_left(text, DAY, NEXT).text == "东矶至小螺岛航线昨天17时30分末班后停航，预计明天14时后恢复。"
    assert tell_left("今天是假期最后一天，返程高峰预计出现在15时至19时。", DAY, NEXT).text is None
