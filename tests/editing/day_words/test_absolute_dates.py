"""A text with the date itself in place of each word for one."""

import datetime as dt

from service.editing.day_words import dated, word_of
from tests.support.tables import every_row

DAY = dt.date(2026, 3, 21)


@every_row(
    ("text", "expected"),
    [
        ("六棹河今天开闸，昨晚下了雨。", "六棹河2026年3月21日开闸，2026年3月20日晚下了雨。"),
        ("本周日停水，22日起施行。", "2026年3月22日停水，2026年3月22日起施行。"),
        ("去年12月30日动工，上月完工。", "2025年12月30日动工，2026年2月完工。"),
        ("昨天（3月20日）上午开馆。\n明天闭馆。", "2026年3月20日上午开馆。\n2026年3月22日闭馆。"),
        ("他说：“今天很好。”", "他说：“今天很好。”"),
        ("26日至28日停气，近日公示。", "26日至28日停气，近日公示。"),
        ("今天的中国，65岁以上老人。", "今天的中国，65岁以上老人。"),
    ],
)
def test_a_word_for_a_day_is_its_date_and_nothing_else_is_changed(text, expected):
    assert dated(text, DAY) == expected


def test_the_same_day_is_the_same_date_whoever_names_it():
    told = {dated(f"{word}开馆。", DAY) for word in ("昨天", "3月20日", "20日", "本月20日", "2026年3月20日")}
    assert told == {dated("今天开馆。", dt.date(2026, 3, 20))}


def test_a_part_of_the_day_has_one_name():
    assert dated("今晨开馆。", dt.date(2026, 3, 20)) == dated("昨天清晨开馆。", DAY)


def test_a_date_is_known_by_the_word_that_the_text_has_for_it():
    assert word_of("2026年3月20日", "图书馆昨天开馆，22日闭馆。", DAY) == "昨天"
    assert word_of("2026年3月22日", "图书馆昨天开馆，22日闭馆。", DAY) == "22日"
    assert word_of("2026年4月1日", "图书馆昨天开馆。", DAY) == "2026年4月1日"
