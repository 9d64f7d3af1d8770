"""Under any limit of memory a command works, or one sentence says that there is too little."""

import os
import resource
import subprocess
import sys
import threading

import pytest

from service.core import memory
from tests.support.paths import ROOT
from tests.support.tables import thinned

PROGRAM = (sys.executable, "-m", "service.commands.program")


def limited(megabytes, *words, folder=None):
    size = megabytes * 1_000_000
    return subprocess.run(
        [*PROGRAM, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input="茌平区\n",
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (size, size)),
    )


def test_too_little_memory_is_said_before_the_work_begins(monkeypatch):
    monkeypatch.setattr(memory, "NEEDED", 1 << 60)
    with pytest.raises(MemoryError):
        memory.reserve()


def test_a_second_thread_that_cannot_be_had_does_not_hold_up_the_first(monkeypatch):
    start, started = threading.Thread.start, []

    def start_one(thread):
        if started:
            raise RuntimeError("can't start new thread")
        started.append(thread)
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", start_one)
    memory.take_buffers.cache_clear()  # another test may have had them taken
    with pytest.raises(RuntimeError, match="start new thread"):
        memory.reserve()
    assert not started[0].is_alive()


@pytest.mark.parametrize("megabytes", thinned([20, 25, 150, 250], 4))
def test_a_limit_of_memory_ends_a_command_in_one_sentence(megabytes):
    done = limited(megabytes, "inspect", "speech")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("tingbao: There is not enough memory")
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", range(20, 740, 40))
def test_a_run_under_a_limit_of_memory_makes_its_episode_or_says_why_not(megabytes, tmp_path):
    page = ROOT / "tests" / "data" / "pages" / "bylines.md"
    words = ("make", str(page), "--engine", "espeak", "--length", "40s", "--quiet")
    done = limited(megabytes, *words, folder=tmp_path)
    feeds = list(tmp_path.glob("output/*/feed.xml"))
    if done.returncode == 0:
        assert done.stderr == ""
        assert feeds
    else:
        assert done.returncode == 1
        assert done.stderr.startswith("tingbao: There is not enough memory")
        assert done.stderr.count("\n") == 1
        assert not feeds


def machine(folder, available, limit=None, used=0, cache=0):
    """/proc and the container's group as Linux shows them; bytes."""
    folder.joinpath("meminfo").write_text(f"MemTotal: {2**40} kB\nMemAvailable: {available // 1024} kB\n")
    if limit:
        folder.joinpath("memory.max").write_text(f"{limit}\n")
        folder.joinpath("memory.current").write_text(f"{used}\n")
        folder.joinpath("memory.stat").write_text(f"anon {used - cache}\ninactive_file {cache}\n")
    return memory.free(folder, folder)


def test_what_is_free_is_the_machines_or_the_containers(tmp_path):
    size = 2**30
    assert machine(tmp_path, 8 * size) == 8 * size
    assert machine(tmp_path, 8 * size, "max", size) == 8 * size
    assert machine(tmp_path, 8 * size, 4 * size, 3 * size, 2 * size) == 3 * size
    assert machine(tmp_path, 8 * size, 4 * size, 5 * size) == 0
    assert memory.free(tmp_path / "none", tmp_path / "none") >= memory.NEEDED // 1024 * 1024
