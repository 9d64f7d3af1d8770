"""`check --listen`: a published programme is heard again, whole and with its sound damaged."""

import json
import shutil

import numpy as np
import pytest

from service.audio import mp3
from service.commands import check_listen
from service.model import SAMPLE_RATE, Cue


def manifest_of(folder):
    return next(folder.glob("output/tingbao/episodes/*/episode.json"))


def test_a_published_episode_sounds_right(tingbao, made_episode, tmp_path):
    made_episode.copy_to(tmp_path)
    outcome = tingbao("check", "--listen", manifest_of(tmp_path).parent.name, "--json")
    assert outcome.code == 0, outcome
    assert "utterances sound right" in outcome.json[0]["found"]


@pytest.mark.slow
def test_damage_is_named_with_its_time_and_text(tingbao, made_episode, tmp_path):
    published = manifest_of(made_episode.folder).parent
    folder = shutil.copytree(published, tmp_path / published.name)
    told = json.loads((folder / "episode.json").read_text("utf-8"))
    sound = mp3.decode((folder / told["mp3"]).read_bytes()).copy()
    cue = told["cues"][2]
    start, end = (round(cue[name] * SAMPLE_RATE) for name in ("start", "end"))
    sound[start:end] = (6000 * np.sin(np.arange(end - start) * 0.05)).astype("<i2")
    total = len(sound) // 576 * 576
    (folder / told["mp3"]).write_bytes(mp3.join([(0, mp3.encode(sound[:total]))], total))
    outcome = tingbao("check", "--listen", folder / "episode.json", "--json")
    assert outcome.code == 1
    faults = [each for each in outcome.json if not each["ok"]]
    spoken = told["script"]["segments"][cue["segment"]]["utterances"][cue["utterance"]]["spoken"]
    assert len(faults) == 1
    assert spoken in faults[0]["found"]
    assert f"{int(cue['start']) // 60}:{int(cue['start']) % 60:02d}" in faults[0]["what"]
    assert tingbao("check", "--listen", folder / told["mp3"]).code == 1


def test_an_episode_that_is_not_there_is_an_error_of_usage(tingbao):
    outcome = tingbao("check", "--listen", "2026-01-01")
    assert outcome.code == 2
    assert "no published episode" in outcome.err
    assert tingbao("check", "--listen", "x", "--repair").code == 2


def test_each_cue_gets_its_own_samples_and_the_near_silence_around_them():
    total = 576 * 1500
    ramp = (8000 * np.sin(np.arange(total) * 0.01)).astype("<i2")
    sound = mp3.join([(0, mp3.encode(ramp))], total)
    whole = mp3.decode(sound)
    cues = [Cue(0.0, 1.0, 0, 0), Cue(9.5, 12.25, 0, 1), Cue(31.0, 35.9, 0, 2), Cue(35.95, 40.0, 0, 3)]
    for cue, clip in check_listen.clips(sound, cues):
        start, end = round((cue.start - 0.025) * SAMPLE_RATE), round((cue.end + 0.025) * SAMPLE_RATE)
        expected = whole[max(0, start) : end]
        assert clip.pcm == expected.tobytes()
