"""The scheduler: when a show is checked again, what is submitted, and what a changed configuration does."""

import datetime as dt
import queue
import threading

import pytest

from service.errors import ConfigError, PublishError
from service.runs import scheduler
from service.runs.due import RECHECK_INTERVAL, DueState, DueStatus
from service.runs.run_records import Run, RunStatus, RunStore
from service.runs.supervisor import AlreadyRunning

NEXT = dt.datetime(2027, 3, 21, 6, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
FEW = dt.timedelta(seconds=30)


class Timers:
    """What the scheduler has planned: show and time, in order. Nothing is done before `wake`."""

    def __init__(self, timezone):
        self.planned, self.wake = queue.Queue(), {}

    def add_job(self, function, trigger, *, id, replace_existing, **more):
        assert replace_existing
        self.wake[id] = function
        self.planned.put((id, trigger.run_date))

    def start(self):
        pass

    def shutdown(self, wait):
        self.wake.clear()


class Supervisor:
    """Says of each show what it is told to."""

    def __init__(self, settings, on_end):
        self.on_end, self.status, self.submitted, self.stopped = on_end, DueStatus.DONE, queue.Queue(), False

    def check_due(self, settings, show, now):
        if isinstance(self.status, Exception):
            raise self.status
        return DueState(NEXT, "2027-03-21T0630", self.status, NEXT)

    def submit(self, settings, request):
        if self.stopped:
            raise AlreadyRunning(request.show, "another")
        self.submitted.put(request)

    def keep_delivering(self, settings):
        assert settings().show

    def stop(self):
        self.stopped = True


@pytest.fixture
def service(settled, monkeypatch):
    monkeypatch.setattr(scheduler, "BackgroundScheduler", Timers)
    monkeypatch.setattr(scheduler, "RunSupervisor", Supervisor)
    return scheduler.Scheduler(lambda: settled)


def planned(service):
    return service._timers.planned.get(timeout=60)


def woken(service):
    """Begin the schedule, let the first check be done, and return what it planned."""
    with service.running():
        show, at = planned(service)
        assert show == "daily"
        assert abs(at - dt.datetime.now(dt.UTC)) < FEW  # at once
        service._timers.wake["daily"]()
        return planned(service)


def test_a_show_that_is_done_is_checked_again_when_it_says(service):
    assert woken(service) == ("daily", NEXT)
    assert service.supervisor.submitted.empty()
    assert service.supervisor.stopped


def test_a_show_that_is_due_is_submitted_with_its_edition(service):
    service.supervisor.status = DueStatus.DUE
    with service.running():
        planned(service)
        service._timers.wake["daily"]()
        request = service.supervisor.submitted.get(timeout=60)
    assert (request.show, request.trigger, request.edition) == ("daily", "schedule", "2027-03-21T0630")
    assert service._timers.planned.empty()  # the end of its run has it checked again


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (PublishError("no feed"), "no feed"),
        (OSError(28, "No disk", "page"), "page: no disk: "),
        (MemoryError(), "There is not enough memory: "),
        (KeyError("slug"), "KeyError: 'slug'"),
    ],
)
def test_what_cannot_be_checked_is_logged_and_tried_again(service, fault, said, events):
    service.supervisor.status = fault
    _, at = woken(service)
    assert abs(at - dt.datetime.now(dt.UTC) - RECHECK_INTERVAL) < FEW
    error = next(fields["error"] for event, fields in events() if event == "not begun")
    assert error.startswith(said)


def test_a_show_that_no_thread_could_check_is_checked_later(service, events, monkeypatch):
    monkeypatch.setattr(scheduler, "CLOCK_CHECK_INTERVAL", 0.01)
    start, refused = threading.Thread.start, []

    def refuse_once(thread):
        if not refused and thread._target == service._check:
            refused.append(thread)
            raise RuntimeError("can't start new thread")
        start(thread)

    monkeypatch.setattr(threading.Thread, "start", refuse_once)
    with service.running():
        planned(service)
        service._timers.wake["daily"]()
        show, at = planned(service)
    assert refused
    assert show == "daily"
    assert abs(at - dt.datetime.now(dt.UTC)) < FEW
    assert "ulimit -u" in next(fields["error"] for event, fields in events() if event == "not begun")


def test_while_another_run_is_at_work_it_is_tried_again(service, events):
    service.supervisor.status, service.supervisor.stopped = DueStatus.DUE, True
    _, at = woken(service)
    assert abs(at - dt.datetime.now(dt.UTC) - RECHECK_INTERVAL) < FEW
    assert "not begun" not in [event for event, _ in events()]


def test_a_run_that_has_ended_has_its_show_checked_at_once_but_one_without_a_record_later(service, settled):
    now = dt.datetime.now(dt.UTC)
    with RunStore(settled.state).recording("daily") as recorder:
        recorder.result(status=RunStatus.MADE)
    lost = Run("20260321T063000-abcdef", "daily", "schedule", now, "e", now, RunStatus.FAILED, 1)
    for run, later in ((recorder.run, dt.timedelta()), (lost, RECHECK_INTERVAL)):
        service.supervisor.on_end(run)
        show, at = planned(service)
        assert show == "daily"
        assert abs(at - dt.datetime.now(dt.UTC) - later) < FEW


def test_the_plan_is_logged_when_it_has_changed(service, events):
    with service.running():
        for status in (DueStatus.DONE, DueStatus.DONE, DueStatus.WAITING):
            service.supervisor.status = status
            service._check("daily")
    plans = [fields for event, fields in events() if event == "plan"]
    assert [plan["standing"] for plan in plans] == ["done", "waiting"]
    assert plans[0]["next"] == "2027-03-21T06:30:00+08:00"


def test_a_show_that_is_not_configured_any_more_is_not_checked(service):
    service.supervisor.status = ValueError("asked")
    service._check("evening")
    assert service._timers.planned.empty()


def test_a_changed_configuration_has_all_checked_and_a_bad_one_changes_nothing(service, events):
    service.reload()
    assert planned(service)[0] == "daily"
    old = service.settings

    def bad():
        raise ConfigError("show: no slug")

    service._load = bad
    service.reload()
    assert service.settings is old
    assert service._timers.planned.empty()
    assert events()[-1][0] == "config refused"


def test_after_the_end_nothing_is_planned(service):
    with service.running():
        planned(service)
    service._check_all()
    assert service._timers.planned.empty()
