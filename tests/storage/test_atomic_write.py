"""A file appears whole or not at all, and what killed writers leave goes."""

import os

import pytest

from service.storage import atomic_write


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    atomic_write.write(tmp_path / "new" / "a", b"old")
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(OSError, match="No space left"):
        atomic_write.write(tmp_path / "new" / "a", b"new")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "new").iterdir()] == [("a", b"old")]


def test_only_what_was_abandoned_is_swept(tmp_path):
    for name in ("old.tmp", "new.tmp", "old.json"):
        for folder in (tmp_path, tmp_path / "a" / "b"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(b"x")
            if name.startswith("old"):
                os.utime(folder / name, (1, 1))
    atomic_write.remove_abandoned(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["new.tmp", "new.tmp", "old.json", "old.json"]
    atomic_write.remove_abandoned(tmp_path / "nowhere")
