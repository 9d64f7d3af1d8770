"""A folder as a storage: what only a folder can show. The contract that it shares with buckets is test_storage.py's."""

import os

import pytest

from service.errors import PublishError
from service.storage import local_folder
from service.storage.local_folder import FolderStorage


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


def test_a_folder_that_can_be_made_is_writable_and_is_not_made(tmp_path):
    local_folder.check_writable(tmp_path / "out" / "daily")
    local_folder.check_writable(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named_with_what_is_in_the_way(tmp_path):
    (tmp_path / "flat").write_text("")
    with pytest.raises(PublishError, match=r"flat/daily cannot be written: nothing can be made in .*flat: Not a dir"):
        local_folder.check_writable(tmp_path / "flat" / "daily")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    with pytest.raises(PublishError, match="nowhere cannot be written: No such file"):
        local_folder.check_writable(tmp_path / "nowhere")


@pytest.mark.parametrize("lay", [os.symlink, os.link])
@pytest.mark.parametrize("name", [".feed.xml.part", "feed.xml"])
def test_no_link_that_lies_in_the_folder_has_another_file_overwritten(tmp_path, lay, name):
    private = tmp_path / "private.txt"
    private.write_bytes(b"own")
    (tmp_path / "out" / "daily").mkdir(parents=True)
    lay(private, tmp_path / "out" / "daily" / name)
    FolderStorage(tmp_path / "out").write("daily/feed.xml", b"fed")
    assert private.read_bytes() == b"own"
    assert [path.name for path in (tmp_path / "out" / "daily").iterdir()] == ["feed.xml"]
    assert (tmp_path / "out" / "daily" / "feed.xml").read_bytes() == b"fed"


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


@pytest.fixture(params=[0o077, 0o027, 0o022])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def modes(folder):
    return {path.relative_to(folder).as_posix(): path.stat().st_mode & 0o7777 for path in folder.rglob("*")}


@pytest.mark.usefixtures("umask")
def test_a_web_server_can_read_what_is_published_whatever_the_umask(tmp_path):
    FolderStorage(tmp_path / "a" / "output").write("daily/episodes/one.mp3", b"sound")
    found = modes(tmp_path / "a")
    assert {found.pop("output/daily/episodes/one.mp3") & 0o444} == {0o444}
    assert {mode & 0o555 for mode in found.values()} == {0o555}


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("umask", [0o077], indirect=True)
@pytest.mark.parametrize(("root", "file"), [(0o700, 0o600), (0o750, 0o640), (0o2750, 0o640), (0o777, 0o644)])
def test_whoever_cannot_read_the_folder_cannot_read_what_is_in_it(tmp_path, root, file):
    tmp_path.chmod(root)
    FolderStorage(tmp_path).write("daily/feed.xml", b"1")
    found = modes(tmp_path)
    assert found["daily/feed.xml"] == file
    assert found["daily"] & 0o777 == root & 0o755
