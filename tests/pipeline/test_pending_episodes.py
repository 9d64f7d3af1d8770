"""Episodes that wait: whole or not at all, found by time, dropped at once."""

import datetime as dt
from dataclasses import replace

import pytest

from service.errors import PublishError, UsageError
from service.pipeline.pending_episodes import PendingEpisodes, PublishTime
from tests.support.publishing_samples import episode, mp3

NOW = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
AT = PublishTime(NOW + dt.timedelta(hours=3), "李编辑")


@pytest.fixture
def pending(tmp_path):
    return PendingEpisodes(tmp_path, "daily")


def test_what_is_put_is_listed_by_how_long_it_waits(pending):
    pending.put(episode(2), mp3(), NOW)
    pending.put(episode(1), mp3(), NOW + dt.timedelta(hours=1))
    assert [each.episode.id for each in pending.list()] == [episode(2).id, episode(1).id]
    assert pending.get(episode(1).id).episode == episode(1)
    assert pending.audio(pending.get(episode(1).id)).read_bytes() == mp3()


def test_a_new_version_takes_the_place_of_the_one_before(pending):
    pending.put(episode(1), mp3(), NOW)
    pending.put(episode(1), mp3(330), NOW)
    (waiting,) = pending.list()
    assert pending.audio(waiting).read_bytes() == mp3(330)
    assert len(list(pending.folder(episode(1).id).iterdir())) == 2


def test_what_belongs_to_a_draft_stays_with_its_version_and_goes_with_it(pending):
    pending.put(episode(1), mp3(), NOW, b"{}")
    waiting = pending.get(episode(1).id)
    for number in (1, 2):
        pending.files.write(pending.draft_key(waiting, number), b"{}")
    pending.tidy(episode(1).id, waiting.mp3)
    assert pending.newest_draft(waiting) == 2
    assert pending.files.read(pending.material_key(waiting)) == b"{}"
    with pytest.raises(UsageError, match=f"episodes approve {episode(1).id}"):
        pending.check_undrafted(waiting)
    pending.put(episode(1), mp3(330), NOW, b"{}")
    assert pending.newest_draft(waiting) == pending.newest_draft(pending.get(episode(1).id)) == 0
    pending.check_undrafted(pending.get(episode(1).id))


def test_the_same_programme_made_again_keeps_its_draft(pending):
    pending.put(episode(1), mp3(), NOW)
    waiting = pending.get(episode(1).id)
    pending.files.write(pending.draft_key(waiting, 1), b"{}")
    pending.put(episode(1), mp3(), NOW)
    assert pending.newest_draft(waiting) == 1


@pytest.mark.parametrize("again", [mp3(), mp3(330)])
def test_a_time_that_somebody_has_chosen_stays_when_it_is_made_anew(pending, again):
    pending.put(episode(1), mp3(), NOW)
    pending.publish_at(pending.get(episode(1).id), AT)
    pending.put(episode(1), again, NOW)
    assert pending.publish_time(pending.get(episode(1).id)) == AT


@pytest.mark.parametrize(("first", "then"), [(None, AT), (AT, None)])
def test_a_time_that_is_decided_while_it_is_made_anew_holds_too(pending, first, then, monkeypatch):
    pending.put(episode(1), mp3(), NOW)
    waiting = pending.get(episode(1).id)
    pending.publish_at(waiting, first)

    write = pending.files.write

    def written(key, data, over=None):
        if key.endswith("held.json"):
            pending.publish_at(waiting, then)
        return write(key, data, over)

    monkeypatch.setattr(pending.files, "write", written)
    pending.put(episode(1), mp3(330), NOW)
    assert pending.publish_time(pending.get(episode(1).id)) == then


@pytest.mark.parametrize("time", [AT, None])
def test_what_is_written_beside_one_that_waits_no_longer_is_taken_back(pending, time):
    pending.put(episode(1), mp3(), NOW)
    waiting = pending.get(episode(1).id)
    pending.drop(episode(1).id)
    with pytest.raises(UsageError, match="waits no longer"):
        pending.publish_at(waiting, time)
    assert not pending.folder(episode(1).id).exists()
    pending.put(episode(1), mp3(330), NOW)
    with pytest.raises(UsageError, match="made anew"):
        pending.publish_at(waiting, time)
    assert pending.files.list(pending.draft_folder(waiting)) == []


def test_that_its_sources_were_read_again_is_all_that_changes(pending):
    pending.put(episode(1), mp3(), NOW, read_at=NOW)
    waiting = pending.get(episode(1).id)
    pending.note_read(waiting, AT.at)
    assert pending.get(episode(1).id) == replace(waiting, read_at=AT.at)


def test_one_that_does_not_wait_is_named(pending):
    pending.put(episode(1), mp3(), NOW)
    assert pending.require(episode(1).id) == pending.get(episode(1).id)
    with pytest.raises(UsageError, match="No episode '2026' of daily waits for approval"):
        pending.require("2026")


def test_one_with_other_audio_is_damaged_and_counts_as_none(pending):
    pending.put(episode(1), mp3(), NOW)
    pending.audio(pending.get(episode(1).id)).write_bytes(b"other")
    assert pending.get(episode(1).id) is None
    assert pending.list() == ()
    assert pending.damaged() == (episode(1).id,)


def test_dropped_it_is_gone_and_dropping_it_again_does_nothing(pending):
    pending.put(episode(1), mp3(), NOW)
    pending.drop(episode(1).id)
    pending.drop(episode(1).id)
    assert (pending.list(), pending.damaged()) == ((), ())
    assert not pending.folder(episode(1).id).exists()


def test_only_those_of_the_week_before_are_of_the_days_before(pending):
    time = episode(1).published
    for days in (0, 1, 6, 8):
        pending.put(replace(episode(1), id=f"d{days}", published=time - dt.timedelta(days=days)), mp3(), NOW)
    assert {each.id for each in pending.before("d1", time)} == {"d6"}
    assert {each.id for each in pending.before("x", time)} == {"d1", "d6"}


@pytest.mark.parametrize("name", ["", "..", "a/b", "a\\b", ".hidden"])
def test_a_name_that_leaves_the_folder_is_refused(pending, name):
    with pytest.raises(PublishError, match="cannot name an episode"):
        pending.put(replace(episode(1), id=name), mp3(), NOW)
    assert pending.get(name) is None
