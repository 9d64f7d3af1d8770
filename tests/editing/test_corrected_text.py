"""A correction is made in every text of a story, and in nothing that is found again by its name."""

from dataclasses import replace

from service.editing.corrected_text import corrected
from service.model import Edit, Kind, Recording, Utterance
from tests.support.draft_samples import draft, material, script


def test_a_storys_texts_are_corrected_and_its_address_is_not():
    story = material().stories[0]
    place = story.story.lead.title[:3]
    new = corrected(story, [(place, "测试市"), ("page0", "页")])
    assert new.story.lead.title == story.story.lead.title.replace(place, "测试市")
    assert all(place not in each.written for option in new.options for each in option.utterances)
    assert new.headline.text.startswith("测试市")
    assert new.story.lead.source == "page0.txt"
    assert new.options[0].worth == story.options[0].worth


def test_one_correction_is_made_behind_the_other():
    assert corrected("甲乙", [("甲", "乙"), ("乙", "丙")]) == "丙丙"


def test_what_holds_nothing_to_correct_is_the_same():
    day = material().stories
    assert corrected(day, [("不在这里", "也不在")]) is day
    assert corrected(script(), [("不在这里", "也不在")]) is script()
    assert corrected(Kind.STORY, [("story", "x")]) is Kind.STORY


def test_a_voice_is_no_text():
    made = corrected(draft().script, [("a", "z")])
    assert {each.voice for each in made.segments} == {each.voice for each in draft().script.segments}


def test_a_sound_a_writer_an_edition_and_a_record_are_no_text():
    sound = Utterance("通知a9", recording=Recording("a97e", 3.0), writer="a9")
    assert corrected(sound, [("a9", "9z")]) == replace(sound, written="通知9z")
    assert corrected(script(), [(script().edition, "x"), (script().show, "x")]).edition == script().edition
    article = replace(material().stories[0].story.lead, edits=(Edit("moved", "line 31", "why 31", "31"),))
    assert corrected(article, [("31", "37")]).edits == article.edits


def test_a_word_that_is_right_already_is_not_corrected_again():
    once = corrected(Utterance("李明辉出席，李明说。"), [("李明", "李明辉")])
    assert once.written == "李明辉出席，李明辉说。"
    assert corrected(once, [("李明", "李明辉")]) is once
