"""Which bytes a Range header asks for, and whether a client has the file already."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.web import preconditions, ranges


@pytest.mark.parametrize(
    ("header", "spans"),
    [
        ("bytes=0-0", ((0, 1),)),
        ("bytes=0-99", ((0, 100),)),
        ("bytes=10-", ((10, 100),)),
        ("bytes=-5", ((95, 100),)),
        ("bytes=-500", ((0, 100),)),
        ("bytes=90-999999999999", ((90, 100),)),
        ("Bytes = 1-2 , 5-6", ((1, 3), (5, 7))),
        ("bytes=50-59,0-9", ((50, 60), (0, 10))),
        ("bytes=0-9,5-20", ((0, 21),)),
        ("bytes=0-9,10-19", ((0, 20),)),
        ("bytes=0-9,200-300", ((0, 10),)),
        ("bytes=", ()),
        ("bytes=-", ()),
        ("bytes=a-b", ()),
        ("bytes=5-2", ()),
        ("bytes=1-2-3", ()),
        ("bytes=１-２", ()),
        ("bytes=" + "9" * 40 + "-", ()),
        ("lines=0-5", ()),
        ("bytes", ()),
        ("bytes=" + ",".join(f"{i}-{i}" for i in range(0, 99, 3)), ()),
    ],
)
def test_what_is_asked_for(header, spans):
    assert ranges.spans(header, 100) == spans


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=200-300,400-"])
def test_what_the_file_does_not_have(header):
    with pytest.raises(ranges.Unsatisfiable):
        ranges.spans(header, 100)


@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), min_size=1, max_size=16))
def test_ranges_hold_every_byte_once(wanted):
    wanted = [(first, first + more) for first, more in wanted]
    header = "bytes=" + ",".join(f"{first}-{last}" for first, last in wanted)
    asked = {place for first, last in wanted for place in range(first, min(last + 1, 100))}
    if not asked:
        with pytest.raises(ranges.Unsatisfiable):
            ranges.spans(header, 100)
        return
    sent = [place for start, stop in ranges.spans(header, 100) for place in range(start, stop)]
    assert sorted(sent) == sorted(asked)


MODIFIED = "Sat, 21 Mar 2026 06:30:00 GMT"


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
        ({"if-modified-since": "Sat, 99 Mar 99999 06:29:59 GMT"}, False),
    ],
)
def test_who_has_it_already(headers, same):
    assert preconditions.unchanged(headers, '"a"', MODIFIED) is same


@pytest.mark.parametrize(
    ("headers", "gets_none"),
    [
        ({}, False),
        ({"if-match": '"a"'}, False),
        ({"if-match": '"b" , "a"'}, False),
        ({"if-match": "*"}, False),
        ({"if-match": 'W/"a"'}, True),
        ({"if-match": "a"}, True),
        ({"if-match": '"a"', "if-unmodified-since": "Sat, 21 Mar 2026 06:29:59 GMT"}, False),
        ({"if-unmodified-since": MODIFIED}, False),
        ({"if-unmodified-since": "Sun, 22 Mar 2026 06:30:00 GMT"}, False),
        ({"if-unmodified-since": "Sat, 21 Mar 2026 06:29:59 GMT"}, True),
        ({"if-unmodified-since": "yesterday"}, False),
    ],
)
def test_who_wants_this_version_or_none(headers, gets_none):
    assert preconditions.refused(headers, '"a"', MODIFIED) is gets_none


@pytest.mark.parametrize(
    ("condition", "holds"),
    [("", True), ('"a"', True), ('W/"a"', False), ('"b"', False), (MODIFIED, True), ("Sat, 21 Mar 2026", False)],
)
def test_ranges_of_another_version_are_not_served(condition, holds):
    assert preconditions.range_holds({"if-range": condition}, '"a"', MODIFIED) is holds


@pytest.mark.parametrize(
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
    assert preconditions.takes_gzip(header) is takes
