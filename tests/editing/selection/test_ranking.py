"""The score of a story, and the order of a programme."""

import datetime as dt

import pytest

from service.editing.selection import ranking
from service.model import Article

NOON = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC)


def article(title="无题", text="甲" * 100, **more):
    return Article(**{"source": "page.txt", "title": title, "paragraphs": (text,), **more})


@pytest.mark.parametrize(
    ("source", "share"),
    [("A01.txt", 1), ("a/第1版.txt", 1), ("A05.txt", 0.8), ("第5版.txt", 0.8), ("B2.txt", 0.875), ("page.txt", 1)],
)
def test_the_front_page_weighs_most(source, share):
    assert ranking.page_share(source) == pytest.approx(share)


def test_freshness_halves_in_a_day_and_is_a_half_where_nothing_is_known():
    def fresh(**more):
        return ranking.parts([article(**more)], NOON)["freshness"]

    assert fresh(published_at=NOON) == 1
    assert fresh(published_at=NOON - dt.timedelta(hours=24)) == pytest.approx(0.5)
    assert fresh(published=NOON.date()) == 1
    assert fresh() == 0.5
    assert ranking.parts([article(published_at=NOON)], None)["freshness"] == 0.5


def test_every_part_is_a_share_and_more_tellings_weigh_more():
    one = ranking.parts([article()], NOON)
    two = ranking.parts([article(), article(source="other.txt", text="乙" * 5000)], NOON)
    assert all(0 <= share <= 1 for share in (*one.values(), *two.values()))
    assert two["sources"] > one["sources"]
    assert two["length"] == 1
    assert ranking.total(two, boosted=True) > ranking.total(two, boosted=False) > ranking.total(one, boosted=False)


def test_no_three_neighbours_at_the_top_have_one_subject():
    farming = [article("小麦春灌", "农民忙春灌，小麦长势好。") for _ in range(3)]
    leads = [*farming, article("高铁通车", "铁路今天通车，列车开来。")]
    placed = ranking.order(leads, [0.9, 0.8, 0.7, 0.1])
    assert [index for index, _ in placed] == [0, 1, 3, 2]
    assert [bool(reason) for _, reason in placed] == [False, False, False, True]


def test_where_there_is_no_other_subject_the_score_alone_decides():
    leads = [article("小麦春灌", "农民忙春灌，小麦长势好。") for _ in range(4)]
    assert [index for index, _ in ranking.order(leads, [0.1, 0.9, 0.5, 0.7])] == [1, 3, 2, 0]
    assert ranking.order([], []) == []
