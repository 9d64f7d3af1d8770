"""The episode that a page is about."""

import datetime as dt

import pytest
from starlette.requests import Request

from service import settings
from service.pipeline.pending_episodes import PendingEpisodes
from service.web.desk import desk_episode
from service.web.desk.people import DeskPerson
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem
from tests.support.publishing_samples import episode, mp3, programme

NOW = dt.datetime(2026, 3, 21, 6, 0, tzinfo=dt.UTC)


@pytest.fixture
def found(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n[[show]]\nslug = "quiet"\n', "utf-8")
    return settings.load(tmp_path / "tingbao.toml")


def asked(found, show, *slugs):
    request = Request({"type": "http", "path_params": {"show": show, "id": "2026-03-21T0630"}})
    return desk_episode.asked(found, request, DeskSession("token", DeskPerson("王编辑", "", "", slugs)))


def test_a_show_that_is_theirs_is_found_and_another_one_is_as_if_it_were_not_there(found):
    assert asked(found, "daily", "daily")[1:] == (found.show[0], "2026-03-21T0630")
    assert asked(found, "quiet")[1] == found.show[1]
    for show, slugs in (("quiet", ["daily"]), ("nobody", [])):
        with pytest.raises(Problem, match=f"404.*There is no show {show}") as fault:
            asked(found, show, *slugs)
        assert fault.value.status_code == 404


def test_what_does_not_wait_is_not_there(found):
    with pytest.raises(Problem, match="waits no longer"):
        desk_episode.waiting_of(found, found.show[0], "2026-03-21T0630")


def test_an_episode_that_is_made_anew_is_another_one(found):
    pending, tags = PendingEpisodes(found.state, "daily"), set()
    for seconds in (330, 331):
        made = episode(1, segments=programme())
        pending.put(made, mp3(seconds), NOW)
        waiting = desk_episode.waiting_of(found, found.show[0], made.id)
        tags |= {desk_episode.version_tag(waiting, 0), desk_episode.version_tag(waiting, 1)}
    assert len(tags) == 4
