"""What was to be on a feast or a lunar day, or by it, is told until it is over."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.feast_days import last_day
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 2, 11), "page name")  # the 24th of the twelfth month


@every_row(
    ("text", "last"),
    [
        ("余款将于除夕之前发完。", "2026-02-15"),
        ("除夕下午停运，初一上午恢复。", "2026-02-17"),
        ("景区腊月二十八至初七免门票。", "2026-02-23"),
        ("正月十五晚上有灯会。", "2026-03-03"),
        ("往城里的元宵节加班船票已售罄。", "2026-03-03"),
    ],
)
def test_it_is_told_until_it_is_over(text, last):
    last = dt.date.fromisoformat(last)
    assert last_day(text, DAY.date) == last
    assert tell(text, DAY, last).text == text
    assert tell(text, DAY, last + dt.timedelta(days=1)).text is None


@every_row(
    "text",
    [
        "腊月廿八，慰问品已送到。",
        "去年除夕，他还在船上。",
        "每年除夕都有社火。",
        "春节期间景区照常开放。",
        "除夕前一天，渡口排了三公里。",
        "初一学生明年改用新书。",
    ],
)
def test_what_was_done_and_other_feasts_are_told(text):
    assert tell(text, DAY, dt.date(2026, 2, 25)).text == text
