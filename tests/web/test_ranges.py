"""Which bytes a request gets, and whether the client has the file already."""

import os
import re

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from service import settings
from service.web import cache_headers
from service.web.app import build
from tests.support.tables import every_row
from tests.support.web_service import call

SOUND = bytes(range(100))
LONG = bytes(10_000)
MODIFIED = "Sat, 21 Mar 2026 06:30:00 GMT"


@pytest.fixture(scope="module")
def get(tmp_path_factory):
    """Asks for sound.mp3, a hundred bytes of that date, or another file."""
    folder = tmp_path_factory.mktemp("output")
    for name, data in (("sound.mp3", SOUND), ("long.mp3", LONG)):
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1_774_074_600,) * 2)
    app = build(lambda: settings.load().publishing_to(str(folder)), None)
    return lambda name="sound.mp3", **headers: call(app, "GET", f"/{name}", **headers)


def spans(got, whole=SOUND):
    """The spans that an answer holds, each with the bytes that belong there."""
    parts = [(got.headers.get("content-range", ""), got.body)]
    if boundary := re.fullmatch(r"multipart/byteranges; boundary=(\w+)", got.headers["content-type"]):
        first, *parts, last = (b"\r\n" + got.body).split(b"\r\n--" + boundary[1].encode())
        assert (first, last) == (b"", b"--")
        parts = [part.partition(b"\r\n\r\n")[::2] for part in parts]
        parts = [(head.decode().partition("Content-Range: ")[2], body) for head, body in parts]
    found = []
    for told, body in parts:
        first, last, size = map(int, re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", told).groups())
        assert (size, body) == (len(whole), whole[first : last + 1])
        found.append((first, last + 1))
    assert int(got.headers["content-length"]) == len(got.body)
    return tuple(found)


@pytest.mark.parametrize(
    ("header", "asked"),
    [
        ("bytes=0-0", ((0, 1),)),
        ("bytes=0-99", ((0, 100),)),
        ("bytes=10-", ((10, 100),)),
        ("bytes=-5", ((95, 100),)),
        ("bytes=-500", ((0, 100),)),
        ("bytes=90-999999999999", ((90, 100),)),
        ("Bytes = 1-2 , 5-6", ((1, 3), (5, 7))),
        ("bytes=50-59,0-9", ((0, 10), (50, 60))),
        ("bytes=0-9,5-20", ((0, 21),)),
        ("bytes=0-9,10-19", ((0, 20),)),
        ("bytes=0-9,a-b", ((0, 10),)),
    ],
)
def test_what_is_asked_for(get, header, asked):
    got = get(range=header)
    assert (got.status, spans(got)) == (206, asked)


@pytest.mark.parametrize("header", ["lines=0-5", "lines", ""])
def test_ranges_in_another_unit_are_ignored(get, header):
    got = get(range=header)
    assert (got.status, got.body) == (200, SOUND)


@pytest.mark.parametrize(
    "header", ["bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "bytes=1-2-3", "bytes=１-２", "bytes"]
)
def test_what_is_no_range_is_refused(get, header):
    assert get(range=header).status == 400


@pytest.mark.parametrize(
    "header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-300,400-", "bytes=-0,100-", f"bytes={10**40}-"]
)
def test_what_the_file_does_not_have(get, header):
    got = get(range=header)
    assert (got.status, got.headers["content-range"], got.body) == (416, "bytes */100", b"")


@pytest.mark.parametrize("count", [101, 900])
@pytest.mark.parametrize("reach", [0, 5000])
def test_hundreds_of_ranges_get_the_whole_file_once(get, count, reach):
    got = get("long.mp3", range="bytes=" + ",".join(f"{i}-{i + reach}" for i in range(0, 2 * count, 2)))
    assert (got.status, got.body) == (200, LONG)


def test_as_many_ranges_as_are_served_stay_small(get):
    got = get("long.mp3", range="bytes=" + ",".join(f"{i}-{i}" for i in range(0, 200, 2)))
    assert len(spans(got, LONG)) == 100
    assert len(got.body) < 100 * 150
    overlapping = get("long.mp3", range="bytes=" + ",".join(f"{i}-" for i in range(100)))
    assert spans(overlapping, LONG) == ((0, len(LONG)),)


@pytest.mark.slow
@hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 120)), min_size=1, max_size=16))
def test_ranges_hold_every_byte_once(get, wanted):
    wanted = [(first, first + more) for first, more in wanted]
    asked = {place for first, last in wanted for place in range(first, min(last + 1, 100))}
    got = get(range="bytes=" + ",".join(f"{first}-{last}" for first, last in wanted))
    sent = [place for start, stop in spans(got) for place in range(start, stop)]
    assert sorted(sent) == sorted(asked)


@pytest.mark.parametrize(
    ("headers", "same"),
    [
        ({}, False),
        ({"if-none-match": '"a"'}, True),
        ({"if-none-match": 'W/"a"'}, True),
        ({"if-none-match": '"b", "a"'}, True),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"b"'}, False),
        ({"if-none-match": '"b"', "if-modified-since": MODIFIED}, False),
        ({"if-modified-since": MODIFIED}, True),
        ({"if-modified-since": "Sat, 21 Mar 2026 06:29:59 GMT"}, False),
        ({"if-modified-since": "Sun, 22 Mar 2026 06:30:00 GMT"}, True),
        ({"if-modified-since": "yesterday"}, False),
    ],
)
def test_who_has_it_already(get, headers, same):
    tag = get().headers["etag"]
    got = get(**{name: said.replace('"a"', tag) for name, said in headers.items()})
    assert (got.status, got.body) == ((304, b"") if same else (200, SOUND))


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("", False), ('"a"', True), ('W/"a"', False), ('"b"', False), (MODIFIED, True), ("Sat, 21 Mar 2026", False)],
)
def test_ranges_of_another_version_are_not_served(get, condition, holds):
    got = get(range="bytes=0-9", if_range=condition.replace('"a"', get().headers["etag"]))
    assert (got.status, got.body) == ((206, SOUND[:10]) if holds else (200, SOUND))


@pytest.mark.parametrize("condition", [{"if_match": '"b"'}, {"if_unmodified_since": "Sat, 21 Mar 2026 06:29:59 GMT"}])
def test_conditions_of_writers_are_ignored(get, condition):
    assert get(**condition).status == 200


@every_row(
    ("header", "takes"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip; q=0.000, *", False),
        ("*;q=0", False),
    ],
)
def test_who_takes_gzip(header, takes):
    assert cache_headers.takes_gzip(header) is takes


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("bytes=0-9,100-", ((0, 10),)),
        ("bytes=100-,0-9", ((0, 10),)),
        ("bytes=500-600, 20-29 ,-0", ((20, 30),)),
        ("bytes=99999999999999999999999-,0-0,-1", ((0, 1), (99, 100))),
        ("bytes=" + "9" * 5000 + "-,5-5", ((5, 6),)),
        ("bytes=-0,000-000", ((0, 1),)),
    ],
)
def test_of_several_ranges_those_beyond_the_file_are_ignored(get, header, told):
    got = get(Range=header)
    assert (got.status, spans(got)) == (206, told)


NO_DATES = [
    "Fri, 31 Dec 2100 23:59:59 GMT",
    "Fri, 31 Dec 9999 23:59:59 GMT",
    "tomorrow",
    "",
    "0",
    "Sat, 21 Mar 2026 25:30:00 GMT",
    "Sat, 99 Mar 2026 06:30:00 GMT",
    "Sat, 21 Mar 2026 06:30:00 +0800",
    "Sat, 21 Mar 99999 06:30:00 GMT",
    "1774074600",
]


@pytest.mark.parametrize("date", NO_DATES)
def test_a_date_that_is_none_or_is_yet_to_come_is_ignored(get, date):
    assert get(If_Modified_Since=date).status == 200


@pytest.mark.parametrize("date", [MODIFIED, "Saturday, 21-Mar-26 06:30:00 GMT", "Sat Mar 21 06:30:00 2026"])
def test_a_date_in_each_form_of_the_standard_is_heeded(get, date):
    assert get(If_Modified_Since=date).status == 304
