"""The service begun, ended and pressed: its port, its signals, more connections than it has descriptors for."""

import contextlib
import http.client
import os
import resource
import signal
import socket
import subprocess
import threading
import time

import pytest

from service.runs.run_records import RunStatus, RunStore
from service.web import server
from tests.support.paths import ROOT
from tests.support.web_service import SERVE, Service, free_port, seeds

DUE = '[[show]]\nslug = "daily"\nengine = "espeak"\nlength = "45s"\nsources = ["seeds"]\n'


def soon(condition, seconds=60):
    """Waits until the condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it does not come about"
        time.sleep(0.02)


def serving(folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run([*SERVE, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_port_that_is_taken_is_said_before_anything_is_begun(host, tmp_path):
    (seeds(tmp_path) / "tingbao.toml").write_text(DUE, "utf-8")
    port = free_port(host)
    with server.listen(host, port):
        done = serving(tmp_path, "--host", host, "--port", str(port))
    assert done.returncode == 2
    [line] = [line for line in done.stderr.splitlines() if "listened" in line]
    assert f"Port {port} of {host}" in line
    assert "--port" in line
    assert "Traceback" not in done.stderr
    assert not (tmp_path / ".tingbao" / "runs").exists()


@pytest.mark.slow
@pytest.mark.parametrize(("host", "said"), [("192.0.2.1", "--host"), ("no such host", "--host")])
def test_an_address_that_is_not_here(host, said, tmp_path):
    done = serving(seeds(tmp_path), "--host", host, "--port", str(free_port()), "--no-schedule")
    assert (done.returncode, said in done.stderr) == (2, True)


@pytest.mark.slow
def test_an_output_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "tingbao.toml").write_text('[service]\noutput = "/proc/nothing/here"\n', "utf-8")
    done = serving(tmp_path, "--port", str(free_port()), "--no-schedule")
    assert done.returncode == 2
    assert "/proc/nothing/here cannot be made" in done.stderr


@pytest.mark.slow
def test_it_serves_over_ipv6(tmp_path):
    port = free_port("::1")
    served = Service(seeds(tmp_path), words=("--no-schedule", "--host", "::1"))
    served.port = port
    with contextlib.ExitStack() as stack:
        log = stack.enter_context(served.log.open("w"))
        process = subprocess.Popen(
            [*SERVE, "--port", str(port), *served.words], cwd=tmp_path, env=served.environment, stderr=log
        )
        stack.callback(process.wait, 30)
        stack.callback(process.kill)

        def answers():
            with contextlib.suppress(OSError), contextlib.closing(http.client.HTTPConnection("::1", port)) as asked:
                asked.request("GET", "/healthz")
                return asked.getresponse().status == 200

        soon(answers)
    assert f"http://[::1]:{port}" in served.said


class Listener:
    """Downloads a file at its own pace."""

    def __init__(self, port, path, **headers):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.connection.connect()
        self.connection.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        self.connection.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        self.answer = self.connection.getresponse()
        self.got = bytearray()

    def rest(self, pause=0.0):
        with contextlib.suppress(http.client.IncompleteRead, OSError):
            while chunk := self.answer.read(1_000_000):
                self.got += chunk
                time.sleep(pause)
        self.connection.close()


@pytest.mark.slow
def test_a_restart_lets_downloads_end_or_cuts_them_off(tmp_path):
    """The port is free for the next process at once; who was cut off goes on there with the same version."""
    sound = os.urandom(40_000_000)  # more than the system's buffers take
    (seeds(tmp_path) / "output").mkdir()
    (tmp_path / "output" / "sound.mp3").write_bytes(sound)
    os.utime(tmp_path / "output" / "sound.mp3", (time.time() - 60,) * 2)
    first = Service(tmp_path).start()
    second = Service(tmp_path, log="second.log")
    second.port = first.port
    try:
        brisk, stuck, idle = (Listener(first.port, path) for path in ("/sound.mp3", "/sound.mp3", "/healthz"))
        idle.rest()
        for each in (brisk, stuck):
            each.got += each.answer.read(100_000)
        began = time.monotonic()
        first.process.send_signal(signal.SIGTERM)
        running = threading.Thread(target=brisk.rest, kwargs={"pause": 0.02})
        running.start()
        soon(lambda: not answers(first.port))
        second.start()
        assert second.get("/healthz").status == 200
        first.process.wait(60)
        assert time.monotonic() - began < 10 + 20  # ten seconds, and a slow machine's patience
        running.join(60)
        stuck.rest()
        assert bytes(brisk.got) == sound
        assert len(stuck.got) < len(sound)
        again = Listener(
            second.port, "/sound.mp3", Range=f"bytes={len(stuck.got)}-", If_Range=stuck.answer.headers["ETag"]
        )
        assert again.answer.status == 206
        again.rest()
        assert bytes(stuck.got + again.got) == sound
        assert "Traceback" not in first.said, first.said
    finally:
        for served in (first, second):
            if served.process:
                served.process.kill()
                served.process.wait()


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@contextlib.contextmanager
def many(port, count, said=b""):
    """So many connections that have said that and no more."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < count + 500:
        pytest.skip("this process may not have so many descriptors")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, count + 500), most))
    with contextlib.ExitStack() as stack:
        found = []
        for _ in range(count):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
            with contextlib.suppress(OSError):
                connection.sendall(said)
            found.append(connection)
        yield found


KINDS = {
    "silent": b"",
    "half a request": b"GET /daily/feed.xml HT",
    "kept alive": b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_idle_connections_keep_nobody_out(kind, tmp_path):
    """Who has waited longest for nothing makes room for who comes."""
    (seeds(tmp_path) / "output").mkdir()
    (tmp_path / "output" / "feed.xml").write_bytes(b"<rss/>")
    served = Service(tmp_path).start()
    try:
        with many(served.port, server.MAX_CONNECTIONS + 100, KINDS[kind]):
            for _ in range(20):
                assert served.get("/feed.xml").body == b"<rss/>"
        assert "Traceback" not in served.said
    finally:
        served.stop()


@pytest.mark.slow
def test_without_descriptors_nothing_seems_to_be_gone(tmp_path):
    """A feed that is 404 for a moment may be dropped for good: it is there, or the service is busy."""
    (seeds(tmp_path) / "output").mkdir()
    (tmp_path / "output" / "feed.xml").write_bytes(b"<rss/>" * 1000)
    served = Service(tmp_path, descriptors=48).start()
    try:
        with many(served.port, 300, b"GET /feed.xml HTTP/1.1\r\nHost: x\r\n\r\n") as crowd:
            heads = set()
            for each in crowd:
                with contextlib.suppress(OSError):
                    heads.add(each.recv(12))
        assert b"HTTP/1.1 200" in heads
        assert heads <= {b"HTTP/1.1 200", b"HTTP/1.1 503", b""}
        soon(lambda: served.get("/feed.xml").status == 200)
        assert served.get("/healthz").status == 200
    finally:
        served.stop()


@pytest.mark.slow
def test_the_service_ends_the_run_that_it_was_asked_for(tmp_path):
    served = Service(seeds(tmp_path), config=DUE, words=()).start()
    try:
        soon(lambda: served.get("/api/shows/daily/briefings").json["runs"])
        began = time.monotonic()
        assert served.stop() in (0, -signal.SIGTERM)
        assert time.monotonic() - began < 10 + 20
    finally:
        served.process.kill()
    assert RunStatus.RUNNING not in [run.status for run in RunStore(tmp_path / ".tingbao").list("daily")]
