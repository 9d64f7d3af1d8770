"""The whole way: clips in, a checked MP3 out, decoded and measured here with nothing taken on trust."""

import re
import shutil
import subprocess

import numpy as np
import pytest

from service.audio import jingles, limiter, loudness, mp3, render
from service.audio.mixing import ClipWithPause, Jingles, MixSegment, Role
from service.errors import AudioError
from service.model import SAMPLE_RATE
from service.storage.disk_cache import DiskCache
from tests.audio.test_mp3 import place_of
from tests.support.synthetic_voice import voice
from tests.support.tables import thinned


def parts(count: int = 5) -> list[MixSegment]:
    """Two anchors, one four times as loud as the other, with a stinger in the middle."""
    return [
        MixSegment(
            tuple(
                ClipWithPause(
                    voice(
                        1.3 + 0.31 * n + 0.17 * number, (120, 210)[number % 2], (800, 3200)[number % 2], 9 * number + n
                    ),
                    0.35 if n < 2 else 0.8,
                )
                for n in range(3)
            ),
            stinger=number == 2,
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module")
def made():
    return render.render(parts(), jingles.default())


@pytest.fixture(scope="module")
def heard(made):
    return mp3.decode(made.mp3)


def test_it_is_as_long_as_its_timeline(made, heard):
    assert len(heard) == made.timeline.total
    assert made.seconds == made.timeline.total / SAMPLE_RATE


def test_loudness_and_peak_are_those_of_the_decoded_file(made, heard):
    assert made.loudness == pytest.approx(loudness.integrated(heard), abs=0.01)
    assert made.loudness == pytest.approx(-19.0, abs=0.3)
    assert made.peak == pytest.approx(loudness.true_peak(heard), abs=0.01)
    assert made.peak <= -1.0


def test_anchors_and_segments_are_within_one_unit(made, heard):
    levels = [loudness.integrated(heard[span.start : span.end]) for span in made.timeline.parts]
    assert max(levels) - min(levels) < 0.5


def test_chimes_are_softer_than_speech_and_still_heard(made, heard):
    for chunk in made.timeline.chunks:
        if chunk.role is not Role.SPEECH:
            assert -25 < loudness.integrated(heard[chunk.span.start : chunk.span.end]) < -19.5


def test_every_clip_is_heard_at_its_sample(made, heard):
    for part, spans in zip(parts(), made.timeline.pieces, strict=True):
        for piece, span in zip(part.pieces, spans, strict=True):
            assert place_of(np.frombuffer(piece.pcm, dtype="<i2"), heard, span.start) == span.start


def test_pauses_are_silent_and_join_without_a_click(made, heard):
    inside = np.abs(np.diff(heard.astype(int)))
    largest = min(inside[span.start : span.end].max() for span in made.timeline.parts)
    for spans in made.timeline.pieces:
        for span in spans:
            for edge in (span.start, span.end):
                assert inside[max(0, edge - 48) : edge + 48].max() < largest
            assert np.abs(heard[span.end + 1200 : span.end + 4000].astype(int)).max() < 40


@pytest.mark.client
@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_ffmpeg_hears_the_same(made, heard, tmp_path):
    path = tmp_path / "programme.mp3"
    path.write_bytes(made.mp3)
    command = ["ffmpeg", "-nostats", "-i", str(path), "-af", "ebur128=peak=true", "-f", "s16le", "-"]
    told = subprocess.run(command, capture_output=True, check=True)
    assert len(told.stdout) == 2 * len(heard)
    summary = told.stderr.decode().split("Summary:")[1]
    values = dict(re.findall(r"(I|Peak): +(-?[\d.]+)", summary))
    assert float(values["I"]) == pytest.approx(made.loudness, abs=0.06)
    assert float(values["Peak"]) == pytest.approx(made.peak, abs=0.15)


def test_same_clips_same_bytes(made):
    assert render.render(parts(), jingles.default()).mp3 == made.mp3


class Memory(dict):
    """A cache that counts what is put into it."""

    put_count = 0

    def put(self, key, raw):
        self.put_count += 1
        self[key] = raw


def test_one_changed_part_is_encoded_alone(made):
    cache = Memory()
    assert render.render(parts(), jingles.default(), cache).mp3 == made.mp3
    assert cache.put_count == 8  # five parts, a stinger, two chimes
    changed = parts()
    changed[1] = MixSegment((ClipWithPause(voice(2.2, 300), 0.41),))
    again = render.render(changed, jingles.default(), cache)
    assert cache.put_count == 9
    assert again.mp3 == render.render(changed, jingles.default()).mp3


def test_longer_pauses_between_parts_encode_nothing():
    cache = Memory()
    before = parts()
    render.render(before, jingles.default(), cache)
    put = cache.put_count
    spread = [MixSegment((*p.pieces[:-1], ClipWithPause(p.pieces[-1].pcm, 1.234)), p.stinger) for p in before]
    made = render.render(spread, jingles.default(), cache)
    assert cache.put_count == put
    assert len(mp3.decode(made.mp3)) == made.timeline.total


@pytest.mark.slow
def test_peaks_that_the_codec_raises_are_brought_down():
    """Bursts of noise, crests far above the mean: 64 kb/s cannot keep their shape."""
    chance = np.random.default_rng(1)
    bursts = np.zeros(8 * SAMPLE_RATE)
    for start in range(0, len(bursts), 6000):
        bursts[start : start + 800] = chance.standard_normal(800) * 9000
    clip = np.clip(bursts, -32768, 32767).astype("<i2").tobytes()
    pcm = np.frombuffer(clip, dtype="<i2")
    plain = mp3.encode(limiter.master(pcm, -18.0, -2.0))
    decoded = mp3.decode(mp3.join([(0, plain)], len(pcm)))
    assert loudness.integrated(decoded) == pytest.approx(-19.0, abs=0.3)
    assert loudness.true_peak(decoded) > -1.0
    made = render.render([MixSegment((ClipWithPause(clip, 0.5),))], Jingles())
    assert made.loudness == pytest.approx(-19.0, abs=0.3)
    assert loudness.true_peak(mp3.decode(made.mp3)) <= -1.0


@pytest.mark.slow
def test_what_cannot_be_brought_to_its_level_is_refused():
    clicks = np.zeros(8 * SAMPLE_RATE, dtype="<i2")
    clicks[::1200] = 20_000
    with pytest.raises(AudioError, match="could not be brought to -19 LUFS"):
        render.render([MixSegment((ClipWithPause(clicks.tobytes(), 0.5),))], Jingles())


@pytest.mark.parametrize("silent", [0, 2])
def test_silence_where_speech_should_be_is_refused(silent):
    broken = parts(3)
    pieces = list(broken[1].pieces)
    pieces[silent] = ClipWithPause(bytes(2 * SAMPLE_RATE), 0.5)
    broken[1] = MixSegment(tuple(pieces))
    with pytest.raises(AudioError, match=f"Clip {silent + 1} of part 2 is silent for 1"):
        render.render(broken, Jingles())


def test_a_clip_that_breaks_off_is_refused():
    broken = MixSegment((ClipWithPause(voice(1.0) + bytes(2 * 3 * SAMPLE_RATE) + voice(1.0), 0.5),))
    with pytest.raises(AudioError, match=r"is silent for (2\.9|3\.0) s"):
        render.render([broken], Jingles())


@pytest.mark.parametrize("place", thinned([1000, 0, 20, -400], 4))
def test_a_damaged_cache_entry_is_encoded_anew(tmp_path, place):
    """One bit, wherever it is: in the head, in what was measured, in the frames."""
    cache = DiskCache(tmp_path)
    made = render.render(parts(2), Jingles(), cache)
    kept = sorted(path for path in tmp_path.glob("*/*"))
    before = [path.read_bytes() for path in kept]
    assert len(kept) == 2
    damaged = bytearray(before[0])
    damaged[place] ^= 4
    kept[0].write_bytes(damaged)
    kept[1].write_bytes(before[1][: len(before[1]) // 2])
    assert render.render(parts(2), Jingles(), cache).mp3 == made.mp3
    assert [path.read_bytes() for path in kept] == before


def test_what_is_kept_of_another_sound_is_encoded_anew():
    cache = Memory()
    made = render.render(parts(2), Jingles(), cache)
    one, other = cache
    cache[one], cache[other] = cache[other], b""
    assert render.render(parts(2), Jingles(), cache).mp3 == made.mp3
    assert cache.put_count == 4


def test_what_was_measured_is_what_a_warm_run_goes_by(made):
    cache = Memory()
    render.render(parts(), jingles.default(), cache)
    warm = render.render(parts(), jingles.default(), cache)
    assert cache.put_count == 8
    assert (warm.mp3, warm.loudness, warm.peak) == (made.mp3, made.loudness, made.peak)
