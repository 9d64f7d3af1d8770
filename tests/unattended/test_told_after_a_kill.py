"""A hook that was due when the service was killed is called when it is back: a robot is told at least once, one id."""

import json
import os
import signal

import pytest

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
        assert "新一期" in second["markdown"]["content"]
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
