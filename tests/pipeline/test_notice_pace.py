"""The notice is said at its pace, whatever the voice; what else is said is left alone."""

from pathlib import Path

import miniaudio
import numpy as np
import pytest

from service.editing import wording
from service.model import SAMPLE_RATE, Clip, Utterance, VoiceLine
from service.pipeline import notice_pace
from service.publishing import manifest
from service.speech.clip_checks import MARGIN_SECONDS
from tests.support.synthetic_voice import voice

NOTICE, NEWS = VoiceLine("a", Utterance("本节目由人工智能合成播报。")), VoiceLine("a", Utterance("新桥今天通车。"))


def speaking(seconds):
    return notice_pace.unhurried(
        lambda lines: [Clip(line.utterance.written, voice(seconds), SAMPLE_RATE) for line in lines]
    )


def test_the_notice_alone_is_drawn_out_and_keeps_its_key():
    news, notice = speaking(2.3)([NEWS, NOTICE])
    assert news.pcm == voice(2.3)
    assert notice.key == NOTICE.utterance.written
    assert notice.seconds == pytest.approx(wording.notice_seconds(notice.key) + 0.1, abs=1e-4)


def test_a_voice_that_is_slow_enough_is_left_alone():
    [notice] = speaking(6.0)([NOTICE])
    assert notice.pcm == voice(6.0)


def test_what_is_expected_of_it_is_what_it_takes():
    assert wording.spoken_seconds(NOTICE.utterance.written, 5.0) == wording.notice_seconds(NOTICE.utterance.written)
    assert wording.spoken_seconds(NOTICE.utterance.written, 1.0) == pytest.approx(11.04)
    assert wording.spoken_seconds(NEWS.utterance.written, 5.0) == pytest.approx(6 * 0.92 / 5)


def test_in_the_mp3_of_an_episode_it_is_heard_at_a_normal_pace(made_episode):
    """Decoded by another decoder; from the first sound to the last between the sentences around it.

    GB 45438-2025's note on normal speech: about 120 to 160 characters a minute.
    """
    path = made_episode.folder / made_episode.report["mp3"]
    episode = manifest.read((Path(path).parent / "episode.json").read_bytes(), "", Path(path).parent.name)
    sound = np.array(miniaudio.decode(Path(path).read_bytes(), nchannels=1, sample_rate=SAMPLE_RATE).samples, float)
    said = {
        "".join(episode.script.segments[c.segment].utterances[c.utterance].written): n
        for n, c in enumerate(episode.cues)
    }
    at = said[NOTICE.utterance.written]
    before, after = episode.cues[at - 1].end, episode.cues[at + 1].start - MARGIN_SECONDS
    step = SAMPLE_RATE // 100
    between = sound[round(before * SAMPLE_RATE) : round(after * SAMPLE_RATE)]
    levels = np.sqrt(np.mean(between[: len(between) // step * step].reshape(-1, step) ** 2, axis=1))
    sounding = np.flatnonzero(levels > 0.02 * levels.max())
    seconds = (sounding[-1] - sounding[0] + 1) / 100
    assert 120 <= 60 * 12 / seconds <= 160
    assert 60 * 12 / seconds == pytest.approx(150, abs=5)
