"""The desk over an episode that waits."""

import pytest

from service.pipeline.pending_episodes import PendingEpisodes
from service.web.desk.people import DeskPeople
from tests.support.desk_client import NAME, PASSWORD, DeskClient
from tests.support.made_episode import HELD_CONFIG, HELD_ID
from tests.support.web_service import Service

QUIET = '\n[[show]]\nslug = "quiet"\ntitle = "内部听报"\nengine = "espeak"\n'


@pytest.fixture(scope="session")
def desk_service(held_episode, tmp_path_factory):
    """The episode, served, and somebody who may see one of the two shows."""
    folder = tmp_path_factory.mktemp("desk")
    held_episode.copy_to(folder)
    found = Service(folder, config=HELD_CONFIG + QUIET).start()
    DeskPeople(folder / ".tingbao").add(NAME, PASSWORD, ("daily",))
    yield found
    found.stop()


@pytest.fixture
def desk(desk_service, held_episode):
    """The same; each test has its own copy of what waits."""
    PendingEpisodes(desk_service.folder / ".tingbao", "daily").drop(HELD_ID)
    held_episode.copy_to(desk_service.folder)
    (desk_service.folder / "tingbao.toml").write_text(HELD_CONFIG + QUIET, "utf-8")
    return desk_service


@pytest.fixture
def editor(desk):
    """Somebody who is logged in."""
    return DeskClient(desk).logged_in()
