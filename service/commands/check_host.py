"""Check what a machine must give the service: packages, a clock, folders, free space, a port, an address."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import importlib.metadata
import itertools
import os
import platform
import shutil
import socket
import tempfile
from collections.abc import Iterator, Sequence
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

from packaging.requirements import Requirement

from service.commands.check_result import CheckResult, fault, note, passed
from service.core.messages import _
from service.core.url_scope import is_local_only, is_loopback
from service.language import lexical_tagger
from service.runs.due import EARLIEST
from service.speech.kokoro import model_parts

MIN_FREE_BYTES = 200_000_000
"""Bytes that must be free: the clips of an hour (24 kHz, 16 bit: 173 MB) and its MP3 (64 kb/s: 29 MB)."""
MAX_CLOCK_SKEW = dt.timedelta(minutes=2)
"""The most that a clock may be wrong: more, and listeners see episodes come late or early."""
ANSWER_TIMEOUT = 5.0
"""Seconds that an address may take to answer, redirects included."""
_MAX_REDIRECTS = 5
_MAX_FILES = 5000
"""The most files of a folder that are examined."""


def packages(name: str = "tingbao") -> CheckResult:
    """Check Python and the packages that the distribution of that name requires."""
    here = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    try:
        wanted = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        return note("Python", _("{here}; Tingbao is not installed, so its packages are not compared", here=here))
    requirements = map(Requirement, wanted)
    required = (each for each in requirements if not each.marker or each.marker.evaluate({"extra": ""}))
    wrong = list(filter(None, map(_requirement_problem, required)))
    if wrong:
        return fault(
            "Python",
            _(
                "{here}; {wrong}: install Tingbao anew, into an environment of its own",
                here=here,
                wrong=list(wrong),
            ),
        )
    return passed("Python", _("{here}; all packages are there", here=here))


def _requirement_problem(requirement: Requirement) -> str:
    """Return what is wrong with a required package; empty where nothing is, or where one is left out that may be."""
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        may_lack = requirement.name in (*model_parts.PACKAGES, lexical_tagger.PACKAGE)
        return "" if may_lack else _("the package {name} is missing", name=requirement.name)
    if requirement.specifier.contains(version, prereleases=True):
        return ""
    return _(
        "{name} is {version} and not {wanted}", name=requirement.name, version=version, wanted=requirement.specifier
    )


def clock(now: dt.datetime, newest: dt.datetime | None, elsewhere: dt.datetime | None) -> CheckResult:
    """Check the clock against the newest file of the service and against a server's, where there are any."""
    shown = f"{now:%Y-%m-%d %H:%M} UTC"
    mend = _("set the clock (`timedatectl set-ntp true`)")
    if now < EARLIEST:
        return fault(_("clock"), _("{shown} is before this program was written: {mend}", shown=shown, mend=mend))
    if newest and newest > now + MAX_CLOCK_SKEW:
        return fault(
            "clock",
            _("{shown}, but there are files of {newest:%Y-%m-%d %H:%M}: {mend}", shown=shown, newest=newest, mend=mend),
        )
    if elsewhere and abs(elsewhere - now) > MAX_CLOCK_SKEW:
        return fault(
            "clock",
            _(
                "{shown}, but the server at base_url has {elsewhere:%Y-%m-%d %H:%M}: {mend}",
                shown=shown,
                elsewhere=elsewhere,
                mend=mend,
            ),
        )
    return passed(_("clock"), shown)


def newest(folders: Sequence[Path]) -> dt.datetime | None:
    """Return when the newest file of the folders was written, or None where there is none."""
    times = []
    for path in itertools.islice(itertools.chain.from_iterable(each.rglob("*") for each in folders), _MAX_FILES):
        with contextlib.suppress(OSError, ValueError, OverflowError):
            times.append(dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC))
    return max(times, default=None)


def folder(name: str, path: Path) -> Iterator[CheckResult]:
    """Check that the folder (or its parent) and the files in it can be written, and that there is free space."""
    existing = next(parent for parent in (path.absolute(), *path.absolute().parents) if parent.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        why = os.strerror(error.errno or 0)
        yield fault(name, _("{path} cannot be written ({why}): change its owner or choose another", path=path, why=why))
        return
    inside = itertools.islice(path.rglob("*"), _MAX_FILES) if path.is_dir() else iter(())
    if closed := next((path for path in inside if not os.access(path, os.W_OK) and not path.is_symlink()), None):
        yield fault(
            name,
            _("{closed} cannot be written by this user: `chown -R` the folder to who runs the service", closed=closed),
        )
        return
    free = shutil.disk_usage(existing).free
    room = _("{path}, {gigabytes:.1f} GB free", path=path, gigabytes=free / 1e9)
    if free < MIN_FREE_BYTES:
        yield fault(
            name,
            _(
                "{room}; an episode may need {min_free_bytes} MB: make room (`tingbao cache prune`)",
                room=room,
                min_free_bytes=MIN_FREE_BYTES // 1_000_000,
            ),
        )
    else:
        yield passed(name, room)


def port(host: str, number: int) -> CheckResult:
    """Check whether `tingbao serve` can listen there, or does."""
    what, six = _("port {number} of {host}", number=number, host=host), ":" in host
    try:
        with socket.create_server((host, number), family=socket.AF_INET6 if six else socket.AF_INET):
            return passed(what, _("is free"))
    except UnicodeError:
        return fault(what, _("no possible name of a host: set host in [service] to an address of this machine"))
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        if taken and head(f"http://{f'[{host}]' if six else host}:{number}/healthz")[0] == 200:
            return passed(what, _("`tingbao serve` answers there"))
        why = _("taken by another program") if taken else error.strerror
        return fault(what, _("{why}: `tingbao serve` cannot start; set another port or host in [service]", why=why))


def head(url: str) -> tuple[int, str, dt.datetime | None]:
    """Return the last answer to HEAD, after redirects: the status or 0, what went wrong, and the server's clock."""
    from service.core import network

    try:
        status, headers = network.send(
            "HEAD", url, timeout=ANSWER_TIMEOUT, silence=ANSWER_TIMEOUT, redirects=_MAX_REDIRECTS
        )
    except OSError as error:
        return 0, str(error), None
    return status, "" if status // 100 == 2 else f"HTTP {status}", _date(headers.get("date"))


def _date(text: str | None) -> dt.datetime | None:
    try:
        return parsedate_to_datetime(text).astimezone(dt.UTC) if text else None
    except (ValueError, OverflowError):
        return None


def address(base_url: str, feed: str, status: int, wrong: str) -> CheckResult:
    """Check `base_url` as listeners use it. `feed` is the URL of a published feed, or empty, with its answer."""
    host = urlsplit(base_url).hostname or ""
    if not host:
        return fault(
            "base_url", _("{base_url} names no host: write it like https://news.example.org", base_url=base_url)
        )
    if is_loopback(base_url):
        return note(
            "base_url",
            _(
                "{base_url} is this machine alone: for listeners elsewhere set it, before the first episode",
                base_url=base_url,
            ),
        )
    if is_local_only(base_url):
        return note(
            "base_url",
            _(
                "{base_url} is reached from its own network alone: directories and apps elsewhere cannot",
                base_url=base_url,
            ),
        )
    if status == 200 or not feed:
        return passed(
            "base_url",
            f"{base_url}" + (_(", {feed} is there", feed=feed) if status == 200 else ""),
        )
    if status:
        return fault(
            "base_url",
            _(
                "{feed} answers {wrong}: let the web server at that address serve the output folder",
                feed=feed,
                wrong=wrong,
            ),
        )
    return note(
        "base_url",
        _("{feed} cannot be reached from here ({wrong}): see that it can from elsewhere", feed=feed, wrong=wrong),
    )


def token(given: str) -> CheckResult:
    """Check the secret that opens the API and the status page."""
    if not given:
        return note(
            "TINGBAO_TOKEN", _("not set: the API and the status page are off (`openssl rand -hex 32` makes one)")
        )
    if len(given) < 16:
        return fault("TINGBAO_TOKEN", _("shorter than 16 characters, so it can be guessed: `openssl rand -hex 32`"))
    return passed("TINGBAO_TOKEN", _("is set"))
