"""The program in the places where services are put: no home, no letters, no terminal, nothing writable but its own."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SEEDS

PAGE = SEEDS / "2026-03-21-A01.txt"
PROGRAM = (sys.executable, "-m", "service.cli")
MAKE = ("make", "page.txt", "--engine", "espeak", "--length", "40s", "--date", "2026-03-21")
LOCKED_DOWN = Path(__file__).with_name("locked_down.sh")
NAMESPACES = os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], capture_output=True).returncode == 0


def call(*words, shell="", folder, **environment):
    """The program with this environment alone; `shell` redirects its streams."""
    command = ["sh", "-c", f'"$@" {shell}', "sh", *PROGRAM, *words] if shell else [*PROGRAM, *words]
    env = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8")


@pytest.fixture
def folder(tmp_path):
    shutil.copy(PAGE, tmp_path / "page.txt")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("voices", "list"), marks=pytest.mark.slow),
        pytest.param(("voices", "list", "--json"), marks=pytest.mark.slow),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_full_stdout_is_one_sentence(words, folder):
    outcome = call(*words, shell=">/dev/full", folder=folder)
    assert outcome.returncode == 1
    assert outcome.stderr == "tingbao: stdout cannot be written: No space left on device; what was done stands.\n"


@pytest.mark.slow
@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_closed_stream_does_no_harm(stream, folder):
    outcome = call("init", shell=f"{stream}>&-", folder=folder)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert (folder / "tingbao.toml").read_text("utf-8").startswith("# Tingbao's settings")


@pytest.mark.slow
def test_a_reader_that_goes_away_is_no_fault(folder):
    outcome = call("voices", "list", "--json", shell="| true", folder=folder)
    assert outcome.stderr == ""


@pytest.mark.slow
def test_a_full_stderr_changes_nothing(folder):
    outcome = call(*MAKE, "--dry-run", "--json", shell="2>/dev/full", folder=folder)
    assert outcome.returncode == 0
    assert json.loads(outcome.stdout)["status"] == "planned"


@pytest.mark.parametrize(
    "encoding",
    ["ascii", pytest.param("latin-1", marks=pytest.mark.slow), pytest.param("gb18030", marks=pytest.mark.slow)],
)
def test_json_is_json_whatever_the_encoding_of_the_terminal(encoding, folder):
    command = [*PROGRAM, "voices", "list", "--json"]
    env = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding}
    said = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=True).stdout
    assert "晓晓" in [voice["speaker"] for voice in json.loads(said.decode("utf-8"))]


@pytest.mark.slow
@pytest.mark.parametrize("locale", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "xx_YY.nothing"}], ids=str)
def test_an_episode_without_home_and_locale(locale, folder):
    outcome = call(*MAKE, "--json", folder=folder, **locale)
    assert outcome.returncode == 0, outcome.stderr
    assert "盂" in outcome.stdout or "青" in outcome.stdout
    assert json.loads(outcome.stdout)["status"] == "made"


@pytest.mark.slow
@pytest.mark.parametrize("mode", [None, 0o700])
def test_under_a_private_umask_the_folders_mode_says_who_reads_what_is_published(folder, mode):
    """A folder that the run makes is open, since a web server is another user; the state stays private."""
    output = folder / "output"
    if mode:
        output.mkdir()
        output.chmod(mode)
    command = ["sh", "-c", 'umask 077; exec "$@"', "sh", *PROGRAM, *MAKE]
    env = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    published, private = list(output.rglob("*")), list((folder / ".tingbao").rglob("*"))
    assert published
    assert private
    others = {stat.S_IMODE(path.stat().st_mode) & 0o055 for path in published}
    assert others == ({0} if mode else {0o044, 0o055})
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in private} == {0}


@pytest.fixture
def locked_down():
    """Calls the program as a user without rights, on a file system where one folder can be written."""
    if not NAMESPACES:
        pytest.skip("mount namespaces need root's rights")
    base, code = Path(sys.base_prefix), ROOT
    closed = [p for each in (base, code) for p in reversed(each.parents) if not p.stat().st_mode & stat.S_IXOTH]

    def run(*words, **environment):
        given = [f"{name}={value}" for name, value in ({"PATH": os.defpath} | environment).items()]
        command = ["unshare", "-m", "sh", LOCKED_DOWN, data, closed[0] if closed else "", *given, *words]
        env = {**os.environ, "BASE": str(base), "CODE": str(code)}
        return subprocess.run(list(map(str, command)), env=env, capture_output=True, text=True)

    with tempfile.TemporaryDirectory() as folder:  # pytest's own are shut to nobody by each pytest that starts
        Path(folder).chmod(0o755)
        data = Path(folder, "data")
        data.mkdir()
        shutil.copy(PAGE, data / "page.txt")
        shutil.chown(data, "nobody")
        yield run, data


@pytest.mark.slow
def test_the_lock_down_locks_down(locked_down):
    run, data = locked_down
    outcome = run("sh", "-c", f"id -un; touch {ROOT}/locked-down /tmp/locked-down /locked-down; touch mine")
    assert outcome.stdout == "nobody\n"
    assert outcome.stderr.count("cannot touch") == 3
    assert (data / "mine").exists()


@pytest.mark.slow
def test_an_episode_by_nobody_on_a_read_only_machine(locked_down):
    run, data = locked_down
    settings = {"TINGBAO_OUTPUT": data / "out", "TINGBAO_STATE": data / "state", "PYTHONPATH": ROOT}
    outcome = run(*PROGRAM, *map(str, MAKE), **settings)
    assert outcome.returncode == 0, outcome.stderr
    assert (data / "out/tingbao/feed.xml").is_file()
    assert (data / "state/clips").is_dir()


@pytest.mark.slow
def test_an_episode_from_a_folder_that_cannot_be_written(locked_down):
    run, data = locked_down
    settings = {"TINGBAO_OUTPUT": data / "out", "TINGBAO_STATE": data / "state", "PYTHONPATH": ROOT}
    page = f'cd / && exec "$@" {data}/page.txt --length 40s --engine espeak'
    outcome = run("sh", "-c", page, "sh", *PROGRAM, "make", **settings)
    assert outcome.returncode == 0, outcome.stderr
    (data / "tingbao.toml").write_text('[[show]]\nsources = ["page.txt"]\nlength = "45s"\nengine = "espeak"', "utf-8")
    outcome = run(
        "sh",
        "-c",
        f'cd / && exec "$@" --config {data}/tingbao.toml --date 2026-03-21',
        "sh",
        *PROGRAM,
        "make",
        PYTHONPATH=ROOT,
    )
    assert outcome.returncode == 0, outcome.stderr
    assert (data / "output/tingbao/feed.xml").is_file()


@pytest.mark.slow
def test_where_nothing_can_be_written_it_says_so(locked_down):
    run, data = locked_down
    outcome = run("sh", "-c", f'cd / && exec "$@" {data}/page.txt', "sh", *PROGRAM, "make", PYTHONPATH=ROOT)
    assert outcome.returncode == 1
    [sentence] = outcome.stderr.splitlines()
    assert "cannot be written" in sentence
    assert ".tingbao" in sentence
