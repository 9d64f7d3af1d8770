"""Of several processes that want the same thing, one makes it."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from service.storage.disk_cache import DiskCache
from service.storage.key_locks import KeyLocks, SharedSemaphore
from tests.support.paths import ROOT

HOLDER = """
import sys, pathlib
from service.storage.key_locks import KeyLocks
with KeyLocks(pathlib.Path(sys.argv[1])).acquire(sys.argv[2:]) as mine:
    print(*sorted(mine), flush=True)
    sys.stdin.readline()
"""

SLOTS = """
import sys, pathlib
from service.storage.key_locks import SharedSemaphore
slots = SharedSemaphore(pathlib.Path(sys.argv[1]), 3)
print([slots.acquire() for _ in range(int(sys.argv[2]))], flush=True)
sys.stdin.readline()
"""

MAKERS = """
import sys, pathlib
from service.storage.disk_cache import DiskCache
cache = DiskCache(pathlib.Path(sys.argv[1]))
sys.stdin.readline()
for n in range(200):
    def make():
        print(n)
        return b"%d" % n
    assert cache.get_or_make(f"{n:040x}", make) == b"%d" % n
"""


def start(code, *words):
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_claim_is_one_process_s_until_it_ends_or_dies(tmp_path):
    path = tmp_path / "claims"
    holder = start(HOLDER, path, "a", "b")
    assert holder.stdout.readline() == "a b\n"
    with KeyLocks(path).acquire("abc") as mine:
        assert mine == {"c"}
    other = start(HOLDER, path, "c")  # given back above
    assert other.stdout.readline() == "c\n"
    holder.kill()
    holder.communicate()
    KeyLocks(path).wait("a")
    with KeyLocks(path).acquire("abc") as mine:
        assert mine == {"a", "b"}
    other.communicate("\n")


def test_a_released_claim_can_be_had_before_the_block_ends(tmp_path):
    path = tmp_path / "claims"
    with KeyLocks(path).acquire("ab"):
        KeyLocks(path).release("a")
        holder = start(HOLDER, path, "a", "b")
        assert holder.communicate("\n")[0] == "a\n"


def test_where_nothing_can_be_written_all_can_be_had(tmp_path):
    (tmp_path / "file").write_text("")
    with KeyLocks(tmp_path / "file" / "claims").acquire("ab") as mine:
        assert mine == {"a", "b"}
    KeyLocks(tmp_path / "file" / "claims").wait("a")


def test_slots_are_shared_by_all_processes_and_their_threads(tmp_path):
    path = tmp_path / "slots"
    holder = start(SLOTS, path, 2)
    assert holder.stdout.readline() == "[0, 1]\n"
    slots, same = SharedSemaphore(path, 3), SharedSemaphore(path, 3)
    assert (slots.acquire(), same.acquire()) == (2, None)
    same.release(2)
    other = start(SLOTS, path, 2)
    assert other.stdout.readline() == "[2, None]\n"
    holder.kill()
    holder.communicate()
    assert sorted((slots.acquire(), same.acquire())) == [0, 1]
    assert slots.acquire() is None
    other.communicate("\n")
    assert slots.acquire() == 2
    for slot in range(3):
        slots.release(slot)


def test_without_a_file_each_process_has_slots_of_its_own(tmp_path):
    (tmp_path / "file").write_text("")
    for slots in (SharedSemaphore(None, 2), SharedSemaphore(tmp_path / "file" / "slots", 2)):
        assert [slots.acquire() for _ in range(3)] == [0, 1, None]
        slots.release(0)
        slots.release(1)


def test_processes_that_want_the_same_make_it_once(tmp_path):
    makers = [start(MAKERS, tmp_path / "cache") for _ in range(3)]
    for maker in makers:
        maker.stdin.write("\n")
        maker.stdin.flush()
    made = Counter(line for maker in makers for line in maker.communicate()[0].split())
    assert [maker.returncode for maker in makers] == [0, 0, 0]
    assert made == {str(n): 1 for n in range(200)}
    assert DiskCache(tmp_path / "cache").usage().entries == 200


def test_a_relative_file_is_the_one_of_the_working_folder(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        with KeyLocks(Path("claims")).acquire(["a"]) as mine:
            assert mine == {"a"}
        slots = SharedSemaphore(Path("slots"), 1)
        slots.release(slots.acquire())
        assert sorted(each.name for each in Path().iterdir()) == ["claims", "slots"]
