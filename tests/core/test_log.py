"""The log: a JSON line an event, with run and show, without secrets; where it cannot be written, work goes on."""

import datetime as dt
import io
import json
import os
import threading
from pathlib import Path

import pytest

from service.core import log

FULL = Path("/dev/full")


def lines(stream):
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_an_event_is_a_line_of_json_with_the_time_and_what_belongs_to_it():
    stream = io.StringIO()
    with log.written_to(stream, log.INFO):
        log.event("run started", show="daily", run="r1", shows=["a"], seconds=1.5, error="没有")
    (line,) = lines(stream)
    assert dt.datetime.fromisoformat(line.pop("time")).utcoffset() == dt.timedelta()
    assert line == {
        "event": "run started",
        "show": "daily",
        "run": "r1",
        "shows": ["a"],
        "seconds": 1.5,
        "error": "没有",
    }
    assert "没有" in stream.getvalue()


def test_run_and_show_stand_in_every_event_inside_and_in_none_after():
    stream = io.StringIO()
    with log.written_to(stream, log.INFO):
        with log.bound(run="r1"), log.bound(show="daily"):
            log.note("inside")
        log.note("outside")
    inside, outside = lines(stream)
    assert (inside["run"], inside["show"], inside["text"]) == ("r1", "daily", "inside")
    assert outside.keys() == {"time", "event", "text"}


def test_a_run_s_log_holds_the_events_of_that_run_only():
    one, other, both = io.StringIO(), io.StringIO(), threading.Barrier(2)

    def run(stream, name):
        with log.bound(run=name), log.written_to(stream, log.DEBUG, run=name):
            both.wait()
            log.event("stage", stage=name)
            both.wait()

    threads = [threading.Thread(target=run, args=args) for args in ((one, "r1"), (other, "r2"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [line["stage"] for line in lines(one)] == ["r1"]
    assert [line["stage"] for line in lines(other)] == ["r2"]


def test_levels_keep_from_a_stream_what_its_reader_does_not_need():
    streams = {level: io.StringIO() for level in (log.DEBUG, log.INFO, log.WARNING)}
    with (
        log.written_to(streams[log.DEBUG], log.DEBUG),
        log.written_to(streams[log.INFO], log.INFO),
        log.written_to(streams[log.WARNING], log.WARNING),
    ):
        log.event("started", log.DEBUG)
        log.event("stage")
        log.note("a sentence")
    assert [len(lines(stream)) for stream in streams.values()] == [3, 2, 1]


def test_secrets_and_passwords_are_hidden(monkeypatch):
    monkeypatch.setenv("TINGBAO_TOKEN", 'a"token')
    monkeypatch.setenv("TINGBAO_OPENAI_KEY_STUDIO", "sk-9")
    stream = io.StringIO()
    with log.written_to(stream, log.INFO):
        log.event("hook failed", error='a"token and sk-9 at http://me:secret@host/x')
    assert lines(stream)[0]["error"] == "*** and *** at http://***@host/x"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_ends_nothing(capfd):
    with FULL.open("w", buffering=1) as full, log.written_to(full, log.INFO):
        log.note("lost")
        log.note("lost too")
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())  # so that closing it fails no more
    assert capfd.readouterr() == ("", "")


def test_without_a_reader_nothing_is_written(capfd):
    log.note("nobody listens")
    assert capfd.readouterr() == ("", "")
