"""Months that are open, closed and thrown away; what is left cannot be joined to an address."""

import datetime as dt
import hashlib
import sqlite3
from zoneinfo import ZoneInfo

import pytest

from service.audience import audio_request, download_store
from service.audience.audience import Audience
from service.audience.download_store import DownloadStore, KeptRequest
from service.audience.episode_catalog import CountedFile
from service.audience.listening_windows import AudioFile
from service.errors import TingbaoError
from service.model import Chapter
from tests.support.synthetic_access import SyntheticLog

ZONE = ZoneInfo("Asia/Shanghai")
AUDIO = AudioFile(200 * 8000, 200.0, (Chapter(0, 100, "一"), Chapter(100, 200, "二")))
FILE = CountedFile("daily", "2026-03-31", "云州的一天", AUDIO)
KEY = "daily/episodes/2026-03-31/daily-2026-03-31-0a1b2c3d.mp3"


def at(text):
    return int(dt.datetime.fromisoformat(f"{text}+00:00").timestamp())


def put(store, *requests, now="2026-03-31T12:00:00"):
    """Requests as (time, first second, last second, address)."""
    with store.writing(at(now)) as writer:
        for time, start, end, address in requests:
            listener = store.salts.keys(at(time), address, "AntennaPod/3.4")
            kept = KeptRequest(at(time), KEY, start * 8000, end * 8000 - 1, "AntennaPod", listener)
            if not writer.is_closed(listener.month):
                writer.add(kept, FILE)


def days(store):
    return {row.day: row.downloads for row in store.counts(ZONE).downloads}


OVER_THE_MONTH = (
    ("2026-03-31T23:50:00", 0, 40, "198.51.100.7"),
    ("2026-04-01T00:20:00", 40, 80, "198.51.100.7"),
    ("2026-04-01T23:40:00", 80, 200, "198.51.100.7"),
    ("2026-04-01T23:55:00", 0, 90, "198.51.100.7"),
    ("2026-04-01T10:00:00", 0, 90, "198.51.100.8"),
)
"""A listener whose window goes from March into April, who begins another one at its end; and one who is of April."""


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("closed", ["", "2026-04-04T00:00:00", "2026-06-01T00:00:00"])
def test_a_window_goes_on_over_the_end_of_a_month(tmp_path, order, closed):
    store = DownloadStore(tmp_path)
    for each in OVER_THE_MONTH[::order]:
        put(store, each)
    if closed:
        store.close_months(at(closed), ZONE)
    assert days(store) == {"2026-04-01": 2, "2026-04-02": 1}, "in Shanghai, 23:50 in UTC is the morning after"


def test_a_month_stays_open_for_three_days_and_is_closed_once(tmp_path):
    store = DownloadStore(tmp_path)
    put(store, ("2026-03-31T12:00:00", 0, 90, "198.51.100.7"))
    store.close_months(at("2026-04-03T23:59:59"), ZONE)
    put(store, ("2026-03-31T13:00:00", 0, 90, "198.51.100.8"), now="2026-04-03T23:59:59")
    assert days(store) == {"2026-03-31": 2}
    for _ in range(2):
        store.close_months(at("2026-04-04T00:00:00"), ZONE)
        assert days(store) == {"2026-03-31": 2}
    put(store, ("2026-03-31T13:00:00", 0, 90, "198.51.100.8"), now="2026-04-04T00:00:00")
    assert days(store) == {"2026-03-31": 2}


def test_a_month_that_is_first_read_later_stays_open_for_the_month_in_which_it_is_read(tmp_path):
    store = DownloadStore(tmp_path)
    put(store, ("2026-01-10T12:00:00", 0, 90, "198.51.100.7"), now="2026-03-31T12:00:00")
    store.close_months(at("2026-04-03T23:59:59"), ZONE)
    put(store, ("2026-01-10T13:00:00", 0, 90, "198.51.100.7"), now="2026-04-03T23:59:59")
    assert days(store) == {"2026-01-10": 1}
    store.close_months(at("2026-04-04T00:00:00"), ZONE)
    assert days(store) == {"2026-01-10": 1}
    assert not (store.folder / "salts" / "2026-01").exists()


def test_stories_that_were_reached_are_told_of_parts_alone(tmp_path):
    store = DownloadStore(tmp_path)
    put(
        store,
        ("2026-03-31T12:00:00", 0, 200, "198.51.100.1"),
        ("2026-03-31T12:00:00", 0, 70, "198.51.100.2"),
        ("2026-03-31T12:00:00", 0, 70, "198.51.100.3"),
        ("2026-03-31T12:09:00", 120, 190, "198.51.100.3"),
        ("2026-03-30T12:00:00", 0, 70, "198.51.100.4"),
    )
    for closed in (False, True):
        if closed:
            store.close_months(at("2026-06-01T00:00:00"), ZONE)
        counts = store.counts(ZONE)
        assert [(row.downloads, row.whole, row.parts) for row in counts.downloads] == [(1, 0, 1), (3, 1, 2)]
        yesterday, today = [("一", 0, 1), ("二", 100, 0)], [("一", 0, 2), ("二", 100, 1)]
        assert [(row.title, row.start, row.reached) for row in counts.stories] == yesterday + today


def test_what_is_left_of_a_month_cannot_be_joined_to_an_address(listened, sounds, tmp_path):
    """Neither a key nor a salt is left in any file: who tries all addresses finds nothing to compare them with."""
    log = SyntheticLog(sounds, dt.date(2026, 3, 1), days=5, seed=3).fill(4)
    audience, now = Audience(listened), dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    for path in log.rotated(tmp_path, parts=1):
        audience.read_log(path, now)
    store = DownloadStore(listened.state)
    salt = (store.folder / "salts" / "2026-03").read_bytes()

    def left():
        return b"".join(path.read_bytes() for path in sorted(listened.state.rglob("*")) if path.is_file())

    def keys():
        for _, address, agent, *_ in log.lines:
            who = f"{audio_request.network(address)}\0{agent}".encode()
            yield hashlib.blake2b(who, digest_size=12, key=salt).digest()

    assert any(key in left() for key in keys()), "while the month is open"
    counts = audience.counts(now)
    assert audience.counts(dt.datetime(2026, 5, 1, tzinfo=dt.UTC)) == counts
    remains = left()
    assert not any(key in remains for key in keys())
    assert salt not in remains
    for _, address, agent, *_ in log.lines:
        assert address.encode() not in remains
        assert len(agent) < 20 or agent.encode() not in remains
    with sqlite3.connect(store.path) as base:
        assert base.execute("SELECT count(*) FROM request").fetchone() == (0,)


def test_a_process_that_is_killed_while_it_writes_leaves_what_was(tmp_path):
    store = DownloadStore(tmp_path)
    put(store, ("2026-03-31T12:00:00", 0, 90, "198.51.100.7"))

    def killed():
        time = at("2026-03-31T12:00:00")
        with store.writing(time) as writer:
            listener = store.salts.keys(time, "198.51.100.8", "x")
            writer.add(KeptRequest(time, KEY, 0, 900_000, "x", listener), FILE)
            writer.flush()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        killed()
    assert days(store) == {"2026-03-31": 1}


def test_the_names_of_apps_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(download_store, "MOST_APPS", 3)
    store, time = DownloadStore(tmp_path), at("2026-03-31T12:00:00")
    with store.writing(time) as writer:
        for number in range(9):
            listener = store.salts.keys(time, f"198.51.100.{number}", "x")
            writer.add(KeptRequest(time, KEY, 0, 900_000, f"app {number}", listener), FILE)
    found = {row.app: row.downloads for row in store.counts(ZONE).downloads}
    assert found == {"app 0": 1, "app 1": 1, "app 2": 1, "others": 6}


def test_a_full_store_is_an_error_that_names_it_and_keeps_what_is_counted(tmp_path, monkeypatch):
    store = DownloadStore(tmp_path)
    put(store, ("2026-03-31T12:00:00", 0, 90, "198.51.100.7"))
    monkeypatch.setattr(download_store, "MOST_PAGES", 20)
    many = [("2026-03-31T12:00:00", 0, 90, f"198.51.{n // 250}.{n % 250}") for n in range(5000)]
    with pytest.raises(TingbaoError, match=r"downloads\.sqlite cannot be used \(database or disk is full\)"):
        put(store, *many)
    assert days(store) == {"2026-03-31": 1}


def test_a_file_that_is_no_database_is_named(tmp_path):
    store = DownloadStore(tmp_path)
    store.folder.mkdir()
    store.path.write_bytes(b"this is none" * 500)
    with pytest.raises(TingbaoError, match=r"downloads\.sqlite cannot be used \(file is not a database\)"):
        store.counts(ZONE)


def test_nothing_counted_is_nothing_and_makes_no_file(tmp_path):
    assert DownloadStore(tmp_path).counts(ZONE) == ((), ())
    assert list(tmp_path.iterdir()) == []
