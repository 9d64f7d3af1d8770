"""The script and the tagged file of an episode."""

import datetime as dt
import io

import numpy as np
import pytest
from mutagen.id3 import ID3

from service.model import SAMPLE_RATE, Clip, Kind, Segment, Skipped, Utterance
from service.pipeline import assembly, mixdown
from service.pipeline.length import FittedScript

SEGMENTS = (
    Segment(Kind.OPENING, "a", (Utterance("早上好。", pause=0.5),), title="开场"),
    Segment(Kind.STORY, "b", (Utterance("水厂完工。", pause=0.5),), title="水厂完工", origin="page.md", reason="score"),
)


@pytest.fixture
def fitted():
    tone = (6000 * np.sin(np.arange(SAMPLE_RATE) / 8)).astype("<i2").tobytes()
    clips = tuple(Clip(str(number), tone, SAMPLE_RATE) for number in range(2))
    return FittedScript(SEGMENTS, clips, False, 9, left_out=(Skipped("灯会", "no room"),), expected={"a": 4.0})


def test_the_script_names_all_that_is_left_out(spec_of, fitted):
    script = assembly.script_of(spec_of(), fitted, (Skipped("旧闻", "told"),))
    assert [each.title for each in script.skipped] == ["旧闻", "灯会"]
    assert script.segments == SEGMENTS
    assert script.date == dt.date(2026, 3, 21)


def test_the_episode_and_its_tags_agree(spec_of, fitted):
    spec = spec_of()
    script = assembly.script_of(spec, fitted, ())
    audio = mixdown.render_audio(spec, fitted)
    episode, mp3 = assembly.assemble(spec, script, (), spec.casts[0], fitted, audio, "f1")
    assert (episode.id, episode.fingerprint, episode.paces) == (spec.id, "f1", {"a": 4.0})
    assert [each.title for each in episode.chapters] == ["开场", "水厂完工"]
    assert [each.title for each in episode.picks] == ["水厂完工"]
    assert mp3.endswith(audio.mp3)
    tags = ID3(io.BytesIO(mp3))
    assert str(tags["TIT2"]) == episode.title
    assert [str(each.sub_frames["TIT2"]) for each in tags.getall("CHAP")] == ["开场", "水厂完工"]
