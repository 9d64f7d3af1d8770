"""Room that was taken is there when it is needed, though the disk is full by then."""

import subprocess
import sys

import pytest

from service.storage.reserved_file import ReservedFile
from tests.support.paths import ROOT


def test_the_file_takes_the_place_of_the_one_that_stands(tmp_path):
    (tmp_path / "a").write_bytes(b"old and longer")
    kept = ReservedFile(tmp_path / "a.end", 4096)
    assert (tmp_path / "a.end").stat().st_blocks * 512 >= 4096
    kept.become(tmp_path / "a", b"new")
    kept.release()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"new")]


def test_what_was_not_used_is_given_back(tmp_path):
    ReservedFile(tmp_path / "a.end", 4096).release()
    assert list(tmp_path.iterdir()) == []


FULL = """
import pathlib, sys
from service.storage.reserved_file import ReservedFile
disk = pathlib.Path(sys.argv[1])
(disk / "a").write_bytes(b"old")
kept = ReservedFile(disk / "a.end", 8192)
number = 0
try:
    while True:
        (disk / f"filler{number}").write_bytes(bytes(4096))
        number += 1
except OSError as error:
    print(error.strerror)
try:
    ReservedFile(disk / "b.end", 8192)
except OSError as error:
    print(error.strerror, (disk / "b.end").exists())
kept.become(disk / "a", b"x" * 8192)
kept.release()
print((disk / "a").stat().st_size, (disk / "a.end").exists())
"""


@pytest.mark.parametrize("limit", ["size=64k", "nr_inodes=20"])
def test_on_a_full_disk_the_file_is_written(limit, tmp_path):
    """A small file system of its own, where the system lets us have one: full of bytes, then full of files."""
    mounted = f'mount -t tmpfs -o {limit} none "$1" && exec "$2" -c "$3" "$1"'
    run = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, "sh", str(tmp_path), sys.executable, FULL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if "unshare" in run.stderr or "mount" in run.stderr:
        pytest.skip(f"no file system of its own can be had here: {run.stderr.strip()}")
    full = "No space left on device"
    assert run.stdout.splitlines() == [full, f"{full} False", "8192 False"], run.stderr
