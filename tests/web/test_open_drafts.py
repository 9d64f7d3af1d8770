"""A draft as the API and the desk open it."""

import asyncio
import datetime as dt

import pytest

from service import settings
from service.errors import BadClip, EngineUnavailable, Locked, OutdatedDraft, UsageError
from service.pipeline.pending_episodes import PendingEpisodes
from service.web import open_drafts
from service.web.problems import Problem
from tests.support.publishing_samples import episode, mp3, programme

NOW = dt.datetime(2026, 3, 21, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def found(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def test_what_does_not_wait_is_not_there(found):
    with pytest.raises(Problem, match="No episode 2026-03-21T0630 of daily waits"):
        open_drafts.waiting_of(found, found.show[0], "2026-03-21T0630")


def test_an_episode_that_is_made_anew_is_another_one(found):
    pending, tags = PendingEpisodes(found.state, "daily"), set()
    for seconds in (330, 331):
        made = episode(1, segments=programme())
        pending.put(made, mp3(seconds), NOW)
        waiting = open_drafts.waiting_of(found, found.show[0], made.id)
        tags |= {open_drafts.version_tag(waiting, 0), open_drafts.version_tag(waiting, 1)}
    assert len(tags) == 4


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OutdatedDraft(1, 2), 412),
        (UsageError("Not so."), 422),
        (BadClip("No sound."), 422),
        (Locked("At work."), 409),
        (EngineUnavailable("Off."), 503),
    ],
)
def test_what_cannot_be_done_is_a_problem_that_says_why(error, status):
    def task():
        raise error

    with pytest.raises(Problem) as problem:
        asyncio.run(open_drafts.told(task))
    assert (problem.value.status_code, problem.value.detail) == (status, str(error))
