"""Files of an installation damaged in every way, and what the commands then do: each damage meets a copy of its own.

The kinds of file are all that the program writes and reads back. The values at their keys are found by walking what is
there. Each command runs in a fork that can write below its folder alone and has no rights over the modes of files.
"""

import dataclasses
import json
import os
import re
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import feedparser

from tests.support import hostile, web_service

SHOW, STATE = "output/tingbao", ".tingbao"
OLD, SECOND, NEW = "2026-03-21T0630", "2026-03-22T0630", "2026-03-23T0630"
CONFIG = '[[show]]\nengine = "espeak"\nlength = "40s"\nmark_read = true\n'
MARKS = {
    "episode": OLD,
    "fingerprint": "an earlier version's",
    "published": "2026-03-21T06:30:00+08:00",
    "told": [{"source": "miniflux+https://reader.example", "id": "1"}],
    "marked": [],
}
"""Nothing is asked: what is published is another version."""
MESSAGE = {
    "id": "success-1",
    "kind": "hook",
    "to": "true",
    "put": "2026-03-21T06:30:00Z",
    "content": {
        "hook": "0",
        "receiver": "",
        "place": 0,
        "beside": [["webhook", "", "0"]],
        "event": {"event": "success", "id": "success-1"},
    },
    "attempts": 1,
    "due": "2026-03-21T06:31:00Z",
    "error": "HTTP 500",
}
"""Nobody is told: it is of a hook that is not configured."""
FILES = {
    "manifest": f"{SHOW}/episodes/{OLD}/episode.json",
    "catalogue": f"{SHOW}/show.json",
    "feed": f"{SHOW}/feed.xml",
    "page": f"{SHOW}/index.html",
    "list": "output/index.html",
    "opml": "output/shows.opml",
    "history": f"{STATE}/state.sqlite",
    "held": f"{STATE}/held/tingbao/{NEW}/held.json",
    "marks": f"{STATE}/marks/tingbao/{OLD}/marks.json",
    "run": f"{STATE}/runs/tingbao/*.json",
    "log": f"{STATE}/runs/tingbao/*.log",
    "totals": f"{STATE}/runs/tingbao.totals",
    "schedule": f"{STATE}/schedule/tingbao.json",
    "paces": f"{STATE}/paces/tingbao.json",
    "outbox": f"{STATE}/outbox/*.json",
    "breaker": f"{STATE}/edge.json",
    "clip": f"{STATE}/clips/[0-9a-f][0-9a-f]/*",
    "pins": f"{STATE}/clips/held/*",
    "claims": f"{STATE}/clips/claims",
    "lock": f"{STATE}/locks/tingbao.lock",
}
"""Each kind of file, and where the first of its kind lies."""
LIVE = {"catalogue", "feed", "page", "list", "opml", "lock"}
"""What is written in each run: where that cannot be, the run may fail, and names it."""
DEEP = 10_000
WRONG = (
    "null",
    "true",
    "NaN",
    "1e999",
    "-1",
    "9" * 400,
    "1e300",
    '""',
    '"\\u0000"',
    '"0001-01-01T00:00:00"',
    '"../../x"',
    '"\\ud800"',
    "[]",
    "{}",
    "[[1]]",
)
"""JSON for a key that wants something else: NaN, infinite, huge, empty, elsewhere in the tree, half a character."""


@dataclasses.dataclass(frozen=True)
class Damage:
    """What is done to one file."""

    kind: str
    name: str
    inflict: Callable[[Path], None]

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def _bytes(make: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def inflict(path: Path) -> None:
        path.write_bytes(make(path.read_bytes()))

    return inflict


def _cut(part: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * part)]


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_bytes(b"x")


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere/at/all")


WAYS = {
    "empty": _bytes(lambda data: b""),
    "one byte": _bytes(lambda data: data[:1]),
    "a third": _bytes(_cut(1 / 3)),
    "two thirds": _bytes(_cut(2 / 3)),
    "all but the end": _bytes(lambda data: data[:-3]),
    "bad UTF-8": _bytes(lambda data: data[: len(data) // 2] + b"\xff\xfe\xc3" + data[len(data) // 2 :]),
    "zeros": _bytes(lambda data: bytes(len(data))),
    "NaN": _bytes(lambda data: b"NaN"),
    "deep lists": _bytes(lambda data: b"[" * DEEP + b"]" * DEEP),
    "deep objects": _bytes(lambda data: b'{"a":' * DEEP + b"1" + b"}" * DEEP),
    "deep elements": _bytes(lambda data: b"<a>" * DEEP + b"</a>" * DEEP),
    "a folder": _folder,
    "unreadable": lambda path: path.chmod(0),
    "a dangling link": _dangling,
}
"""What may happen to any file, by name."""


def all_damages(folder: Path) -> Iterator[Damage]:
    """Yield each damage that can be done to the installation in `folder`."""
    for kind in FILES:
        for name, inflict in WAYS.items():
            yield Damage(kind, name, inflict)
        data = place(folder, kind).read_bytes()
        if data.startswith(b"{") and kind != "log":
            yield from values_of(kind, data)


def values_of(kind: str, data: bytes) -> Iterator[Damage]:
    """Yield a damage for each place of this JSON, and each wrong value."""
    for keys in _keys(json.loads(data)):
        for wrong in WRONG:
            yield Damage(kind, f"{'.'.join(map(str, keys))} = {wrong[:12]}", _at(keys, wrong))


def _at(keys: tuple, wrong: str) -> Callable[[Path], None]:
    """Put the JSON text `wrong` in the place to which the keys lead."""

    def inflict(path: Path) -> None:
        value = json.loads(path.read_bytes())
        inner = value
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = "@@"
        path.write_text(json.dumps(value).replace('"@@"', wrong), "utf-8")

    return inflict


def _keys(value: object, place: tuple = ()) -> Iterator[tuple]:
    """Yield the way to each member, of a list the first alone."""
    members = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, each in members:
        yield (*place, key)
        yield from _keys(each, (*place, key))


def place(folder: Path, kind: str) -> Path:
    """Return the path of the first file of that kind."""
    found = [path for path in folder.glob(FILES[kind]) if path.is_file()]
    assert found, f"{folder} has no file of the kind {kind}"
    return min(found)


def furnish(folder: Path) -> None:
    """Make an installation with two published episodes and one that waits, and a file of each kind."""
    from tests.crashes.conftest import NEWS, WEEKDAYS

    (folder / "seeds").mkdir(parents=True)
    (folder / "tmp").mkdir()
    for day, text in NEWS.items():
        head = f"芦汀日报　2026年3月{day}日　星期{WEEKDAYS[day]}　A01　要闻\n\n"
        (folder / "seeds" / f"2026-03-{day}-A01.txt").write_text(head + text, "utf-8")
    for day in (21, 22, 23):
        (folder / "tingbao.toml").write_text(CONFIG + "approve = true\n" * (day == 23), "utf-8")
        code, _, err, _ = call(folder, "make", "--date", f"2026-03-{day}", "--json")
        assert code == 0, err
    (folder / "tingbao.toml").write_text(CONFIG, "utf-8")
    state = folder / STATE
    for name, text in {
        "schedule/tingbao.json": '{"schedule": "", "timezone": "Asia/Shanghai", "since": null, "reported": ""}',
        "runs/tingbao.totals": '{"runs": {"made": 3}, "exits": {"0": 3}, "seconds": {"made": 9.5}, "last": []}',
        "paces/tingbao.json": '{"espeak-xia": 4.1}',
        f"marks/tingbao/{OLD}/marks.json": json.dumps(MARKS),
        "outbox/success-1.json": json.dumps(MESSAGE),
        "edge.json": '{"failures": 1, "until": 0.5}',
    }.items():
        (state / name).parent.mkdir(parents=True, exist_ok=True)
        if not (state / name).exists():
            (state / name).write_text(text, "utf-8")


def call(folder: Path, *words: str):
    """Run a command; return its exit code, what it said, and the seconds it took."""
    return hostile.call(folder, words, hostile.Attempt("", "", ()))


LOOK = (("episodes", "list"), ("check", "--json"), ("serve", "--no-schedule", "--port", str(web_service.free_port())))
MEND = (("check", "--repair"), ("check", "--repair"))
MAKE = (("make", "--date", "2026-03-23", "--json"),)


def faults(base: Path, damage: Damage) -> list[str]:
    """Return what went wrong with all commands after that damage to a copy of `base`.

    What may happen to any file meets each command; a wrong value, which only readers meet, one course of them.
    """
    found = []
    for courses in ((LOOK, MEND), (MAKE, MEND)) if damage.name in WAYS else ((LOOK[:1], MAKE, MEND),):
        with tempfile.TemporaryDirectory(prefix="damage") as name:
            folder = Path(name) / "show"
            shutil.copytree(base, folder, symlinks=True)
            path = place(folder, damage.kind)
            damage.inflict(path)
            for words in (words for course in courses for words in course):
                if wrong := _wrong(path, damage, words, call(folder, *words)):
                    found.append(f"{damage}: {' '.join(words)}: {wrong}")
            if not _cannot_be_written(damage):
                found += [f"{damage}: {wrong}" for wrong in _lost(folder, MAKE in courses)]
    return found


def _cannot_be_written(damage: Damage) -> bool:
    return damage.kind in LIVE and damage.name in ("a folder", "unreadable")


def _wrong(path: Path, damage: Damage, words: tuple, outcome: tuple) -> str:
    """Return what is wrong with the outcome of a command; empty where nothing is."""
    code, _, err, _ = outcome
    if words[0] == "serve" and code in (143, -signal.SIGTERM):  # it was asked to end
        outcome = (0, *outcome[1:])
    if wrong := hostile.verdict(hostile.Attempt("", "", ()), *outcome):
        return wrong
    if outcome[0] in (0, 143) or words[0] == "check":
        return ""
    if not _cannot_be_written(damage):
        return f"exit code {code}: {err[-300:]}"
    return "" if path.name in err else f"the sentence does not name {path.name}: {err[-300:]}"


def _lost(folder: Path, made: bool) -> Iterator[str]:
    """Yield which episodes the feed does not name, or names without sound."""
    feed = folder / SHOW / "feed.xml"
    text = feed.read_bytes() if feed.is_file() else b""
    ids = {entry.link.rstrip("/").rpartition("/")[2] for entry in feedparser.parse(text).entries}
    if missing := {OLD, SECOND, *([NEW] if made else [])} - ids:
        yield f"the feed has lost {sorted(missing)}"
    for sound in re.findall(rb'<enclosure url="http://127[^/]*/([^"]+)"', text):
        if not (folder / "output" / os.fsdecode(sound)).is_file():
            yield f"{os.fsdecode(sound)} is not there"
