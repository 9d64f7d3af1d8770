"""Answers on a pipe: written whole, in as many parts as the system takes."""

import os
import zlib

from service.core.anonymous_file import anonymous_file
from service.speech import framed_answers


def test_an_answer_stands_behind_its_number_its_length_and_its_checksum(monkeypatch):
    write, parts = os.write, []

    def a_little(descriptor, data):
        parts.append(len(data))
        return write(descriptor, data[:5])

    monkeypatch.setattr("os.write", a_little)
    with anonymous_file() as file:
        framed_answers.put(file.fileno(), 7, b"answer")
        file.seek(0)
        assert framed_answers.HEADER.unpack(file.read(framed_answers.HEADER.size)) == (7, 6, zlib.crc32(b"answer"))
        assert file.read() == b"answer"
    assert len(parts) > 1
