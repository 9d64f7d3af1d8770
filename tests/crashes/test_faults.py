"""What can fail under a run, failing for real or at each act in turn: one sentence, the right exit code, no loss."""

import contextlib
import datetime as dt
import itertools
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service import briefing, settings
from service.errors import TingbaoError
from service.pipeline.episode_spec import BriefingRequest
from tests.support import listening
from tests.support.examples import SOAK
from tests.support.paths import ROOT

STRIDE = 1 if SOAK else 29


class Silent:
    """A person who hears nothing."""

    def __getattr__(self, name):
        return lambda *_: None


def fill(path):
    """Writes until the file system has no room."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


@contextlib.contextmanager
def mounted(folder, options):
    """A file system in memory, where this user may mount one."""
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", folder], capture_output=True, check=False)
    if mount.returncode:
        pytest.skip("this user may mount no file system")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("peril", ["full", "read-only", "denied"])
def test_a_disk_that_fails_from_any_act_on(peril, confined):
    """What stood stands, or the new episode does, whole; once the disk is well again, the next run makes it."""
    stage = confined
    stage.hand_over()
    stage.make(21)
    output = stage.folder / "output"
    before, feed = listening.episodes(output), (output / "tingbao" / "feed.xml").read_bytes()
    stage.keep()
    stage.hand_over()
    undisturbed = stage.make(22)
    after, files = listening.episodes(output), listening.tree(output)
    codes = []
    for number, act in list(enumerate(undisturbed.acts))[::STRIDE]:
        where = f"{peril} {number} {act}"
        stage.put_back()
        stage.hand_over()
        failed = stage.make(22, at=number, peril=peril)
        standing = listening.episodes(output)
        codes.append(failed.code)
        assert failed.code in (0, 1), (where, failed.err)
        if failed.code:
            [said] = [line for line in failed.err.splitlines() if line.startswith("tingbao: ")]
            assert any(each in said for each in ("No space left", "Read-only file system", "Permission denied")), (
                where,
                said,
            )
        if failed.code == 0:
            assert standing == after, where
        elif standing == before:
            assert (output / "tingbao" / "feed.xml").read_bytes() == feed, where
        else:
            assert standing == after, where
        stage.hand_over()
        again = stage.make(22)
        assert again.code == 0, (where, again.err)
        assert listening.tree(output) == files, where
    assert 1 in codes


@pytest.mark.slow
def test_a_small_disk_that_becomes_full_at_any_page(stage):
    """A file system of its own for the output with room for a page more each time, until the episode fits."""
    output, page = stage.folder / "output", 4096
    output.mkdir()
    with mounted(output, "size=8m"):
        assert stage.make(21).code == 0
        before, old = listening.episodes(output), listening.tree(output)
        state = stage.folder / ".tingbao"
        shutil.copytree(state, stage.kept)
        assert stage.make(22).code == 0
        after, new = listening.episodes(output), listening.tree(output)
        for room in itertools.count(step=STRIDE):
            shutil.rmtree(state)
            shutil.copytree(stage.kept, state)
            shutil.rmtree(output / "tingbao")
            for name, data in old.items():
                (output / name).parent.mkdir(parents=True, exist_ok=True)
                (output / name).write_bytes(data)
            filler = output / "filler"
            fill(filler)
            os.truncate(filler, max(0, filler.stat().st_size - room * page))
            made = stage.make(22)
            filler.unlink()
            standing = listening.episodes(output)
            if made.code == 0:
                break
            assert made.code == 1, room
            assert "No space left on device" in made.err, (room, made.err)
            assert standing in (before, after), room
            assert stage.make(22).code == 0, room
            assert listening.tree(output) == new, room
        assert standing == after
        assert listening.tree(output) == new
        assert room * page > 100_000


@pytest.mark.slow
def test_a_small_disk_that_is_full_then_shut_then_well(stage):
    """A file system of its own for the output, where this user may mount one."""
    output = stage.folder / "output"
    output.mkdir()
    with mounted(output, "size=2m"):
        assert stage.make(21).code == 0
        before, filler = listening.tree(output), output / "filler"
        fill(filler)
        full = stage.make(22)
        assert full.code == 1
        assert "No space left on device" in full.err
        filler.unlink()
        assert listening.tree(output) == before
        subprocess.run(["mount", "-o", "remount,ro", output], check=True)
        shut = stage.make(22)
        assert shut.code == 1
        assert "Read-only file system" in shut.err
        assert listening.tree(output) == before
        subprocess.run(["mount", "-o", "remount,rw,size=8m", output], check=True)
        assert stage.make(22).code == 0
        assert len(listening.episodes(output)) == 2


@pytest.mark.slow
def test_a_history_that_another_program_holds(stage):
    """The morning's episode is made all the same, and tells nothing twice."""
    stage.make(21)
    with closing(sqlite3.connect(stage.folder / ".tingbao" / "state.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        made = stage.make(22)
    assert made.code == 0, made.err
    assert "locked" in made.out
    assert "城东水厂二期完工供水" not in [story["title"] for story in listening.report(made.out)["stories"]]
    assert len(listening.episodes(stage.folder / "output")) == 2


@pytest.mark.slow
@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(4000)), Path.unlink])
def test_a_history_that_is_damaged_or_lost(damage, stage):
    """What was aired is read from the manifests, and nothing is told twice."""
    stage.make(21)
    stage.keep()
    undisturbed = stage.make(22)
    files = listening.tree(stage.folder / "output")
    stage.put_back()
    damage(stage.folder / ".tingbao" / "state.sqlite")
    made = stage.make(22)
    assert made.code == 0, made.err
    assert listening.report(made.out)["stories"] == listening.report(undisturbed.out)["stories"]
    assert listening.tree(stage.folder / "output") == files


@pytest.mark.slow
def test_flipped_bits_in_every_kept_clip(stage):
    """They are noticed, and what is made is the same to the byte."""
    stage.make(21)
    files = listening.tree(stage.folder / "output")
    kept = [path for path in (stage.folder / ".tingbao" / "clips").glob("??/*") if path.is_file()]
    assert len(kept) > 5
    for path in kept:
        data = bytearray(path.read_bytes())
        data[len(data) * 2 // 3] ^= 4
        path.write_bytes(data)
    again = stage.make(21, "--force")
    assert again.code == 0, again.err
    assert again.spoken
    assert listening.tree(stage.folder / "output") == files


@pytest.mark.slow
def test_a_name_that_nothing_resolves(stage):
    """The network is down: the run fails, so that it is tried again, and the feed stays."""
    stage.make(21)
    before = listening.tree(stage.folder / "output")
    stage.configure('sources = ["https://news.invalid/feed.xml"]\n')
    failed = stage.make(22)
    assert failed.code == 1
    assert "news.invalid" in failed.err
    assert "the network, or try again later" in failed.err
    assert listening.tree(stage.folder / "output") == before


SILENT = """
import socket, subprocess, sys
server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
server.bind(("127.0.0.1", 53))
sys.exit(subprocess.run(sys.argv[1:]).returncode)
"""


@pytest.mark.slow
@pytest.mark.parametrize("names", ["none", "silent"])
def test_without_a_network_kokoro_speaks(names, stage):
    """In a network of its own that leads nowhere, with no name server or one that never answers."""
    resolver = stage.folder / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\n", "utf-8")
    up = 'ip link set lo up && mount --bind resolv.conf /etc/resolv.conf && exec "$@"'
    alone = ["unshare", "--net", "--mount", *(["sh", "-c", up, "sh"] if names == "silent" else [])]
    if subprocess.run([*alone, "true"], cwd=stage.folder, capture_output=True, check=False).returncode:
        pytest.skip("this user may make no network")
    make = [sys.executable, "-m", "service.cli", "make", "--date", "2026-03-21", "--engine", "auto", "--json"]
    made = subprocess.run(
        [*alone, *([sys.executable, "-c", SILENT] if names == "silent" else []), *make],
        cwd=stage.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert made.returncode == 0, made.stderr
    found = listening.report(made.stdout)
    assert (found["status"], found["engine"]) == ("made", "kokoro")
    [said] = found["warnings"]
    assert re.search(r"edge does not answer: .*\. The whole episode is made with kokoro instead", said), said


def test_a_clock_in_1970(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    silent: Any = Silent()
    long_ago = dt.datetime(1970, 1, 1, 0, 3, tzinfo=dt.UTC)
    with pytest.raises(TingbaoError, match=r"The clock says 1970-01-01 00:03 UTC.*give the date") as refused:
        briefing.make(BriefingRequest(), settings.load(), long_ago, silent)
    assert refused.value.exit_code == 1
    assert list(tmp_path.iterdir()) == []
