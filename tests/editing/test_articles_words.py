"""What of a draft the program took from articles, and what an editor wrote or the show says itself."""

from dataclasses import replace

from service.editing import articles_words
from service.editing.draft_material import DraftItem
from service.model import EDITORS, Kind, Utterance
from tests.support.draft_samples import draft, material, script


def known(item, segment):
    return articles_words.of_item(item, segment, material(), script())


def test_what_the_program_tells_of_an_article_is_its_and_what_an_editor_wrote_is_not():
    item, segment = draft().pairs[0]
    mine = replace(segment, utterances=(Utterance("我写的。"), *segment.utterances), shown_title="我的题目")
    words = known(item, mine)
    assert {each.written for each in segment.utterances} <= words
    assert not {"我写的。", "我的题目"} & words
    story = material().stories[item.story]
    assert {each.written for option in story.options for each in option.utterances} <= words


def test_a_headline_of_any_story_is_an_articles():
    headlines = next(each for each in script().segments if each.kind is Kind.HEADLINES)
    words = known(DraftItem(), headlines)
    assert {material().headline(DraftItem(story)).written for story in (0, 1)} <= words


def test_an_item_of_an_editors_own_and_greeting_and_close_have_no_articles_words():
    segments = (replace(draft().pairs[0][1], origin=EDITORS), script().segments[0], script().segments[-1])
    assert all(known(DraftItem(), each) == frozenset() for each in segments)
