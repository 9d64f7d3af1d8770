"""An engine at work: written lines in, one clip a line out, and what was spoken before from the cache."""

import pytest

from service.errors import UsageError
from service.model import Utterance
from service.speech.speaker import Speaker
from service.speech.voice_profiles import Voice
from service.storage.disk_cache import DiskCache
from tests.support.paths import VOICES
from tests.support.tone_engine import Tones


class Counting(Tones):
    """Counts what it is asked for."""

    def __init__(self):
        self.asked = []

    def speak(self, requests):
        self.asked += [request.text for request in requests]
        return super().speak(requests)


def speaker(engine, tmp_path, folders=(VOICES,)):
    voices = [Voice("low", "tones", ""), Voice("high", "tones", "")]
    return Speaker(engine, voices, list(folders), DiskCache(tmp_path / "clips"), lambda done, total: None)


def test_each_line_is_a_clip_of_its_words_and_the_second_time_from_the_cache(tmp_path):
    engine, lines = Counting(), [("low", Utterance("新增3条线路。")), ("high", Utterance("首班车早上六点发车。"))]
    first = speaker(engine, tmp_path).speak(lines)
    assert engine.asked == ["新增三条线路。", "首班车早上六点发车。"]
    assert speaker(engine, tmp_path).speak(lines) == first
    assert len(engine.asked) == 2


def test_what_a_person_set_in_the_script_is_said_as_it_is(tmp_path):
    assert speaker(Tones(), tmp_path).spoken(Utterance("3条", spoken="仨")) == "仨"


def test_a_voice_that_is_not_there_is_said_with_those_that_are(tmp_path):
    with pytest.raises(UsageError, match=r"'nobody'.*low, high"):
        speaker(Tones(), tmp_path).speak([("nobody", Utterance("新闻。"))])
