"""What is kept of a show's schedule, on the disk and where there is none to write on."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.runs.schedule_state import ScheduleState, ScheduleStateStore

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
DAILY = ("daily", "30 6 * * *", "Asia/Shanghai")


@pytest.fixture(params=["a folder", "no folder"])
def folder(request, tmp_path):
    """A state folder, or a file where it should be."""
    if request.param == "no folder":
        (tmp_path / "state").write_bytes(b"")
    return tmp_path / "state"


def test_a_first_schedule_is_in_force_since_ever_and_another_since_now(folder):
    store = ScheduleStateStore(folder)
    assert store.of(*DAILY, NOW).since is None
    assert store.of(*DAILY, NOW).since is None
    assert store.of("daily", "0 7 * * *", "Asia/Shanghai", NOW).since == NOW
    later = NOW + dt.timedelta(days=1)
    assert store.of("daily", "0 7 * * *", "Asia/Shanghai", later).since == NOW
    assert store.of("daily", "0 7 * * *", "Europe/Berlin", later).since == later
    assert store.of("other", "0 7 * * *", "Europe/Berlin", later).since is None


def test_the_failure_of_one_edition_is_reported_once(folder):
    store = ScheduleStateStore(folder)
    store.of(*DAILY, NOW)
    assert store.claim_report("daily", "0630")
    assert not store.claim_report("daily", "0630")
    store.of(*DAILY, NOW)
    assert not store.claim_report("daily", "0630")
    assert store.claim_report("daily", "0700")


def test_of_several_services_that_ask_at_once_one_reports(tmp_path):
    stores = [ScheduleStateStore(tmp_path) for _ in range(8)]
    for store in stores:
        store.of(*DAILY, NOW)
    for edition in ("0630", "0700", "0730"):
        with ThreadPoolExecutor(8) as threads:
            assert sum(threads.map(lambda store: store.claim_report("daily", edition), stores)) == 1  # noqa: B023


def test_what_was_submitted_ahead_stays_so_until_its_record_is_gone(folder):
    store = ScheduleStateStore(folder)
    store.of(*DAILY, NOW)
    assert store.ahead("daily", (), {"a", "b"}) == set()
    assert store.ahead("daily", ("a",), {"a", "b"}) == {"a"}
    store.of(*DAILY, NOW)
    assert store.ahead("daily", (), {"a", "b"}) == {"a"}
    assert store.ahead("daily", ("b",), {"b"}) == {"b"}


def test_another_process_reads_what_was_written(tmp_path):
    store = ScheduleStateStore(tmp_path)
    store.of(*DAILY, NOW)
    assert store.claim_report("daily", "0630")
    other = ScheduleStateStore(tmp_path)
    assert other.read("daily") == ScheduleState("30 6 * * *", "Asia/Shanghai", None, "0630")
    other.of(*DAILY, NOW)
    assert not other.claim_report("daily", "0630")


@pytest.mark.parametrize("damage", [b"", b"{", b'{"schedule": 1}', b"\xff"])
def test_a_damaged_file_is_none(tmp_path, damage):
    ScheduleStateStore(tmp_path).of(*DAILY, NOW)
    (tmp_path / "schedule" / "daily.json").write_bytes(damage)
    assert ScheduleStateStore(tmp_path).read("daily") is None
