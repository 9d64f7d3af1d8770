"""Changes that are rehearsed: read back as if they were made, and made only when they are performed."""

import pytest

from service.errors import Conflict
from service.storage.staged_storage import StagedStorage
from tests.support.publishing_samples import MemoryStorage


def test_changes_are_read_back_and_nothing_is_written_until_they_are_performed():
    below = MemoryStorage({"daily/feed.xml": b"old", "daily/gone.mp3": b"sound"})
    staged = StagedStorage(below)
    staged.write("daily/feed.xml", b"new")
    staged.write("daily/page.html", b"page")
    staged.delete("daily/gone.mp3")
    assert staged.read("daily/feed.xml") == b"new"
    assert not staged.exists("daily/gone.mp3")
    assert staged.list("daily") == ["daily/feed.xml", "daily/page.html"]
    assert set(staged.versions("daily")) == {"daily/feed.xml", "daily/page.html"}
    assert staged.digest("daily/gone.mp3") is None
    assert below.files == {"daily/feed.xml": b"old", "daily/gone.mp3": b"sound"}
    staged.apply()
    assert below.files == {"daily/feed.xml": b"new", "daily/page.html": b"page"}


def test_changes_are_kept_in_the_order_of_the_last_write_of_each_file():
    staged = StagedStorage(MemoryStorage())
    for key, data in (("feed.xml", b"1"), ("page.html", b"2"), ("feed.xml", b"3")):
        staged.write(key, data)
    assert list(staged.changes.items()) == [("page.html", b"2"), ("feed.xml", b"3")]


def test_what_is_there_already_is_no_change():
    staged = StagedStorage(MemoryStorage({"feed.xml": b"same"}))
    staged.write("feed.xml", b"same")
    staged.delete("none.html")
    assert staged.changes == {}
    assert staged.digest("feed.xml") == MemoryStorage({"feed.xml": b"same"}).digest("feed.xml")


def test_nothing_is_written_over_what_another_has_written_meanwhile():
    below = MemoryStorage({"daily/feed.xml": b"old"})
    staged = StagedStorage(below)
    staged.write("daily/feed.xml", b"mended")
    below.write("daily/feed.xml", b"another's")
    with pytest.raises(Conflict):
        staged.apply()
    assert below.files == {"daily/feed.xml": b"another's"}


def test_nothing_is_deleted_once_the_guard_has_changed():
    below = MemoryStorage({"daily/show.json": b"1", "daily/gone.mp3": b"sound"})
    staged = StagedStorage(below, guard="daily/show.json")
    staged.delete("daily/gone.mp3")
    below.write("daily/show.json", b"another's")
    with pytest.raises(Conflict):
        staged.apply()
    assert below.exists("daily/gone.mp3")


def test_the_own_write_of_the_guard_does_not_stop_a_deletion():
    below = MemoryStorage({"daily/show.json": b"1", "daily/gone.mp3": b"sound"})
    staged = StagedStorage(below, guard="daily/show.json")
    staged.write("daily/show.json", b"2")
    staged.delete("daily/gone.mp3")
    staged.apply()
    assert below.files == {"daily/show.json": b"2"}
