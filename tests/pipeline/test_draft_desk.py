"""The draft of a real episode that waits: what its editor sees of it and does with it."""

import datetime as dt
import functools
import json
import shutil
import time
from dataclasses import replace

import pytest

from service import settings
from service.core import json_codec
from service.core.progress import Progress
from service.editing import corrected_text
from service.editing.programme_draft import Change, Verb, addable
from service.errors import OutdatedDraft, PublishError, UsageError
from service.pipeline import draft_episode, recordings, todays_items
from service.pipeline.draft_desk import DraftDesk, DraftMaterialFile
from service.pipeline.pending_episodes import PublishTime
from service.runs import approval
from tests.support.made_episode import HELD_ID
from tests.support.sound_files import as_wav, tone

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk_in(held_episode, tmp_path):
    """Opens the draft; each time as another program would."""
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return lambda: DraftDesk(found, found.show[0], HELD_ID, NOW)


@pytest.fixture
def desk(desk_in):
    return desk_in()


def changed(desk, verb, target, **more):
    return desk.change(Change(Verb(verb), target, **more), desk.version(), "甲", NOW)


def test_untouched_it_is_the_programme_as_it_was_made_with_the_times_that_it_has(desk):
    view = desk.view(desk.version())
    episode = desk.waiting.episode
    assert view.version.draft.script == episode.script
    assert view.seconds == pytest.approx(episode.seconds, abs=0.05)
    starts = {cue.segment: cue.start for cue in reversed(episode.cues)}
    assert [start for start, _ in view.times] == pytest.approx([starts[n] for n in range(len(starts))], abs=0.15)
    assert (view.changes, view.warnings) == ((), ())
    assert all(item.story >= 0 for item in view.version.draft.items)


def test_what_is_left_out_and_can_be_told_is_named_with_its_reason(desk):
    view = desk.view(desk.version())
    assert view.addable
    assert {each.title: each.reason for each in view.script.skipped}.items() >= {
        (each.title, each.reason) for each in view.addable
    }
    added = changed(desk, "add", "1")
    assert view.addable[0].title in [segment.title for _, segment in added.draft.pairs]


def test_what_was_left_out_before_the_programme_was_chosen_can_be_added_too(desk):
    before = [each.title for each in desk.view(desk.version()).addable]
    material = desk.material_of(desk.version().draft)
    own = {each.story.lead.title for each in material.stories[: material.ranked]}
    title = next(each for each in before if each not in own)
    version = changed(desk, "add", f"{before.index(title) + 1}")
    assert title in [segment.title for _, segment in version.draft.pairs]
    assert desk.view(version).seconds == pytest.approx(desk.spec.length, abs=0.5)


def test_after_each_change_the_length_is_kept(desk):
    for verb, target, more in (
        ("drop", "2", {}),
        ("lead", "2", {}),
        ("add", "1", {"place": 2}),
        ("say", "1.1", {"text": "这是我写的一句话。"}),
        ("undo", "", {}),
    ):
        version = desk.undo(desk.version(), "甲", NOW) if verb == "undo" else changed(desk, verb, target, **more)
        assert desk.view(version).seconds == pytest.approx(desk.spec.length, abs=0.5), verb


def test_an_editors_words_are_compared_with_the_article_and_stay(desk):
    version = changed(desk, "say", "1.2", text="一共有9876人到场。")
    (warning,) = desk.view(version).warnings
    assert "9876人" in warning.finding.words
    assert "9876" in "".join(each.written for each in version.draft.pairs[0][1].utterances)


def test_a_warning_of_words_that_are_told_with_their_date_is_of_its_sentence(desk):
    version = changed(desk, "say", "1.2", text="昨天上午，一共有9876人到场。前天也来过5432人。")
    view = desk.view(version)
    said = [each.written for each in version.draft.pairs[0][1].utterances]
    assert view.warnings
    for warning in view.warnings:
        words = warning.finding.words
        assert "9876" in words or "5432" in words or "3月" in words
        assert said[warning.sentence].startswith(("昨天上午", "前天"))
    assert {said[each.sentence][:2] for each in view.warnings} == {"昨天", "前天"}


def test_what_the_program_words_itself_is_no_warning(desk):
    """Days are told from the programme's day, in sentences that come in by a change as in the others."""
    for change in (("drop", "1"), ("add", "1"), ("lead", "2"), ("full", "2"), ("brief", "1")):
        version = changed(desk, *change)
        assert desk.view(version).warnings == (), change


def test_another_program_finds_all_that_was_saved(desk_in):
    first = desk_in()
    saved = changed(first, "drop", "1")
    second = desk_in()
    assert second.version() == saved
    changed(second, "drop", "1")
    with pytest.raises(OutdatedDraft):
        first.change(Change(Verb.DROP, "1"), saved, "乙", NOW)


def test_an_item_of_the_editors_own_has_no_article_and_no_warning_and_the_length_is_kept(desk):
    version = changed(desk, "own", "停水通知", text="今天夜里，老城区停水6小时，请提前接水。", place=2)
    view = desk.view(version)
    by_length = ("came", "went")
    assert (view.warnings, [each.what for each in view.changes if each.what not in by_length]) == ((), ["own"])
    assert view.seconds == pytest.approx(desk.spec.length, abs=0.5)
    with pytest.raises(UsageError, match=r"U\+0007: take it out"):
        changed(desk, "own", "响\x07", text="响。")


def test_all_undone_it_is_the_programme_byte_for_byte(desk):
    for target in ("2", "1"):
        changed(desk, "drop", target)
    while desk.version().undo >= 0:
        desk.undo(desk.version(), "甲", NOW)
    assert json_codec.dump(desk.version().draft.script) == json_codec.dump(desk.waiting.episode.script)


def test_without_the_days_stories_what_is_there_can_be_changed_all_the_same(desk_in, tmp_path):
    """As of an episode that was made from a script, or before drafts were."""
    shutil.rmtree(next((tmp_path / ".tingbao" / "held").rglob("*.draft")))
    bare = desk_in()
    titles = [segment.title for _, segment in bare.version().draft.pairs]
    version = changed(bare, "lead", "2")
    assert [segment.title for _, segment in version.draft.pairs][:2] == titles[1::-1]
    assert bare.view(changed(bare, "drop", "1")).addable == ()
    with pytest.raises(UsageError, match="nothing to add"):
        changed(bare, "add", "1")


def test_a_draft_whose_stories_were_lost_behind_its_back_says_so(desk_in, tmp_path):
    changed(desk_in(), "pin", "1")
    (material,) = tmp_path.rglob("material.json")
    material.unlink()
    with pytest.raises(PublishError, match=r"material\.json is lost"):
        desk_in().version()


def test_a_character_that_no_feed_can_hold_is_refused(desk):
    with pytest.raises(UsageError, match=r"U\+0007: take it out"):
        changed(desk, "say", "1.1", text="响铃\x07。")


def test_a_reading_is_one_syllable_for_each_character(desk):
    word = desk.version().draft.pairs[0][1].utterances[-1].written[:2]
    for pinyin, fault in (("ni3", "2 characters, but 1 syllables"), ("ni3 hao9", "is not pinyin")):
        with pytest.raises(UsageError, match=fault):
            changed(desk, "read", word, text=pinyin)
    assert changed(desk, "read", word, text="ni3 hao3").draft.script.readings == {word: "ni3 hao3"}


def test_a_correction_that_is_made_already_is_kept_for_good_and_taken_back(desk):
    word = desk.version().draft.pairs[0][1].utterances[-1].written[:2]
    made = changed(desk, "correct", word, text="测试")

    def for_good(text):
        return desk.change(Change(Verb.CORRECT, word, text=text), desk.version(), "甲", NOW, for_good=True)

    assert for_good("测试") == made
    assert desk.rules.get().corrections == {word: "测试"}
    assert for_good("") == made
    assert desk.rules.get().corrections == {}
    with pytest.raises(UsageError, match="not corrected for good"):
        for_good("")
    assert not desk.is_changed(desk.version(0))
    assert desk.is_changed(made)


def test_what_does_not_wait_has_no_draft(desk, tmp_path):
    found = settings.load(tmp_path / "tingbao.toml")
    with pytest.raises(UsageError, match="waits for approval"):
        DraftDesk(found, found.show[0], "2026-03-21-other", NOW)


def test_what_is_kept_of_the_day_is_small_and_a_change_is_quick(desk, tmp_path):
    (material,) = (tmp_path / ".tingbao" / "held").rglob("material.json")
    assert len(json.loads(material.read_text("utf-8"))["stories"]) == desk.material_of(desk.version().draft).ranked
    changed(desk, "drop", "1")
    begun = time.process_time()
    changed(desk, "drop", "1")
    assert time.process_time() - begun < 0.3  # seconds of the processor


@pytest.fixture
def other_in(desk, tmp_path):
    """Opens the draft of another episode of the show that waits: it was made of the same pages."""
    held, episode = desk.pending, replace(desk.waiting.episode, id="2026-03-21-evening", edition="evening")
    mp3 = held.files.read(f"{HELD_ID}/{desk.waiting.mp3}")
    held.put(episode, mp3, NOW, held.files.read(held.material_key(desk.waiting)))
    found = settings.load(tmp_path / "tingbao.toml")
    return lambda: DraftDesk(found, found.show[0], episode.id, NOW)


def for_good(desk, verb, target, text):
    return desk.change(Change(Verb(verb), target, text=text), desk.version(), "甲", NOW, for_good=True)


def said_in(version):
    return "".join(each.written for segment in version.draft.script.segments for each in segment.utterances)


def test_what_is_kept_for_good_is_heeded_by_a_draft_that_waits_already_and_nobody_touched(desk, other_in):
    word = desk.version().draft.pairs[0][1].utterances[-1].written[:2]
    for_good(desk, "correct", word, "测试")
    for_good(desk, "read", "测试", "ce4 shi4")
    other = other_in()
    version = other.version()
    assert word not in said_in(version)
    assert "测试" in said_in(version)
    assert version.draft.script.readings == {"测试": "ce4 shi4"}
    assert other.is_changed(version)  # it is spoken anew, and does not go out as it was made
    assert [(each.what, each.title) for each in other.view(version).changes] == [("correct", word), ("read", "测试")]
    for_good(desk, "read", "测试", "")
    assert other_in().version().draft.script.readings == {}


def test_what_an_editor_did_in_the_other_draft_stays_and_he_can_take_it_back(desk, other_in):
    word, other = desk.version().draft.pairs[0][1].utterances[-1].written[:2], other_in()
    other.change(Change(Verb.SAY, "1.1", text="这是我写的一句话。"), other.version(), "乙", NOW)
    before = other.version()
    for_good(desk, "correct", word, "测试")
    after = other_in().version()
    assert "这是我写的一句话。" in said_in(after)
    assert (after.undo, after.saved_by) == (before.number, "甲")
    assert said_in(other.undo(after, "乙", NOW)) == said_in(before)


def test_a_draft_that_says_nothing_of_the_kind_is_as_it_was(desk, other_in):
    other = other_in()
    said = changed(desk, "say", "close.1", text="明天去单县。")
    desk.change(Change(Verb.READ, "单县", text="shan4 xian4"), said, "甲", NOW, for_good=True)
    assert other_in().version() == other.version()
    assert other.version().number == 0


def test_what_a_scan_got_wrong_in_a_story_that_is_left_out_is_put_right_too(desk):
    left = desk.material_of(desk.version().draft)
    first = addable(desk.version().draft, left)[0]
    said = said_in(desk.version())
    text = left.stories[first].story.lead.text
    word = next(
        text[at : at + 3] for at in range(len(text)) if text[at : at + 3].isalpha() and text[at : at + 3] not in said
    )
    version = changed(desk, "correct", word, text="测试测")
    assert "测试测" in desk.material_of(version.draft).stories[first].story.lead.text
    with pytest.raises(UsageError, match=r"Nothing of this programme (says|has)"):
        changed(desk, "correct", "没有的话", text="测试")


def test_what_an_editor_wrote_in_the_other_draft_is_not_corrected_with_the_articles(desk, other_in):
    word, other = desk.version().draft.pairs[0][1].utterances[-1].written[:2], other_in()

    def write(verb, target, **more):
        other.change(Change(Verb(verb), target, **more), other.version(), "乙", NOW)

    mine = f"我写的一句，{word}不变。"
    write("say", "opening.1", text=f"早上好，{mine}")
    write("say", "1.2", text=mine)
    write("say", "2.title", text=f"{word}的题目")
    write("own", f"{word}通知", text=f"通知，{word}停水。")
    for_good(desk, "correct", word, "测试")
    said = other_in().version().draft.script
    assert other_in().version().settled
    told = [each.written for segment in said.segments for each in segment.utterances]
    assert {f"早上好，{mine}", mine, f"通知，{word}停水。"} <= set(told)
    assert {f"{word}的题目", f"{word}通知"} <= {segment.heading for segment in said.segments}
    assert any("测试" in each for each in told)
    assert sum(word in each for each in told) == 3


def test_a_draft_whose_time_is_set_goes_out_as_it_was_left(desk, other_in):
    word, other = desk.version().draft.pairs[0][1].utterances[-1].written[:2], other_in()
    said = other.change(Change(Verb.DROP, "2"), other.version(), "乙", NOW)
    desk.pending.publish_at(other.waiting, PublishTime(NOW + dt.timedelta(hours=1), "乙"))
    for_good(desk, "correct", word, "测试")
    for_good(desk, "read", "测试", "ce4 shi4")
    assert other_in().version() == said


def test_a_single_character_is_corrected_in_one_programme_alone_and_taken_back_for_good(desk):
    word = desk.version().draft.pairs[0][1].utterances[-1].written[0]
    with pytest.raises(UsageError, match="name the whole word"):
        for_good(desk, "correct", word, "测")
    assert desk.version().number == 0
    assert word not in said_in(changed(desk, "correct", word, text="测"))
    desk.rules.change(lambda rules: replace(rules, corrections={word: "测"}))
    for_good(desk, "correct", word, "")
    assert desk.rules.get().corrections == {}


def test_a_draft_that_was_made_with_the_rule_is_not_corrected_again(desk, other_in):
    word = desk.version().draft.pairs[0][1].utterances[-1].written[:2]
    right = f"{word}辉"
    made = other_in()
    script = corrected_text.corrected(made.waiting.episode.script, [(word, right)])
    kept = json_codec.load(
        DraftMaterialFile, desk.pending.files.read(desk.pending.material_key(made.waiting)).decode(), "kept"
    )
    right_in = functools.partial(corrected_text.corrected, corrections=[(word, right)])
    kept = DraftMaterialFile(right_in(kept.stories), right_in(kept.others))
    mp3 = desk.pending.audio(made.waiting).read_bytes()
    desk.pending.put(replace(made.waiting.episode, script=script), mp3 + b"\0", NOW, json_codec.dump(kept).encode())
    for_good(desk, "correct", word, right)
    assert other_in().version().number == 0
    assert said_in(desk.version()).count(right) == said_in(other_in().version()).count(right) > 0


@pytest.mark.slow
def test_what_is_settled_elsewhere_while_a_draft_is_published_lets_it_go_out_as_it_was_approved(
    desk, other_in, monkeypatch
):
    word, other, produce = (
        desk.version().draft.pairs[0][1].utterances[-1].written[:2],
        other_in(),
        draft_episode.produce,
    )
    seen = other.change(Change(Verb.DROP, "2"), other.version(), "乙", NOW)

    def settled_meanwhile(*given):
        made = produce(*given)
        for_good(desk, "correct", word, "测试")
        assert other_in().version().settled
        return made

    for_good(desk, "read", word, "ni3 hao3")
    assert other_in().version().number == seen.number + 1
    monkeypatch.setattr(draft_episode, "produce", settled_meanwhile)
    found = settings.load(desk.spec.settings.home / "tingbao.toml")
    done = approval.approve(found, found.show[0], other.id, "乙", Progress(), version=seen.number)
    assert [each.what for each in done.episode.edits] == ["drop"]
    assert word in "".join(each.written for segment in done.episode.script.segments for each in segment.utterances)
    assert [each.episode.id for each in desk.pending.list()] == [HELD_ID]


def test_one_that_nobody_touched_goes_out_as_it_was_made_whatever_was_settled_since(desk, other_in):
    word, other = desk.version().draft.pairs[0][1].utterances[-1].written[:2], other_in()
    for_good(desk, "correct", word, "测试")
    assert other_in().version().settled
    found = settings.load(desk.spec.settings.home / "tingbao.toml")
    done = approval.approve(found, found.show[0], other.id, "乙", Progress(), version=0)
    assert done.episode.script == other.waiting.episode.script


def test_what_an_editor_saved_since_is_not_published_unseen(desk, other_in):
    word, other = desk.version().draft.pairs[0][1].utterances[-1].written[:2], other_in()
    for_good(desk, "correct", word, "测试")
    other.change(Change(Verb.DROP, "2"), other.version(), "乙", NOW)
    found = settings.load(desk.spec.settings.home / "tingbao.toml")
    with pytest.raises(OutdatedDraft):
        approval.approve(found, found.show[0], other.id, "乙", Progress(), version=0)


@pytest.mark.slow
def test_the_sound_of_a_draft_that_waits_is_kept_though_taken_back_and_another_makes_room(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "MOST", 2)
    used = desk.recordings.save(as_wav(tone(1)))
    changed(desk, "own", "广告", recording=used)
    desk.undo(desk.version(), "甲", NOW)
    unused = desk.recordings.save(as_wav(tone(1, 500)))
    new = desk.recordings.save(as_wav(tone(1, 600)))
    assert [desk.recordings.get(each.key) is not None for each in (used, unused, new)] == [True, False, True]


@pytest.mark.slow
def test_a_sound_that_is_lost_is_to_be_checked_and_comes_back_with_its_file(desk, tmp_path):
    data = as_wav(tone(1))
    recording = desk.recordings.save(data)
    version = changed(desk, "own", "广告", place=1, recording=recording)
    assert desk.view(version).warnings == ()
    (tmp_path / ".tingbao" / "sounds" / "daily" / f"{recording.key}.wav").unlink()
    [warning] = desk.view(version).warnings
    assert (warning.finding.words, warning.finding.fault) == ("广告", todays_items.LOST.removesuffix("."))
    segment = version.draft.script.segments[warning.finding.segment]
    assert (segment.heading, warning.sentence) == ("广告", -1)
    desk.recordings.save(data)
    assert desk.view(version).warnings == ()
