"""`check --feed URL` asks the server for what the feed names, and says which rule a bad answer breaks."""

import functools
import io
import threading

import pytest
from PIL import Image

from service.commands import check_feed
from tests.support.http_server import Handler, serving

FEED = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<itunes:image href="{base}/cover.png"/><item><enclosure url="{base}/a.mp3" length="1000" type="audio/mpeg"/></item>
</channel></rss>"""
GOOD = {"head": 200, "range": 206, "size": 1000, "cover": None}


@functools.cache
def picture(kind="PNG", **changes):
    buffer = io.BytesIO()
    Image.new(**{"mode": "RGB", "size": (1400, 1400)} | changes).save(buffer, kind)
    return buffer.getvalue()


@pytest.fixture
def server():
    """A web server on loopback that answers as its `manner` says."""

    class Mannered(Handler):
        def do_GET(self):
            self.answer(self.command == "GET")

        do_HEAD = do_GET

        def answer(self, wanted):
            manner = self.server.manner
            if self.path == "/cover.png":
                data = manner["cover"] or picture()
                status = 200
            else:
                status = manner["head"] if not wanted else manner["range"] if self.headers["Range"] else 200
                data = b"x" * manner["size"]
            if self.path in manner.get("moved", {}):
                status, data = 302, b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            if status == 302:
                self.send_header("Location", manner["moved"][self.path])
            self.end_headers()
            if wanted:
                self.wfile.write(data)

    with serving(Mannered, base="") as server:
        server.base = server.url
        yield server


def faults(server, base=None, **manner):
    server.manner = GOOD | manner
    feed = FEED.format(base=base or server.base).encode()
    return [(fault.rule, fault.where) for fault in check_feed.check(feed, server.base + "/feed.xml")]


def test_a_server_that_does_what_it_should(server):
    assert faults(server) == []
    assert faults(server, moved={"/a.mp3": "/b.mp3"}) == []


SOUND, COVER = "the newest episode's a.mp3", "the cover"


@pytest.mark.parametrize(
    ("manner", "fault"),
    [
        ({"head": 405}, ("Apple: HEAD requests", SOUND)),
        ({"range": 200}, ("Apple: byte-range requests", SOUND)),
        ({"size": 999}, ("PSP-1: item enclosure length", SOUND)),
        ({"moved": {"/a.mp3": "/a.mp3"}}, ("Apple: public address", SOUND)),
        ({"moved": {"/a.mp3": "http://127.0.0.2:1/"}}, ("Apple: public address", SOUND)),
        ({"moved": {"/a.mp3": "file:///etc/passwd"}}, ("Apple: public address", SOUND)),
        ({"cover": picture(size=(1300, 1300))}, ("Apple: artwork", COVER)),
        ({"cover": picture(size=(1400, 1500))}, ("Apple: artwork", COVER)),
        ({"cover": picture(mode="RGBA")}, ("Apple: artwork", COVER)),
        ({"cover": b"no picture"}, ("Apple: artwork", COVER)),
        ({"cover": picture("JPEG")}, ("PSP-1: channel itunes:image", COVER)),
    ],
)
def test_a_fault_of_the_server_is_named(server, manner, fault):
    assert faults(server, **manner) == [fault]


def test_nothing_that_is_not_public_is_asked_but_the_feeds_own_host(server):
    """A feed from elsewhere cannot make this machine ask its own network."""
    feed = FEED.format(base=server.base).encode()
    found = [(fault.rule, fault.problem) for fault in check_feed.check(feed, "https://radio.example.org/feed.xml")]
    assert [rule for rule, _ in found] == ["Apple: public address", "Apple: artwork"]
    assert all("is not public" in problem for _, problem in found)


@pytest.mark.parametrize("feed", [b"", b"<rss/>", b"<rss><channel><item><enclosure/></item></channel></rss>"])
def test_a_feed_that_names_nothing(feed):
    assert list(check_feed.check(feed, "http://127.0.0.1/")) == []


@pytest.mark.slow
def test_what_tingbao_serves_is_what_directories_ask_for(tingbao, tmp_path, monkeypatch):
    """A made episode under the real server: `check --feed URL` has only the loopback address to warn of."""
    import socket

    import uvicorn

    from service import settings
    from service.web.app import build

    listener = socket.create_server(("127.0.0.1", 0))
    base = f"http://127.0.0.1:{listener.getsockname()[1]}"
    monkeypatch.setenv("TINGBAO_BASE_URL", base)
    (tmp_path / "page.md").write_text(
        "# 云湖湿地迎来首批候鸟\n\n第一批候鸟昨天飞抵云湖湿地，共有4200只。监测人员说，今年水位控制得好，"
        "浅滩面积比去年多了三成。"
        "观鸟台从周六起向公众开放，每天限额300人，市民可以提前预约。\n",
        "utf-8",
    )
    assert tingbao("make", "page.md", "--engine", "espeak", "--length", "40s").code == 0
    server = uvicorn.Server(uvicorn.Config(build(settings.load, None), log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        done = tingbao("check", "--feed", f"{base}/tingbao/feed.xml", "--json")
    finally:
        server.should_exit = True
        thread.join()
    assert done.code == 0
    told = [each["what"].partition(": ")[2] for each in done.json if each["note"]]
    assert told == ["Apple: public address", "Apple: itunes:owner"]


EPISODE = """<item><title>{title}</title><itunes:image href="{art}"/>
<podcast:chapters url="{chapters}" type="application/json+chapters"/>
<podcast:transcript url="{transcript}" type="text/vtt"/></item>"""


@pytest.fixture
def files():
    """A web server that has the files it is given, and notes what it was asked for."""

    class Files(Handler):
        def do_GET(self):
            self.server.asked.append((self.command, self.path))
            status, data = self.server.files.get(self.path, (404, b""))
            status = self.server.head if self.command == "HEAD" and self.server.head else status
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(data)

        do_HEAD = do_GET

    with serving(Files, asked=[], head=0, files={}) as server:
        yield server


def beside(server, *episodes, cover="", feed=""):
    told = "".join(
        EPISODE.format(
            **{"title": f"第{n}期", "art": f"{server.url}/{n}.png", "chapters": f"{server.url}/{n}.json"}
            | {"transcript": f"{server.url}/{n}.vtt"}
            | changes
        )
        for n, changes in enumerate(episodes, 1)
    )
    text = (
        '<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
        f' xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>{cover}{told}</channel></rss>'
    )
    found = check_feed.check(text.encode(), f"{feed or server.url}/feed.xml")
    return [(issue.rule, issue.where, issue.warning) for issue in found]


def whole(*numbers):
    names = {f"/{n}.{kind}": (200, b"x") for n in numbers for kind in ("json", "vtt")}
    return names | {f"/{n}.png": (200, picture()) for n in numbers}


def test_what_is_there_beside_the_sounds_is_no_fault(files):
    files.files = whole(1, 2)
    assert beside(files, {}, {}) == []
    assert [path for _, path in files.asked if path.endswith("png")] == ["/1.png", "/2.png"]


@pytest.mark.parametrize(
    ("name", "answer", "rule"),
    [
        ("/2.json", (404, b""), "Podcast namespace: podcast:chapters"),
        ("/2.vtt", (404, b""), "Podcast namespace: podcast:transcript"),
        ("/2.vtt", (500, b""), "Podcast namespace: podcast:transcript"),
        ("/2.png", (404, b""), "Apple: artwork"),
        ("/2.png", (200, b"no picture"), "Apple: artwork"),
    ],
)
def test_a_lost_file_of_an_older_episode_is_named(files, name, answer, rule):
    files.files = whole(1, 2) | {name: answer}
    assert beside(files, {}, {}) == [(rule, "episode 第2期", False)]


@pytest.mark.parametrize(
    ("size", "found"),
    [((1399, 1399), ["Apple: artwork"]), ((1400, 1400), []), ((600, 600), ["Apple: artwork"]), ((3000, 3000), [])],
)
def test_episode_art_has_the_size_that_apple_asks(files, size, found):
    files.files = whole(1) | {"/1.png": (200, picture(size=size))}
    assert [rule for rule, _, _ in beside(files, {})] == found


def test_a_server_that_knows_no_head_is_asked_in_another_way(files):
    files.files, files.head = whole(1), 405
    assert beside(files, {}) == []
    files.files.pop("/1.vtt")
    assert beside(files, {}) == [("Podcast namespace: podcast:transcript", "episode 第1期", False)]


def test_an_address_that_several_episodes_share_is_asked_once(files):
    files.files = whole(1)
    assert beside(files, {}, {"art": f"{files.url}/1.png", "chapters": "", "transcript": "nowhere"}) == []
    assert [path for _, path in files.asked].count("/1.png") == 1


def test_other_hosts_are_not_asked(files):
    """Whoever writes a feed must not have this machine ask others: not even another port of it."""
    with serving(Handler) as elsewhere:
        assert beside(files, {}, feed=elsewhere.url) == []
        assert beside(files, {"art": "http://[/x", "chapters": "ftp://x/y", "transcript": "http:///z"}) == []
    assert files.asked == []


def test_the_time_for_all_files_is_limited(files, monkeypatch):
    monkeypatch.setattr(check_feed, "BESIDE_SECONDS", 0.0)
    assert beside(files, {}) == [("Podcast namespace: files beside the sounds", "episode 第1期", True)]
