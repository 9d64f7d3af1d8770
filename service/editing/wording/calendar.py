"""The Chinese calendar: a day's lunar date, its solar term and its festivals."""

from __future__ import annotations

import datetime as dt

WEEKDAYS = "一二三四五六日"
_SOLAR_FESTIVALS = {
    (1, 1): "元旦",
    (3, 8): "国际劳动妇女节",
    (3, 12): "植树节",
    (5, 1): "国际劳动节",
    (5, 4): "青年节",
    (6, 1): "国际儿童节",
    (7, 1): "建党纪念日",
    (8, 1): "建军节",
    (9, 10): "教师节",
    (10, 1): "国庆节",
    (11, 8): "记者节",
    (12, 13): "南京大屠杀死难者国家公祭日",
}
_LUNAR_FESTIVALS = {
    (1, 1): "春节",
    (1, 15): "元宵节",
    (2, 2): "龙抬头",
    (5, 5): "端午节",
    (7, 7): "七夕节",
    (8, 15): "中秋节",
    (9, 9): "重阳节",
    (12, 8): "腊八节",
}
"""Month and day of the festivals; a leap month (negative in lunar-python) repeats none."""


def coming(day: dt.date, today: dt.date) -> str:
    """Return how a day to come is called: 明天, 后天, 本周五, 下周一, 6月3日. Weeks begin on Monday."""
    away = (day - today).days
    if 1 <= away <= 2:
        return "明天" if away == 1 else "后天"
    weeks = ((day - dt.timedelta(day.weekday())) - (today - dt.timedelta(today.weekday()))).days // 7
    if weeks > 1:
        return f"{day.month}月{day.day}日"
    return f"{'下' if weeks else '本'}周{WEEKDAYS[day.weekday()]}"


def lunar(date: dt.date) -> str:
    """Return the lunar month and day: 二月初三, 闰六月初一, 腊月廿九."""
    from lunar_python import Solar

    day = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    return f"{day.getMonthInChinese()}月{day.getDayInChinese()}"


def occasion(date: dt.date) -> str:
    """Return the day's festivals and solar term, as they are said: 端午节; 龙抬头、春分; empty on other days."""
    from lunar_python import Solar

    solar = Solar.fromYmd(date.year, date.month, date.day)
    day = solar.getLunar()
    following = solar.next(1).getLunar()
    eve = "除夕" if (following.getMonth(), following.getDay()) == (1, 1) else ""
    term = day.getJieQi()
    found = (
        _SOLAR_FESTIVALS.get((date.month, date.day), ""),
        _LUNAR_FESTIVALS.get((day.getMonth(), day.getDay()), ""),
        eve,
        "清明节" if term == "清明" else term,
    )
    return "、".join(each for each in found if each)
