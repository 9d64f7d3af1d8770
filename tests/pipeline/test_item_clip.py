"""A standing item as it would be heard: by the voice that opens the programme, or as its sound is."""

import datetime as dt

import pytest

from service import settings
from service.audio import mp3
from service.core.progress import Progress, StageTimer
from service.core.standing_items import StandingItem
from service.errors import PublishError
from service.model import Recording
from service.pipeline import item_clip
from service.pipeline.kept_engines import KeptEngines
from service.pipeline.recordings import Recordings
from tests.support.sound_files import as_wav, tone

NOW = dt.datetime(2026, 3, 21, 1, tzinfo=dt.UTC)


@pytest.fixture
def heard(tmp_path):
    config = tmp_path / "tingbao.toml"
    config.write_text('[[show]]\nslug = "daily"\nengine = "espeak"\n', "utf-8")
    found = settings.load(config)

    def seconds(item):
        sound = item_clip.spoken(found, found.show[0], item, StageTimer(Progress()), KeptEngines(), NOW)
        return len(mp3.decode(sound)) / 24_000

    return seconds


def test_sentences_are_heard_one_behind_the_other_with_their_pauses(heard):
    one, other = heard(StandingItem("通知", "今晚十点停水。")), heard(StandingItem("通知", "请提前储水。"))
    assert heard(StandingItem("通知", "今晚十点停水。请提前储水。")) == pytest.approx(one + other + 0.35, abs=0.1)


def test_a_sound_is_heard_as_it_is_and_a_lost_one_is_named(heard, tmp_path):
    recording = Recordings(tmp_path / ".tingbao", "daily").save(as_wav(tone(3)))
    assert heard(StandingItem("广告", recording=recording)) == pytest.approx(3, abs=0.1)
    with pytest.raises(PublishError, match="is lost"):
        heard(StandingItem("广告", recording=Recording("0" * 32, 3.0)))
