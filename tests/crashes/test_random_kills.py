"""Real runs killed at random moments while a podcast app polls: it never meets anything wrong, and nothing is lost."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from service.runs.run_records import RunStore
from tests.crashes.test_kills import done, first, retiring, second
from tests.support import listening
from tests.support.examples import SOAK
from tests.support.paths import ROOT
from tests.support.subscriber import Subscriber
from tests.support.web_service import Service

KILLS = 40 if SOAK else 4
"""Of each scene."""
PATIENCE = 300
"""Seconds in which whatever must happen has happened, on a busy machine too."""


def recut(stage):
    """An episode that is cut anew, longer, because somebody insists."""
    stage.make(21)
    return {"day": 21, "words": ("--force", "--length", "50s")}


@pytest.fixture
def port(stage, tmp_path):
    """Where what the stage publishes is served by a process of its own."""
    config = f'[service]\noutput = "{stage.folder.name}/output"\nstate = "serving"\n'
    server = Service(tmp_path, config=config).start()
    yield server.port
    server.stop()


class Run:
    """A `tingbao make` in a process of its own, and all that it starts."""

    def __init__(self, folder, day, words=()):
        command = [sys.executable, "-m", "service.cli", "make", "--date", f"2026-03-{day}", "--json", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(PATIENCE)

    def end(self, seconds=PATIENCE):
        """Its exit code; None where it is still at work after so many seconds."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(seconds)

    def strike(self, lot):
        """Kills the whole group, its leader alone or one of the others, as the lot (0 to 1) has it; which it was."""
        others = [pid for pid in self.living() if pid != self._process.pid]
        choices = ("group", "leader", "helper", "helper") if others else ("group", "leader")
        victim = choices[int(lot * len(choices))]
        with contextlib.suppress(ProcessLookupError):  # it has just ended by itself
            if victim == "group":
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                os.kill(others[-1] if victim == "helper" else self._process.pid, signal.SIGKILL)
        return victim

    def living(self):
        """The processes of its group that have not ended, the youngest last."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                state, _, group = path.read_text().rpartition(")")[2].split()[:3]
                if int(group) == self._process.pid and state != "Z":
                    found.append(int(path.parent.name))
        return sorted(found)


def stage_of(folder, before):
    """In which stage a run was cut off; `before`: the runs that there were."""
    past = [run for run in RunStore(folder / ".tingbao").list("tingbao") if run.id not in before]
    if not past:
        return "start"
    names = ("read", "edit", "speak", "produce", "publish", "end")
    return names[len(past[0].timings)]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scene", "warm"), [(first, False), (second, False), (second, True), (recut, False), (retiring, True)]
)
def test_runs_killed_at_random_moments(scene, warm, stage, port, capsys):
    wanted = scene(stage)
    output, clips = stage.folder / "output", Path(".tingbao", "clips")
    before = listening.episodes(output)
    shutil.rmtree(stage.folder / clips, ignore_errors=True)
    stage.keep()
    undisturbed = stage.make(wanted["day"], *wanted.get("words", ()))
    assert undisturbed.code == 0, undisturbed.err
    after, files = listening.episodes(output), listening.tree(output)
    if warm:
        shutil.copytree(stage.folder / clips, stage.kept / clips)
    stage.put_back()
    start = time.monotonic()
    with Run(stage.folder, **wanted) as real:
        assert real.end() == 0
        length = time.monotonic() - start
    assert listening.tree(output) == files
    known = {run.id for run in RunStore(stage.kept / ".tingbao").list("tingbao")}
    dice, told, polls, changes = random.Random(f"{scene.__name__} {warm}"), Counter(), 0, 0
    while told.total() < KILLS:
        moment, lot = length * dice.random(), dice.random()
        stage.put_back()
        with Subscriber(port) as reader:
            with Run(stage.folder, **wanted) as real:
                if real.end(moment) is not None:
                    continue  # it was faster than the one that was measured
                victim = real.strike(lot)
                code = real.end()
                deadline = time.monotonic() + PATIENCE
                while left := real.living():
                    assert time.monotonic() < deadline, left
                    time.sleep(0.01)
            where = f"{scene.__name__}, {'warm' if warm else 'cold'}: {victim} killed after {moment:.2f} s"
            assert code in ((0, 1) if victim == "helper" else (-signal.SIGKILL, 0)), where
            fallen = stage_of(stage.folder, known)
            standing, kept = listening.episodes(output), done(stage)
            assert standing in (before, after, (before or {}) | after), where
            again = stage.make(wanted["day"], *wanted.get("words", ()))
            assert again.code == 0, (where, again.err)
        assert reader.faults == [], where
        assert not kept & set(again.spoken), where
        assert set(again.spoken) <= set(undisturbed.spoken), where
        assert len(again.spoken) == len(set(again.spoken)), where
        assert listening.tree(output) == files, where
        assert listening.episodes(output) == after, where
        assert set(after) <= set(reader.episodes), where
        status, kept_of = listening.report(again.out)["status"], len(kept & set(undisturbed.spoken))
        told[f"{victim} in {fallen}: then {status}, {kept_of} of {len(undisturbed.spoken)} clips were there"] += 1
        polls, changes = polls + reader.polls, changes + reader.changes
    with capsys.disabled():
        name = f"{scene.__name__}, {'warm' if warm else 'cold'}"
        sys.stdout.write(f"\n{name}: {KILLS} kills in {length:.1f} s, {polls} polls, {changes} feeds\n")
        sys.stdout.writelines(f"  {number} x {what}\n" for what, number in sorted(told.items()))
