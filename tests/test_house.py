"""The house stands as drawn: who may import whom, and how light the command line is."""

import ast
import functools
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

STAGES = ("sources", "editing", "speech", "audio", "publishing")
FOUNDATION = {"service.model", "service.errors", "service.core", "service.language", "service.storage"}
OUTER = {"cli", "commands", "web"}


@functools.cache
def imports(path: Path) -> set[str]:
    """The project's modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("service")}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / "service" / folder).rglob("*.py"))


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_itself_and_the_foundation(stage):
    assert modules(stage)
    for path in modules(stage):
        own = {name for name in imports(path) if name.startswith(f"service.{stage}")}
        strange = {
            name
            for name in imports(path) - own - {"service"}
            if not any(name == base or name.startswith(f"{base}.") for base in FOUNDATION)
        }
        assert not strange, f"{path.relative_to(ROOT)} imports {sorted(strange)}"


@pytest.mark.parametrize(
    ("part", "below"),
    [
        ("core", {"service.errors", "service.model"}),
        ("storage", {"service.errors", "service.model", "service.core"}),
        ("settings.py", {"service.errors", "service.model", "service.core", "service.storage"}),
    ],
)
def test_the_configuration_and_what_is_below_it_import_no_stage(part, below):
    path = ROOT / "service" / part
    own = f"service.{part.removesuffix('.py')}"
    for file in [path] if path.is_file() else modules(part):
        strange = {
            name
            for name in imports(file) - {"service"}
            if not any(name == base or name.startswith(f"{base}.") for base in below | {own})
        }
        assert not strange, f"{file.relative_to(ROOT)} imports {sorted(strange)}"


def test_only_the_outer_ring_imports_the_outer_ring():
    for path in (ROOT / "service").rglob("*.py"):
        inside = path.relative_to(ROOT / "service").parts[0].removesuffix(".py")
        if inside not in OUTER:
            strange = {name for name in imports(path) if len(name.split(".")) > 1 and name.split(".")[1] in OUTER}
            assert not strange, f"{path.relative_to(ROOT)} imports {sorted(strange)}"


def test_the_model_needs_only_the_standard_library():
    tree = ast.parse((ROOT / "service" / "model.py").read_text("utf-8"))
    names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_importing_the_command_line_loads_nothing_heavy():
    heavy = (
        "botocore",
        "dask",
        "distributed",
        "numpy",
        "pydantic",
        "lxml",
        "feedgen",
        "PIL",
        "pydub",
        "wetext",
        "starlette",
        "httpx",
        "trafilatura",
        "jinja2",
        "rich",
    )
    code = f"import sys, service.cli; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


@pytest.mark.parametrize(
    "words", [["--help"], pytest.param(["make", "--help"], marks=pytest.mark.slow), ["episodes", "list"]]
)
def test_without_a_bucket_nothing_of_it_is_loaded(words, tmp_path):
    """The extra is installed here; `episodes list` opens the storage, a folder."""
    code = (
        "import atexit, sys; from service import cli\n"
        "atexit.register(lambda: print('loaded:', *{name.split('.')[0] for name in sys.modules} & {'botocore'}))\n"
        f"sys.argv = ['tingbao', *{words!r}]; cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "loaded:"


def test_a_bucket_without_the_extra_is_one_sentence(tmp_path):
    code = (
        "import sys; sys.modules['botocore'] = None; from service import cli\n"
        "sys.argv = ['tingbao', 'episodes', 'list']; cli.main()"
    )
    environment = {"PYTHONPATH": str(ROOT), "TINGBAO_OUTPUT": "s3://pods/daily", "AWS_ACCESS_KEY_ID": "k"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "tingbao: s3://pods/daily needs the package botocore: pip install 'tingbao[s3]'.\n"
