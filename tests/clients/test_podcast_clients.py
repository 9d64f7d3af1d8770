"""Real podcast clients against the real server, and against plain files under nginx."""

import contextlib
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.support.http_server import Handler, serving
from tests.support.paths import ROOT, SEEDS
from tests.support.web_service import free_port

pytestmark = pytest.mark.client


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def wait_for(port, process):
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, process.stderr.read()
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.2):
            return
    raise AssertionError("the server does not answer")


class Site:
    """A folder with a published episode, served at an address."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.feed = f"{self.url}/tingbao/feed.xml"
        self.report: dict[str, Any] = {}
        shutil.copytree(SEEDS, folder / "seeds")

    def tingbao(self, *words):
        return subprocess.run(self.command(*words), **self.where(), check=True, capture_output=True, text=True).stdout

    def command(self, *words):
        return [sys.executable, "-m", "service.cli", *words]

    def where(self):
        return {"cwd": self.folder, "env": {**os.environ, "PYTHONPATH": str(ROOT), "TINGBAO_BASE_URL": self.url}}

    def make(self, date, length="40s"):
        return json.loads(self.tingbao("make", "--length", length, "--date", date, "--engine", "espeak", "--json"))


@contextlib.contextmanager
def running(command, port, **where):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **where)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def nginx(site):
    """The server of docs/nginx.conf, on loopback."""
    config, server = site.folder / "nginx.conf", (ROOT / "docs" / "nginx.conf").read_text("utf-8")
    for theirs, ours in (
        ("listen 80;", f"listen 127.0.0.1:{site.port};"),
        ("/srv/tingbao/output", f"{site.folder}/output"),
        ("include mime.types", "include /etc/nginx/mime.types"),
        ("/var/log/nginx/podcast.log", f"{site.folder}/podcast.log"),
    ):
        assert theirs in server
        server = server.replace(theirs, ours)
    temporary = "".join(
        f"{kind}_temp_path tmp-{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config.write_text(
        f"daemon off; pid nginx.pid; error_log stderr; user root;"
        f"events {{}} http {{ access_log off; {temporary} {server} }}"
    )
    return ["nginx", "-p", str(site.folder), "-c", str(config)]


@pytest.fixture(params=["tingbao serve", pytest.param("nginx", marks=needs("nginx"))])
def site(request, tmp_path):
    site = Site(tmp_path)
    site.report = site.make("2026-03-21")
    command = nginx(site) if request.param == "nginx" else site.command("serve", "--port", str(site.port))
    with running(command, site.port, **site.where()):
        yield site


def test_downloads_are_counted_by_the_server_or_from_its_log(site):
    """An app that asks for the whole in two parts has a download; a half, a look and a robot are none."""
    [mp3] = (site.folder / "output").rglob("*.mp3")
    address = f"{site.url}/{mp3.relative_to(site.folder / 'output')}"
    size = mp3.stat().st_size

    def ask(agent, method="GET", **headers):
        request = urllib.request.Request(address, method=method, headers={"User-Agent": agent, **headers})
        with urllib.request.urlopen(request) as answer:
            return len(answer.read())

    for first, last in ((0, 1), (0, size // 2), (size // 2 - 1000, size - 1)):
        assert ask("AntennaPod/3.4.0", Range=f"bytes={first}-{last}") == last - first + 1
    for _ in range(3):
        ask("Overcast/3.0 (+http://overcast.fm/; iOS podcast app)", Range=f"bytes=0-{size // 2}")
    ask("Xiaoyuzhou/2.61.0(build:1402; iOS 17.4.1)", method="HEAD")
    ask("curl/8.5.0")
    if (site.folder / "podcast.log").exists():
        said = site.tingbao("stats", "import", "podcast.log")
        assert "5 requests for audio" in said
    assert json.loads(site.tingbao("stats", "--json"))["apps"] == {"AntennaPod": 1}


def test_a_web_player_elsewhere_reads_feed_chapters_and_transcripts(site, browser):
    """From a page of another origin: `fetch` gives a body only where CORS allows it."""

    class Player(Handler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()

    folder = f"{site.url}/tingbao/episodes/{site.report['episode']}"
    kinds = {
        site.feed: ("application/rss+xml", "text/xml", "application/xml"),
        f"{folder}/chapters.json": ("application/json+chapters",),
        f"{folder}/transcript.json": ("application/json",),
        f"{folder}/transcript.vtt": ("text/vtt",),
        f"{folder}/transcript.srt": ("application/x-subrip",),
    }
    with serving(Player) as player:
        page = browser.new_context().new_page()
        page.goto(player.url)
        for address, expected in kinds.items():
            kind, size = page.evaluate(
                "async (url) => { const got = await fetch(url, {headers: {'If-None-Match': '\"x\"'}});"
                " return [got.headers.get('content-type'), (await got.text()).length]; }",
                address,
            )
            assert kind.split(";")[0] in expected
            assert size > 20
        page.context.close()


@pytest.fixture
def gpo(tmp_path):
    home = {"GPODDER_HOME": str(tmp_path / "gpodder"), "GPODDER_DOWNLOAD_DIR": str(tmp_path / "downloads")}

    def call(*words):
        done = subprocess.run(["gpo", *words], env={**os.environ, **home}, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return call


@needs("gpo")
def test_gpodder_subscribes_downloads_and_follows(site, gpo, tmp_path):
    gpo("subscribe", site.feed)
    gpo("update")
    title = json.loads(site.tingbao("episodes", "list", "--json"))[0]["title"]
    assert title in gpo("episodes")
    assert stored(tmp_path) == [
        (
            title,
            round(site.report["seconds"]),
            [(int(chapter["start"]), chapter["title"]) for chapter in manifest(site)["chapters"]],
        )
    ]
    gpo("download")
    downloaded = list((tmp_path / "downloads").rglob("*.mp3"))
    assert [path.read_bytes() for path in downloaded] == [Path(site.folder, site.report["mp3"]).read_bytes()]

    recut = site.make("2026-03-21", length="50s")  # a re-cut is no second entry
    assert recut["guid"] == site.report["guid"]
    second = site.make("2026-03-22")
    gpo("update")
    assert entries(gpo("episodes")) == 2

    site.tingbao("episodes", "remove", second["episode"])  # was not downloaded: it disappears
    gpo("update")
    assert entries(gpo("episodes")) == 1


@needs("gpo")
def test_gpodder_follows_the_articles_beside_the_programme(gpo, tmp_path):
    """Nothing but the feed tells it that one is withdrawn."""
    site = Site(tmp_path)
    (tmp_path / "tingbao.toml").write_text(
        "[[show]]\narticles = true\nsources = ['seeds/2026-03-21-A01.txt']\n", "utf-8"
    )
    site.make("2026-03-21")
    told = json.loads(site.tingbao("articles", "list", "--json"))
    with running(site.command("serve", "--no-schedule", "--port", str(site.port)), site.port, **site.where()):
        gpo("subscribe", f"{site.url}/tingbao/articles/feed.xml")
        gpo("update")
        listing = gpo("episodes")
        assert entries(listing) == len(told) > 2
        assert all(each["title"] in listing for each in told)
        lengths = {title: seconds for title, seconds, _ in stored(tmp_path)}
        assert lengths == {each["title"]: round(each["seconds"]) for each in told}
        gpo("download")
        sounds = {path.read_bytes() for path in (tmp_path / "downloads").rglob("*.mp3")}
        published = (tmp_path / "output/tingbao/articles").rglob("*.mp3")
        assert sounds == {path.read_bytes() for path in published}

        gone = told[0]
        site.tingbao("articles", "withdraw", gone["id"])
        found = urlopen(f"{site.url}/tingbao/articles/feed.xml").read().decode()
        assert gone["title"] not in found
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{site.url}/tingbao/articles/episodes/{gone['id']}/{gone['mp3']}")


def manifest(site):
    return json.loads((site.folder / site.report["mp3"]).with_name("episode.json").read_text("utf-8"))


def stored(folder):
    """Titles, seconds and chapters as gPodder keeps them: in whole seconds that have passed."""
    with sqlite3.connect(folder / "gpodder" / "Database") as base:
        rows = base.execute("select title, total_time, chapters from episode").fetchall()
    return [
        (title, seconds, [(chapter["start"], chapter["title"]) for chapter in json.loads(chapters)])
        for title, seconds, chapters in rows
    ]


def entries(listing):
    return len(re.findall(r"^\s+\d+\.", listing, re.MULTILINE))


@needs("mpv")
def test_mpv_seeks_into_the_middle_and_lists_the_chapters(site):
    site.report = site.make("2026-03-21", length="2m")  # over what the socket may hold, ffmpeg reads on
    address = f"{site.url}/{Path(site.report['mp3']).relative_to('output')}"
    subtitles = address.rsplit("/", 1)[0] + "/transcript.vtt"
    words = [
        "--no-config",
        "--ao=null",
        "--vo=null",
        "--untimed",
        "--start=90",
        "--length=1",
        "--demuxer-lavf-o=fflags=+fastseek",  # as players do: by the Info frame's size, not by reading all before it
        "--term-playing-msg=${chapter-list}",
        f"--sub-file={subtitles}",
    ]
    command = ["mpv", *words, "--msg-level=all=v,ffmpeg=trace", address]
    said = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=60
    ).stdout
    jumps = re.findall(r"header='content-range: bytes (\d+)-\d+/\d+'", said, re.IGNORECASE)
    assert "http_code=206" in said
    assert max(map(int, jumps)) > Path(site.folder, site.report["mp3"]).stat().st_size / 3  # asked for the middle
    assert "Subs" in said
    assert "transcript.vtt" in said
    assert "AO: [null]" in said
    position = [int(h) * 3600 + int(m) * 60 + int(s) for h, m, s in re.findall(r"AV?: (\d+):(\d+):(\d+)", said)]
    assert position
    assert min(position) >= 89
    manifest = json.loads((site.folder / site.report["mp3"]).with_name("episode.json").read_text("utf-8"))
    assert manifest["chapters"]
    assert all(chapter["title"] in said for chapter in manifest["chapters"])


@needs("ffprobe")
def test_ffprobe_sees_the_chapters_and_the_tags(site):
    words = ["-v", "error", "-of", "json", "-show_chapters", "-show_format", str(site.folder / site.report["mp3"])]
    seen = json.loads(subprocess.run(["ffprobe", *words], capture_output=True, text=True, check=True).stdout)
    manifest = json.loads((site.folder / site.report["mp3"]).with_name("episode.json").read_text("utf-8"))
    starts = [float(chapter["start_time"]) for chapter in seen["chapters"]]
    assert starts == pytest.approx([chapter["start"] for chapter in manifest["chapters"]], abs=0.01)
    assert [c["tags"]["title"] for c in seen["chapters"]] == [chapter["title"] for chapter in manifest["chapters"]]
    assert seen["format"]["tags"]["title"] == manifest["title"]
    assert float(seen["format"]["duration"]) == pytest.approx(site.report["seconds"], abs=0.1)


@needs("newsboat")
def test_newsboat_reads_the_feed(site, tmp_path):
    (tmp_path / "urls").write_text(site.feed + "\n")
    (tmp_path / "config").write_text("")
    words = ["newsboat", "-u", "urls", "-C", "config", "-c", "cache.db", "-x", "reload", "print-unread"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 ")
    with sqlite3.connect(tmp_path / "cache.db") as cache:
        items = cache.execute("select title, enclosure_url, enclosure_type from rss_item").fetchall()
    episode = json.loads(site.tingbao("episodes", "list", "--json"))[0]
    assert [title for title, _, _ in items] == [episode["title"]]
    assert items[0][1].endswith(Path(site.report["mp3"]).name)
    assert items[0][2] == "audio/mpeg"
