"""What has been spoken has its measured length, the rest that of its voice's pace."""

import pytest

from service.editing import duration_estimate
from service.model import SAMPLE_RATE, Clip, Kind, Segment, Utterance
from service.pipeline.speech_ledger import SpeechLedger

PACE = 4.0
SECONDS = 2.5


def speak(lines):
    return [Clip(utterance.written, bytes(2 * round(SECONDS * SAMPLE_RATE)), SAMPLE_RATE) for _, utterance in lines]


def segment(*written, voice="a"):
    return Segment(Kind.STORY, voice, tuple(Utterance(each, pause=0.3) for each in written))


def test_what_is_not_spoken_is_predicted_by_the_pace():
    ledger, said = SpeechLedger(speak, {"a": PACE}), segment("今天多云。", "明天有雨。")
    predicted = sum(duration_estimate.weight(each.written) for each in said.utterances) / PACE
    assert ledger.seconds(said) == pytest.approx(predicted + 0.3)  # the last pause is the gap's
    assert ledger.unspoken(said) == pytest.approx(predicted)
    assert not ledger.has_spoken(said)


def test_what_is_spoken_is_measured_and_tells_the_voice_s_pace():
    ledger, said, other = SpeechLedger(speak, {"a": PACE, "b": PACE}), segment("今天多云。"), segment("明天有雨。")
    ledger.record([said])
    assert ledger.seconds(said) == pytest.approx(SECONDS)
    assert ledger.has_spoken(said)
    assert not ledger.has_spoken(said, other)
    assert ledger.pace("a") == pytest.approx(duration_estimate.weight("今天多云。") / SECONDS)
    assert ledger.pace("b") == PACE
    assert ledger.seconds(other) == pytest.approx(duration_estimate.weight("明天有雨。") / ledger.pace("a"))


def test_nothing_is_spoken_twice():
    asked = []

    def counting(lines):
        asked.extend(utterance.written for _, utterance in lines)
        return speak(lines)

    ledger = SpeechLedger(counting, {"a": PACE, "b": PACE})
    ledger.record([segment("今天多云。"), segment("今天多云。", "明天有雨。")])
    ledger.record([segment("明天有雨。")])
    assert asked == ["今天多云。", "明天有雨。"]
    ledger.record([segment("明天有雨。", voice="b")])
    assert asked[2:] == ["明天有雨。"]
