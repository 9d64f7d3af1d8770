"""A show that is due, the real services that look after it, and what comes of it."""

import contextlib
import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import feedparser

from service.runs import run_records
from service.runs.run_records import RunStore
from tests.support.paths import ROOT
from tests.support.web_service import Service

SHOW = """
[[show]]
slug = "{slug}"
engine = "espeak"
timezone = "UTC"
schedule = "{schedule}"
length = "{length}"
{more}
"""
LONG = "5m"
"""An episode whose making can be met at work."""


def until(found, seconds=300.0):
    """What `found` returns, as soon as that is something."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, f"{seconds:g} s have passed, and still not {found}"
        time.sleep(0.02)
    return value


class Morning:
    """A folder with a configuration of shows that were due an hour ago, and the services at work there."""

    def __init__(self, folder):
        self.folder, self.services = folder, []
        self.due = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)).replace(second=0, microsecond=0)
        self.cron = f"{self.due.minute} {self.due.hour} * * *"
        self.edition = f"{self.due:%Y-%m-%dT%H%M}"
        (folder / "seeds").mkdir()
        for page in sorted((ROOT / "seeds").glob("*.txt")):
            undated = re.sub(r"2026年3月21日　星期六", "", page.read_text("utf-8"))  # a page of a date is old one day
            (folder / "seeds" / page.name.removeprefix("2026-03-21-")).write_text(undated, "utf-8")
        self.configure()

    def configure(self, service="", length="45s", slugs=("daily",), more=""):
        """Writes the configuration."""
        shows = [SHOW.format(slug=slug, schedule=self.cron, length=length, more=more) for slug in slugs]
        self.config = "\n".join([f"[service]\n{service}", *shows])
        (self.folder / "tingbao.toml").write_text(self.config, "utf-8")

    def serve(self, log="serve.log", token="", **environment):
        """Another `tingbao serve`."""
        service = Service(self.folder, token=token, config=self.config, words=(), log=log)
        service.environment |= environment
        self.services.append(service)
        return service.start()

    def schedule(self):
        """`tingbao schedule`: the same without serving."""
        service = Service(self.folder, token="", config=self.config, log="schedule.log")
        command = [sys.executable, "-m", "service.cli", "schedule", "--log-format", "json"]
        log = service.log.open("a")
        service.process = subprocess.Popen(command, cwd=self.folder, env=service.environment, stderr=log)
        self.services.append(service)
        return service

    def tingbao(self, *words, **environment):
        """A command that is carried out."""
        command = [sys.executable, "-m", "service.cli", *words]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=300)

    def runs(self, show="daily"):
        """The show's runs, the oldest first."""
        return RunStore(self.folder / ".tingbao").list(show)[::-1]

    def statuses(self, show="daily"):
        return [str(run.status) for run in self.runs(show)]

    def published(self, show="daily"):
        """The ids in the show's feed."""
        feed = self.folder / "output" / show / "feed.xml"
        parsed = feedparser.parse(feed.read_bytes()) if feed.exists() else None
        return [entry.link.rstrip("/").rpartition("/")[2] for entry in parsed.entries] if parsed else []

    def clips(self):
        """Each clip that is kept, with what tells whether its file was written again."""
        found = {}
        for path in (self.folder / ".tingbao" / "clips").glob("??/*"):
            with contextlib.suppress(FileNotFoundError):
                if len(path.name) == 40:
                    found[path.name] = path.stat().st_ino
        return found

    def at_work(self):
        """Waits until a run has spoken some clips, and stops its processes where they stand: the group's id."""
        until(self.clips)
        (run,) = [run for run in self.runs() if run.status == "running"]
        os.killpg(self.group(run), signal.SIGSTOP)
        return self.group(run)

    def group(self, run):
        """The process group of a run."""
        first = RunStore(self.folder / ".tingbao").log(run.show, run.id).splitlines()[0]
        return int(json.loads(first)["pid"])

    def minutes_pass(self, minutes=5):
        """Has what has been tried be tried so much longer ago."""
        for path in (self.folder / ".tingbao" / "runs").glob("*/*.json"):
            told = json.loads(path.read_text("utf-8"))
            for key in ("started", "ended"):
                if told[key]:
                    earlier = dt.datetime.fromisoformat(told[key]) - dt.timedelta(minutes=minutes)
                    told[key] = earlier.isoformat()
            path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")

    def clock_put_back(self, hours=24):
        """Has what was made be made by a clock that was so far ahead."""
        for path in sorted((self.folder / ".tingbao" / "runs" / "daily").glob("*.json")):
            told = json.loads(path.read_text("utf-8"))
            for key in ("started", "ended"):
                told[key] = (dt.datetime.fromisoformat(told[key]) + dt.timedelta(hours=hours)).isoformat()
            old, told["id"] = path.stem, run_records.new_id(dt.datetime.fromisoformat(told["started"]))
            path.with_suffix(".log").rename(path.with_name(f"{told['id']}.log"))
            path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
            path.rename(path.with_name(f"{told['id']}.json"))
            assert old < told["id"]

    def end(self):
        """Kills what is still at work."""
        for service in self.services:
            if service.process:
                service.process.kill()
                service.process.wait()
        for show in (self.folder / ".tingbao" / "runs").glob("*/"):
            for run in self.runs(show.name):
                with contextlib.suppress(ProcessLookupError, IndexError):
                    os.killpg(self.group(run), signal.SIGKILL)


def told(service, event, **fields):
    """The lines of the service's log of that event with these fields."""
    lines = [json.loads(line) for line in service.said.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == event and fields.items() <= line.items()]


def alive(group):
    """The processes of a group that are not yet dead."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            state, _, of = (path / "stat").read_text().rpartition(")")[2].split()[:3]
            if int(of) == group and state not in "ZX":
                found.append(int(path.name))
    return found
