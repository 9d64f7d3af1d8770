"""The episode of a draft: only what was changed is spoken, and the length is exact."""

import datetime as dt

import pytest

from service import settings
from service.core import json_codec
from service.core.progress import Progress, StageTimer
from service.editing import hand_edits, wording
from service.editing.programme_draft import Change, Verb
from service.pipeline import draft_episode
from service.pipeline.draft_desk import DraftDesk
from service.publishing import episode_view
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


def lines(script):
    return {(segment.voice, each.written) for segment in script.segments for each in segment.utterances}


@pytest.mark.slow
@pytest.mark.parametrize(
    "changes",
    [
        [Change(Verb.SAY, "1.2", text="这是我写的一句话。")],
        [Change(Verb.MOVE, "1", place=2)],
        [Change(Verb.DROP, "2"), Change(Verb.ADD, "1"), Change(Verb.SAY, "close.1", text="今天就到这里。")],
    ],
    ids=["say", "move", "several"],
)
def test_what_did_not_change_is_not_spoken_again(desk, changes):
    for change in changes:
        desk.change(change, desk.version(), "甲", NOW)
    counted = {}
    timer = StageTimer(Progress(count=lambda name, number: counted.update({name: counted.get(name, 0) + number})))
    episode, mp3 = draft_episode.produce(desk, desk.version(), timer)
    new = lines(episode.script) - lines(desk.waiting.episode.script)
    assert counted.get("clips_spoken", 0) <= len(new)  # some of them were spoken for the first choice
    assert counted["clips_cached"] >= len(lines(episode.script)) - len(new)
    assert episode.seconds == pytest.approx(desk.spec.length, abs=0.5)
    assert mp3
    assert [each.what for each in episode.edits] == [str(each.verb) for each in changes]
    first = desk.waiting.episode
    assert (episode.id, episode.published, episode.fingerprint) == (first.id, first.published, first.fingerprint)
    assert [each.title for each in episode.aired] == [segment.title for _, segment in desk.version().draft.pairs]


def test_what_the_editor_wrote_is_in_the_script_and_what_is_doubtful_in_its_checks(desk):
    desk.change(Change(Verb.SAY, "1.2", text="一共有9876人到场。"), desk.version(), "甲", NOW)
    timer = StageTimer(Progress())
    episode, _ = draft_episode.produce(desk, desk.version(), timer)
    assert "一共有9876人到场。" in {written for _, written in lines(episode.script)}
    assert any("9876人" in each.words for each in episode.script.checks)
    assert any("9876人" in each for each in timer.warnings)


def test_a_word_is_read_as_the_editor_wants_and_only_what_has_it_is_spoken_again(desk):
    script = desk.waiting.episode.script
    word = script.segments[2].utterances[-1].written[:2]
    desk.change(Change(Verb.READ, word, text="ni3 hao3"), desk.version(), "甲", NOW)
    counted = {}
    timer = StageTimer(Progress(count=lambda name, number: counted.update({name: counted.get(name, 0) + number})))
    episode, _ = draft_episode.produce(desk, desk.version(), timer)
    assert counted["clips_spoken"] == sum(word in written for _, written in lines(script)) > 0
    assert episode.script.readings == {word: "ni3 hao3"}


def test_an_item_of_the_editors_own_is_spoken_has_a_chapter_and_no_source(desk):
    change = Change(Verb.OWN, "停水通知", 2, "今天夜里，老城区停水6小时。")
    episode, _ = draft_episode.produce(desk, desk.change(change, desk.version(), "甲", NOW), StageTimer(Progress()))
    assert "停水通知" in [each.title for each in episode.chapters]
    assert "停水通知" not in {each.title for each in episode.picks} | {each.title for each in episode.aired}
    assert episode.script.checks == ()
    (shown,) = [each for each in episode_view.sections(episode) if each.title == "停水通知"]
    assert (shown.source, shown.url) == ("", "")


def test_the_words_that_an_editor_took_out_are_not_published(desk):
    gone = desk.version().draft.pairs[0][1].utterances[-1].written
    number = len(desk.version().draft.pairs[0][1].utterances)
    desk.change(Change(Verb.SAY, f"1.{number}", text="别的话。"), desk.version(), "甲", NOW)
    episode, _ = draft_episode.produce(desk, desk.version(), StageTimer(Progress()))
    (edit,) = episode.edits
    assert (edit.before, edit.after) == ("", "别的话。")
    assert gone not in json_codec.dump(episode.script).replace(f'"source": "{gone}"', "")


def test_the_notice_that_an_editor_took_out_is_named_in_the_draft_and_said_all_the_same(desk):
    opening = desk.version().draft.script.segments[0].utterances
    assert opening[-1].written == wording.NOTICE
    new = desk.change(Change(Verb.SAY, f"opening.{len(opening)}", text=""), desk.version(), "甲", NOW)
    (warning,) = desk.view(new).warnings
    assert (warning.finding.segment, warning.finding.words, warning.finding.fault) == (
        0,
        wording.NOTICE,
        hand_edits.NOT_SAID,
    )
    timer = StageTimer(Progress())
    episode, _ = draft_episode.produce(desk, new, timer)
    assert [each.written for each in episode.script.segments[0].utterances] == [each.written for each in opening]
    assert episode.seconds == pytest.approx(desk.spec.length, abs=0.5)
    assert any(wording.NOTICE in each for each in timer.warnings)
    [heard] = [each for each in episode.cues if (each.segment, each.utterance) == (0, len(opening) - 1)]
    assert 60 * wording.notice_characters(wording.NOTICE) / (heard.end - heard.start) < wording.FASTEST_NOTICE
