"""`tingbao check` on installations that are wrong in one way each: the fault is named, with what to do about it."""

import contextlib
import datetime as dt
import functools
import importlib.metadata
import os
import socket
import subprocess
import sys

import pytest

from service.commands import check_host
from service.language import lexical_tagger
from service.runs import hooks
from service.speech.kokoro import model_parts
from tests.support.clusters import cluster
from tests.support.http_server import Handler, serving
from tests.support.paths import ROOT
from tests.support.tables import every_row, thinned

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
NOTES = {"base_url", "engine azure", "engine edge", "engine openai", "engine sherpa"}
"""What is said of an installation in which nothing is wrong."""


PACKAGES = functools.cache(check_host.packages)
"""The installed ones, looked at once."""


@pytest.fixture
def sound(tingbao, tmp_path, monkeypatch):
    """An installation in which nothing is wrong; called with text for `tingbao.toml`, it gives the faults and notes."""
    monkeypatch.setattr("edge_tts.communicate.WSS_URL", "ws://127.0.0.1:9/nobody")
    monkeypatch.setattr(check_host, "packages", PACKAGES)
    with free_port() as port:
        monkeypatch.setenv("TINGBAO_PORT", str(port))
    monkeypatch.setenv("TINGBAO_TOKEN", "0123456789abcdef0123456789abcdef")
    (tmp_path / "seeds").mkdir()

    def check(show="", code=1):
        (tmp_path / "tingbao.toml").write_text(f'[[show]]\nemail = "news@example.org"\n{show}', "utf-8")
        outcome = tingbao("check", "--json")
        assert outcome.code == code, outcome
        found = outcome.json
        assert bool(code) == (not all(each["ok"] for each in found))
        return {each["what"]: each["found"] for each in found if not each["ok"] or each["note"]}

    return check


@contextlib.contextmanager
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture
def stranger():
    """Another program's web server, with a clock that is a day late."""

    class Stranger(Handler):
        def do_HEAD(self):
            self.send_response(404)
            self.end_headers()

        def date_time_string(self, timestamp=None):
            return "Fri, 20 Mar 2026 06:30:00 GMT"

    with serving(Stranger) as server:
        yield server.server_port


def test_nothing_is_wrong(sound):
    assert set(sound(code=0)) == NOTES


def test_before_the_first_episode_nothing_is_called_whole(tingbao):
    found = tingbao("check", "--repair", "--json").json
    assert [each["found"] for each in found if each["what"] == "tingbao: what is published"] == ["nothing yet"]


def test_a_port_that_is_taken(sound, stranger, monkeypatch):
    monkeypatch.setenv("TINGBAO_PORT", str(stranger))
    found = sound()[f"port {stranger} of 127.0.0.1"]
    assert "taken by another program" in found
    assert "another port" in found


def test_a_port_of_ipv6(sound, monkeypatch):
    monkeypatch.setenv("TINGBAO_HOST", "::1")
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("TINGBAO_PORT", str(port))
        monkeypatch.setattr(check_host, "ANSWER_TIMEOUT", 0.1)
        assert "taken by another program" in sound()[f"port {port} of ::1"]
    assert f"port {port} of ::1" not in sound(code=0)


def test_an_address_that_is_not_this_machines(sound, monkeypatch):
    monkeypatch.setenv("TINGBAO_HOST", "192.0.2.1")
    assert any(what.endswith("of 192.0.2.1") for what in sound())


@pytest.mark.parametrize("name", ["output", "state"])
def test_a_folder_that_cannot_be_written(name, sound, monkeypatch):
    monkeypatch.setenv(f"TINGBAO_{name.upper()}", "/proc/nothing/here")
    found = sound()[f"{name} folder"]
    assert "/proc/nothing/here cannot be written" in found
    assert "choose another" in found


def test_a_folder_that_is_a_file(sound, tmp_path):
    (tmp_path / ".tingbao").write_text("")
    assert "cannot be written" in sound()["state folder"]


def test_a_hook_that_is_there(sound):
    assert (
        sound('[service]\non_failure = "sh -c true"\non_success = "https://chat.example/hook"', code=0).keys() == NOTES
    )


@pytest.mark.parametrize(
    ("name", "hint", "code"),
    [
        ("TINGBAO_PROT", "did you mean TINGBAO_PORT?", 1),
        ("TINGBAO_TOKNE", "did you mean TINGBAO_TOKEN?", 1),
        ("TINGBAO_BASEURL", "did you mean TINGBAO_BASE_URL?", 1),
        ("tingbao_time_limits", "did you mean TINGBAO_TIME_LIMIT?", 1),
        ("TINGBAO_COLOUR", "nothing reads this variable", 0),
    ],
)
def test_a_variable_that_nothing_reads(name, hint, code, sound, monkeypatch):
    monkeypatch.setenv(name, "8000")
    assert hint in sound(code=code)[name]


def test_the_variables_of_a_hook_are_known(sound, monkeypatch):
    for name in (*hooks.VARIABLES, "TINGBAO_TRACEBACK", "tingbao_time_limit"):
        monkeypatch.setenv(name, "90")
    assert sound(code=0).keys() == NOTES


def test_a_token_that_is_missing_or_short(sound, monkeypatch):
    monkeypatch.delenv("TINGBAO_TOKEN")
    assert "openssl rand" in sound(code=0)["TINGBAO_TOKEN"]
    monkeypatch.setenv("TINGBAO_TOKEN", "secret")
    found = sound()["TINGBAO_TOKEN"]
    assert "guessed" in found
    assert "secret" not in found


WRONG_SHOWS = {
    "no address": ('[[show]]\nslug = "b"\nemail = "news at example.org"', "b: email", "no address that directories"),
    "a source of another kind": ('sources = ["ftp://a.example/x"]', "tingbao: source ftp://a.example/x", "only http"),
    "a source that is no address": ('sources = ["http://["]', "tingbao: source http://[", "this is no web address"),
    "a hook that is not there": (
        '[service]\non_failure = "tell-nobody -x"',
        "on_failure",
        "'tell-nobody' is not there",
    ),
    "a hook that may not run": ('[service]\non_success = "./tingbao.toml"', "on_success", "chmod +x"),
    "an approval that nobody is told": ('[service]\non_approval = "./gone"', "on_approval", "'./gone' is not there"),
    "an unknown engine": ('engine = "parrot"', "tingbao: who speaks", "'parrot'"),
    "an unknown voice": ('voices = ["nobody"]', "tingbao: who speaks", "'nobody'"),
    "voices of two engines": ('voices = ["espeak-xia", "edge-yunxi"]', "tingbao: who speaks", "different engines"),
    "an engine that does not answer": ('engine = "edge"', "engine edge", "edge"),
    "an engine without a voice": ('engine = "sherpa"', "engine sherpa", "voices add"),
    "no pages": ('sources = ["papers"]', "tingbao: source papers", "put pages into it"),
    "no cover": ('cover = "me.png"', "tingbao: cover me.png", "me.png"),
    "no sound": ('opening_sound = "gong.mp3"', "tingbao: sound gong.mp3", "gong.mp3"),
    "no key": (
        'llm = { base_url = "https://llm.example/v1", model = "m" }',
        "tingbao: language model",
        "TINGBAO_LLM_KEY",
    ),
}


@pytest.mark.parametrize("kind", thinned(WRONG_SHOWS, 4))
def test_a_show_that_cannot_be_made(kind, sound, monkeypatch):
    monkeypatch.delenv("TINGBAO_LLM_KEY", raising=False)
    show, what, hint = WRONG_SHOWS[kind]
    assert hint in sound(show)[what]


def test_an_ear_that_is_no_recognizer_is_named(sound, tmp_path, monkeypatch):
    monkeypatch.setenv("TINGBAO_EAR", str(tmp_path / "deaf"))
    assert "no folder" in sound()["ear"]


def test_a_show_that_wishes_to_be_heard_without_an_ear_is_told(sound):
    assert "names no recognizer" in sound("listen = true", code=0)["tingbao: listen"]


def test_what_a_source_holds_and_what_of_it_is_not_read(tingbao, sound, tmp_path, monkeypatch):
    (tmp_path / "seeds" / "A01.md").write_text("# 青禾县春灌开始\n", "utf-8")
    found = tingbao("check", "--json").json
    assert [each["found"] for each in found if each["what"] == "tingbao: source seeds"] == ["ready: 1 file to read now"]
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "seeds" / "A02.pdf").write_bytes(b"%PDF-1.7\n")
    said = sound(code=0)["tingbao: source seeds"]
    assert said.endswith("A02.pdf: This is a PDF, which is not read: install the reader by pip install 'tingbao[pdf]'.")


@pytest.mark.parametrize(
    ("address", "allowed", "code"),
    [
        ("http://127.0.0.1:8080/", "[]", 1),
        ("http://localhost/feed", "[]", 1),
        ("http://[::1]/feed", "[]", 1),
        ("http://127.0.0.1:8080/", '["127.0.0.1"]', 0),
        ("http://93.184.216.34/", "[]", 0),
        ("https://paper.example/", "[]", 0),
    ],
)
def test_a_source_that_no_run_may_reach_is_named_with_the_setting(tingbao, tmp_path, address, allowed, code):
    config = f'[service]\nallowed_hosts = {allowed}\n[[show]]\nsources = ["{address}"]\nengine = "espeak"\n'
    (tmp_path / "tingbao.toml").write_text(config, "utf-8")
    [found] = [each for each in tingbao("check", "--json").json if each["what"] == f"tingbao: source {address}"]
    assert found["ok"] is not bool(code)
    assert ("set allowed_hosts" in found["found"]) is bool(code)


def test_a_voice_of_no_engine_is_named(sound, tmp_path):
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "me.toml").write_text('engine = "espaek"\nspeaker = "我"\n', "utf-8")
    assert "me.toml: no engine 'espaek': azure, edge, " in sound()["voice me"]


def test_a_bad_cover_is_named_once(sound, tmp_path):
    (tmp_path / "output" / "tingbao").mkdir(parents=True)
    (tmp_path / "output" / "tingbao" / "feed.xml").write_text("<rss/>", "utf-8")
    found = sound('cover = "me.png"')
    assert [what for what, says in found.items() if "me.png" in says] == ["tingbao: cover me.png"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ('schedule = "every morning"', "schedule"),
        ('schedule = "30 25 * * *"', "25"),
        ('timezone = "Moon/Far"', "Moon/Far"),
    ],
)
def test_a_schedule_that_is_none(text, hint, tingbao, tmp_path):
    (tmp_path / "tingbao.toml").write_text(f"[[show]]\n{text}", "utf-8")
    outcome = tingbao("check")
    assert outcome.code == 2
    assert hint in outcome.err


@every_row(
    ("file", "text"), [("lexicon.toml", '"茌平" = "chi2"'), ("mine.toml", "engine = 5"), ("latin.toml", "AI = 1")]
)
def test_a_slip_in_a_voice_or_a_lexicon_is_one_fault(file, text, sound, tmp_path):
    (tmp_path / "voices").mkdir(exist_ok=True)
    (tmp_path / "voices" / file).write_text(text, "utf-8")
    try:
        found = sound('engine = "espeak"')
        assert not {"engines", "engine espeak", "engine kokoro", "tingbao: who speaks"} & found.keys()
        assert file in found["voices and readings"]
    finally:
        (tmp_path / "voices" / file).unlink()


@pytest.mark.slow
def test_a_cluster_that_does_not_answer(sound, monkeypatch):
    monkeypatch.setattr("service.executors.dask.CONNECT_TIMEOUT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        monkeypatch.setenv("TINGBAO_CLUSTER", address)
        assert "does not answer" in sound()[f"cluster {address}"]


def test_a_cluster_without_dask(sound, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setenv("TINGBAO_CLUSTER", "tcp://127.0.0.1:9")
    assert "tingbao[cluster]" in sound()["cluster tcp://127.0.0.1:9"]


@pytest.mark.slow
def test_the_workers_of_a_cluster_are_counted(tingbao, tmp_path, monkeypatch):
    monkeypatch.setattr("service.executors.dask.CLUSTER_TIMEOUT", 1.0)
    with cluster(tmp_path / "dask", workers=0) as made:
        monkeypatch.setenv("TINGBAO_CLUSTER", made.address)

        def found():
            findings = tingbao("check", "--json").json
            return next((each["ok"], each["found"]) for each in findings if each["what"] == f"cluster {made.address}")

        ok, says = found()
        assert not ok
        assert "no worker with this version" in says
        monkeypatch.undo()
        monkeypatch.setenv("TINGBAO_CLUSTER", made.address)
        made.add_worker()
        made.add_worker()
        ok, says = found()
        assert ok
        assert says.endswith("this version of Tingbao: 2")


@pytest.mark.parametrize("port", [0, 65536, 99999])
def test_a_port_that_is_none(port, tingbao, tmp_path):
    config = tmp_path / "tingbao.toml"
    config.write_text(f'[service]\nbase_url = "https://news.example.org:{port}/tingbao"', "utf-8")
    outcome = tingbao("check")
    assert outcome.code == 2
    assert "between 1 and 65535" in outcome.err
    config.write_text('[service]\nbase_url = "https://[2001:db8::1]:65535"', "utf-8")
    assert tingbao("episodes", "list").code == 0


def test_an_email_is_asked_for(sound):
    assert "directories" in sound('[[show]]\nslug = "evening"', code=0)["evening: email"]


@every_row(
    ("now", "newest", "elsewhere", "hint"),
    [
        (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), None, None, "before this program"),
        (NOW, NOW + DAY, None, "files of 2026-03-22"),
        (NOW, NOW - DAY, NOW + dt.timedelta(minutes=3), "server"),
        (NOW, None, NOW - DAY, "server"),
    ],
)
def test_a_clock_that_is_off(now, newest, elsewhere, hint):
    found = check_host.clock(now, newest, elsewhere)
    assert not found.ok
    assert hint in found.found
    assert "timedatectl" in found.found


def test_a_clock_that_is_right():
    assert check_host.clock(NOW, NOW, NOW + dt.timedelta(seconds=90)).ok
    assert check_host.clock(NOW, None, None).ok


def test_files_of_the_future_give_a_clock_away(sound, tmp_path):
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "feed.xml").write_text("")
    os.utime(tmp_path / "output" / "feed.xml", (4e9, 4e9))
    assert "2096" in sound()["clock"]


def test_a_servers_clock_is_read(stranger):
    status, wrong, date = check_host.head(f"http://127.0.0.1:{stranger}/feed.xml")
    assert (status, wrong, date) == (404, "HTTP 404", NOW - DAY)
    with free_port() as port:
        pass
    assert check_host.head(f"http://127.0.0.1:{port}/") == (0, "Connection refused", None)


@every_row(
    ("base_url", "feed", "status", "ok", "hint"),
    [
        ("http://127.0.0.1:8000", "", 0, True, "this machine alone"),
        ("http://localhost:8000", "", 0, True, "this machine alone"),
        ("http://[::1]:8000", "", 0, True, "this machine alone"),
        ("http://192.168.1.5", "", 0, True, "its own network"),
        ("http://radio.local", "", 0, True, "its own network"),
        ("https://news.example.org", "", 0, True, "https://news.example.org"),
        ("https://news.example.org", "https://news.example.org/x/feed.xml", 200, True, "is there"),
        ("https://news.example.org", "https://news.example.org/x/feed.xml", 404, False, "HTTP 404"),
        ("https://news.example.org", "https://news.example.org/x/feed.xml", 0, True, "from elsewhere"),
        ("https://:443", "", 0, False, "no host"),
    ],
)
def test_what_base_url_means(base_url, feed, status, ok, hint):
    found = check_host.address(base_url, feed, status, f"HTTP {status}")
    assert found.ok is ok
    assert hint in found.found


def test_packages_that_are_missing_or_old(tmp_path, monkeypatch):
    info = tmp_path / "oldpaper-1.dist-info"
    info.mkdir()
    wants = ("pydub>=0.25,<0.26", "numpy>=99", "typer<0.1", "no-such-thing>=1", 'other; extra == "dev"')
    (info / "METADATA").write_text("Name: oldpaper\nVersion: 1\n" + "".join(f"Requires-Dist: {w}\n" for w in wants))
    monkeypatch.syspath_prepend(tmp_path)
    found = check_host.packages("oldpaper")
    assert not found.ok
    assert all(hint in found.found for hint in (">=99", "<0.1", "no-such-thing is missing"))
    assert not any(hint in found.found for hint in ("pydub", "other"))


def test_what_only_the_neural_networks_need_may_be_left_out(tmp_path, monkeypatch):
    info = tmp_path / "smallpaper-1.dist-info"
    info.mkdir()
    wants = "".join(f"Requires-Dist: {package}\n" for package in (*model_parts.PACKAGES, lexical_tagger.PACKAGE))
    (info / "METADATA").write_text(f"Name: smallpaper\nVersion: 1\n{wants}")
    monkeypatch.syspath_prepend(tmp_path)

    def version(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    assert check_host.packages("smallpaper").ok


@pytest.mark.slow
@pytest.mark.skipif(
    subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode != 0, reason="it takes root to mount"
)
def test_a_disk_that_is_nearly_full(tmp_path):
    mounted = 'mount -t tmpfs -o size=20m none "$1" && cd "$1" && exec "$2" -m service.cli check'
    command = ["unshare", "-m", "sh", "-c", mounted, "sh", tmp_path, sys.executable]
    said = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True).stdout
    faults = [line for line in said.splitlines() if line.startswith("FAULT") and "make room" in line]
    assert len(faults) == 2
