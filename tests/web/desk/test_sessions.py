"""Sessions: begun by the server alone, ended from anywhere, worth nothing in the state folder."""

import datetime as dt
from pathlib import Path

import pytest

from service.errors import PublishError
from service.web.desk import people
from service.web.desk.people import DeskPeople
from service.web.desk.sessions import LASTS, DeskSessions

NOW = dt.datetime(2026, 3, 21, 6, 40, tzinfo=dt.UTC)
PASSWORD = "correct horse battery"


@pytest.fixture
def person(tmp_path, monkeypatch):
    monkeypatch.setattr(people, "_N", 2**7)
    return DeskPeople(tmp_path).add("王编辑", PASSWORD)


def test_a_session_lasts_a_week(tmp_path, person):
    sessions = DeskSessions(tmp_path)
    begun = sessions.begin(person, NOW)
    assert sessions.get(begun.token, NOW) == begun
    assert sessions.get(begun.token, NOW + LASTS - dt.timedelta(seconds=1)) == begun
    assert sessions.get(begun.token, NOW + LASTS) is None


def test_a_token_that_was_not_given_out_is_none(tmp_path, person):
    sessions = DeskSessions(tmp_path)
    begun = sessions.begin(person, NOW)
    for token in ("", "x", begun.token[:-1], begun.token + "x", "../people", "é" * 43):
        assert sessions.get(token, NOW) is None


def test_two_sessions_have_nothing_in_common(tmp_path, person):
    sessions = DeskSessions(tmp_path)
    one, other = sessions.begin(person, NOW), sessions.begin(person, NOW)
    assert one.token != other.token
    assert one.csrf != other.csrf
    assert one.sent(one.csrf)
    assert not one.sent(other.csrf)
    assert not one.sent("é")


def test_the_state_folder_holds_nothing_to_log_in_with(tmp_path, person):
    begun = DeskSessions(tmp_path).begin(person, NOW)
    [path] = (tmp_path / "desk" / "sessions").iterdir()
    assert begun.token not in path.name + path.read_text("utf-8")
    assert DeskSessions(tmp_path).get(path.stem, NOW) is None


def test_one_ends_alone_and_all_end_together(tmp_path, person):
    sessions = DeskSessions(tmp_path)
    phone, desk, other = (sessions.begin(person, NOW) for _ in range(3))
    stranger = sessions.begin(DeskPeople(tmp_path).add("李编辑", PASSWORD), NOW)
    sessions.end(phone)
    assert [bool(sessions.get(each.token, NOW)) for each in (phone, desk, other, stranger)] == [False, True, True, True]
    sessions.end_all(person)
    assert [bool(sessions.get(each.token, NOW)) for each in (desk, other, stranger)] == [False, False, True]


def test_a_new_password_or_none_ends_what_the_old_one_began(tmp_path, person):
    sessions, desk = DeskSessions(tmp_path), DeskPeople(tmp_path)
    begun = sessions.begin(person, NOW)
    desk.add("王编辑", PASSWORD, person.shows)  # even the same one: its salt is another
    assert sessions.get(begun.token, NOW) is None
    again = sessions.begin(desk.get("王编辑"), NOW)
    desk.remove("王编辑")
    assert sessions.get(again.token, NOW) is None


def test_a_restart_ends_no_session_and_other_shows_hold_at_once(tmp_path, person):
    begun = DeskSessions(tmp_path).begin(person, NOW)
    assert DeskSessions(tmp_path).get(begun.token, NOW).person == person


def test_files_of_old_and_damaged_sessions_go(tmp_path, person):
    sessions, folder = DeskSessions(tmp_path), tmp_path / "desk" / "sessions"
    sessions.begin(person, NOW)
    (folder / "damaged.json").write_text("{", "utf-8")
    new = sessions.begin(person, NOW + LASTS)
    assert len(list(folder.iterdir())) == 1
    assert sessions.get(new.token, NOW + LASTS)


def test_a_session_that_cannot_be_ended_is_told_and_is_no_fault_of_the_service(tmp_path, person, monkeypatch):
    sessions = DeskSessions(tmp_path)
    begun = sessions.begin(person, NOW)

    def refused(path, missing_ok=False):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", refused)
    for end in (
        lambda: sessions.end(begun),
        lambda: sessions.end_all(person),
        lambda: sessions.begin(person, NOW + LASTS),
    ):
        with pytest.raises(PublishError, match="cannot be removed: Operation not permitted"):
            end()
