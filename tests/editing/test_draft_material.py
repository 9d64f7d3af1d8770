"""What a story of a draft may say, and where it stands among others."""

from dataclasses import replace

from service.editing import own_items
from service.editing.draft_material import DraftItem
from service.model import STANDING, Kind, Utterance
from tests.support.draft_samples import draft, material, words


def test_each_option_of_a_story_is_known_again():
    day = material()
    for story, told in enumerate(day.stories):
        for option in range(len(told.options)):
            assert day.option_of(story, day.told(story, option, Kind.STORY)) == option


def test_words_that_the_program_did_not_write_are_no_option():
    day = material()
    told = day.told(3, 2, Kind.STORY)
    other = replace(told, utterances=(*told.utterances[:-1], replace(told.utterances[-1], written="别的话。")))
    assert day.option_of(3, other) is None
    assert day.option_of(2, told) is None


def test_a_brief_is_one_sentence_and_says_its_headline_at_most():
    item, brief = material().as_brief(DraftItem(1, in_full=True), material().told(1, 3, Kind.STORY))
    assert brief.kind is Kind.BRIEF
    assert words(brief)[-1] == material().stories[1].options[0].utterances[-1].written
    assert len(brief.utterances) <= 2
    assert not item.in_full


def test_an_editors_words_stay_in_a_brief_without_what_led_to_them():
    told = material().told(1, 3, Kind.STORY)
    own = replace(told, utterances=(*told.utterances[:-1], replace(told.utterances[-1], written="我写的。")))
    _, brief = material().as_brief(DraftItem(1, worded=True), own)
    assert words(brief) == words(own)[1:]
    _, story = material().as_story(DraftItem(1, worded=True), brief)
    assert (story.kind, words(story)) == (Kind.STORY, words(brief))


def test_the_forecast_stands_last_and_other_stories_ahead_of_the_briefs():
    day, pairs = material(), draft().pairs
    forecast = len(day.stories) - 1
    others = [pair for pair in pairs if pair[0].story != forecast]
    assert day.natural_place((DraftItem(forecast), day.told(forecast, 1, Kind.STORY)), others) == len(others)
    briefs = [place for place, (_, each) in enumerate(pairs) if each.kind is Kind.BRIEF]
    new = next(story for story in range(len(day.stories)) if story not in {item.story for item, _ in pairs})
    assert day.natural_place((DraftItem(new), day.told(new, 1, Kind.STORY)), pairs) == briefs[0]
    assert day.natural_place(day.as_brief(DraftItem(new), pairs[0][1]), pairs) == briefs[-1] + 1


def test_what_comes_in_stands_ahead_of_the_forecast_and_of_what_ends_the_programme():
    day, pairs = material(), [pair for pair in draft().pairs if pair[1].kind is not Kind.BRIEF]
    last = DraftItem(placed=True), own_items.segment("服务热线", (Utterance("有事请打热线。"),), "a", STANDING)
    new = next(story for story in range(len(day.stories)) if story not in {item.story for item, _ in draft().pairs})
    forecast = len(day.stories) - 1
    pairs.append((DraftItem(forecast), day.told(forecast, 1, Kind.STORY)))
    for told in (day.shortest(new), (DraftItem(new), day.told(new, 1, Kind.STORY))):
        assert day.natural_place(told, [*pairs, last]) == len(pairs) - 1
    assert day.natural_place(pairs[-1], [*pairs[:-1], last]) == len(pairs) - 1
