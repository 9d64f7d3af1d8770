"""`./run` called from another folder: the program works there, with its words as they were given."""

import contextlib
import fcntl
import shutil
import subprocess
from pathlib import Path

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


@pytest.mark.skipif(shutil.which("flock") is None, reason="without flock, two calls set up at once")
def test_of_two_calls_the_second_waits_until_the_first_has_set_up(clone):
    """Two that install into one .venv take the program away from each other."""
    installed, calls = clone / ".venv/installed", clone / "calls"
    done = installed.read_text()
    installed.unlink()
    (clone / ".venv/bin/python").write_text(f'#!/bin/sh\necho "$*" >>"{calls}"\n')
    (clone / ".venv/bin/python").chmod(0o755)
    with (clone / "run").open() as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        second = subprocess.Popen(["./run", "tingbao"], cwd=clone, stdout=subprocess.PIPE, text=True)
        while second.poll() is None and not is_waiting(second.pid):
            pass
        installed.write_text(done)
    assert second.communicate()[0].splitlines() == [str(clone)]
    assert not calls.exists()


def is_waiting(process):
    """Whether a child of the process is `flock`, which waits."""
    with contextlib.suppress(OSError):  # it has ended meanwhile
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        return any(Path(f"/proc/{child}/comm").read_text() == "flock\n" for child in children)
    return False
