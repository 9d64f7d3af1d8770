"""Episodes that wait for approval: made, told of, published as they were held, or dropped when nobody decides."""

import contextlib
import datetime as dt
import hashlib
import json
import os
import shlex
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import feedparser
import pytest

from service import settings
from service.commands import check_published
from service.core.cron import latest_due
from service.core.episode_id import edition_of_due
from service.pipeline.pending_episodes import PendingEpisodes
from service.runs import approval, run_process
from service.runs.run_records import Run, RunStatus, RunStore, new_id
from service.runs.schedule_state import ScheduleStateStore
from service.runs.supervisor import OVERDUE, RunSupervisor, due_state
from tests.support.paths import ROOT, SEEDS
from tests.support.publishing_samples import episode, mp3

CONFIG = """
[service]
on_approval = {hook}

[[show]]
slug = "daily"
engine = "espeak"
length = "45s"
schedule = "1 0 * * *"
approve = true
approve_within = "{within}"
approve_otherwise = "{otherwise}"
"""
"""Due a minute after midnight: what `make` makes by hand is of today, and so is what was due last."""
PAGE = SEEDS / "2026-03-21-A01.txt"
TELL = "import sys; open('told.jsonl', 'ab').write(sys.stdin.buffer.read() + b'\\n')"


@pytest.fixture
def show(tmp_path):
    """Writes the configuration of a show that somebody must approve."""
    (tmp_path / "seeds").mkdir()
    undated = PAGE.read_text("utf-8").replace("2026年3月21日　星期六", "")  # a page of a date would be old one day
    (tmp_path / "seeds" / "page.txt").write_text(undated, "utf-8")

    def write(within="12h", otherwise="drop"):
        hook = json.dumps(shlex.join([sys.executable, "-c", TELL]))
        text = CONFIG.format(hook=hook, within=within, otherwise=otherwise)
        (tmp_path / "tingbao.toml").write_text(text, "utf-8")

    write()
    return write


def make(tingbao):
    (made,) = tingbao("make", "--all", "--json").json
    return made


def published(folder):
    feed = folder / "output" / "daily" / "feed.xml"
    return feedparser.parse(feed.read_bytes()).entries if feed.exists() else []


def waits_longer(folder, **span):
    """Has what is held be held for so much longer."""
    (record,) = (folder / ".tingbao" / "held" / "daily").glob("*/held.json")
    told = json.loads(record.read_text("utf-8"))
    told["since"] = (dt.datetime.fromisoformat(told["since"]) - dt.timedelta(**span)).isoformat()
    record.write_text(json.dumps(told, ensure_ascii=False), "utf-8")


@pytest.mark.slow
def test_an_episode_waits_and_is_published_as_it_was_held(tingbao, show, tmp_path):
    made = make(tingbao)
    assert (made["status"], published(tmp_path)) == ("held", [])
    (event,) = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text("utf-8").splitlines()]
    assert (event["event"], event["episode"]) == ("approval", made["episode"])
    assert made["episode"] in event["advice"]
    assert event["desk"] == f"http://127.0.0.1:8000/desk/daily/{made['episode']}"
    (run,) = RunStore(tmp_path / ".tingbao").list("daily")
    (waiting,) = PendingEpisodes(tmp_path / ".tingbao", "daily").list()
    assert run.started + dt.timedelta(seconds=run.timings["speak"]) < waiting.since < run.ended  # when it was held
    (listed,) = tingbao("episodes", "list", "--json").json
    assert (listed["id"], listed["held"]) == (made["episode"], True)
    assert tingbao("make", "--all", "--json").json == []  # held is done
    held = Path(made["mp3"]).read_bytes()

    assert tingbao("episodes", "approve", made["episode"]).code == 0
    (entry,) = published(tmp_path)
    (audio,) = (tmp_path / "output" / "daily").glob("episodes/*/*.mp3")
    assert audio.read_bytes() == held
    assert entry.enclosures[0].href.endswith(f"{hashlib.sha256(held).hexdigest()[:8]}.mp3")
    (listed,) = tingbao("episodes", "list", "--json").json
    assert (listed["id"], listed["held"]) == (made["episode"], False)
    again = tingbao("episodes", "approve", made["episode"])
    assert again.code == 2
    assert "waits for approval" in again.err
    assert tingbao("make", "--all", "--json").json == []


@pytest.mark.slow
def test_one_that_is_removed_is_gone_and_not_made_again(tingbao, show, tmp_path):
    made = make(tingbao)
    assert tingbao("episodes", "remove", made["episode"]).code == 0
    assert not list((tmp_path / ".tingbao" / "held" / "daily").iterdir())
    assert tingbao("episodes", "list", "--json").json == []
    assert tingbao("make", "--all", "--json").json == []
    assert published(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("otherwise", ["drop", "publish"])
def test_when_nobody_decides_the_time_limit_does(tingbao, show, tmp_path, otherwise):
    show(within="3h", otherwise=otherwise)
    make(tingbao)
    waits_longer(tmp_path, hours=2)
    assert tingbao("make", "--all", "--json").json == []
    assert [each["held"] for each in tingbao("episodes", "list", "--json").json] == [True]
    waits_longer(tmp_path, hours=2)
    assert tingbao("make", "--all", "--json").json == []
    assert [each["held"] for each in tingbao("episodes", "list", "--json").json] == [False] * (otherwise == "publish")
    assert len(published(tmp_path)) == (otherwise == "publish")
    by = [run.approved_by for run in RunStore(tmp_path / ".tingbao").list("daily") if run.approved_by]
    assert by == [OVERDUE] * (otherwise == "publish")


@pytest.mark.slow
def test_a_held_episode_with_damaged_audio_is_not_published_but_made_again(tingbao, show, tmp_path):
    made = make(tingbao)
    audio = Path(made["mp3"])
    whole = audio.read_bytes()
    audio.write_bytes(whole[:-100])
    assert tingbao("episodes", "approve", made["episode"]).code == 2
    assert published(tmp_path) == []
    again = make(tingbao)
    assert (again["status"], again["episode"]) == ("held", made["episode"])
    assert audio.read_bytes() == whole
    assert tingbao("make", "--all", "--json").json == []


@pytest.fixture
def waiting(show, tmp_path):
    """The settings of a show whose latest edition has been held back, and what is held."""
    settled = settings.load(tmp_path / "tingbao.toml")
    now = dt.datetime.now(dt.UTC)
    edition = edition_of_due(latest_due(settled.cron(settled.show[0]), now))
    held = PendingEpisodes(settled.state, "daily")
    held.put(replace(episode(1), id=edition), mp3(), now)
    run = Run(new_id(now), "daily", "schedule", now, edition, now, RunStatus.HELD, 0, edition)
    RunStore(settled.state).put(run)
    assert standing(settled) == "done"
    assert faults(settled) == {}
    return settled, held, edition


def standing(settled):
    return due_state(settled, settled.show[0], dt.datetime.now(dt.UTC), ScheduleStateStore(settled.state)).status


def faults(settled, *, repair=False):
    return {each.what: each.found for each in check_published.check(settled, repair=repair) if not each.ok}


DAMAGES = {
    "no audio": lambda folder: next(folder.glob("*.mp3")).unlink(),
    "other audio": lambda folder: next(folder.glob("*.mp3")).write_bytes(mp3(330)),
    "half a record": lambda folder: (folder / "held.json").write_bytes((folder / "held.json").read_bytes()[:-9]),
    "no record": lambda folder: (folder / "held.json").unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_that_is_damaged_is_a_fault_and_due_again(waiting, damage):
    settled, held, edition = waiting
    DAMAGES[damage](held.folder(edition))
    assert standing(settled) == "due"
    for repair in (False, True):
        (found,) = faults(settled, repair=repair).items()
        assert found[0] == str(held.folder(edition))
        assert f"`tingbao episodes remove {edition} --show daily`" in found[1]
    held.put(replace(episode(2), id="another"), mp3(), dt.datetime.now(dt.UTC))
    held.drop("another")
    assert standing(settled) == "due"
    held.put(replace(episode(1), id=edition), mp3(), dt.datetime.now(dt.UTC))
    assert (standing(settled), faults(settled)) == ("done", {})


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_that_is_damaged_can_be_removed_and_stays_removed(waiting, damage, tingbao):
    settled, held, edition = waiting
    DAMAGES[damage](held.folder(edition))
    assert tingbao("episodes", "remove", edition).code == 0
    assert (standing(settled), faults(settled)) == ("done", {})
    assert not list(held.folder(edition).parent.iterdir())


def test_what_waits_is_named_of_every_show(tingbao, show, tmp_path):
    config = tmp_path / "tingbao.toml"
    config.write_text(config.read_text("utf-8") + '[[show]]\nslug = "weekly"\napprove = true\n', "utf-8")
    state = settings.load(config).state
    for each in ("daily", "weekly"):
        PendingEpisodes(state, each).put(episode(1, show=each), mp3(), dt.datetime.now(dt.UTC))
    listed = tingbao("episodes", "list", "--json").json
    assert [(each["show"], each["id"], each["held"]) for each in listed] == [
        ("daily", episode(1).id, True),
        ("weekly", episode(1).id, True),
    ]
    assert "weekly" in tingbao("episodes", "list").out
    (one,) = tingbao("episodes", "list", "--show", "weekly", "--json").json
    assert one["show"] == "weekly"


def aired_before(tingbao):
    """The articles that would be left out on the day after because they were told."""
    now = dt.datetime.now(dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=8)))
    planned = tingbao("make", "--date", now.date() + dt.timedelta(days=1), "--dry-run", "--json").json
    return {each["title"] for each in planned["skipped"] if each["reason"].startswith("aired on")}


@pytest.mark.slow
def test_what_waits_is_not_told_again_unless_it_is_dropped(tingbao, show, tmp_path):
    made = make(tingbao)
    told = {each["title"] for each in made["stories"]}
    assert told
    assert aired_before(tingbao) == told
    tingbao("episodes", "remove", made["episode"])
    assert aired_before(tingbao) == set()
    assert tingbao("make").code == 0
    tingbao("episodes", "approve", made["episode"])
    assert aired_before(tingbao) == told


@pytest.mark.slow
def test_one_that_waits_and_is_asked_for_again_stays_as_it_is(tingbao, show, tmp_path):
    made = make(tingbao)
    left = Path(made["mp3"]).with_name("0123abcd.mp3")  # a run that was cut off as it replaced an earlier version
    left.write_bytes(b"earlier")
    again = tingbao("make", "--json").json
    assert (again["status"], Path(again["mp3"]).name) == ("unchanged", Path(made["mp3"]).name)
    assert not left.exists()
    assert [each["source"] for each in again["stories"]] == ["seeds/page.txt"]  # whoever made it, wherever
    shown = tingbao("make")
    assert "Nothing has changed" in shown.out
    assert f"tingbao episodes approve {made['episode']} --show daily" in shown.out


@pytest.mark.slow
def test_what_was_found_damaged_when_it_is_published_is_said(tingbao, show, tmp_path):
    made = make(tingbao)
    assert tingbao("episodes", "approve", made["episode"]).err == ""
    (manifest,) = (tmp_path / "output" / "daily" / "episodes").glob("*/episode.json")
    manifest.write_text("{", "utf-8")
    assert tingbao("make", "--edition", "evening", "--force").code == 0
    (waiting,) = (each["id"] for each in tingbao("episodes", "list", "--json").json if each["held"])
    approved = tingbao("episodes", "approve", waiting)
    assert approved.code == 0
    assert made["episode"] in approved.err


@pytest.mark.slow
def test_a_decision_that_hangs_is_ended_at_the_time_limit_of_a_run(show, tmp_path, monkeypatch, events):
    show(otherwise="publish")
    settled = settings.load(tmp_path / "tingbao.toml")
    settled = settled.model_copy(update={"service": settled.service.model_copy(update={"time_limit": 1.0})})
    now = dt.datetime.now(dt.UTC)
    PendingEpisodes(settled.state, "daily").put(episode(1), mp3(), now - dt.timedelta(hours=13))
    monkeypatch.setattr(run_process, "command", lambda *words: ["sh", "-c", "sleep 600 & sleep 600"])
    state = RunSupervisor(settled).check_due(settled, settled.show[0], now)
    assert events() == [
        (
            "not approved in time",
            {
                "show": "daily",
                "episode": episode(1).id,
                "then": "approve",
                "error": "it took longer than 1 s and was ended",
            },
        )
    ]
    assert state.check_at <= now + dt.timedelta(minutes=1)  # then it is tried again


def test_it_is_looked_at_again_when_its_time_is_over(show, tmp_path):
    settled = settings.load(tmp_path / "tingbao.toml")
    now, soon = dt.datetime.now(dt.UTC), dt.timedelta(seconds=5)
    waiting = replace(episode(1), id=edition_of_due(latest_due(settled.cron(settled.show[0]), now)))
    PendingEpisodes(settled.state, "daily").put(waiting, mp3(), now + soon - dt.timedelta(hours=12))
    state = RunSupervisor(settled).check_due(settled, settled.show[0], now)
    assert (state.status, state.check_at) == ("done", now + soon)


@pytest.mark.parametrize("otherwise", ["drop", "publish"])
def test_the_rule_never_decides_before_the_episodes_own_time(show, tmp_path, monkeypatch, otherwise):
    show(within="1m", otherwise=otherwise)
    settled = settings.load(tmp_path / "tingbao.toml")
    now = dt.datetime.now(dt.UTC)
    ahead = replace(episode(1), published=now + dt.timedelta(minutes=40))
    PendingEpisodes(settled.state, "daily").put(ahead, mp3(), now - dt.timedelta(minutes=5))
    asked = decided(monkeypatch)
    supervisor = RunSupervisor(settled)
    supervisor.check_due(settled, settled.show[0], now + dt.timedelta(minutes=39))
    assert asked == []
    supervisor.check_due(settled, settled.show[0], now + dt.timedelta(minutes=40))
    assert [each[0] for each in asked] == [f"episodes {'approve' if otherwise == 'publish' else 'remove'}"]


def test_at_its_time_an_episode_is_published_in_the_name_of_who_said_so(show, tmp_path, monkeypatch):
    show(within="12h", otherwise="drop")
    settled = settings.load(tmp_path / "tingbao.toml")
    now, at = dt.datetime.now(dt.UTC), dt.datetime.now(dt.UTC) + dt.timedelta(hours=13)
    PendingEpisodes(settled.state, "daily").put(episode(1), mp3(), now)
    approval.set_time(settled, settled.show[0], episode(1).id, at, "王编辑")
    asked, supervisor = decided(monkeypatch), RunSupervisor(settled)
    state = supervisor.check_due(settled, settled.show[0], now)
    assert state.check_at <= now + dt.timedelta(minutes=1)  # another process may be told another time
    supervisor.check_due(settled, settled.show[0], at - dt.timedelta(seconds=1))  # the rule's time is past
    assert asked == []
    supervisor.check_due(settled, settled.show[0], at)
    assert asked == [("episodes approve", episode(1).id, "--show", "daily", "--by", "王编辑")]
    approval.set_time(settled, settled.show[0], episode(1).id, None, "王编辑")
    supervisor.check_due(settled, settled.show[0], at)
    assert asked[1:] == [("episodes remove", episode(1).id, "--show", "daily", "--held")]


def decided(monkeypatch):
    """The decisions, which are not carried out."""
    asked = []

    def command(found, *words):
        asked.append(words)
        return ["true"]

    monkeypatch.setattr(run_process, "command", command)
    return asked


@pytest.mark.slow
def test_a_draft_is_made_ahead_once_whoever_asks_and_is_published_by_the_rule(tingbao, show, tmp_path):
    show(within="1s", otherwise="publish")
    text = (tmp_path / "tingbao.toml").read_text("utf-8")
    (tmp_path / "tingbao.toml").write_text(text + 'draft_before = "24h"\n', "utf-8")
    made = make(tingbao)
    assert (made["status"], published(tmp_path)) == ("held", [])
    found = settings.load(tmp_path / "tingbao.toml")
    [waiting] = PendingEpisodes(found.state, "daily").list()
    assert waiting.episode.published > dt.datetime.now(dt.UTC)
    assert tingbao("make", "--all", "--json").json == []
    edition = waiting.episode.edition
    assert tingbao("make", "--edition", edition, "--json").json["status"] == "unchanged"
    assert [each.episode.id for each in PendingEpisodes(found.state, "daily").list()] == [waiting.episode.id]
    assert published(tmp_path) == []  # its own time is still to come, though a second is over


@pytest.mark.slow
def test_a_draft_that_is_killed_while_it_is_made_is_made_once(tingbao, show, tmp_path):
    """Of one edition: where that waits already, `--draft` alone makes the next one."""
    show()
    found = settings.load(tmp_path / "tingbao.toml")
    words = ("make", "--edition", f"{dt.datetime.now(found.cron(found.show[0]).zone):%Y-%m-%d}T0001")
    for seconds in (0.4, 1.0, 1.6):
        with subprocess.Popen(
            [sys.executable, "-m", "service.cli", *words, "-q"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        ) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert tingbao(*words, "--json").code == 0
    waiting = PendingEpisodes(found.state, "daily").list()
    assert len(waiting) == 1
    assert PendingEpisodes(found.state, "daily").damaged() == ()
    assert published(tmp_path) == []


def test_what_was_cut_off_while_it_was_held_or_dropped_is_swept(tmp_path):
    held, now = PendingEpisodes(tmp_path, "daily"), dt.datetime.now(dt.UTC)
    for left in (".dropped/0123abcd.mp3", ".dropped/held.json", "2026-03-19/.0123abcd.mp3.part"):
        path = tmp_path / "held" / "daily" / left
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
    assert held.list() == ()
    held.put(episode(1), mp3(), now)
    held.put(episode(1), mp3(330), now)
    (waiting,) = held.list()
    assert held.audio(waiting).read_bytes() == mp3(330)
    assert len([path for path in (tmp_path / "held").rglob("*") if path.is_file()]) == 2
