"""What an editor does with the words of a draft: they stand, whatever follows; what a scan got wrong is put right."""

import pytest

from service.editing.draft import changed
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.model import Kind
from tests.support.draft_samples import draft, material, titles, words
from tests.support.tables import every_row


def after(verb, target, *, of=None, **more):
    """The draft with a change made, not fitted."""
    made = of or draft()
    return changed(made, Change(Verb(verb), target, **more), material().corrected(made.corrections))[0]


def segment(made, kind):
    return next(each for each in made.script.segments if each.kind is kind)


def test_a_sentence_says_what_the_editor_wrote():
    made = after("say", "2.2", text="这是我写的。一共两句。")
    assert words(made.pairs[1][1])[1:3] == ["这是我写的。", "一共两句。"]
    assert made.items[1].worded
    assert made.pairs[1][1].utterances[1].source  # what it stands for


def test_what_he_wrote_stands_in_headlines_bridges_and_close_whatever_follows():
    made = after("say", "headlines.3", text="我写的提要。")
    made = after("say", "3.1", of=made, text="我写的串词。")
    made = after("say", "close.1", of=made, text="我写的结尾。")
    made = after("say", "briefs.1", of=made, text="我写的简讯开头。")
    made = after("lead", "4", of=after("drop", "1", of=made))
    said = [each.written for each_segment in made.script.segments for each in each_segment.utterances]
    assert {"我写的提要。", "我写的串词。", "我写的结尾。", "我写的简讯开头。"} <= set(said)


def test_a_headline_that_he_wrote_goes_with_its_story():
    made = after("say", "headlines.3", text="我写的提要。")
    announced = next(number for number, (item, _) in enumerate(made.pairs, 1) if item.story == 1)
    assert "我写的提要。" in words(segment(made, Kind.HEADLINES))
    assert "我写的提要。" not in words(segment(after("drop", f"{announced}", of=made), Kind.HEADLINES))


def test_a_sentence_can_be_dropped_but_not_the_last_one():
    made = draft()
    body = len(words(made.pairs[0][1]))
    fewer = after("drop", "1.2")
    assert len(words(fewer.pairs[0][1])) == body - 1
    while len(words(fewer.pairs[0][1])) > 2:
        fewer = after("drop", "1.2", of=fewer)
    with pytest.raises(UsageError, match="drop the story instead"):
        after("drop", "1.2", of=fewer)


def test_a_title_is_what_listeners_see_and_the_story_is_still_known():
    made = after("say", "2.title", text="我写的标题")
    assert made.pairs[1][1].heading == "我写的标题"
    assert titles(made) == titles(draft())
    assert after("say", "2.title", of=made, text="").pairs[1][1].heading == titles(draft())[1]


def test_a_reading_is_the_programmes_own_until_it_is_taken_back():
    word = titles(draft())[0][:2]
    made = after("read", word, text="ping2  gang3")
    assert made.script.readings == {word: "ping2 gang3"}
    assert after("read", word, of=made, text="").script.readings == {}
    assert made.script.segments == draft().script.segments


def test_a_greeting_can_be_changed_and_not_taken_away():
    made = draft()
    for _ in words(segment(made, Kind.OPENING))[1:]:
        made = after("say", "opening.1", of=made, text="")
    with pytest.raises(UsageError, match="a programme has one"):
        after("say", "opening.1", of=made, text="")


def test_a_correction_is_made_wherever_the_day_has_the_word_and_the_story_stays_as_it_is_told():
    made = draft()
    place = titles(made)[0][:3]
    right = after("correct", place, text="测试市")
    said = [each.written for part in right.script.segments for each in part.utterances]
    assert not any(place in each for each in said + titles(right))
    assert any("测试市" in each for each in said)
    assert right.items == made.items
    day = material().corrected(right.corrections)
    told = [(item, part) for item, part in right.pairs if item.is_as_told]
    assert told
    assert all(day.option_of(item.story, part) is not None for item, part in told)


def test_a_corrected_story_can_still_be_told_otherwise():
    place = titles(draft())[0][:3]
    right = after("correct", place, text="测试市")
    full = after("full", "1", of=right)
    assert not any(place in each for each in words(full.pairs[0][1]))
    left = after("drop", "1", of=full)
    assert any("测试市" in each.title for each in left.script.skipped)


def test_one_correction_can_be_corrected_again():
    place = titles(draft())[0][:3]
    made = draft()
    for wrong, right in ((place, "甲地甲"), ("甲地甲", place), (place, "乙地乙")):
        made = after("correct", wrong, of=made, text=right)
    assert titles(made)[0].startswith("乙地乙")
    item, part = made.pairs[0]
    assert material().corrected(made.corrections).option_of(item.story, part) is not None


def test_a_sentence_of_the_article_is_told_where_the_article_has_it():
    made = after("say", "1.3", text="")  # a sentence between others
    item, part = made.pairs[0]
    known = material().sentences(item.story)
    number = next(each.number for each in known if not each.is_told_in(part))
    told = after("tell", "1", of=made, place=number)
    texts = [each.text for each in known]
    sources = [each.source for each in told.pairs[0][1].utterances if each.source in texts]
    assert texts[number - 1] in sources
    assert sources == sorted(sources, key=texts.index)
    assert (told.items[0].worded, told.items[0].placed) == (True, True)
    assert words(told.pairs[0][1])[0] == words(part)[0]  # what leads to it


def test_what_is_told_or_is_not_there_cannot_be_told():
    part = draft().pairs[0][1]
    first = next(each for each in material().sentences(0) if each.is_told_in(part))
    for place, said in ((first.number, "is told already"), (99, "no sentence 99"), (0, "no sentence 0")):
        with pytest.raises(UsageError, match=said):
            after("tell", "1", place=place)


@every_row(
    ("target", "text", "said"),
    [
        ("不在节目里", "在", "Nothing of this programme has"),
        ("", "字", "of 1 to 20 letters"),
        ("今天", "", "of 1 to 20 letters"),
        ("今天", "今天。", "of 1 to 20 letters"),
        ("今天", "好" * 21, "of 1 to 20 letters"),
        ("今天", "今天", "reads so already"),
    ],
)
def test_what_is_no_correction_is_one_sentence(target, text, said):
    with pytest.raises(UsageError, match=said):
        after("correct", target, text=text)
