"""What the editor decides of one article."""

import datetime as dt

import pytest

from service.core.editor_wishes import Wish
from service.editing.editors_hand import EditorsHand
from service.model import Article, Genre
from tests.support.tables import every_row

DAY = dt.date(2026, 5, 31)


def article(title="云雁大桥通车", genre=Genre.NEWS, **more):
    return Article("a.txt", title, ("大桥昨日通车。",), genre=genre, **more)


def test_words_count_in_the_heading_alone():
    hand = EditorsHand(lead=(Wish("昨日"), Wish("大桥")), pin=(Wish("三年"),))
    assert hand.leads([article()], DAY) == "大桥"
    assert hand.leads([article("桥")], DAY) == ""
    assert hand.pins([article("桥"), article("桥", kicker="历时三年")], DAY) == "三年"
    assert hand.pins([article()], DAY) == ""


@every_row(
    ("genre", "told"),
    [
        (Genre.NEWS, True),
        (Genre.FEATURE, True),
        (Genre.COMMENT, True),
        (Genre.PORTRAIT, False),
        (Genre.DOCUMENT, False),
        (Genre.NOTICE, False),
        (Genre.VERSE, False),
    ],
)
def test_what_is_no_news_is_told_only_where_the_show_asks_for_it(genre, told):
    assert (EditorsHand().unwanted(article(genre=genre), DAY) == "") is told
    assert EditorsHand(genres=(genre.value,)).unwanted(article(genre=genre), DAY) == ""


def test_no_comment_and_what_is_dropped():
    hand = EditorsHand(comment="no", drop=(Wish("大桥", DAY),))
    assert hand.unwanted(article("桥", Genre.ESSAY), DAY) == "essay: the show tells none"
    assert hand.unwanted(article(), DAY) == "dropped: 大桥"
    assert hand.unwanted(article(), DAY + dt.timedelta(1)) == ""


def test_a_wish_that_comes_to_nothing_is_told():
    bridge, road, short = article(), article("青石路修好"), article("渡口停航")
    hand = EditorsHand(lead=(Wish("大桥"), Wish("机场")), pin=(Wish("渡口"),), drop=(Wish("渡口"), Wish("机场", DAY)))
    assert hand.unmet([bridge, road, short], [bridge, road], DAY) == (
        "lead “机场”: no headline of the day has these words.",
        "pin “渡口”: “渡口停航” is left out, for a reason of its own.",
        "drop “机场”: no headline of the day has these words.",
    )


def test_a_wish_for_another_day_or_for_any_is_not_missed():
    hand = EditorsHand(lead=(Wish("机场", DAY - dt.timedelta(1)),), pin=(Wish("渡口", waits=True),))
    assert hand.unmet([article()], [article()], DAY) == ()


@pytest.mark.parametrize(
    "words", ["“云雁”大桥3月通车", "云雁大桥 ３月通车", "「雲雁」大橋3月通車", "云雁 大桥，3月通车！", "云雁大桥3月"]
)
@pytest.mark.parametrize("title", ["“云雁”大桥3月通车", "云雁大桥　３月通车", "雲雁大橋3月通車"])
def test_a_wish_is_met_however_page_and_editor_type_it(words, title):
    assert EditorsHand(lead=(Wish(words),)).leads([article(title)], DAY) == words


@every_row("words", ["云燕大桥", "云雁大桥30月", "，", "“”"])
def test_other_words_and_bare_marks_meet_nothing(words):
    assert EditorsHand(lead=(Wish(words),)).leads([article("云雁大桥3月通车")], DAY) == ""
