"""`tingbao check --notify` sends each hook a trial card; without it nobody is asked."""

import dataclasses
import datetime as dt
import json

import pytest

from service.runs import hooks
from service.storage.outbox import Message, Outbox
from tests.support.robot_stand_in import KEY, robots


@pytest.fixture
def configured(tmp_path, monkeypatch):
    def write(**hooks):
        lines = [f"{name} = {json.dumps(hook)}" for name, hook in hooks.items()]
        (tmp_path / "tingbao.toml").write_text("\n".join(["[service]", *lines, '[[show]]\nengine = "espeak"']), "utf-8")

    return write


def test_each_hook_gets_a_trial_card_and_its_answer_is_shown(tingbao, configured):
    with robots() as server:
        configured(on_success=[server.hook("wecom"), "true"], on_failure=server.hook("telegram"))
        done = tingbao("check", "--notify")
        assert done.code == 0
        assert [kind for kind, _ in server.told] == ["wecom", "telegram"]
        assert "试发" in str(server.told)
    assert done.out.count("has taken a trial card") == 3
    assert KEY not in done.out + done.err


def test_one_that_refuses_is_a_fault_with_its_reason_and_no_secret(tingbao, configured):
    with robots("refuses", "html") as server:
        configured(on_success=server.hook("dingtalk"), on_approval=server.hook("feishu"))
        done = tingbao("check", "--notify", "--json")
        assert len(server.asked) == 2
    assert done.code == 1
    first, second = (each["found"] for each in done.json)
    assert "300001" in first
    assert "copy its address again" in first
    assert "no JSON" in second
    assert KEY not in done.out + done.err


def test_several_of_one_setting_are_told_apart_by_place_and_kind(tingbao, configured):
    with robots("refuses") as server:
        configured(on_success=[server.hook("dingtalk"), server.hook("wecom")])
        asked = tingbao("check", "--notify", "--json")
    assert [each["what"] for each in asked.json] == ["on_success 1", "on_success 2"]
    assert [each["found"].partition(" ")[0] for each in asked.json] == ["dingtalk", "wecom"]
    settings = [each["what"] for each in tingbao("check", "--json").json]
    assert {"on_success 1", "on_success 2"} <= set(settings)


def test_where_nobody_is_named_that_is_said(tingbao, configured):
    configured()
    done = tingbao("check", "--notify")
    assert (done.code, "name nobody" in done.out) == (0, True)


def test_without_it_the_settings_are_checked_and_nobody_is_asked(tingbao, configured):
    with robots() as server:
        configured(on_success=server.hook("wecom"), on_failure=f"dingtalk+{server.url}/robot/send")
        done = tingbao("check", "--json")
        assert server.asked == []
    found = {each["what"]: each for each in done.json}
    assert (found["on_success"]["ok"], found["on_success"]["found"]) == (True, "a robot: wecom")
    assert not found["on_failure"]["ok"]
    assert "TINGBAO_ROBOT_KEY" in found["on_failure"]["found"]


def test_mail_without_a_server_is_a_fault(tingbao, configured):
    configured(on_success="mailto:one@paper.example,two@paper.example")
    (found,) = [each for each in tingbao("check", "--json").json if each["what"] == "on_success"]
    assert "smtp is not set" in found["found"]


def test_it_goes_with_no_other_check(tingbao, configured):
    configured()
    refused = tingbao("check", "--notify", "--ask")
    assert refused.code == 2
    assert "--notify" in refused.err


def test_who_could_not_be_told_so_far_is_named_with_the_reason(tingbao, configured, tmp_path):
    configured()
    box, now = Outbox(tmp_path / ".tingbao"), dt.datetime.now(dt.UTC)
    for number in range(2):
        box.put(Message(f"m-{number}", "hook", "https://chat.example 0123", now, attempts=3, error="HTTP 502"))
    box.put(Message("m-9", "run", "run-1", now))
    found = [each for each in tingbao("check", "--json").json if each["what"].startswith("notification")]
    assert [each["what"] for each in found] == ["notification https://chat.example 0123"]
    assert (found[0]["ok"], found[0]["note"]) == (True, True)
    assert "2 could not be told so far" in found[0]["found"]
    assert "HTTP 502" in found[0]["found"]
    assert len(box.messages()) == 3


def test_who_takes_the_trial_card_is_told_at_once_what_has_waited(tingbao, configured, tmp_path):
    """His robot was just mended, and the next attempt may be an hour away."""
    box, now = Outbox(tmp_path / ".tingbao"), dt.datetime.now(dt.UTC)
    with robots() as server, robots("refuses") as broken:
        mended, other = server.hook("wecom"), broken.hook("dingtalk")
        configured(on_failure=[mended, other])
        for number in range(2):
            event = {"event": "failure", "id": f"failure-{number}", "title": "听报", "error": "the disk is full"}
            for message in hooks.messages([mended, other], event, now):
                later = dt.timedelta(hours=1)
                box.put(dataclasses.replace(message, attempts=9, due=now + later, error="HTTP 502"))
        box.put(Message("run-1", "run", "run-1", now))
        done = tingbao("check", "--notify", "--json")
        assert [("试发" in str(card), "disk is full" in str(card)) for _, card in server.told] == [
            (True, False),
            (False, True),
            (False, True),
        ]
        assert len(broken.asked) == 1
    said = [each["found"] for each in done.json if each["what"].startswith("notification")]
    assert said == ["2 that had waited were told now"]
    assert len([each for each in box.messages() if each.kind == "hook"]) == 2  # those of the one that refuses
    assert len(box.messages()) == 3
