"""A hook that was due when the service was killed is called when it is back: a robot is told at least once, one id."""

import contextlib
import json
import os
import signal

import pytest

from tests.support.examples import SOAK
from tests.support.mornings import LONG, Morning, told, until
from tests.support.robot_stand_in import KEY, robots

pytestmark = pytest.mark.slow


@pytest.fixture
def morning(tmp_path):
    made = Morning(tmp_path)
    yield made
    made.end()


def killed(service):
    service.process.send_signal(signal.SIGKILL)
    service.process.wait()


def outbox(morning):
    return sorted((morning.folder / ".tingbao" / "outbox").glob("*.json"))


def owed(morning):
    """What is in the outbox, but for a run that could not begin: of that there is nothing to tell."""
    begun = {run.id for run in morning.runs()}
    return [path for path in outbox(morning) if not path.stem.startswith("run-") or path.stem[4:] in begun]


def nothing_shows_the_key(morning):
    """Neither a log, a record nor the outbox holds the robot's key."""
    kept = [path for path in morning.folder.rglob("*") if path.is_file() and path.name != "tingbao.toml"]
    assert len(kept) > 10
    return [path for path in kept if KEY.encode() in path.read_bytes()] == []


def test_a_robot_that_was_being_told_when_the_service_was_killed_is_told_by_the_next(morning):
    with robots("hangs") as server:
        morning.configure(f'on_success = "{server.hook("wecom")}"')
        serve = morning.serve()
        until(lambda: server.asked)
        assert len(outbox(morning)) >= 1
        killed(serve)
        assert server.told == []
        again = morning.serve("again.log")
        until(lambda: server.told)
        until(lambda: not outbox(morning))
        assert len(server.told) == 1
        first, second = (json.loads(body) for _, body in server.asked)
        assert first == second
        assert "a new episode" in second["markdown"]["content"]
        assert told(again, "hook", of="success")
    assert morning.statuses() == ["made"]
    assert nothing_shows_the_key(morning)


def test_a_run_that_goes_on_while_its_service_is_dead_is_told_by_the_next(morning):
    with robots() as server:
        morning.configure(f'on_success = "{server.hook("feishu")}"', length=LONG)
        serve = morning.serve()
        group = morning.at_work()  # the run stands still
        killed(serve)
        os.killpg(group, signal.SIGCONT)
        until(lambda: morning.statuses() == ["made"])
        assert server.told == []
        assert len(outbox(morning)) == 1
        morning.serve("again.log")
        until(lambda: server.told)
        until(lambda: not outbox(morning))
        assert len(server.told) == 1
        assert morning.statuses() == ["made"]


def test_a_robot_that_refuses_and_then_hears_is_told_once_by_plain_cron(morning):
    with robots("refuses") as server:
        morning.configure(f'on_success = "{server.hook("dingtalk")}"')
        done = morning.tingbao("make", "--all", "--quiet")
        assert done.returncode == 0
        assert "hook failed" in done.stderr
        assert "300001" in done.stderr
        assert KEY not in done.stderr + done.stdout
        assert len(server.told) == 1  # at its end, after a pause
        assert outbox(morning) == []
    assert nothing_shows_the_key(morning)


def asked_for(morning, server):
    """What can be seen of a run from outside, from its beginning to its end: where its service is killed."""
    records = morning.folder / ".tingbao" / "runs" / "daily"
    return {
        "it is noted": lambda: outbox(morning),
        "the run has begun": lambda: list(records.glob("*.json")),
        "it speaks": morning.clips,
        "the feed is there": lambda: (morning.folder / "output" / "daily" / "feed.xml").exists(),
        "the run has ended": lambda: morning.statuses() == ["made"],
        "its message is there": lambda: [path for path in outbox(morning) if path.name.startswith("success")],
        "the robot is asked": lambda: server.asked,
        "the robot has heard": lambda: server.told,
    }


POINTS = (
    "it is noted",
    "the run has begun",
    "it speaks",
    "the feed is there",
    "the run has ended",
    "its message is there",
    "the robot is asked",
    "the robot has heard",
)
TRIED = POINTS if SOAK else POINTS[1::2]


@pytest.mark.parametrize(
    ("whom", "where"),
    [*(("the service", point) for point in TRIED), *(("both", point) for point in TRIED if point in POINTS[1:5])],
)
def test_wherever_the_service_is_killed_what_is_published_is_told_under_one_id(whom, where, morning):
    """Alone, and with the run that it has begun, as when a container is killed."""
    with robots() as server:
        morning.configure(f'on_success = ["{server.hook("wecom")}", "tee -a told.json"]')
        serve = morning.serve()
        until(asked_for(morning, server)[where])
        killed(serve)
        if whom == "both":
            for run in morning.runs():
                with contextlib.suppress(OSError, IndexError):
                    os.killpg(morning.group(run), signal.SIGKILL)
        morning.minutes_pass()  # a run that was lost is tried again
        again = morning.serve("again.log")
        until(lambda: morning.published() and server.told and not owed(morning) and lines(morning))
        assert "made" in morning.statuses()
        ids = [json.loads(line)["id"] for line in lines(morning)]
        assert len(set(ids)) == 1
        assert 1 <= len(ids) <= 2
        assert 1 <= len(server.told) <= 2
        killed(again)
        third = morning.serve("third.log")
        until(lambda: told(third, "plan"))
        assert owed(morning) == []
        assert [json.loads(line)["id"] for line in lines(morning)] == ids


def lines(morning):
    """The events that the command was told, which stand behind one another."""
    told_to = morning.folder / "told.json"
    text = told_to.read_text("utf-8") if told_to.exists() else ""
    return ['{"event"' + part for part in text.split('{"event"')[1:]]
