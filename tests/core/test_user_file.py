"""Files that a person names: text with or without a mark, and one sentence for all that is none."""

import os

import pytest

from service.core import user_file
from service.errors import ConfigError, UsageError


@pytest.mark.parametrize("data", [b"a = 1\n", b"\xef\xbb\xbfa = 1\n", b"a = 1\r\n", b"\xef\xbb\xbf\r\na = 1"])
def test_a_byte_order_mark_and_the_kind_of_line_ends_change_nothing(tmp_path, data):
    (tmp_path / "x.toml").write_bytes(data)
    assert user_file.read_toml(tmp_path / "x.toml") == {"a": 1}


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        ("a = 1".encode("utf-16"), "in UTF-16: save it as UTF-8"),
        ("a = 1".encode("utf-16-be"), "TOML"),
        ("\ufeffa = 1".encode("utf-16-be"), "in UTF-16: save it as UTF-8"),
        ("a = 1".encode("utf-32"), "in UTF-32: save it as UTF-8"),
        ("# 第一行\n名 = 1".encode("gb18030"), "line 1 is not UTF-8"),
        (b"a = " + b"[" * 100_000, "too deep"),
        (b"a = " + b"[" * 60 + b"]" * 60, "too deep"),
        (b"a" + b".a" * 60 + b" = 1", "too deep"),
        (b"a = " + b"9" * 5000, "too many digits"),
        (b"[b]\na = [0x" + b"f" * 5000 + b"]", "b.a has too many digits"),
        (b"\x1b[2J = 1", "no TOML"),
        (b"x" * (user_file.MAX_TEXT_SIZE + 1), "over 10 MB"),
    ],
)
def test_what_is_no_toml_is_one_sentence(tmp_path, data, hint):
    path = tmp_path / "x.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=hint) as caught:
        user_file.read_toml(path)
    assert str(caught.value).startswith((f"{path}: ", f"{path}, line "))
    assert len(str(caught.value)) < 500
    assert "\x1b" not in str(caught.value)


def test_a_place_for_a_file_is_tried_and_nothing_is_left(tmp_path):
    user_file.check_writable(tmp_path / "new.json", ConfigError)
    assert list(tmp_path.iterdir()) == []
    user_file.check_writable("/dev/null", ConfigError)
    for place in (tmp_path / "none" / "new.json", "/proc/new.json"):
        with pytest.raises(ConfigError, match=r"cannot be written \("):
            user_file.check_writable(place, ConfigError)


def _pipe(path):
    os.mkfifo(path)
    return path


STRANGE = {
    "a device": (lambda folder: "/dev/zero", "device or a pipe"),
    "a pipe that nobody writes": (lambda folder: _pipe(folder / "pipe"), "device or a pipe"),
    "a folder": (lambda folder: folder, "this is a folder"),
    "a link to itself": (lambda folder: (folder / "loop").symlink_to("loop") or folder / "loop", "symbolic links"),
    "a file below a file": (lambda folder: __file__ + "/x", "not a directory"),
    "a NUL": (lambda folder: "a\0b", "no possible file name"),
    "a surrogate": (lambda folder: "\ud800", "no possible file name"),
    "a name too long": (lambda folder: "a" * 300, "name too long"),
    "nothing": (lambda folder: "", "no such file"),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_no_file_is_refused_at_once(kind, tmp_path):
    make, hint = STRANGE[kind]
    with pytest.raises(UsageError, match=hint):
        user_file.read(make(tmp_path), 100, UsageError)


def test_no_more_is_read_than_may_be(tmp_path):
    (tmp_path / "x").write_bytes(b"12345")
    assert user_file.read(tmp_path / "x", 5, UsageError) == b"12345"
    with pytest.raises(UsageError, match="over"):
        user_file.read(tmp_path / "x", 4, UsageError)


def test_what_is_written_to_a_pipe_comes_whole_and_without_a_reader_nothing_waits(tmp_path):
    path = _pipe(tmp_path / "pipe")
    with pytest.raises(UsageError, match="cannot be written"):
        user_file.write(path, b"x", UsageError)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    user_file.write(path, b"12345", UsageError)
    assert os.read(reader, 100) == b"12345"
    os.close(reader)
