"""What is published reaches players, browsers and caches as they need it, and nothing else is reached."""

import errno
import gzip
import hashlib
import os
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service import settings
from service.model import ToldArticle
from service.publishing.publish import publish
from service.storage.storage import content_type, open_storage
from service.web import cache_headers
from service.web.app import build
from tests.support.publishing_samples import episode, mp3
from tests.support.web_service import Service, call, seeds


@pytest.fixture(scope="module")
def output(service):
    return service.folder / "output"


@pytest.fixture(scope="module")
def sound(output):
    """The audio file's address and bytes."""
    [path] = output.glob("daily/episodes/*/*.mp3")
    return f"/{path.relative_to(output)}", path.read_bytes()


def test_every_published_file_is_there_whole_and_typed(service, output):
    files = [path for path in output.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".mp3", ".xml", ".html", ".vtt", ".srt", ".json", ".png", ".jpg", ".css"}
    for path in files:
        address = f"/{path.relative_to(output)}"
        got = service.get(address)
        assert (got.status, got.body) == (200, path.read_bytes())
        assert got.headers["content-type"] == content_type(path.name)
        head = service.ask("HEAD", address)
        assert (head.status, head.body) == (200, b"")
        assert {**head.headers, "date": ""} == {**got.headers, "date": ""}
        assert got.headers["x-content-type-options"] == "nosniff"
        assert got.headers["access-control-allow-origin"] == "*"
        assert "strict-transport-security" not in got.headers


def test_a_file_that_a_client_has_is_not_sent_again(service):
    first = service.get("/daily/feed.xml")
    for condition in ({"If_None_Match": first.headers["etag"]}, {"If_Modified_Since": first.headers["last-modified"]}):
        again = service.get("/daily/feed.xml", **condition)
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == first.headers["cache-control"]


def test_texts_are_compressed_under_a_tag_of_their_own(service, output):
    plain = service.get("/daily/feed.xml")
    small = service.get("/daily/feed.xml", Accept_Encoding="gzip")
    assert gzip.decompress(small.body) == plain.body == (output / "daily/feed.xml").read_bytes()
    assert len(small.body) < len(plain.body) / 2
    assert small.headers["etag"] != plain.headers["etag"]
    assert small.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    again = service.get("/daily/feed.xml", Accept_Encoding="gzip", If_None_Match=small.headers["etag"])
    assert (again.status, again.headers["etag"]) == (304, small.headers["etag"])
    for accepted in ("gzip", "gzip, br", "*"):
        head = service.ask("HEAD", "/daily/feed.xml", Accept_Encoding=accepted)
        assert {**head.headers, "date": ""} == {**small.headers, "date": ""}
    assert service.get("/daily/feed.xml", Accept_Encoding="gzip;q=0").body == plain.body
    for tag in (
        small.headers["etag"],
        f"W/{small.headers['etag']}",
        f"{plain.headers['etag']}, {small.headers['etag']}",
    ):
        assert service.get("/daily/feed.xml", Accept_Encoding="gzip", If_None_Match=tag).status == 304
    assert service.get("/daily/feed.xml", If_None_Match=small.headers["etag"]).status == 200
    dated = service.get("/daily/feed.xml", Accept_Encoding="gzip", If_Modified_Since=small.headers["last-modified"])
    assert (dated.status, dated.headers["vary"]) == (304, "Accept-Encoding")
    resumed = service.get("/daily/feed.xml", Accept_Encoding="gzip", Range="bytes=9-", If_Range=small.headers["etag"])
    assert (resumed.status, resumed.body) == (200, plain.body)
    crossed = service.get("/daily/feed.xml", Accept_Encoding="gzip", If_None_Match=plain.headers["etag"])
    assert crossed.status == 200
    part = service.get("/daily/feed.xml", Accept_Encoding="gzip", Range="bytes=0-99")
    assert (part.status, part.body) == (206, plain.body[:100])
    assert "content-encoding" not in part.headers


def test_sound_is_sent_in_ranges_and_never_compressed(service, sound):
    address, whole = sound
    full = service.get(address, Accept_Encoding="gzip")
    assert full.body == whole
    assert "content-encoding" not in full.headers
    assert full.headers["accept-ranges"] == "bytes"
    part = service.get(address, Range="bytes=1000-1999")
    assert (part.status, part.body) == (206, whole[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(whole)}"
    assert service.get(address, Range="bytes=-7").body == whole[-7:]
    assert service.get(address, Range="bytes=200000-").body == whole[200000:]
    head = service.ask("HEAD", address, Range="bytes=0-9")
    assert (head.status, head.headers["content-length"], head.body) == (206, "10", b"")
    beyond = service.get(address, Range=f"bytes={len(whole)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(whole)}")
    assert beyond.headers["access-control-allow-origin"] == "*"
    for bad, status in (("bytes=a-b", 400), ("bytes=9-1", 400), ("lines=1-2", 200)):
        got = service.get(address, Range=bad)
        assert (got.status, got.headers["access-control-allow-origin"]) == (status, "*")
    assert service.get(address, Range="bytes=0-9", If_None_Match=full.headers["etag"]).status == 304


def test_a_player_goes_on_only_with_the_version_that_it_began(service, sound):
    address, whole = sound
    tag, date = (service.get(address).headers[name] for name in ("etag", "last-modified"))
    for version in (tag, date):
        assert service.get(address, Range="bytes=10-19", If_Range=version).body == whole[10:20]
    for other in (f"W/{tag}", '"other"', "Sat, 21 Mar 2026 06:30:00 GMT", "yesterday", "*"):
        got = service.get(address, Range="bytes=10-19", If_Range=other)
        assert (got.status, got.body) == (200, whole), other
    assert service.get(address, Range=f"bytes={len(whole)}-", If_Range='"other"').body == whole


def test_a_date_is_told_only_when_no_later_version_can_have_it(service, output):
    path = output / "daily" / "young.mp3"
    path.write_bytes(b"sound")
    for age, told in ((-60, False), (60, True)):
        os.utime(path, (time.time() - age,) * 2)
        got = service.get("/daily/young.mp3")
        assert ("last-modified" in got.headers, "etag" in got.headers) == (told, True)
    path.unlink()


def test_an_empty_file_has_no_ranges(service, output):
    (output / "daily" / "empty.mp3").touch()
    assert (service.get("/daily/empty.mp3").status, service.get("/daily/empty.mp3").body) == (200, b"")
    for wanted in ("bytes=0-", "bytes=-1", "bytes=0-0"):
        got = service.get("/daily/empty.mp3", Range=wanted)
        assert (got.status, got.headers["content-range"]) == (416, "bytes */0")


def test_several_ranges_come_in_parts(service, sound):
    address, whole = sound
    got = service.get(address, Range="bytes=0-9,100000-170000,-5")
    boundary = re.fullmatch(r"multipart/byteranges; boundary=(\w+)", got.headers["content-type"])[1].encode()
    first, *parts, last = (b"\r\n" + got.body).split(b"\r\n--" + boundary)
    assert (first, last) == (b"", b"--")
    assert len(got.body) == int(got.headers["content-length"])
    bodies = [part.partition(b"\r\n\r\n")[2] for part in parts]
    assert bodies == [whole[:10], whole[100000:170001], whole[-5:]]
    assert f"Content-Range: bytes 100000-170000/{len(whole)}".encode() in parts[1]


def test_caches_keep_what_never_changes_and_ask_for_the_rest(service, sound, output):
    assert service.get(sound[0]).headers["cache-control"] == "public, max-age=31536000, immutable"
    [style] = output.glob("daily/style-*.css")
    assert "immutable" in service.get(f"/daily/{style.name}").headers["cache-control"]
    for address in ("/daily/feed.xml", "/daily/", "/daily/show.json"):
        assert service.get(address).headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize("was_private", [True, False])
def test_a_former_folder_stays_out_of_shared_caches(tmp_path, was_private):
    former, present = ("k3Jd9sLq0PzX", "Xz0PqL9sdJ3k") if was_private else ("daily", "k3Jd9sLq0PzX")
    for name in ("index.html", f"{former}/feed.xml", f"{former}/a-0123abcd.mp3"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    loaded = settings.load().publishing_to(str(tmp_path))
    show = loaded.show[0].model_copy(update={"slug": "daily", "path": present})
    app = build(lambda: loaded.model_copy(update={"show": (show,)}), None)
    for name, seconds in (("feed.xml", 60), ("a-0123abcd.mp3", 31_536_000)):
        headers = call(app, "GET", f"/{former}/{name}").headers
        assert headers["cache-control"].startswith(f"private, max-age={seconds}")
        assert headers["x-robots-tag"] == "noindex, nofollow"
    assert call(app, "GET", "/").headers["cache-control"] == "public, max-age=60"


def test_a_folder_is_its_page_and_never_a_list(service):
    page = service.get("/daily/")
    assert page.status == 200
    assert page.body == service.get("/daily/index.html").body
    moved = service.get("/daily?x=1")
    assert (moved.status, moved.headers["location"]) == (308, "./daily/?x=1")
    assert service.get("/").body == service.get("/index.html").body
    for address in ("/daily/episodes/", "/daily/episodes"):
        assert service.get(address).status == 404


def test_the_pages_policy_is_theirs_and_forbids_framing(service):
    page = service.get("/daily/")
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.text)[1]
    assert page.headers["content-security-policy"] == f"{own.replace('&#39;', chr(39))}; frame-ancestors 'none'"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_player_of_an_article_may_be_framed_by_every_site(tmp_path):
    told = ToldArticle("", "", "pages/a1.txt", "", (), "2026-03-21T0630")
    loaded = settings.load().publishing_to(str(tmp_path))
    articles = loaded.publications[0].articles
    publish(open_storage(str(tmp_path)), articles, episode(id="a1", article=told), mp3())
    player = call(build(lambda: loaded, None), "GET", f"/{articles.path}/episodes/a1/embed.html")
    own = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', player.text)[1]
    assert player.headers["content-security-policy"] == f"{own.replace('&#39;', chr(39))}; frame-ancestors *"
    assert "x-frame-options" not in player.headers


def test_https_is_promised_only_where_it_is():
    assert "strict-transport-security" in cache_headers.security_headers(https=True)
    assert "strict-transport-security" not in cache_headers.security_headers(https=False)


def test_players_elsewhere_may_ask(service):
    got = service.ask(
        "OPTIONS", "/daily/feed.xml", Origin="https://player.example", Access_Control_Request_Method="GET"
    )
    assert (got.status, got.headers["access-control-allow-origin"]) == (204, "*")
    assert "Range" in got.headers["access-control-allow-headers"]
    assert "Content-Range" in service.get("/daily/feed.xml").headers["access-control-expose-headers"]
    assert "access-control-allow-origin" not in service.get("/api/shows/daily/briefings").headers


def test_api_and_status_are_not_for_other_sites(service):
    for address in ("/api/shows/daily/briefings", "/status"):
        got = service.ask("OPTIONS", address, bearer=False, Origin="https://player.example")
        assert got.status in (401, 405)
        assert not [name for name in got.headers if name.startswith("access-control")]


def test_nothing_can_be_sent_there(service):
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW"):
        got = service.ask(method, "/daily/feed.xml", "x" if method == "POST" else None)
        assert (got.status, got.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.fixture(scope="module")
def traps(output):
    """What lies about in a folder that people work in; made again where tests of other modules ran between."""
    if (output / ".git").exists():
        return
    outside = output.parent / "secret.txt"
    outside.write_text("secret", "utf-8")
    (output / "daily" / ".hidden").write_text("secret", "utf-8")
    (output / ".git").mkdir()
    (output / ".git" / "config").write_text("secret", "utf-8")
    (output / "daily" / "link.txt").symlink_to(outside)
    (output / "daily" / "away").symlink_to(output.parent)
    (output / "daily" / "loop").symlink_to(output / "daily" / "loop")
    (output / "daily" / "dotted.txt").symlink_to(output / "daily" / ".hidden")
    os.mkfifo(output / "daily" / "pipe.txt")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing",
        "/daily/nothing.mp3",
        "/daily/feed.xml/",
        "/daily/feed.xml/more",
        "//daily/feed.xml",
        "/daily//feed.xml",
        "/daily/.hidden",
        "/.git/config",
        "/daily/dotted.txt",
        "/daily/link.txt",
        "/daily/away/secret.txt",
        "/daily/loop",
        "/daily/pipe.txt",
        "/../secret.txt",
        "/daily/../../secret.txt",
        "/daily/./feed.xml",
        "/%2e%2e/secret.txt",
        "/daily/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/daily/..%5c..%5csecret.txt",
        "/daily%00.html",
        "/daily/feed.xml%00.txt",
        "/daily/%ff%fe",
        "/%c0%ae%c0%ae/secret.txt",
        "/daily/%e0%80%ae%e0%80%ae/%e0%80%ae%e0%80%ae/secret.txt",
        "/daily/%c0%ae%c0%ae%c0%afsecret.txt",
        "/daily/%2ehidden",
        "/daily/..;/..;/secret.txt",
        "/daily/%2e%2e%5c%2e%2e%5csecret.txt",
        "/daily/feed.xml%2f..%2f.hidden",
        "/daily/" + "%2e%2e/" * 300 + "secret.txt",
        "/%66eed.xml/../.git/config",
        "/" + "a" * 5000,
        "/" + "%e4%ba%91" * 1500,
        "/daily/%0d%0aX-Evil:1",
        "/" + "a" * 300,
        "/" + "a/" * 2000,
        "/%252e%252e/secret.txt",
        "/static/~root",
        "/daily/feed.xml%20",
    ],
)
def test_nothing_else_is_reached(service, traps, address):
    got = service.get(address)
    assert got.status == 404, got.body
    assert got.body == "404: 这里什么也没有。Nothing here.\n".encode()


def test_a_file_that_cannot_be_opened_now_is_not_said_to_be_gone(tmp_path, monkeypatch):
    (tmp_path / "feed.xml").write_text("<rss/>")
    app = build(lambda: settings.load().publishing_to(str(tmp_path)), None)
    assert call(app, "GET", "/feed.xml").status == 200
    for number, status in ((errno.EMFILE, 503), (errno.EIO, 503), (errno.EACCES, 404), (errno.ENOENT, 404)):
        fault = OSError(number, os.strerror(number))
        monkeypatch.setattr(os, "open", lambda *_, fault=fault: (_ for _ in ()).throw(fault))
        got = call(app, "GET", "/feed.xml")
        monkeypatch.undo()
        assert got.status == status
    monkeypatch.setattr(os, "open", lambda *_: (_ for _ in ()).throw(OSError(errno.EMFILE, "Too many open files")))
    busy = call(app, "GET", "/feed.xml")
    assert (busy.headers["content-type"], busy.headers["retry-after"]) == ("application/problem+json", "10")
    assert "Too many open files" in busy.json["detail"]


def test_a_link_within_the_folder_is_followed(service, output):
    (output / "daily" / "latest.xml").symlink_to("feed.xml")
    assert service.get("/daily/latest.xml").body == (output / "daily" / "feed.xml").read_bytes()


def test_a_file_that_is_replaced_while_it_is_sent_comes_whole(service, output):
    import http.client

    old, new = os.urandom(8_000_000), os.urandom(3_000_000)
    path = Path(output) / "daily" / "big.mp3"
    path.write_bytes(old)
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)
    connection.request("GET", "/daily/big.mp3")
    answer = connection.getresponse()
    start = answer.read(1000)
    fresh = path.with_name("fresh.mp3")
    fresh.write_bytes(new)
    fresh.replace(path)
    assert start + answer.read() == old
    connection.close()
    assert service.get("/daily/big.mp3").body == new


@pytest.mark.parametrize("moment", ["before it is opened", "after it is opened"])
def test_a_page_that_is_replaced_while_it_is_looked_up_is_found_whole(moment, tmp_path, monkeypatch):
    """Between the look at the name and the opening, and between the opening and the reading."""
    old, new = b"<html>" + b"old " * 4000, b"<html>" + b"newer " * 3000
    page = tmp_path / "daily" / "index.html"
    page.parent.mkdir()
    opened, replaced = os.open, []

    def replacing(path, *options, **more):
        if Path(path) != page or replaced:
            return opened(path, *options, **more)
        replaced.append(path)
        fresh = page.with_name(".index.html.part")
        handle = opened(path, *options, **more) if moment.startswith("after") else None
        fresh.write_bytes(new)
        fresh.replace(page)
        return opened(path, *options, **more) if handle is None else handle

    app = build(lambda: settings.load().publishing_to(str(tmp_path)), None)
    for method, accepted in (("GET", ""), ("HEAD", ""), ("GET", "gzip")):
        page.write_bytes(old)
        replaced.clear()
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", replacing)
            got = call(app, method, "/daily/", Accept_Encoding=accepted)
        assert (got.status, len(replaced)) == (200, 1)
        body = gzip.decompress(got.body) if accepted else got.body
        wanted = old if moment.startswith("after") else new
        assert body == (b"" if method == "HEAD" else wanted)
        assert accepted or int(got.headers["content-length"]) == len(wanted)


@pytest.mark.slow
def test_a_listener_gets_one_cut_or_the_other_and_never_a_mixture(tmp_path):
    """The episode is cut anew again and again while its feed is read and its sound pulled in ranges."""
    served = Service(seeds(tmp_path))
    settled = settings.load(tmp_path / "tingbao.toml")
    storage, show = open_storage(settled.destination), settled.publication(settled.show[0])
    cuts = [mp3(220 + 20 * number, 6) for number in range(8)]
    known = {hashlib.sha256(cut).hexdigest() for cut in cuts}
    publish(storage, show, episode(1), cuts[0])
    served.start()
    done, heard = threading.Event(), []

    def listen():
        while not done.is_set() or not heard:
            feed = served.get("/daily/feed.xml").text
            url, size = re.search(r'<enclosure url="[^"]*?(/daily/[^"]+)" length="(\d+)"', feed).groups()
            got, tag = b"", ""
            while len(got) < int(size):
                version = {"If_Range": tag} if tag else {}
                part = served.get(url, Range=f"bytes={len(got)}-{len(got) + 9999}", **version)
                assert part.status == 206
                got, tag = got + part.body, part.headers["etag"]
            heard.append(hashlib.sha256(got).hexdigest())

    try:
        with ThreadPoolExecutor(2) as pool:
            listeners = [pool.submit(listen) for _ in range(2)]
            try:
                for cut in cuts[1:]:
                    publish(storage, show, episode(1), cut)
            finally:
                done.set()
            for each in listeners:
                each.result(60)
    finally:
        served.stop()
    assert heard
    assert set(heard) <= known
