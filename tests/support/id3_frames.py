"""The frames of an ID3v2.3 tag, read from its bytes: a reader beside mutagen, which writes them (id3.org/id3v2.3.0)."""

from __future__ import annotations

from collections.abc import Iterator


def frames(mp3: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the body of each frame of the tag that the file begins with, and of no other."""
    assert mp3[:5] == b"ID3\x03\x00", mp3[:5]
    assert not mp3[5], "flags"
    size = 0
    for each in mp3[6:10]:
        assert each < 0x80, "a size of seven-bit bytes"
        size = size << 7 | each
    at, end = 10, 10 + size
    while at < end:
        name, length = mp3[at : at + 4].decode("ascii"), int.from_bytes(mp3[at + 4 : at + 8], "big")
        assert name.isalnum(), name
        assert mp3[at + 8 : at + 10] == b"\0\0", "flags of a frame"
        assert at + 10 + length <= end
        yield name, mp3[at + 10 : at + 10 + length]
        at += 10 + length


def described_texts(mp3: bytes) -> list[tuple[str, str]]:
    """Return the description and the value of each TXXX frame; all are Latin-1."""
    found = []
    for name, body in frames(mp3):
        if name == "TXXX":
            assert body[0] == 0, "ISO-8859-1"
            description, value = body[1:].split(b"\0", 1)
            found.append((description.decode("latin-1"), value.removesuffix(b"\0").decode("latin-1")))
    return found


def sound(mp3: bytes) -> bytes:
    """Return what comes behind the tag."""
    return mp3[10 + sum(10 + len(body) for _, body in frames(mp3)) :]
