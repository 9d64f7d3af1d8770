"""`tingbao check` reads the marks of the newest episodes back."""

import shutil

import pytest

from service.commands import check_marks
from service.publishing import publish
from service.storage.local_folder import FolderStorage
from service.storage.s3 import S3Storage
from tests.support import small_covers
from tests.support.paths import DATA, SEEDS
from tests.support.publishing_samples import SHOW, episode, mp3


def test_of_an_episode_as_the_command_makes_it_nothing_is_missing(made_episode):
    """The real voice, the real files."""
    storage = FolderStorage(made_episode.folder / "output")
    from service.settings import load

    [show] = load(None).publications
    [found] = check_marks.check(storage, show)
    assert (found.mark, found.found) == ("ok", "all there")


def test_of_many_episodes_the_newest_are_read(tmp_path, monkeypatch):
    storage, read = FolderStorage(tmp_path), []
    with small_covers.drawn():
        for day in range(check_marks.NEWEST + 2):
            publish.publish(storage, SHOW, episode(day), mp3())
    real = FolderStorage.read
    monkeypatch.setattr(FolderStorage, "read", lambda self, key: read.append(key) or real(self, key))
    found = list(check_marks.check(storage, SHOW))
    assert [each.what.rpartition(", ")[2] for each in found] == [episode(day).id for day in (4, 3, 2)]
    assert all(each.mark == "note" for each in found)
    assert len([key for key in read if key.endswith(".mp3")]) == check_marks.NEWEST


def test_nothing_published_is_nothing_to_say(tmp_path):
    assert list(check_marks.check(FolderStorage(tmp_path), SHOW)) == []


@pytest.mark.slow
def test_what_an_earlier_version_made_is_named_and_nothing_fails(tmp_path, tingbao):
    version = sorted((DATA / "states").iterdir())[-1]
    shutil.copytree(version / "output", tmp_path / "output")
    shutil.copytree(version / "state", tmp_path / ".tingbao")
    shutil.copytree(SEEDS, tmp_path / "seeds")
    storage = FolderStorage(tmp_path / "output")
    [sound] = (tmp_path / "output" / "tingbao" / "episodes").rglob("*.mp3")
    before = sound.read_bytes()
    from service.settings import load

    [show] = load(None).publications
    [first] = check_marks.check(storage, show)
    assert first.ok
    assert "make --show tingbao --date 2026-03-21 --edition 2026-03-21T0630" in first.found
    assert "transcript.vtt does not begin with the notice" in first.found
    tingbao("check", "--repair")
    [second] = check_marks.check(storage, show)
    assert "transcript" not in second.found
    assert "characters a minute" in second.found
    assert sound.read_bytes() == before  # nothing is made anew by itself


def test_in_a_bucket_too(server):
    storage = server.storage(server.bucket())
    with small_covers.drawn():
        publish.publish(storage, SHOW, episode(), mp3())
    [found] = check_marks.check(storage, SHOW)
    assert "its MP3 has no mark AIGC" in found.found


def test_a_storage_that_fails_is_a_fault_that_says_so(server):
    storage = S3Storage("s3://is-not-there/pods")
    [found] = check_marks.check(storage, SHOW)
    assert found.mark == "FAULT"
