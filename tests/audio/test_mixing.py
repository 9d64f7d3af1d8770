"""The timeline is arithmetic, and the mix is its clips."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio import mixing
from service.audio.mixing import FRAME, ClipWithPause, Jingles, MixSegment, Role
from service.errors import AudioError
from service.model import SAMPLE_RATE
from tests.support.examples import examples
from tests.support.synthetic_voice import voice
from tests.support.tables import every_row

pieces = st.builds(
    lambda n, pause: ClipWithPause(bytes(2 * n), pause),
    st.integers(1, 40_000) | st.integers(1, 300_000),
    st.floats(0.0, 1.5),
)
ends = st.builds(ClipWithPause, st.just(bytes(2 * 9000)), st.floats(0.1, 1.5))
parts = st.builds(
    lambda some, end, stinger, bed: MixSegment((*some, end), stinger, bed),
    st.lists(pieces, max_size=5),
    ends,
    st.booleans(),
    st.booleans(),
)
sounds = st.integers(0, 60_000).map(lambda n: bytes(2 * n))
chimes = st.builds(Jingles, sounds, sounds, sounds, sounds, sounds)


@settings(derandomize=True, max_examples=examples(60), deadline=None)
@given(st.lists(parts, min_size=1, max_size=6), chimes)
def test_the_length_is_the_sum_of_sounds_and_silences(programme, own):
    line = mixing.timeline(programme, own)
    expected = round(mixing.TAIL * SAMPLE_RATE) + (len(own.opening) + len(own.closing)) // 2
    expected += round(mixing.AFTER_OPENING * SAMPLE_RATE) if own.opening else 0
    expected += len(own.ident) // 2 + round(mixing.AFTER_OPENING * SAMPLE_RATE) if own.ident else 0
    for part in programme:
        expected += sum(len(piece.pcm) // 2 + round(piece.pause * SAMPLE_RATE) for piece in part.pieces)
        if part.stinger and own.stinger:
            expected += len(own.stinger) // 2 + round(mixing.AFTER_STINGER * SAMPLE_RATE)
    assert line.total == expected


@settings(derandomize=True, max_examples=examples(60), deadline=None)
@given(st.lists(parts, min_size=1, max_size=6), chimes)
def test_chunks_stand_on_the_grid_with_room_for_the_codec(programme, own):
    line = mixing.timeline(programme, own)
    ends = [*(chunk.span.start for chunk in line.chunks[1:]), line.total]
    for chunk, end in zip(line.chunks, ends, strict=True):
        assert chunk.span.start % FRAME == 0
        if end != line.total:
            frames = -(-(chunk.span.end - chunk.span.start + mixing.CODEC_DELAY) // FRAME)
            assert chunk.span.start + frames * FRAME <= end
        assert chunk.span.end <= line.total


@settings(derandomize=True, max_examples=examples(50), deadline=None)
@given(st.lists(parts, min_size=1, max_size=6), chimes)
def test_every_clip_keeps_its_length_and_its_pauses(programme, own):
    line = mixing.timeline(programme, own)
    for part, spans, whole in zip(programme, line.pieces, line.parts, strict=True):
        assert (whole.start, whole.end) == (spans[0].start, spans[-1].end)
        assert [span.end - span.start for span in spans] == [piece.samples for piece in part.pieces]
        heard = iter(spans)
        for group in [part.pieces] if part.bed and own.bed else mixing.clip_groups(part):
            inside = [next(heard) for _ in group]
            for piece, span, after in zip(group, inside, inside[1:], strict=False):
                assert after.start - span.end == round(piece.pause * SAMPLE_RATE)
        for piece, span, after in zip(part.pieces, spans, spans[1:], strict=False):
            assert abs(after.start - span.end - piece.pause * SAMPLE_RATE) <= FRAME  # 24 ms, between two groups


@settings(derandomize=True, max_examples=examples(50), deadline=None)
@given(parts)
def test_a_group_of_clips_is_long_enough_and_ends_in_silence(part):
    groups = mixing.clip_groups(part)
    assert tuple(piece for group in groups for piece in group) == part.pieces
    for group in groups[:-1]:
        assert sum(piece.samples / SAMPLE_RATE + piece.pause for piece in group) >= mixing.CHUNK_SECONDS
        assert group[-1].pause >= mixing.SHORTEST_GAP
    for group in groups:
        before = sum(piece.samples / SAMPLE_RATE + piece.pause for piece in group[:-1])
        assert before < mixing.CHUNK_SECONDS or all(piece.pause < mixing.SHORTEST_GAP for piece in group[:-1][-1:])


def test_a_stinger_adds_what_it_says():
    programme = [MixSegment((ClipWithPause(b"\1\0" * 9000, 0.3),), stinger=number > 0) for number in range(3)]
    own = Jingles(stinger=bytes(50_000))
    added = mixing.timeline(programme, own).total - mixing.timeline(programme, Jingles()).total
    assert added == round(2 * mixing.stinger_seconds(own) * SAMPLE_RATE)
    assert mixing.stinger_seconds(Jingles()) == 0


def test_a_part_is_moved_by_less_than_an_ear_can_tell():
    programme = [MixSegment((ClipWithPause(bytes(2 * (10_000 + 7 * n)), 0.5),)) for n in range(50)]
    line = mixing.timeline(programme, Jingles())
    nominal = 0
    for part, span in zip(programme, line.parts, strict=True):
        assert abs(span.start - nominal) <= FRAME // 2
        nominal += part.pieces[0].samples + SAMPLE_RATE // 2


def test_chimes_come_first_and_last_and_stingers_before_their_part():
    own = Jingles(bytes(4000), bytes(6000), bytes(2000))
    programme = [MixSegment((ClipWithPause(b"\1\0" * 9000, 0.3),), stinger=number == 1) for number in range(3)]
    line = mixing.timeline(programme, own)
    roles = [Role.OPENING, Role.SPEECH, Role.STINGER, Role.SPEECH, Role.SPEECH, Role.CLOSING]
    assert [chunk.role for chunk in line.chunks] == roles
    assert [chunk.span for chunk in line.chunks if chunk.role is Role.SPEECH] == list(line.parts)


@every_row(
    ("programme", "says"),
    [
        ([], "no parts"),
        ([MixSegment(())], "Part 1 .* no clip"),
        ([MixSegment((ClipWithPause(b"", 0.5),))], "Clip 1 of part 1 is no 16-bit PCM"),
        ([MixSegment((ClipWithPause(b"abc", 0.5),))], "has 3 bytes"),
        ([MixSegment((ClipWithPause(b"ab", -0.5), ClipWithPause(b"ab", 0.5)))], "cannot be negative"),
        ([MixSegment((ClipWithPause(b"ab", 0.05),))], "at least 0.1 s"),
    ],
)
def test_what_cannot_be_mixed_is_named(programme, says):
    with pytest.raises(AudioError, match=says):
        mixing.timeline(programme, Jingles())


def test_no_click_where_a_clip_meets_silence():
    clips = [voice(1.0, seed=n)[2 * 1500 : -2 * 1300] for n in range(3)]  # cut in the middle of a syllable
    part = MixSegment(tuple(ClipWithPause(clip, 0.2) for clip in clips))
    mixed = np.frombuffer(mixing.mix(part.pieces), dtype="<i2").astype(int)
    largest = max(np.abs(np.diff(np.frombuffer(clip, dtype="<i2").astype(int))).max() for clip in clips)
    steps = np.abs(np.diff(np.concatenate([[0], mixed, [0]])))
    (spans,) = mixing.timeline([part], Jingles()).pieces
    for span in spans:
        assert steps[span.start] < largest / 20
        assert steps[span.end] < largest / 20
    assert np.abs(np.frombuffer(clips[0], dtype="<i2")[0].astype(int)) > largest / 20  # it would have clicked


def test_fades_leave_the_inside_alone():
    clip = np.frombuffer(voice(0.5), dtype="<i2")
    np.testing.assert_array_equal(mixing.faded(clip)[72:-72], clip[72:-72])
    assert len(mixing.faded(clip[:1])) == 1


def test_an_ident_is_heard_between_the_opening_and_the_first_word():
    own = Jingles(opening=bytes(4000), ident=bytes(8000))
    line = mixing.timeline([MixSegment((ClipWithPause(b"\1\0" * 9000, 0.3),))], own)
    assert [chunk.role for chunk in line.chunks] == [Role.OPENING, Role.IDENT, Role.SPEECH]
    assert abs(line.parts[0].start / SAMPLE_RATE - mixing.opening_seconds(own)) <= FRAME / 2 / SAMPLE_RATE


def test_the_sound_of_the_news_is_heard_once_before_the_first_of_them():
    own = Jingles(news=bytes(8000), stinger=bytes(4000))
    long = tuple(ClipWithPause(b"\1\0" * 12 * SAMPLE_RATE, 0.3) for _ in range(3))  # more than one chunk
    programme = [MixSegment(long[:1]), MixSegment(long, news=True), MixSegment(long[:1], stinger=True)]
    line = mixing.timeline(programme, own)
    roles = [chunk.role for chunk in line.chunks]
    assert roles == [Role.SPEECH, Role.NEWS, Role.SPEECH, Role.SPEECH, Role.STINGER, Role.SPEECH]
    gap = (line.parts[1].start - line.parts[0].end) / SAMPLE_RATE
    assert gap == pytest.approx(0.3 + mixing.news_seconds(own), abs=FRAME / SAMPLE_RATE)
    without = mixing.timeline(programme, replace(own, news=b""))
    assert line.total - without.total == round(mixing.news_seconds(own) * SAMPLE_RATE)
    assert mixing.jingle_seconds(own) - mixing.jingle_seconds(replace(own, news=b"")) == mixing.news_seconds(own)


def test_parts_over_one_bed_are_one_chunk_that_fades_out_before_the_next():
    bed = Jingles(stinger=bytes(2000), bed=voice(1.0))
    clip = ClipWithPause(b"\1\0" * 9000, 1.2)
    programme = [MixSegment((clip, clip), bed=True), MixSegment((clip,), bed=True), MixSegment((clip,), stinger=True)]
    line = mixing.timeline(programme, bed)
    assert [chunk.role for chunk in line.chunks] == [Role.SPEECH_OVER_BED, Role.STINGER, Role.SPEECH]
    music = line.chunks[0].span
    assert (music.start, line.parts[1].end) == (0, 3 * 9000 + 2 * round(1.2 * SAMPLE_RATE))
    assert music.end == line.parts[1].end + round((1.2 - mixing.SHORTEST_GAP) * SAMPLE_RATE)
    assert line.total == mixing.timeline(programme, replace(bed, bed=b"")).total
