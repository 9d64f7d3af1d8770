"""Windows of 24 hours, a minute of audio, and the stories that were sent."""

import itertools
import random

import pytest

from service.audience.audio_request import UNKNOWN
from service.audience.listening_windows import BYTES_A_SECOND, AudioFile, Stretch, Window, joined, windows
from service.audio import mp3
from service.model import Chapter

HOUR, DAY = 3600, 86_400
TAG = 5000
FILE = AudioFile(TAG + 200 * 8000, 200.0, (Chapter(0, 50, "a"), Chapter(50, 100, "b"), Chapter(100, 200, "c")))


def test_the_bit_rate_is_that_of_our_encoder():
    assert mp3.BITRATE * 1000 // 8 == BYTES_A_SECOND


def sent(*stretches):
    window = Window(0, 1)
    for first, last in stretches:
        window.take(Stretch(0, first, last, 1))
    window.join()
    return window


@pytest.mark.parametrize(
    ("stretches", "is_download"),
    [
        ([(0, TAG + 60 * 8000 - 1)], True),
        ([(0, TAG + 60 * 8000 - 2)], False),
        ([(0, TAG + 30 * 8000 - 1), (TAG + 30 * 8000, TAG + 60 * 8000 - 1)], True),
        ([(0, TAG + 31 * 8000), (TAG + 30 * 8000, TAG + 59 * 8000)], False),
        ([(TAG + 100 * 8000, TAG + 160 * 8000 - 1)], True),
        ([(0, 40 * 8000)] * 9, False),
        ([(0, 10**12)], True),
        ([(UNKNOWN, TAG + 60 * 8000)], True),
        ([(UNKNOWN, 60 * 8000)], False),
        ([(0, TAG - 1), (UNKNOWN, 60 * 8000)], True),
        ([], False),
    ],
)
def test_a_minute_behind_the_tag_is_a_download(stretches, is_download):
    assert sent(*stretches).is_download(FILE) is is_download


def test_a_file_shorter_than_a_minute_must_have_been_sent_whole():
    short = AudioFile(TAG + 20 * 8000, 20.0)
    assert sent((0, short.size - 1)).is_download(short)
    assert not sent((0, short.size - 8000)).is_download(short)


def test_a_file_of_another_bit_rate_is_audio_from_its_first_byte():
    slow = AudioFile(200 * 4000, 200.0)
    assert slow.head == 0
    assert sent((0, 60 * 4000 - 1)).is_download(slow)
    assert not sent((0, 59 * 4000)).is_download(slow)


def test_which_stories_were_reached():
    assert list(sent((0, TAG + 80 * 8000)).reached(FILE)) == [0, 1]
    assert list(sent((TAG + 90 * 8000, TAG + 140 * 8000)).reached(FILE)) == []
    assert list(sent((TAG + 30 * 8000, TAG + 151 * 8000)).reached(FILE)) == [1, 2]


def test_what_is_whole_may_lack_the_last_frames():
    assert sent((0, FILE.size - 400)).is_whole(FILE)
    assert not sent((0, FILE.size // 2)).is_whole(FILE)


@pytest.mark.parametrize("seed", range(20))
def test_each_byte_counts_once_however_often_it_was_sent(seed):
    chance = random.Random(seed)
    stretches = [(start, start + chance.randrange(1, 40)) for start in (chance.randrange(300) for _ in range(30))]
    covered = {byte for first, last in stretches for byte in range(first, last)}
    found = list(joined(stretches))
    assert {byte for first, last in found for byte in range(first, last)} == covered
    assert all(last < first for (_, last), (first, _) in itertools.pairwise(found))


def test_a_window_rolls_from_the_first_request_and_lasts_a_day():
    times = [0, HOUR, DAY - 1, DAY, DAY + HOUR, 2 * DAY, 5 * DAY]
    found = list(windows(Stretch(time, time, time, 1) for time in times))
    assert [(each.begun, len(each.stretches)) for each in found] == [(0, 3), (DAY, 2), (2 * DAY, 1), (5 * DAY, 1)]


def test_what_is_of_the_month_after_only_joins_a_window_that_is_open():
    stretches = [Stretch(0, 0, 9, 1), *(Stretch(time, 0, 9, 1, b"key") for time in (HOUR, DAY - 1, DAY, DAY + 1))]
    (only,) = windows(stretches)
    assert [each.time for each in only.late] == [HOUR, DAY - 1]


def test_many_scattered_stretches_take_time_in_proportion():
    """A hundred thousand pieces that never touch: joined again and again they would take minutes."""
    window = Window(0, 1)
    for number in range(100_000):
        window.take(Stretch(0, number * 10, number * 10 + 2, 1))
    window.join()
    assert window.sent(0, 10**9) == 300_000
