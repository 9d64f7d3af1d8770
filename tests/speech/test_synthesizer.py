"""Written lines in, clips out."""

import pytest

from service.errors import BadClip, UsageError
from service.model import Kind, Segment, Utterance
from service.speech import synthesizer
from service.speech.synthesizer import Synthesizer
from service.speech.voice_profiles import Voice, load
from service.storage.disk_cache import DiskCache
from tests.support.paths import VOICES
from tests.support.tone_engine import Tones


@pytest.fixture
def desk(tmp_path):
    known = load([VOICES])
    voices = [known["espeak-xia"], known["espeak-yun"]]
    return Synthesizer(Tones(), voices, [VOICES], DiskCache(tmp_path), lambda done, total: None)


def test_each_line_is_a_clip_of_its_voice(desk):
    same = Utterance("各位听众，早上好。")
    first, second, third = desk.speak([("espeak-xia", same), ("espeak-yun", same), ("espeak-xia", same)])
    assert first == third
    assert first.pcm != second.pcm


def test_numbers_are_spoken_in_words_unless_the_script_says_how(desk):
    assert desk.spoken(Utterance("增长3%。")) == "增长百分之三。"
    assert desk.spoken(Utterance("增长3%。", spoken="涨了三个点。")) == "涨了三个点。"
    (segment,) = desk.with_spoken([Segment(Kind.STORY, "espeak-xia", (Utterance("增长3%。"),))])
    assert segment.utterances[0].spoken == "增长百分之三。"


def test_an_unknown_voice_is_named_with_those_that_are_there(desk):
    with pytest.raises(UsageError, match="'nobody'; the voices here are: espeak-xia, espeak-yun"):
        desk.speak([("nobody", Utterance("你好。"))])


def test_a_line_without_anything_to_speak_is_refused(desk):
    with pytest.raises(BadClip, match="nothing to speak"):
        desk.speak([("espeak-xia", Utterance("……"))])


def test_engines_keep_what_they_remember_in_the_state_folder(tmp_path):
    assert synthesizer.engine("espeak", tmp_path).name == "espeak"
    assert synthesizer.engine("edge", tmp_path).name == "edge"
    assert list(tmp_path.iterdir()) == []


class Counting(Tones):
    """Counts what it is asked for."""

    def __init__(self):
        self.asked = []

    def speak(self, requests):
        self.asked += [request.text for request in requests]
        return super().speak(requests)


def toned(engine, tmp_path, folders=(VOICES,)):
    voices = [Voice("low", "tones", ""), Voice("high", "tones", "")]
    return Synthesizer(engine, voices, list(folders), DiskCache(tmp_path / "clips"), lambda done, total: None)


def test_each_line_is_a_clip_of_its_words_and_the_second_time_from_the_cache(tmp_path):
    engine, lines = Counting(), [("low", Utterance("新增3条线路。")), ("high", Utterance("首班车早上六点发车。"))]
    first = toned(engine, tmp_path).speak(lines)
    assert engine.asked == ["新增三条线路。", "首班车早上六点发车。"]
    assert toned(engine, tmp_path).speak(lines) == first
    assert len(engine.asked) == 2
