"""Standing items in programmes as the command makes them: in their places, and inside the length to the second."""

import datetime as dt
import json
import shutil
from dataclasses import replace
from pathlib import Path

import miniaudio
import numpy as np
import pytest

from service.audio import loudness, render
from service.core import standing_items
from service.core.standing_items import StandingItem
from service.editing import own_items
from service.model import STANDING
from service.pipeline import speech_rate, todays_items
from service.pipeline.draft_carry import CAME_LATER
from service.pipeline.draft_desk import GONE
from service.pipeline.editor_rules import EditorRulesFile
from service.pipeline.recordings import Recordings
from tests.support.paths import SEEDS
from tests.support.sound_files import as_mp3, tone

CONFIG = '[[show]]\nslug = "daily"\nengine = "espeak"\nlength = "2m"\n'
NOTICE = StandingItem("停水通知", "今晚十点到明早六点，云雁区停水检修。请提前储水。", place=1)
THANKS = StandingItem("片尾致谢", "本节目由青沅书店支持播出。")


AGAIN = "send it in again: `tingbao items keep TITLE --sound FILE`."


@pytest.fixture
def keep(tmp_path):
    """Keep standing items of the show `daily`, in a folder with seeds."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")

    def kept(*items):
        EditorRulesFile(tmp_path / ".tingbao", "daily").change(lambda rules: replace(rules, items=items))

    return kept


def made(tingbao, *words):
    done = tingbao("make", "--date", "2026-03-21", "--json", *words)
    assert done.code == 0, done.err
    return done.json


def manifest(report):
    return json.loads((Path(report["mp3"]).parent / "episode.json").read_text("utf-8"))


@pytest.mark.slow
def test_in_a_programme_that_nobody_approves_they_stand_in_their_places_within_the_length(tingbao, keep):
    keep(NOTICE, replace(NOTICE, name="昨天的", until=dt.date(2026, 3, 20)), THANKS)
    report = made(tingbao)
    sound = miniaudio.decode(Path(report["mp3"]).read_bytes(), nchannels=1)
    assert len(sound.samples) / sound.sample_rate == pytest.approx(120, abs=0.5)
    assert not report["short"]
    episode = manifest(report)
    items = [each for each in episode["script"]["segments"] if each["origin"]]
    assert [each["title"] for each in items if each["origin"] == STANDING] == ["停水通知", "片尾致谢"]
    assert (items[0]["title"], items[-1]["title"]) == ("停水通知", "片尾致谢")
    assert len(items) > 3
    opening = episode["script"]["segments"][0]["voice"]
    assert {each["voice"] for each in items if each["origin"] == STANDING} == {opening}
    assert {"停水通知", "片尾致谢"} <= {each["title"] for each in episode["chapters"]}
    folder = Path(report["mp3"]).parent
    for name in ("transcript.vtt", "index.html"):
        text = (folder / name).read_text("utf-8")
        assert "云雁区停水检修" in text
        assert "editor:" not in text
    feed = (folder.parents[1] / "feed.xml").read_text("utf-8")
    assert "停水通知" in feed
    assert f"本期{len(items) - 2}条新闻" in feed
    assert f"·{len(items) - 2}条新闻·" in (folder / "index.html").read_text("utf-8")
    assert "停水通知" not in episode["title"]
    assert "昨天的" not in feed
    assert {each["title"]: each["own"] for each in report["stories"]}["停水通知"] is True
    assert not all(each["own"] for each in report["stories"])


@pytest.mark.slow
def test_the_same_again_is_the_same_and_other_items_make_it_anew(tingbao, keep):
    keep(NOTICE)
    first = made(tingbao)
    assert made(tingbao)["status"] == "unchanged"
    keep(NOTICE, replace(THANKS, days=("sun",)))
    assert made(tingbao)["status"] == "unchanged"  # it is a Saturday
    keep()
    without = made(tingbao)
    assert without["status"] == "made"
    assert "停水通知" not in [each["title"] for each in without["stories"]]
    keep(NOTICE)
    again = made(tingbao)
    assert Path(again["mp3"]).name == Path(first["mp3"]).name  # named by the hash of its bytes


@pytest.mark.slow
def test_in_a_draft_it_is_called_so_dropped_for_that_day_alone_and_brought_back(tingbao, keep, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f"{CONFIG}approve = true\n", "utf-8")
    keep(NOTICE, THANKS)
    held = made(tingbao)
    id_ = held["episode"]
    draft = tingbao("episodes", "draft", id_, "--json").json
    assert draft["warnings"] == []
    assert [each["title"] for each in draft["segments"] if each["own"] and each["standing"]] == ["停水通知", "片尾致谢"]
    assert "standing item" in tingbao("episodes", "draft", id_).out
    lead = next(each for each in draft["segments"] if each["part"] == "2")
    dropped = tingbao("episodes", "drop", id_, "1", "--json").json
    assert "停水通知" not in [each["title"] for each in dropped["segments"]]
    assert {"number": None, "title": "停水通知", "reason": "dropped by the editor"} in dropped["left_out"]
    assert dropped["seconds"] == pytest.approx(120, abs=0.5)
    again = tingbao("episodes", "undo", id_, "--json").json
    assert again["segments"] == draft["segments"]
    moved = tingbao("episodes", "drop", id_, "3", "--json").json  # news: what leads the news leads them still
    assert next(each for each in moved["segments"] if each["part"] == "2")["sentences"][0] == lead["sentences"][0]
    tingbao("episodes", "drop", id_, "1")
    approved = tingbao("episodes", "approve", id_, "--json")
    assert approved.code == 0, approved.err
    assert approved.json["seconds"] == pytest.approx(120, abs=0.5)
    kept = EditorRulesFile(tmp_path / ".tingbao", "daily").get().items
    assert [each.name for each in standing_items.of_day(kept, dt.date(2026, 3, 22))] == ["停水通知", "片尾致谢"]


@pytest.mark.slow
def test_a_draft_whose_sound_is_lost_goes_out_without_it(tingbao, keep, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f"{CONFIG}approve = true\n", "utf-8")
    advertisement = recorded(tmp_path, 5.0)
    keep(advertisement, NOTICE)
    id_ = made(tingbao)["episode"]
    tingbao("episodes", "drop", id_, "3")
    next((tmp_path / ".tingbao" / "sounds").rglob("*.wav")).unlink()
    approved = tingbao("episodes", "approve", id_, "--json").json
    assert f"Left out “书店广告”: its sound file is missing or damaged; {AGAIN}" in approved["warnings"]
    assert 105 < approved["seconds"] <= 120.5


@pytest.mark.slow
def test_a_dry_run_has_them_too(tingbao, keep):
    keep(NOTICE)
    done = tingbao("make", "--date", "2026-03-21", "--dry-run")
    assert done.code == 0
    assert "停水通知" in done.out


def test_what_there_is_no_room_for_is_named_and_the_others_are_told(spec_of):
    long = StandingItem("长文", "这是一段很长的话，" * 30 + "。")
    spec, warned = spec_of('[[show]]\nslug = "daily"\nengine = "espeak"\nlength = "1m"\n'), []
    kept = todays_items.checked(replace(spec, items=(NOTICE, long, THANKS)), warned.append).items
    assert [each.name for each in kept] == ["停水通知", "片尾致谢"]
    assert len(warned) == 1
    assert "“长文”" in warned[0]


def test_what_there_is_room_for_is_the_same_whatever_pace_was_learned(spec_of):
    spec = spec_of('[[show]]\nslug = "daily"\nengine = "espeak"\nlength = "1m"\n')
    voice = spec.casts[0].voices[0]
    item = StandingItem("边缘", "话" * int(29 * voice.pace) + "。")
    spec, warned = replace(spec, items=(item,)), []
    assert todays_items.checked(spec, warned.append).items == (item,)
    speech_rate.learn(spec.paces, {voice.name: voice.pace}, {voice.name: voice.pace * 0.8})
    assert speech_rate.expected(spec.paces, [voice])[voice.name] < voice.pace
    assert todays_items.checked(spec, warned.append).items == (item,)
    assert warned == []


def test_each_is_spoken_by_the_voice_that_opens_the_programme():
    [item] = todays_items.placed([NOTICE], "anchor")
    assert (item.segment.voice, item.segment.heading, item.place) == ("anchor", "停水通知", 1)
    assert item.segment.is_editors
    assert item.segment.utterances == own_items.said(NOTICE.name, NOTICE.text)


def recorded(folder, seconds=20.0, **more):
    recording = Recordings(folder / ".tingbao", "daily").save(as_mp3(tone(seconds)))
    return StandingItem("书店广告", recording=recording, **more)


@pytest.mark.slow
def test_a_recording_is_heard_in_its_place_and_the_length_is_kept(tingbao, keep, tmp_path):
    advertisement = recorded(tmp_path, place=2, text="青沅书店，今天起八折。周末不打烊。")
    keep(advertisement, NOTICE)
    report = made(tingbao)
    sound = miniaudio.decode(Path(report["mp3"]).read_bytes(), nchannels=1, sample_rate=24_000)
    samples = np.frombuffer(sound.samples, "<i2")
    assert len(samples) / 24_000 == pytest.approx(120, abs=0.5)
    episode = manifest(report)
    [at] = [index for index, each in enumerate(episode["script"]["segments"]) if each["title"] == "书店广告"]
    [cue] = [each for each in episode["cues"] if each["segment"] == at]
    assert cue["end"] - cue["start"] == pytest.approx(advertisement.recording.seconds, abs=0.1)
    heard = samples[round(cue["start"] * 24_000) : round(cue["end"] * 24_000)]
    strengths = np.abs(np.fft.rfft(heard))
    assert np.argmax(strengths) / len(heard) * 24_000 == pytest.approx(440, abs=1)  # the tone, and no voice
    assert loudness.integrated(heard) == pytest.approx(render.TARGET, abs=0.5)
    folder = Path(report["mp3"]).parent
    assert "青沅书店，今天起八折" in (folder / "transcript.vtt").read_text("utf-8")
    assert "书店广告" in {each["title"] for each in episode["chapters"]}
    page = (folder / "index.html").read_text("utf-8").partition("<h3>书店广告</h3>")[2].partition("</section>")[0]
    assert "八折" in page
    assert "播音" not in page  # no voice has read it
    assert made(tingbao)["status"] == "unchanged"
    again = made(tingbao, "--force")
    assert Path(again["mp3"]).read_bytes() == Path(report["mp3"]).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"RIFF")])
def test_without_its_sound_the_programme_goes_out_and_one_sentence_names_it(tingbao, keep, tmp_path, damage):
    advertisement = recorded(tmp_path, 5.0)
    keep(advertisement, NOTICE)
    damage(tmp_path / ".tingbao" / "sounds" / "daily" / f"{advertisement.recording.key}.wav")
    report = made(tingbao)
    assert report["seconds"] == pytest.approx(120, abs=0.5)
    titles = [each["title"] for each in report["stories"]]
    assert "停水通知" in titles
    assert "书店广告" not in titles
    assert report["warnings"] == [f"Left out “书店广告”: its sound file is missing or damaged; {AGAIN}"]


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["{", '{"items": [{"name": "坏的"}]}'])
def test_a_damaged_file_of_rules_stops_no_run_and_no_approval_and_is_named(tingbao, keep, tmp_path, damage):
    (tmp_path / "tingbao.toml").write_text(f"{CONFIG}approve = true\n", "utf-8")
    keep()
    path = tmp_path / ".tingbao" / "editors" / "daily.json"
    path.write_text(damage, "utf-8")
    held = made(tingbao)
    assert [each for each in held["warnings"] if "daily.json" in each and "Mend the file" in each]
    tingbao("episodes", "drop", held["episode"], "1")
    approved = tingbao("episodes", "approve", held["episode"], "--json")
    assert approved.code == 0, approved.err
    assert any("daily.json" in each for each in approved.json["warnings"])


@pytest.mark.slow
def test_a_sound_that_is_sent_in_again_comes_into_the_programme(tingbao, keep, tmp_path):
    advertisement = recorded(tmp_path, 5.0)
    keep(advertisement)
    (tmp_path / ".tingbao" / "sounds" / "daily" / f"{advertisement.recording.key}.wav").unlink()
    without = made(tingbao)
    assert made(tingbao)["status"] == "unchanged"
    assert recorded(tmp_path, 5.0) == advertisement
    again = made(tingbao)
    assert again["status"] == "made"
    assert "书店广告" in {each["title"] for each in again["stories"]} - {each["title"] for each in without["stories"]}


@pytest.mark.slow
def test_a_draft_of_which_nothing_is_left_but_a_lost_sound_is_not_published(tingbao, keep, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f"{CONFIG}approve = true\n", "utf-8")
    keep(replace(recorded(tmp_path, 5.0), place=1))
    id_ = made(tingbao)["episode"]
    while len(tingbao("episodes", "draft", id_, "--json").json["segments"]) > 3:
        if tingbao("episodes", "drop", id_, "2").code:
            break
    titles = [each["title"] for each in tingbao("episodes", "draft", id_, "--json").json["segments"] if each["own"]]
    assert titles == ["书店广告"]
    next((tmp_path / ".tingbao" / "sounds").rglob("*.wav")).unlink()
    approved = tingbao("episodes", "approve", id_)
    assert approved.code == 3
    assert "Nothing is left of the programme" in approved.err
    assert not list((tmp_path / "output").rglob("episode.json"))
    assert id_ in tingbao("episodes", "list").out


@pytest.mark.slow
def test_made_anew_an_item_that_came_can_be_added_and_one_that_is_gone_is_marked(tingbao, keep, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f"{CONFIG}approve = true\n", "utf-8")
    urgent = StandingItem("紧急停水", "今晚八点起停水。", place=1)
    keep(NOTICE, THANKS)
    id_ = made(tingbao)["episode"]

    def draft():
        return tingbao("episodes", "draft", id_, "--json").json

    def told():
        return [each["title"] for each in draft()["segments"] if each["standing"]]

    tingbao("episodes", "drop", id_, "1")
    assert (told(), draft()["warnings"]) == (["片尾致谢"], [])
    keep(NOTICE, urgent)
    made(tingbao, "--force")
    assert told() == ["片尾致谢"]
    assert [(each["words"], each["fault"]) for each in draft()["warnings"]] == [("片尾致谢", GONE)]
    left = {each["title"]: each for each in draft()["left_out"]}
    assert left["紧急停水"]["reason"] == CAME_LATER
    assert left["停水通知"]["number"] is None
    added = tingbao("episodes", "add", id_, f"{left['紧急停水']['number']}")
    assert added.code == 0, added.err
    assert told() == ["紧急停水", "片尾致谢"]
    assert "紧急停水" not in [each["title"] for each in draft()["left_out"]]
    made(tingbao, "--force")
    assert told() == ["紧急停水", "片尾致谢"]
    assert "紧急停水" not in [each["title"] for each in draft()["left_out"]]
