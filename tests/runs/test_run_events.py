"""What hooks are told of a run, in fields that stay."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from service import settings
from service.model import EDITORS, Kind, Segment, Utterance
from service.pipeline.pending_episodes import PendingEpisodes
from service.publishing import publish
from service.runs.run_events import event_of, kind_of
from service.runs.run_records import Run, RunStatus
from service.storage.storage import open_storage
from tests.support.paths import ROOT
from tests.support.publishing_samples import episode, mp3
from tests.support.tables import every_row

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
CLOSING = Segment(Kind.CLOSING, "a", (Utterance("再见。"),))
RUN = Run("20260321T063000-0123ab", "daily", "schedule", NOW, "morning", NOW, RunStatus.MADE, 0)
CONFIG = """
[service]
base_url = "https://radio.example.org/pods"
desk_url = "https://desk.example.org"

[[show]]
slug = "daily"
title = "云州听报"
"""


@pytest.fixture
def found(tmp_path):
    (tmp_path / "tingbao.toml").write_text(CONFIG, "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def event(kind, found, run):
    return event_of(kind, found, found.show[0], run, f"{kind}-1")


@every_row(
    ("status", "trigger", "kind"),
    [
        (RunStatus.MADE, "schedule", "success"),
        (RunStatus.MADE, "api", "success"),
        (RunStatus.HELD, "schedule", "approval"),
        (RunStatus.FAILED, "api", "failure"),
        (RunStatus.LOST, "api", "failure"),
        (RunStatus.FAILED, "schedule", ""),
        (RunStatus.LOST, "schedule", ""),
        (RunStatus.STOPPED, "api", ""),
        (RunStatus.UNCHANGED, "api", ""),
        (RunStatus.NOTHING, "api", ""),
        (RunStatus.LOCKED, "api", ""),
    ],
)
def test_a_run_is_the_event_that_it_is(status, trigger, kind):
    assert kind_of(replace(RUN, status=status, trigger=trigger)) == kind


@pytest.mark.slow
def test_what_is_published_is_told_with_its_words_and_addresses(found):
    made = publish.publish(open_storage(found.destination), found.publication(found.show[0]), episode(1), mp3()).episode
    told = event("success", found, replace(RUN, episode=made.id))
    page = f"https://radio.example.org/pods/daily/episodes/{made.id}/"
    assert (told["id"], told["event"], told["title"], told["episode"]) == ("success-1", "success", "云州听报", made.id)
    assert (told["headline"], told["link"], told["audio"]) == (made.title, page, page + made.mp3)
    assert told["lead"] == made.script.segments[1].utterances[0].written
    assert told["seconds"] == round(made.seconds, 1)
    assert "desk" not in told


OWN = Segment(Kind.STORY, "a", (Utterance("明天停水。"),), "停水通知", EDITORS)
STORY = Segment(
    Kind.STORY, "a", (Utterance("首先来看头条。"), Utterance("水厂完工。", source="水厂完工。")), "水厂", "a.txt"
)


@pytest.mark.parametrize(
    ("segments", "lead"),
    [((STORY,), "水厂完工。"), ((OWN, STORY), "水厂完工。"), ((OWN,), "明天停水。"), ((), "")],
)
def test_the_lead_is_the_first_sentence_of_the_first_story_and_no_words_of_the_anchors(segments, lead, found):
    PendingEpisodes(found.state, "daily").put(episode(1, segments=(*segments, CLOSING)), mp3(), NOW)
    told = event("approval", found, replace(RUN, status=RunStatus.HELD, episode=episode(1).id))
    assert told["lead"] == lead


@every_row("page", ["notifications.md", "notifications.zh-CN.md"])
def test_every_field_of_an_event_is_documented(found, page):
    PendingEpisodes(found.state, "daily").put(episode(1), mp3(), NOW)
    told = event("approval", found, replace(RUN, status=RunStatus.HELD, episode=episode(1).id))
    cells = [line.split("|")[1] for line in (ROOT / "docs" / page).read_text("utf-8").splitlines() if line[:1] == "|"]
    named = set(re.findall(r"`(\w+)`", " ".join(cells)))
    assert set(told) <= named


def test_what_waits_is_told_with_the_desks_address(found):
    PendingEpisodes(found.state, "daily").put(episode(1), mp3(), NOW)
    told = event("approval", found, replace(RUN, status=RunStatus.HELD, episode=episode(1).id))
    assert told["desk"] == f"https://desk.example.org/desk/daily/{episode(1).id}"
    assert told["headline"] == episode(1).title
    assert (told["link"], told["audio"]) == ("", "")
    assert f"episodes approve {episode(1).id} --show daily" in str(told["advice"])


def test_a_failure_is_told_with_what_is_to_be_done(found):
    told = event("failure", found, replace(RUN, status=RunStatus.FAILED, trigger="api", error="no room"))
    assert (told["error"], told["headline"], told["seconds"]) == ("no room", "", None)
    assert "tingbao make --show daily --edition morning" in str(told["advice"])
    lost = event("failure", found, replace(RUN, status=RunStatus.LOST, trigger="api"))
    assert "cut off" in str(lost["error"])


def test_an_episode_that_cannot_be_read_is_told_without_its_words(found):
    told = event("success", found, replace(RUN, episode="2026-03-21-gone"))
    assert (told["episode"], told["headline"], told["lead"], told["link"]) == ("2026-03-21-gone", "", "", "")
