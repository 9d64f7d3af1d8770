"""Copy that came after a draft was made."""

import datetime as dt
import os

import pytest

from service import settings
from service.pipeline.late_copy import late_files
from service.pipeline.pending_episodes import PendingEpisodes
from tests.support.made_episode import HELD, HELD_ID
from tests.support.publishing_samples import episode, mp3

LONG_AGO = 1_000_000_000


@pytest.fixture
def show(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\nsources = ["seeds", "http://x.test/"]\n', "utf-8")
    (tmp_path / "seeds").mkdir()
    found = settings.load(tmp_path / "tingbao.toml")
    return found, found.show[0]


def held(found, read_at):
    pending = PendingEpisodes(found.state, "daily")
    pending.put(episode(1), mp3(), dt.datetime.now(dt.UTC), read_at=read_at)
    return pending.get(episode(1).id)


def test_what_came_later_is_named_though_its_own_time_is_older(show, tmp_path):
    (tmp_path / "seeds" / "早.txt").write_text("云湖", "utf-8")
    early = (tmp_path / "seeds" / "早.txt").stat().st_ctime
    read_at = dt.datetime.fromtimestamp(early, dt.UTC) + dt.timedelta(microseconds=1)
    waiting = held(show[0], read_at)
    assert late_files(show[0], show[1], waiting) == ()
    (tmp_path / "seeds" / "里").mkdir()
    late = tmp_path / "seeds" / "里" / "晚.txt"
    late.write_text("云湖", "utf-8")
    while late.stat().st_ctime <= read_at.timestamp():  # the clock of the disk ticks every few milliseconds
        late.write_text("云湖", "utf-8")
    os.utime(late, (LONG_AGO, LONG_AGO))
    assert late_files(show[0], show[1], waiting) == ("晚.txt",)


def test_of_an_episode_of_an_earlier_version_nothing_is_known(show, tmp_path):
    (tmp_path / "seeds" / "晚.txt").write_text("云湖", "utf-8")
    assert late_files(show[0], show[1], held(show[0], None)) == ()


def test_a_source_that_is_gone_is_for_the_next_run_to_tell(show, tmp_path):
    waiting = held(show[0], dt.datetime.now(dt.UTC))
    (tmp_path / "seeds").rmdir()
    assert late_files(show[0], show[1], waiting) == ()


def test_what_came_and_changes_nothing_is_told_no_more_once_it_was_read(held_episode, tingbao, tmp_path):
    held_episode.copy_to(tmp_path)
    found = settings.load(tmp_path / "tingbao.toml")
    daily, pending = found.show[0], PendingEpisodes(found.state, "daily")
    (tmp_path / "seeds" / "晚.txt").write_text("", "utf-8")
    before = pending.require(HELD_ID)
    assert "晚.txt" in late_files(found, daily, before)
    assert tingbao(*HELD).json["status"] == "unchanged"
    now = pending.require(HELD_ID)
    assert late_files(found, daily, now) == ()
    assert now.since == before.since
