"""Of a warning whose hours have passed it is told that it was issued, and when; what still comes is told with it."""

import datetime as dt

from service.editing.day_words import ArticleDay, is_bare_warning, issued_warnings, tell
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 9, 8), "page name")


def told(text, later=1):
    return tell(text, DAY, DAY.date + dt.timedelta(days=later)).text


@every_row(
    ("text", "left"),
    [
        (
            "县气象台9月7日21时30分将暴雪蓝色预警升级为暴雪黄色预警：预计未来12小时，三个乡降雪6毫米以上。",
            "县气象台9月7日21时30分将暴雪蓝色预警升级为暴雪黄色预警。",
        ),
        (
            "市气象台今天16时发布大风蓝色预警，预计今天夜间，沿江有7级阵风。",
            "市气象台昨天16时发布大风蓝色预警。",
        ),
        (
            "市防指昨晚22时启动防台风三级应急响应：预计今天傍晚台风登陆。",
            "市防指前天晚上22时启动防台风三级应急响应。",
        ),
        (
            "受冷空气影响，市气象台今天11时发布大风蓝色预警：今天夜间到明天白天，全市有阵风7到8级。",
            "受冷空气影响，市气象台昨天11时发布大风蓝色预警：今天白天，全市有阵风7到8级。",
        ),
    ],
)
def test_the_next_morning_what_is_over_is_left_out(text, left):
    assert told(text) == left


@every_row(
    "text",
    [
        "市气象台发布雷电预警：预计未来6小时有雷电。",
        "据市气象台消息，昨天18时发布的雷电黄色预警：预计未来3小时有雷雨。",
        "专家预计，今天下午有雨。",
    ],
)
def test_no_warning_without_its_day_and_its_level_is_told_bare(text):
    assert told(text) is None


def test_after_a_day_a_bare_warning_explains_nothing():
    text = "县气象台今天5时将大雾橙色预警信号升级为红色：预计未来6小时，能见度不足50米。"
    assert told(text)
    assert told(text, later=2) is None


def test_a_warning_is_bare_where_nothing_but_its_issue_is_said():
    assert is_bare_warning("市气象台昨天16时发布大风蓝色预警。")
    assert not is_bare_warning("市防指前天20时将防汛应急响应提升至二级。")
    assert not is_bare_warning("市气象台昨天16时发布大风蓝色预警，渡口停航。")


@every_row(
    ("headline", "article", "left"),
    [
        ("高温红色预警昨天12时生效，户外停工五小时", "预警时段为9月8日12时至20时。", "户外停工五小时"),
        (
            "大风黄色预警昨天10时生效，轮渡停航",
            "预警时段为今天18时至9月10日12时。",
            "大风黄色预警昨天10时生效，轮渡停航",
        ),
        ("市气象台昨天解除高温预警", "高温预警昨天发布。", "市气象台昨天解除高温预警"),
    ],
)
def test_no_headline_has_a_warning_that_has_lapsed(headline, article, left):
    assert issued_warnings.without_lapsed(headline, article, DAY, DAY.date + dt.timedelta(days=1)) == left


def test_a_warning_that_took_effect_is_told_with_its_end_or_not_at_all():
    assert told("高温红色预警今天12时生效。") is None
    assert told("高温红色预警今天12时至9月9日20时生效。") == "高温红色预警昨天12时至9月9日20时生效。"
    assert told("市气象台昨晚20时发布高温红色预警：预计今天白天最高42℃，预警时段为9月8日12时至20时。") == (
        "市气象台前天晚上20时发布高温红色预警：预警时段为9月8日12时至20时。"
    )


def test_a_warning_whose_hours_are_foretold_by_date_is_not_told_when_they_are_over():
    assert told("县气象台昨天17时发布霜冻蓝色预警信号：预计8日2时至8时，海拔600米以上山区有霜。") is None
    still = told("县气象台昨天17时发布霜冻蓝色预警信号：预计9日2时至8时，海拔600米以上山区有霜。")
    assert "有霜" in (still or "")


def test_no_headline_has_a_warning_online_that_has_lapsed():
    left = issued_warnings.without_lapsed(
        "霜冻蓝色预警在线，果农连夜点火",
        "县气象台发布霜冻预警：预计8日2时至8时有霜。",
        DAY,
        DAY.date + dt.timedelta(days=1),
    )
    assert left == "果农连夜点火"
