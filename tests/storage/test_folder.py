"""A folder as a storage: what only a folder can show. The contract that it shares with buckets is test_storage.py's."""

import pytest

from service.errors import PublishError
from service.storage.folder import FolderStorage


def test_a_file_half_written_is_neither_read_nor_listed_but_named_as_a_leftover(tmp_path):
    storage = FolderStorage(tmp_path)
    storage.write("daily/feed.xml", b"whole")
    (tmp_path / "daily" / ".feed.xml.part").write_bytes(b"ha")
    assert storage.read("daily/feed.xml") == b"whole"
    assert storage.list("daily") == ["daily/feed.xml"]
    assert set(storage.versions("daily")) == {"daily/feed.xml"}
    assert storage.leftovers("daily") == ["daily/.feed.xml.part"]


def test_a_file_that_is_deleted_takes_its_leftover_and_the_empty_folders_along(tmp_path):
    storage = FolderStorage(tmp_path)
    storage.write("daily/episodes/one/one.mp3", b"sound")
    (tmp_path / "daily" / "episodes" / "one" / ".one.mp3.part").write_bytes(b"ha")
    storage.delete("daily/episodes/one/one.mp3")
    assert list(tmp_path.iterdir()) == []


def test_a_root_that_is_a_file_is_said_in_one_sentence_with_its_place(tmp_path):
    (tmp_path / "flat").write_text("")
    storage = FolderStorage(tmp_path / "flat")
    with pytest.raises(PublishError, match=r"flat.* cannot be (read|written|deleted): .*\.$"):
        storage.write("feed.xml", b"1")
    assert storage.read("feed.xml") is None


def test_a_file_of_the_same_bytes_is_not_written_again_where_its_version_is_named(tmp_path):
    storage = FolderStorage(tmp_path)
    version = storage.write("feed.xml", b"1")
    inode = (tmp_path / "feed.xml").stat().st_ino
    assert storage.write("feed.xml", b"1", over=version) == version
    assert (tmp_path / "feed.xml").stat().st_ino == inode
