"""The order of a judge's questions: the sound first, then the voice's habits."""

import numpy as np

from service.model import SAMPLE_RATE, Clip
from service.speech.clip_judge import ClipJudge, SpokenLine
from service.speech.voice_profiles import Voice
from tests.support.synthetic_voice import voice

TEXT = "今天的新闻都说完了。"
LINE = SpokenLine(Voice("甲", "espeak", "甲"), TEXT, ("jin1", *["a1"] * 8, None))


def clip(seconds, seed=0, tail=0.4):
    margin = bytes(2 * 1200)
    return Clip(f"{seconds} {seed}", margin + voice(seconds, seed=seed) + margin, SAMPLE_RATE, tail)


def test_a_clip_unlike_its_voice_s_others_is_doubted_as_such():
    judge = ClipJudge()
    clips = [clip(1.0, seed) for seed in range(9)] + [clip(2.0)]
    doubts = [each for each in judge.doubts([LINE] * 10, clips) if each]
    assert doubts
    assert doubts[-1].of_habit
    assert judge.doubt(LINE, clip(1.0, 20, tail=0.0))


def test_a_droning_clip_is_doubted_at_once():
    hum = (8000 * np.sin(np.arange(2 * SAMPLE_RATE) * 0.06)).astype("<i2").tobytes()
    doubt = ClipJudge().doubts([LINE], [Clip("hum", bytes(2400) + hum + bytes(2400), SAMPLE_RATE)])[0]
    assert doubt
    assert not doubt.of_habit
    assert "hums" in doubt.fault
