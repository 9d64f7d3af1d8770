"""Logs of web servers, line by line: each format, and what is none."""

import datetime as dt
import gzip

import pytest

from service.audience.access_log import LONGEST_LINE, AccessLine, AccessLog
from service.errors import UsageError

TIME = int(dt.datetime(2026, 3, 20, 22, 30, 5, tzinfo=dt.UTC).timestamp())
STAMP = "[21/Mar/2026:06:30:05 +0800]"
REQUEST = '"GET /daily/episodes/e/a.mp3 HTTP/1.1"'
TARGET = "/daily/episodes/e/a.mp3"


def read(text, tmp_path):
    path = tmp_path / "access.log"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(AccessLog(path).lines())


@pytest.mark.parametrize(
    ("line", "address", "agent", "range_"),
    [
        pytest.param(f"198.51.100.7 - - {STAMP} {REQUEST} 206 700", "198.51.100.7", None, "", id="common"),
        pytest.param(
            f'2001:db8::7 - 王编辑 {STAMP} {REQUEST} 206 700 "-" "AntennaPod/3.4"', "2001:db8::7", "AntennaPod/3.4", "",
            id="combined, of a user with a name",
        ),
        pytest.param(
            f'pods.example.org:443 198.51.100.7 - - {STAMP} {REQUEST} 206 700 "-" "x"', "198.51.100.7", "x", "",
            id="Apache's with the virtual host",
        ),
        pytest.param(
            f'198.51.100.7 - - {STAMP} {REQUEST} 206 700 "https://a.example/?q=\\"b\\"" "an \\"agent\\""',
            "198.51.100.7", 'an "agent"', "", id="quotation marks as Apache escapes them",
        ),
        pytest.param(
            f'198.51.100.7 - - {STAMP} {REQUEST} 206 700 "-" "x" "bytes=0-699" "0.005" "bytes 0-699/9000"',
            "198.51.100.7", "x", "bytes 0-699/9000", id="further fields: the answer's range before the request's",
        ),
        pytest.param(
            f'198.51.100.7 - - {STAMP} {REQUEST} 206 700 14 "-" "x" "pods.example.org" "5F3A"', "198.51.100.7", "x", "",
            id="a number behind the size, as in logs of Aliyun's OSS",
        ),
        pytest.param(
            f'79a5 bucket {STAMP} 198.51.100.7 - 3E57 REST.GET.OBJECT a.mp3 {REQUEST} 206 - 700 9000 70 10 "-" "x" -',
            "198.51.100.7", "x", "", id="Amazon S3",
        ),
    ],
)  # fmt: skip
def test_a_line_of_each_format(line, address, agent, range_, tmp_path):
    assert read(line + "\n", tmp_path) == [
        AccessLine(TIME, address, "", "GET", TARGET, 206, 700, agent, range_),
    ]


def test_the_addresses_of_a_proxy_are_known_by_their_form(tmp_path):
    lines = [
        f'127.0.0.1 - - {STAMP} {REQUEST} 200 700 "-" "x" "{behind}"'
        for behind in ("203.0.113.9, 198.51.100.7", "2001:db8::1", "-", "0.005", "HIT")
    ]
    found = [each.forwarded for each in read("\n".join(lines), tmp_path)]
    assert found == ["203.0.113.9, 198.51.100.7", "2001:db8::1", "", "", ""]


CLOUDFRONT = """\
#Version: 1.0
#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) \
cs-uri-query sc-range-start sc-range-end
2026-03-20\t22:30:05\tHKG1-C1\t700\t198.51.100.7\tGET\td1.example.net\t/daily/episodes/e/a.mp3\t206\t-\t\
Podcasts/4022%20CFNetwork\t-\t0\t699
2026-03-20\t22:30:05\tHKG1-C1\t700\t2001:db8::7\tGET\td1.example.net\t/daily/episodes/e/a.mp3\t200\t-\t-\ta=1\t-\t-
"""


def test_the_fields_of_an_extended_log_are_those_that_it_names(tmp_path):
    first, second = read(CLOUDFRONT, tmp_path)
    assert first == AccessLine(
        TIME, "198.51.100.7", "", "GET", TARGET, 206, 700, "Podcasts/4022 CFNetwork", "bytes 0-699/*"
    )
    assert second[1:4] + second[4:] == ("2001:db8::7", "", "GET", f"{TARGET}?a=1", 200, 700, "", "")


@pytest.mark.parametrize(
    "line",
    [
        "what is this",
        f"198.51.100.7 - - [21/Mai/2026:06:30:05 +0800] {REQUEST} 206 700",
        f'198.51.100.7 - - {STAMP} "\\x16\\x03\\x01" 400 150 "-" "-"',
        f"198.51.100.7 - - {STAMP} {REQUEST} none 700",
        f"198.51.100.7 - - {STAMP} {REQUEST}",
        f"198.51.100.7 - - [99/Mar/2026:06:30:05 +0800] {REQUEST} 206 700",
        f"198.51.100.7 - - [21/Mar/2026:06:30:05] {REQUEST} 206 700",
        f"{STAMP} {REQUEST} 206 700",
        '"""""""',
        "[]",
    ],
)
def test_what_is_no_line_is_told_as_none_and_the_next_one_is_read(line, tmp_path):
    good = f"198.51.100.7 - - {STAMP} {REQUEST} 206 700"
    first, second = read(f"{line}\n\n{good}\n", tmp_path)
    assert first is None
    assert second.target == TARGET


def test_a_line_without_end_is_one_that_cannot_be_read(tmp_path):
    good = f"198.51.100.7 - - {STAMP} {REQUEST} 206 700"
    found = read(good + "\n" + "x" * (3 * LONGEST_LINE) + "\n" + good + "\n", tmp_path)
    assert [each and each.sent for each in found] == [700, None, 700]


def test_a_line_without_a_line_feed_at_the_end_of_the_file_is_read(tmp_path):
    assert len(read(f"198.51.100.7 - - {STAMP} {REQUEST} 206 700", tmp_path)) == 1


def test_a_compressed_log_is_known_by_its_first_bytes(tmp_path):
    good = f"198.51.100.7 - - {STAMP} {REQUEST} 206 700\n".encode()
    assert len(read(gzip.compress(good * 3), tmp_path)) == 3


@pytest.mark.parametrize("cut", [20, 40])
def test_a_compressed_log_that_is_cut_off_is_named(tmp_path, cut):
    data = gzip.compress(f"198.51.100.7 - - {STAMP} {REQUEST} 206 700\n".encode() * 50)
    with pytest.raises(UsageError, match=r"access\.log: the compressed file is damaged or cut off"):
        read(data[:cut], tmp_path)


def test_a_log_that_is_not_there_or_is_a_folder_is_named(tmp_path):
    for path, said in ((tmp_path / "none.log", "no such file"), (tmp_path, "this is a folder")):
        with pytest.raises(UsageError, match=said):
            list(AccessLog(path).lines())
