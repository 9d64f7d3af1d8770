"""Which file an address names, and that it names none outside the folder."""

import gzip
import os

import pytest
from service.web.static_lookup import LONGEST, Compressed, Folder, Opened, find, names


@pytest.fixture
def root(tmp_path):
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "output" / "daily").mkdir(parents=True)
    (tmp_path / "output" / "empty").mkdir()
    (tmp_path / "output" / "daily" / "index.html").write_bytes(b"page" * 1000)
    (tmp_path / "output" / "daily" / ".part").write_bytes(b"half")
    return tmp_path / "output"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/", ("",)),
        ("/daily/", ("daily", "")),
        ("/听报/feed.xml", ("听报", "feed.xml")),
        ("daily", None),
        ("/../secret", None),
        ("/daily/.part", None),
        ("//daily", None),
        ("/a\\b", None),
        ("/a\0b", None),
        ("/" + "a" * (LONGEST - 1), ("a" * (LONGEST - 1),)),
        ("/" + "a" * LONGEST, None),
    ],
)
def test_an_address_has_parts_or_can_name_nothing(path, parts):
    assert names(path) == parts


def test_a_file_a_folder_with_a_page_and_nothing(root):
    file = find(root, ("daily", ""))
    assert isinstance(file, Opened)
    assert os.read(file.descriptor, 9) == b"pagepagep"
    assert file.size == 4000
    os.close(file.descriptor)
    assert find(root, ("daily",)) == Folder("daily")
    assert find(root, ("empty",)) is None
    assert find(root, ("empty", "")) is None
    assert find(root, ("daily", "index.html", "x")) is None


@pytest.mark.parametrize("target", ["../secret", "daily/.part"])
def test_a_link_leads_nowhere_outside_and_to_nothing_hidden(root, target):
    (root / "link").symlink_to(target)
    assert find(root, ("link",)) is None


def test_a_pipe_is_no_file_and_does_not_hold_up(root):
    os.mkfifo(root / "pipe")
    assert find(root, ("pipe",)) is None


def test_what_cannot_be_told_now_is_no_absence(root, monkeypatch):
    def no_descriptors(*_):
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(os, "open", no_descriptors)
    with pytest.raises(OSError, match="Too many"):
        find(root, ("daily", ""))


def test_a_text_is_compressed_once_for_each_version(root, monkeypatch):
    compressed, packed = Compressed(), []
    compress = gzip.compress
    monkeypatch.setattr(gzip, "compress", lambda data, **more: packed.append(data) or compress(data, **more))
    for text in (b"page" * 1000, b"page" * 1001):
        (root / "daily" / "index.html").write_bytes(text)
        file = find(root, ("daily", ""))
        assert isinstance(file, Opened)
        assert gzip.decompress(compressed.get(file)) == gzip.decompress(compressed.get(file)) == text
        os.close(file.descriptor)
    assert len(packed) == 2
