"""The systemd units: valid, as closed as they claim, in step with the program, and run in what can be had of their
sandbox without systemd: the user, the read-only root, the filters of system calls."""

import json
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest
import typer.main

from service import errors
from service.runs import time_limit
from tests.support import sandbox
from tests.support.container import IMAGE, command, inside, surroundings
from tests.support.paths import ROOT

UNITS = sorted((ROOT / "docs").glob("tingbao*.service")) + sorted((ROOT / "docs").glob("*.timer"))
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
SYSTEMD = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
EXPOSURE = 17
"""In tenths; `systemd-analyze security` calls up to 4.9 fine. What is left is the network and a few of its own."""
USER = "10001:10001"


def options(name):
    """Names and values, in order."""
    lines = (ROOT / "docs" / name).read_text("utf-8").splitlines()
    return [tuple(line.split("=", 1)) for line in lines if line and line[0] not in "#["]


def values(name, option):
    return [value for each, value in options(name) if each == option]


def value(name, option):
    [found] = values(name, option)
    return found


SERVE, MAKE, TIMER = "tingbao.service", "tingbao-make.service", "tingbao-make.timer"


@SYSTEMD
def test_systemd_finds_no_fault(tmp_path):
    units = tmp_path / "etc/systemd/system"
    units.mkdir(parents=True)
    (tmp_path / "program").touch(0o755)
    for path in UNITS:
        text = re.sub(r"^(Exec\w+=)/\S+", rf"\g<1>{tmp_path}/program", path.read_text("utf-8"), flags=re.MULTILINE)
        (units / path.name).write_text(text, "utf-8")
    outcome = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(units.iterdir()))], capture_output=True, text=True
    )
    ours = [line for line in outcome.stderr.splitlines() if str(tmp_path) in line or "tingbao" in line]
    assert (outcome.returncode, ours) == (0, [])


@SYSTEMD
@pytest.mark.slow
@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_the_sandbox_is_closed(name):
    rating = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", ROOT / "docs" / name]
    outcome = subprocess.run(rating, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout


def test_both_services_have_one_sandbox():
    texts = [(ROOT / "docs" / name).read_text("utf-8") for name in (SERVE, MAKE)]
    shared = [re.search(r"^User=.*?^OOMPolicy=\w+$", text, re.MULTILINE | re.DOTALL)[0] for text in texts]
    assert shared[0] == shared[1]


@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_the_command_is_one_of_the_program(name):
    from service.cli import app

    program, verb, *rest = value(name, "ExecStart").split()
    assert program == IMAGE.environment["PATH"].split(":")[0] + "/tingbao"
    found = typer.main.get_command(app).commands[verb]  # type: ignore[attr-defined]
    assert {word for word in rest if word.startswith("-")} <= {each for given in found.params for each in given.opts}
    assert found.make_context(verb, rest)


@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_it_writes_where_the_program_does_by_itself(name):
    from service.settings import ServiceSettings

    home = value(name, "WorkingDirectory")
    ours = [ServiceSettings.model_fields[each].default for each in ("output", "state")]
    assert value(name, "ReadWritePaths").split() == [f"{home}/{each}" for each in ours]


@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_the_readme_has_its_paths_and_its_user(name):
    for option in ("WorkingDirectory", "EnvironmentFile", "User"):
        assert value(name, option).removeprefix("-") in OPERATIONS
    for place in value(name, "ReadWritePaths").split():
        assert re.search(rf"^ +install .*-o {value(name, 'User')} .*{place}(?: |$)", OPERATIONS, re.MULTILINE)
    assert value(name, "ExecStart").split()[0].removesuffix("/bin/tingbao") in OPERATIONS
    assert f"docs/{name}" in OPERATIONS
    assert f"docs/{TIMER}" in OPERATIONS


def test_it_has_the_time_it_needs_to_end():
    from service.web.server import SHUTDOWN_TIMEOUT

    for name in (SERVE, MAKE):
        assert (
            float(value(name, "TimeoutStopSec")) > 10 > max(SHUTDOWN_TIMEOUT, time_limit.EXIT_TIMEOUT)
        )  # the ten that README promises


def test_the_exit_codes_count_as_they_should():
    usage, nothing, locked = (each.exit_code for each in (errors.UsageError, errors.NothingToBrief, errors.Locked))
    assert value(SERVE, "RestartPreventExitStatus") == str(usage)
    assert value(MAKE, "SuccessExitStatus") == f"{nothing} {locked} {time_limit.TERMINATED}"


def test_the_timer_looks_as_often_as_the_crontab_line():
    [minutes] = re.findall(r"^ {4}\*/(\d+) \* \* \* \*", OPERATIONS, re.MULTILINE)
    assert value(TIMER, "OnCalendar") == f"*:0/{minutes}"
    assert value(TIMER, "Persistent") == "true"


# In the sandbox

CONFIG = """
[service]
port = {port}

[[show]]
slug = "daily"
length = "40s"
engine = "espeak"
"""
ASKED_FOR = """
import ctypes, mmap, os, socket

def answer(act):
    try:
        act()
        return "done"
    except OSError as error:
        return os.strerror(error.errno)

print(os.getuid())
print(answer(lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)))
print(answer(lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)))
print(answer(lambda: os.chown("output", -1, -1)))
print(ctypes.CDLL(None).unshare(0x20000))
print(answer(lambda: open("seeds/new", "w")))
print(answer(lambda: open("output/new", "w")))
"""


@pytest.fixture
def home(image):
    """What the README has an operator prepare, in the root folder that holds the program."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze, which names the groups of system calls, is not installed")
    folder = image / value(SERVE, "WorkingDirectory")[1:]
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "seeds").mkdir(parents=True)
    page = (ROOT / "seeds" / "2026-03-21-A01.txt").read_text("utf-8")
    undated = page.replace("2026年3月21日　星期六", "")  # a page of a date would be old one day
    (folder / "seeds" / "page.txt").write_text(undated, "utf-8")
    for each in value(SERVE, "ReadWritePaths").split():
        (image / each[1:]).mkdir()
        shutil.chown(image / each[1:], *map(int, USER.split(":")))
    with socket.create_server(("127.0.0.1", 0)) as free:
        (folder / "tingbao.toml").write_text(CONFIG.format(port=free.getsockname()[1]), "utf-8")
    shutil.copy(sandbox.__file__, image)
    return folder


def started(root, name, *words):
    """The words that run a command as that unit runs its own, and how it is run (see container.command)."""
    (root / "rules.json").write_text(json.dumps(sandbox.rules(options(name))))
    python = Path(value(name, "ExecStart").split()[0]).with_name("python")
    at_home = ("sh", "-c", f'cd {value(name, "WorkingDirectory")} && exec "$@"', "sh")
    how = {"environment": {"PATH": "/usr/bin:/bin"}, "user": USER, "writable": value(name, "ReadWritePaths")}
    return (*at_home, python, "/sandbox.py", "/rules.json", *words), how


def run(root, name):
    words, how = started(root, name, *value(name, "ExecStart").split())
    return inside(root, *words, **how)


def wait_for(state, what, seconds=180):
    deadline = time.monotonic() + seconds
    while not state():
        assert time.monotonic() < deadline, what()
        time.sleep(0.1)


@pytest.mark.slow
@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_what_the_sandbox_refuses(image, home, name):
    python = Path(value(name, "ExecStart").split()[0]).with_name("python")
    words, how = started(image, name, python, "-c", ASKED_FOR)
    assert inside(image, *words, **how).stdout.splitlines() == [
        USER.split(":")[0],
        "Address family not supported by protocol",
        "Operation not permitted",
        "Operation not permitted",
        "-1",
        "Read-only file system",
        "done",
    ]


@pytest.mark.slow
def test_the_timer_makes_what_is_due_in_its_sandbox(image, home):
    outcome = run(image, MAKE)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "", "")
    [feed] = home.glob("output/daily/feed.xml")
    before = feed.stat().st_mtime_ns
    outcome = run(image, MAKE)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert feed.stat().st_mtime_ns == before


@pytest.mark.slow
@pytest.mark.parametrize("name", [SERVE, MAKE])
def test_a_bad_configuration_is_not_tried_again(image, home, name):
    (home / "tingbao.toml").write_text("[service]\ncolour = 3\n", "utf-8")
    outcome = run(image, name)
    assert outcome.returncode == int(value(SERVE, "RestartPreventExitStatus"))
    assert "colour" in outcome.stderr
    assert str(outcome.returncode) not in value(MAKE, "SuccessExitStatus").split()


@pytest.mark.slow
def test_the_service_lives_in_its_sandbox(image, home, tmp_path):
    words, how = started(image, SERVE, *value(SERVE, "ExecStart").split())
    [port] = re.findall(r"port = (\d+)", (home / "tingbao.toml").read_text("utf-8"))
    log = tmp_path / "log"
    with log.open("w") as file:
        service = subprocess.Popen(command(image, *words, **how), env=surroundings(), stderr=file)
    said = lambda: log.read_text("utf-8")  # noqa: E731
    try:
        wait_for(lambda: (home / "output/daily/feed.xml").exists() or service.poll() is not None, said)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/daily/feed.xml", timeout=30) as answer:
            assert answer.read().startswith(b"<?xml")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=30) as answer:
            assert answer.status == 200
        subprocess.run(value(SERVE, "ExecReload").replace("$MAINPID", str(service.pid)).split(), check=True)
        wait_for(lambda: "config taken up" in said(), said)
        service.terminate()
        assert service.wait(float(value(SERVE, "TimeoutStopSec"))) in (0, -signal.SIGTERM), said()
    finally:
        service.kill()
        service.wait()
