"""Hooks: commands and addresses are told; one that fails, hangs or is not there is a line in the log, no more."""

import datetime as dt
import json
import shlex
import sys
import threading
from typing import Any

import pytest

from service.runs import hooks
from service.runs.subprocess_pool import SubprocessPool
from service.settings import ServiceSettings
from service.storage.outbox import NotYet, Outbox, Undeliverable
from tests.support.http_server import Handler, serving
from tests.support.mornings import alive, until

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
EVENT = {
    "event": "failure",
    "id": "failure-20260321T063000-0123ab",
    "show": "daily",
    "title": "听报",
    "edition": "2026-03-21T0630",
    "episode": "",
    "error": "no room at http://me:secret@host/",
}
NOTES = """
import json, os, sys
names = [f"TINGBAO_{name}" for name in ("EVENT", "SHOW", "EDITION", "EPISODE", "ERROR", "ID")]
json.dump([json.load(sys.stdin), {name: os.environ[name] for name in names}], open("told.json", "w"))
"""


class Teller:
    """Tells a hook the event, and returns what the log says."""

    def __init__(self, events, clear):
        self.events, self.clear = events, clear
        self.raised: Any = None
        """What the outbox hears of the last one."""

    def __call__(self, hook, **more):
        self.clear()
        self.raised = None
        service = ServiceSettings().model_copy(update={"on_failure": (hook,)})
        courier = hooks.HookCourier(lambda: service, SubprocessPool())
        for message in hooks.messages(service.on_failure, EVENT | more, NOW):
            try:
                courier(message)
            except (OSError, NotYet) as error:
                self.raised = error
        return self.events()


@pytest.fixture
def tell(tmp_path, monkeypatch, events, caplog):
    monkeypatch.chdir(tmp_path)
    return Teller(events, caplog.clear)


@pytest.fixture
def address():
    """A server on loopback that does with a POST what its `manner` says, and keeps what it was told."""

    class Address(Handler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.told.append((self.headers["Content-Type"], self.headers["Idempotency-Key"], json.loads(body)))
            if self.server.manner == "dribble":
                while not self.server.stopping.wait(0.1):
                    self.wfile.write(b"H")
                return
            if self.server.manner == "babble":
                self.wfile.write(b"250 OK\r\n\r\n")
                return
            self.server.stopping.wait(60) if self.server.manner == "hang" else self.send_response(self.server.manner)
            self.send_header("Retry-After", "70")
            self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

    with serving(Address, told=[], manner=204) as server:
        server.url += "/morning"
        yield server


def test_a_command_is_told(tell, tmp_path):
    ((event, fields),) = tell(shlex.join([sys.executable, "-c", NOTES]))
    assert (event, fields["of"]) == ("hook", "failure")
    body, environment = json.loads((tmp_path / "told.json").read_text("utf-8"))
    hidden = "no room at http://***@host/"
    assert body == EVENT | {"error": hidden}
    assert environment == {
        "TINGBAO_EVENT": "failure",
        "TINGBAO_SHOW": "daily",
        "TINGBAO_EDITION": "2026-03-21T0630",
        "TINGBAO_EPISODE": "",
        "TINGBAO_ERROR": hidden,
        "TINGBAO_ID": EVENT["id"],
    }


def test_a_command_need_not_listen(tell):
    ((event, _),) = tell("true", warnings=["w" * 1_000_000])
    assert event == "hook"


def test_a_command_gets_no_secrets_but_those_of_aws(tell, tmp_path, monkeypatch):
    given = {"TINGBAO_TOKEN": "t0", "TINGBAO_LLM_KEY": "k0", "AWS_SECRET_ACCESS_KEY": "a0", "TINGBAO_OUTPUT": "o0"}
    given |= {"TINGBAO_OPENAI_KEY": "s0", "TINGBAO_OPENAI_KEY_STUDIO": "s1", "TINGBAO_AZURE_KEY": "z0"}
    given |= {"TINGBAO_ROBOT_KEY": "r0", "TINGBAO_ROBOT_SECRET_DESK": "r1", "TINGBAO_SMTP_PASSWORD": "p0"}
    given |= {"TINGBAO_ON_SUCCESS": "https://chat.example/k0", "tingbao_on_failure": "https://chat.example/k1"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    tell("sh -c 'env > told'")
    assert [value for name, value in given.items() if f"{name}={value}" in (tmp_path / "told").read_text()] == [
        "a0",
        "o0",
    ]


@pytest.mark.parametrize("status", [204, 500])
def test_the_log_names_host_or_program_alone(tell, address, status):
    address.manner = status
    place = f"127.0.0.1:{address.server_port}"
    ((_, fields),) = tell(f"http://{place}/T0K3N/B0T?key=S3CR3T")
    assert fields["hook"] == f"http://{place}"
    assert not any(secret in str(fields) for secret in ("T0K3N", "S3CR3T"))
    ((_, fields),) = tell(f"sh -c 'exit {status // 250}' --key S3CR3T")
    assert fields["hook"] == "sh"
    assert "S3CR3T" not in str(fields)


@pytest.mark.parametrize("hook", ["ftp://x/S3CR3T", "http:///S3CR3T", "https://x/S3CR3T now", "HTTP://x/S3CR3T"])
def test_an_address_that_is_none_is_refused_in_one_sentence(hook, tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f'[service]\non_success = "{hook}"', "utf-8")
    outcome = tingbao("schedule", "--list")
    assert outcome.code == 2
    assert "service.on_success: an address must begin with http:// or https:// and a host" in outcome.err
    assert "S3CR3T" not in outcome.err


def test_an_address_is_told(tell, address):
    ((event, _),) = tell(address.url)
    assert event == "hook"
    assert address.told == [("application/json", EVENT["id"], EVENT | {"error": "no room at http://***@host/"})]


@pytest.mark.parametrize(
    ("hook", "named", "reason"),
    [
        ("sh -c 'echo said; echo no mail server >&2; exit 3'", "sh", "code 3: no mail server"),
        ("sh -c 'kill -9 $$'", "sh", "code -9"),
        ("no-such-command --now", "no-such-command", "No such file"),
        ("./", "./", "Permission denied"),
        ("http://127.0.0.1:9/", "http://127.0.0.1:9", "refused"),
    ],
)
def test_what_goes_wrong_is_in_the_log(tell, hook, named, reason):
    ((event, fields),) = tell(hook)
    assert (event, fields["hook"]) == ("hook failed", named)
    assert reason in fields["error"]


@pytest.mark.parametrize(
    ("manner", "reason"), [(500, "HTTP 500"), (302, "HTTP 302"), ("babble", "illegal status line")]
)
def test_an_address_that_fails_is_left_to_the_outbox_for_another_attempt(tell, address, manner, reason):
    address.manner = manner
    ((event, fields),) = tell(address.url)
    assert (event, len(address.told)) == ("hook failed", 1)
    assert reason in fields["error"]
    assert isinstance(tell.raised, OSError)
    assert not isinstance(tell.raised, Undeliverable)


@pytest.mark.parametrize("status", [429, 503])
def test_an_address_that_asks_for_a_pause_is_heard(tell, address, status):
    address.manner = status
    tell(address.url)
    assert tell.raised.seconds == 70


def test_an_address_that_is_gone_is_not_asked_again(tell, address):
    address.manner = 410
    tell(address.url)
    assert isinstance(tell.raised, Undeliverable)


def test_a_command_that_fails_is_not_run_again_but_one_that_was_cut_off_is(tell, tmp_path):
    tell("sh -c 'exit 3'")
    assert isinstance(tell.raised, Undeliverable)
    pool = SubprocessPool()
    service = ServiceSettings(on_failure=("sh -c 'echo $$ > group; sleep 600'",))
    (message,) = hooks.messages(service.on_failure, EVENT, NOW)
    thread = threading.Thread(target=lambda: (until((tmp_path / "group").exists), pool.stop()))
    thread.start()
    with pytest.raises(NotYet):
        hooks.HookCourier(lambda: service, pool)(message)
    thread.join()


def test_a_hook_that_was_taken_out_of_the_configuration_is_told_nothing(address):
    (message,) = hooks.messages((address.url,), EVENT, NOW)
    with pytest.raises(Undeliverable, match="no hook of the configuration"):
        hooks.HookCourier(ServiceSettings, SubprocessPool())(message)
    assert address.told == []


def test_a_hook_whose_address_was_corrected_is_told_what_waited(address):
    wrong, right = f"{address.url}?key=wrong", f"{address.url}?key=right"
    (message,) = hooks.messages((wrong,), EVENT, NOW)
    hooks.HookCourier(lambda: ServiceSettings(on_failure=(right,)), SubprocessPool())(message)
    assert len(address.told) == 1


def test_a_message_of_an_older_version_is_read_and_finds_its_hook_while_that_is_as_it_was(address, tmp_path):
    (message,) = hooks.messages((address.url,), EVENT, NOW)
    old = {name: message.content[name] for name in ("hook", "receiver", "event")}  # it noted no hooks beside it
    kept = {"id": "old-1", "kind": "hook", "to": message.to, "put": NOW.isoformat(), "content": old, "attempts": 3}
    kept |= {"due": NOW.isoformat(), "error": "HTTP 502"}
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox" / "old-1.json").write_text(json.dumps(kept), "utf-8")
    found = Outbox(tmp_path).get("old-1")
    assert found
    hooks.HookCourier(lambda: ServiceSettings(on_failure=(address.url,)), SubprocessPool())(found)
    assert len(address.told) == 1
    corrected = ServiceSettings(on_failure=(f"{address.url}?key=right",))
    with pytest.raises(Undeliverable, match="no hook of the configuration"):
        hooks.HookCourier(lambda: corrected, SubprocessPool())(found)


@pytest.mark.parametrize("lost", ["event", "receiver", "event.event", "event.id"])
def test_a_message_that_lost_what_it_is_told_by_is_dropped_and_not_tried_for_days(address, lost):
    (message,) = hooks.messages((address.url,), EVENT, NOW)
    *within, name = lost.split(".")
    del (message.content["event"] if within else message.content)[name]
    with pytest.raises(Undeliverable, match="not what was put in"):
        hooks.HookCourier(lambda: ServiceSettings(on_failure=(address.url,)), SubprocessPool())(message)
    assert address.told == []


def test_of_two_hooks_at_one_host_each_has_its_own_successor(address):
    first, second, right = (f"{address.url}?key={key}" for key in ("first", "second", "right"))
    messages = list(hooks.messages((first, second), EVENT, NOW))

    def told(message, *configured):
        hooks.HookCourier(lambda: ServiceSettings(on_failure=configured), SubprocessPool())(message)
        return len(address.told)

    assert told(messages[1], first, right) == 1
    for message, left in ((messages[0], second), (messages[1], first)):  # one was taken out: the other has its own
        with pytest.raises(Undeliverable):
            told(message, left)
    with pytest.raises(Undeliverable):
        told(messages[0], f"webhook+http://localhost:{address.url.rpartition(':')[2]}")  # another host
    assert len(address.told) == 1


def test_what_waits_for_a_hook_of_another_event_is_not_given_away(address):
    (message,) = hooks.messages((f"{address.url}?key=wrong",), EVENT, NOW)
    with pytest.raises(Undeliverable):
        hooks.HookCourier(lambda: ServiceSettings(on_success=(address.url,)), SubprocessPool())(message)


def test_a_receiver_of_mail_stays_one_when_another_is_added():
    (message,) = hooks.messages(("mailto:desk@paper.example",), EVENT, NOW)
    service = ServiceSettings(on_failure=("mailto:desk@paper.example,news@paper.example",))
    with pytest.raises(OSError, match="smtp is not set"):  # it is tried
        hooks.HookCourier(lambda: service, SubprocessPool())(message)


@pytest.mark.slow
@pytest.mark.parametrize("manner", [pytest.param("hang", marks=pytest.mark.slow), "dribble"])
def test_an_address_that_gives_no_answer_is_waited_for_up_to_the_limit(tell, address, manner, monkeypatch):
    monkeypatch.setattr(hooks, "HOOK_TIMEOUT", 1.0)
    address.manner = manner
    ((event, fields),) = tell(address.url)
    assert (event, fields["error"]) == ("hook failed", "the server is too slow")


@pytest.mark.slow
def test_a_command_that_hangs_is_ended_at_the_limit_with_all_that_it_started(tell, tmp_path, monkeypatch):
    monkeypatch.setattr(hooks, "HOOK_TIMEOUT", 1.0)
    ((event, fields),) = tell("sh -c 'echo $$ > group; sleep 600 & sleep 600'")
    assert (event, fields["error"]) == ("hook failed", "it took longer than 1 s and was ended")
    group = int((tmp_path / "group").read_text())
    until(lambda: not alive(group))
