"""The time that jingles leave, and the mix of an episode's clips."""

from dataclasses import replace

import numpy as np
import pytest

from service.model import SAMPLE_RATE, Clip, Kind, Segment, Utterance
from service.pipeline import mixdown
from service.pipeline.length import FittedScript
from tests.support.paths import ROOT

AUDIO = ROOT / "tests" / "data" / "audio"


def test_speech_has_what_the_jingles_leave(spec_of):
    spec = spec_of(length=60.0)
    assert 50 < mixdown.speech_seconds(spec) < 60
    assert 0 < mixdown.stinger_seconds(spec) < 5


def test_the_sound_of_the_news_follows_the_headlines_and_the_stinger_precedes_the_briefs(spec_of, tmp_path):
    spec = spec_of(length=60.0)
    kinds = (Kind.OPENING, Kind.HEADLINES, Kind.STORY, Kind.BRIEF, Kind.CLOSING)
    segments = [Segment(kind, "a", (Utterance("一。", pause=0.5),)) for kind in kinds]
    assert mixdown.section_sounds(spec, segments) == {2: 0.0, 3: mixdown.stinger_seconds(spec)}
    (tmp_path / "tone.flac").write_bytes((AUDIO / "tone.flac").read_bytes())
    own = replace(spec, show_settings=spec.show_settings.model_copy(update={"news_sound": str(tmp_path / "tone.flac")}))
    sounds = mixdown.section_sounds(own, segments)
    assert sounds[2] == pytest.approx(0.5 + 0.3, abs=0.01)
    assert mixdown.speech_seconds(spec) - mixdown.speech_seconds(own) == pytest.approx(sounds[2])
    assert mixdown.section_sounds(own, segments[3:]) == {0: pytest.approx(sounds[2] + sounds[3])}


def test_an_episode_lasts_as_long_as_its_speech_and_jingles(spec_of):
    spec = spec_of(length=60.0)
    tone = (6000 * np.sin(np.arange(SAMPLE_RATE) / 8)).astype("<i2").tobytes()
    segments = (
        Segment(Kind.OPENING, "a", (Utterance("一。", pause=0.5),)),
        Segment(Kind.BRIEF, "b", (Utterance("二。", pause=0.5),)),
        Segment(Kind.CLOSING, "a", (Utterance("三。", pause=0.5),)),
    )
    fitted = FittedScript(segments, tuple(Clip(str(number), tone, SAMPLE_RATE) for number in range(3)), False, 6)
    rendered = mixdown.render_audio(spec, fitted)
    speech = 3 * (1.0 + 0.5)
    around = spec.length - mixdown.speech_seconds(spec) + mixdown.stinger_seconds(spec)
    assert rendered.seconds == pytest.approx(speech + around, abs=0.05)
    assert [len(pieces) for pieces in rendered.timeline.pieces] == [1, 1, 1]
