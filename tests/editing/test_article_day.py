"""The day that an article calls 今天, and what says so."""

import datetime as dt

from service.editing.day_words import article_day
from service.model import MODIFICATION_TIME, Article, Edit
from tests.support.tables import every_row

PAGE = dt.date(2026, 7, 16)


def of(text, *, title="", published=PAGE, dated_by="name 20260716", edits=(), programme=PAGE):
    article = Article("p", title, tuple(text.split("\n")), published=published, dated_by=dated_by, edits=edits)
    day = article_day(article, programme)
    return (day.date.isoformat(), day.evidence) if day else None


@every_row(
    ("text", "date", "evidence"),
    [
        ("青禾市图书馆今天（7月15日）开馆。", "2026-07-15", "bracket 今天（7月15日"),
        ("昨晚（7月14日），大雨到来。", "2026-07-15", "bracket 昨晚（7月14日"),
        ("新华社青禾7月15日电（记者何青）图书馆开馆。", "2026-07-15", "dateline 新华社青禾7月15日电"),
        ("本报7月13日讯 图书馆今天开馆。", "2026-07-13", "dateline 本报7月13日讯"),
        ("图书馆今天开馆。", "2026-07-16", "page name 20260716"),
    ],
)
def test_what_stands_nearest_to_the_words_says_the_day(text, date, evidence):
    found = of(text)
    assert found[0] == date
    assert found[1].startswith(evidence)


def test_a_dateline_that_the_reading_took_off_counts():
    edit = Edit("dateline", "line 3", "a dateline", "本报青禾7月15日讯（记者 何青）图书馆今天开馆。")
    assert of("图书馆今天开馆。", edits=(edit,))[0] == "2026-07-15"


def test_a_time_of_modification_and_nothing_at_all_say_nothing():
    assert of("图书馆今天开馆。", dated_by=MODIFICATION_TIME) is None
    assert of("图书馆今天开馆。", published=None, dated_by="") is None


def test_dates_that_contradict_one_another_leave_it_to_the_page():
    assert of("今天（7月15日）开馆。\n今天（7月10日）闭馆。") == ("2026-07-16", "page name 20260716")


def test_a_date_of_long_ago_is_not_the_articles_own():
    assert of("那年新华社青禾3月2日电说，大坝合龙。")[1] == "page name 20260716"


def test_the_year_is_the_nearest():
    new_year = {"published": dt.date(2027, 1, 1), "dated_by": "name 20270101", "programme": dt.date(2027, 1, 1)}
    assert of("本报12月31日讯 图书馆今天开馆。", **new_year)[0] == "2026-12-31"
