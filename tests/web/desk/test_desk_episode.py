"""The episode that a page is about."""

import pytest
from starlette.requests import Request

from service import settings
from service.web.desk import desk_episode
from service.web.desk.people import DeskPerson
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem


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
