"""The times that a dry run shows, and how far they can be trusted."""

import pytest

from service.model import Kind, Segment, Utterance
from service.pipeline.prediction import predict_times


def segment(kind, pause):
    return Segment(kind, "a", (Utterance("前一句。"), Utterance("后一句。", pause=pause)))


def test_each_segment_begins_after_the_gap_and_its_sound():
    segments = (segment(Kind.STORY, 0.5), segment(Kind.BRIEF, 1.0), segment(Kind.BRIEF, 1.5), segment(Kind.CLOSING, 9))
    found = predict_times(segments, (10.0, 4.0, 5.0, 1.0), opening=3.0, sounds={0: 0.5, 1: 2.0})
    assert found.times == ((3.5, 13.5), (16.0, 20.0), (21.0, 26.0), (27.5, 28.5))


def test_the_gaps_are_what_the_voices_may_differ_by():
    """Between the shortest and the longest that sound natural, 0.25 and 1.5 seconds."""
    segments = (segment(Kind.STORY, 0.5), segment(Kind.STORY, 1.0), segment(Kind.CLOSING, 9))
    found = predict_times(segments, (10.0, 8.0, 2.0), opening=0.0, sounds={})
    assert found.slower == pytest.approx((0.25 + 0.75) / 20)
    assert found.faster == pytest.approx((1.0 + 0.5) / 20)
