"""The whole programme of a draft: as it would be published, made once, and never left where nothing waits."""

import datetime as dt
from dataclasses import replace

import pytest

from service import settings
from service.audio import mp3
from service.core.progress import Progress, StageTimer
from service.editing.programme_draft import Change, Verb
from service.errors import UsageError
from service.pipeline import draft_audio, draft_episode
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.kept_engines import KeptEngines
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def engines():
    return KeptEngines()


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


@pytest.fixture
def counted():
    return {}


@pytest.fixture
def timer(counted):
    return StageTimer(Progress(count=lambda name, number: counted.update({name: counted.get(name, 0) + number})))


def say(desk, text):
    return desk.change(Change(Verb.SAY, "close.1", text=text), desk.version(), "甲", NOW)


def test_untouched_it_is_the_episode_that_waits(desk, timer, counted, engines):
    assert draft_audio.make(desk, desk.version(), timer, engines) == desk.pending.audio(desk.waiting)
    assert counted == {}


@pytest.mark.slow
def test_changed_it_is_what_would_be_published_and_only_that_is_spoken_once(desk, timer, counted, engines):
    version = say(desk, "今天就到这里。")
    assert not draft_audio.path_of(desk, version).exists()
    path = draft_audio.make(desk, version, timer, engines)
    assert counted["clips_spoken"] == 1
    assert draft_audio.make(desk, version, timer, engines) == path == draft_audio.path_of(desk, version)
    _, published = draft_episode.produce(desk, version, timer)
    assert path.read_bytes() == published
    assert len(mp3.decode(published)) / 24_000 == pytest.approx(desk.spec.length, abs=0.5)
    assert counted["clips_spoken"] == 1


def test_what_is_undone_has_its_sound_again_and_a_reading_has_another(desk, timer, engines):
    version = say(desk, "明天去单县。")
    path = draft_audio.make(desk, version, timer, engines)
    read = desk.change(Change(Verb.READ, "单县", text="dan1 xian4"), version, "甲", NOW)
    assert draft_audio.path_of(desk, read) != path
    back = desk.undo(read, "甲", NOW)
    assert draft_audio.path_of(desk, back) == path


def test_a_reading_kept_for_good_since_is_heard_where_it_goes_out(desk, tmp_path):
    """Untouched, the bytes that wait are published: no reading changes them."""
    said = next(each for segment in desk.waiting.episode.script.segments for each in segment.utterances).written
    desk.rules.change(lambda rules: replace(rules, readings={said[:2]: "dan1 xian4"}))
    found = settings.load(tmp_path / "tingbao.toml")
    later = DraftDesk(found, found.show[0], HELD_ID, NOW)
    assert later.spec.rules.readings
    assert draft_audio.path_of(later, later.version()) == later.pending.audio(later.waiting)
    assert draft_audio.path_of(later, say(later, "今天就到这里。")) != later.pending.audio(later.waiting)


@pytest.mark.slow
def test_few_are_kept_and_none_is_left_where_nothing_waits(desk, timer, engines, monkeypatch):
    made = [draft_audio.make(desk, say(desk, f"第{number}次。"), timer, engines) for number in range(3)]
    assert [each.exists() for each in made] == [False, True, True]
    assert desk.pending.newest_draft(desk.waiting) == 3

    def published_meanwhile(*arguments):
        desk.pending.drop(HELD_ID)
        return None, b"sound"

    monkeypatch.setattr(draft_episode, "produce", published_meanwhile)
    last = say(desk, "最后一次。")
    with pytest.raises(UsageError, match="waits no longer"):
        draft_audio.make(desk, last, timer, engines)
    assert not desk.pending.folder(HELD_ID).exists()


def test_none_is_left_of_the_episode_before_when_it_is_made_anew_meanwhile(desk, timer, engines, monkeypatch):
    pending, waiting, new = desk.pending, desk.waiting, desk.pending.audio(desk.waiting).read_bytes() + b"\0"

    def made_anew_meanwhile(*arguments):
        pending.put(waiting.episode, new, NOW)
        return None, b"sound"

    monkeypatch.setattr(draft_episode, "produce", made_anew_meanwhile)
    with pytest.raises(UsageError, match="made anew"):
        draft_audio.make(desk, say(desk, "到此为止。"), timer, engines)
    assert pending.files.list(pending.draft_folder(waiting)) == []
