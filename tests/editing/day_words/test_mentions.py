"""Which words name a day, and which only look like it."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.mentions import Unit, find, undated
from tests.support.tables import every_row


def texts(sentence):
    return [each.text for each in find(sentence)]


@every_row(
    "sentence",
    [
        "今天的中国，高铁四通八达。",
        "两国关系走到今天这个高度。",
        "孩子们是明天的希望，也是美好的明天。",
        "《今日说法》和“明日之星”评选都在继续。",
        "今日俄罗斯电视台报道了比赛。",
        "如今天气转暖，如今年轻人爱逛古镇。",
        "他说明天津港的情况，声明日本队获胜。",
        "免疫力可以后天形成，雨后天晴，以前天天如此。",
        "活动为期5日，每月15日开放，卷烟日产量为20万。",
        "网上周边销量上升，海上周年纪念。",
        "汇率为1美元兑159.28日元。",
        "涨幅比上月扩大0.2个百分点。",
        "人民日报、青禾日报刊登了消息。",
        "与我们今天的文化认同紧密相连。",
        "没有昨天的投入，就没有今天的成绩。",
        "这件事放在今天，也没有人会笑话他。",
        "今是昨非，文明开幕，不过两天，每月底、正月初一和少年内心。",
        "访问的前几天，彗星经过近日点。",
        "战后日本的经济，婚后日子，售后日益完善，此后日渐平稳，灾后日常。",
    ],
)
def test_what_only_looks_like_a_day(sentence):
    assert texts(sentence) == []


@every_row(
    ("sentence", "found"),
    [
        ("今天（5月10日）上午，图书馆开馆。", ["今天（5月10日）"]),
        ("上周一周河水退了一米。", ["上周"]),
        ("目前已探明天然气储量。", []),
        ("各方指明日中关系的方向。", []),
        ("大地震后日美再次联手。", []),
        ("年前日均发车九列。", []),
        ("上周一，周边下雨。", ["上周一"]),
        ("从昨晚（5月24日）到今天凌晨，有雨。", ["昨晚（5月24日）", "今天"]),
        ("今天的会晤很成功，昨天的比赛也是。", ["今天", "昨天"]),
        ("据外国媒体9日报道，9日晚有雨。", ["9日", "9日晚"]),
        ("23日到24日，大会在6月15日至17日之前举行。", ["23日到24日", "6月15日至17日"]),
        ("船已于本月16日转运，本周六返航。", ["本月16日", "本周六"]),
        ("截至目前，未来三天有雨，近日转晴。", ["截至目前", "未来三天", "近日"]),
        ("高速公路今开工，新规今起实施。", ["今", "今"]),
        ("记者昨从水务局获悉，工程月底前完工，年内通水。", ["昨", "月", "年"]),
        ("昨天的比赛和今天的比赛一样精彩。", ["昨天", "今天"]),
        ("仓库后日清理完毕。", ["后日"]),
        ("本周六、周日天气晴好，每周六、周日开放。", ["本周六", "周日"]),
        ("25年前的今天，过两天，倒计时10天。", ["25年前的今天", "过两天", "倒计时10天"]),
    ],
)
def test_what_names_a_day(sentence, found):
    assert texts(sentence) == found


def test_quotations_are_left_alone():
    assert [each.unit for each in find("他昨天说：“今天不开门，明天再来。”")] == [Unit.DAY]


@every_row(
    "text",
    [
        "当事人陈某被行政拘留10日，并处罚款500元。",
        "两人分别被处以10日、15日行政拘留。",
        "两人被处以行政拘留15日的处罚。",
        "项目工期缩短30日，月底开工。",
        "名单予以公示20日。",
        "护理假增加到15日，每年可休年假10日。",
        "月票有效期顺延4日。",
    ],
)
def test_a_number_of_days_is_no_date(text):
    assert [each for each in find(text) if each.unit is Unit.DATE] == []


@pytest.mark.parametrize("text", ["乌干达15日确认1例。", "县公安局15日通报，男子被拘留。", "公司14日开市起复牌。"])
def test_the_day_on_which_somebody_acts_is_a_date(text):
    assert [each.unit for each in find(text)] == [Unit.DATE]


@every_row(
    ("title", "shown"),
    [
        ("垃圾分类一周后实施", "垃圾分类实施"),
        ("下周三起停水", "停水"),
        ("大桥下月8日通车", "大桥通车"),
        ("展览9日开幕", "展览9日开幕"),
    ],
)
def test_a_headline_that_cannot_be_told_loses_what_is_counted_from_its_day(title, shown):
    assert undated(title) == shown


@every_row(
    ("sentence", "found"),
    [
        ("赛道沿线下周一恢复停车。", ["下周一"]),
        ("工地下周复工，场地下月启用。", ["下周", "下月"]),
        ("线下周末活动和楼下周六集市。", []),
        ("天冷，至今未修好。", ["至今"]),
        ("船只于赛前两天送检，前两天已到三条。", ["前两天"]),
        ("一周以来，窗口很忙。", ["一周以来"]),
        ("本季度比上季度多，本年度结束。", ["本季度", "本年度"]),
        ("他买的是后天的票，靠后天的努力。", ["后天"]),
        ("加开到周五，周一到周五，照开。", ["周五"]),
        ("翌年动工，次日凌晨扑灭，22时至次日6时停电。", ["翌年", "次日"]),
    ],
)
def test_further_words_that_name_a_time(sentence, found):
    assert texts(sentence) == found


@every_row(
    ("text", "later"),
    [
        ("新队医这周到队。", "新队医上周到队。"),
        ("中学本周报名。", "中学上周报名。"),
        ("气温本周转低。", "气温上周转低。"),
        ("首批种苗上周到港。", None),
        ("蛋价与上周持平。", None),
        ("客流比上周多一成。", None),
        ("民宿考虑得这周到的服务，少见。", "民宿考虑得这周到的服务，少见。"),
        ("湖区本周边走边看。", "湖区本周边走边看。"),
    ],
)
def test_a_week_ahead_of_any_verb(text, later):
    day = ArticleDay(dt.date(2026, 6, 24), "page name")
    assert tell(text, day, dt.date(2026, 6, 26)).text is not None
    assert tell(text, day, dt.date(2026, 7, 1)).text == later


@every_row(
    ("sentence", "date"),
    [
        ("三月三十一日前报名。", (0, 3, 31, 0)),
        ("今年十二月十日开工。", (0, 12, 10, 0)),
        ("二〇二五年十月二十日开工。", (2025, 10, 20, 0)),
        ("五月一日至十一日闭馆。", (0, 5, 1, 11)),
    ],
)
def test_a_date_is_read_as_it_is_spelled(sentence, date):
    (found,) = (each for each in find(sentence) if each.unit is Unit.FULL_DATE)
    assert (found.year, found.month, found.day, found.last) == date


@every_row("sentence", ["农历八月十五日赏月。", "三个月三十日内有效。", "腊月二十三日祭灶。", "历时四月二十天。"])
def test_what_is_spelled_and_no_date(sentence):
    assert all(each.unit is not Unit.FULL_DATE for each in find(sentence))


@every_row(
    ("text", "days"),
    [
        ("12号、13号皮带流程停运。", 0),
        ("5号和6号机组停机。", 0),
        ("19、20号公告已经生效。", 0),
        ("12号、13号两天停水。", 1),
        ("3号、4号，园区放假。", 1),
        ("12日、13日停水。", 1),
    ],
)
def test_numbers_of_things_are_no_days(text, days):
    assert len(find(text)) == days
