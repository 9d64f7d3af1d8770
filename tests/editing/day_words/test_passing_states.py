"""What is so for a day or two is told with the day of which it is."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 7, 2), "page name")


def told(text, later, ahead=""):
    return tell(text, DAY, DAY.date + dt.timedelta(days=later), ahead=ahead).text


@every_row(
    ("text", "next_day", "a_week_on"),
    [
        ("目前搜救仍在进行。", "据昨天的报道，搜救仍在进行。", "据7月2日的报道，搜救仍在进行。"),
        ("目前，便道仍未恢复通行。", "据昨天的报道，便道仍未恢复通行。", "据7月2日的报道，便道仍未恢复通行。"),
        (
            "伤者脱险，目前仍在重症病房。",
            "伤者脱险，据昨天的报道，仍在重症病房。",
            "伤者脱险，据7月2日的报道，仍在重症病房。",
        ),
        ("事故原因正在调查。", "昨天，事故原因正在调查。", "7月2日，事故原因正在调查。"),
        ("桐里小区停水进入第三天。", "昨天，桐里小区停水进入第三天。", "7月2日，桐里小区停水进入第三天。"),
        (
            "6月23日开运以来，九天里共运送74万人。",
            "截至昨天，6月23日开运以来，九天里共运送74万人。",
            "截至7月2日，6月23日开运以来，九天里共运送74万人。",
        ),
        (
            "参赛28队，少了两支：石门队和双沟队正忙着抢修进村路。",
            "参赛28队，少了两支：昨天，石门队和双沟队正忙着抢修进村路。",
            "参赛28队，少了两支：7月2日，石门队和双沟队正忙着抢修进村路。",
        ),
        ("站口至记者发稿时仍未开放。", "据昨天的报道，站口仍未开放。", "据7月2日的报道，站口仍未开放。"),
        ("全县到目前为止装了4100户。", "据昨天的报道，全县装了4100户。", "据7月2日的报道，全县装了4100户。"),
        (
            "市商务局数据显示，截至目前，菜场有86家。",
            "市商务局数据显示，菜场有86家。",
            "市商务局数据显示，菜场有86家。",
        ),
        (
            "截至7时退去35处，3处仍在抽排，请车辆绕行。",
            "截至7时退去35处，3处仍在抽排。",
            "截至7时退去35处，3处仍在抽排。",
        ),
        ("昨天出动14艘船，夜间搜寻仍在继续。", "前天出动14艘船。", "7月1日出动14艘船。"),
        ("货车每天7时禁行，请车辆绕行。", "货车每天7时禁行，请车辆绕行。", "货车每天7时禁行，请车辆绕行。"),
        ("应急响应仍维持在二级。", "据昨天的报道，应急响应仍维持在二级。", "据7月2日的报道，应急响应仍维持在二级。"),
    ],
)
def test_what_was_so_then_has_its_day(text, next_day, a_week_on):
    assert told(text, 0) == text
    assert told(text, 1) == next_day
    assert told(text, 7) == a_week_on


@every_row(
    ("text", "ahead"),
    [
        ("7月1日，他仍在住院。", ""),
        ("镇长说，搜救仍在进行。", ""),
        ("这项技术正在推广。", ""),
        ("病人每天都在排队。", ""),
        ("他还没有下落。", "去年，他失踪了。"),
        ("疏散时，还有人没有走。", "2019年，老楼起火。"),
    ],
)
def test_what_has_its_own_time_or_is_so_longer_stays(text, ahead):
    assert told(text, 1, ahead) == text


def test_the_word_is_kept_for_the_manifest():
    words = tell("目前，便道仍未恢复通行。", DAY, dt.date(2026, 7, 3)).words
    assert [(each.was, each.became) for each in words] == [("目前，", "据昨天的报道，")]


def test_a_state_is_of_the_day_that_its_paragraph_names():
    assert told("事故原因正在调查。", 1, ahead="海事局1日说，两船相撞。") == "前天，事故原因正在调查。"
    assert told("事故原因正在调查。", 1, ahead="去年6月，两船相撞。\n") == "昨天，事故原因正在调查。"


@every_row(
    ("text", "ahead", "next_day"),
    [
        ("进入假期第五天，山里客流回落。", "", "昨天进入假期第五天，山里客流回落。"),
        ("端午假期最后一天，渡口依然热闹。", "今天，大桥通车。", "昨天是端午假期最后一天，渡口依然热闹。"),
        ("端午假期最后一天，预计客流回落。", "", None),
        ("假期第四天，灯会开幕。", "6月29日，假期第三天，山里下雨。", None),
        ("去年假期第四天，灯会开幕。", "", "去年假期第四天，灯会开幕。"),
        ("7月2日，假期第五天，渡口热闹。", "", "7月2日，假期第五天，渡口热闹。"),
        ("他请假第三天，厂里来了人。", "", "他请假第三天，厂里来了人。"),
    ],
)
def test_a_day_of_a_holiday_is_the_articles_or_is_not_told(text, ahead, next_day):
    assert told(text, 0, ahead) == text
    assert told(text, 1, ahead) == next_day


@every_row(
    ("ahead", "next_day"),
    [
        ("", "据昨天的报道，仍有20人下落不明。"),
        ("据邻省媒体7月1日报道，大风刮倒了渡口。", "截至前天，仍有20人下落不明。"),
        ("据邻省媒体7月2日报道，大风刮倒了渡口。", "截至昨天，仍有20人下落不明。"),
        ("7月1日，大风刮倒了渡口。", "据昨天的报道，仍有20人下落不明。"),
        ("据邻省媒体6月20日报道，大风刮倒了渡口。", "据昨天的报道，仍有20人下落不明。"),
    ],
)
def test_no_second_report_is_made_behind_one_that_the_article_names(ahead, next_day):
    assert told("仍有20人下落不明。", 1, ahead) == next_day


@every_row(
    ("text", "later"),
    [
        ("据当地媒体报道，截至目前，地震已导致12人遇难。", "据当地媒体报道，截至昨天报道时，地震已导致12人遇难。"),
        ("县粮食局数据显示，截至目前，收购秋粮16万吨。", "县粮食局数据显示，截至昨天报道时，收购秋粮16万吨。"),
        ("县档案局数据显示，截至目前，库藏文书16万卷。", "县档案局数据显示，库藏文书16万卷。"),
        ("据当地媒体报道，截至7月1日，地震已导致12人遇难。", "据当地媒体报道，截至7月1日，地震已导致12人遇难。"),
        ("据报道，截至目前，县里1日发生的地震已致2人遇难。", "据报道，截至昨天报道时，县里前天发生的地震已致2人遇难。"),
        ("而在全县，截至目前，已建成冷库16座。", "据昨天的报道，在全县，已建成冷库16座。"),
    ],
)
def test_a_figure_that_goes_on_counting_keeps_the_day_of_its_report(text, later):
    assert told(text, 1) == later


@every_row(
    ("text", "next_day"),
    [
        (
            "海事局自7月1日22时起封航，解除时间另行通知。",
            "据昨天的报道，海事局自7月1日22时起封航，解除时间另行通知。",
        ),
        ("封闭期间，五路改走春华路，恢复时间另行通知。", "据昨天的报道，封闭期间，五路改走春华路，恢复时间另行通知。"),
        ("复课时间视水情通知。", "据昨天的报道，复课时间视水情通知。"),
        ("岭上公路7月9日恢复通行。", "岭上公路7月9日恢复通行。"),
    ],
)
def test_a_closure_until_further_notice_is_in_force_as_the_paper_says(text, next_day):
    assert told(text, 0) == text
    assert told(text, 1) == next_day
