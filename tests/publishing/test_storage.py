"""What every storage must do, and what the one on disk must besides."""

import os
import threading

import pytest
from publishing_samples import MemoryStorage

from service.errors import ConfigError, PublishError
from service.publishing.local import LocalStorage
from service.publishing.storage import content_type, open_storage


class StorageContract:
    """Inherited by a test class for each storage, which gives the fixture `storage`."""

    def test_reads_what_was_written(self, storage):
        storage.write("show/feed.xml", b"\x00<rss/>")
        assert storage.read("show/feed.xml") == b"\x00<rss/>"
        assert storage.exists("show/feed.xml")

    def test_absent(self, storage):
        assert storage.read("show/feed.xml") is None
        assert not storage.exists("show/feed.xml")
        assert storage.list("show") == []
        storage.delete("show/feed.xml")

    def test_replaces(self, storage):
        storage.write("a/b", b"a longer text")
        storage.write("a/b", b"short")
        assert storage.read("a/b") == b"short"

    def test_lists_below_a_folder_sorted(self, storage):
        for key in ("a/z", "a/b/c", "a/B", "ab/x", "c"):
            storage.write(key, key.encode())
        assert storage.list("a") == ["a/B", "a/b/c", "a/z"]

    def test_deletes_one(self, storage):
        storage.write("a/b", b"1")
        storage.write("a/c", b"2")
        storage.delete("a/b")
        assert storage.list("a") == ["a/c"]

    def test_a_file_is_no_folder(self, storage):
        storage.write("a", b"1")
        assert storage.read("a/b") is None
        assert not storage.exists("a/b")

    @pytest.mark.parametrize("key", ["../x", "a/../../x", "/etc/x", "a//b", ".", "", "a/./b", "a\\..\\b", "a\0b"])
    def test_refuses_a_key_that_could_lead_elsewhere(self, storage, key):
        for use in (storage.read, storage.exists, storage.delete, lambda key: storage.write(key, b"x")):
            with pytest.raises(PublishError):
                use(key)

    def test_chinese_names(self, storage):
        storage.write("听报/三月 21日.txt", b"1")
        assert storage.list("听报") == ["听报/三月 21日.txt"]


class TestMemoryStorage(StorageContract):
    @pytest.fixture
    def storage(self):
        return MemoryStorage()


class TestLocalStorage(StorageContract):
    @pytest.fixture
    def storage(self, tmp_path):
        return LocalStorage(tmp_path / "output")

    def test_a_reader_never_sees_a_part(self, storage):
        texts = [bytes([65 + n]) * 200_000 for n in range(8)]
        storage.write("a/feed.xml", texts[0])
        seen, done = set(), threading.Event()

        def read():
            while not done.is_set():
                seen.add(storage.read("a/feed.xml"))

        reader = threading.Thread(target=read)
        reader.start()
        for text in texts * 4:
            storage.write("a/feed.xml", text)
        done.set()
        reader.join()
        assert seen <= set(texts)

    def test_a_failed_write_leaves_the_old_file_and_nothing_else(self, storage, monkeypatch):
        storage.write("a/feed.xml", b"old")
        monkeypatch.setattr(os, "fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        with pytest.raises(PublishError, match=r"feed\.xml cannot be written: No space left on device"):
            storage.write("a/feed.xml", b"new")
        assert storage.read("a/feed.xml") == b"old"
        assert [path.name for path in (storage.root / "a").iterdir()] == ["feed.xml"]

    def test_a_killed_write_is_not_listed_and_is_swept(self, storage):
        storage.write("a/feed.xml", b"old")
        (storage.root / "a" / ".feed.xml.part").write_bytes(b"ne")
        assert storage.list("a") == ["a/feed.xml"]
        storage.delete("a/feed.xml")
        assert not (storage.root / "a").exists()

    def test_a_folder_that_cannot_be_made(self, tmp_path):
        (tmp_path / "output").write_bytes(b"a file")
        with pytest.raises(PublishError, match="cannot be written"):
            LocalStorage(tmp_path / "output").write("a/feed.xml", b"new")


def test_a_place_of_no_known_kind():
    with pytest.raises(ConfigError, match="Nothing can be published at ftp"):
        open_storage("ftp://example.org/pods")


def test_a_folder_is_opened_by_its_path(tmp_path):
    storage = open_storage(str(tmp_path / "output"))
    storage.write("a/b", b"1")
    assert storage.place("a/b") == str(tmp_path / "output" / "a" / "b")


def test_content_types():
    assert content_type("a/episodes/1/x.mp3") == "audio/mpeg"
    assert content_type("a/episodes/1/chapters.json") == "application/json+chapters"
    assert content_type("a/feed.xml").startswith("application/rss+xml")
    assert content_type("a/episodes/1/transcript.vtt").startswith("text/vtt")
