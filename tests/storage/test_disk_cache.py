"""The cache: whole or not at all, bounded, the kept ones kept."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.storage.disk_cache import CacheUsage, DiskCache
from tests.support.paths import ROOT


@pytest.fixture
def cache(tmp_path):
    return DiskCache(tmp_path / "clips")


def key(n):
    return f"{n:040x}"


def test_what_is_put_comes_back(cache):
    assert cache.get(key(1)) is None
    cache.put(key(1), b"sound")
    assert cache.get(key(1)) == b"sound"


def test_a_damaged_file_is_forgotten(cache):
    cache.put(key(1), b"sound" * 100)
    (path,) = cache.folder.glob("*/*")
    for damage in (path.read_bytes()[:-1], path.read_bytes().replace(b"s", b"t"), b""):
        cache.put(key(1), b"sound" * 100)
        path.write_bytes(damage)
        assert cache.get(key(1)) is None
        assert not path.exists()


def test_the_least_recently_used_goes_and_the_kept_stays(cache):
    for n in range(6):
        cache.put(key(n), bytes(1000))
        os.utime(cache._path(key(n)), (n + 1, n + 1))
    cache.get(key(0))  # used again: now the newest
    size = cache.usage().bytes // 6
    cache.pin("an-episode", [key(2)])
    cache.pin("an-episode", [key(1)])  # made anew
    assert cache.prune(2 * size) == CacheUsage(4, 4 * size)
    assert [n for n in range(6) if cache.get(key(n)) is not None] == [0, 1]
    assert cache.usage() == CacheUsage(2, 2 * size)


def test_what_was_held_a_month_ago_may_go(cache):
    cache.put(key(1), b"sound")
    cache.pin("an-episode", [key(1)])
    assert cache.prune(0) == CacheUsage(0, 0)
    (note,) = (cache.folder / "held").iterdir()
    os.utime(note, (note.stat().st_mtime - 31 * 86_400,) * 2)
    assert cache.prune(0).entries == 1
    assert not note.exists()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    cache = DiskCache(tmp_path / "file" / "clips")
    cache.put(key(1), b"sound")
    cache.pin("an-episode", [key(1)])
    assert cache.get(key(1)) is None
    assert cache.prune(0) == CacheUsage(0, 0)


def test_what_cannot_be_removed_is_an_error_where_it_would_have_to_go(cache, monkeypatch):
    for n in range(3):
        cache.put(key(n), bytes(1000))
        os.utime(cache._path(key(n)), (n + 1, n + 1))
    size, unlink = cache.usage().bytes // 3, Path.unlink

    def refuse(path, missing_ok=False):
        if path.name == key(0):  # another user's
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    assert cache.prune(2 * size) == CacheUsage(1, size)  # another went in its place
    with pytest.raises(PermissionError, match=key(0)):
        cache.prune(0)
    assert cache.usage() == CacheUsage(1, size)


def test_an_empty_cache_is_no_error(cache):
    assert cache.usage() == CacheUsage(0, 0)
    assert cache.prune(0) == CacheUsage(0, 0)


HAMMER = """
import random, sys
from pathlib import Path
from service.storage.disk_cache import DiskCache
cache, chance = DiskCache(Path(sys.argv[1])), random.Random(int(sys.argv[2]))
for _ in range(100):
    n = chance.randrange(12)
    key, raw = f"{n:040x}", bytes([n]) * 5000
    step = chance.random()
    if step < 0.45:
        cache.put(key, raw)
    elif step < 0.9:
        assert cache.get(key) in (None, raw)
    else:
        cache.prune(20_000)
"""


def test_processes_share_it_without_harm(cache):
    root = str(ROOT)
    cache.put(key(0), bytes(5000))
    cache.pin("an-episode", [key(0)])
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", HAMMER, str(cache.folder), seed], env={**os.environ, "PYTHONPATH": root}
        )
        for seed in "123"
    ]
    assert [run.wait() for run in runs] == [0, 0, 0]
    assert cache.get(key(0)) == bytes(5000)
    assert list(cache.folder.glob("*/*.tmp")) == []
