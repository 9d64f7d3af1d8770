"""One run of a show at a time: the lock is refused at once, and goes with its owner."""

import os
import subprocess
import sys

import pytest

from service.errors import Locked, PublishError
from service.storage import show_lock
from tests.support.paths import ROOT


def test_a_second_run_of_the_same_show_is_refused_and_of_another_is_not(tmp_path):
    with show_lock.hold(tmp_path, "daily"):
        with pytest.raises(Locked, match="'daily'") as refused, show_lock.hold(tmp_path, "daily"):
            pass
        assert refused.value.exit_code == 4
        with show_lock.hold(tmp_path, "weekly"):
            pass
    with show_lock.hold(tmp_path, "daily"):
        pass


def test_the_lock_of_a_process_that_was_killed_is_free(tmp_path):
    code = (
        "import os, pathlib, signal, sys; from service.storage import show_lock\n"
        "with show_lock.hold(pathlib.Path(sys.argv[1]), 'daily'): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path], cwd=ROOT, check=False)
    assert (tmp_path / "daily.lock").exists()
    with show_lock.hold(tmp_path, "daily"):
        pass


def test_a_state_folder_that_cannot_be_is_said_in_one_sentence(tmp_path):
    (tmp_path / "flat").write_text("")
    with pytest.raises(PublishError, match=r"flat.* cannot be written"), show_lock.hold(tmp_path / "flat", "daily"):
        pass


def test_a_pipe_in_its_place_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "daily.lock")
    with show_lock.hold(tmp_path, "daily"), pytest.raises(Locked), show_lock.hold(tmp_path, "daily"):
        pass
