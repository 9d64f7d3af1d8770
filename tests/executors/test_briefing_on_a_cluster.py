"""A briefing whose clips are spoken by a cluster: the same bytes as without one."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from distributed import Client

from tests.support.clusters import ROOT, cluster

pytestmark = pytest.mark.slow


def start(folder, *words):
    folder.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
    command = [sys.executable, "-m", "service.cli", "make", "--length", "1m", "--date", "2026-03-21", "--json"]
    return subprocess.Popen(
        [*command, "--engine", "espeak", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def end(process):
    out, said = process.communicate(timeout=300)
    assert process.returncode == 0, said
    return json.loads(out)


def make(folder, *words):
    return end(start(folder, *words))


def given(client):
    """How many calls the workers have been given and have not done."""
    return sum(map(len, client.processing().values()))


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_bytes_are_the_same(tmp_path):
    here = make(tmp_path / "here")
    with cluster(tmp_path / "dask", workers=2) as made:
        there = make(tmp_path / "there", "--cluster", made.address)
    assert there["warnings"] == here["warnings"] == []
    assert files(tmp_path / "there" / "output") == files(tmp_path / "here" / "output")
    assert Path(tmp_path / "there", there["mp3"]).is_file()


def test_nobody_waits_for_one_who_waits_for_the_cluster(tmp_path):
    """Whose clips are to be spoken by a worker claims none: who wanted the same might be what the worker is doing."""

    def until_gone(path):  # by value: the scheduler, which reads it too, has none of this code
        while path.exists():
            time.sleep(0.02)

    folder = tmp_path / "both"
    folder.mkdir()
    (folder / "tingbao.toml").write_text('[[show]]\nslug = "one"\n[[show]]\nslug = "two"\n', "utf-8")
    with cluster(tmp_path / "dask", workers=1) as made, Client(made.address, set_as_default=False) as client:
        (folder / "hold").touch()
        busy = client.submit(until_gone, folder / "hold")
        waiting = start(folder, "--show", "one", "--cluster", made.address)
        deadline = time.monotonic() + 60
        while given(client) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert make(folder, "--show", "two")["status"] == "made"
        assert (busy.status, waiting.poll()) == ("pending", None)
        (folder / "hold").unlink()
        assert end(waiting)["warnings"] == []


def test_without_the_cluster_the_episode_is_made_all_the_same(tmp_path):
    made = make(tmp_path / "alone", "--cluster", "tcp://127.0.0.1:9")
    assert made["status"] == "made"
    assert any("does not answer" in warning for warning in made["warnings"])
