"""An article as an episode of its own: one voice, its own times, a spare voice where the first is lost."""

import datetime as dt
import io
import json
import uuid
from pathlib import Path

import pytest
from mutagen.id3 import ID3
from mutagen.mp3 import MP3

from service import settings as settings_module
from service.core.progress import Progress, StageTimer
from service.errors import EngineUnavailable, SpeechError
from service.model import Article
from service.pipeline import episode_spec
from service.pipeline.article_audio import DueArticle
from service.pipeline.article_speaker import ArticleSpeaker
from service.pipeline.cast import CastsLeft
from service.pipeline.episode_spec import BriefingRequest
from service.publishing import manifest
from service.speech.synthesis import VoiceLost
from tests.support.tone_engine import Tones

DAY = dt.date(2026, 3, 21)
ARTICLE = Article(
    "https://news.example.org/feed.xml",
    "城东水厂二期完工",
    ("城东水厂二期工程已经完工。日供水能力增加到12万吨。", "备用电源", "两座泵站都装有备用电源。"),
    subheads=("备用电源",),
    authors=("何青",),
    url="https://news.example.org/plant.html",
)
DUE = DueArticle("0123456789abcdef", ARTICLE, DAY, dt.datetime(2026, 3, 21, tzinfo=dt.UTC), "2026-03-21T0630", "f")

pytestmark = pytest.mark.usefixtures("one_drawing")


class _Mute(Tones):
    """One of whose voices says nothing."""

    def __init__(self, lost):
        self.lost = lost

    def speak(self, requests):
        for request in requests:
            if request.voice.name in self.lost:
                raise VoiceLost(request.voice, text=request.text)
        yield from super().speak(requests)


@pytest.fixture
def spec(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("tingbao.toml").write_text('[[show]]\nslug = "daily"\ntitle = "青沅早读"\nengine = "edge"\n', "utf-8")
    settings = settings_module.load(Path("tingbao.toml"))
    return episode_spec.resolve(BriefingRequest(date=DAY), settings, dt.datetime.now(dt.UTC))


def speaker(spec, engine):
    left = CastsLeft(spec.casts, {each.engine: engine for each in spec.casts})
    return ArticleSpeaker(spec, left, StageTimer(Progress()))


def told(spec):
    own = speaker(spec, Tones())
    return own.mix(own.speak(DUE))


def test_it_is_an_episode_of_one_article_with_its_times_and_tags(spec):
    episode, mp3 = told(spec)
    assert (episode.id, episode.title, episode.date, len(episode.voices)) == (DUE.id, ARTICLE.title, DAY, 1)
    assert (episode.article.url, episode.article.programme) == (ARTICLE.url, DUE.programme)
    assert episode.article.whole
    assert [each.title for each in episode.chapters] == [ARTICLE.title, "备用电源"]
    assert manifest.defect(episode, DUE.id, published=False) == ""
    assert len(episode.cues) == sum(len(each.utterances) for each in episode.script.segments)
    assert MP3(io.BytesIO(mp3)).info.length == pytest.approx(episode.seconds, abs=0.05)  # type: ignore[attr-defined]
    tags = ID3(io.BytesIO(mp3))
    assert str(tags["TALB"]) == "青沅早读·听本文"
    mark = json.loads(tags["TXXX:AIGC"].text[0])["AIGC"]
    assert (mark["Label"], mark["ContentProducer"]) == ("1", "daily")
    assert uuid.UUID(mark["ProduceID"]).version == 5
    assert str(tags["WOAF"]).endswith(f"/daily/articles/episodes/{DUE.id}/")
    assert all(each.spoken for segment in episode.script.segments for each in segment.utterances)


def test_the_same_article_gives_the_same_bytes(spec):
    assert told(spec) == told(spec)


def test_a_lost_voice_is_replaced_for_the_whole_article_and_those_behind_it(spec):
    first, *_ = spec.casts[0].voices
    spoken = speaker(spec, _Mute({first.name}))
    assert first.fallback
    for _ in range(2):
        episode, _ = spoken.mix(spoken.speak(DUE))
        assert episode.voices == (first.fallback,)


def test_an_article_that_no_voice_can_speak_is_its_own_failure(spec):
    names = {voice.name for cast in spec.casts for voice in cast.voices}
    everyone = type("Everyone", (), {"__contains__": lambda self, name: True})()
    with pytest.raises(SpeechError) as failure:
        speaker(spec, _Mute(everyone)).speak(DUE)
    assert names
    assert not isinstance(failure.value, EngineUnavailable)


def test_its_notice_is_said_at_a_normal_pace(spec):
    episode, _ = told(spec)
    [cue] = [
        cue for cue in episode.cues if "合成" in episode.script.segments[cue.segment].utterances[cue.utterance].written
    ]
    assert 120 <= 60 * len("本文由人工智能合成播报") / (cue.end - cue.start) <= 160
