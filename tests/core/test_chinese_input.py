"""What people write in Chinese is read as its ASCII form is, or refused: never as something else."""

import datetime as dt
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BeforeValidator

from service.core import chinese_input, field_types
from service.core.field_types import Schedule
from service.language.numerals import spell, spell_digits
from service.publishing import site
from tests.core.test_field_types import read
from tests.support.tables import every_row

Within = Annotated[float, BeforeValidator(field_types._seconds)]
"""A length without its bounds."""
TODAY = dt.date(2026, 12, 1)
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord(" "): 0x3000}
"""ASCII in full width, as a keyboard left in that mode gives it."""
NUMBERS = (str, spell)
DATES = st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31))
WEEK = "一二三四五六日"


@every_row(
    ("text", "seconds"),
    [
        ("五分钟", 300), ("5分钟", 300), ("5 分", 300), ("五分", 300), ("半小时", 1800), ("半个小时", 1800),
        ("一个半小时", 5400), ("一小时半", 5400), ("两个小时", 7200), ("一刻钟", 900), ("2分30秒", 150),
        ("１小时３０分", 5400), ("1小时零五分", 3900), ("两分半钟", 150), ("半分钟", 30), ("一百二十秒", 120),
        ("1.5小时", 5400),
    ],
)  # fmt: skip
def test_a_length_in_chinese_is_seconds(text, seconds):
    assert chinese_input.seconds(text) == seconds


@every_row(
    "text",
    ["", "五", "5m", "十几分钟", "30秒5分", "半小时半", "三七分钟", "一二三分钟", "5分5分", "五分钟左右", "半个半小时"],
)
def test_what_is_no_length_in_chinese_is_left_to_others(text):
    assert chinese_input.seconds(text) is None


@given(st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.sampled_from(NUMBERS), st.sampled_from(NUMBERS))
def test_a_length_in_chinese_is_that_of_its_ascii_form(hours, minutes, seconds, first, second):
    parts = ((hours, "小时", "h", first), (minutes, "分", "m", second), (seconds, "秒", "s", first))
    told = [part for part in parts if part[0]] or [parts[2]]
    chinese = "".join(f"{name(number)}{unit}" for number, unit, _, name in told)
    ascii_form = "".join(f"{number}{letter}" for number, _, letter, _ in told)
    assert chinese_input.seconds(chinese) == hours * 3600 + minutes * 60 + seconds
    assert read(Within, chinese) == read(Within, ascii_form) == read(Within, ascii_form.translate(WIDE))


@given(st.integers(30, 3600))
def test_each_length_that_a_page_prints_is_read_back(seconds):
    assert chinese_input.seconds(site._minutes(seconds)) == seconds


@every_row(
    ("text", "date"),
    [
        ("2026/3/21", "2026-03-21"), ("2026.3.21", "2026-03-21"), ("2026-3-21", "2026-03-21"),
        ("2026年3月21日", "2026-03-21"), ("2026 年 3 月 21 日", "2026-03-21"),
        ("二〇二六年三月二十一日", "2026-03-21"),
        ("２０２６。３。２１", "2026-03-21"), ("2026年3月21日 星期六", "2026-03-21"),
        ("2026年3月21号，周六", "2026-03-21"),
        ("3月21日", "2027-03-21"), ("11月30日", "2026-11-30"), ("6月10日", "2026-06-10"),
        ("三月二十一号", "2027-03-21"),
        ("2月29日", "2028-02-29"), ("1月1日", "2027-01-01"),
    ],
)  # fmt: skip
def test_a_date_is_read_and_without_its_year_it_is_the_nearest(text, date):
    assert str(chinese_input.day(text, TODAY).date) == date


@every_row(
    "text", ["", "2月30日", "3/21", "3.21", "26/3/21", "21.3.2026", "2026/3.21", "2026年3-21", "3月", "2026-03-21日"]
)
def test_what_is_no_date_or_could_be_two_is_none(text):
    assert chinese_input.day(text, TODAY) is None


def test_a_date_without_its_year_is_refused_where_it_stays():
    with pytest.raises(ValueError, match="write the year too, like 2026年3月21日"):
        chinese_input.day("3月21日")
    assert not chinese_input.day("3月21日", TODAY).year_given
    assert chinese_input.day("2026年3月21日").year_given


def test_a_date_with_another_day_of_the_week_is_refused():
    with pytest.raises(ValueError, match="2026-03-21 is a 星期六"):
        chinese_input.day("2026年3月21日，星期日")


@given(DATES)
def test_each_date_is_read_back_however_it_is_written(date):
    numbers = [spell_digits(str(date.year)), spell(date.month), spell(date.day)]
    forms = [
        site._day(date), f"{date.year}年{date.month}月{date.day}日", "{}年{}月{}日".format(*numbers),
        f"{date.year}/{date.month}/{date.day}", f"{date:%Y.%m.%d}", date.isoformat(),
    ]  # fmt: skip
    assert {chinese_input.day(form.translate(wide)).date for form in forms for wide in ({}, WIDE)} == {date}


@given(DATES, DATES)
def test_no_other_year_is_nearer(date, today):
    found = chinese_input.day(f"{date.month}月{date.day}日", today).date
    assert (found.month, found.day) == (date.month, date.day)
    for year in range(today.year - 1, today.year + 2):
        if (date.month, date.day) != (2, 29):
            assert abs(found - today) <= abs(date.replace(year=year) - today)


@every_row(
    ("text", "expression"),
    [
        ("早上六点半", "30 6 * * *"), ("06：30", "30 6 * * *"), ("每天 6:30", "30 6 * * *"), ("每天6点", "0 6 * * *"),
        ("工作日早上七点", "0 7 * * 1-5"), ("每周一、三、五 18:30", "30 18 * * 1,3,5"),
        ("每周一三五 六点", "0 6 * * 1,3,5"),
        ("周一至周五早上7点", "0 7 * * 1-5"), ("周五到周一 8点", "0 8 * * 0,1,5,6"),
        ("周末 九点一刻", "15 9 * * 0,6"),
        ("星期天 7:00", "0 7 * * 0"), ("每晚八点", "0 20 * * *"), ("每天6:30和18:30", "30 6,18 * * *"),
        ("早上六点、晚上六点", "0 6,18 * * *"), ("中午12点", "0 12 * * *"), ("中午一点", "0 13 * * *"),
        ("凌晨12点", "0 0 * * *"),
        ("下午3点20分", "20 15 * * *"), ("下午15点", "0 15 * * *"), ("周一 三点", "0 3 * * 1"),
        ("每天六点零五分", "5 6 * * *"),
        ("每天 6:00、6:30", "0,30 6 * * *"), ("周一至周日 6:30", "30 6 * * *"),
        ("30 6 * * 1-5", "30 6 * * 1-5"), ("３０　６　＊　＊　１，３", "30 6 * * 1,3"),
        ("*/10 6 * * mon", "*/10 6 * * mon"),
    ],
)  # fmt: skip
def test_a_schedule_is_what_cron_would_write(text, expression):
    assert chinese_input.schedule(text) == expression
    assert read(Schedule, text) == expression


@every_row(
    ("text", "hint"),
    [
        ("周一二十点", "put a blank between the days and the time: 周一二 十点"),
        ("晚上12点", "no time that is sure"),
        ("24点", "no time that is sure"), ("上午15点", "no time that is sure"),
        ("每天二三点", "no time that is sure"),
        ("6:60", "no time that is sure"), ("下午3点、5点", "each with its part of the day"),
        ("每天 6:30、7:00", "the same minute, or the same hour"), ("每天", "write it like 每天 6:30"),
        ("6:00 pm", "write it like 每天 6:30"), ("30 6 * * 一", "write it like 每天 6:30"),
        ("周八 6点", "write it like 每天 6:30"),
    ],
)  # fmt: skip
def test_a_schedule_that_cannot_be_read_or_in_two_ways_is_told(text, hint):
    with pytest.raises(ValueError, match=hint):
        chinese_input.schedule(text)


@given(st.integers(0, 23), st.integers(0, 59), st.sets(st.integers(1, 7), min_size=1), st.sampled_from(NUMBERS))
def test_a_schedule_by_24_hours_means_the_same_in_each_form(hour, minute, days, name):
    listed = "、".join(WEEK[day - 1] for day in sorted(days))
    forms = (f"每周{listed} {hour}:{minute:02}", f"周{listed} {name(hour)}点{name(minute)}分")
    expressions = {chinese_input.schedule(form.translate(wide)) for form in forms for wide in ({}, WIDE)}
    assert len(expressions) == 1
    at_minute, at_hour, month_day, month, week = expressions.pop().split()
    assert (at_minute, at_hour, month_day, month) == (str(minute), str(hour), "*", "*")
    first, _, last = week.partition("-")
    named = range(int(first), int(last) + 1) if last else range(7) if week == "*" else map(int, week.split(","))
    assert {day or 7 for day in named} == days


@every_row(
    ("text", "days"),
    [
        ("每天", (1, 2, 3, 4, 5, 6, 7)),
        ("工作日", (1, 2, 3, 4, 5)),
        ("周一、周六", (1, 6)),
        ("周末", (6, 7)),
        ("周六至一", (1, 6, 7)),
    ],
)
def test_days_of_the_week_are_read(text, days):
    assert chinese_input.weekdays(text) == days


def test_what_names_no_day_of_the_week_is_none():
    assert [chinese_input.weekdays(text) for text in ("mon,sat", "", "周一早上", "一")] == [None] * 4
