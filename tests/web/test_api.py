"""Briefings over the network: started once at a time, followed, told what is wrong in problem details."""

import datetime as dt
import errno
import os
import socket
import subprocess
import sys
import time

import pytest

from service import settings
from service.runs.run_records import KEPT_RUNS, Run, RunStatus, RunStore
from service.runs.supervisor import RunSupervisor
from service.web.app import build
from service.web.tokens import FAILURE_WINDOW, MAX_FAILURES, MAX_FAILURES_OF_ALL
from tests.support.web_service import Service, call, seeds

BRIEFINGS = "/api/shows/daily/briefings"


def problem(answer, status):
    assert answer.status == status, answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert answer.json["detail"]
    return answer.json["detail"]


def test_runs_are_listed_told_and_their_logs_read(service):
    [run] = service.get(BRIEFINGS).json["runs"]
    assert (run["status"], run["trigger"], run["counts"]) == ("made", "schedule", {"clips_spoken": 7})
    assert service.get(run["url"]).json == run
    log = service.get(run["log"])
    assert log.headers["content-type"] == "application/x-ndjson; charset=utf-8"
    assert '"event": "ended"' in log.text


def test_what_is_not_there(service):
    for address in ("/api/", "/api/shows", f"{BRIEFINGS}/", "/api/shows/nobody/briefings", "/api/x%00y"):
        problem(service.get(address), 404)
    for id_ in ("20260321T063000-abcdef", "..%2f..%2fetc", "x" * 500):
        problem(service.get(f"{BRIEFINGS}/{id_}"), 404)
        problem(service.get(f"{BRIEFINGS}/{id_}/log"), 404)
    problem(service.ask("DELETE", BRIEFINGS), 405)
    assert set(service.ask("DELETE", BRIEFINGS).headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_without_the_token_nothing_is_told(service):
    for address in (BRIEFINGS, "/api/shows/nobody/briefings", "/api/nothing"):
        got = service.get(address, bearer=False)
        assert "TINGBAO_TOKEN" in problem(got, 401)
        assert got.headers["www-authenticate"].startswith("Bearer")
    problem(service.post(BRIEFINGS, {}, bearer=False), 401)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"inputs": ["/etc/passwd"]}, "#/inputs/0"),
        ({"inputs": ["file:///etc/passwd"]}, "#/inputs/0"),
        ({"inputs": ["https://news.example.org/a", "seeds"]}, "#/inputs/1"),
        ({"inputs": ["--output=/tmp"]}, "#/inputs/0"),
        ({"inputs": ["http://["]}, "#/inputs/0"),
        ({"inputs": ["https://news.example.org/新闻"]}, "#/inputs/0"),
        ({"inputs": ["https://news.example.org/" + "a" * 3000]}, "#/inputs/0"),
        ({"inputs": ["https://news.example.org/"] * 51}, "#/inputs"),
        ({"inputs": "https://news.example.org/"}, "#/inputs"),
        ({"length": "5 hours"}, "#/length"),
        ({"length": 300}, "#/length"),
        ({"edition": "../up"}, "#/edition"),
        ({"engine": "espeak --force"}, "#/engine"),
        ({"date": "yesterday"}, "#/date"),
        ({"lead": [""]}, "#/lead/0"),
        ({"pin": "云雁大桥"}, "#/pin"),
        ({"drop": ["云雁大桥 until May"]}, "#/drop/0"),
        ({"force": "yes"}, "#/force"),
        ({"output": "/tmp"}, "#/output"),
        ([], "#"),
    ],
)
def test_what_cannot_be_asked_for(service, body, pointer):
    got = service.post(BRIEFINGS, body)
    problem(got, 422)
    assert got.json["errors"][0]["pointer"] == pointer
    assert got.json["errors"][0]["detail"]


def test_bodies_are_json_small_and_soon(service):
    problem(service.ask("POST", BRIEFINGS, "{nope", Content_Type="application/json"), 400)
    problem(service.ask("POST", BRIEFINGS, "a=1", Content_Type="application/x-www-form-urlencoded"), 415)
    problem(service.ask("POST", BRIEFINGS, b"\xff\xfe", Content_Type="application/json"), 400)
    problem(service.ask("POST", BRIEFINGS, "[" * 60_000, Content_Type="application/json"), 400)
    head = f"POST {BRIEFINGS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.token}\r\n"
    claimed = service.raw(f"{head}Content-Length: 99999999\r\n\r\n".encode())
    assert claimed.startswith(b"HTTP/1.1 413 ")
    piece = b"%x\r\n%s\r\n" % (40_000, b" " * 40_000)
    counted = service.raw(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + 3 * piece)
    assert counted.startswith(b"HTTP/1.1 413 ")


@pytest.mark.slow
def test_without_a_token_the_api_is_off_and_says_so(tmp_path):
    off = Service(seeds(tmp_path), token="").start()
    try:
        for address in (BRIEFINGS, "/status"):
            assert "TINGBAO_TOKEN" in problem(off.get(address, Authorization="Bearer "), 403)
        assert off.get("/healthz").status == 200
    finally:
        off.stop()


@pytest.mark.slow
def test_who_guesses_is_not_heard_and_locks_out_nobody_else(tmp_path):
    guessed = Service(seeds(tmp_path)).start()
    try:
        for _ in range(MAX_FAILURES):
            problem(guessed.get(BRIEFINGS, Authorization="Bearer wrong"), 401)
        late = guessed.get(BRIEFINGS, Authorization="Bearer wrong")
        assert "wait" in problem(late, 429)
        assert 0 < int(late.headers["retry-after"]) <= FAILURE_WINDOW
        assert guessed.post("/status", bearer=False).status == 303  # no token is no guess
        form = {"Content_Type": "application/x-www-form-urlencoded", "bearer": False}
        problem(guessed.ask("POST", "/status", "token=wrong", **form), 429)
        assert guessed.get(BRIEFINGS, host="127.0.0.2").status == 200
        assert guessed.get("/daily/").status == 404  # to listen needs no token
        for number in range(MAX_FAILURES):  # only a proxy on this machine is believed who its client is
            guess = {"X_Forwarded_For": f"192.0.2.{number}", "Authorization": "Bearer wrong", "host": "127.0.0.3"}
            problem(guessed.get(BRIEFINGS, **guess), 401)
        problem(guessed.get(BRIEFINGS, Authorization="Bearer wrong", host="127.0.0.3"), 429)
        chained = [  # through the proxy: what the client wrote stands to the left of what the proxy added
            guessed.get(BRIEFINGS, Authorization="Bearer wrong", X_Forwarded_For=f"{number}.1.1.1, 192.0.2.99, ::1")
            for number in range(MAX_FAILURES + 1)
        ]
        assert [each.status for each in chained] == [401] * MAX_FAILURES + [429]
        for number in range(MAX_FAILURES_OF_ALL):  # through one that passes the header on as it came
            forged = guessed.get(BRIEFINGS, Authorization="Bearer wrong", X_Forwarded_For=f"198.51.100.{number}")
        problem(forged, 429)
        for sender in ("198.51.100.1", "192.0.2.99", "x" * 5000):
            assert guessed.get(BRIEFINGS, X_Forwarded_For=sender).status == 200
        assert guessed.get(BRIEFINGS, host="127.0.0.3").status == 200
        assert guessed.said.count("tokens are guessed") == 1
    finally:
        guessed.stop()


def test_all_of_the_api_is_behind_the_token_and_speaks_in_problems(service):
    for method in ("GET", "HEAD", "POST", "PUT", "OPTIONS", "BREW"):
        for address in ("/api", "/api/", BRIEFINGS, f"{BRIEFINGS}/x/log"):
            got = service.ask(method, address, bearer=False)
            assert got.status == 401, (method, address)
            assert got.headers["content-type"] == "application/problem+json"
            assert got.headers["cache-control"] == "no-store"
    for method in ("PUT", "OPTIONS", "BREW"):
        problem(service.ask(method, BRIEFINGS), 405)
    assert service.ask("HEAD", BRIEFINGS).status == 200
    for method in ("GET", "POST"):
        problem(service.ask(method, "/api"), 404)
    for address in ("/healthz", "/readyz", "/metrics"):
        problem(service.ask("POST", address), 405)


def test_where_no_process_can_be_had_it_says_so(tmp_path, monkeypatch):
    class Broken(RunSupervisor):
        def submit(self, settings, request):
            raise OSError(errno.ENOMEM, os.strerror(errno.ENOMEM))

    monkeypatch.setenv("TINGBAO_TOKEN", "open sesame")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    app = build(lambda: settings.load(tmp_path / "tingbao.toml"), Broken(settings.load(tmp_path / "tingbao.toml")))
    got = call(app, "POST", BRIEFINGS, Authorization="Bearer open sesame")
    assert "Cannot allocate memory" in problem(got, 503)
    assert got.headers["retry-after"] == "60"


def test_a_fault_of_ours_is_told_without_its_insides(tmp_path, monkeypatch):
    class Faulty(RunSupervisor):
        def submit(self, settings, request):
            raise RuntimeError("the secret of the house")

    monkeypatch.setenv("TINGBAO_TOKEN", "open sesame")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    app, answers = (
        build(lambda: settings.load(tmp_path / "tingbao.toml"), Faulty(settings.load(tmp_path / "tingbao.toml"))),
        [],
    )
    with pytest.raises(RuntimeError):  # for the log
        call(app, "POST", BRIEFINGS, answers.append, Authorization="Bearer open sesame")
    assert "secret" not in problem(answers[0], 500)
    assert answers[0].headers["x-content-type-options"] == "nosniff"


def test_as_many_runs_are_listed_as_are_remembered(tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_TOKEN", "open sesame")
    (tmp_path / "tingbao.toml").write_text('[[show]]\nslug = "daily"\n', "utf-8")
    settled = settings.load(tmp_path / "tingbao.toml")
    past = RunStore(settled.state)
    now = dt.datetime.now(dt.UTC)
    for number in range(KEPT_RUNS + 5):
        past.put(Run(f"20260321T{number:06}-abcdef", "daily", "schedule", now, status=RunStatus.MADE, ended=now))
    listed = call(build(lambda: settled, None), "GET", BRIEFINGS, Authorization="Bearer open sesame").json["runs"]
    assert len(listed) == KEPT_RUNS
    assert [run["id"] for run in listed] == sorted((run["id"] for run in listed), reverse=True)


@pytest.fixture
def fresh(tmp_path):
    """A service with pages and no episode."""
    found = Service(seeds(tmp_path)).start()
    yield found
    found.stop()


def ended(service, url, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        run = service.get(url).json
        if run["status"] != "running":
            return run
    raise AssertionError(f"{url} has not ended")


@pytest.mark.slow
def test_a_briefing_is_started_followed_and_never_twice_at_once(fresh):
    started = fresh.post(BRIEFINGS, {"length": "40s", "engine": "espeak", "date": "2026-03-21", "edition": "wish"})
    assert started.status == 202
    url = started.headers["location"]
    assert started.json["url"] == url
    again = fresh.post(BRIEFINGS)
    assert url in problem(again, 409)
    assert again.json["run"] == url
    assert fresh.get(url).status == 200
    assert url in [run["url"] for run in fresh.get(BRIEFINGS).json["runs"]]
    run = ended(fresh, url)
    assert (run["status"], run["trigger"], run["episode"]) == ("made", "api", "2026-03-21-wish"), run
    assert run["counts"]["clips_spoken"] > 3
    assert set(run["timings"]) == {"read", "edit", "speak", "produce", "publish"}
    feed = fresh.get("/daily/feed.xml")
    assert b"2026-03-21-wish" in feed.body
    metrics = fresh.get("/metrics").text
    assert 'tingbao_runs_total{show="daily",status="made"} 1.0' in metrics
    assert fresh.get("/readyz").json["shows"][0]["last_run"]["status"] == "made"
    assert fresh.post(BRIEFINGS, {"date": "2026-03-21"}).status == 202  # it ends with the service or after it


@pytest.mark.slow
def test_a_run_of_anybody_counts(fresh):
    code = (
        "import sys, pathlib; from service.runs.run_records import RunStore\n"
        "with RunStore(pathlib.Path('.tingbao')).recording('daily') as recorder:\n"
        "    print(recorder.run.id, flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=fresh.folder,
        env=fresh.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    id_ = other.stdout.readline().strip()
    assert id_ in problem(fresh.post(BRIEFINGS), 409)
    other.communicate()
    assert fresh.post(BRIEFINGS, {"date": "2026-03-21"}).status == 202


@pytest.mark.slow
def test_a_run_that_cannot_begin_is_told_of(fresh):
    (fresh.folder / "tingbao.toml").write_text("[service]\nnonsense = 1\n", "utf-8")
    run = ended(fresh, fresh.post(BRIEFINGS).headers["location"])
    assert (run["status"], run["exit_code"]) == ("failed", 2)
    assert "there is no setting service.nonsense" in run["error"]
    (recorded,) = RunStore(fresh.folder / ".tingbao").list("daily")
    assert (recorded.id, recorded.error) == (run["id"], run["error"])


@pytest.mark.slow
def test_a_body_that_does_not_come_is_not_waited_for(service):
    head = f"POST {BRIEFINGS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.token}\r\nContent-Length: 9\r\n\r\n"
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(head.encode() + b"{")
        assert connection.recv(100).startswith(b"HTTP/1.1 408 ")
