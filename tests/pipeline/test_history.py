"""What was aired is remembered, never against what is published, and survives what happens to files."""

import datetime as dt
import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from service.core import json_codec
from service.errors import TingbaoError
from service.model import Aired, Episode, Script, Show
from service.pipeline import history
from service.pipeline.history import History
from service.publishing import show_index, urls
from service.storage.local_folder import FolderStorage

CHINA = dt.timezone(dt.timedelta(hours=8))
SHOW = Show("daily", "听报", "说报纸。", "我们", "", "zh-CN", ("News",), False, "", "http://127.0.0.1", "daily")
TODAY = dt.datetime(2026, 3, 21, 6, 30, tzinfo=CHINA)


def episode(day=21, hour=6, month=3, titles=("水厂完工",), mp3="a.mp3", edition=""):
    published = dt.datetime(2026, month, day, hour, 30, tzinfo=CHINA)
    id_ = edition or f"{published:%Y-%m-%dT%H%M}"
    script = Script("听报", published.date(), id_, "听报", 60.0, ())
    told = tuple(Aired(title, f"{title}。", "水厂 完工|12万||", f"https://x/{title}") for title in titles)
    return Episode(
        id=id_, guid="", show="daily", date=published.date(), edition=id_, published=published, title="", seconds=60.0,
        mp3=mp3, size=1, script=script, cues=(), chapters=(), engine="espeak", voices=(), speakers={}, picks=(),
        fingerprint="", aired=told,
    )  # fmt: skip


@pytest.fixture
def storage(tmp_path):
    return FolderStorage(tmp_path / "output")


@pytest.fixture
def past(tmp_path):
    return History(tmp_path / "state")


def publish(storage, *episodes):
    """The manifests and the catalogue that names them, as publishing writes them."""
    known = show_index.load(storage, SHOW)
    for each in episodes:
        known = known.adding(each.id)
        storage.write(urls.episode_key(SHOW, each.id, urls.MANIFEST), json_codec.dump(each).encode())
    storage.write(urls.key(SHOW, urls.SHOW_INDEX), json_codec.dump(known).encode())


def titles(past, before=TODAY, own="2026-03-21T0630"):
    return [told.title for _, told in past.before("daily", own, before)]


def test_it_tells_the_week_before_and_never_the_episode_itself(past):
    for day in (13, 14, 15, 20, 21, 22):
        past.add(episode(day, titles=(f"{day}日",)))
    assert titles(past) == ["14日", "15日", "20日"]
    assert [day for day, _ in past.before("daily", "2026-03-21T0630", TODAY)][-1] == dt.date(2026, 3, 20)


def test_everything_that_was_told_comes_back_as_it_was(past):
    told = episode(20, titles=("水厂完工", "高速贯通"))
    past.add(told)
    assert tuple(each for _, each in past.before("daily", "x", TODAY)) == told.aired


def test_other_shows_are_other_histories(past):
    past.add(replace(episode(20), show="evening"))
    assert titles(past) == []


def test_a_removed_episode_is_forgotten_with_its_stories(past):
    past.add(episode(19, titles=("水厂完工",)))
    past.add(episode(20, titles=("高速贯通",)))
    past.forget("daily", episode(19).id, "never-there")
    past.forget("evening", episode(20).id)
    assert titles(past) == ["高速贯通"]
    assert past.known("daily") == {episode(20).id}


def test_an_episode_made_again_takes_the_place_of_the_first(past):
    past.add(episode(20, titles=("水厂完工", "高速贯通")))
    past.add(episode(20, titles=("白鹳筑巢",), mp3="b.mp3"))
    assert titles(past) == ["白鹳筑巢"]


def test_a_lost_history_is_made_again_from_the_manifests(past, storage):
    publish(storage, episode(19, titles=("甲",)), episode(20, titles=("乙",)))
    assert past.align(storage, SHOW, TODAY)
    assert titles(past) == ["甲", "乙"]


def test_what_disagrees_with_the_manifests_is_put_right(past, storage):
    publish(storage, episode(19, titles=("甲",)), episode(20, titles=("乙",)))
    past.add(episode(18, titles=("从未发布",)))
    past.add(episode(20, titles=("旧稿",), mp3="old.mp3"))
    past.align(storage, SHOW, TODAY)
    assert titles(past) == ["甲", "乙"]


def test_old_manifests_are_read_once(past, storage):
    publish(storage, episode(1, month=1), episode(20))
    past.align(storage, SHOW, TODAY)
    read = []
    watched: Any = FolderStorage(storage.root)
    watched.read = lambda key: read.append(key) or storage.read(key)
    past.align(watched, SHOW, TODAY)
    assert any("2026-03-20" in key for key in read)
    assert not any("2026-01-01" in key for key in read)


DAMAGE = {
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "a cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "another program's table": lambda path: _other_table(path),
    "nothing": lambda path: path.write_bytes(b""),
}


def _other_table(path):
    path.unlink()
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE episode (x)")


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_history_is_made_again_from_the_manifests(kind, past, storage):
    publish(storage, episode(19, titles=("甲",)), episode(20, titles=("乙",)))
    past.align(storage, SHOW, TODAY)
    DAMAGE[kind](past.path)
    past.align(storage, SHOW, TODAY)
    assert titles(past) == ["甲", "乙"]


def test_damage_is_said(past, storage):
    past.path.parent.mkdir()
    past.path.write_bytes(b"no database at all, but long enough for a header" * 30)
    assert past.align(storage, SHOW, TODAY) is False
    assert past.align(storage, SHOW, TODAY) is True


def test_a_locked_history_is_one_clear_sentence(past, monkeypatch):
    monkeypatch.setattr(history, "LOCK_TIMEOUT", 0.05)
    past.add(episode(20))
    holder = sqlite3.connect(past.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TingbaoError, match=r"state\.sqlite cannot be used \(database is locked\)"):
        titles(past)
    holder.close()
    assert titles(past) == ["水厂完工"]


def test_a_state_folder_that_is_a_file_is_one_clear_sentence(tmp_path):
    (tmp_path / "state").write_text("")
    with pytest.raises(TingbaoError, match="state"):
        History(tmp_path / "state").add(episode())


def test_a_write_that_fails_changes_nothing(past):
    past.add(episode(20, titles=("甲",)))
    bad = replace(episode(20), aired=(Aired("乙", "", ""), Aired(None, "", "")))
    with pytest.raises(TingbaoError):
        past.add(bad)
    assert titles(past) == ["甲"]
