"""`./run` called from another folder: the program works there, with its words as they were given."""

import shutil
import subprocess

import pytest

from tests.support.paths import ROOT

STAND_IN = """#!/bin/sh
pwd
for word; do echo "<$word>"; done
"""


@pytest.fixture
def clone(tmp_path):
    """A clone that is set up, with a program that says where and how it is called."""
    folder = tmp_path / "a clone"
    (folder / ".venv/bin").mkdir(parents=True)
    for name in ("run", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv/bin/tingbao").write_text(STAND_IN)
    (folder / ".venv/bin/tingbao").chmod(0o755)
    sums = subprocess.run(
        ["cksum", "requirements.txt", "pyproject.toml"], cwd=folder, check=True, capture_output=True, text=True
    )
    (folder / ".venv/installed").write_text(sums.stdout)
    return folder


@pytest.mark.parametrize(
    ("task", "called"),
    [("briefing", ["make"]), ("serve", ["serve"]), ("tingbao", [])],
)
def test_the_program_works_where_it_is_called(clone, tmp_path, task, called):
    given = ["page of today.md", "--lead", "“云雁”大桥 $HOME"]
    here = tmp_path / "pages"
    here.mkdir()
    for run, folder in (("../a clone/run", here), ("./run", clone)):
        ran = subprocess.run([run, task, *given], cwd=folder, check=True, capture_output=True, text=True)
        assert ran.stdout.splitlines() == [str(folder), *(f"<{word}>" for word in [*called, *given])]
