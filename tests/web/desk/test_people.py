"""Who may use the desk: passwords are kept as hashes, and checked."""

import hashlib
import json
import stat

import pytest

from service.core.show_settings import ShowSettings
from service.errors import UsageError
from service.web.desk import people
from service.web.desk.people import DeskPeople
from tests.support.tables import every_row

PASSWORD = "correct horse battery"


@pytest.fixture
def cheap(monkeypatch):
    """Hashes that cost little: 128 KiB of memory."""
    monkeypatch.setattr(people, "_N", 2**7)


@pytest.mark.slow
def test_the_hash_is_scrypt_of_owasp_s_cost(tmp_path):
    """The numbers of the Password Storage Cheat Sheet; the hash itself as RFC 7914 and Python's library have it."""
    person = DeskPeople(tmp_path).add("王编辑", PASSWORD)
    salt = bytes.fromhex(person.salt)
    expected = hashlib.scrypt(PASSWORD.encode(), salt=salt, n=32768, r=8, p=3, maxmem=2**27)
    assert (len(salt), bytes.fromhex(person.hash)) == (16, expected)


def test_the_file_holds_no_password_and_is_its_owners_alone(tmp_path, cheap):
    DeskPeople(tmp_path).add("王编辑", PASSWORD)
    DeskPeople(tmp_path).add("李编辑", PASSWORD)
    path = tmp_path / "desk" / "people.json"
    assert PASSWORD not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    one, other = json.loads(path.read_text("utf-8"))["people"]
    assert one["hash"] != other["hash"]


def test_the_right_password_of_the_right_name_is_let_in(tmp_path, cheap):
    desk = DeskPeople(tmp_path)
    person = desk.add("王编辑", PASSWORD, ("daily",))
    assert desk.check("王编辑", PASSWORD) == person
    for name, password in (
        ("王编辑", PASSWORD + " "),
        ("王编辑", ""),
        ("李编辑", PASSWORD),
        ("", ""),
        ("王编辑", "x" * 9999),
    ):
        assert desk.check(name, password) is None


def test_a_name_that_nobody_has_costs_the_same_work(tmp_path, cheap, monkeypatch):
    desk, hashed, scrypt = DeskPeople(tmp_path), [], hashlib.scrypt
    desk.add("王编辑", PASSWORD)
    monkeypatch.setattr(hashlib, "scrypt", lambda *a, **k: hashed.append(k["n"]) or scrypt(*a, **k))
    desk.check("王编辑", "wrong password")
    desk.check("nobody", "wrong password")
    assert hashed == [2**7, 2**7]


def test_added_again_somebody_has_a_new_password_and_other_shows(tmp_path, cheap):
    desk = DeskPeople(tmp_path)
    desk.add("王编辑", PASSWORD)
    desk.add("王编辑", "another good password", ("daily",))
    assert desk.check("王编辑", PASSWORD) is None
    assert desk.check("王编辑", "another good password").shows == ("daily",)
    assert [each.name for each in desk.list()] == ["王编辑"]


def test_removed_nobody_is_left(tmp_path, cheap):
    desk = DeskPeople(tmp_path)
    desk.add("王编辑", PASSWORD)
    desk.remove("王编辑")
    assert (desk.list(), desk.check("王编辑", PASSWORD)) == ((), None)
    with pytest.raises(UsageError, match="nobody called"):
        desk.remove("王编辑")


@every_row("name", ["", " 王", "a/b", "x" * 41, "a\nb", "..", "<b>"])
def test_what_is_no_name_is_refused(tmp_path, name, cheap):
    with pytest.raises(UsageError, match="A name has"):
        DeskPeople(tmp_path).add(name, PASSWORD)


@every_row("password", ["", "short", "x" * 11, "x" * 201])
def test_what_is_no_password_is_refused(tmp_path, password, cheap):
    with pytest.raises(UsageError, match="A password has 12 to 200"):
        DeskPeople(tmp_path).add("王编辑", password)
    assert DeskPeople(tmp_path).list() == ()


def test_without_a_list_all_shows_are_theirs(tmp_path, cheap):
    everything, one = (DeskPeople(tmp_path).add("王编辑", PASSWORD, shows) for shows in ((), ("daily",)))
    daily, quiet = ShowSettings(slug="daily"), ShowSettings(slug="quiet")
    assert [each.has(show) for each in (everything, one) for show in (daily, quiet)] == [True, True, True, False]
