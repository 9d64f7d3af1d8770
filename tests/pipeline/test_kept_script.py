"""A finished script is spoken whole; its pauses meet the length where it is near, and are natural where it is not."""

import pytest

from service.model import Clip, Kind, Segment, Utterance
from service.pipeline import kept_script
from service.pipeline.length import GIVE
from tests.support.tables import every_row

LINE = Utterance("一二三四五六七八九十。")
RATE = 24_000


def speak(lines):
    return [Clip("", bytes(2 * RATE), RATE) for _ in lines]  # a second each


def total(fitted):
    pauses = sum(u.pause for segment in fitted.segments for u in segment.utterances)
    return pauses + sum(clip.seconds for clip in fitted.clips)


def script(segments=4):
    return [Segment(Kind.STORY, "a", (LINE,) * 3, title=str(n)) for n in range(segments)]


NATURAL = total(kept_script.keep_script(script(), 1.0, speak))


@every_row("more", [-2.5, -1.0, 1.0, 2.0, 4.5])
def test_the_length_is_met_by_gaps_and_then_by_pauses_inside(more):
    kept = kept_script.keep_script(script(), NATURAL + more, speak)
    assert not kept.short
    assert total(kept) == pytest.approx(NATURAL + more, abs=1e-3)
    assert [s.utterances[0].written for s in kept.segments] == [LINE.written] * 4
    pauses = [u.pause for segment in kept.segments for u in segment.utterances[:-1]]
    assert all(0.2 <= each <= 0.6 for each in pauses)


@pytest.mark.parametrize("more", [-8.0, 20.0])
def test_pauses_are_natural_where_much_was_added_or_taken_away(more):
    kept = kept_script.keep_script(script(), NATURAL + more, speak)
    assert kept.short == (more > 0)
    assert total(kept) == pytest.approx(NATURAL)
    assert {u.pause for segment in kept.segments for u in segment.utterances[:-1]} == {LINE.pause}


def test_a_second_that_no_pause_can_give_is_taken_from_the_gaps():
    alone = [Segment(Kind.STORY, "a", (LINE,), title=str(n)) for n in range(3)]
    natural = total(kept_script.keep_script(alone, 1.0, speak))
    longest = natural + 2 * (1.5 - 0.8)
    assert total(kept_script.keep_script(alone, longest + GIVE, speak)) == pytest.approx(longest + GIVE, abs=1e-3)
    assert kept_script.keep_script(alone, longest + 2 * GIVE, speak).short


def test_what_has_been_spoken_is_predicted_as_long_as_it_was():
    segment = script(1)[0]
    guessed = kept_script.speech_seconds(segment, {"a": 5.0}, {})
    known = kept_script.speech_seconds(segment, {"a": 5.0}, {("a", LINE.written): 1.25})
    assert known == 3 * 1.25 != guessed
    assert kept_script.pauses_inside(segment) == pytest.approx(2 * LINE.pause)
    fitted = kept_script.predict_script(script(), NATURAL, {"a": 5.0}, known={("a", LINE.written): 1.0})
    assert fitted.speech == pytest.approx([3 + 2 * LINE.pause] * 4)
