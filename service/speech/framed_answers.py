"""Answers on a pipe: before each its job's number, its length and its checksum."""

from __future__ import annotations

import os
import struct
import zlib

HEADER = struct.Struct("<III")
"""Before each answer: the job's number, the answer's length in bytes (0: the job failed) and its CRC-32."""


def put(descriptor: int, number: int, answer: bytes) -> None:
    """Write the answer to a job."""
    write_whole(descriptor, HEADER.pack(number, len(answer), zlib.crc32(answer)) + answer)


def write_whole(descriptor: int, data: bytes) -> None:
    """Write all of it, in as many parts as the system takes."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
