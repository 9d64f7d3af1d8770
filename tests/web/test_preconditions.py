"""What a client has already, and what it takes, by the headers alone."""

import pytest
from service.web.preconditions import http_date, range_holds, refused, takes_gzip, unchanged

TAG, NOW, BEFORE, AFTER = '"a-1"', http_date(1_774_000_000.9), http_date(1_773_999_999), http_date(1_774_000_001)


def test_a_date_is_in_whole_seconds():
    assert http_date(0.9) == "Thu, 01 Jan 1970 00:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"if-match": TAG}, False),
        ({"if-match": "*"}, False),
        ({"if-match": f'"b", {TAG}'}, False),
        ({"if-match": f"W/{TAG}"}, True),  # a weak tag promises no bytes
        ({"if-match": '"b"', "if-unmodified-since": AFTER}, True),  # the tag goes before the date
        ({"if-unmodified-since": NOW}, False),
        ({"if-unmodified-since": BEFORE}, True),
        ({"if-unmodified-since": "yesterday"}, False),
    ],
)
def test_another_version_than_the_wanted_one_is_refused(headers, expected):
    assert refused(headers, TAG, NOW) is expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"if-none-match": TAG}, True),
        ({"if-none-match": f"W/{TAG}"}, True),
        ({"if-none-match": "*"}, True),
        ({"if-none-match": '"b"', "if-modified-since": NOW}, False),
        ({"if-modified-since": NOW}, True),
        ({"if-modified-since": BEFORE}, False),
        ({"if-modified-since": "yesterday"}, False),
    ],
)
def test_what_the_client_has_is_not_sent_again(headers, expected):
    assert unchanged(headers, TAG, NOW) is expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [(None, True), (TAG, True), (NOW, True), ('"b"', False), (f"W/{TAG}", False), (BEFORE, False)],
)
def test_ranges_hold_only_of_the_version_named(condition, expected):
    assert range_holds({} if condition is None else {"if-range": condition}, TAG, NOW) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("*", True),
        ("identity", False),
    ],
)
def test_gzip_is_sent_to_whom_takes_it(header, expected):
    assert takes_gzip(header) is expected
