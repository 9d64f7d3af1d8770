"""Real requests to robots on loopback that refuse in an answer of 200, hang, break off, or are no robots at all.

Each message arrives in the end, once, and no key, token, secret or password is in a log, an error or the outbox.
"""

import datetime as dt
import json

import pytest

from service.runs import hooks
from service.runs.hooks import HookCourier
from service.runs.subprocess_pool import SubprocessPool
from service.settings import ServiceSettings
from service.storage.outbox import NotYet, Outbox
from tests.support.robot_stand_in import KEY, PATHS, SECRET, TOKEN, robots
from tests.support.smtp_stand_in import PASSWORD, Manner, certificate_for, mail_server

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
EVENT = {
    "event": "success",
    "id": "success-20260321T063000-0123ab",
    "show": "daily",
    "title": "青沅早报",
    "headline": "水厂完工｜3月21日",
    "lead": "水厂二期完工。",
    "seconds": 298.4,
    "link": "http://pod.example/e/",
}
KINDS = tuple(PATHS)


class Told:
    """An outbox with one event for some hooks, and the clock that moves on to what is due."""

    def __init__(self, folder, *given, now=NOW, **more):
        self.service = ServiceSettings(on_success=given, **more)
        self.folder, self.box, self.now = folder, Outbox(folder), now
        self.courier = HookCourier(lambda: self.service, SubprocessPool(), lambda: self.now.timestamp())
        for message in hooks.messages(self.service.on_success, EVENT, now):
            self.box.put(message)

    def deliver(self):
        return self.box.deliver({hooks.KIND: self.courier}, clock=lambda: self.now)

    def until_empty(self, most=12):
        for _ in range(most):
            if (due := self.deliver()) is None:
                return
            self.now = max(due, self.now)
        raise AssertionError(f"still there: {self.box.messages()}")

    @property
    def kept(self):
        return "".join(path.read_text("utf-8") for path in (self.folder / "outbox").glob("*.json"))


def shows_none(text):
    return not any(secret in text for secret in (KEY, SECRET, TOKEN, PASSWORD))


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(hooks, "HOOK_TIMEOUT", 1.0)
    monkeypatch.setattr(hooks, "ADDRESS_TIMEOUT", 0.5)


@pytest.mark.parametrize("kind", KINDS)
def test_a_robot_that_is_well_is_told_once(kind, tmp_path, events, monkeypatch):
    monkeypatch.setenv("TINGBAO_ROBOT_SECRET", SECRET)
    with robots(signing=True) as server:
        told = Told(tmp_path, server.hook(kind), now=dt.datetime.now(dt.UTC))  # a signature is good for an hour
        told.until_empty()
        assert [each for each, _ in server.told] == [kind], server.faults
    assert events() == [("hook", {"hook": f"http://127.0.0.1:{server.server_port}", "of": "success"})]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "manner",
    [
        "refuses",
        "busy",
        "429",
        "html",
        "elsewhere",
        "empty",
        "list",
        "false",
        "reset",
        "huge",
        pytest.param("hangs", marks=pytest.mark.slow),
    ],
)
def test_one_that_misbehaves_is_told_later_and_gives_no_secret_away(kind, manner, tmp_path, events):
    with robots(manner, manner) as server:
        told = Told(tmp_path, server.hook(kind))
        told.deliver()
        assert (len(server.asked), server.told) == (1, [])
        assert shows_none(told.kept)
        told.until_empty()
        assert [each for each, _ in server.told] == [kind]
        assert len(server.asked) == 3
        assert not any(path.startswith("/stolen") for path, _ in server.asked)
    names = [event for event, _ in events()]
    assert names == ["hook failed", "message delayed", "hook failed", "message delayed", "hook"]
    assert shows_none(str(events()))


def test_a_robot_whose_key_is_wrong_says_so_and_is_tried_until_it_is_too_old(tmp_path, events):
    with robots(*["refuses"] * 200) as server:
        told = Told(tmp_path, server.hook("wecom"))
        told.until_empty(most=100)
        assert server.told == []
    assert 40 < len(server.asked) < 70  # ten in the first hour and a half, then one an hour, for two days
    last, fields = events()[-1]
    assert last == "message dropped"
    assert "93000" in fields["error"]
    assert "copy its address again" in fields["error"]


def test_a_missing_secret_is_a_refusal_with_its_advice(tmp_path, events):
    with robots(signing=True) as server:
        Told(tmp_path, server.hook("dingtalk")).deliver()
        assert server.faults == ["sign"]
    assert [event for event, _ in events()] == ["hook failed", "message delayed"]


def test_no_robot_gets_more_than_twenty_a_minute(tmp_path):
    with robots() as server:
        told = Told(tmp_path, server.hook("wecom"))
        for number in range(30):
            for message in hooks.messages(told.service.on_success, EVENT | {"id": f"success-{number}"}, NOW):
                told.box.put(message)
        told.deliver()
        assert len(server.told) == 20
        assert len(told.box.messages()) == 11
        told.until_empty(most=40)
        assert len(server.told) == 31
        assert told.now - NOW >= dt.timedelta(seconds=60)


def test_one_hook_that_is_down_holds_up_no_other(tmp_path, events):
    with robots("refuses", "refuses") as server:
        told = Told(tmp_path, server.hook("feishu"), "true", server.hook("telegram"))
        told.deliver()
        assert [fields["hook"] for event, fields in events() if event == "hook"] == ["true"]
        told.until_empty()
        assert sorted(kind for kind, _ in server.told) == ["feishu", "telegram"]


def test_the_key_and_the_name_of_a_robot_come_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_ROBOT_KEY_DESK", KEY)
    monkeypatch.setenv("TINGBAO_ROBOT_SECRET_DESK", SECRET)
    with robots(signing=True) as server:
        told = Told(tmp_path, f"dingtalk+{server.url}/robot/send#desk", now=dt.datetime.now(dt.UTC))
        told.until_empty()
        assert [kind for kind, _ in server.told] == ["dingtalk"]
        assert shows_none(told.kept)


def test_a_robot_without_a_key_is_not_asked(tmp_path, events):
    with robots() as server:
        Told(tmp_path, f"wecom+{server.url}/cgi-bin/webhook/send#desk").deliver()
        assert server.asked == []
    assert "TINGBAO_ROBOT_KEY_DESK" in events()[0][1]["error"]


def test_each_receiver_of_e_mail_is_told_once_whatever_befalls_the_others(tmp_path, events, monkeypatch):
    monkeypatch.setenv("TINGBAO_SMTP_PASSWORD", PASSWORD)
    certificate = certificate_for(tmp_path / "mail.pem")
    manner = Manner(starttls=False, refused=("gone@paper.example",), greylisted=("late@paper.example",))
    receivers = ["one@paper.example", "gone@paper.example", "late@paper.example", "two@paper.example"]
    with mail_server(certificate, manner) as server:
        told = Told(tmp_path, "mailto:" + ",".join(receivers), smtp=server.url)
        told.until_empty()
        assert sorted(receiver for (receiver,), _, _ in server.taken) == [
            "late@paper.example",
            "one@paper.example",
            "two@paper.example",
        ]
    dropped = [fields["error"] for event, fields in events() if event == "message dropped"]
    assert len(dropped) == 1
    assert "550" in dropped[0]
    assert shows_none(str(events()) + told.kept)


def test_e_mail_that_a_server_took_and_then_fell_silent_arrives_twice_under_one_id(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_SMTP_PASSWORD", PASSWORD)
    manner = Manner(starttls=False, drop_after_data=1)
    with mail_server(certificate_for(tmp_path / "mail.pem"), manner) as server:
        Told(tmp_path, "mailto:one@paper.example", smtp=server.url).until_empty()
        first, second = (message["Message-ID"] for _, message, _ in server.taken)
    assert first == second


@pytest.mark.parametrize(
    ("more", "password", "said"),
    [
        ({}, "", "smtp is not set"),
        ({"smtp": "smtp://127.0.0.1:9"}, "", "mail_from is not set"),
        ({"smtp": "smtp://news%40paper.example@127.0.0.1:9"}, "", "TINGBAO_SMTP_PASSWORD is not set"),
    ],
)
def test_what_e_mail_lacks_is_said(more, password, said, tmp_path, events):
    Told(tmp_path, "mailto:one@paper.example", **more).deliver()
    assert said in events()[0][1]["error"]


def test_a_message_that_is_put_in_holds_no_secret(tmp_path):
    with robots() as server:
        told = Told(tmp_path, *map(server.hook, KINDS), f"https://cms.example/{KEY}?t={TOKEN}")
        assert len(told.box.messages()) == 5
        assert shows_none(told.kept)
        assert json.loads(next((tmp_path / "outbox").glob("*.json")).read_text("utf-8"))["content"]["event"] == EVENT


def test_a_courier_that_must_wait_has_not_failed(tmp_path):
    with robots() as server:
        told = Told(tmp_path, server.hook("wecom"))
        (message,) = told.box.messages()
        for _ in range(20):
            told.courier(message)
        with pytest.raises(NotYet):
            told.courier(message)
