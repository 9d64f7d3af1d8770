"""Many shows due at once, each of which can be stopped in the middle: where it asks an address of its own here."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import feedparser

from tests.support.http_server import Handler, serving
from tests.support.paths import ROOT

CONFIG = """
[[show]]
slug = "{slug}"
title = "{title}"
engine = "espeak"
length = "45s"
schedule = "0 0 1 1 *"
sources = ["{slug}", "http://127.0.0.1:{port}/{slug}"]
{more}
"""


class Shows:
    """A folder with a configuration of some shows, the server that they ask, and `make --all` over them."""

    def __init__(self, folder, slugs, port, title="", **more):
        """`title`: of all of them; `more`: what else stands in the configuration of a show."""
        self.folder, self.slugs, self.held, self.stopped = folder, slugs, set(), []
        self.process = None
        page = (ROOT / "seeds" / "2026-03-21-A01.txt").read_text("utf-8")
        text = '[service]\nparallel = 2\nallowed_hosts = ["127.0.0.1"]\n'
        for slug in slugs:
            (folder / slug).mkdir(parents=True)
            (folder / slug / "page.txt").write_text(page.replace("2026年3月21日　星期六", ""), "utf-8")
            text += CONFIG.format(slug=slug, title=title or slug, port=port, more=more.get(slug, ""))
        (folder / "tingbao.toml").write_text(text, "utf-8")
        self.clear()

    def clear(self):
        """Nothing is published or remembered."""
        for name in ("output", ".tingbao"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def start(self, *words):
        """`make --all`, in the background."""
        command = [sys.executable, "-m", "service.commands.program", "make", "--all", "--json", *words]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.folder / "said").open("w") as said, (self.folder / "printed").open("w") as printed:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=env, stdout=printed, stderr=said, start_new_session=True
            )

    def end(self, seconds=400):
        """Its exit code, and what it printed of each show."""
        code = self.process.wait(seconds)
        printed = (self.folder / "printed").read_text("utf-8")
        return code, {each["show"]: each for each in json.loads(printed)} if printed else {}

    @property
    def said(self):
        return (self.folder / "said").read_text("utf-8")

    def stop(self, slug):
        """Called when the show asks: stops its run, if it is to be held, with all its processes."""
        if slug in self.held:
            pid = self.pid(slug)
            os.killpg(pid, signal.SIGSTOP)
            self.stopped.append((slug, pid))

    def wait_until_stopped(self, number):
        """Waits until so many runs have been stopped; the shows they are of."""
        wait_until(lambda: len(self.stopped) >= number, self)
        return [slug for slug, _ in self.stopped]

    def release(self):
        """No run is held any more; those that were go on."""
        self.held = set()
        for _, pid in self.stopped:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGCONT)

    def runs(self, slug):
        """How many processes have begun to make the show."""
        logs = [log.read_text("utf-8") for log in (self.folder / ".tingbao" / "runs" / slug).glob("*.log")]
        return sum(json.loads(line)["event"] == "started" for log in logs for line in log.splitlines())

    def pid(self, slug):
        """The process of the show's last run."""
        log = max((self.folder / ".tingbao" / "runs" / slug).glob("*.log"))
        started = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        return [line["pid"] for line in started if line["event"] == "started"][-1]

    def parent(self, slug):
        """The process that started it."""
        return int(Path(f"/proc/{self.pid(slug)}/stat").read_text("utf-8").rpartition(")")[2].split()[1])

    def counts(self, slug):
        """What the show's last run has counted."""
        record = max((self.folder / ".tingbao" / "runs" / slug).glob("*.json"))
        return json.loads(record.read_text("utf-8"))["counts"]

    def published(self, slug):
        """How many episodes the feed has, each whole."""
        folder = self.folder / "output" / slug
        entries = feedparser.parse((folder / "feed.xml").read_bytes()).entries
        for entry in entries:
            (enclosure,) = entry.enclosures
            path = next(folder.glob(f"episodes/*/{enclosure.href.rpartition('/')[2]}"))
            assert path.stat().st_size == int(enclosure.length)
        assert len(list(folder.glob("episodes/*/*.mp3"))) == len(entries)
        return len(entries)

    def articles(self, slug):
        """The articles that are told by themselves, each with its sound: by their headlines the sounds' names."""
        folder = self.folder / "output" / slug / "articles"
        listed = json.loads((folder / "index.json").read_text("utf-8"))["articles"]
        for each in listed:
            sound = folder / "episodes" / each["id"] / each["audio"].rpartition("/")[2]
            assert sound.stat().st_size == each["bytes"]
        return {each["title"]: each["audio"].rpartition("/")[2] for each in listed}

    def output(self):
        folder = self.folder / "output"
        return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def wait_until(condition, shows=None, seconds=300):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, shows and shows.said
        time.sleep(0.05)


@contextlib.contextmanager
def shows(folder, *slugs, **more):
    """Those shows (`more`: see Shows); whatever was started for them is gone at the end."""

    class Gate(Handler):
        def do_GET(self):
            made.stop(self.path.strip("/"))
            self.send_error(404)

    with serving(Gate) as server:
        made = Shows(folder, slugs, server.server_port, **more)
        try:
            yield made
        finally:
            made.release()
            if made.process and made.process.poll() is None:
                os.killpg(made.process.pid, signal.SIGTERM)
                made.process.wait(30)
            for slug in slugs:
                with contextlib.suppress(OSError, ValueError, IndexError):
                    if b"service.commands.program" in Path(f"/proc/{made.pid(slug)}/cmdline").read_bytes():
                        os.killpg(made.pid(slug), signal.SIGKILL)
