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


@pytest.fixture
def opened(browser, desk):
    """Opens the desk; any message on the console or request to another host fails the test."""
    contexts, faults = [], []

    def make(width=390, scheme="light", script=True, name=NAME, locale="zh-CN", touch=False):
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            color_scheme=scheme,
            java_script_enabled=script,
            locale=locale,
            has_touch=touch,
        )
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: f":{desk.port}/" in request.url or faults.append(request.url))
        page.goto(f"http://127.0.0.1:{desk.port}/desk/")
        page.locator("#name").fill(name)
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        page.locator(".draft").wait_for()
        return page

    yield make
    for context in contexts:
        context.close()
    known = ("401", "404", "409", "422", "ERR_INTERNET_DISCONNECTED")  # answers that a page tells in words
    assert [fault for fault in faults if not any(each in fault for each in known)] == []
