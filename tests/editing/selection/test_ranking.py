"""Where the stories of a day stand."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing.selection import Interests, ranking
from service.model import Article, Genre
from tests.support.tables import every_row

NOON = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)
BRIDGE = Article("a.txt", "云州大桥通车", ("云州大桥昨日10时正式通车，货车限行，请市民留意。",))
TREE = Article("a.txt", "桥边的槐树", ("槐树比桥老，春天开花。",))


def standings(*groups, interests=None, until=None):
    return ranking.standings(groups, [each for group in groups for each in group], interests or Interests(), until)


def test_news_stands_before_what_is_written_about_it():
    comment = replace(BRIDGE, genre=Genre.COMMENT, title="云州大桥通车之后")
    found = standings([comment], [TREE], [BRIDGE])
    assert ranking.order(found) == [2, 1, 0]
    assert [each.behind for each in found] == ["comment", "", ""]


def test_two_sources_count_more_than_one():
    one, two = standings([BRIDGE]), standings([BRIDGE, replace(BRIDGE, source="b.txt")])
    same = standings([BRIDGE, replace(BRIDGE, title="云州大桥昨日通车")])
    assert two[0].value > one[0].value
    assert "several sources" in two[0].terms
    assert "several sources" not in same[0].terms


def test_what_is_wanted_rises_and_says_why():
    plain, wanted = standings([TREE]), standings([TREE], interests=Interests(boost_words=("槐树",)))
    assert wanted[0].wanted == "the word 槐树"
    assert wanted[0].value == pytest.approx(plain[0].value + ranking.BOOST)


def test_older_articles_stand_back():
    new, old = replace(BRIDGE, published_at=NOON), replace(TREE, published_at=NOON - dt.timedelta(days=3))
    terms = standings([new], [old], until=NOON.date())[1].terms
    assert terms["older"] < 0
    assert terms["not of the day"] < terms["older"]


def test_the_score_halves_with_each_step_and_never_exceeds_the_first():
    assert ranking.score(2.0, 2.0) == 1.0
    assert ranking.score(2.0 - ranking.HALVED, 2.0) == pytest.approx(0.5)
    assert ranking.score(3.0, 2.0) == 1.0
    assert ranking.order([]) == []


def test_an_interest_alone_makes_no_small_news_the_lead():
    better = [ranking.Standing({"start": 1.0 - n / 10}, "", "") for n in range(ranking.SMALL)]
    raised = ranking.Standing({"start": 0.5}, "", "word 槐树")
    assert ranking.order([raised, *better])[0] == 1
    assert ranking.order([raised, *better[:-1]])[0] == 0
    assert ranking.order([raised]) == [0]


@every_row(
    ("section", "title", "text", "advice"),
    [
        ("厨房", "隔夜菜到底能不能吃", "叶菜隔夜不宜，根茎类密封冷藏可以，吃前热透。", True),
        ("安全课堂", "报警器响了以后", "第一步捂住口鼻，第二步向上风向撤离。", True),
        ("", "隔夜菜到底能不能吃", "市疾控中心昨天公布检测结果：叶菜隔夜后亚硝酸盐升高三倍。", False),
        ("", "老水厂搬走以后", "叶菜隔夜不宜，根茎类密封冷藏可以，吃前热透。", False),
    ],
)
def test_advice_that_holds_on_any_day_stands_behind_the_news(section, title, text, advice):
    piece = Article("a.md", title, (text,), section=section, genre=Genre.FEATURE)
    assert ranking.teaches(piece) is advice
