"""`tingbao episodes draft` and the verbs: on a real episode that waits, up to what is published."""

import json

import pytest

from service.audio import mp3
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import RunStore
from tests.support.made_episode import HELD, HELD_ID
from tests.support.sound_files import as_mp3, tone
from tests.support.tables import every_row

pytestmark = pytest.mark.slow


@pytest.fixture
def held(held_episode, tmp_path):
    held_episode.copy_to(tmp_path)
    return tmp_path


def titles(told):
    return [each["title"] for each in told["segments"] if each["part"].isdigit()]


def test_the_verbs_change_the_draft_and_undo_takes_them_back(tingbao, held):
    made = tingbao("episodes", "draft", HELD_ID, "--json").json
    assert (made["version"], made["changes"], made["can_undo"]) == (0, [], False)
    led = tingbao("episodes", "lead", HELD_ID, "2", "--by", "王编辑", "--json").json
    assert titles(led)[0] == titles(made)[1]
    assert (led["version"], led["saved_by"]) == (1, "王编辑")
    moved = tingbao("episodes", "move", HELD_ID, "1", "2", "--json").json
    assert titles(moved)[1] == titles(made)[1]
    dropped = tingbao("episodes", "drop", HELD_ID, "1")
    assert dropped.out.startswith("Changed: drop “")
    assert "Version 3: 2:00 of 2:00 asked for" in dropped.out
    undone = tingbao("episodes", "undo", HELD_ID)
    assert undone.out.startswith("Taken back: drop “")
    assert tingbao("episodes", "redo", HELD_ID).out.startswith("Made again: drop “")
    for verb, *more in (["add", "1", "--at", "1"], ["pin", "1"], ["pin", "1", "--off"], ["full", "2"], ["brief", "2"]):
        assert tingbao("episodes", verb, HELD_ID, *more).code == 0, verb
    said = tingbao("episodes", "say", HELD_ID, "opening.1", "各位早上好。")
    assert "各位早上好。" in said.out
    assert tingbao("episodes", "read", HELD_ID, "早上", "zao3 shang4").code == 0
    shown = tingbao("episodes", "readings", HELD_ID, "opening.1").out
    assert "早  zao3  (lexicon:早上)" in shown
    assert "好  hao3  (context), or hao4" in shown
    found = tingbao("episodes", "readings", HELD_ID, "opening.1", "--json").json
    assert found["own"] == {"早上": "zao3 shang4"}
    article = tingbao("episodes", "article", HELD_ID, "1", "--json").json
    number = next(each["number"] for part in article["paragraphs"] for each in part if each["can_be_told"])
    assert tingbao("episodes", "tell", HELD_ID, "1", number).out.startswith("Changed: tell “")
    assert f"{number:>4} * " in tingbao("episodes", "article", HELD_ID, "1").out
    assert tingbao("episodes", "undo", HELD_ID).code == 0
    own = tingbao("episodes", "own", HELD_ID, "停水通知", "今天夜里停水。", "--at", "1", "--json")
    assert titles(own.json)[0] == "停水通知"
    assert tingbao("episodes", "undo", HELD_ID).code == 0
    (held / "ad.mp3").write_bytes(as_mp3(tone(6)))
    recorded = tingbao("episodes", "own", HELD_ID, "书店广告", "--sound", held / "ad.mp3", "--json").json
    [item] = [each for each in recorded["segments"] if each["own"] and not each["standing"]]
    assert [each["text"] for each in item["sentences"]] == ["书店广告"]
    assert item["end"] - item["start"] == pytest.approx(6, abs=0.2)
    assert "书店广告  (recorded)" in tingbao("episodes", "draft", HELD_ID).out
    assert "no sound file" in tingbao("episodes", "own", HELD_ID, "坏的", "--sound", held / "tingbao.toml").err
    assert tingbao("episodes", "undo", HELD_ID).code == 0
    heard = tingbao("episodes", "listen", HELD_ID, "--output", held / "heard.mp3")
    assert (heard.code, heard.out) == (0, f"Written: {held / 'heard.mp3'}\n")
    assert mp3.decode((held / "heard.mp3").read_bytes()).size > 24_000 * 60
    kept = tingbao("episodes", "correct", HELD_ID, "早上", "清早", "--for-good")
    assert "Changed: correct “早上”" in kept.out
    assert tingbao("episodes", "undo", HELD_ID).code == 0
    shown = tingbao("episodes", "draft", HELD_ID).out
    assert "read: 早上 as zao3 shang4" in shown
    assert "     opening.1  各位早上好。" in shown
    assert "changed: say “opening”" in shown
    assert "left out:" in shown


@every_row(
    ("words", "code", "said"),
    [
        (["lead", "2026-01-01-none", "1"], 2, "waits for approval"),
        (["lead", HELD_ID, "99"], 2, "There is no place 99"),
        (["lead", HELD_ID, "2", "--version", "7"], 2, "There is no version 7"),
        (["undo", HELD_ID], 2, "nothing to undo"),
        (["undo", HELD_ID, "--version", "x"], 2, "--version is 'x': give a whole number between 0 and 99999"),
        (["move", HELD_ID, "1", "0"], 2, "PLACE is '0': give a whole number between 1 and 1000"),
        (["add", HELD_ID, "1", "--at", "-1"], 2, "--at is '-1': give a whole number between 1 and 1000"),
        (["say", HELD_ID, "9", "好。"], 2, "There is no place 9"),
        (["draft", HELD_ID, "--version", "3"], 2, "There is no version 3"),
        (["approve", HELD_ID, "--version", "3"], 1, "The draft has changed meanwhile"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(tingbao, held, words, code, said):
    refused = tingbao("episodes", *words)
    assert (refused.code, said in refused.err) == (code, True), refused.err
    assert tingbao("episodes", "draft", HELD_ID, "--json").json["version"] == 0


def test_the_list_says_which_draft_there_is(tingbao, held):
    assert tingbao("episodes", "list", "--json").json[0]["draft"] == 0
    tingbao("episodes", "drop", HELD_ID, "1")
    assert tingbao("episodes", "list", "--json").json[0]["draft"] == 1
    assert "held, draft 1" in tingbao("episodes", "list").out


def test_who_works_on_an_old_version_is_told(tingbao, held):
    assert tingbao("episodes", "drop", HELD_ID, "1", "--version", "0").code == 0
    late = tingbao("episodes", "drop", HELD_ID, "1", "--version", "0")
    assert (late.code, "the newest is 1" in late.err) == (1, True)


def test_approved_it_is_published_as_the_draft_has_it_and_the_record_says_who_and_when(tingbao, held):
    tingbao("episodes", "drop", HELD_ID, "1")
    draft = tingbao("episodes", "say", HELD_ID, "1.2", "这是我写的一句话。", "--json").json
    again = tingbao(*HELD)
    assert (again.code, "unchanged" in again.out) == (0, True)  # the same request leaves the draft alone
    done = tingbao("episodes", "approve", HELD_ID, "--by", "王编辑", "--json").json
    assert done["seconds"] == pytest.approx(120, abs=0.5)
    assert [each["what"] for each in done["changes"]] == ["drop", "say"]
    (manifest,) = (held / "output").rglob("episode.json")
    published = json.loads(manifest.read_text("utf-8"))
    assert [each["heading"] for each in _items(published)] == titles(draft)
    assert [each["what"] for each in published["edits"]] == ["drop", "say"]
    assert "这是我写的一句话。" in manifest.read_text("utf-8")
    run = RunStore(held / ".tingbao").list("daily")[0]
    assert (run.status, run.approved_by, run.episode, run.edition) == ("made", "王编辑", HELD_ID, "draft")
    log = RunStore(held / ".tingbao").log("daily", run.id)
    (taken_out,) = [each["before"] for each in draft["changes"] if each["what"] == "say"]
    assert taken_out in log
    assert f'"before": "{taken_out}"' not in manifest.read_text("utf-8")
    assert PendingEpisodes(held / ".tingbao", "daily").list() == ()
    assert "changed: drop “" in tingbao("episodes", "show", HELD_ID).out
    assert "王编辑" not in manifest.read_text("utf-8")  # who and when are for the record alone
    assert tingbao(*HELD).json["status"] == "unchanged"  # the edited episode stands


def _items(published):
    segments = published["script"]["segments"]
    return [{"heading": each["shown_title"] or each["title"]} for each in segments if each["origin"]]


def test_with_everything_undone_the_bytes_that_were_held_back_are_published(tingbao, held):
    (audio,) = (held / ".tingbao" / "held").rglob("*.mp3")
    bytes_held = audio.read_bytes()
    tingbao("episodes", "drop", HELD_ID, "1")
    tingbao("episodes", "undo", HELD_ID)
    assert tingbao("episodes", "approve", HELD_ID).code == 0
    (published,) = (held / "output").rglob("*.mp3")
    assert published.read_bytes() == bytes_held


def test_of_a_damaged_version_nothing_is_published_that_nobody_has_looked_at(tingbao, held):
    tingbao("episodes", "drop", HELD_ID, "1")
    (path,) = (held / ".tingbao" / "held").rglob("draft-00001.json")
    path.write_text("{", "utf-8")
    refused = tingbao("episodes", "approve", HELD_ID)
    assert (refused.code, "Version 1 of the draft of" in refused.err) == (2, True)
    shown = tingbao("episodes", "draft", HELD_ID, "--json").json
    assert [(each["what"], each["title"]) for each in shown["changes"]] == [("lost", "1")]
    assert tingbao("episodes", "approve", HELD_ID, "--version", "1").code == 0
    (manifest,) = (held / "output").rglob("episode.json")
    assert [each["what"] for each in json.loads(manifest.read_text("utf-8"))["edits"]] == ["lost"]


def test_a_changed_draft_is_not_lost_to_another_run(tingbao, held):
    tingbao("episodes", "drop", HELD_ID, "1")
    other = [word if word != "2m" else "90s" for word in HELD]
    refused = tingbao(*other)
    assert refused.code == 2
    assert "The draft of 2026-03-21-draft has been changed" in refused.out + refused.err
    assert tingbao("episodes", "draft", HELD_ID, "--json").json["version"] == 1
    assert tingbao(*other, "--force").code == 0
    kept = tingbao("episodes", "draft", HELD_ID, "--json").json
    done = [each["what"] for each in kept["changes"]]
    assert done[:2] == ["keep", "drop"]
    assert {*done[2:]} <= {"came"}  # others, in the room that the dropped story leaves
    assert tingbao("episodes", "draft", HELD_ID, "--version", "0", "--json").json["changes"] == []
