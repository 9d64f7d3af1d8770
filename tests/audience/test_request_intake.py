"""What is told of the lines of a log that was read."""

import datetime as dt

import pytest

from service.audience.audience import Audience
from service.audience.request_intake import NO_TIME, UNREADABLE
from tests.support.synthetic_access import SyntheticLog

NOW = dt.datetime(2026, 3, 28, 9, tzinfo=dt.UTC)
ALWAYS = "198.51.100.7 - - [21/Mar/2026:06:30:05 +0800]"


def read(listened, tmp_path, *lines, now=NOW):
    path = tmp_path / "access.log"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return Audience(listened).read_log(path, now)


def test_each_line_is_told_with_why_it_does_not_count(listened, sounds, tmp_path):
    target = sounds[0].path
    report = read(
        listened,
        tmp_path,
        f'{ALWAYS} "GET {target} HTTP/1.1" 200 900000 "-" "AntennaPod/3.4"',
        f'{ALWAYS} "GET {target} HTTP/1.1" 200 900000 "-" "curl/8"',
        f'{ALWAYS} "HEAD {target} HTTP/1.1" 200 0 "-" "AntennaPod/3.4"',
        f'{ALWAYS} "GET /daily/feed.xml HTTP/1.1" 200 900 "-" "AntennaPod/3.4"',
        f'{ALWAYS} "GET {target} HTTP/1.1" 206 2 "-" "AntennaPod/3.4" "bytes 0-1/5"',
        f'{ALWAYS} "GET {target} HTTP/1.1" 404 200 "-" "AntennaPod/3.4"',
        f'{ALWAYS} "GET {target.replace("daily", "weekly")} HTTP/1.1" 200 900000 "-" "AntennaPod/3.4"',
        "broken",
        f'{ALWAYS} "GET {target} HTTP/1.1" 206 700',
    )
    assert (report.lines, report.taken, report.without_agent, report.somewhere) == (9, 2, 1, 1)
    assert sorted(report.left_out.values()) == [1] * 7
    assert report.unreadable == [8]


def test_lines_of_a_closed_month_are_named_and_add_nothing(listened, sounds, tmp_path):
    line = f'{ALWAYS} "GET {sounds[0].path} HTTP/1.1" 200 900000 "-" "AntennaPod/3.4"'
    read(listened, tmp_path, line)
    audience, later = Audience(listened), NOW + dt.timedelta(days=30)
    before = audience.counts(later)
    report = read(listened, tmp_path, line, now=later)
    assert (report.taken, report.closed) == (0, {"2026-03"})
    assert audience.counts(later) == before
    assert sum(row.downloads for row in before.downloads) == 1


@pytest.mark.slow
def test_progress_is_told_while_a_long_log_is_read(listened, sounds, tmp_path):
    log = SyntheticLog(sounds, dt.date(2026, 3, 21), days=5, seed=1)
    log.add("downloads_it_whole")
    path, told = tmp_path / "access.log", []
    path.write_text(log.text_of() * 120_000, "utf-8")
    report = Audience(listened).read_log(path, NOW, told.append)
    assert told == [50_000, 100_000]
    assert report.taken == report.lines == 120_000
    assert [row.downloads for row in Audience(listened).counts(NOW).downloads] == [1]


def test_a_line_that_no_clock_wrote_spoils_neither_the_log_nor_later_counts(listened, sounds, tmp_path):
    times = ["31/Dec/9999:23:59:59 +0000", "31/Dec/9999:23:59:59 -9900", "01/Jan/0001:00:00:00 +1400"]
    times += [f"21/Mar/2026:06:30:{10**20} +0800", "30/Mar/2026:06:30:05 +0800"]
    asked = f'"GET {sounds[0].path} HTTP/1.1" 200'
    strange = [f'198.51.100.7 - - [{time}] {asked} 900000 "-" "AntennaPod/3.4"' for time in times]
    good = f'{ALWAYS} {asked} 900000 "-" "AntennaPod/3.4"'
    report = read(listened, tmp_path, *strange, f'{ALWAYS} {asked} {10**30} "-" "AntennaPod/3.4"', good)
    assert (report.taken, report.left_out) == (1, {NO_TIME: 5, UNREADABLE: 1})
    assert [row.downloads for row in Audience(listened).counts(NOW).downloads] == [1]
    assert len([*(listened.state / "audience" / "salts").glob("2*")]) == 1
