"""What a form asks for: a story is meant by what it is, a text is saved or kept, an old version overwrites nothing."""

import datetime as dt

import pytest

from service import settings
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.pipeline.draft_desk import DraftDesk
from service.runs.draft_report import parts_of
from service.web.desk import draft_edits
from service.web.open_drafts import version_tag
from tests.support import draft_samples
from tests.support.made_episode import HELD_CONFIG, HELD_ID

NOW = dt.datetime(2026, 3, 21, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def draft(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    (tmp_path / "tingbao.toml").write_text(HELD_CONFIG, "utf-8")
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


def form(desk, button="save", on=None, **texts):
    """The form of a version with all its fields, as a browser sends it; `t1_2` is the text of 1.2."""
    version = on or desk.version()
    fields = {"version": version_tag(desk.waiting, version.number), "do": button}
    script = version.draft.script
    for part, segment in zip(parts_of(script), script.segments, strict=True):
        fields |= {f"say {part}.{n}": each.written for n, each in enumerate(segment.utterances, 1)}
        fields |= {f"say {part}.title": segment.heading} if part.isdigit() else {}
    return fields | {f"say {name[1:].replace('_', '.')}": text for name, text in texts.items()}


def sent(desk, *args, **texts):
    return draft_edits.made(desk, form(desk, *args, **texts), "王编辑", NOW)


def titles(version):
    return [segment.title for _, segment in version.draft.pairs]


def test_a_form_in_which_nothing_was_changed_saves_nothing(draft):
    done = sent(draft)
    assert (done.is_done, done.version.number) == (True, 0)


def test_the_buttons_do_what_they_say(draft):
    first = titles(draft.version())
    down = sent(draft, "down 1")
    assert (titles(down.version)[:2], down.story) == (first[1::-1], "2")
    up = sent(draft, "up 2")
    assert (titles(up.version)[:2], up.story, up.version.saved_by) == (first[:2], "1", "王编辑")
    assert titles(sent(draft, "lead 2").version)[0] == first[1]
    assert titles(sent(draft, "undo").version) == titles(up.version)
    assert titles(sent(draft, "redo").version)[0] == first[1]
    added = sent(draft, "add 1")
    assert added.is_done
    assert added.version.change.what == "add"


def test_a_text_is_saved_whatever_button_is_pressed(draft):
    first = titles(draft.version())
    done = sent(draft, "down 1", topening_1="各位早上好。", t1_title="新的标题")
    assert done.is_done
    script = done.version.draft.script
    assert script.segments[0].utterances[0].written == "各位早上好。"
    assert titles(done.version)[1] == first[0]
    assert "新的标题" in [each.heading for each in script.segments]
    assert done.version.number == 3


def test_several_sentences_of_a_story_are_saved_each_in_its_place(draft):
    segment = next(each for _, each in draft.version().draft.pairs if len(each.utterances) > 2)
    part = titles(draft.version()).index(segment.title) + 1
    done = sent(draft, **{f"t{part}_2": "甲这样说。乙那样说。", f"t{part}_3": "丙也在场。"})
    found = next(each for _, each in done.version.draft.pairs if each.title == segment.title)
    said = [each.written for each in found.utterances]
    assert done.is_done
    assert said[said.index("甲这样说。") :][:3] == ["甲这样说。", "乙那样说。", "丙也在场。"]


def test_an_emptied_field_takes_its_sentence_out(draft):
    count = len(draft.version().draft.script.segments[0].utterances)
    done = sent(draft, topening_2="  ")
    assert len(done.version.draft.script.segments[0].utterances) == count - 1


def test_on_an_old_version_nothing_is_saved_and_every_text_is_kept(draft):
    seen = draft.version()
    first, second = titles(seen)[:2]
    draft.change(Change(Verb.MOVE, "1", 2), seen, "李编辑", NOW)
    late = sent(draft, "drop 1", seen, t1_title="我的标题", topening_1="我的问候。")
    assert (late.is_done, late.outdated, late.undone) == (False, seen, "drop 1")
    assert draft.version().number == 1
    assert titles(draft.version())[:2] == [second, first]
    assert late.unsaved == {"2.title": "我的标题", "opening.1": "我的问候。"}  # the story stands elsewhere now


def test_a_text_whose_sentence_is_gone_is_kept_too(draft):
    seen = draft.version()
    draft.change(Change(Verb.DROP, "1"), seen, "李编辑", NOW)
    late = sent(draft, "save", seen, t1_title="我的标题")
    assert (late.unsaved, late.homeless) == ({}, ["我的标题"])


def test_a_text_that_is_sent_once_more_is_saved_already(draft):
    first = form(draft, topening_1="各位早上好。今天是周六。", t1_title="我的标题")
    saved = draft_edits.made(draft, first, "王编辑", NOW).version
    again = draft_edits.made(draft, first, "王编辑", NOW)
    assert (again.is_done, again.version.number, draft.version().number) == (True, saved.number, saved.number)
    more = draft_edits.made(draft, first | {"do": "down 1", "say close.1": "再见。"}, "王编辑", NOW)
    assert (more.is_done, more.unsaved, more.homeless) == (False, {"close.1": "再见。"}, [])


def test_of_an_episode_that_was_made_anew_nothing_is_changed(draft):
    fields = form(draft, "drop 1", topening_1="我的问候。") | {"version": "0123abcd-0"}
    late = draft_edits.made(draft, fields, "王编辑", NOW)
    assert (late.anew, late.homeless, late.is_done) == (True, ["我的问候。"], False)
    assert draft.version().number == 0


def test_what_cannot_be_is_told_and_its_text_kept(draft):
    done = sent(draft, "drop 1", topening_1="很" * 301)
    assert "over 300 characters" in done.fault
    assert done.unsaved == {"opening.1": "很" * 301}
    assert draft.version().number == 0  # nor was the story dropped
    for button in ("down 99", "undo", "add 9999", "eat 1", "up 1"):
        assert sent(draft, button).fault, button


def test_what_is_no_form_of_the_page_is_refused(draft):
    for fields in ({}, {"version": "x"}, {"version": "a-b"}, {**form(draft), "do": "DROP TABLE"}):
        with pytest.raises(UsageError, match="not of this page"):
            draft_edits.made(draft, fields, "王编辑", NOW)


def test_what_moved_is_found_again_by_what_it_is():
    seen = draft_samples.draft().script
    swapped = draft_samples.draft()
    pairs = swapped.pairs
    pairs[0], pairs[1] = pairs[1], pairs[0]
    now = swapped.with_pairs(pairs, draft_samples.material(), {}).script
    assert draft_edits.moved("1", seen, now) == "2"
    assert draft_edits.moved("1.title", seen, now) == "2.title"
    assert draft_edits.moved("opening.1", seen, now) == "opening.1"
    for nothing in ("99", "1.99", "1.0", "1.x", "x", ""):
        assert draft_edits.moved(nothing, seen, now) == ""


def test_an_own_item_is_kept_until_its_own_button_brings_it_in(draft):
    own = {"own_title": "停水通知", "own_text": "今夜停水。", "own_place": "2"}
    other = draft_edits.made(draft, form(draft, "down 1") | own, "王编辑", NOW)
    assert (other.is_done, other.own.is_begun, other.own.place) == (True, True, "2")
    done = draft_edits.made(draft, form(draft, "own") | own, "王编辑", NOW)
    assert (done.is_done, done.own.is_begun, titles(done.version)[1]) == (True, False, "停水通知")
