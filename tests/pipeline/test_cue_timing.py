"""Cues and chapters: sums of samples."""

import datetime as dt

import numpy as np
import pytest

from service.audio.mixing import Span, Timeline
from service.model import SAMPLE_RATE, Clip, Cue, Kind, Script, Segment, Utterance
from service.pipeline import cue_timing


def script(*titles):
    segments = tuple(
        Segment(Kind.STORY, "a", (Utterance("一。"),), title=title, url=f"https://x/{title}") for title in titles
    )
    return Script("听报", dt.date(2026, 3, 21), "", "听报", 60.0, segments)


def test_chapters_follow_one_another_from_the_first_sample_to_the_last():
    heard = [Cue(2.0, 3.0, 0, 0), Cue(3.2, 4.0, 0, 1), Cue(5.0, 6.0, 1, 0), Cue(7.0, 8.0, 2, 0)]
    chapters = cue_timing.chapters(script("开场", "", "水厂"), heard, 9.5)
    assert [(each.start, each.end, each.title) for each in chapters] == [(0.0, 5.0, "开场"), (7.0, 9.5, "水厂")]
    assert chapters[1].url == "https://x/水厂"


def test_the_length_of_a_clip_is_known_from_its_cue():
    clip = Clip("a", bytes(2 * SAMPLE_RATE), SAMPLE_RATE)
    span = Span(100, 100 + SAMPLE_RATE)
    (cue,) = cue_timing.cues([clip], Timeline(2 * SAMPLE_RATE, (), (span,), ((span,),)))
    assert cue_timing.clip_seconds(cue) == pytest.approx(clip.seconds)


def test_a_cue_begins_and_ends_in_the_middle_of_its_clips_margins():
    loud = (6000 * np.sin(np.arange(SAMPLE_RATE) / 5)).astype("<i2").tobytes()
    clips = [Clip("a", loud, SAMPLE_RATE), Clip("b", loud, SAMPLE_RATE)]
    spans = (Span(0, SAMPLE_RATE), Span(2 * SAMPLE_RATE, 3 * SAMPLE_RATE))
    line = Timeline(3 * SAMPLE_RATE, (), spans, ((spans[0],), (spans[1],)))
    first, second = cue_timing.cues(clips, line)
    assert (first.segment, first.utterance, second.segment) == (0, 0, 1)
    assert first.start == pytest.approx(0.025)
    assert second.end == pytest.approx(3 - 0.025)
