"""Numbers as people say them."""

from fractions import Fraction

from service.editing.facts import spoken_numbers
from tests.support.tables import every_row


@every_row(
    ("text", "value", "unit", "bound"),
    [
        ("三五个", 3, "个", "between"),
        ("十七八岁", 17, "age", "between"),
        ("一百二三十人", 120, "people", "between"),
        ("五六千元", 5000, "money", "between"),
        ("七八成", Fraction(7, 10), "ratio", "between"),
        ("两三天", 2, "days", "between"),
        ("半分钟", 30, "hours", ""),
        ("半年", 6, "years", ""),
        ("半个多小时", 1800, "hours", "over"),
        ("半斤", 250, "mass", ""),
        ("两分半", 150, "hours", ""),
        ("一分半钟", 90, "hours", ""),
        ("俩月", 2, "years", ""),
        ("仨钟头", 3 * 3600, "hours", ""),
        ("三斤二两", 1600, "mass", ""),
        ("四两一", 205, "mass", ""),
        ("两斤半两", 1025, "mass", ""),
        ("重三两", 150, "mass", ""),
        ("重了三钱", 15, "mass", ""),
        ("百十来号人", 110, "people", "about"),
        ("千把块", 1000, "money", "about"),
        ("个把月", 1, "years", "about"),
        ("十好几个", 10, "个", "over"),
        ("每三个人就有一个", Fraction(1, 3), "ratio", ""),
        ("翻两番", 3, "times", ""),
        ("〇八年", 2008, "year", ""),
        ("九七年", 1997, "year", ""),
    ],
)
def test_each_turn_of_speech_has_its_value(text, value, unit, bound):
    [found] = spoken_numbers.find(text)
    assert (found.value, found.unit, found.bound) == (value, unit, bound)


@every_row(
    "text",
    [
        "三五成群", "五六年级", "八九十年代", "十四五，", "二〇二三年", "一二三等奖", "上半年", "半年报", "一个半月",
        "半天", "爷俩走了", "老俩口", "三两天", "三两个人", "第二三个", "七五年级", "两分半场", "没重了", "四五",
    ],
)  # fmt: skip
def test_what_only_looks_like_one_is_none(text):
    assert spoken_numbers.find(text) == []
