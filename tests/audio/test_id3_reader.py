"""Marks are read back from the bytes of a tag, of ours and of damaged ones."""

import datetime as dt
import io
import random

from mutagen import id3

from service.audio import id3_reader, id3_tags
from service.audio.id3_tags import Tags
from service.model import Chapter
from tests.support import id3_frames
from tests.support.publishing_samples import mp3
from tests.support.tables import every_row


def tagged():
    chapters = (Chapter(0.0, 0.5, "开场"), Chapter(0.5, 1.0, "新闻"))
    return id3_tags.write(mp3(), Tags("题", "集", "人", dt.date(2026, 1, 2), "hewan", "4f9c", chapters))


def test_what_was_written_is_read_back():
    assert id3_reader.described_texts(tagged()) == id3_frames.described_texts(tagged())
    assert id3_reader.sound(tagged()) == mp3()


@every_row("encoding", [0, 1, 2, 3])
def test_every_encoding_is_read_and_two_frames_of_one_name_stay_two(encoding):
    def frame(text):
        tag, file = id3.ID3(), io.BytesIO()
        tag.add(id3.TXXX(encoding=encoding, desc="AIGC", text=[text]))
        tag.save(file, v2_version=3, padding=lambda info: 0)
        return file.getvalue()[10:]

    body = frame("one") + frame("two")
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    assert id3_reader.described_texts(b"ID3\x03\0\0" + size + body) == [("AIGC", "one"), ("AIGC", "two")]


def test_without_a_tag_all_is_sound_and_nothing_is_marked():
    assert id3_reader.described_texts(mp3()) == []
    assert id3_reader.sound(mp3()) == mp3()
    assert id3_reader.described_texts(b"") == []
    assert id3_reader.described_texts(b"ID3\x03") == []


def test_a_damaged_tag_is_read_as_far_as_it_goes():
    dice, whole = random.Random(3), tagged()
    tag = len(whole) - len(mp3())
    for _ in range(300):
        broken = bytearray(whole[: dice.randrange(1, tag)])
        for _ in range(3):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        found = id3_reader.described_texts(bytes(broken))
        assert sum(len(text) for _, text in found) <= len(broken)
