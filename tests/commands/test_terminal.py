"""What stderr is told: a bar on a terminal, plain lines elsewhere, JSON where it is asked for, nothing when quiet."""

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from service.commands import terminal
from service.core import log
from tests.support.paths import ROOT

RUN = """
import sys
from service.commands import terminal
from service.core import log
with terminal.run_progress(quiet={quiet}) as step:
    step("Reading", 0, 0)
    log.event("stage", stage="read", seconds=0.1)
    log.note("a page is damaged")
    step("Speaking", 3, 40)
print("rich" in sys.modules)
"""


def on_a_terminal(code, **environment):
    """What the program writes to a terminal that is its stderr, and what it prints."""
    ours, its = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=its, env=environment, text=True
    )
    os.close(its)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(ours)
    printed = process.communicate()[0]
    assert process.returncode == 0, seen.decode()
    return seen.decode(), printed.strip()


def test_on_a_terminal_a_bar_moves_and_a_note_stands_above_it():
    seen, _ = on_a_terminal(RUN.format(quiet=False))
    assert "3/40" in seen
    assert "a page is damaged\r\n" in seen
    assert '"event"' not in seen  # no JSON, and the stage's end is no line


def test_without_colour_no_colour_is_written():
    seen, _ = on_a_terminal(RUN.format(quiet=False), NO_COLOR="1")
    assert "3/40" in seen
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", seen)


def test_a_terminal_that_is_to_be_quiet_sees_nothing_and_loads_nothing():
    assert on_a_terminal(RUN.format(quiet=True)) == ("", "False")


def test_elsewhere_stages_and_notes_are_plain_lines_and_rich_is_not_loaded():
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    code = RUN.format(quiet=False)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert done.stdout.strip() == "False"
    stage, note = done.stderr.splitlines()
    assert re.fullmatch(r"\d\d:\d\d:\d\d  stage read: seconds 0\.1", stage)
    assert note == "a page is damaged"


def test_a_plan_that_is_redirected_has_its_notes_and_no_stages(capsys):
    with terminal.run_progress(stages=False):
        log.event("stage", stage="read", seconds=0.1)
        log.note("a page is damaged")
    assert capsys.readouterr().err == "a page is damaged\n"


@pytest.mark.parametrize("on_terminal", [True, False])
def test_a_service_says_a_plain_line_an_event_wherever_it_goes(on_terminal, monkeypatch, capsys):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: on_terminal)
    with terminal.service_log(as_json=False):
        log.event("run ended", show="daily", run="r1", status="failed", episode="", error="no voice")
    assert re.fullmatch(r"\d\d:\d\d:\d\d  daily: run ended: status failed; error no voice\n", capsys.readouterr().err)


@pytest.mark.parametrize("quiet", [True, False])
def test_a_command_says_plain_lines_and_when_quiet_only_what_went_wrong(quiet, capsys):
    with terminal.command_log(quiet=quiet):
        log.event("run started", show="daily", run="r1")
        log.event("hook failed", log.WARNING, hook="true", error="it hangs")
    *before, last = capsys.readouterr().err.splitlines()
    assert len(before) == (0 if quiet else 1)
    assert re.fullmatch(r"\d\d:\d\d:\d\d  hook failed: hook true; error it hangs", last)


def test_a_service_that_is_asked_to_says_json_lines(capsys):
    with terminal.service_log(as_json=True):
        log.event("run started", show="daily", run="r1")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["show"], line["run"]) == ("run started", "daily", "r1")


@pytest.mark.parametrize(("seconds", "shown"), [(83.4, "1:23"), (0.0, "0:00"), (3600.0, "60:00")])
def test_seconds_are_shown_as_minutes_and_seconds(seconds, shown):
    assert terminal.clock(seconds) == shown


def test_a_table_s_columns_stand_below_each_other_with_chinese_in_them(capsys):
    terminal.print_table(("story", "at"), [("新闻", "1:00"), ("news", "2:00")])
    assert capsys.readouterr().out == "story  at\n新闻   1:00\nnews   2:00\n"
