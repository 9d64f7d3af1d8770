"""`tingbao desk`: who may use the desk, with a password from stdin or typed twice."""

import io
import sys

import pytest

from service.web.desk.people import DeskPeople


@pytest.fixture
def typed(monkeypatch):
    """What somebody gives to stdin."""
    return lambda text: monkeypatch.setattr(sys, "stdin", io.StringIO(text))


@pytest.mark.slow
def test_somebody_is_added_listed_and_removed(tingbao, typed, tmp_path):
    typed("correct horse battery\n")
    added = tingbao("desk", "add", "王编辑", "--show", "tingbao", "--json")
    assert added.json == {"name": "王编辑", "shows": ["tingbao"]}
    assert DeskPeople(tmp_path / ".tingbao").check("王编辑", "correct horse battery")
    assert tingbao("desk", "list", "--json").json == [{"name": "王编辑", "shows": ["tingbao"]}]
    assert "王编辑  tingbao" in tingbao("desk", "list").out
    assert tingbao("desk", "remove", "王编辑").code == 0
    assert tingbao("desk", "list", "--json").json == []
    assert "nobody called" in tingbao("desk", "remove", "王编辑").err


def test_a_password_too_short_and_a_show_that_is_none_add_nobody(tingbao, typed):
    typed("short\n")
    refused = tingbao("desk", "add", "王编辑")
    assert (refused.code, "12 to 200 characters" in refused.err) == (2, True)
    typed("correct horse battery\n")
    assert tingbao("desk", "add", "王编辑", "--show", "none").code == 2
    assert tingbao("desk", "list", "--json").json == []


def test_at_a_terminal_it_is_typed_twice(tingbao, typed, monkeypatch, tmp_path):
    typed("")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    answers = iter(["correct horse battery", "another", "correct horse battery", "correct horse battery"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    assert "not the same" in tingbao("desk", "add", "王编辑").err
    assert DeskPeople(tmp_path / ".tingbao").list() == ()
    assert tingbao("desk", "add", "王编辑").code == 0
    assert DeskPeople(tmp_path / ".tingbao").check("王编辑", "correct horse battery")
