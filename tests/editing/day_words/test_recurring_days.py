"""Weekdays of every week stay as they are."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 6, 24), "page name")  # a Wednesday
LATER = DAY.date + dt.timedelta(days=1)


@every_row(
    "text",
    [
        "每到周五，老人们就来唱戏。",
        "孩子看病不用再等到周五。",
        "换证无需拖到周五。",
        "每逢周五，集市就挪到河边。",
        "一到周五，车站就排起长队。",
        "逢周五，窗口延时到晚上七点。",
        "每月最后一个周五开讲。",
        "平时上班的人多，周五就能少排一会儿。",
        "他平日住在厂里，周五就回家。",
        "广场舞队在每个周五，跳到九点。",
        "图书馆在周五、周六都开门。",
        "周五周六都有夜市。",
        "食堂在周五，也照常供应。",
        "每周五，医生到村里坐诊。",
        "展厅通常只在周五，对散客开放。",
    ],
)
def test_a_weekday_of_every_week_is_no_day(text):
    assert tell(text, DAY, LATER).text == text


@every_row(
    ("text", "told"),
    [
        ("报名将于周五截止。", "报名将于明天截止。"),
        ("报名到周五，过时不候。", "报名到明天，过时不候。"),
        ("大家不用再等，新馆周五开业。", "大家不用再等，新馆明天开业。"),
        ("新馆周五开业。", "新馆明天开业。"),
        ("本周五，医生到村里坐诊。", "明天，医生到村里坐诊。"),
        ("电影节周五开幕，每天放五场。", "电影节明天开幕，每天放五场。"),
        ("局长说，周五就能通水。", "局长说，明天就能通水。"),
    ],
)
def test_a_weekday_of_one_week_is_told_as_its_day(text, told):
    assert tell(text, DAY, LATER).text == told
