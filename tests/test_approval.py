"""Episodes that wait for approval: made, told of, published as they were held, or dropped when nobody decides."""

import datetime as dt
import hashlib
import json
import shlex
import sys
from pathlib import Path

import feedparser
import pytest

CONFIG = """
[service]
on_approval = {hook}

[[show]]
slug = "daily"
engine = "espeak"
length = "45s"
approve = true
approve_within = "{within}"
approve_otherwise = "{otherwise}"
"""
PAGE = Path(__file__).parents[1] / "seeds" / "2026-03-21-A01.txt"
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


@pytest.mark.slow
def test_a_held_episode_with_damaged_audio_is_not_published(tingbao, show, tmp_path):
    made = make(tingbao)
    audio = Path(made["mp3"])
    audio.write_bytes(audio.read_bytes()[:-100])
    assert tingbao("episodes", "approve", made["episode"]).code == 2
    assert published(tmp_path) == []
