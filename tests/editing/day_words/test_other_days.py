"""Speech of a day that nobody names."""

import datetime as dt

from service.editing.day_words import ArticleDay, tell
from service.editing.day_words.other_days import is_said_then
from tests.support.tables import every_row

DAY = ArticleDay(dt.date(2026, 5, 12), "page name")


@every_row(
    "text",
    [
        "母亲说，那天他在电话里讲，明天就能下山。",
        "妻子说，那天他出门前对她讲，明天去县里。",
        "战友回忆，他出发前对大家说，明天回来。",
        "店员曾对她说，明天来退钱。",
        "老板当时承诺，明天就发工资。",
    ],
)
def test_what_was_said_on_a_day_that_nobody_names(text):
    assert is_said_then(text, text.index("明天"))
    assert tell(text, DAY, DAY.date + dt.timedelta(days=1)).text is None
    assert tell(text, DAY, DAY.date).text == text


@every_row(
    "text",
    [
        "局长说，那天的雨很大，明天还有雨。",
        "曾任队长的何青说，明天去县里。",
        "5月3日那天他在电话里讲，明天下山。",
        "昨天，店员曾对她说，明天来退钱。",
        "明天，他出发前会说一说路线。",
    ],
)
def test_what_was_said_on_a_day_that_is_known(text):
    assert not is_said_then(text, text.index("明天"))


def test_a_quotation_of_such_a_day_gets_no_date():
    later = DAY.date + dt.timedelta(days=1)
    assert tell("吴女士说，店员曾对她讲：“明天老板就来处理。”", DAY, later).text is None
    said = "吴女士说：“明天老板就来处理。”"
    assert tell(said, DAY, later, ahead="昨天，记者见到吴女士。").text == f"前天，{said}"
