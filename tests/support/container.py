"""The root folder that the Dockerfile leads to, and commands inside it."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from tests.shipping.test_wheel import lend, requirements, under_version_control
from tests.support import dockerfile
from tests.support.paths import ROOT, SEEDS

BUILD, IMAGE = dockerfile.parse((ROOT / "Dockerfile").read_text("utf-8"))
SHUT_OUT = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
PACKAGES = Path(sys.prefix) / "lib"


def context():
    """The files that the builder is sent."""
    return [name for name in under_version_control() if not dockerfile.ignored(SHUT_OUT, name)]


def copy(source, target):
    """As the builder does: a file into the folder, what a folder holds into the folder."""
    for name in context():
        if name == source or name.startswith(f"{source}/"):
            to = target / (name if name == source else name.removeprefix(f"{source}/"))
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, to)


def build(root):
    """Carries the Dockerfile's steps out in that folder. Packages are linked instead of fetched."""
    root.chmod(0o755)
    environment, folder = {"PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin"}, "/"
    for word, argument in (*BUILD.steps, *IMAGE.steps):
        if word == "WORKDIR":
            folder = argument
            (root / folder[1:]).mkdir(parents=True, exist_ok=True)
        elif word == "ENV":
            for name, value in (each.split("=", 1) for each in shlex.split(argument)):
                environment[name] = value.replace("$PATH", environment["PATH"])
        elif word == "COPY" and not argument.startswith("--from"):
            *sources, target = dockerfile.words(argument)
            for source in sources:
                copy(source, root / folder[1:] / target)
        elif word == "RUN" and "--require-hashes" in argument:
            [site] = (root / "opt/tingbao").glob("lib/python*/site-packages")
            lend(requirements(), site)
        elif word == "RUN":
            outcome = inside(root, "sh", "-c", f"cd {folder} && {argument}", environment=environment)
            assert outcome.returncode == 0, outcome.stderr
    (root / "config" / "seeds").mkdir()
    shutil.copy(SEEDS / "2026-03-21-A01.txt", root / "config" / "seeds")
    shutil.rmtree(root / "src")


def command(root, *words, environment, user="0:0", writable="/"):
    """The words that run a command in that folder as its root, where all or only some folders are `writable`."""
    given = [f"{name}={value}" for name, value in environment.items()]
    script = Path(__file__).with_name("image.sh")
    return ["unshare", "-m", "sh", script, root, writable, user, "env", "-i", *given, *words]


def inside(root, *words, **how):
    return subprocess.run(command(root, *words, **how), env=surroundings(), capture_output=True, text=True)


def surroundings():
    """What `command` needs in its environment."""
    return {**os.environ, "BASE": sys.base_prefix, "PACKAGES": str(PACKAGES)}
