"""A wheel does what the checkout does: built, installed where nothing else is, and used from another folder."""

import hashlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SEEDS

pytestmark = pytest.mark.slow
PAGE = SEEDS / "2026-03-21-A01.txt"
BUILD = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-build-isolation")


def build(source, folder):
    subprocess.run([*BUILD, "-q", "--no-index", "-w", folder, source], check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    return wheel


def under_version_control(*folders):
    """The files that are, or would be with `git add .`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if (ROOT / name).is_file()]


def requirements():
    """The names of the packages that an installation gets, without those of development."""
    return re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)


def lend(names, site):
    """Links the installed packages of those names, and no others, into another environment."""
    for name in names:
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:  # for another Python or another system
            continue
        for top in {file.parts[0] for file in package.files} - {"..", "__pycache__"}:
            if not (site / top).exists():
                (site / top).symlink_to(package.locate_file(top))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """What is under version control, and a model of the user's own."""
    copy = tmp_path_factory.mktemp("checkout") / "tingbao"
    for name in under_version_control():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    (copy / "voices/models/big").mkdir(parents=True)
    (copy / "voices/models/big/model.onnx").write_bytes(b"a model")
    return copy


@pytest.fixture(scope="module")
def wheel(checkout, tmp_path_factory):
    return build(checkout, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The `bin` of an environment that holds the wheel, what it requires, and nothing else."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    [site] = home.glob("lib/python*/site-packages")
    lend(requirements(), site)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", home / "bin/python")
    subprocess.run([*pip, "install", "-q", "--no-deps", "--no-index", wheel], check=True, capture_output=True)
    return home / "bin"


def call(program, *words, folder, **given):
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "TINGBAO"))}
    return subprocess.run([*program, *words], cwd=folder, env=env, capture_output=True, text=True, **given)


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_wheel_holds_every_file_of_the_package_and_no_other(wheel):
    expected = {
        re.sub("^voices/", "service/shipped/voices/", name) for name in under_version_control("service", "voices")
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == expected


def test_the_licences_travel_with_it(wheel):
    held = {name.split(".dist-info/licenses/")[-1] for name in zipfile.ZipFile(wheel).namelist()}
    assert {"LICENSE", "NOTICE.md"} <= held


def test_a_wheel_of_the_source_archive_is_the_same(wheel, tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [archive] = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        opened.extractall(tmp_path / "source", filter="data")
    [source] = (tmp_path / "source").iterdir()
    (tmp_path / "again").mkdir()
    again = zipfile.ZipFile(build(source, tmp_path / "again"))
    first = zipfile.ZipFile(wheel)
    assert {name: again.read(name) for name in again.namelist()} == {
        name: first.read(name) for name in first.namelist()
    }


def test_the_checkout_is_out_of_its_reach(installed, tmp_path):
    code = "import service, sys; print(service.__file__, *sys.path, sep='\\n')"
    found = call([installed / "python"], "-c", code, folder=tmp_path).stdout.split()
    assert Path(found[0]).is_relative_to(installed.parent)
    assert not [path for path in found[1:] if Path(path).is_relative_to(ROOT)]


def test_it_is_the_same_version_of_the_code(installed, checkout):
    code = "from service.core import shipped_files; print(shipped_files.code_version())"
    versions = [
        call([installed / "python"], "-c", code, folder=folder).stdout for folder in (checkout.parent, checkout)
    ]
    assert versions[0] == versions[1] != ""


def test_an_episode_has_the_same_bytes(installed, tmp_path):
    words = ("make", "page.txt", "--engine", "espeak", "--length", "40s", "--date", "2026-03-21")
    made = []
    for name, program in (("wheel", [installed / "tingbao"]), ("checkout", [sys.executable, "-m", "service.cli"])):
        folder = tmp_path / name
        folder.mkdir()
        shutil.copy(PAGE, folder / "page.txt")
        outcome = call(program, *words, folder=folder)
        assert outcome.returncode == 0, outcome.stderr
        made.append(tree(folder / "output"))
    assert made[0] == made[1]
    assert {"cover.png", "feed.xml", "index.html"} <= {name.split("/")[-1] for name in made[0]}


def test_what_is_shipped_is_found(installed, tmp_path):
    voices = call([installed / "tingbao"], "voices", "list", folder=tmp_path).stdout
    assert {path.stem for path in ROOT.glob("voices/*-*.toml")} <= set(voices.split())
    speech = call([installed / "tingbao"], "inspect", "speech", folder=tmp_path, input="茌平区重庆路\n").stdout
    here = call([sys.executable, "-m", "service.cli"], "inspect", "speech", folder=tmp_path, input="茌平区重庆路\n")
    assert speech == here.stdout != ""


def test_with_nothing_to_read_it_says_what_to_do(installed, tmp_path):
    outcome = call([installed / "tingbao"], "make", folder=tmp_path)
    assert outcome.returncode == 2
    assert "seeds" in outcome.stderr
    assert "tingbao make" in outcome.stderr


def test_check_finds_the_installation_sound_but_for_the_pages(installed, tmp_path):
    outcome = call([installed / "tingbao"], "check", folder=tmp_path)
    assert outcome.returncode == 1
    assert [line.split()[1:4] for line in outcome.stdout.splitlines() if line.startswith("FAULT")] == [
        ["tingbao:", "source", "seeds:"]
    ]
