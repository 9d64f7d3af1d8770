"""A doubtful clip: spoken again, in parts, by another voice, or kept and told. Real espeak, spoilt on its way."""

from dataclasses import replace

import numpy as np
import pytest

from service.model import Kind, Segment, Utterance, VoiceLine
from service.speech import voice_profiles
from service.speech.clip_judge import SpokenLine
from service.speech.engines.espeak import Espeak
from service.speech.engines.wav import to_wav
from service.speech.retakes import AGAIN, IN_PARTS, KEPT, OTHER_VOICE, halves
from service.speech.synthesis import VoiceLost
from service.speech.synthesizer import Synthesizer
from service.storage.disk_cache import DiskCache
from tests.support.paths import VOICES
from tests.support.tables import every_row

XIA, YUN = (voice_profiles.load([VOICES])[name] for name in ("espeak-xia", "espeak-yun"))
BAD = "今天的天气很好，适合大家外出走走。"
GOOD = "各位听众，早上好。"


class Noisy(Espeak):
    """espeak that hisses whenever `spoils` says so."""

    def __init__(self, spoils):
        super().__init__()
        self.spoils, self.asked = spoils, []

    def speak(self, requests):
        for index, raw in super().speak(requests):
            self.asked.append(requests[index].spoken)
            if self.spoils(requests[index], self.asked.count(requests[index].spoken)):
                pcm, rate = self.decode(raw)
                samples = np.frombuffer(pcm, "<i2")
                hiss = np.random.default_rng(len(self.asked)).integers(-900, 900, len(samples))
                raw = to_wav((samples + hiss).clip(-32768, 32767).astype("<i2").tobytes(), rate)
            yield index, raw


def programme(tmp_path, spoils, voice=XIA, **options):
    engine = Noisy(spoils)
    synthesizer = Synthesizer(engine, [voice], [VOICES], DiskCache(tmp_path), lambda done, of: None, **options)
    clips = synthesizer.speak([VoiceLine(voice.name, Utterance(text)) for text in (GOOD, BAD, GOOD)])
    segment = Segment(Kind.STORY, voice.name, tuple(Utterance(text) for text in (GOOD, BAD)))
    return engine, clips, synthesizer.takes([segment])


def test_a_good_clip_is_spoken_once_and_nothing_is_noted(tmp_path):
    engine, clips, takes = programme(tmp_path, lambda request, nth: False)
    assert (len(engine.asked), len(clips), takes) == (2, 3, ())


def test_it_is_spoken_again(tmp_path):
    _, right, _ = programme(tmp_path / "right", lambda request, nth: False)
    engine, clips, takes = programme(tmp_path / "x", lambda request, nth: request.spoken == BAD and nth == 1)
    assert engine.asked.count(BAD) == 2
    assert clips == right
    assert [(each.voice, each.words, each.done) for each in takes] == [("espeak-xia", BAD, AGAIN)]
    assert "noisy" in takes[0].fault


def test_it_is_spoken_in_parts(tmp_path):
    engine, clips, takes = programme(tmp_path, lambda request, nth: request.spoken == BAD)
    assert [each.done for each in takes] == [IN_PARTS]
    assert set(engine.asked[-2:]) == {"今天的天气很好，", "适合大家外出走走。"}  # in the order they come
    assert 0.8 < clips[1].seconds / programme(tmp_path / "x", lambda request, nth: False)[1][1].seconds < 1.25


def test_another_voice_speaks_where_it_says_it_right(tmp_path):
    voice = replace(XIA, fallback=YUN.name)
    with pytest.raises(VoiceLost, match="天气") as caught:
        programme(
            tmp_path,
            lambda request, nth: request.voice.name == XIA.name and request.spoken != GOOD,
            voice,
            fallbacks={YUN.name: YUN},
        )
    assert caught.value.voice == voice
    assert caught.value.take
    assert caught.value.take.done == OTHER_VOICE


def test_where_nothing_helps_it_is_kept_and_told(tmp_path):
    voice = replace(XIA, fallback=YUN.name)
    _, clips, takes = programme(tmp_path, lambda request, nth: request.spoken != GOOD, voice, fallbacks={YUN.name: YUN})
    assert len(clips) == 3
    assert [each.done for each in takes] == [KEPT]


def test_what_was_settled_is_not_tried_anew(tmp_path):
    engine = Noisy(lambda request, nth: request.spoken != GOOD)
    synthesizer = Synthesizer(engine, [XIA], [VOICES], DiskCache(tmp_path), lambda done, of: None)
    lines = [VoiceLine(XIA.name, Utterance(text)) for text in (GOOD, BAD)]
    first, asked = synthesizer.speak(lines), len(engine.asked)
    assert synthesizer.speak(lines) == first
    assert len(engine.asked) == asked


@every_row(
    ("text", "parts"),
    [
        ("一二三，四五六七，八。", ["一二三，", "四五六七，八。"]),
        ("一二三四五。", []),
        ("，一二三。", []),
        ("“一二。”三四。", ["“一二。”", "三四。"]),
    ],
)
def test_a_line_is_cut_at_the_clause_nearest_its_middle(text, parts):
    readings = tuple("yi1" if each.isalnum() else None for each in text)
    cut = halves(SpokenLine(XIA, text, readings))
    assert [each.spoken for each in cut] == parts
    assert all(len(each.spoken) == len(each.readings) for each in cut)
