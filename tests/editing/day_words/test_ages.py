"""今天 of an age, and of a day."""

from service.editing.day_words.ages import is_age
from tests.support.tables import every_row


@every_row(
    "text",
    [
        "今天的中国",
        "走到今天，",
        "迈向美好的明天。",
        "到了今天我们",
        "昔日的码头锈了；今天，这里飘着咖啡香",
        "今天的长三角，",
    ],
)
def test_an_age(text):
    at = max(text.find("今天"), text.find("明天"))
    assert is_age(text, at, at + 2)


@every_row(
    ("text", "age"),
    [
        ("从2020年首次突破30万吨，到今天超过50万吨，", True),
        ("从二十年前的一间小屋，到今天三百家店，", True),
        ("从2025年12月31日到今天，", False),
        ("从昨天到今天，", False),
        ("从代表团抵达到今天，", False),
        ("从1月2日到今天上午10时，", False),
    ],
)
def test_what_goes_on_from_a_year_goes_on_to_our_days(text, age):
    at = text.find("今天")
    assert is_age(text, at, at + 2) is age


@every_row(
    "text",
    [
        "今天的比赛",
        "今天下雨",
        "今天当地还发生余震",
        "今天，人们走进史实展馆",
        "明天上午开会",
        "今天，世界银行发布报告",
        "昨天的监测周报显示，",
        "昨天的报告说，",
        "昨天的声明里，",
        "从前的老师今天回校",
        "今天的豆腐每块三角。",
    ],
)
def test_a_day(text):
    assert not is_age(text, 0, 2)


@every_row(
    ("text", "age"),
    [
        ("副主任介绍，明天的专场以制造业为主", False),
        ("局长告诉记者，明天的护学岗由交警带班", False),
        ("专家说，明天的教育要从今天做起", True),
        ("校长表示，明天的农村人才在这里长大", True),
        ("他写下明天的专场", True),
    ],
)
def test_what_an_office_tells_of_tomorrow_is_of_a_day(text, age):
    at = text.index("明天")
    assert is_age(text, at, at + 2) is age


def test_what_is_used_on_from_a_day_is_of_no_age():
    text = "名单核对今天结束，没有核对的，系统将自动沿用旧名单。"
    assert not is_age(text, 4, 6)
    old = "今天许多叫“七里桥”的村名，一直沿用至今。"
    assert is_age(old, 0, 2) == is_age("今天许多叫“七里桥”的村子，就是这么来的。", 0, 2)


def test_what_has_an_hour_is_a_day():
    range_, age = "拍卖从3日9时至今天9时。", "时至今天，老屋还在。"
    assert not is_age(range_, range_.index("今天"), range_.index("今天") + 2)
    assert is_age(age, age.index("今天"), age.index("今天") + 2)
