"""An article sentence by sentence, each as it would be told."""

import datetime as dt
from dataclasses import replace

import pytest

from service.editing import article_sentences
from service.editing.allocation import Option
from service.editing.article_sentences import DAMAGED
from service.editing.story_options import StoryOptions
from service.editing.wording import Headline
from service.model import Article, Kind, Segment, Story, Utterance

DAY, NEXT = dt.date(2026, 3, 20), dt.date(2026, 3, 21)
FIRST, SECOND, THIRD = "云雁大桥今天通车。", "桥长300米。", "市民张晚渡走上桥看了看。"


@pytest.fixture
def story():
    text = (FIRST + SECOND, "小标题", THIRD)
    article = Article("page.txt", "云雁大桥通车", text, subheads=("小标题",), published=DAY, dated_by="text")
    told = Option(1.0, utterances=(Utterance("云雁大桥昨天通车。", source=FIRST),))
    return StoryOptions(Story((article,), 1.0, ""), "a", None, (told,), Headline("", "", own=False))


def with_article(story, **changes):
    return replace(story, story=Story((replace(story.story.lead, **changes),), 1.0, ""))


def test_the_sentences_are_numbered_and_a_sub_headline_is_none(story):
    found = [(each.number, each.paragraph, each.text) for each in article_sentences.of_story(story, NEXT)]
    assert found == [(1, 0, FIRST), (2, 0, SECOND), (3, 2, THIRD)]


def test_one_is_said_as_the_story_says_it_and_another_on_the_programmes_day(story):
    assert article_sentences.of_story(story, NEXT)[0].said == story.options[-1].utterances
    untold = replace(story, options=(Option(1.0, utterances=(Utterance(SECOND, source=SECOND),)),))
    (said,) = article_sentences.of_story(untold, NEXT)[0].said
    assert (said.written, said.source) == ("云雁大桥昨天通车。", FIRST)
    assert [each.was for each in said.days] == ["今天"]


def test_what_is_damaged_or_over_cannot_be_told_and_says_why(story):
    damaged = article_sentences.of_story(with_article(story, damaged=(SECOND,)), NEXT)
    assert (damaged[1].said, damaged[1].why) == ((), DAMAGED)
    over = with_article(story, paragraphs=("演出今晚举行，欢迎市民前往观看。",))
    (found,) = article_sentences.of_story(over, NEXT)
    assert found.said == ()
    assert found.why


def test_it_is_known_whether_a_segment_tells_it(story):
    first, second, _ = article_sentences.of_story(story, NEXT)
    told = Segment(Kind.STORY, "a", (Utterance("我改的话。", source=FIRST), Utterance("我加的话。")))
    assert (first.is_told_in(told), second.is_told_in(told)) == (True, False)
