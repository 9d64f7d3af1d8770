"""`check --listen`: a published programme is heard again, whole and with its sound damaged."""

import json
import shutil
import subprocess
import sys

import numpy as np
import pytest

from service.audio import mp3
from service.commands import check_listen
from service.model import SAMPLE_RATE, Cue
from tests.support.paths import SEEDS


def tingbao(folder, *words):
    command = [sys.executable, "-m", "service.commands.program", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A programme of a minute by espeak."""
    folder = tmp_path_factory.mktemp("made")
    run = tingbao(folder, "make", str(SEEDS), "--engine", "espeak", "--length", "1m", "--date", "2026-03-21", "-q")
    assert run.returncode == 0, run.stderr
    return folder


def manifest_of(folder):
    return next(folder.glob("output/tingbao/episodes/*/episode.json"))


def test_a_published_episode_sounds_right(made):
    id_ = manifest_of(made).parent.name
    run = tingbao(made, "check", "--listen", id_, "--json")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "utterances sound right" in json.loads(run.stdout)[0]["found"]


def test_damage_is_named_with_its_time_and_text(made, tmp_path):
    folder = shutil.copytree(manifest_of(made).parent, tmp_path / manifest_of(made).parent.name)
    told = json.loads((folder / "episode.json").read_text("utf-8"))
    sound = mp3.decode((folder / told["mp3"]).read_bytes()).copy()
    cue = told["cues"][2]
    start, end = (round(cue[name] * SAMPLE_RATE) for name in ("start", "end"))
    sound[start:end] = (6000 * np.sin(np.arange(end - start) * 0.05)).astype("<i2")
    total = len(sound) // 576 * 576
    (folder / told["mp3"]).write_bytes(mp3.join([(0, mp3.encode(sound[:total]))], total))
    run = tingbao(tmp_path, "check", "--listen", str(folder / "episode.json"), "--json")
    assert run.returncode == 1
    faults = [each for each in json.loads(run.stdout) if not each["ok"]]
    spoken = told["script"]["segments"][cue["segment"]]["utterances"][cue["utterance"]]["spoken"]
    assert len(faults) == 1
    assert spoken in faults[0]["found"]
    assert f"{int(cue['start']) // 60}:{int(cue['start']) % 60:02d}" in faults[0]["what"]
    assert tingbao(tmp_path, "check", "--listen", str(folder / told["mp3"])).returncode == 1


def test_an_episode_that_is_not_there_is_an_error_of_usage(tmp_path):
    run = tingbao(tmp_path, "check", "--listen", "2026-01-01")
    assert run.returncode == 2
    assert "no published episode" in run.stderr
    assert tingbao(tmp_path, "check", "--listen", "x", "--repair").returncode == 2


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
