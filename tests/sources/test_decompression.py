"""Compressed answers: whole, damaged, cut off, and bombs."""

import gzip
import itertools
import zlib

import pytest

from service.sources.decompression import DamagedCompression, decompressed
from tests.support.tables import every_row, thinned

TEXT = b"".join(b"%d, " % number for number in range(20_000))  # more than one piece holds
BARE = zlib.compressobj(wbits=-zlib.MAX_WBITS)
PACKED = {
    "gzip": gzip.compress(TEXT),
    "x-gzip": gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]),
    "Deflate ": zlib.compress(TEXT),
    "deflate": BARE.compress(TEXT) + BARE.flush(),
    "identity": TEXT,
    "": TEXT,
}


@pytest.mark.parametrize("size", thinned([1000, 1, 10_000_000], 3))
@pytest.mark.parametrize("encoding", PACKED)
def test_an_answer_in_pieces_of_any_size_is_unpacked(encoding, size):
    packed = PACKED[encoding]
    pieces = [packed[start : start + size] for start in range(0, len(packed), size)]
    assert b"".join(decompressed(encoding, pieces)) == TEXT


def test_a_bomb_comes_in_small_pieces_and_can_be_left():
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    pieces = list(itertools.islice(decompressed("gzip", [bomb]), 3))
    assert all(0 < len(piece) <= 65_536 for piece in pieces)


@every_row(
    ("encoding", "raw", "why"),
    [
        ("br", TEXT, "was not asked for"),
        ("gzip", b"no gzip at all", "is damaged"),
        ("gzip", PACKED["gzip"][:-9], "is cut off"),
        ("deflate", PACKED["deflate"][:-1], "is cut off"),
    ],
)
def test_what_cannot_be_unpacked_is_said(encoding, raw, why):
    with pytest.raises(DamagedCompression, match=why):
        list(decompressed(encoding, [raw]))
