"""The house stands as drawn: who may import whom, and how light the command line is."""

import ast
import collections
import functools
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.made_episode import MAKE
from tests.support.paths import ROOT
from tests.support.tables import every_row

STAGES = ("sources", "editing", "speech", "audio", "publishing")
FOUNDATION = {"service.model", "service.errors", "service.core", "service.language", "service.storage"}
OUTER = {"cli", "commands", "web"}


@functools.cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all that a module is made of."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@functools.cache
def imports(path: Path) -> set[str]:
    """The project's modules that a file imports, wherever in it."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.startswith("service")}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / "service" / folder).rglob("*.py"))


@every_row("stage", STAGES)
def test_a_stage_imports_only_itself_and_the_foundation(stage):
    assert modules(stage)
    for path in modules(stage):
        own = {name for name in imports(path) if name.startswith(f"service.{stage}")}
        strange = {
            name
            for name in imports(path) - own - {"service"}
            if not any(name == base or name.startswith(f"{base}.") for base in FOUNDATION)
            or name.startswith("service.core.show_settings")
        }
        assert not strange, f"{path.relative_to(ROOT)} imports {sorted(strange)}"


@pytest.mark.parametrize(
    ("part", "below"),
    [
        ("core", {"service.errors", "service.model", "service.language"}),
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
        "opencc",
        "starlette",
        "httpx",
        "trafilatura",
        "jinja2",
        "rich",
    )
    code = f"import sys, service.cli; print([name for name in {heavy!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"


def test_a_run_of_which_nothing_has_changed_loads_nothing_of_what_reads_pages_edits_and_speaks(made_episode, tmp_path):
    """A show that looks for news every hour mostly finds none."""
    made_episode.copy_to(tmp_path)
    code = (
        "import atexit, sys; from service import cli\n"
        f"atexit.register(lambda: print(*sys.modules)); sys.argv = ['tingbao', *{MAKE!r}]; cli.main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert '"status": "unchanged"' in done.stdout, done.stderr
    loaded = set(done.stdout.splitlines()[-1].split())
    work = {
        "service.sources.newspaper",
        "service.pipeline.stages",
        "service.speech.synthesizer",
        "service.audio",
        "numpy",
    }
    light = {
        f"service.editing.{name}"
        for name in ("article_day", "edit_limits", "editors_hand", "genre_names", "nearest_dates", "page_names")
    }
    assert {name for name in loaded if name.startswith("service.editing.")} == light
    assert loaded & {*work, "lameenc", "soxr", "pydub", "PIL", "pypinyin", "g2pM", "opencc", "trafilatura"} == set()


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["--help"], marks=pytest.mark.slow),
        pytest.param(["make", "--help"], marks=pytest.mark.slow),
        ["episodes", "list"],
    ],
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


@pytest.mark.slow
def test_a_bucket_without_the_extra_is_one_sentence(tmp_path):
    code = (
        "import sys; sys.modules['botocore'] = None; from service import cli\n"
        "sys.argv = ['tingbao', 'episodes', 'list']; cli.main()"
    )
    environment = {"PYTHONPATH": str(ROOT), "TINGBAO_OUTPUT": "s3://pods/daily", "AWS_ACCESS_KEY_ID": "k"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == "tingbao: s3://pods/daily needs the package botocore: pip install 'tingbao[s3]'.\n"


LAYERS = (
    {"cli", "commands"},
    {"web"},
    {"runs"},
    {"pipeline", "briefing", "audience"},
    {"executors", "settings"},
    {*STAGES},
    {"storage", "core"},
    {"language"},
    {"model", "errors"},
)
"""Rooms (and files at the root), the highest first: a room imports from its own layer and from those below it."""
UPWARD = {
    (
        "errors.py",
        "core",
    ): "an error says itself in the reader's language: `core/messages.py` imports nothing of the program",
    (
        "pipeline/episode_spec.py",
        "runs",
    ): "the shortest time between two runs stands with what decides on a due time",
}
"""Imports that lead upward, each with its reason."""
UNTESTED = {
    "speech/ear": ("test_ear.py: the process that it starts", "ear_worker"),
    "commands": (
        "test_cli.py, test_check.py, test_approval.py, test_model.py and test_restarts.py call them as a user does",
        "check_host check_settings init make serve",
    ),
    "editing/facts": (
        "test_fact_check.py: what a rule finds is only right beside the other rules",
        "known_names vocabulary",
    ),
    "editing/summary": (
        "test_nested_summaries.py: each step of choosing sentences, and the summaries that come of it",
        "feature_weights",
    ),
    "editing/wording": (
        "test_announcements.py: the day and the headlines as the presenter says them",
        "spoken_headlines",
    ),
    "executors": (
        "test_executors.py holds both to one contract",
        "dask executor",
    ),
    "runs": (
        "test_inspect_copy.py and test_copy_reader.py: values alone, as they come out of one process into another",
        "copy_report",
    ),
    "publishing": (
        "test_publish.py and test_two_publishers.py: what it writes is seen in the published show;"
        " test_feed_validator.py: values alone",
        "feed_issue show_writer",
    ),
    "sources/newspaper": (
        "test_page_reader.py and test_real_page.py: a line is only known beside the others of its page",
        "line_types",
    ),
    "speech/engines": (
        "test_edge.py: the readings it expects; test_contract.py all engines; test_openai.py what a service may do",
        "engine expected_reading speech_service",
    ),
    "speech/espeak": (
        "test_espeak.py: espeak's library needs a process of its own",
        "espeak_library espeak_worker ssml_respelling",
    ),
    "speech/kokoro": (
        "test_kokoro.py: the model speaks in a process of its own",
        "kokoro_worker",
    ),
    "speech/pronunciation": (
        "test_pronouncer.py: a reading is the outcome of all its sources",
        "person_names polyphone_model polyphone_rules",
    ),
    "speech/sherpa": (
        "test_sherpa.py: a model speaks in a process of its own",
        "model_folder model_lexicon sherpa_worker",
    ),
    "web": (
        "test_api.py, test_health.py, test_restarts.py, test_static_files.py and test_tokens.py, over HTTP",
        "app request_parts server status",
    ),
}
"""Modules without a test file of their name, by folder, and what tests them."""


def test_no_import_leads_upward():
    layer = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}
    upward = set()
    for path in modules("."):
        own = path.relative_to(ROOT / "service")
        if own.name == "__init__.py" and len(own.parts) == 1:
            continue
        for name in imports(path):
            room = name.split(".")[1] if "." in name else ""
            if room in layer and layer[room] < layer[own.parts[0].removesuffix(".py")]:
                upward.add((own.as_posix(), room))
    assert upward == set(UPWARD)


def test_each_room_has_its_layer():
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "service").iterdir() if not path.name.startswith("__")}
    assert {room for room in rooms if (ROOT / "service" / room).is_file() or modules(room)} <= set().union(*LAYERS)


def test_five_files_stand_at_the_root():
    found = {path.name for path in (ROOT / "service").glob("*.py")}
    assert found == {"__init__.py", "briefing.py", "cli.py", "errors.py", "model.py", "settings.py"}


def test_no_file_has_the_name_of_another():
    files = [path for path in (ROOT / "service").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    names = collections.Counter(path.name for path in files if path.name != "__init__.py")
    assert [name for name, times in names.items() if times > 1] == []


def test_no_class_has_the_name_of_another():
    names = collections.Counter(
        node.name for path in modules(".") for node in nodes(path) if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in names.items() if times > 1] == []


CALLED_FROM_OUTSIDE = {
    "handle_request": "httpx calls it for each request",
    "setup": "dask calls it when a plugin reaches a worker",
    "extend_ns": "feedgen asks an extension for its namespaces",
    "handleError": "logging calls it where a line cannot be written",
    "handle_exit": "uvicorn calls it at a signal",
    **dict.fromkeys(("write_dl", "write_heading", "write_text", "write_usage"), "Typer calls them to write help"),
}
"""What a library calls by its name."""


def test_nothing_is_defined_that_nothing_uses():
    """A name that stands once in all of the code is its own definition: a test alone does not make it of use."""
    kinds = {".py", ".html", ".xml", ".js", ".css"}
    files = [path for path in (ROOT / "service").rglob("*") if path.suffix in kinds]
    words = collections.Counter(word for path in files for word in re.findall(r"\w+", path.read_text("utf-8")))
    unused = set()
    for path in modules("."):
        for node in nodes(path):
            names = []
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.decorator_list:
                names = [node.name]
            elif isinstance(node, ast.Assign | ast.AnnAssign) and node.col_offset == 0:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            unused |= {name for name in names if words[name] == 1}
    assert {name for name in unused if not name.startswith("__")} == set(CALLED_FROM_OUTSIDE)


def test_each_module_has_a_test_file_of_its_name():
    """`service/a/b.py` is tested by `tests/a/test_b.py`; the list of exceptions names none that is no more."""
    without, excepted = set(), {f"{room}/{name}.py" for room, (_, names) in UNTESTED.items() for name in names.split()}
    for path in modules("."):
        own = path.relative_to(ROOT / "service")
        if path.name != "__init__.py" and not (ROOT / "tests" / own.with_name(f"test_{own.name}")).is_file():
            without.add(own.as_posix())
    assert without - excepted == set(), "write a test file of its name, or say in UNTESTED what tests it"
    assert excepted - without == set(), "take these out of UNTESTED"


def test_the_tests_that_untested_modules_name_are_there():
    known = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    for room, (reason, _) in UNTESTED.items():
        named = set(re.findall(r"test_\w+\.py", reason))
        assert named, room
        assert named <= known, room
