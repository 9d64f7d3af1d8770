"""The real service, left to itself: started, killed, ended, doubled, misconfigured, and held up by a source."""

import json
import os
import signal
import socket
import sqlite3
import threading
import time

import feedparser
import pytest

from tests.support.mornings import LONG, alive, told, until
from tests.support.web_service import TOKEN

pytestmark = pytest.mark.slow
ENDED = 10.0
"""Seconds within which the service ends when it is asked to: its contract."""


def reload(service):
    """SIGHUP; returns when the configuration has been read, whether taken up or refused."""
    before = len(told(service, "config taken up")) + len(told(service, "config refused"))
    service.process.send_signal(signal.SIGHUP)
    until(lambda: len(told(service, "config taken up")) + len(told(service, "config refused")) > before)


def is_done(service, show="daily"):
    """Waits until the service has looked at the show and says that it is done."""
    return until(lambda: told(service, "plan", show=show, standing="done"))


def kill(service):
    service.process.kill()
    service.process.wait()


def end(service):
    """SIGTERM; the seconds that the service takes to end."""
    start = time.monotonic()
    assert service.stop() == 0
    return time.monotonic() - start


def test_a_show_that_is_due_is_published_once(morning):
    serve = morning.serve()
    is_done(serve)
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["made"])
    (run,) = morning.runs()
    assert (run.trigger, run.edition, run.exit_code) == ("schedule", morning.edition, 0)
    with sqlite3.connect(morning.folder / ".tingbao" / "state.sqlite") as base:
        assert base.execute("SELECT id FROM episode").fetchall() == [(morning.edition,)]
    assert serve.get("/daily/feed.xml").status == serve.get("/healthz").status == 200

    reload(serve)
    until(lambda: len(told(serve, "plan", standing="done")) == 2)
    assert (len(told(serve, "run started")), serve.process.poll()) == (1, None)
    assert end(serve) < ENDED
    is_done(morning.serve("again.log"))
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["made"])


def test_the_scheduler_alone_does_the_same(morning):
    schedule = morning.schedule()
    is_done(schedule)
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["made"])
    reload(schedule)
    until(lambda: len(told(schedule, "plan", standing="done")) == 2)
    assert len(told(schedule, "run started")) == 1
    assert end(schedule) < ENDED


def test_a_service_that_is_killed_finds_its_run_still_at_work(morning):
    morning.configure(length=LONG)
    serve = morning.serve()
    group = morning.at_work()
    kill(serve)
    again = morning.serve("again.log")
    until(lambda: told(again, "plan", standing="running"))
    os.killpg(group, signal.SIGCONT)
    until(lambda: morning.statuses() == ["made"])
    reload(again)
    is_done(again)
    assert morning.published() == [morning.edition]
    assert told(again, "run started") == []


def test_a_machine_that_goes_down_in_the_middle_goes_on_with_what_was_spoken(morning):
    morning.configure(length=LONG)
    serve = morning.serve()
    group = morning.at_work()
    kill(serve)
    os.killpg(group, signal.SIGKILL)
    until(lambda: morning.statuses() == ["lost"])
    kept = morning.clips()
    morning.minutes_pass()
    again = morning.serve("again.log")
    is_done(again)
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["lost", "made"])
    assert kept.items() <= morning.clips().items()


def test_what_a_clock_that_was_ahead_has_made_is_made_again_when_it_is_due(morning):
    """Of what there is by then, once, and as the same episode."""
    assert morning.tingbao("make", "--all").returncode == 0
    feed = morning.folder / "output" / "daily" / "feed.xml"
    (early,) = feedparser.parse(feed.read_bytes()).entries
    morning.clock_put_back()
    for page in (morning.folder / "seeds").iterdir():
        page.unlink()
    news = "# 云岭隧道提前一月贯通\n\n穿过云岭的公路隧道昨天贯通，比计划早了一个月。隧道全长4.6公里。\n"
    (morning.folder / "seeds" / "page.md").write_text(news, "utf-8")
    (standing,) = json.loads(morning.tingbao("schedule", "--list", "--json").stdout)
    assert standing["latest"] == {**standing["latest"], "edition": morning.edition, "standing": "due"}
    assert morning.tingbao("make", "--all").returncode == 0
    (anew,) = feedparser.parse(feed.read_bytes()).entries
    assert (anew.id, "云岭隧道" in anew.summary) == (early.id, True)
    assert anew.enclosures[0].href != early.enclosures[0].href
    assert morning.tingbao("make", "--all").returncode == 0
    assert sorted(morning.statuses()) == ["made", "made"]


def test_two_services_make_one_episode(morning):
    one, other = morning.serve(), morning.serve("other.log")
    until(lambda: "made" in morning.statuses() and "running" not in morning.statuses())
    morning.minutes_pass()
    for service in (one, other):
        reload(service)
        is_done(service)
    assert morning.published() == [morning.edition]
    assert morning.statuses().count("made") == 1
    assert set(morning.statuses()) <= {"made", "locked", "unchanged"}


def test_a_changed_configuration_is_taken_up_and_a_bad_one_refused(morning):
    serve = morning.serve()
    is_done(serve)
    morning.configure(slugs=("daily", "evening"))
    reload(serve)
    is_done(serve, "evening")
    assert morning.published("evening") == [morning.edition]

    morning.configure(slugs=("daily", "evening", "late"), more="colour = 1")
    reload(serve)
    (refused,) = told(serve, "config refused")
    assert "show.1.colour" in refused["error"]
    (morning.folder / "tingbao.toml").unlink()
    reload(serve)
    assert "tingbao.toml" in told(serve, "config refused")[-1]["error"]
    assert serve.get("/evening/feed.xml").status == 200

    morning.configure(slugs=("daily", "evening", "late"))
    reload(serve)
    is_done(serve, "late")
    assert [morning.statuses(show) for show in ("daily", "evening", "late")] == [["made"]] * 3


@pytest.mark.parametrize("heeds", [True, False], ids=["a run that heeds it", "a run that does not"])
def test_sigterm_ends_the_service_and_its_run_in_time_and_the_next_start_goes_on(heeds, morning):
    morning.configure(length=LONG)
    serve = morning.serve()
    group = morning.at_work()
    if heeds:
        os.killpg(group, signal.SIGCONT)
    assert end(serve) < ENDED
    assert alive(group) == []
    assert (morning.published(), morning.statuses()) == ([], ["stopped"])
    kept = morning.clips()
    is_done(morning.serve("again.log"))
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["stopped", "made"])
    assert kept.items() <= morning.clips().items()


def test_a_hook_that_hangs_does_not_hold_up_the_end(morning):
    morning.configure("on_success = \"sh -c 'echo $$ > hook; sleep 600; echo'\"")
    serve = morning.serve()
    group = int(until(lambda: (morning.folder / "hook").exists() and (morning.folder / "hook").read_text()))
    assert alive(group)
    assert end(serve) < ENDED
    assert alive(group) == []
    assert morning.published() == [morning.edition]


@pytest.fixture(params=["silent", "dribbling"])
def source(request):
    """The address of a page that never comes; with the switch that has its server hang up instead."""
    ended = threading.Event()

    def answer(connection):
        with connection, _any_end():
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
            while not ended.wait(0.2):
                if request.param == "dribbling":
                    connection.sendall(b"<p>")

    def serve(listener):
        with _any_end():
            while True:
                threading.Thread(target=answer, args=(listener.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=(listener,), daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/news.html", ended
        ended.set()


class _any_end:
    """Where a connection ends, its thread does."""

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        return kind is not None and issubclass(kind, OSError)


def test_a_run_that_a_source_holds_up_is_ended_at_its_limit_and_tried_again(source, morning):
    address, ended = source
    sources = f'sources = ["seeds", "{address}"]'
    morning.configure('time_limit = "7s"\nallowed_hosts = ["127.0.0.1"]', more=sources)
    serve = morning.serve()
    until(lambda: told(serve, "plan", standing="waiting"))
    (run,) = morning.runs()
    assert (run.status, run.exit_code) == ("failed", 1)
    assert "7 s" in run.error
    assert "time_limit" in run.error
    assert alive(morning.group(run)) == []
    assert morning.published() == []

    ended.set()
    morning.configure('allowed_hosts = ["127.0.0.1"]', more=sources)
    morning.minutes_pass()
    reload(serve)
    is_done(serve)
    assert (morning.published(), morning.statuses()) == ([morning.edition], ["failed", "made"])


def test_the_operator_is_told_once_of_what_waits_whoever_asks_for_it_again(morning):
    morning.configure('on_approval = "tee -a told.json"', more="approve = true")
    serve = morning.serve(token=TOKEN)
    until(lambda: told(serve, "hook", of="approval"))
    asked = serve.post("/api/shows/daily/briefings", {"edition": morning.edition})
    assert asked.status == 202
    until(lambda: told(serve, "run ended", run=asked.json["id"]))
    assert morning.statuses() == ["held", "unchanged"]
    (ended,) = told(serve, "run ended", run=asked.json["id"])
    assert end(serve) < ENDED
    assert len(told(serve, "hook")) == 1
    assert (ended["status"], ended["episode"]) == ("unchanged", morning.edition)


@pytest.mark.parametrize("otherwise", ["publish", "drop"])
def test_the_service_decides_when_nobody_does(otherwise, morning):
    more = f'approve = true\napprove_within = "5s"\napprove_otherwise = "{otherwise}"'
    morning.configure('on_approval = "tee -a told.json"', more=more)
    serve = morning.serve()
    (decided,) = until(lambda: told(serve, "not approved in time"))
    assert (decided["episode"], decided["error"]) == (morning.edition, "")
    assert morning.published() == [morning.edition] * (otherwise == "publish")
    listed = json.loads(morning.tingbao("episodes", "list", "--json").stdout)
    assert [each["held"] for each in listed] == [False] * (otherwise == "publish")
    reload(serve)
    is_done(serve)
    assert morning.statuses() == ["held", *["made"] * (otherwise == "publish")]  # the record of who approved it


def test_a_show_whose_path_was_changed_stays_where_it_is_until_somebody_moves_it(morning):
    serve = morning.serve()
    is_done(serve)
    feed = morning.folder / "output" / "daily" / "feed.xml"
    before = feed.read_bytes()
    morning.configure(more='path = "second"')
    reload(serve)
    until(lambda: len(told(serve, "plan", standing="done")) == 2)
    assert morning.tingbao("make", "--all").returncode == 0
    assert feed.read_bytes() == before
    assert not (morning.folder / "output" / "second").exists()
    assert (len(told(serve, "run started")), morning.statuses()) == (1, ["made"])
    assert serve.stop() == 0


def test_a_show_whose_path_was_changed_is_moved_by_command_while_it_is_served(morning):
    address = {"TINGBAO_BASE_URL": "http://127.0.0.1:8000"}
    serve = morning.serve(**address)
    is_done(serve)

    def renamed(path):
        morning.configure(more=f'path = "{path}"')

    def statuses(service, *paths):
        return [service.get(f"/{path}/feed.xml").status for path in paths]

    renamed("second")
    moved = morning.tingbao("shows", "move", "daily", "second", "--json", **address)
    assert json.loads(moved.stdout) == {"show": "daily", "old": "daily", "new": "second", "episodes": 1}
    reload(serve)
    is_done(serve)
    assert statuses(serve, "daily", "second") == [404, 200]
    assert serve.get("/readyz").status == 200
    assert serve.stop() == 0

    renamed("third")
    assert morning.tingbao("shows", "move", "second", "third", **address).returncode == 0
    assert morning.tingbao("make", "--all", **address).returncode == 0
    assert not (morning.folder / "output" / "second").exists()
    assert morning.statuses() == ["made"]


def test_a_run_before_the_move_begins_a_new_show(morning):
    address = {"TINGBAO_BASE_URL": "http://127.0.0.1:8000"}
    morning.configure()
    assert morning.tingbao("make", "--all", **address).returncode == 0
    morning.configure(more='path = "second"')
    assert morning.tingbao("make", "--edition", "extra", **address).returncode == 0
    assert all((morning.folder / "output" / path / "feed.xml").exists() for path in ("daily", "second"))
    moved = morning.tingbao("shows", "move", "daily", "second", **address)
    assert moved.returncode == 2
    assert "Two feeds are not merged" in moved.stderr
