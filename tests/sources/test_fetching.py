"""The client against a real server that misbehaves in every way we know."""

import contextlib
import gzip
import socket
import threading
import time
import tracemalloc
import zlib

import pytest

from service.errors import SourceError
from service.sources import fetching
from service.sources.fetching import Client, FetchLimits, Response
from tests.support.http_server import Handler, serving

QUICK = FetchLimits(size=100_000, seconds=2, pause=0.5, run=5, backoff=0.001)


def client(**changes):
    limits = {name: changes.pop(name) for name in list(changes) if name in FetchLimits.__slots__}
    known = {name: getattr(QUICK, name) for name in FetchLimits.__slots__} | limits
    return Client(FetchLimits(**known), allowed_hosts=["127.0.0.1", "localhost"], **changes)


def test_an_address_is_asked_for_percent_encoded_and_its_answer_has_a_type(server):
    url = server.give("/新闻?q=一 二", "文", Content_Type="text/plain; charset=utf-8")
    server.routes["/%E6%96%B0%E9%97%BB?q=%E4%B8%80%20%E4%BA%8C"] = server.routes.pop("/新闻?q=一 二")
    answer = client().get(url + "#part")
    assert answer.body.decode() == "文"
    assert answer.content_type == "text/plain; charset=utf-8"
    headers = server.requests[0][1]
    assert headers["User-Agent"].startswith("Tingbao/")
    assert headers["Host"] == f"127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"text" * 30_000)),
        ("x-gzip", gzip.compress(b"text" * 10_000) + gzip.compress(b"text" * 20_000)),
        ("deflate", zlib.compress(b"text" * 30_000)),
        ("deflate", zlib.compress(b"text" * 30_000)[2:-4]),
        ("identity", b"text" * 30_000),
    ],
)
def test_a_compressed_answer_is_unpacked(server, encoding, packed):
    url = server.give("/", packed, Content_Encoding=encoding)
    assert client(size=200_000).get(url).body == b"text" * 30_000


def test_damaged_and_unknown_compression(server):
    packed = gzip.compress(bytes(range(256)) * 100)
    for body, encoding, word in (
        (packed[:-20], "gzip", "cut off"),
        (packed[:30] + b"\0\0\0\0" + packed[34:], "gzip", "damaged"),
        (packed, "br", "not asked for"),
    ):
        with pytest.raises(SourceError, match=word):
            client(retries=0).get(server.give("/", body, Content_Encoding=encoding))


def test_a_gzip_bomb_stops_at_the_limit(server):
    bomb = zlib.compressobj(9, wbits=31)
    packed = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(50)) + bomb.flush()
    assert len(packed) < 100_000
    url = server.give("/", packed, Content_Encoding="gzip")
    with pytest.raises(SourceError, match=r"over 0\.1 MB"):
        client().get(url)


def test_a_huge_answer_and_an_endless_one_stop_at_the_limit(server):
    sent = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while not server.stopping.is_set():
            handler.wfile.write(b"x" * 10_000)
            sent.append(10_000)

    for url in (server.give("/huge", b"x" * 100_001), server.act("/endless", endless)):
        with pytest.raises(SourceError, match=r"over 0\.1 MB"):
            client().get(url)
    assert sum(sent) < 50_000_000


def test_endless_headers_are_refused(server):
    def headers(handler):
        while not server.stopping.is_set():
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000 + b"\r\n")

    with pytest.raises(SourceError, match="failed"):
        client(retries=0).get(server.act("/", headers))


@pytest.mark.parametrize("part", ["headers", "body"])
def test_a_slow_drip_ends_at_the_deadline(server, part):
    def drip(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"X: " if part == "headers" else b"\r\n"))
        while not server.stopping.wait(0.01):
            handler.wfile.write(b"x")

    start = time.monotonic()
    with pytest.raises(SourceError, match="too slow"):
        client(seconds=0.2, retries=0).get(server.act("/", drip))
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("before", ["headers", "body"])
def test_a_silent_server_is_left(server, before):
    def silence(handler):
        if before == "body":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab")
        server.stopping.wait(10)

    start = time.monotonic()
    with pytest.raises(SourceError, match="too slow"):
        client(pause=0.05, retries=1).get(server.act("/", silence))
    assert time.monotonic() - start < 1


def test_redirects_are_followed_and_the_last_address_told(server):
    server.give("/c", "文")
    server.give("/b/", status=308, Location="../c")
    url = server.give("/a", status=301, Location=f"//127.0.0.1:{server.port}/b/")
    answer = client().get(url)
    assert answer.url == f"http://127.0.0.1:{server.port}/c"
    assert answer.body.decode() == "文"


def test_redirects_in_a_circle_end(server):
    url = server.give("/a", status=302, Location="/a")
    with pytest.raises(SourceError, match="over 5 redirects"):
        client().get(url)
    assert len(server.requests) == 6


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "gopher://127.0.0.1:25/x",
        "data:text/html,x",
        "http://127.0.0.2/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0/",
        "http://2130706434/",
        "http://0x7f000002/",
        "http://user:word@127.0.0.1/",
        "http://[broken/",
        "http://127.0.0.1:99999/",
        "http:///path",
    ],
)
def test_forbidden_addresses_are_refused_at_once_and_behind_a_redirect(server, target):
    redirecting = server.give("/", status=302, Location=target)
    for url in (target, redirecting):
        if url == redirecting and target == "http:///path":
            continue  # urljoin makes a good address of it
        with pytest.raises(SourceError) as caught:
            client(retries=0).get(url)
        assert "failed" not in str(caught.value)
        assert "slow" not in str(caught.value)
    assert set(server.paths()) <= {"/"}


def test_loopback_is_refused_unless_it_is_allowed(server):
    url = server.give("/", "文")
    with pytest.raises(SourceError, match="not public"):
        Client(QUICK).get(url)
    with pytest.raises(SourceError, match="not public"):
        Client(QUICK, allowed_hosts=["127.0.0.1"]).get(f"http://localhost:{server.port}/")
    assert server.requests == []
    assert Client(QUICK, allowed_hosts=["127.0.0.1"]).get(url).body.decode() == "文"


ALLOWED = ["127.0.0.1", "localhost"]


def test_an_allowed_host_is_reached_by_its_own_source_alone(server):
    inner = server.give("/inner", "内部")
    outer = server.give("/", status=302, Location=inner).replace("127.0.0.1", "localhost")
    reader = Client(QUICK, allowed_hosts=ALLOWED)
    for ask in (lambda: reader.get(outer), lambda: reader.get(inner, source=outer)):
        with pytest.raises(SourceError, match="not public"):
            ask()
    assert isinstance(reader.get_all([inner], outer)[inner], SourceError)
    assert server.paths() == ["/"]
    assert reader.get(inner).body.decode() == "内部"
    assert reader.get(inner, source=server.give("/feed")).body.decode() == "内部"


class Redirecting(Handler):
    """Redirects everything to the server's `target`."""

    def do_GET(self):
        self.send_response(302)
        self.send_header("Location", self.server.target)
        self.send_header("Content-Length", "0")
        self.end_headers()


def test_an_allowed_host_is_reached_at_its_sources_port_alone(server):
    with serving(Redirecting, target=server.give("/", "文")) as outer, pytest.raises(SourceError, match="not public"):
        client(retries=0).get(outer.url)
    assert server.paths() == []


@pytest.mark.parametrize(
    ("named", "allowed"),
    [
        ("127.0.0.1:{port}", True),
        ("127.0.0.1:1", False),
        ("127.0.0.1:", False),
        ("127.0.0.1:{port}0", False),
        ("127.0.0.2", False),
        ("", False),
    ],
)
def test_an_allowed_host_may_have_a_port(server, named, allowed):
    url, reader = server.give("/", "文"), Client(QUICK, allowed_hosts=[named.format(port=server.port)])
    if allowed:
        assert reader.get(url).body.decode() == "文"
    else:
        with pytest.raises(SourceError, match="not public"):
            reader.get(url)


def test_what_one_source_fetched_of_an_allowed_host_is_not_shared_with_another(server):
    inner, kept = server.give("/inner", "内部"), {}
    readers = [
        Client(QUICK, allowed_hosts=ALLOWED, once=lambda key, make: kept.get(key) or kept.setdefault(key, make()))
        for _ in range(3)
    ]
    assert readers[0].get(inner).body.decode() == "内部"
    assert readers[1].get(inner).body.decode() == "内部"
    assert server.paths() == ["/inner"]
    with pytest.raises(SourceError, match="not public"):
        readers[2].get(inner, source=f"http://localhost:{server.port}/")


LOOPBACK = [
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0",
    "0.0.0.0",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.1",
    "0x7f.1",
    "0x7f000001",
    "0X7F.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "127.0.0.1.",
    "localhost",
    "localhost.",
    "LOCALHOST",
    "127.255.255.254",
    "１２７.０.０.１",
    "127。0。0。1",
    "127．0．0．1",
    "127｡0｡0｡1",
    "①②⑦.⓪.⓪.①",
    "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
    "ｌｏｃａｌｈｏｓｔ",
    "loc%61lhost",
    "127.0.0.1%00",
    "127.0.0.1%2e",
    "%31%32%37.0.0.1",
    "[::1]",
    "[::]",
    "[::ffff:7f00:1]",
    "[::ffff:127.0.0.1]",
    "[::7f00:1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::1]",
    "[::1%25lo]",
    "[::1%lo]",
    "[0:0:0:0:0:0:0:1]",
    "[0000:0000::0001]",
    "[fe80::1%25lo]",
    "[2001:db8::5efe:127.0.0.1]",
    "[v1.x]",
    "127.0.0.1:80@localhost",
    "a@127.0.0.1",
    "127.0.0.1\\@x",
]


def test_no_way_of_writing_loopback_reaches_it(server):
    server.give("/", "文")
    reached = []
    with serving(Redirecting, target="") as outer:
        for host in LOOPBACK:
            outer.target = f"http://{host}:{server.port}/"
            for reader, url in ((Client(QUICK), outer.target), (client(retries=0), outer.url)):
                with contextlib.suppress(SourceError):
                    reader.get(url)
                    reached.append(host)
    assert (reached, server.paths()) == ([], [])


def test_a_name_is_resolved_once_and_its_address_pinned(server, monkeypatch):
    """A name that answers with a public address first and a private one later gains nothing."""
    answers = iter([["93.184.215.14"], ["127.0.0.1"]])
    connected = []

    def connect(address, *_, **__):
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(SourceError, match="refused"):
        Client(FetchLimits(retries=0), resolve=lambda *_: next(answers)).get("http://rebind.example:81/")
    assert connected == [("93.184.215.14", 81)]
    with pytest.raises(SourceError, match="not public"):
        Client(FetchLimits(retries=0), resolve=lambda *_: ["127.0.0.1", "::1"]).get("http://rebind.example:81/")
    assert len(connected) == 1


def test_of_a_names_addresses_only_the_public_are_tried(monkeypatch):
    connected = []

    def connect(address, *_, **__):
        connected.append(address[0])
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", connect)
    addresses = ["10.0.0.1", "93.184.215.14", "fe80::1", "93.184.215.15"]
    with pytest.raises(SourceError, match="slow"):
        Client(FetchLimits(retries=0), resolve=lambda *_: addresses).get("http://mixed.example/")
    assert connected == ["93.184.215.14", "93.184.215.15"]


def test_a_resolver_that_never_answers_is_left():
    stop = threading.Event()
    start = time.monotonic()
    with pytest.raises(SourceError, match="slow"):
        Client(FetchLimits(pause=0.05, retries=0), resolve=lambda *_: [str(stop.wait(10))]).get("http://slow.example/")
    stop.set()
    assert time.monotonic() - start < 1


def test_without_a_thread_to_ask_for_a_name_one_source_is_lost(monkeypatch):
    def refused(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refused)
    with pytest.raises(SourceError, match="can't start new thread"):
        client(retries=0).get("http://news.example/")


def test_an_unknown_name():
    def unknown(*_):
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(SourceError, match="Name or service not known"):
        Client(FetchLimits(backoff=0.001), resolve=unknown).get("http://nowhere.example/")


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_that_asks_for_patience_is_asked_again(server, status):
    def moody(handler):
        handler.send_response(200 if len(server.requests) == 3 else status)
        handler.send_header("Content-Length", "2")
        handler.end_headers()
        handler.wfile.write(b"ok")

    url = server.act("/", moody)
    assert client().get(url).body == b"ok"
    with pytest.raises(SourceError, match=f"answers {status}"):
        client(retries=1).get(url)
    assert len(server.requests) == 5


def test_retry_after_is_honoured_or_the_source_left(server):
    url = server.give("/", status=503, Retry_After="3600")
    with pytest.raises(SourceError, match="answers 503"):
        client().get(url)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("status", "advice"),
    [(404, "check the address"), (410, "check the address"), (403, "open to all"), (503, "try again later")],
)
def test_the_advice_fits_the_answer(server, status, advice):
    with pytest.raises(SourceError, match=advice) as told:
        client(retries=0).get(server.give("/", status=status))
    assert "network" not in str(told.value)


def test_the_advice_fits_a_connection_that_fails():
    with pytest.raises(SourceError, match=r"\(Connection refused\): check the address and the network"):
        client(retries=0).get("http://127.0.0.1:9/")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 206, 304, 300])
def test_other_answers_are_final(server, status):
    with pytest.raises(SourceError, match=f"answers {status}"):
        client().get(server.give("/", status=status))
    assert len(server.requests) == 1


def test_connections_that_break_are_tried_again(server):
    def breaking(handler):
        if len(server.requests) < 3:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhalf")
            return
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    assert client().get(server.act("/", breaking)).body == b"ok"


@pytest.mark.parametrize("answer", [b"", b"\0\1\2\3 nonsense\r\n\r\n", b"HTTP/1.1 banana OK\r\n\r\n", b"SSH-2.0-x\r\n"])
def test_nonsense_is_no_answer(server, answer):
    with pytest.raises(SourceError, match="connection failed"):
        client(retries=0).get(server.act("/", lambda handler: handler.wfile.write(answer)))


def test_a_closed_port_and_plain_http_on_a_tls_port(server):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(SourceError, match="refused"):
            client(retries=0).get(f"http://127.0.0.1:{closed.getsockname()[1]}/")
    with pytest.raises(SourceError, match="connection failed"):
        client(retries=0).get(f"https://127.0.0.1:{server.port}/")


def test_conditional_requests_give_the_known_answer_again(server):
    url = server.give("/feed", "新", ETag='"1"', Last_Modified="Sat, 21 Mar 2026 00:00:00 GMT")
    first = client()
    answer = first.get(url, remember=True)
    server.give("/feed", status=304)
    second = client(known=first.learned)
    assert second.get(url, remember=True) == answer
    assert second.learned == {url: answer}
    sent = server.requests[1][1]
    assert sent["If-None-Match"] == '"1"'
    assert sent["If-Modified-Since"] == "Sat, 21 Mar 2026 00:00:00 GMT"


def test_several_at_once_with_a_limit_for_each_host(server):
    barrier = threading.Barrier(2, timeout=2)
    lock = threading.Lock()

    def counted(handler):
        with lock:
            server.busy += 1
            server.busiest = max(server.busiest, server.busy)
        barrier.wait()  # passes only when two are here at the same time
        with lock:
            server.busy -= 1
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    urls = [server.act(f"/{number}", counted) for number in range(6)]
    answers = client(per_host=2).get_all([*urls, urls[0]])
    assert list(answers) == urls
    assert all(answer.body == b"ok" for answer in answers.values())
    assert server.busiest <= 2


def silent_until_told():
    """An answer that waits for 20 s, or until the other is asked for; and that other."""
    told = threading.Event()

    def wait(handler):
        told.wait(20)
        handler.wfile.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def tell(handler):
        told.set()
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    return wait, tell


def test_a_silent_host_does_not_hold_up_the_others(server):
    wait, tell = silent_until_told()
    silent = [server.act(f"/{number}", wait) for number in range(9)]
    other = server.act("/other", tell).replace("127.0.0.1", "localhost")
    answers = client(per_host=2, at_once=4, pause=20, seconds=20, run=60).get_all([*silent, other])
    assert server.paths().index("/other") <= 2
    assert answers[other].body == b"ok"
    assert list(answers) == [*silent, other]


@pytest.mark.slow
def test_fifty_silent_hosts_do_not_hold_up_the_next(server):
    wait, tell = silent_until_told()
    names = [f"h{number}.example" for number in range(51)]
    acts = [*[server.act("/silent", wait)] * 50, server.act("/other", tell)]
    urls = [url.replace("127.0.0.1", name) for url, name in zip(acts, names, strict=True)]
    fetches = Client(FetchLimits(pause=20), allowed_hosts=names, resolve=lambda *_: ["127.0.0.1"])
    began = time.monotonic()
    *silent, other = fetches.get_all(urls).values()
    assert time.monotonic() - began < 15
    assert isinstance(other, Response)
    assert other.body == b"ok"
    assert all("the server answers 404" in str(each) for each in silent)


def test_a_server_that_had_all_its_time_is_not_asked_again(server):
    def drip(handler):
        while not server.stopping.wait(0.01):
            handler.wfile.write(b"x")

    with pytest.raises(SourceError, match="too slow"):
        client(seconds=0.2, retries=2).get(server.act("/", drip))
    assert server.paths() == ["/"]


def test_only_a_few_large_answers_are_held_at_once(server, monkeypatch):
    """Twelve of 5 MB, which all come at once: one is read on, the others wait at their first megabyte."""
    monkeypatch.setattr(fetching, "_LARGE_AT_ONCE", 1)
    together = threading.Barrier(12, timeout=60)

    def large(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(1_000_000))
        together.wait()
        for _ in range(40):
            handler.wfile.write(bytes(100_000))

    urls = [server.act(f"/{number}", large) for number in range(12)]
    fetches = client(size=10_000_000, per_host=12, seconds=60, pause=60, run=60)
    tracemalloc.start()
    try:
        sizes = fetches.for_each(urls, lambda url: len(fetches.get(url).body))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert sizes == [5_000_000] * 12
    assert peak < 35_000_000


def test_what_is_no_address_is_one_of_those_asked_for():
    assert client().for_each(["http://[", "", "x"], str.upper) == ["HTTP://[", "", "X"]


def test_one_deadline_for_all(server):
    def silence(handler):
        server.stopping.wait(10)

    urls = [server.act(f"/{number}", silence) for number in range(9)]
    start = time.monotonic()
    answers = client(run=0.3, per_host=3).get_all(urls)
    assert time.monotonic() - start < 2
    assert all("all sources were over" in str(answer) or "slow" in str(answer) for answer in answers.values())
    assert any("all sources were over" in str(answer) for answer in answers.values())


def test_a_proxy_of_the_environment_is_used(server, monkeypatch):
    monkeypatch.setenv("http_proxy", f"http://me:secret@127.0.0.1:{server.port}")
    monkeypatch.setenv("no_proxy", "direct.example")
    server.give("http://news.example/feed", "经代理")
    public = {"news.example": ["93.184.215.14"], "inner.example": ["10.0.0.1"], "direct.example": ["127.0.0.1"]}

    def resolve(host, _):
        if host not in public:
            raise socket.gaierror(-2, "unknown here")
        return public[host]

    proxied = Client(QUICK, resolve=resolve)
    assert proxied.get("http://news.example/feed").body.decode() == "经代理"
    assert server.requests[0][1]["Proxy-Authorization"].startswith("Basic ")
    server.give("http://unknown.example/", "代理自会解析")
    assert proxied.get("http://unknown.example/").body.decode() == "代理自会解析"
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{server.port}")
    with pytest.raises(SourceError, match="403"):
        Client(FetchLimits(retries=0), resolve=resolve).get("https://news.example/feed")
    assert server.paths()[2] == "news.example:443"
    for url in ("http://inner.example/", "http://10.0.0.1/", "http://direct.example/"):
        with pytest.raises(SourceError, match="not public"):
            proxied.get(url)
    assert len(server.requests) == 3


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "http://", "127.0.0.1:port", "http://[x:1"])
def test_a_proxy_that_is_none_is_named(server, monkeypatch, proxy):
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(SourceError, match="http_proxy"):
        client().get(server.url)
