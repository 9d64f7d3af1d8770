"""Compressed answers, taken apart piece by piece so that a bomb can be left in time."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from service.core.messages import _

ENCODINGS = "gzip, deflate"
"""What is asked for."""

_CHUNK_SIZE = 65_536


class DamagedCompression(Exception):
    """The bytes are not what their encoding says."""


def decompressed(encoding: str, stream: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the decompressed bytes of a body in pieces of at most 64 KB. Raise DamagedCompression."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from stream
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise DamagedCompression(_("the answer is in an encoding that was not asked for"))
    inflate = None
    try:
        for data in stream:
            more = False
            while data or more:
                if inflate is None:
                    bare = encoding == "deflate" and data[0] & 0x0F != 8  # some servers leave the zlib header out
                    inflate = zlib.decompressobj(-zlib.MAX_WBITS if bare else zlib.MAX_WBITS + 32)
                piece = inflate.decompress(data, _CHUNK_SIZE)
                yield piece
                data, more = inflate.unconsumed_tail or inflate.unused_data, len(piece) == _CHUNK_SIZE
                if inflate.eof:  # a gzip file may have several members
                    inflate, data, more = None, data if data.startswith(b"\x1f\x8b") else b"", False
    except zlib.error:
        raise DamagedCompression(_("the answer is damaged")) from None
    if inflate is not None:
        raise DamagedCompression(_("the answer is cut off"))
