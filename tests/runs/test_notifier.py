"""What comes of a run is told once, and over a kill at least once, under one id."""

import datetime as dt
import json
import random
import shlex
import sys
from dataclasses import replace

import pytest

from service import settings
from service.errors import PublishError
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs import notifier
from service.runs.notifier import Notifier
from service.runs.request import new_request
from service.runs.run_process import not_yet_recorded
from service.runs.run_records import RunStatus, RunStore
from service.runs.subprocess_pool import SubprocessPool
from service.storage.local_folder import FolderStorage
from service.storage.outbox import Outbox
from tests.support import state_damage
from tests.support.examples import SOAK
from tests.support.publishing_samples import episode, mp3
from tests.support.robot_stand_in import robots
from tests.support.state_damage import MESSAGE

TELL = "import sys; open('told.jsonl', 'ab').write(sys.stdin.buffer.read() + b'\\n')"
CONFIG = """
[service]
on_success = {hook}
on_failure = {hook}

[[show]]
slug = "daily"
"""


@pytest.fixture
def found(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    hook = json.dumps([shlex.join([sys.executable, "-c", TELL]), "true"])
    (tmp_path / "tingbao.toml").write_text(CONFIG.format(hook=hook), "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def service(found):
    return Notifier(found, SubprocessPool())


def told(tmp_path):
    path = tmp_path / "told.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def ended(found, request, status=RunStatus.MADE):
    """The record of a run that has ended."""
    run = replace(not_yet_recorded(request), status=status, exit_code=0, ended=dt.datetime.now(dt.UTC))
    store = RunStore(found.state)
    store.log_path(run).parent.mkdir(parents=True, exist_ok=True)
    store.put(run)
    return run


def due_now(found):
    """Has all that waits in the outbox be due."""
    for path in (found.state / "outbox").glob("*.json"):
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), "due": None}), "utf-8")


def test_a_run_that_ends_is_told_once_and_nothing_is_left(found, tmp_path):
    one, request = service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    assert len(Outbox(found.state).messages()) == 1
    one.run_ended(found, ended(found, request))
    assert [(each["event"], each["id"]) for each in told(tmp_path)] == [("success", f"success-{request.id}")]
    assert (one.deliver(found), Outbox(found.state).messages()) == (None, ())
    assert len(told(tmp_path)) == 1


@pytest.mark.parametrize("status", [RunStatus.MADE, RunStatus.FAILED])
def test_a_service_that_is_back_tells_what_the_one_that_was_killed_had_to(status, found, tmp_path):
    request = new_request(found, "daily", "api")
    service(found).expect(found, request)  # and it is killed
    back = service(found)
    back.deliver(found)
    assert told(tmp_path) == []  # the run has no record yet
    ended(found, request, status)
    due_now(found)
    back.deliver(found)
    back.deliver(found)
    assert [each["run"]["id"] for each in told(tmp_path)] == [request.id]
    assert Outbox(found.state).messages() == ()


def test_while_the_run_is_at_work_nothing_is_told(found, tmp_path):
    request = new_request(found, "daily", "api")
    service(found).expect(found, request)
    with RunStore(found.state).recording("daily", id_=request.id, trigger="api"):
        service(found).deliver(found)
        assert told(tmp_path) == []
        assert len(Outbox(found.state).messages()) == 1


def test_a_run_of_its_own_is_left_to_who_follows_it(found, tmp_path):
    one, request = service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    run = ended(found, request)
    one.deliver(found)
    assert told(tmp_path) == []
    one.run_ended(found, run)
    assert len(told(tmp_path)) == 1


def test_of_two_services_one_tells(found, tmp_path):
    one, other, request = service(found), service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    run = ended(found, request)
    other.deliver(found)
    other.deliver(found)
    one.leave(request.id)
    one.deliver(found)
    assert [each["run"]["id"] for each in told(tmp_path)] == [run.id]


def test_a_run_of_which_nobody_is_told_leaves_nothing(found, tmp_path):
    one, request = service(found), new_request(found, "daily", "schedule")
    one.expect(found, request)
    one.run_ended(found, ended(found, request, RunStatus.FAILED))  # it is tried again, or given up later
    assert (told(tmp_path), Outbox(found.state).messages()) == ([], ())


def test_one_that_could_not_begin_is_forgotten(found, tmp_path):
    one, request = service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    one.forget(request.id)
    assert Outbox(found.state).messages() == ()


def test_an_outbox_that_cannot_be_written_is_a_warning_and_the_hooks_are_told_all_the_same(
    found, tmp_path, monkeypatch, events
):
    (found.state).mkdir()
    (found.state / "outbox").write_text("a file stands there", "utf-8")
    one, request = service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    assert [event for event, _ in events()] == ["outbox unwritable"]
    one.run_ended(found, ended(found, request))
    assert len(told(tmp_path)) == 1


def test_what_was_missed_is_in_the_outbox_before_it_is_claimed_and_told_once(found, tmp_path):
    one, run = service(found), ended(found, new_request(found, "daily", "schedule"), RunStatus.FAILED)
    kept = []

    def claim():
        kept.extend(each.id for each in Outbox(found.state).messages())
        return True

    one.missed(found, found.show[0], run, "2026-03-21T0630", claim)
    assert len(kept) == 2
    assert all(each.startswith("missed-daily-2026-03-21T0630-") for each in kept)
    assert [(each["event"], each["id"]) for each in told(tmp_path)] == [("failure", "missed-daily-2026-03-21T0630")]


def test_an_edition_of_any_name_has_a_message_of_its_own(found, tmp_path):
    run = ended(found, new_request(found, "daily", "schedule"), RunStatus.FAILED)
    for edition in ("早间版", "晚间版", "早间版"):
        service(found).missed(found, found.show[0], run, edition, lambda: True)
    first, second, third = (each["id"] for each in told(tmp_path))
    assert first == third != second


def test_what_is_left_is_tried_for_a_while_and_what_waits_for_others_is_not_waited_for(found, tmp_path, monkeypatch):
    request = new_request(found, "daily", "api")
    service(found).expect(found, request)
    one, waits = service(found), []
    monkeypatch.setattr(one._stopped, "wait", waits.append)
    one.flush(found)  # its run never comes
    assert (len(Outbox(found.state).messages()), waits) == (1, [])
    ended(found, request)
    due_now(found)
    one.flush(found)
    assert (len(told(tmp_path)), Outbox(found.state).messages()) == (1, ())
    assert sum(waits) < 1


def test_a_robot_that_fails_is_tried_again_at_the_end_for_a_minute_at_most(found, tmp_path, monkeypatch, events):
    with robots(*["refuses"] * 20) as server:
        (tmp_path / "tingbao.toml").write_text(
            f'[service]\non_success = "{server.hook("wecom")}"\n[[show]]\nslug = "daily"\n', "utf-8"
        )
        changed = settings.load(tmp_path / "tingbao.toml")
        one, request = service(changed), new_request(changed, "daily", "api")
        one.expect(changed, request)
        one.run_ended(changed, ended(changed, request))
        waits = []

        def wait(seconds):
            waits.append(seconds)
            due_now(changed)

        monkeypatch.setattr(one._stopped, "wait", wait)
        one.flush(changed)
        assert [5 < seconds < 41 for seconds in waits] == [True] * 3  # the next, 80 s, is over the minute
        assert (len(server.asked), len(Outbox(changed.state).messages())) == (4, 1)
        name, left = events()[-1]
        assert (name, left["messages"]) == ("told later", 1)
        assert left["to"].startswith(server.url.rpartition("/")[0])
        assert 60 < left["seconds"] <= 80


def test_a_run_that_never_began_is_forgotten_after_a_day(found, tmp_path, monkeypatch):
    service(found).expect(found, new_request(found, "daily", "api"))
    monkeypatch.setattr(notifier, "NEVER_BEGUN", dt.timedelta())
    service(found).deliver(found)
    assert (told(tmp_path), Outbox(found.state).messages()) == ([], ())


def test_a_show_that_was_taken_out_of_the_configuration_is_named(found, tmp_path, events):
    request = new_request(found, "daily", "api")
    service(found).expect(found, request)
    ended(found, request)
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "other"\n', "utf-8")
    changed = settings.load(tmp_path / "tingbao.toml")
    service(changed).deliver(changed)
    assert [fields["error"] for event, fields in events() if event == "message dropped"] == [
        "there is no show daily any more"
    ]


def test_each_hook_is_told_where_a_write_fails_for_one(found, tmp_path, monkeypatch):
    one, request = service(found), new_request(found, "daily", "api")
    one.expect(found, request)
    run, write = ended(found, request), FolderStorage.write

    def once(self, key, data, over=None):
        monkeypatch.setattr(FolderStorage, "write", write)
        raise PublishError("no room")

    monkeypatch.setattr(FolderStorage, "write", once)
    one.run_ended(found, run)
    assert len(told(tmp_path)) == 1
    assert Outbox(found.state).messages() == ()


def held_and_published(found, by="approve_within"):
    """The record of a run that has published an episode which waited."""
    with RunStore(found.state).recording("daily") as recorder:
        recorder.result(status=RunStatus.MADE, exit_code=0, episode=episode(1).id, approved_by=by)
    return recorder.run


def test_an_episode_that_is_published_by_itself_is_told_once_it_is_out(found, tmp_path):
    one, pending = service(found), PendingEpisodes(found.state, "daily")
    pending.put(episode(1), mp3(), dt.datetime.now(dt.UTC))
    one.expect_decision(found, found.show[0], episode(1).id)
    one.decided(found, found.show[0], episode(1).id)  # it could not be published: it waits still
    assert told(tmp_path) == []
    run = held_and_published(found)
    pending.drop(episode(1).id)
    one.expect_decision(found, found.show[0], episode(1).id)
    one.decided(found, found.show[0], episode(1).id)
    assert [(each["event"], each["run"]["id"]) for each in told(tmp_path)] == [("success", run.id)]
    assert Outbox(found.state).messages() == ()


def test_that_it_was_published_by_itself_is_told_after_a_kill_too(found, tmp_path):
    service(found).expect_decision(found, found.show[0], episode(1).id)
    run = held_and_published(found)  # and the service is killed
    back = service(found)
    back.deliver(found)
    back.deliver(found)
    assert [each["run"]["id"] for each in told(tmp_path)] == [run.id]


def test_one_that_was_dropped_is_not_told(found, tmp_path):
    service(found).expect_decision(found, found.show[0], episode(1).id)
    service(found).deliver(found)
    assert (told(tmp_path), Outbox(found.state).messages()) == ([], ())


@pytest.mark.parametrize("kind", ["run", "decision", "hook"])
def test_a_message_with_a_wrong_value_raises_nothing_and_holds_up_no_other(kind, found, tmp_path):
    contents = {"run": {"show": "daily", "run": "x"}, "decision": {"show": "daily", "episode": "x"}}
    content = contents.get(kind, MESSAGE["content"])
    data = json.dumps({**MESSAGE, "kind": kind, "content": content, "id": "success-1"}).encode()
    path = tmp_path / ".tingbao" / "outbox" / "success-1.json"
    path.parent.mkdir(parents=True)
    damages = list(state_damage.values_of("outbox", data))
    assert len(damages) > 100
    one = service(found)
    for damage in damages if SOAK else random.Random(5).sample(damages, 8):
        path.unlink(missing_ok=True)
        path.write_bytes(data)
        damage.inflict(path)
        request = new_request(found, "daily", "api")
        one.expect(found, request)
        one.leave(request.id)
        ended(found, request)
        one.deliver(found)
        one.deliver(found)
        assert told(tmp_path)[-1]["run"]["id"] == request.id, damage
