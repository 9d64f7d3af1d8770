"""A listener's view of what is published: everything that a feed names is there, and whole."""

import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import feedparser

BASE = "http://127.0.0.1:8000/"


def tree(folder):
    """Every file below a folder, by name; those too that are still being written."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


MOVED = "k3Jd9sLq0PzX"
"""The path that the show has got where it has been moved."""


def episodes(output):
    """The episodes that the show's feed and its archive pages name, each id with its guid; all of them are checked.

    None where there is no feed yet.
    """
    show = next((Path(output, path) for path in (MOVED, "tingbao") if Path(output, path, "feed.xml").exists()), None)
    return None if show is None else _read(output, show)


def articles(output):
    """The same of the articles that are told by themselves, and of the lists by which sites find them.

    None where their feed is not there yet.
    """
    shows = [Path(output, path, "articles") for path in (MOVED, "tingbao")]
    folder = next((each for each in shows if (each / "feed.xml").exists()), None)
    if folder is None:
        return None
    found, listed, name = _read(output, folder), set(), "index.json"
    while name:
        names = json.loads((folder / name).read_text("utf-8"))
        for each in names["articles"]:
            listed.add(each["id"])
            for key in ("audio", "page", "player", "oembed", "transcript"):
                _file(output, each[key])
        name = names.get("older", "").rpartition("/")[2]
    assert listed >= set(found), "no site finds what the feed has"
    return found


def _read(output, show):
    output, found, document = Path(output), {}, "feed.xml"
    while document:
        text = (show / document).read_bytes()
        feed = feedparser.parse(text)
        assert not feed.bozo, feed.bozo_exception
        for entry in feed.entries:
            id_ = entry.link.rstrip("/").rsplit("/", 1)[-1]
            assert id_ not in found, f"{id_} twice"
            found[id_] = entry.id
            _audio(output, entry)
        for address in re.findall(rb'(?:url|href)="(http://127[^"]+)"', text):
            _file(output, address.decode())
        document = (re.findall(rb'rel="prev-archive" href="[^"]+/([^"/]+)"', text) or [b""])[0].decode()
    assert len(set(found.values())) == len(found)
    _pages(output, show)
    json.loads((show / "show.json").read_text("utf-8"))
    return found


def _audio(output, entry):
    [enclosure] = entry.enclosures
    sound = _file(output, enclosure.href).read_bytes()
    assert len(sound) == int(enclosure.length)
    assert hashlib.sha256(sound).hexdigest()[:8] == enclosure.href.removesuffix(".mp3")[-8:]
    for name in ("chapters.json", "transcript.json", "episode.json"):
        json.loads(_file(output, urljoin(entry.link, name)).read_text("utf-8"))


def _file(output, address):
    assert address.startswith(BASE), address
    path = Path(output) / unquote(address.removeprefix(BASE).partition("#")[0])
    path = path / "index.html" if address.endswith("/") else path
    assert path.stat().st_size, f"{path} is empty"
    return path


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def _pages(output, show):
    unread = [each for each in show.rglob("articles") if not (each / "feed.xml").exists()]  # nothing leads there yet
    for page in show.rglob("*.html"):
        if any(page.is_relative_to(each) for each in unread):
            continue
        links = _Links()
        links.feed(page.read_text("utf-8"))
        where = BASE + page.relative_to(output).as_posix()
        for address in (urljoin(where, link) for link in links.found):
            if address.startswith(BASE):
                _file(output, address)


def report(out):
    """What `--json` printed."""
    return json.loads(out)


class BucketListener:
    """Reads everything that a feed in the bucket names, whenever something there has changed."""

    def __init__(self, server, bucket, folder):
        self._server, self.bucket, self._folder = server, bucket, folder
        self._here, self._found = {}, {}
        self.complaints = []

    def __call__(self, request):
        if not request.startswith(("GET", "HEAD")):
            try:
                self.episodes()
            except (AssertionError, OSError) as complaint:
                self.complaints.append(f"{request}: {complaint!r}")

    def episodes(self):
        """See `episodes`."""
        versions = self._server.versions(self.bucket)
        state = frozenset(versions.items())
        if state not in self._found:
            self._fetch(versions)
            self._found[state] = episodes(self._folder / "pods")
        return self._found[state]

    def _fetch(self, versions):
        for key in self._here.keys() - versions.keys():
            (self._folder / key).unlink()
        for key, version in versions.items():
            if self._here.get(key) != version:
                path = self._folder / key
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self._server.read(self.bucket, key))
        self._here = versions
