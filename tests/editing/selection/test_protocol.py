"""News about leaders of the state: in the order of protocol, in the places that such news has."""

import pytest

from service.editing.selection import Interests, news_value, protocol, ranking
from service.model import Article

HOLDS = "国家主席周启明、国务院总理方远、国务院副总理陶然昨日分别出席活动。"
NEWS = [
    Article("a.txt", "陶然会见外宾", ("国务院副总理陶然昨日在北京会见外宾一行，双方就合作交换意见。" + HOLDS,)),
    Article("b.txt", "方远主持召开国务院常务会议", ("国务院总理方远昨日主持召开国务院常务会议，部署秋收。" + HOLDS,)),
    Article("c.txt", "周启明同邻国元首通电话", ("国家主席周启明昨日晚同邻国元首通电话，就双边关系交换意见。" + HOLDS,)),
    Article("d.txt", "云州大桥通车", ("云州大桥昨日10时正式通车，货车限行，请市民留意。",)),
]


def test_every_weight_is_of_a_known_feature():
    assert set(protocol.weights()) <= set(news_value.WHY)


def test_the_head_of_the_state_stands_before_the_premier_and_he_before_his_deputy():
    standing = ranking.standings([[each] for each in NEWS], NEWS, Interests(), None)
    order = [i for i in ranking.order(standing) if i != 3]
    assert order == [2, 1, 0]


def test_only_places_among_such_news_change():
    rows = [{"leader headline": 0.5}, {"start": 1.0}, {"leader headline": 1.0, "first leader": 1.0}]
    sums = [2.0, 1.5, 1.0]
    more = protocol.terms(rows, sums)
    assert [sums[i] + sum(more[i].values()) for i in range(3)] == [1.0, 1.5, 2.0]
    assert protocol.terms(rows[:2], sums[:2]) == [{}, {}]


def test_the_reason_says_so():
    assert news_value.reason({protocol.TERM: 1.2}).startswith("protocol among news")


def test_what_nobody_of_them_is_in_is_not_touched():
    rows = news_value.features(NEWS)
    assert [protocol.is_subject_to(row) for row in rows] == [True, True, True, False]
    assert sum(news_value.terms(rows[3]).values()) == pytest.approx(
        ranking.standings([[each] for each in NEWS], NEWS, Interests(), None)[3].own
    )
