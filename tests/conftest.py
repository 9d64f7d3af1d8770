"""What the tests share: the real page where it is there, a command line, a bucket's server, a browser."""

import atexit
import functools
import gc
import json
import os
import shutil
import sys
from dataclasses import dataclass

import pytest
import typer.main

from tests.support.paths import SHARED

CHROMIUM = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update"
    " --disable-sync --autoplay-policy=no-user-gesture-required"
)


os.environ["TINGBAO_LANG"] = "en"  # whatever the locale of who runs the tests
gc.disable()  # until all tests are known: a quarter of that time went into looks for garbage, and there is none
atexit.register(gc.callbacks.clear)
# hypothesis counts the time of garbage collections. A collection while the interpreter takes its modules apart would
# find hypothesis's gone, and print a traceback after the last test.


def pytest_collection_finish():
    """Leave what is known by now out of all later looks for garbage, and look as seldom as the program does."""
    from service import cli

    gc.freeze()
    gc.set_threshold(cli.GARBAGE_THRESHOLD)
    gc.enable()


@pytest.fixture
def real_page():
    """The path of the real OCR'd page."""
    path = SHARED / "seeds" / "000_5ee49cbd64577680.txt"
    if not path.is_file():
        pytest.skip("the real page is not beside this checkout (../shared/seeds)")
    return path


@pytest.fixture
def one_drawing():
    """Small covers, drawn once a show for all tests."""
    from tests.support import small_covers

    with small_covers.drawn():
        yield


@pytest.fixture(scope="session")
def made_episode(tmp_path_factory, worker_id):
    """An episode as the command makes it; copy it (`copy_to`) before anything changes it."""
    from tests.support.made_episode import make

    base = tmp_path_factory.getbasetemp()
    return make(base if worker_id == "master" else base.parent)


@pytest.fixture(scope="session")
def held_episode(tmp_path_factory, worker_id):
    """An episode that waits for approval, as the command makes it; copy it (`copy_to`) before anything changes it."""
    from tests.support.made_episode import make_held

    base = tmp_path_factory.getbasetemp()
    return make_held(base if worker_id == "master" else base.parent)


@dataclass
class Outcome:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


_command = functools.cache(typer.main.get_command)
"""Typer's command of the program, built once: a process calls it once, and a test many times."""


@pytest.fixture
def tingbao(monkeypatch, capsys, tmp_path):
    """The command line in an empty folder of its own."""
    from service import cli

    monkeypatch.setattr("typer.main.get_command", _command)
    monkeypatch.chdir(tmp_path)

    def call(*args):
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["tingbao", *map(str, args)])
        code = 0
        try:
            cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def events(caplog):
    """What the service has logged so far: each event and its fields."""
    return lambda: [(record.getMessage(), record.fields) for record in caplog.records if record.name == "service"]


@pytest.fixture(scope="session")
def _serving():
    from tests.support import bucket_server

    with bucket_server.serving() as server:
        yield server


@pytest.fixture
def server(_serving, monkeypatch):
    """The S3 server, with the environment that leads to it."""
    for name, value in _serving.environment.items():
        monkeypatch.setenv(name, value)
    _serving.watch()
    return _serving


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, driven by playwright."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium")
    if not path:
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=CHROMIUM.split())
        yield browser
        browser.close()
