"""What an editor does with a draft: each operation does what it says, or says in one sentence why it cannot."""

import pytest

from service.editing.draft import DROPPED, changed
from service.editing.edited_script import is_own
from service.editing.programme_draft import Change, Verb, addable
from service.errors import UsageError
from service.model import Kind
from tests.support.draft_samples import draft, kinds, material, titles, words
from tests.support.tables import every_row


def after(verb, target, *, of=None, **more):
    """The draft with a change made, not fitted."""
    return changed(of or draft(), Change(Verb(verb), target, **more), material())[0]


def segment(made, kind):
    return next(each for each in made.script.segments if each.kind is kind)


def test_the_draft_of_a_script_knows_its_stories():
    made = draft()
    assert kinds(made).startswith("ohSS")
    assert kinds(made).endswith("c")
    assert "lbb" in kinds(made)
    assert [material().stories[item.story].story.lead.title for item in made.items] == titles(made)


def test_a_story_that_leads_is_announced_first_and_the_former_lead_is_introduced_as_another():
    made = draft()
    led = after("lead", "3")
    assert titles(led)[:3] == [titles(made)[2], *titles(made)[:2]]
    assert words(segment(led, Kind.HEADLINES))[1] == f"{titles(led)[0]}。"
    style = material().style
    assert all(is_own(words(each)[0], style) or titles(led)[1] in words(each)[0] for _, each in led.pairs[1:2])
    assert words(led.pairs[1][1])[0] not in style.phrases.lead_bare


def test_a_moved_story_stands_there_and_the_rest_in_order():
    made = draft()
    moved = after("move", "1", place=3)
    assert titles(moved) == [*titles(made)[1:3], titles(made)[0], *titles(made)[3:]]


def test_between_briefs_a_story_becomes_one_and_away_from_them_a_brief_becomes_a_story():
    made = draft()
    first = kinds(made).replace("l", "").index("b") - 2 + 1  # the number of the first brief
    into = after("move", "1", place=first)
    assert kinds(into).count("b") == kinds(made).count("b") + 1
    assert len(words(into.pairs[first - 1][1])) <= 2
    out = after("move", f"{first + 1}", place=2)
    assert out.pairs[1][1].kind is Kind.STORY


def test_a_dropped_story_is_named_with_its_reason_and_announced_no_more():
    made = draft()
    dropped = after("drop", "1")
    assert titles(dropped) == titles(made)[1:]
    assert {each.title: each.reason for each in dropped.script.skipped}[titles(made)[0]] == DROPPED
    assert not any(titles(made)[0] in each for each in words(segment(dropped, Kind.HEADLINES)))
    assert len(words(segment(dropped, Kind.HEADLINES))) == len(words(segment(made, Kind.HEADLINES)))


def test_what_was_dropped_can_be_added_again():
    dropped = after("drop", "2")
    gone = titles(draft())[1]
    left = [material().stories[each].story.lead.title for each in addable(dropped, material())]
    added = after("add", f"{left.index(gone) + 1}", of=dropped, place=2)
    assert titles(added) == titles(draft())
    assert gone not in {each.title for each in added.script.skipped}
    assert added.dropped == ()


def test_the_lead_to_the_briefs_comes_and_goes_with_them():
    made = draft()
    while kinds(made).count("b") > 1:
        assert "l" in kinds(made)
        made = after("drop", f"{kinds(made).replace('l', '').index('b') - 1}", of=made)
    assert "l" not in kinds(made)
    assert "l" in kinds(after("brief", "1", of=made))


def test_in_full_all_is_told_and_as_a_brief_one_sentence():
    number = next(n for n, (_, each) in enumerate(draft().pairs, 1) if each.kind is Kind.BRIEF)
    full = after("full", f"{number}")
    item, told = next(pair for pair in full.pairs if pair[0].in_full)
    assert told.kind is Kind.STORY
    assert words(told)[-1] == material().stories[item.story].options[-1].utterances[-1].written
    brief = after("brief", f"{full.pairs.index((item, told)) + 1}", of=full)
    assert next(each for each in brief.pairs if each[0].story == item.story)[1].kind is Kind.BRIEF


@every_row(
    ("verb", "target", "more", "said"),
    [
        ("lead", "1", {}, "has the place 1 already"),
        ("lead", "99", {}, "There is no place 99"),
        ("lead", "0", {}, "There is no place 0"),
        ("lead", "opening", {}, "opening is no story"),
        ("lead", "2.1", {}, "2.1 is no story"),
        ("move", "1", {"place": 99}, "There is no place 99"),
        ("move", "1", {"place": -1}, "There is no place -1"),
        ("drop", "", {}, "nothing called ''"),
        ("drop", "一", {}, "nothing called '一'"),
        ("drop", "1.99", {}, "has no sentence 99"),
        ("add", "99", {}, "There is no left-out story 99"),
        ("add", "opening", {}, "There is no left-out story opening"),
        ("add", "²", {}, "There is no left-out story"),
        ("unpin", "1", {}, "is not pinned"),
        ("say", "1", {"text": "好。"}, "1 has no sentence 0"),
        ("say", "opening.9", {"text": "好。"}, "opening has no sentence 9"),
        ("say", "2.2", {"text": "好" * 301}, "over 300 characters"),
        ("say", "99.1", {"text": "好。"}, "There is no place 99"),
        ("say", "99.title", {"text": "好"}, "There is no place 99"),
        ("say", "opening.title", {"text": "好"}, "opening is no story"),
        ("say", "1.title", {"text": ""}, "is its title already"),
        ("say", "1.title", {"text": "好" * 301}, "over 300 characters"),
        ("read", "不在节目里", {"text": "bu4 zai4"}, "Nothing of this programme says"),
        ("read", "今天", {"text": ""}, "is read so already"),
    ],
)
def test_what_cannot_be_is_one_sentence(verb, target, more, said):
    with pytest.raises(UsageError, match=said):
        after(verb, target, **more)


def test_an_item_of_the_editors_own_stands_where_he_wants_and_the_briefs_stay_together():
    made = draft()
    for place in range(len(made.items) + 2):
        own = after("own", "停水通知", place=place, text="今天夜里停水。请各位注意。")
        number = titles(own).index("停水通知")
        assert words(own.pairs[number][1]) == ["今天夜里停水。", "请各位注意。"]
        assert (own.items[number].story, own.items[number].pinned) == (-1, True)
        assert [each for each in titles(own) if each != "停水通知"] == titles(made)
        assert "b" * kinds(made).count("b") in kinds(own)
    assert titles(after("own", "停水通知", place=1, text="今天夜里停水。"))[0] == "停水通知"
    assert titles(after("own", "停水通知", text="今天夜里停水。"))[-1] == "停水通知"


def test_an_item_of_the_editors_own_is_moved_dropped_and_never_a_brief():
    own = after("own", "停水通知", place=1, text="今天夜里停水。")
    assert titles(after("move", "1", of=own, place=2))[1] == "停水通知"
    assert titles(after("drop", "1", of=own)) == titles(draft())
    assert words(after("say", "1.1", of=own, text="明天停水。").pairs[0][1]) == ["明天停水。"]
    brief = kinds(own).replace("l", "").index("b")  # the number of the second brief
    for verb, more in (("brief", {}), ("move", {"place": brief})):
        with pytest.raises(UsageError, match="of your own"):
            after(verb, "1", of=own, **more)


@every_row(
    ("title", "text", "said"),
    [
        ("", "停水。", "needs a title"),
        ("  ", "停水。", "needs a title"),
        ("通知", "", "says something"),
        ("通知", "首先来看今天的头条。", "says something"),
        ("通知", "好" * 301, "over 300 characters"),
    ],
)
def test_what_is_no_item_is_one_sentence(title, text, said):
    with pytest.raises(UsageError, match=said):
        after("own", title, text=text)
    with pytest.raises(UsageError, match="needs a title"):
        after("own", titles(draft())[0], text="停水。")


def test_the_only_story_stays():
    made = draft()
    while len(made.items) > 1:
        made = after("drop", "1", of=made)
    with pytest.raises(UsageError, match="only story"):
        after("drop", "1", of=made)
