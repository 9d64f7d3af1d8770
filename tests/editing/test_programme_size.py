"""How many stories a programme tells, by its length."""

import datetime as dt
from itertools import pairwise

import pytest

from service.editing import programme_size, story_options
from service.model import Article, Kind, Story


@pytest.mark.parametrize(("minutes", "fewest", "most"), [(5, 8, 11), (10, 12, 22), (20, 18, 30)])
def test_a_programme_tells_as_many_stories_as_a_listener_can_take(minutes, fewest, most):
    assert fewest <= programme_size.stories(minutes * 60.0) <= most


def test_longer_programmes_never_tell_fewer_and_no_length_is_no_limit():
    told = [programme_size.stories(float(seconds)) for seconds in range(30, 7200, 30)]
    assert all(fewer <= more for fewer, more in pairwise(told))
    assert programme_size.stories(0.0) > 1_000


def test_at_least_five_stories_and_half_of_many_stand_by_rank():
    assert programme_size.ranked(60.0) == programme_size.ranked(0.0) == 5
    assert programme_size.ranked(1200.0) == programme_size.stories(1200.0) // 2


def test_stories_behind_those_are_told_only_where_nothing_else_fills_the_time():
    text = "云州港第{0}号泊位昨天开港，今年将运出货物{0}万吨，比去年多一成。市民可以登船参观，门票免费。"
    articles = [Article("p.txt", f"云州港第{n}号泊位开港", (text.format(n),)) for n in range(40)]
    ranked = [Story((article,), 1 - n / 100, "") for n, article in enumerate(articles)]
    told = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21), length=300.0)
    most = programme_size.stories(300.0)
    worth = [each.options[-1].worth / each.story.score**2 for each in told]
    assert min(worth[:most]) > 10 * max(worth[most:])
    assert {each.segment(0).kind for each in told[programme_size.LEAST_RANKED :]} == {Kind.BRIEF}


def test_where_time_is_left_the_first_stories_are_told_at_more_length_before_further_ones_are_told():
    said = tuple(f"云州港第{n}号泊位昨天开港，今年将运出货物{n}万吨，比去年多一成。" for n in range(10, 22))
    articles = [
        Article(f"{n}.txt", f"云州{name}区新港开港", said) for n, name in enumerate("东西南北中城河山湖海江岭州")
    ]
    ranked = [Story((article,), 1.0, "") for article in articles]
    told = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21), length=300.0)
    room = max(story_options.LEAST_CHARACTERS, story_options.STORY_RATE * 300)

    def characters(option):
        return sum(len(each.written) for each in option.utterances)

    longer = [option for option in told[1].options if characters(option) > room]
    within = [option for option in told[1].options if characters(option) <= room]
    assert longer
    more = longer[-1].worth - within[-1].worth
    assert 0 < more < within[-1].worth
    assert more > told[-1].options[-1].worth
    assert all(characters(option) <= story_options.LEAD_RATE * 300 for option in told[0].options)
