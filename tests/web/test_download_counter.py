"""Downloads from our own server: what was sent of each answer is noted, and nothing that was not."""

import asyncio
import datetime as dt
import json
import signal
import subprocess
import sys

import pytest

from service import settings
from service.audience.audience import Audience, CurrentAudience
from service.web.download_counter import DownloadCounter
from tests.support.counted_shows import publish_shows, settings_with_state, sounds_of
from tests.support.web_service import Service, call

APP = "AntennaPod/3.4.0"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return publish_shows(tmp_path_factory.mktemp("counted"))


@pytest.fixture
def found(folder, tmp_path):
    """The settings of a published folder, with a state of its own."""
    return settings_with_state(folder, tmp_path / "state")


@pytest.fixture
def path(found):
    return sounds_of(found)[0].path.removeprefix("/pods")


def served(found, body=b"x" * 500_000, status=200, headers=()):
    """The counter before an application that sends the body in four parts."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        for part in range(4):
            await asyncio.sleep(0)
            piece = body[part * len(body) // 4 : (part + 1) * len(body) // 4]
            await send({"type": "http.response.body", "body": piece, "more_body": part < 3})

    return DownloadCounter(app, lambda: found, CurrentAudience(lambda: found))


def counted(found):
    return sum(row.downloads for row in Audience(found).counts(dt.datetime.now(dt.UTC)).downloads)


def test_a_whole_answer_is_a_download_and_goes_through_unchanged(found, path):
    answer = call(served(found), "GET", path, User_Agent=APP)
    assert (answer.status, len(answer.body)) == (200, 500_000)
    assert counted(found) == 1
    assert counted(found) == 1


@pytest.mark.parametrize(
    ("method", "agent", "status", "body"),
    [
        ("HEAD", APP, 200, b""),
        ("GET", "curl/8.5", 200, b"x" * 500_000),
        ("GET", "", 200, b"x" * 500_000),
        ("GET", APP, 404, b"x" * 500_000),
        ("GET", APP, 304, b""),
        ("GET", APP, 200, b"x" * 400_000),
    ],
)
def test_what_is_no_download_is_not_counted(found, path, method, agent, status, body):
    call(served(found, body, status), method, path, **({"User_Agent": agent} if agent else {}))
    assert counted(found) == 0


def test_other_files_are_not_looked_at(found, path):
    for other in ("/daily/feed.xml", "/daily/episodes/", path.replace(".mp3", ".html")):
        assert call(served(found), "GET", other, User_Agent=APP).status == 200
    assert not found.state.exists()


def test_parts_are_joined_by_their_place(found, path):
    for first in (0, 250_000):
        headers = [(b"content-range", f"bytes {first}-{first + 249_999}/1000000".encode())]
        call(served(found, b"x" * 250_000, 206, headers), "GET", path, User_Agent=APP)
    assert counted(found) == 1
    headers = [(b"content-range", b"bytes 0-249999/1000000")]
    for _ in range(3):
        call(served(found, b"x" * 250_000, 206, headers), "GET", path, User_Agent="Overcast/3.0")
    assert counted(found) == 1


def test_what_is_given_to_the_server_after_the_client_has_gone_was_not_sent(found, path):
    counter, sent = served(found), []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"user-agent", APP.encode())]}
    asyncio.run(counter({**scope, "client": ("198.51.100.7", 5)}, receive, send))
    assert len(sent) == 5
    assert counted(found) == 0


def test_an_answer_that_breaks_off_is_noted_as_far_as_it_was_sent(found, path):
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"x" * 490_000, "more_body": True})
        raise asyncio.CancelledError

    counter = DownloadCounter(app, lambda: found, CurrentAudience(lambda: found))
    with pytest.raises(asyncio.CancelledError):
        call(counter, "GET", path, User_Agent=APP)
    assert counted(found) == 1


def test_nothing_is_noted_where_the_settings_do_not_want_it(found, path):
    quiet = found.model_copy(update={"service": found.service.model_copy(update={"count_downloads": False})})
    assert call(served(quiet), "GET", path, User_Agent=APP).status == 200
    assert not found.state.exists()


def test_where_nothing_can_be_noted_the_answer_is_sent_all_the_same(found, path):
    found.state.write_bytes(b"this is a file, not a folder")
    assert len(call(served(found), "GET", path, User_Agent=APP).body) == 500_000


@pytest.mark.slow
def test_the_server_counts_over_a_kill_and_tells_on_its_pages(tmp_path):
    publish_shows(tmp_path)
    service = Service(tmp_path, config=(tmp_path / "tingbao.toml").read_text("utf-8"))
    service.start()
    try:
        first, second, _ = (
            each.path.removeprefix("/pods") for each in sounds_of(settings.load(tmp_path / "tingbao.toml"))
        )
        for listener in ("203.0.113.1", "203.0.113.2", "203.0.113.2", "2001:db8::1", "2001:db8::2"):
            service.get(first, User_Agent=APP, X_Forwarded_For=listener)
        service.get(first, User_Agent=APP, Range="bytes=0-1", X_Forwarded_For="203.0.113.3")
        service.ask("HEAD", first, User_Agent=APP, X_Forwarded_For="203.0.113.3")
        size = len(service.get(second, User_Agent="curl/8").body)
        for start in range(0, size, 200_000):
            last = min(start + 200_000, size) - 1
            answer = service.get(second, User_Agent="YunzhouDaily/1.0", Range=f"bytes={start}-{last}")
            assert answer.status == 206
        service.get(second, User_Agent="YunzhouDaily/1.0", Range="bytes=0-99,200-299")
        service.process.send_signal(signal.SIGKILL)
        service.process.wait()
        service.start()
        told = {line.rsplit(" ", 1)[0]: line.rsplit(" ", 1)[1] for line in service.get("/metrics").text.splitlines()}
        assert told['tingbao_downloads_total{show="daily"}'] == "4.0"
        assert told['tingbao_downloads_total{show="evening"}'] == "0.0"
        assert told['tingbao_app_downloads_total{app="AntennaPod"}'] == "3.0"
        assert told['tingbao_app_downloads_total{app="others"}'] == "1.0"
        page = service.get("/status").text
        assert "Downloads of daily" in page
        assert "AntennaPod 3, YunzhouDaily 1" in page
        assert "Downloads of evening" not in page
    finally:
        service.stop()
    command = [sys.executable, "-m", "service.cli", "stats", "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=service.environment, capture_output=True, check=True)
    assert json.loads(done.stdout)["apps"] == {"AntennaPod": 3, "YunzhouDaily": 1}
