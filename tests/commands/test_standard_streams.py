"""What a terminal would obey never reaches it; JSON is exact all the same."""

import io
import os
import subprocess
import sys

import pytest

from tests.support.paths import ROOT

NASTY = "城东\x1b[31m水厂\x1b]0;x\x07二期\x9b2J完工\u202e供水"


def run(*words, cwd, stdin=""):
    """Run the command as a person does, with pipes for its streams."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "service.cli", *words]
    return subprocess.run(command, cwd=cwd, env=env, input=stdin, capture_output=True, text=True, encoding="utf-8")


def obeyed(text):
    return [char for char in text if char in "\x1b\x07\r\x9b\x7f\u202e"]


@pytest.mark.slow
def test_a_line_from_outside_is_shown_and_not_obeyed_and_json_is_exact(tmp_path, tingbao, monkeypatch):
    plain = run("inspect", "speech", cwd=tmp_path, stdin=NASTY + "\n")
    assert plain.stdout
    assert obeyed(plain.stdout) == []
    monkeypatch.setattr("sys.stdin", io.StringIO(NASTY + "\n"))
    exact = tingbao("inspect", "speech", "--json")
    assert exact.json["written"] == NASTY
    assert obeyed(exact.out) == []


@pytest.mark.slow
@pytest.mark.parametrize("words", [("make", NASTY), ("episodes", "show", NASTY), (NASTY,), ("make", f"--{NASTY}")])
def test_an_argument_in_a_message_is_not_obeyed(words, tmp_path):
    done = run(*words, cwd=tmp_path)
    assert done.returncode == 2
    assert obeyed(done.stderr + done.stdout) == []


@pytest.mark.slow
def test_stdin_that_is_no_text_or_has_no_end_is_a_sentence(tmp_path):
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "service.cli", "inspect", "speech"]
    done = subprocess.run(command, cwd=tmp_path, env=env, input=b"\xff\n", capture_output=True)
    assert done.stderr.startswith(b"tingbao: Line 1 of stdin is not UTF-8")
    with open("/dev/zero", "rb") as zero:  # noqa: PTH123
        done = subprocess.run(command, cwd=tmp_path, env=env, stdin=zero, capture_output=True)
    assert done.stderr.startswith(b"tingbao: Line 1 of stdin has over")
