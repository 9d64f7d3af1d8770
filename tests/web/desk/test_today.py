"""How each show of somebody stands: waiting, published, failed, due."""

import contextlib
import datetime as dt
from dataclasses import replace

from service import settings
from service.errors import NothingToBrief, TingbaoError
from service.pipeline.pending_episodes import PendingEpisodes, PublishTime
from service.publishing import publish
from service.runs.run_records import RunStatus, RunStore
from service.storage.local_folder import FolderStorage
from service.web.desk import today
from service.web.desk.people import DeskPerson
from tests.support.publishing_samples import episode, mp3, programme

CONFIG = """
[[show]]
slug = "daily"
schedule = "30 6 * * *"
approve = true
approve_within = "2h"
approve_otherwise = "publish"
draft_before = "30m"

[[show]]
slug = "quiet"
path = "k3Jd9sLq0PzX"
"""
NOW = dt.datetime(2026, 3, 22, 5, 45, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def shows(folder, *slugs):
    (folder / "tingbao.toml").write_text(CONFIG, "utf-8")
    return today.shows_of(settings.load(folder / "tingbao.toml"), DeskPerson("王编辑", "", "", slugs), NOW)


def recorded(folder, status, **more):
    with RunStore(folder / ".tingbao").recording("daily", trigger="schedule") as recorder:
        recorder.result(status=status, exit_code=0, **more)


def test_a_show_of_which_nothing_is_known_is_due_at_its_next_time(tmp_path):
    daily, quiet = shows(tmp_path)
    assert (daily.waiting, daily.published, daily.failure, daily.at_work) == ((), None, None, False)
    assert (daily.next_due.isoformat(), daily.next_due - NOW) == ("2026-03-22T06:30:00+08:00", dt.timedelta(minutes=45))
    assert (daily.otherwise, quiet.otherwise, quiet.address) == ("publish", "drop", "/k3Jd9sLq0PzX/")


def test_only_their_own_shows_are_told(tmp_path):
    assert [each.slug for each in shows(tmp_path, "quiet")] == ["quiet"]


def test_what_waits_is_told_with_the_time_at_which_the_rule_decides(tmp_path):
    PendingEpisodes(tmp_path / ".tingbao", "daily").put(episode(1, segments=programme(), title="云湖通车"), mp3(), NOW)
    [waiting] = shows(tmp_path)[0].waiting
    assert (waiting.title, waiting.version) == ("云湖通车", 0)
    assert waiting.until - waiting.since == dt.timedelta(hours=2)
    assert waiting.since.isoformat() == "2026-03-22T05:45:00+08:00"


def test_what_was_published_and_what_has_failed_last(tmp_path):
    recorded(tmp_path, RunStatus.MADE, episode="2026-03-21T0630")
    assert shows(tmp_path)[0].published.episode == "2026-03-21T0630"
    with contextlib.suppress(TingbaoError), RunStore(tmp_path / ".tingbao").recording("daily"):
        raise TingbaoError("The engine is away.")
    daily = shows(tmp_path)[0]
    assert (daily.published.episode, daily.failure.error) == ("2026-03-21T0630", "The engine is away.")
    for nothing in (RunStatus.LOCKED, RunStatus.UNCHANGED):
        recorded(tmp_path, nothing)
        assert shows(tmp_path)[0].failure
    recorded(tmp_path, RunStatus.HELD, episode="2026-03-22T0630")
    assert shows(tmp_path)[0].failure is None


def test_that_there_was_nothing_to_tell_is_told_until_there_is(tmp_path):
    with contextlib.suppress(NothingToBrief), RunStore(tmp_path / ".tingbao").recording("daily"):
        raise NothingToBrief("There is no article in seeds: nothing to brief.")
    daily = shows(tmp_path)[0]
    assert daily.nothing.error == "There is no article in seeds: nothing to brief."
    assert daily.failure is None
    assert daily.state is today.ShowState.NONE
    recorded(tmp_path, RunStatus.HELD, episode="2026-03-22T0630")
    assert shows(tmp_path)[0].nothing is None


def test_a_run_at_work_is_told(tmp_path):
    with RunStore(tmp_path / ".tingbao").recording("daily") as recorder:
        assert shows(tmp_path)[0].at_work
        recorder.result(status=RunStatus.MADE, exit_code=0)
    assert not shows(tmp_path)[0].at_work


def put(folder, published, now=NOW):
    pending = PendingEpisodes(folder / ".tingbao", "daily")
    pending.put(replace(episode(1), published=published), mp3(), now)
    return pending, pending.get(episode(1).id)


def test_before_its_draft_a_show_says_when_it_is_made(tmp_path):
    daily, quiet = shows(tmp_path)
    assert (daily.state, daily.draft_at.isoformat()) == ("none", "2026-03-22T06:00:00+08:00")
    assert (daily.can_be_drafted, quiet.can_be_drafted, quiet.draft_at) == (True, False, None)


def test_a_draft_before_its_time_waits_at_least_until_then(tmp_path):
    put(tmp_path, NOW + dt.timedelta(hours=5))
    daily = shows(tmp_path)[0]
    assert (daily.state, daily.can_be_drafted, daily.waiting[0].is_ahead) == ("draft", False, True)
    assert (daily.waiting[0].until, daily.draft_at) == (NOW + dt.timedelta(hours=5), None)
    assert daily.coming == daily.waiting[0].due == NOW + dt.timedelta(hours=5)


def test_what_waits_after_its_time_is_another_state_and_the_next_draft_may_be_asked_for(tmp_path):
    put(tmp_path, NOW - dt.timedelta(hours=1))
    daily = shows(tmp_path)[0]
    assert (daily.state, daily.can_be_drafted) == ("waiting", True)


def test_a_time_that_somebody_has_chosen_is_told_with_his_name(tmp_path):
    pending, waiting = put(tmp_path, NOW)
    at = NOW + dt.timedelta(minutes=90)
    pending.publish_at(waiting, PublishTime(at, "李编辑"))
    [told] = shows(tmp_path)[0].waiting
    assert (told.until, told.by) == (at, "李编辑")
    assert shows(tmp_path)[0].state == "timed"
    pending.publish_at(waiting, None)
    assert shows(tmp_path)[0].waiting[0].by == ""


def test_a_run_at_work_hides_the_button(tmp_path):
    with RunStore(tmp_path / ".tingbao").recording("daily") as recorder:
        daily = shows(tmp_path)[0]
        assert (daily.state, daily.can_be_drafted) == ("at_work", False)
        recorder.result(status=RunStatus.MADE, exit_code=0)
    assert shows(tmp_path)[0].state == "published"


def test_where_the_next_edition_is_out_already_the_one_after_it_may_be_drafted(tmp_path):
    daily = shows(tmp_path)[0]
    assert (daily.draft_due, daily.next_is_out) == (daily.next_due, False)
    found = settings.load(tmp_path / "tingbao.toml")
    publish.publish(FolderStorage(found.output), found.publication(found.show[0]), episode(1), mp3())
    daily = shows(tmp_path)[0]
    assert (daily.draft_due - daily.next_due, daily.next_is_out) == (dt.timedelta(days=1), True)
    assert (daily.can_be_drafted, daily.draft_at) == (True, None)
    assert daily.coming == daily.draft_due


def test_that_nothing_was_new_is_told_to_who_has_asked_for_a_draft(tmp_path):
    recorded(tmp_path, RunStatus.UNCHANGED)
    assert shows(tmp_path)[0].unchanged is None
    with RunStore(tmp_path / ".tingbao").recording("daily", trigger="api") as recorder:
        recorder.result(status=RunStatus.UNCHANGED, exit_code=0)
    assert shows(tmp_path)[0].unchanged
    recorded(tmp_path, RunStatus.MADE)
    assert shows(tmp_path)[0].unchanged is None


def test_while_a_run_publishes_what_waits_it_is_told_so(tmp_path):
    put(tmp_path, NOW)
    with RunStore(tmp_path / ".tingbao").recording("daily", edition="0630") as recorder:
        assert [each.publishing for each in shows(tmp_path)[0].waiting] == [False]
        recorder.result(approved_by="王编辑")
        recorder.save()
        assert [each.publishing for each in shows(tmp_path)[0].waiting] == [True]
        recorder.result(status=RunStatus.FAILED, exit_code=1)
    assert [each.publishing for each in shows(tmp_path)[0].waiting] == [False]
