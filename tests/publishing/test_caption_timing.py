"""When a clause is heard: at the pause nearest to where its length expects it, else in proportion."""

import pytest

from service.publishing.caption_timing import CaptionClock
from service.publishing.episode_view import TimedSentence


def clock(text, pauses=(), spoken=""):
    return CaptionClock(TimedSentence(10.0, 20.0, text, spoken=spoken or text, pauses=tuple(pauses)))


def test_without_pauses_the_time_is_shared_by_the_characters():
    assert clock("一二三四五六七八九十").at(5) == pytest.approx(15.0)


def test_a_clause_begins_at_the_pause_near_its_mark():
    assert clock("一二三四五，六七八九十。", [15.3]).at(6) == pytest.approx(15.3)


def test_a_pause_far_from_any_mark_is_none_of_the_marks():
    assert clock("一二三四五，六七八九十。", [11.0]).at(6) == pytest.approx(15.0, abs=0.01)


def test_it_never_runs_backwards_and_ends_with_the_sentence():
    found = clock("一，二三四五六七，八。九十！", [11.0, 16.0, 17.5])
    times = [found.at(position) for position in range(15)]
    assert times == sorted(times)
    assert (times[0], times[-1]) == (10.0, 20.0)
