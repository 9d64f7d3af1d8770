"""What is in the outbox arrives: at least once, under one id, in spite of kills, refusals and damage."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from service.errors import PublishError
from service.storage.local_folder import FolderStorage
from service.storage.outbox import KEPT_FOR, LONGEST_PAUSE, Message, NotYet, Outbox, TooBusy, Undeliverable, pause_after
from tests.support.paths import ROOT

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
KILLED = """
import datetime as dt, os, pathlib, signal, sys
from service.storage.outbox import Message, Outbox

folder, where = pathlib.Path(sys.argv[1]), sys.argv[2]
def die(at):
    if at == where:
        os.kill(os.getpid(), signal.SIGKILL)
box = Outbox(folder)
die("before it is put in")
box.put(Message("m-1", "news", "ops", dt.datetime.now(dt.UTC), {"n": 1}))
die("before the act")
(folder / "act").touch()
die("after the act")
def courier(message):
    die("before it is sent")
    with (folder / "arrived").open("a") as file:
        file.write(message.id + "\\n")
    die("before it is taken out")
box.deliver({"news": courier})
die("at the end")
"""


class Clock:
    """Stands until it is moved."""

    def __init__(self):
        self.now = NOW

    def __call__(self):
        return self.now

    def pass_(self, seconds):
        self.now += dt.timedelta(seconds=seconds)


class Receiver:
    """A courier that keeps what it is given, or raises what it is told to."""

    def __init__(self):
        self.got, self.faults = [], []

    def __call__(self, message):
        self.got.append(message)
        if self.faults:
            raise self.faults.pop(0)


@pytest.fixture
def box(tmp_path):
    return Outbox(tmp_path)


@pytest.fixture
def receiver():
    return Receiver()


@pytest.fixture
def clock():
    return Clock()


def message(id_="m-1", to="ops", put=NOW, **content):
    return Message(id_, "news", to, put, content)


def test_a_message_is_delivered_once_and_is_gone(box, receiver, clock, tmp_path):
    box.put(message(n=1))
    assert box.deliver({"news": receiver}, clock=clock) is None
    assert [each.content for each in receiver.got] == [{"n": 1}]
    assert (box.messages(), box.deliver({"news": receiver}, clock=clock)) == ((), None)
    assert len(receiver.got) == 1
    assert not list((tmp_path / "outbox").glob("*.json"))


def test_one_that_is_put_in_twice_stays_as_it_is(box, receiver, clock):
    box.put(message(n=1))
    receiver.faults = [OSError("down")]
    box.deliver({"news": receiver}, clock=clock)
    box.put(message(n=2))
    (kept,) = box.messages()
    assert (kept.content, kept.attempts, kept.error) == ({"n": 1}, 1, "down")


def test_after_a_failure_it_is_tried_again_with_longer_and_longer_pauses(box, receiver, clock, events):
    box.put(message())
    receiver.faults = [OSError("down")] * 30
    waited = []
    for _ in range(12):
        due = box.deliver({"news": receiver}, clock=clock)
        waited.append((due - clock.now).total_seconds())
        tried = len(receiver.got)
        clock.now = due - dt.timedelta(seconds=1)
        box.deliver({"news": receiver}, clock=clock)
        assert len(receiver.got) == tried, "it was tried before its time"
        clock.now = due
    assert all(8 * 2**n <= seconds <= 10 * 2**n for n, seconds in enumerate(waited[:9]))
    assert all(0.8 * LONGEST_PAUSE <= seconds <= LONGEST_PAUSE for seconds in waited[10:])
    assert [event for event, _ in events()] == ["message delayed"] * 12


def test_a_receiver_that_asks_for_a_longer_pause_gets_it(box, receiver, clock):
    box.put(message())
    receiver.faults = [TooBusy("429", 90.0)]
    assert (box.deliver({"news": receiver}, clock=clock) - clock.now).total_seconds() == 90


def test_what_waits_for_its_time_has_not_failed(box, receiver, clock):
    box.put(message())
    receiver.faults = [NotYet(7)]
    assert (box.deliver({"news": receiver}, clock=clock) - clock.now).total_seconds() == 7
    assert box.messages()[0].attempts == 0


def test_what_will_never_arrive_is_dropped_and_named(box, receiver, clock, events):
    box.put(message())
    receiver.faults = [Undeliverable("no such robot")]
    assert box.deliver({"news": receiver}, clock=clock) is None
    ((event, fields),) = events()
    assert (event, fields) == ("message dropped", {"message": "m-1", "to": "ops", "error": "no such robot"})


def test_what_is_too_old_is_dropped_and_named_with_its_last_error(box, receiver, clock, events):
    box.put(message())
    receiver.faults = [OSError("down")]
    box.deliver({"news": receiver}, clock=clock)
    clock.now = NOW + KEPT_FOR + dt.timedelta(seconds=1)
    assert box.deliver({"news": receiver}, clock=clock) is None
    assert len(receiver.got) == 1
    assert events()[-1] == ("message dropped", {"message": "m-1", "to": "ops", "error": "down"})


def test_a_receiver_that_is_down_is_asked_once_a_round_and_the_others_are_not_held_up(box, receiver, clock):
    for number in range(3):
        box.put(message(f"m-{number}"))
    box.put(message("other", to="desk"))
    receiver.faults = [OSError("down")]
    box.deliver({"news": receiver}, clock=clock)
    assert [each.id for each in receiver.got] == ["m-0", "other"]


def test_a_fault_of_a_courier_holds_up_nobody(box, receiver, clock, events):
    box.put(message("a"))
    box.put(message("b", to="desk"))
    receiver.faults = [KeyError("x")]
    box.deliver({"news": receiver}, clock=clock)
    assert [each.id for each in receiver.got] == ["a", "b"]
    assert events()[0][1]["error"] == "KeyError: 'x'"


def test_only_the_kinds_and_ids_that_are_asked_for_are_delivered(box, receiver, clock):
    box.put(message("a"))
    box.put(message("b"))
    box.put(Message("c", "websub", "hub", NOW))
    assert box.deliver({"news": receiver}, ids={"b"}, clock=clock) is None
    assert [each.id for each in receiver.got] == ["b"]
    assert {each.id for each in box.messages()} == {"a", "c"}


def test_one_that_is_asked_for_by_its_id_is_tried_at_once(box, receiver, clock):
    box.put(message())
    receiver.faults = [NotYet(60)]
    box.deliver({"news": receiver}, clock=clock)
    box.deliver({"news": receiver}, clock=clock)
    assert len(receiver.got) == 1
    assert box.deliver({"news": receiver}, ids={"m-1"}, clock=clock) is None
    assert len(receiver.got) == 2


def test_of_two_that_deliver_at_once_one_does(box, clock, tmp_path):
    entered, leave, got = threading.Event(), threading.Event(), []

    def slow(message):
        got.append(message.id)
        entered.set()
        assert leave.wait(60)

    box.put(message())
    thread = threading.Thread(target=box.deliver, args=({"news": slow},), kwargs={"clock": clock})
    thread.start()
    assert entered.wait(60)
    Outbox(tmp_path).deliver({"news": slow}, clock=clock)  # as another process would
    leave.set()
    thread.join()
    assert got == ["m-1"]


def test_where_it_cannot_be_written_that_is_said(box, tmp_path):
    (tmp_path / "outbox").write_text("a file stands there", "utf-8")
    with pytest.raises(PublishError, match="cannot be written"):
        box.put(message())
    assert box.messages() == ()


def test_what_has_arrived_is_not_sent_again_where_it_cannot_be_removed(box, receiver, clock, monkeypatch):
    box.put(message())
    box.put(message("m-2", to="desk"))
    receiver.faults = [OSError("down")]

    def refused(*_):
        raise PublishError("read-only")

    monkeypatch.setattr(FolderStorage, "delete", refused)
    monkeypatch.setattr(FolderStorage, "write", refused)
    for _ in range(3):
        box.deliver({"news": receiver}, clock=clock)
        clock.pass_(1)
    assert [each.id for each in receiver.got] == ["m-1", "m-2"]
    clock.pass_(10)
    box.deliver({"news": receiver}, clock=clock)
    assert [each.id for each in receiver.got] == ["m-1", "m-2", "m-1"]


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b"[]", b'{"id": "m-2"}', "other"])
def test_a_damaged_message_is_named_and_removed(damage, box, receiver, clock, tmp_path, events):
    box.put(message())
    path = tmp_path / "outbox" / "m-1.json"
    if damage == "other":
        damage = json.dumps({**json.loads(path.read_text("utf-8")), "id": "m-9"}).encode()
    path.write_bytes(damage)
    assert box.deliver({"news": receiver}, clock=clock) is None
    assert (receiver.got, path.exists()) == ([], False)
    assert events()[0][0] == "outbox damaged"


@pytest.mark.parametrize("bad", ["", "../x", "a/b", ".hidden", "x" * 200])
def test_a_name_that_is_no_file_is_refused(bad, box):
    with pytest.raises(ValueError, match="cannot name"):
        box.put(message(bad))


def test_no_secret_is_written_down(box, receiver, clock, tmp_path, monkeypatch, events):
    monkeypatch.setenv("TINGBAO_TOKEN", "s3cr3t")
    box.put(message())
    receiver.faults = [OSError("refused s3cr3t at http://me:pass@host/")]
    box.deliver({"news": receiver}, clock=clock)
    said = (tmp_path / "outbox" / "m-1.json").read_text("utf-8") + str(events())
    assert "refused *** at http://***@host/" in said
    assert "s3cr3t" not in said.replace("refused ***", "")


def test_pauses_grow_and_have_an_end():
    assert [round(max(pause_after(n) for _ in range(200)), -1) for n in (1, 2, 3)] == [10, 20, 40]
    assert max(pause_after(1000) for _ in range(200)) <= LONGEST_PAUSE


WHERE = {
    "before it is put in": (False, 0),
    "before the act": (True, 0),
    "after the act": (True, 0),
    "before it is sent": (True, 0),
    "before it is taken out": (True, 1),
    "at the end": (False, 1),
}
"""Where the process is killed: is the message left, and how often has it arrived by then."""


@pytest.mark.parametrize("where", WHERE)
def test_killed_anywhere_after_the_act_it_arrives_at_least_once(where, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", KILLED, tmp_path, where], env=environment)
    assert done.returncode == -signal.SIGKILL
    arrived = tmp_path / "arrived"
    so_far = arrived.read_text("utf-8").split() if arrived.exists() else []
    box, left = Outbox(tmp_path), WHERE[where]
    assert (len(box.messages()), len(so_far)) == left
    got = [*so_far]
    box.deliver({"news": lambda found: got.append(found.id)})
    assert set(got) <= {"m-1"}
    if (tmp_path / "act").exists():
        assert len(got) == 1 + (where == "before it is taken out")


def test_a_message_that_cannot_be_read_just_now_is_kept(box, receiver, clock, monkeypatch, tmp_path):
    box.put(message())

    def refused(*_):
        raise PublishError("Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(FolderStorage, "read", refused)
        assert box.deliver({"news": receiver}, clock=clock) is None
    assert (tmp_path / "outbox" / "m-1.json").exists()
    box.deliver({"news": receiver}, clock=clock)
    assert len(receiver.got) == 1


def test_a_clock_that_was_ahead_delays_nothing_for_ever(box, receiver, clock):
    box.put(message(put=NOW + dt.timedelta(days=400)))
    box.deliver({"news": receiver}, clock=clock)
    assert len(receiver.got) == 1
    box.put(message("m-2"))
    receiver.faults = [TooBusy("come again next year", 4e7)]
    due = box.deliver({"news": receiver}, clock=clock)
    assert due - clock.now == dt.timedelta(days=1)
