"""What becomes of a word that names a day."""

import datetime as dt

import pytest

from service.editing.day_words import ArticleDay
from service.editing.day_words.day_change import NotTold
from service.editing.day_words.mentions import find
from service.editing.day_words.resolutions import resolve

DAY = ArticleDay(dt.date(2026, 5, 10), "page name 20260510")


def resolved(text, day=DAY):
    (mention,) = find(text)
    return resolve(mention, text, day, dt.date(2026, 5, 12))


def test_a_change_says_until_when_and_whether_it_is_ahead():
    change = resolved("下周三开馆")
    assert (change.became, change.until, change.ahead) == ("明天", dt.date(2026, 5, 13), True)


def test_a_day_without_a_month_needs_the_article_s_day():
    assert resolved("9日开馆", None).became is None
    with pytest.raises(NotTold):
        resolved("上月31日开馆")
