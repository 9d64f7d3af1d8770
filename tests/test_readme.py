"""What README and docs/ name is there: commands, settings, engines, files. Both languages keep step."""

import re
import tomllib
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner

from service.core import messages
from tests.support.paths import ROOT
from tests.support.tables import every_row

CHINESE = ".zh-CN.md"
DOCUMENTS = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
"""All that people read."""
TRANSLATED = [path for path in DOCUMENTS if path.name == "README.md" or path.parent == ROOT / "docs"]
PAIRS = [path for path in TRANSLATED if not path.name.endswith(CHINESE)]
"""The English pages that have a Chinese counterpart."""
ENGLISH = [path for path in DOCUMENTS if not path.name.endswith(CHINESE) and path.name != "NOTICE.md"]
README = (ROOT / "README.md").read_text("utf-8")
EVERYTHING = "\n".join(path.read_text("utf-8") for path in ENGLISH)
TASKS = set(re.findall(r"^([a-z]+)\)$", (ROOT / "run").read_text("utf-8"), re.MULTILINE))
DRAWING = r"^```.*?^```"
LONGEST = 160
"""Lines of the README."""
WORDS = 30
"""The most that a sentence may have."""


def page(name):
    return (ROOT / "docs" / name).read_text("utf-8")


def short(path):
    return str(path.relative_to(ROOT))


def rows(text):
    """The cells of every row of every table, without heads and rules."""
    lines = text.splitlines()
    tables = [number for number, line in enumerate(lines) if re.fullmatch(r"\|[-|]+\|", line)]
    found = []
    for number in tables:
        for line in lines[number + 1 :]:
            if not line.startswith("|"):
                break
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


# Commands


def command(words):
    """The command that these words name, and the words left over."""
    from service.cli import app

    found: Any = typer.main.get_command(app)
    words = list(words)
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]
    return found, words


def calls():
    """Every line of the English pages that calls the program: `./run task ...` and `tingbao ...`."""
    lines = re.findall(r"^ {4}(?:echo .* \| )?(\./run [^|#\n]*)", EVERYTHING, re.MULTILINE)
    lines += re.findall(r"`((?:tingbao|\./run) [^`]*)`", EVERYTHING)
    return sorted({re.sub(r"\s+", " ", line.strip()) for line in lines})


def test_there_are_calls_to_check():
    assert len(calls()) > 40


@every_row("line", calls())
def test_a_call_of_the_documents_can_be_made(line):
    words = line.split()
    if words[0] == "./run":
        assert words[1] in TASKS
        words = {"briefing": ["make"], "serve": ["serve"], "tingbao": []}.get(words[1], [""]) + words[2:]
        if words[:1] == [""]:
            return
    else:
        words = words[1:]
    found, rest = command(words)
    assert found.name in words or not words
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known | {"--help"}


def test_every_command_is_in_the_readme():
    from service.cli import app

    tree: Any = typer.main.get_command(app)
    names = {f"tingbao {name}" for name in tree.commands}
    assert {name for name in names if name not in README} == set()


def test_every_command_of_a_group_is_in_some_page():
    from service.cli import app

    tree: Any = typer.main.get_command(app)
    groups = {group: getattr(found, "commands", ()) for group, found in tree.commands.items()}
    names = {f"tingbao {group} {name}" for group in groups for name in groups[group]}
    assert names
    assert {name for name in names if name not in EVERYTHING} == set()


def test_every_task_is_in_the_documents():
    assert {task for task in TASKS if f"./run {task}" not in EVERYTHING} == set()


# Settings, engines, codes, addresses


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """What `tingbao init` writes: (section, key) -> its default as people write it."""
    from service.cli import app

    path = tmp_path_factory.mktemp("init") / "tingbao.toml"
    assert CliRunner().invoke(app, ["init", str(path)]).exit_code == 0
    section, found = "", {}
    for line in path.read_text("utf-8").splitlines():
        if head := re.fullmatch(r"\[+([a-z.]+)\]+", line):
            section = head[1]
        elif section and (key := re.fullmatch(r"# ([a-z_0-9]+) = (.*)", line)):
            found[section, key[1]] = key[2]
    return found


@pytest.mark.parametrize("language", ["", ".zh-CN"])
def test_every_setting_is_documented_with_its_default(template, language):
    documented: dict[tuple[str, str], str] = {}
    for part in re.split(r"^## ", page(f"configuration{language}.md"), flags=re.MULTILINE):
        if head := re.match(r"\[+([a-z.]+)\]+$", part, re.MULTILINE):
            documented |= {(head[1], key.strip("`")): default.strip("`") for key, default, _ in rows(part)}
    assert documented == template


def test_the_template_has_every_setting(template):
    from service import settings
    from service.core import show_settings

    models: dict[str, Any] = {
        "service": settings.ServiceSettings,
        "show": show_settings.ShowSettings,
        "show.llm": show_settings.ModelSettings,
        "show.interests": show_settings.InterestSettings,
    }
    names = {(section, name) for section, model in models.items() for name in model.model_fields}
    assert {(section, name) for section, name in names if f"{section}.{name}" not in models} == set(template)


@every_row("name", ["README.md", "README.zh-CN.md", "docs/voices.md", "docs/voices.zh-CN.md"])
def test_every_engine_is_documented(name):
    from service.speech.engines import ENGINES

    named = {row[0].strip("`") for row in rows((ROOT / name).read_text("utf-8")) if len(row) >= 4}
    assert named == set(ENGINES)


def test_the_exit_codes_are_those_of_the_errors():
    from service import cli, errors

    kinds = {each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Exception)}
    codes = {str(each.exit_code) for each in kinds if hasattr(each, "exit_code")}
    exits = page("operations.md").split("## Exit codes")[1]
    assert {row[0] for row in rows(exits)} == codes | {"0", *map(str, cli.STOPPED)}


def test_the_service_has_the_addresses_of_its_page():
    from service.settings import RESERVED_PATHS

    named = {row[0].strip("`").split("/")[1] for row in rows(page("operations.md")) if row[0].startswith("`/")}
    assert named == set(RESERVED_PATHS)


def test_variables_of_the_environment_are_read_by_the_program(template):
    from service.core import log

    code = "\n".join(path.read_text("utf-8") for path in (ROOT / "service").rglob("*.py"))
    settings = {f"TINGBAO_{name.upper()}" for section, name in template if section == "service"}
    named = set(re.findall(r"TINGBAO_[A-Z_]+", EVERYTHING)) - settings
    assert "TINGBAO_TOKEN" in named
    assert {name for name in named if name not in code and not log.is_secret(name)} == set()


def test_extras_are_those_of_the_package():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(re.findall(r"'\.\[(\w+)\]'", EVERYTHING)) == set(extras) - {"dev"}


def test_the_schedule_by_cron_is_the_same_in_both_places():
    lines = re.findall(r"^ {4}\*/5 .*$", EVERYTHING, re.MULTILINE)
    assert len(lines) == 2
    assert len(set(lines)) == 1


# Files


@every_row("path", [*DOCUMENTS, *sorted(ROOT.glob("*/README.md"))], ids=short)
def test_linked_files_are_there(path):
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def anchors(path):
    """The names by which a page's headings are linked: without marks, blanks as hyphens."""
    heads = re.findall(r"^#+ (.*)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@every_row("path", DOCUMENTS, ids=short)
def test_linked_headings_are_there(path):
    links = re.findall(r"\]\(([^):]*)#([^)]+)\)", path.read_text("utf-8"))
    there = [(file, head) for file, head in links if head in anchors(path.parent / file if file else path)]
    assert there == links


def test_every_page_can_be_reached_from_the_readme():
    assert [short(path) for path in ENGLISH if path.name != "README.md" and f"({short(path)})" not in README] == []


def test_the_layout_is_as_drawn():
    drawn = [row for row in rows(page("architecture.md")) if row[0].startswith("`service/")]
    folders = {row[0].strip("`").rstrip("/") for row in drawn}
    there = {short(path) for path in (ROOT / "service").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == there | {"service"}
    modules = {row[0].strip("`") + name for row in drawn for name in re.findall(r"`(\w+)`", row[2])}
    assert {name for name in modules if not (ROOT / f"{name}.py").exists() and not (ROOT / name).is_dir()} == set()


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_files_that_are_named_are_there(name):
    named = set(re.findall(r"`((?:service|tests|voices|docs|seeds)/[\w./-]*)`", (ROOT / name).read_text("utf-8")))
    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_modules_on_the_paths_of_the_drawing_are_there():
    text = page("architecture.md")
    drawn = re.findall(r"\b((?:sources|editing|pipeline|speech|audio|publishing|runs|web)/\w+)", text)
    modules = {name for name in drawn if f"service/{name}" not in text}
    assert len(modules) > 15
    there = {name for name in modules if (ROOT / f"service/{name}.py").exists() or (ROOT / "service" / name).is_dir()}
    assert modules - there == set()


# Two languages, and plain words


def test_the_readme_is_short():
    assert len(README.splitlines()) <= LONGEST


def outline(text, said=str):
    """What both languages must have in common: levels of headings, code, drawings, files, the shape of tables.

    `said`: a sentence of the program in code, as the other page has it.
    """
    links = re.findall(r"\]\(([^)#]+)\)", text)
    plain = re.sub(DRAWING, "", text, flags=re.MULTILINE | re.DOTALL)
    return {
        "headings": re.findall(r"^(#+) ", text, re.MULTILINE),
        "code": re.findall(r"^ {4}\S.*$", text, re.MULTILINE),
        "drawings": re.findall(DRAWING, text, re.MULTILINE | re.DOTALL),
        "files": sorted(link.replace(CHINESE, ".md") for link in links),
        "rows": [line.count("|") for line in text.splitlines() if line.startswith("|")],
        "notes": len(re.findall(r"^- ", text, re.MULTILINE)),
        "names": sorted({said(name) for name in re.findall(r"`([^`]+)`", plain)}),
    }


def in_chinese(name):
    """What the program says there to who reads Chinese; a name that it does not say stays."""
    return messages.in_language(name, "zh")


@every_row("path", PAIRS, ids=short)
def test_the_chinese_page_is_in_step(path):
    english, chinese = (each.read_text("utf-8") for each in (path, path.with_suffix(CHINESE)))
    quoted = set(re.findall(r"`([^`]+)`", english)) - set(re.findall(r"`([^`]+)`", chinese))
    assert outline(chinese) == outline(english, lambda name: in_chinese(name) if name in quoted else name)
    assert f"]({path.with_suffix(CHINESE).name})" in english
    assert f"]({path.name})" in chinese


def test_no_chinese_page_stands_alone():
    alone = [path for path in TRANSLATED if path.name.endswith(CHINESE) and not english_of(path).exists()]
    assert alone == []


def english_of(path):
    return path.with_name(path.name.replace(CHINESE, ".md"))


def sentences(text):
    """The sentences of a page, each with code and links as one word each."""
    text = re.sub(DRAWING, "", text, flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"^ {4}\S.*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(?:#+ .*|\|[-|]+\|)$", "", text, flags=re.MULTILINE)
    text = re.sub(r"`[^`]+`", "code", text)
    text = re.sub(r"!?\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"^\|(.*)\|$", lambda row: "\n\n".join(row[1].split("|")), text, flags=re.MULTILINE)
    for part in re.split(r"\n\s*\n|^ *- ", text, flags=re.MULTILINE):
        yield from re.split(r"(?<=[.!?])(?:\*\*|[)\"”])?\s+", " ".join(part.split()))


def test_a_sentence_is_found_between_code_and_tables():
    text = "# A head\n\nOne `a b c` [two](x). Three\n\n    code\n\n| four | five |\n|---|---|\n\n- Six.\n- Seven?"
    assert [each for each in sentences(text) if each] == ["One code two.", "Three", "four", "five", "Six.", "Seven?"]


@every_row("path", ENGLISH, ids=short)
def test_no_sentence_is_long(path):
    counted = {each: len(each.split()) for each in sentences(path.read_text("utf-8"))}
    assert {sentence: count for sentence, count in counted.items() if count > WORDS} == {}
