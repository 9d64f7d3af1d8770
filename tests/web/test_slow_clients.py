"""Clients that send rubbish, dawdle or hang up: the service stays up, answers the others, and does not grow."""

import contextlib
import os
import random
import select
import socket
import struct
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.web.metrics import resident
from service.web.slow_clients import REQUEST_TIMEOUT, WRITE_TIMEOUT
from tests.support.examples import SOAK
from tests.support.web_service import Service, seeds

BAD = 10_000 if SOAK else 1_000
GROWTH = 30_000_000
"""Bytes: buffers and threads of some hundred connections; a file for each, or a leak, is far more."""

pytestmark = [pytest.mark.slow, pytest.mark.alone]


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    found = Service(seeds(tmp_path_factory.mktemp("rough")))
    found.make("seeds", "--show", "daily", "--date", "2026-03-21", "--edition", "first", "--quiet")
    yield found.start()
    found.stop()


def noise(dice):
    return dice.randbytes(dice.randrange(1, 400)) + b"\r\n\r\n"


RUBBISH = (
    noise,
    lambda dice: b"\x16\x03\x01" + dice.randbytes(200),  # a client that speaks TLS
    lambda dice: b"BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda dice: b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
    lambda dice: b"GET /" + b"a" * dice.randrange(1, 30_000) + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda dice: b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"b" * 100_000 + b"\r\n\r\n",
    lambda dice: b"GET / HTTP/1.1\r\n" + b"N: v\r\n" * dice.randrange(1, 3000) + b"\r\n",
    lambda dice: (
        b"GET /daily/feed.xml HTTP/1.1\r\nHost: x\r\nRange: bytes=%d-%d\r\n\r\n"
        % (dice.randrange(10**9), dice.randrange(10**9))
    ),
    lambda dice: (
        b"GET /daily/feed.xml HTTP/1.1\r\nHost: x\r\nRange: bytes=" + b"0-1," * dice.randrange(1, 900) + b"\r\n\r\n"
    ),
    lambda dice: b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda dice: b"GET /%00%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n",
    lambda dice: b"POST /api/shows/daily/briefings HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n{}",
    lambda dice: b"POST /api/shows/daily/briefings HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    lambda dice: (
        b"POST /api/shows/daily/briefings HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n" + dice.randbytes(9)
    ),
)


def test_rubbish_by_the_thousand(service):
    def send(number):
        dice = random.Random(number)
        data = RUBBISH[number % len(RUBBISH)](dice)
        with contextlib.suppress(OSError):
            return service.raw(data, timeout=20)
        return b""

    def burst(numbers):
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(send, numbers))

    burst(range(200))
    before = resident(service.process.pid)
    answers = burst(range(200, 200 + BAD))
    codes = {answer.split()[1] for answer in answers if answer.startswith(b"HTTP/1.1 ")}
    assert codes >= {b"400", b"404", b"405"}
    assert not any(code.startswith(b"5") and code != b"503" for code in codes)
    assert not any(b"root:" in answer for answer in answers)
    assert service.get("/healthz").status == 200
    assert resident(service.process.pid) - before < GROWTH
    assert "Traceback" not in service.said


def test_clients_that_send_a_byte_a_second_are_cut_off_and_hold_up_nobody(service):
    began = time.monotonic()
    slow = [socket.create_connection(("127.0.0.1", service.port), timeout=4 * REQUEST_TIMEOUT) for _ in range(100)]
    for each in slow:
        each.sendall(b"GET /daily/feed.xml HT")
    while slow:
        assert time.monotonic() - began < 4 * REQUEST_TIMEOUT
        assert service.get("/daily/feed.xml").status == 200
        for each in tuple(slow):
            each.setblocking(False)
            try:
                each.sendall(b"x")
                assert each.recv(1) == b""
            except BlockingIOError:
                continue
            except ConnectionError:
                pass
            each.close()
            slow.remove(each)
        select.select(slow, [], [], 1)  # until one is cut off, a second at most
    assert time.monotonic() - began > REQUEST_TIMEOUT * 0.9
    assert service.get("/healthz").status == 200


def test_clients_that_take_a_byte_a_second_hold_up_nobody_and_are_cut_off(service):
    data = os.urandom(20_000_000)  # more than the system's buffers take
    (service.folder / "output" / "long.mp3").write_bytes(data)
    before = resident(service.process.pid)
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(socket.socket()) for _ in range(50)]
        for each in slow:
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
            each.settimeout(60)
            each.connect(("127.0.0.1", service.port))
            each.sendall(b"GET /long.mp3 HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in range(int(WRITE_TIMEOUT) + 20 if SOAK else 5):
            for each in slow:
                with contextlib.suppress(ConnectionError):
                    each.recv(1)
            assert service.get("/daily/feed.xml").status == 200
            time.sleep(1 if SOAK else 0.2)
        assert resident(service.process.pid) - before < GROWTH
        for each in slow if SOAK else ():
            left = 0
            with contextlib.suppress(ConnectionError):
                while chunk := each.recv(1_000_000):
                    left += len(chunk)
            assert left < len(data) / 2
    assert service.get("/long.mp3").body == data


def test_clients_that_hang_up_midway_leave_nothing_behind(service):
    output = service.folder / "output"
    [sound] = output.glob("daily/episodes/*/*.mp3")

    def hang_up(_):
        with contextlib.suppress(ConnectionError), socket.create_connection(("127.0.0.1", service.port), 10) as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no farewell
            client.sendall(f"GET /{sound.relative_to(output)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert client.recv(1000).startswith(b"HTTP/1.1 200")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(hang_up, range(50)))
        before = resident(service.process.pid)
        list(pool.map(hang_up, range(500)))
    assert service.get(f"/{sound.relative_to(output)}").body == sound.read_bytes()
    assert resident(service.process.pid) - before < GROWTH
    assert "Traceback" not in service.said
