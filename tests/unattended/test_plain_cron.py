"""`make --all --quiet`, as cron runs it: quiet while all is well, clear where it is not, with documented exit codes."""

import json
import os
import signal
import subprocess
import sys

import pytest

from service.storage import show_lock
from tests.support.mornings import LONG, alive
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow
CRON = ("make", "--all", "--quiet")
UNREACHABLE = 'sources = ["http://127.0.0.1:9/news.html"]'


def said(done):
    return done.returncode, done.stdout, done.stderr


def test_it_says_nothing_while_all_is_well(morning):
    assert said(morning.tingbao(*CRON)) == (0, "", "")
    assert morning.published() == [morning.edition]
    assert said(morning.tingbao(*CRON)) == (0, "", "")
    assert morning.statuses() == ["made"]


def test_nothing_to_brief_is_no_news(morning):
    morning.configure(more='sources = ["empty"]')
    (morning.folder / "empty").mkdir()
    assert said(morning.tingbao(*CRON)) == (3, "", "")


def test_it_speaks_of_a_failure(morning):
    morning.configure(more=UNREACHABLE)
    code, out, err = said(morning.tingbao(*CRON))
    assert (code, out) == (1, "")
    assert err.startswith("tingbao: daily: There is no article: the source could not be read")
    assert err.count("\n") == 1
    assert said(morning.tingbao(*CRON)) == (0, "", "")  # the next attempt is yet to come


def test_it_speaks_of_a_bad_configuration_and_of_a_run_that_is_at_work(morning):
    with show_lock.hold(morning.folder / ".tingbao" / "locks", "daily"):
        code, out, err = said(morning.tingbao(*CRON))
    assert (code, out) == (4, "")
    assert "Another run of the show" in err
    morning.configure(more="colour = 1")
    code, out, err = said(morning.tingbao(*CRON))
    assert (code, out) == (2, "")
    assert "show.1.colour" in err


@pytest.mark.parametrize(
    ("event", "more", "code", "standing"),
    [
        ("on_success", "", 0, ["made"]),
        ("on_approval", "approve = true", 0, ["held"]),
        ("on_failure", f'deadline = "1s"\n{UNREACHABLE}', 1, ["failed"]),
    ],
)
def test_a_hook_that_fails_harms_nothing_and_is_spoken_of(event, more, code, standing, morning):
    hook = json.dumps("sh -c 'cat > told.json; echo no mail server >&2; exit 3'")
    morning.configure(f"{event} = {hook}", more=more)
    done = morning.tingbao(*CRON)
    assert (done.returncode, done.stdout, morning.statuses()) == (code, "", standing)
    (line,) = [line for line in done.stderr.splitlines() if "hook failed" in line]
    assert "no mail server" in line
    told = json.loads((morning.folder / "told.json").read_text("utf-8"))
    assert (told["event"], told["show"], told["edition"]) == (event.removeprefix("on_"), "daily", morning.edition)
    assert morning.published() == [morning.edition] * (event == "on_success")


def test_sigterm_ends_it_with_its_runs(morning):
    morning.configure(length=LONG)
    command = [sys.executable, "-m", "service.commands.program", *CRON]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=morning.folder, env=environment, stderr=subprocess.PIPE, text=True) as cron:
        group = morning.at_work()
        os.killpg(group, signal.SIGCONT)
        cron.send_signal(signal.SIGTERM)
        _, err = cron.communicate(timeout=60)
    assert cron.returncode == 143
    assert "stopped" in err
    assert (alive(group), morning.statuses(), morning.published()) == ([], ["stopped"], [])
