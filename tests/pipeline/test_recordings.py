"""Sounds of a show's own items: what is taken, how loud it is then, and that a damaged one is known."""

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from service.audio import loudness, render
from service.core.standing_items import StandingItem
from service.errors import PublishError, UsageError
from service.model import Clip, Utterance, VoiceLine
from service.pipeline import recordings
from service.pipeline.editor_rules import EditorRulesFile
from service.pipeline.recordings import Recordings
from tests.support.sound_files import as_mp3, as_wav, silence, tone

DAMAGED = Path(__file__).parents[1] / "data" / "audio" / "damaged.ogg"
"""Of a tone of ours; a few bytes of it are others, and the decoder in C writes where it may not."""


@pytest.fixture
def kept(tmp_path):
    return Recordings(tmp_path, "daily")


def path_of(tmp_path, key):
    return Path(tmp_path, "sounds", "daily", f"{key}.wav")


def samples_of(clip):
    return np.frombuffer(clip.pcm, "<i2")


@pytest.mark.parametrize("strength", [150, 2000, 32000])
def test_it_is_as_loud_as_speech_however_loud_it_came(kept, strength):
    found = kept.save(as_wav(tone(4, strength=strength)))
    samples = samples_of(kept.clip(found.key))
    assert loudness.integrated(samples) == pytest.approx(render.TARGET, abs=0.3)
    assert found.seconds == len(samples) / 24_000


def test_silence_at_its_ends_is_cut_off_and_inside_it_stays(kept):
    sound = np.concatenate([silence(3), tone(1), silence(4), tone(1), silence(5)])
    assert kept.save(as_wav(sound)).seconds == pytest.approx(6, abs=0.1)


def test_the_same_file_is_kept_once_and_shows_share_nothing(kept, tmp_path):
    data = as_mp3(tone(2))
    first = kept.save(data)
    assert kept.save(data) == first == kept.get(first.key) == kept.require(first.key)
    assert len(list((tmp_path / "sounds" / "daily").iterdir())) == 1
    assert Recordings(tmp_path, "weekly").get(first.key) is None


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_what_a_phone_has_recorded_is_kept_as_any_other(kept, tmp_path):
    Path(tmp_path, "in.wav").write_bytes(as_wav(tone(4)))
    argv = ["ffmpeg", "-v", "error", "-i", "in.wav", "-c:a", "aac", "memo.m4a"]
    subprocess.run(argv, cwd=tmp_path, check=True, capture_output=True)
    found = kept.save(Path(tmp_path, "memo.m4a").read_bytes())
    assert found.seconds == pytest.approx(4, abs=0.1)
    assert loudness.integrated(samples_of(kept.clip(found.key))) == pytest.approx(render.TARGET, abs=0.3)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "is empty"),
        (bytes(recordings.MOST_BYTES + 1), "over 20 MB"),
        (b"OggS" + bytes(24) + b"OpusHead" + bytes(100), "no Opus that can be decoded"),
        (b"%PDF-1.7" + bytes(100), "This is PDF"),
        (b"PK\x03\x04" + bytes(100), "ZIP"),
        (b"<script>alert(1)</script>", "no sound file"),
        (as_wav(tone(3))[:50_000], "end is missing"),
        (as_wav(tone(181)), r"lasts 181\.0 s; 180 s"),
        (as_wav(silence(3)), "silent"),
    ],
)
def test_what_cannot_be_one_is_refused_with_the_reason_and_nothing_is_kept(kept, tmp_path, data, why):
    with pytest.raises(UsageError, match=why):
        kept.save(data)
    assert not list(tmp_path.rglob("*.wav"))


def test_a_file_that_ends_its_decoder_is_refused_and_the_next_one_is_read(kept):
    with pytest.raises(UsageError, match="reader of sounds fails at it"):
        kept.save(DAMAGED.read_bytes())
    assert kept.save(as_wav(tone(1)))


def test_no_decoder_of_what_is_sent_in_runs_here(kept, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert kept.save(as_wav(tone(1)))
    (tmp_path / "miniaudio.py").write_text("import os\nos.abort()", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError, match="reader of sounds fails at it"):
        kept.save(as_wav(tone(2)))


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-2], lambda data: data[:200] + b"\0\1" + data[202:], lambda _: b""]
)
def test_a_damaged_file_counts_as_none_and_sent_again_it_is_whole(kept, tmp_path, damage):
    data = as_wav(tone(2))
    found = kept.save(data)
    path = path_of(tmp_path, found.key)
    path.write_bytes(damage(path.read_bytes()))
    assert kept.clip(found.key) is None
    with pytest.raises(UsageError, match="no such sound"):
        kept.require(found.key)
    assert kept.save(data) == found
    assert kept.clip(found.key)


@pytest.mark.parametrize("key", ["", "..", "../../etc/passwd", "a" * 31, "A" * 32, "0" * 32, "\0" * 32])
def test_what_is_no_key_names_no_file(kept, key):
    assert kept.wav(key) is None


def test_beside_a_voice_each_line_has_its_own_sound(kept):
    found = kept.save(as_wav(tone(2)))
    asked = []

    def speak(lines):
        asked.extend(lines)
        return [Clip(each.utterance.written, b"\0\0", 24_000) for each in lines]

    spoken = [VoiceLine("a", Utterance(text)) for text in ("一。", "二。")]
    recorded = VoiceLine("a", Utterance("广告", recording=found))
    clips = kept.beside(speak)([spoken[0], recorded, spoken[1]])
    assert [each.key for each in clips] == ["一。", found.key, "二。"]
    assert asked == spoken


def test_one_that_is_lost_meanwhile_is_named(kept, tmp_path):
    found = kept.save(as_wav(tone(2)))
    path_of(tmp_path, found.key).unlink()
    with pytest.raises(PublishError, match="is lost"):
        kept.beside(lambda lines: [])([VoiceLine("a", Utterance("广告", recording=found))])


@pytest.mark.slow
def test_where_all_places_are_taken_the_oldest_without_a_use_goes(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "MOST", 3)
    sent = [kept.save(as_wav(tone(1, pitch))) for pitch in (300, 400, 500)]
    for age, each in enumerate(sent):
        os.utime(path_of(tmp_path, each.key), (time.time() - 60 + age,) * 2)
    item = StandingItem("广告", recording=sent[0])
    EditorRulesFile(tmp_path, "daily").change(lambda rules: replace(rules, items=(item,)))
    new = kept.save(as_wav(tone(1, 600)))
    assert [kept.get(each.key) is not None for each in (*sent, new)] == [True, False, True, True]


@pytest.mark.slow
def test_where_all_have_a_use_no_further_one_is_taken(kept, tmp_path, monkeypatch):
    monkeypatch.setattr(recordings, "MOST", 1)
    item = StandingItem("广告", recording=kept.save(as_wav(tone(1))))
    EditorRulesFile(tmp_path, "daily").change(lambda rules: replace(rules, items=(item,)))
    with pytest.raises(UsageError, match="1 sounds, and all are used"):
        kept.save(as_wav(tone(1, 600)))
    assert kept.save(as_wav(tone(1))) == item.recording


@pytest.mark.slow
def test_two_at_once_keep_the_same_file_whole(kept):
    data = as_wav(tone(2))
    found = []
    writers = [threading.Thread(target=lambda: found.append(kept.save(data))) for _ in range(4)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert len(set(found)) == 1
    assert len(found) == 4
    assert kept.clip(found[0].key)
