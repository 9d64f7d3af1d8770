"""One request by the client: what is sent, what comes back, and the limits."""

import threading
import time

import pytest

from service.core import network
from tests.support.http_server import Handler, serving


class Answering(Handler):
    """Does what the path asks for, and keeps what it was sent."""

    def do_HEAD(self):
        self.server.paths.append(self.path)
        if self.path == "/slow":
            while not self.server.stopping.wait(0.05):
                self.wfile.write(b"H")
            return
        if self.path == "/silent":
            self.server.stopping.wait(30)
            return
        self.send_response(302 if self.path in self.server.redirects else 200)
        if self.path in self.server.redirects:
            self.send_header("Location", self.server.redirects[self.path])
        self.end_headers()

    def do_POST(self):
        self.server.told.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        if self.path == "/echo":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n" + self.headers["Authorization"].encode() + b"\r\n\r\n")
            return
        self.send_response(200)
        self.send_header("Content-Length", "1000000000")
        self.end_headers()
        self.wfile.write(b"x" * 1000)
        self.server.stopping.wait(30)


@pytest.fixture
def server():
    with serving(Answering, paths=[], told=[], redirects={}) as server:
        yield server


def head(url, **changes):
    return network.send("HEAD", url, **{"timeout": 5, "silence": 5, **changes})


def test_a_body_is_sent_and_none_is_read(server):
    status, headers = network.send(
        "POST", server.url, timeout=5, silence=5, headers={"Content-Type": "text/plain"}, body="听".encode()
    )
    ((sent, body),) = server.told
    assert (status, headers["content-length"]) == (200, "1000000000")
    assert (sent["Content-Type"], sent["Host"], body) == (
        "text/plain",
        server.url.removeprefix("http://"),
        "听".encode(),
    )


def test_path_and_query_are_percent_encoded(server):
    head(f"{server.url}/新闻?q=一 二#x")
    assert server.paths == ["/%E6%96%B0%E9%97%BB?q=%E4%B8%80%20%E4%BA%8C"]


def test_no_redirect_is_followed_unless_asked_for(server):
    server.redirects.update({"/a": "/b", "/b": f"{server.url}/c"})
    assert head(f"{server.url}/a")[0] == 302
    assert server.paths == ["/a"]
    with pytest.raises(OSError, match="over 1 redirects"):
        head(f"{server.url}/a", redirects=1)
    assert head(f"{server.url}/a", redirects=2)[0] == 200
    assert server.paths[-1] == "/c"


@pytest.mark.parametrize("where", ["http://127.0.0.2/", "file:///etc/passwd", "http://[::1/"])
def test_a_redirect_leads_to_no_private_host_and_no_file(server, where):
    server.redirects["/a"] = where
    with pytest.raises(OSError, match=r"not public|protocol|IPv6"):
        head(f"{server.url}/a", redirects=1)


def test_an_address_that_is_not_public_must_be_allowed(server):
    with pytest.raises(OSError, match="not public"):
        head(server.url, allowed=())
    assert server.paths == []


@pytest.mark.parametrize("path", ["slow", "silent"])
def test_the_time_for_all_together_is_limited(server, path):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        head(f"{server.url}/{path}", timeout=0.3)
    assert time.monotonic() - began < 3


def test_silence_is_limited(server):
    with pytest.raises(TimeoutError):
        head(f"{server.url}/silent", silence=0.2, timeout=60)


def test_a_connection_that_fails_is_an_oserror():
    with pytest.raises(OSError, match=r"^Connection refused$"):
        head("http://127.0.0.1:9/")


def ask(url, **changes):
    return network.ask("POST", url, **{"timeout": 5, "silence": 5, "largest": 2000, "body": b"x", **changes})


def test_a_whole_answer_is_read_up_to_a_size(server):
    with pytest.raises(OSError, match=r"over 0\.0005 MB"):
        ask(server.url, largest=500)
    with pytest.raises(TimeoutError):
        ask(server.url, timeout=0.3)


def test_what_comes_instead_of_http_is_not_shown(server):
    with pytest.raises(OSError, match=r"^illegal header line$"):
        ask(f"{server.url}/echo", headers={"Authorization": "Token geheim"})


def test_what_is_not_allowed_is_not_asked(server):
    with pytest.raises(network.Refused, match=r"is not public: .* set allowed_hosts"):
        ask(server.url, allowed=frozenset())
    assert server.told == []


def test_a_request_is_stopped_from_another_thread(server):
    """It has been sent, and waits for more than a minute."""
    stopper = network.Stopper()
    failures = []

    def act():
        try:
            ask(server.url, timeout=90, silence=90, stopper=stopper)
        except OSError as error:
            failures.append(error)

    thread = threading.Thread(target=act)
    thread.start()
    while not server.told:
        time.sleep(0.005)
    stopper.stop()
    thread.join(5)
    assert len(failures) == 1
    with pytest.raises(OSError, match=r"\w"):
        ask(server.url, stopper=stopper)  # what begins later is stopped too
