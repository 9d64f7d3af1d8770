"""One sentence of a draft: the clip that is there, or one that is there from then on."""

import datetime as dt

import pytest

from service import settings
from service.core.progress import Progress, StageTimer
from service.editing.programme_draft import Change, Verb
from service.errors import BadClip, UsageError
from service.pipeline import draft_clip, draft_episode
from service.pipeline.draft_desk import DraftDesk
from service.pipeline.kept_engines import KeptEngines
from tests.support.made_episode import HELD_ID

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    return DraftDesk(found, found.show[0], HELD_ID, NOW)


@pytest.fixture(scope="module")
def engines():
    return KeptEngines()


@pytest.fixture
def counted():
    return {}


@pytest.fixture
def timer(counted):
    return StageTimer(Progress(count=lambda name, number: counted.update({name: counted.get(name, 0) + number})))


def test_what_the_episode_says_already_is_not_spoken_again(desk, timer, counted, engines):
    assert draft_clip.spoken(desk, desk.version(), "1.2", timer, engines)
    assert counted == {"clips_cached": 1}


def test_what_is_new_is_spoken_once_and_the_episode_has_that_clip(desk, timer, counted, engines):
    was = desk.version().draft.script.segments[-1].utterances[0].written
    change = Change(Verb.SAY, "close.1", text=was.replace("播送", "播报"))  # as long: nothing else changes
    new = desk.change(change, desk.version(), "甲", NOW)
    first = draft_clip.spoken(desk, new, "close.1", timer, engines)
    assert counted == {"clips_spoken": 1}
    assert draft_clip.spoken(desk, new, "close.1", timer, engines) == first
    draft_episode.produce(desk, new, timer)
    assert counted["clips_spoken"] == 1


def test_a_reading_of_the_programme_is_heard(desk, timer, counted, engines):
    said = desk.change(Change(Verb.SAY, "close.1", text="明天去单县。"), desk.version(), "甲", NOW)
    read = desk.change(Change(Verb.READ, "单县", text="dan1 xian4"), said, "甲", NOW)
    assert draft_clip.spoken(desk, said, "close.1", timer, engines) != draft_clip.spoken(
        desk, read, "close.1", timer, engines
    )
    assert counted == {"clips_spoken": 2}


def test_a_reading_is_heard_before_it_is_kept(desk, timer, counted, engines):
    said = desk.change(Change(Verb.SAY, "close.1", text="明天去单县。"), desk.version(), "甲", NOW)
    plain = draft_clip.spoken(desk, said, "close.1", timer, engines)
    tried = draft_clip.spoken(desk, said, "close.1", timer, engines, {"单县": "dān xiàn"})
    read = desk.change(Change(Verb.READ, "单县", text="dan1 xian4"), said, "甲", NOW)
    assert plain != tried == draft_clip.spoken(desk, read, "close.1", timer, engines)
    assert desk.version(said.number).draft.script.readings == {}
    with pytest.raises(UsageError, match="1 syllables"):
        draft_clip.spoken(desk, said, "close.1", timer, engines, {"单县": "dan1"})


def test_what_is_no_sentence_is_not_spoken(desk, timer, engines):
    for target in ("99.1", "1.99", "1", "1.title", "x", "headlines"):
        with pytest.raises(UsageError):
            draft_clip.spoken(desk, desk.version(), target, timer, engines)
    silent = desk.change(Change(Verb.SAY, "close.1", text="……"), desk.version(), "甲", NOW)
    with pytest.raises(BadClip):
        draft_clip.spoken(desk, silent, "close.1", timer, engines)
