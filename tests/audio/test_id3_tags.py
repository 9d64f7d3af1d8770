"""The ID3 tag as mutagen and, where it is installed, ffprobe read it."""

import datetime as dt
import hashlib
import io
import json
import shutil
import subprocess
from dataclasses import replace

import numpy as np
import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from PIL import Image

from service.audio import id3_tags, mp3
from service.audio.id3_tags import Tags
from service.errors import AudioError
from service.model import Chapter
from tests.support import id3_frames
from tests.support.synthetic_voice import voice

CHAPTERS = (
    Chapter(0.5, 2.25, "开场"),
    Chapter(2.25, 4.0, "<b>“引号”</b> & 号", "https://example.org/a?b=1"),
    Chapter(4.5, 6.0, "结束"),
)


def picture(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (32, 32), (180, 30, 30)).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def sound():
    pcm = np.frombuffer(voice(6.5), dtype="<i2")
    return mp3.join([(0, mp3.encode(pcm))], len(pcm))


@pytest.fixture(scope="module")
def described():
    return Tags(
        title="河湾早报：新桥通车",
        show="河湾听报",
        author="河湾听报编辑部",
        date=dt.date(2026, 3, 21),
        chapters=CHAPTERS,
        cover=picture("PNG"),
        text="第一句。\n第二句。",
        url="https://example.org/episode/",
        producer="hewan",
        id="4f9c",
    )


def test_all_that_was_said_is_read_back(sound, described):
    tag = ID3(io.BytesIO(id3_tags.write(sound, described)), translate=False)
    assert tag.version == (2, 3, 0)
    texts = {name: tag[name].text[0] for name in ("TIT2", "TPE1", "TALB", "TYER", "TDAT", "TLAN")}
    assert texts == {
        "TIT2": described.title,
        "TPE1": described.author,
        "TALB": described.show,
        "TYER": "2026",
        "TDAT": "2103",
        "TLAN": "chi",
    }
    (cover,) = tag.getall("APIC")
    assert (cover.mime, cover.type, cover.data) == ("image/png", 3, described.cover)
    assert tag.getall("USLT")[0].text == described.text


def test_the_file_has_one_mark_that_it_is_synthetic_with_all_seven_fields(sound, described):
    """Read from the bytes: GB 45438-2025, Annex E."""
    tagged = id3_tags.write(sound, described)
    [(name, text)] = id3_frames.described_texts(tagged)
    assert name == "AIGC"
    digest = hashlib.sha256(id3_frames.sound(tagged)).hexdigest()
    assert id3_frames.sound(tagged) == sound
    fields = {
        "Label": "1",
        "ContentProducer": "hewan",
        "ProduceID": "4f9c",
        "ReservedCode1": digest,
        "ContentPropagator": "hewan",
        "PropagateID": "4f9c",
        "ReservedCode2": "",
    }
    mark = json.loads(text)
    assert mark == {"AIGC": fields}
    assert list(mark["AIGC"]) == list(fields)


def test_the_mark_binds_the_sound(sound, described):
    def digest(mp3):
        return json.loads(id3_frames.described_texts(mp3)[0][1])["AIGC"]["ReservedCode1"]

    pcm = np.frombuffer(voice(6.5)[::-1], dtype="<i2")
    other = mp3.join([(0, mp3.encode(pcm))], len(pcm))
    assert digest(id3_tags.write(sound, described)) != digest(id3_tags.write(other, described))


@pytest.mark.parametrize("value", ["听报", "a b", 'a"b', "a\\b", "a\n", "\x7f"])
@pytest.mark.parametrize("field", ["producer", "id"])
def test_a_mark_takes_visible_ascii_alone(sound, described, field, value):
    with pytest.raises(AudioError, match="visible ASCII"):
        id3_tags.write(sound, replace(described, **{field: value}))


def test_chapters_are_listed_in_order_with_their_links(sound, described):
    tag = ID3(io.BytesIO(id3_tags.write(sound, described)))
    (toc,) = tag.getall("CTOC")
    read = [tag[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(frame.start_time, frame.end_time) for frame in read] == [(500, 2250), (2250, 4000), (4500, 6000)]
    assert [frame.sub_frames["TIT2"].text[0] for frame in read] == [chapter.title for chapter in CHAPTERS]
    assert [frame.url for frame in read[1].sub_frames.getall("WXXX")] == ["https://example.org/a?b=1"]


def test_chapters_stand_in_the_file_in_their_order(sound, described):
    """Players that skip the CTOC list them as they come."""
    tagged = id3_tags.write(sound, described)
    places = [tagged.index(f"chp{number}".encode() + bytes(1), tagged.index(b"CHAP")) for number in range(3)]
    assert places == sorted(places)


def test_the_sound_is_as_it_was_and_as_long(sound, described):
    tagged = id3_tags.write(sound, described)
    assert tagged.endswith(sound)
    assert MP3(io.BytesIO(tagged)).info.length == pytest.approx(6.5, abs=0.001)  # type: ignore[attr-defined]
    np.testing.assert_array_equal(mp3.decode(tagged), mp3.decode(sound))


def test_same_words_same_bytes(sound, described):
    assert id3_tags.write(sound, described) == id3_tags.write(sound, described)


def test_no_chapters_and_no_cover_leave_no_frames(sound):
    tag = ID3(io.BytesIO(id3_tags.write(sound, Tags("题", "集", "人", dt.date(2026, 1, 2), "hewan", "4f9c"))))
    assert not [name for name in tag if name[:4] in {"CHAP", "CTOC", "APIC", "USLT", "WOAF"}]


def test_of_too_many_chapters_the_first_are_named(sound):
    chapters = tuple(Chapter(float(number), number + 1.0, f"第{number}条", "") for number in range(300))
    tag = ID3(
        io.BytesIO(id3_tags.write(sound, Tags("期", "节目", "作者", dt.date(2026, 3, 21), "hewan", "4f9c", chapters)))
    )
    [contents] = tag.getall("CTOC")
    assert contents.child_element_ids == [f"chp{number}" for number in range(255)]
    assert {frame.element_id for frame in tag.getall("CHAP")} == set(contents.child_element_ids)


def test_a_cover_may_be_a_jpeg_and_nothing_else(sound):
    plain = Tags("题", "集", "人", dt.date(2026, 1, 2), "hewan", "4f9c", cover=picture("JPEG"))
    (cover,) = ID3(io.BytesIO(id3_tags.write(sound, plain))).getall("APIC")
    assert cover.mime == "image/jpeg"
    with pytest.raises(AudioError, match="neither a PNG nor a JPEG"):
        id3_tags.write(sound, Tags("题", "集", "人", dt.date(2026, 1, 2), "hewan", "4f9c", cover=picture("GIF")))


@pytest.mark.parametrize("chapters", [(Chapter(1, 1, "空"),), (Chapter(0, 3, "甲"), Chapter(2, 4, "乙"))])
def test_chapters_out_of_order_are_refused(sound, chapters):
    with pytest.raises(AudioError, match="must follow one another"):
        id3_tags.write(sound, Tags("题", "集", "人", dt.date(2026, 1, 2), "hewan", "4f9c", chapters=chapters))


@pytest.mark.client
@pytest.mark.skipif(not shutil.which("ffprobe"), reason="ffprobe is not installed")
def test_ffprobe_reads_the_chapters(sound, described, tmp_path):
    path = tmp_path / "episode.mp3"
    path.write_bytes(id3_tags.write(sound, described))
    command = ["ffprobe", "-v", "error", "-show_chapters", "-of", "json", str(path)]
    read = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    assert [(chapter["start"], chapter["end"]) for chapter in read["chapters"]] == [
        (500, 2250),
        (2250, 4000),
        (4500, 6000),
    ]
    assert [chapter["tags"]["title"] for chapter in read["chapters"]] == [chapter.title for chapter in CHAPTERS]
