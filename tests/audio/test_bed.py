"""Music under speech, measured: as far below the voice as is promised, and gone before the next sound."""

from dataclasses import replace

import numpy as np
import pytest

from service.audio import bed, loudness, mixing, mp3, render
from service.audio.mixing import ClipWithPause, Jingles, MixSegment
from service.model import SAMPLE_RATE
from tests.support.synthetic_voice import voice

SECONDS = np.arange(7 * SAMPLE_RATE) / SAMPLE_RATE
MUSIC = sum(np.sin(2 * np.pi * pitch * SECONDS) for pitch in (220.0, 277.18, 329.63))
LOUD, SOFT = (np.rint(level * MUSIC).astype("<i2").tobytes() for level in (9000, 300))
CLIP = ClipWithPause(voice(3.0), 0.3)
LAST = replace(CLIP, pause=1.5)
PARTS = [MixSegment((CLIP, LAST), bed=True), MixSegment((CLIP, CLIP, LAST), bed=True), MixSegment((LAST,))]


def speech_and_music(music):
    """Return the first chunk's speech, and the music that was added to it."""
    chunk = mixing.speech_chunks(PARTS, Jingles(bed=music))[0]
    with_music = np.frombuffer(chunk.sound(music), dtype="<i2")
    speech = np.zeros_like(with_music)
    alone = np.frombuffer(mixing.mix(chunk.pieces), dtype="<i2")
    speech[: len(alone)] = alone
    return speech, (with_music.astype(int) - speech).astype("<i2"), chunk


@pytest.mark.parametrize("music", [LOUD, SOFT])
def test_the_music_lies_20_lu_below_the_voice_and_less_far_in_a_long_pause(music):
    speech, added, chunk = speech_and_music(music)
    voice_level = loudness.integrated(speech)
    first, pause = added[SAMPLE_RATE : 6 * SAMPLE_RATE], added[6 * SAMPLE_RATE + 14_400 : 6 * SAMPLE_RATE + 36_000]
    assert voice_level - loudness.integrated(first) == pytest.approx(20, abs=1)
    assert voice_level - loudness.integrated(pause) == pytest.approx(12, abs=2)
    assert chunk.over_bed


def test_it_comes_from_silence_and_goes_to_silence_without_a_click():
    _, added, chunk = speech_and_music(LOUD)
    assert np.abs(added[:24]).max() <= 2
    assert np.abs(added[-24:]).max() <= 2
    assert chunk.tail == round((1.5 - mixing.SHORTEST_GAP) * SAMPLE_RATE)
    inside = np.abs(np.diff(added.astype(int)))
    steepest = np.abs(np.diff(np.frombuffer(LOUD, dtype="<i2").astype(int))).max()
    assert inside.max() <= steepest * np.abs(added).max() / 9000  # the seam of the repeated music is none


def test_a_bed_shorter_than_the_words_goes_on_to_the_end():
    _, added, _ = speech_and_music(LOUD)
    steps = added[: len(added) // 2400 * 2400].reshape(-1, 2400).astype(float)
    levels = np.sqrt((steps[3:-20] ** 2).mean(axis=1))
    assert len(added) > 2 * len(LOUD) // 2
    assert levels.min() > 0.4 * levels.max() / 10 ** ((bed.UNDER_SPEECH - bed.IN_PAUSES) / 20)


def level_at(samples, pitch):
    """The level of one pitch, dB."""
    heard = samples * np.hanning(len(samples))
    wave = np.exp(-2j * np.pi * pitch * np.arange(len(samples)) / SAMPLE_RATE)
    return 20 * np.log10(np.abs(heard @ wave) / np.hanning(len(samples)).sum())


def test_what_a_listener_decodes_has_music_that_yields_to_the_voice():
    """A pitch that the voice has not: 8 LU softer while it speaks than in its pause, and none under the news."""
    music = np.rint(9000 * np.sin(2 * np.pi * 5000 * SECONDS)).astype("<i2").tobytes()
    made = render.render(PARTS, Jingles(bed=music))
    heard = np.frombuffer(mp3.decode(made.mp3), dtype="<i2").astype(float)
    assert abs(len(heard) / SAMPLE_RATE - 6 * 3.0 - 4.5 - 3 * 0.3 - 0.25) < 0.5
    (first, second), _, (news,) = made.timeline.pieces
    pause = heard[second.end + 12_000 : second.end + 28_000]
    spoken = heard[first.start + 12_000 : first.end - 12_000]
    assert level_at(pause, 5000) - level_at(spoken, 5000) == pytest.approx(bed.UNDER_SPEECH - bed.IN_PAUSES, abs=1.5)
    assert level_at(heard[news.start + 12_000 : news.end], 5000) < level_at(spoken, 5000) - 15


def test_the_programme_has_its_length_and_loudness_with_a_bed():
    own = Jingles(bed=LOUD)
    made, without = render.render(PARTS, own), render.render(PARTS, Jingles())
    assert made.timeline.total == without.timeline.total == len(mp3.decode(made.mp3))
    assert made.loudness == pytest.approx(without.loudness, abs=0.3)
    assert made.mp3 == render.render(PARTS, own).mp3
