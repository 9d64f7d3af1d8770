"""ZIP archives: names, dates and bounds, with archives as Python and as Chinese Windows write them."""

import io
import random
import tracemalloc
import zipfile

import pytest

from service.errors import SourceError
from service.sources import zip_archives
from service.sources.zip_archives import member_date, member_name, opened, read_member
from tests.support.word_files import archive

MOST = 1_000_000


def _names(raw: bytes) -> list[str]:
    with opened(io.BytesIO(raw), "day.zip") as found:
        return [member_name(each) for each in found.infolist()]


@pytest.mark.parametrize("old_names", [False, True])
def test_names_are_read_as_they_were_given(old_names):
    names = ["第01版/要闻.txt", "a.txt"]
    assert _names(archive(dict.fromkeys(names, "甲"), old_names=old_names)) == names


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("./A01/./要闻.txt", "A01/要闻.txt"),
        ("../../etc/要闻.txt", "etc/要闻.txt"),
        ("/A01/要闻.txt", "A01/要闻.txt"),
        ("A01\\要闻.txt", "A01/要闻.txt"),
        ("A01\\", "A01/"),
        ("C:\\稿\\..\\a.txt", "C:/稿/a.txt"),
    ],
)
def test_a_name_leads_nowhere_but_into_the_archive(given, name):
    assert _names(archive({given: ""})) == [name]


def test_a_name_in_unmarked_utf8_is_read():
    class Unmarked(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):
            return self.filename.encode(), self.flag_bits & ~0x800

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr(Unmarked("要闻.txt"), "甲")
    assert _names(data.getvalue()) == ["要闻.txt"]


def test_a_members_day_is_known_unless_the_archive_never_knew_it():
    assert str(member_date(zipfile.ZipInfo("a", (2026, 3, 21, 8, 0, 0)))) == "2026-03-21"
    assert member_date(zipfile.ZipInfo("a")) is None
    assert member_date(zipfile.ZipInfo("a", (2026, 0, 0, 0, 0, 0))) is None


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({f"{number}.txt": "" for number in range(zip_archives.MOST_MEMBERS + 1)}, "over 2,000 files: unpack it"),
        ({"zeros.txt": b"\0" * 30_000_000}, "unpacks to far more than it holds"),
    ],
    ids=["too many", "a bomb"],
)
def test_an_archive_beyond_the_bounds_is_refused_unread(members, reason):
    raw = archive(members)
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match=reason), opened(io.BytesIO(raw), "day.zip"):
            pass
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_member_too_large_locked_or_damaged_is_named():
    raw = archive({"big.txt": random.Random(7).randbytes(MOST + 1), "a.txt": "甲" * 2000})
    with opened(io.BytesIO(raw), "day.zip") as found:
        big, small = found.infolist()
        with pytest.raises(SourceError, match="big: the file is over 1 MB"):
            read_member(found, big, "big", MOST)
        small.flag_bits |= 1
        with pytest.raises(SourceError, match="locked by a password"):
            read_member(found, small, "a", MOST)
    at = raw.index(b"a.txt") + len("a.txt")
    damaged = raw[:at] + bytes(byte ^ 255 for byte in raw[at : at + 8]) + raw[at + 8 :]
    with opened(io.BytesIO(damaged), "day.zip") as found, pytest.raises(SourceError, match="damaged in the archive"):
        read_member(found, found.getinfo("a.txt"), "a", MOST)


@pytest.mark.slow
def test_one_file_that_unpacks_to_far_more_costs_itself():
    raw = archive({"zeros.txt": b"\0" * 250_000_000, "a.txt": "甲"})
    with opened(io.BytesIO(raw), "day.zip", as_one=False) as found:
        zeros, small = found.infolist()
        assert read_member(found, small, "a", MOST) == "甲".encode()
        with pytest.raises(SourceError, match="zeros: the file unpacks to far more than it holds"):
            read_member(found, zeros, "zeros", 10**9)


@pytest.mark.parametrize("kept", [4, 60, -30])
def test_a_cut_archive_is_damaged(kept):
    with (
        pytest.raises(SourceError, match=r"day\.zip: the file is damaged"),
        opened(io.BytesIO(archive({"a.txt": "甲" * 200})[:kept]), "day.zip"),
    ):
        pass
