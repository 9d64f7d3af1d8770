"""A briefing whose clips are spoken by a cluster: the same bytes as without one."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from clusters import ROOT, cluster

pytestmark = pytest.mark.slow


def make(folder, *words):
    folder.mkdir(exist_ok=True)
    shutil.copytree(ROOT / "seeds", folder / "seeds", dirs_exist_ok=True)
    command = [sys.executable, "-m", "service.cli", "make", "--length", "1m", "--date", "2026-03-21", "--json"]
    done = subprocess.run(
        [*command, "--engine", "espeak", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_bytes_are_the_same(tmp_path):
    here = make(tmp_path / "here")
    with cluster(tmp_path / "dask", workers=2) as made:
        there = make(tmp_path / "there", "--cluster", made.address)
    assert there["warnings"] == here["warnings"] == []
    assert files(tmp_path / "there" / "output") == files(tmp_path / "here" / "output")
    assert Path(tmp_path / "there", there["mp3"]).is_file()


def test_without_the_cluster_the_episode_is_made_all_the_same(tmp_path):
    made = make(tmp_path / "alone", "--cluster", "tcp://127.0.0.1:9")
    assert made["status"] == "made"
    assert any("does not answer" in warning for warning in made["warnings"])
