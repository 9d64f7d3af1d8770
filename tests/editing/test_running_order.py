"""The order of airing: a strong lead, the anchors taking turns, a light item last."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import programme_size, running_order, story_options
from service.editing.running_order import Ending
from service.model import Article, Genre, Kind, Segment, Story, Utterance
from tests.support.tables import every_row


def article(title, section=""):
    body = "云州市今天发布了这一消息，全市有十万人受益。市里表示，下一步将继续做好服务。"
    return Article("page.txt", title, (body,), section=section)


@every_row(
    ("title", "section", "light"),
    [
        ("云州马拉松今晨鸣枪", "", True),
        ("三只大熊猫幼崽亮相", "", True),
        ("古城灯会开幕", "文化", True),
        ("云州财政收入增长", "", False),
        ("三家企业获评单项冠军企业", "", False),
        ("足球场看台坍塌 多人受伤", "体育", False),
        ("市委书记调研文物保护", "", False),
        ("强降雨持续 博物馆闭馆", "", False),
    ],
)
def test_what_is_light(title, section, light):
    assert running_order.is_light(article(title, section)) is light


def story(title, score):
    return Story((article(title),), score, "")


def test_a_light_story_does_not_lead_where_another_comes_near():
    light, near, far = story("云州马拉松今晨鸣枪", 0.9), story("云州财政收入增长", 0.8), story("云州财政收入增长", 0.5)
    assert running_order.strong_lead([light, near]) == (near, light)
    assert running_order.strong_lead([light, far]) == (light, far)
    assert running_order.strong_lead([]) == ()


def test_what_the_editor_has_put_somewhere_stays_there_however_light():
    light, near, far = (replace(story(title, 1.0), by_hand=by_hand) for title, by_hand in HANDED)
    assert running_order.strong_lead([light, near, far]) == (light, near, far)
    assert running_order.ending(light, 1, 3) is Ending.NONE
    assert running_order.ending(replace(light, by_hand=False), 1, 3) is Ending.LIGHT


HANDED = (("云州马拉松今晨鸣枪", True), ("云州财政收入增长", False), ("云州港开港", False))


def segment(words, voice, kind=Kind.STORY):
    return Segment(kind, voice, (Utterance(f"{words}：云州港开港。"),))


def test_no_bridge_is_heard_twice_in_a_row():
    same, other, third = (segment(words, "a") for words in ("再来看", "再来看", "接下来"))
    assert running_order.unlike([same, other, third]) == (same, third, other)
    assert running_order.unlike([same, third], before=other) == (third, same)


def test_anchors_change_by_story_among_the_first_and_by_subject_behind_them():
    ranked = [running_order.RANKED] * 3
    assert running_order.turns([*ranked, "health", "health", "health", "sport", "", "health"], 2) == [
        *(0, 1, 0),
        *(1, 1, 1, 0, 0, 1),
    ]
    assert running_order.turns([*ranked, "abroad", "health", "farming", "law"], 2) == [0, 1, 0, 0, 1, 1, 1]
    assert running_order.turns(["", "sport", ""], 1) == [0, 0, 0]
    assert running_order.turns([], 2) == []


NONE, LIGHT, FORECAST = Ending.NONE, Ending.LIGHT, Ending.FORECAST


def arranged(*told):
    return running_order.arrange([(segment, ending, "") for segment, ending in told])


def test_briefs_stand_in_blocks_abroad_last_and_what_has_no_subject_where_it_ranks():
    a, b, c, d, e, f = (segment(f"云州{n}", "ab"[n % 2], Kind.BRIEF) for n in range(6))
    told = [(a, "abroad"), (b, "health"), (c, ""), (d, "sport"), (e, "health"), (f, "")]
    assert running_order.in_blocks(told) == (b, e, c, d, f, a)
    assert running_order.in_blocks([]) == ()


def test_behind_the_first_stories_those_of_one_subject_stand_together():
    told = [segment(f"云州{n}", "ab"[n % 2]) for n in range(9)]
    names = [*[running_order.RANKED] * 5, "abroad", "health", "sport", "health"]
    stories, _, _ = running_order.arrange([(each, NONE, name) for each, name in zip(told, names, strict=True)])
    assert stories == (*told[:5], told[6], told[8], told[7], told[5])


def test_a_light_story_among_the_first_of_many_stands_where_it_ranks():
    light = story("云州马拉松今晨鸣枪", 0.9)
    ranks = [running_order.ending(light, index, 20) for index in (0, 1, 4, 5, 19)]
    assert ranks == [NONE, NONE, NONE, LIGHT, LIGHT]
    assert [running_order.ending(light, index, 6) for index in (0, 1)] == [NONE, LIGHT]


def test_a_block_is_abroad_or_a_subject():
    def block(title):
        return running_order.block(Article("page.txt", title, ("消息今天发布。",)))

    assert block("日本一家工厂起火") == running_order.ABROAD
    assert block("云州医院开夜诊，医生上门") == "health"
    assert block("他笑了") == ""


@pytest.mark.parametrize("kind", [Kind.STORY, Kind.BRIEF])
def test_the_first_light_item_ends_the_programme(kind):
    light, another = segment("最后", "a", kind), segment("下面", "b")
    story, brief = segment("再来看", "a"), segment("云州港", "b", Kind.BRIEF)
    stories, briefs, end = arranged((story, NONE), (light, LIGHT), (another, LIGHT), (brief, NONE))
    assert stories == (story, another)
    assert (*briefs, *end) == (brief, light)


@pytest.mark.parametrize("kind", [Kind.STORY, Kind.BRIEF])
def test_nothing_comes_after_the_forecast(kind):
    forecast, light = segment("天气", "a"), segment("最后", "b", kind)
    story, brief = segment("再来看", "a"), segment("云州港", "b", Kind.BRIEF)
    parts = arranged((story, NONE), (light, LIGHT), (brief, NONE), (forecast, FORECAST))
    assert [each for part in parts for each in part] == [story, brief, light, forecast]
    assert arranged((forecast, FORECAST)) == ((), (), (forecast,))


@pytest.mark.parametrize("kind", [Kind.STORY, Kind.BRIEF])
def test_other_weather_stands_ahead_of_the_forecast_and_where_it_ranks_without_one(kind):
    forecast, frost = segment("天气", "a"), segment("霜冻", "b", kind)
    port, light = segment("云州港", "b", kind), segment("最后", "b")
    told = [(frost, NONE, "weather"), (port, NONE, "transport"), (light, LIGHT, "weather"), (forecast, FORECAST, "")]
    in_order = [each for part in running_order.arrange(told) for each in part]
    assert in_order == [port, light, frost, forecast]
    assert [each for part in running_order.arrange(told[:2]) for each in part] == [frost, port]


@pytest.mark.parametrize("kind", [Kind.STORY, Kind.BRIEF])
def test_comment_follows_the_briefs_and_the_light_item_follows_comment(kind):
    comment, light = segment("再来听", "a"), segment("最后", "b", kind)
    story, brief = segment("再来看", "a"), segment("云州港", "b", Kind.BRIEF)
    parts = arranged((story, NONE), (comment, Ending.COMMENT), (light, LIGHT), (brief, NONE))
    told = [each for part in parts for each in part]
    assert told[:2] == [story, brief]
    assert told.index(comment) > told.index(brief)
    assert (told[-1] is light) == (kind is Kind.STORY)


def test_a_comment_is_short_and_ends_the_programme_wherever_it_ranks():
    long = tuple(f"云州的老城要慢慢地修，第{n}条街更要如此。" for n in range(60))
    said = replace(story("慢一点修老城", 0.9), articles=(Article("c.txt", "慢一点修老城", long, genre=Genre.COMMENT),))
    ranked = [story("云州财政收入增长", 1.0), said, story("云州港开港", 0.8)]
    comment = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21))[1]
    assert comment.ending is Ending.COMMENT
    spoken = sum(len(each.written) for each in comment.options[-1].utterances)
    assert spoken <= story_options.COMMENT_CHARACTERS
    first = story_options.tell([said, *ranked[:1]], ("a", "b"), dt.date(2026, 3, 21))[0]
    assert sum(len(each.written) for each in first.options[-1].utterances) > story_options.COMMENT_CHARACTERS


def test_the_forecast_is_told_behind_a_bridge_even_in_one_sentence():
    weather = replace(story("今明天气", 0.5), forecast=True)
    ranked = [story("云州财政收入增长", 1.0), story("云州马拉松今晨鸣枪", 0.9), weather]
    told = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21))[-1]
    assert told.ending is FORECAST
    assert told.segment(0).kind is Kind.STORY
    assert "天气" in told.segment(0).utterances[0].written
    assert "最后" not in story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21))[1].bridge.written


def test_the_day_s_first_stories_are_no_briefs_however_short_they_are_told():
    ranked = [story(f"云州第{n}港开港", 1 - n / 10) for n in range(7)]
    told = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21))
    kinds = [each.segment(0).kind for each in told]
    assert kinds == [Kind.STORY] * programme_size.LEAST_RANKED + [Kind.BRIEF] * 2
    in_short = [(each.segment(0), each.ending, each.block) for each in told]
    stories, briefs, _ = running_order.arrange(in_short)
    assert [each.title for each in (*stories, *briefs)] == [each.lead.title for each in ranked]


def test_the_light_item_is_announced_as_the_last():
    titles = ("云州财政收入增长", "云州马拉松今晨鸣枪", "云州港开港", "古城灯会和庙会开幕")
    ranked = [story(title, 1 - i / 10) for i, title in enumerate(titles)]
    tellings = story_options.tell(ranked, ("a", "b"), dt.date(2026, 3, 21))
    assert [each.ending for each in tellings] == [NONE, LIGHT, NONE, LIGHT]
    assert ["最后" in each.bridge.written for each in tellings] == [False, True, False, False]
