"""Read back the marks of an ID3v2.3 tag from its bytes: mutagen would join two frames of one name to one.

A tag that is damaged, or none, has no marks: nothing is raised for it. Specification: https://id3.org/id3v2.3.0.
"""

from __future__ import annotations

from collections.abc import Iterator

_HEADER = 10
"""Bytes of the tag's header, and of a frame's."""
_CODECS = ("latin-1", "utf-16", "utf-16-be", "utf-8")


def described_texts(mp3: bytes) -> list[tuple[str, str]]:
    """Return the name and the text of each TXXX frame, in the order of the file."""
    found = []
    for name, body in _frames(mp3):
        if name == b"TXXX" and body and body[0] < len(_CODECS):
            wide = 2 if body[0] in (1, 2) else 1
            text, end = body[1:], bytes(wide)
            at = next((at for at in range(0, len(text), wide) if text[at : at + wide] == end), len(text))
            parts = (text[:at], text[at + wide :])
            description, value = (each.decode(_CODECS[body[0]], "replace").rstrip("\0") for each in parts)
            found.append((description, value))
    return found


def sound(mp3: bytes) -> bytes:
    """Return what comes behind the tag; all where there is none."""
    return mp3[_size(mp3) :]


def _size(mp3: bytes) -> int:
    """Return the bytes of the tag with its header; 0 where there is none of version 2.3."""
    if mp3[:4] != b"ID3\x03" or len(mp3) < _HEADER:
        return 0
    return _HEADER + sum((each & 0x7F) << shift for each, shift in zip(mp3[6:10], (21, 14, 7, 0), strict=True))


def _frames(mp3: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, end = _HEADER, min(_size(mp3), len(mp3))
    while at + _HEADER <= end and mp3[at]:
        length = int.from_bytes(mp3[at + 4 : at + 8], "big")
        yield mp3[at : at + 4], mp3[at + _HEADER : min(at + _HEADER + length, end)]
        at += _HEADER + length
