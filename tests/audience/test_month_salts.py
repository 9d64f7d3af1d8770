"""Salts that live for a month, and the keys that they make of listeners."""

import concurrent.futures
import datetime as dt
import stat

from service.audience.month_salts import MonthSalts, month_of, name_of, start_of


def at(text):
    return int(dt.datetime.fromisoformat(f"{text}+00:00").timestamp())


def test_a_listener_has_one_key_in_a_month_and_another_one_in_the_next(tmp_path):
    salts = MonthSalts(tmp_path)
    one = salts.keys(at("2026-03-05T10:00:00"), "198.51.100.7", "AntennaPod/3.4")
    assert salts.keys(at("2026-03-31T23:59:59"), "198.51.100.7", "AntennaPod/3.4") == one
    assert MonthSalts(tmp_path).keys(at("2026-03-09T10:00:00"), "198.51.100.7", "AntennaPod/3.4") == one
    next_month = salts.keys(at("2026-04-05T10:00:00"), "198.51.100.7", "AntennaPod/3.4")
    assert next_month.key != one.key
    assert (one.before, next_month.before) == (None, None)


def test_on_the_first_day_of_a_month_the_key_of_the_month_before_is_told_too(tmp_path):
    salts = MonthSalts(tmp_path)
    march = salts.keys(at("2026-03-31T23:59:59"), "198.51.100.7", "x")
    first = salts.keys(at("2026-04-01T00:00:00"), "198.51.100.7", "x")
    assert first.before == march.key
    assert salts.keys(at("2026-04-02T00:00:00"), "198.51.100.7", "x")._replace(before=march.key) == first


def test_who_differs_has_another_key(tmp_path):
    salts, time = MonthSalts(tmp_path), at("2026-03-05T10:00:00")
    who = [("198.51.100.7", "x"), ("198.51.100.8", "x"), ("198.51.100.7", "y"), ("2001:db8::1", "x")]
    assert len({salts.keys(time, *each).key for each in who}) == 4
    assert salts.keys(time, "2001:db8::1", "x") == salts.keys(time, "2001:db8::ffff", "x")


def test_a_salt_is_for_its_owner_alone_and_marked_as_a_cache(tmp_path):
    MonthSalts(tmp_path).keys(at("2026-03-05T10:00:00"), "198.51.100.7", "x")
    salt = tmp_path / "salts" / "2026-03"
    assert stat.S_IMODE(salt.stat().st_mode) == 0o600
    assert len(salt.read_bytes()) == 32
    tag = (tmp_path / "salts" / "CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")
    assert sorted(each.name for each in (tmp_path / "salts").iterdir()) == ["2026-03", "CACHEDIR.TAG"]


def test_many_at_once_agree_on_one_salt(tmp_path):
    def key(number):
        return MonthSalts(tmp_path).keys(at("2026-03-05T10:00:00"), "198.51.100.7", "x").key

    with concurrent.futures.ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(key, range(64)))) == 1


def test_a_salt_that_is_thrown_away_never_comes_back(tmp_path):
    salts, time = MonthSalts(tmp_path), at("2026-03-05T10:00:00")
    before = salts.keys(time, "198.51.100.7", "x")
    salts.throw_away(before.month)
    assert not (tmp_path / "salts" / "2026-03").exists()
    assert salts.keys(time, "198.51.100.7", "x").key != before.key


def test_a_month_has_a_number_a_beginning_and_a_name():
    month = month_of(at("2026-12-31T23:59:59"))
    assert name_of(month) == "2026-12"
    assert start_of(month) == at("2026-12-01T00:00:00")
    assert name_of(month + 1) == "2027-01"
    assert start_of(month + 1) == at("2027-01-01T00:00:00")
