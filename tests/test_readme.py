"""What the README says is there is there: commands, options, files, tasks."""

import re

import pytest
import typer.main

from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")
TASKS = set(re.findall(r"^([a-z]+)\)$", (ROOT / "run").read_text("utf-8"), re.MULTILINE))


def command(words):
    """The command that these words name, and the words left over."""
    from service.cli import app

    found = typer.main.get_command(app)
    words = list(words)
    while words and words[0] in getattr(found, "commands", {}):
        found = found.commands[words.pop(0)]
    return found, words


def calls():
    """Every line of the README that calls the program: `./run task ...` and `tingbao ...`."""
    lines = re.findall(r"^ {4}(?:echo .* \| )?(\./run [^|#\n]*)", README, re.MULTILINE)
    lines += re.findall(r"`((?:tingbao|\./run) [^`]*)`", README)
    return sorted({re.sub(r"\s+", " ", line.strip()) for line in lines})


def test_there_are_calls_to_check():
    assert len(calls()) > 15


@pytest.mark.parametrize("line", calls())
def test_a_call_of_the_readme_can_be_made(line):
    words = line.split()
    if words[0] == "./run":
        assert words[1] in TASKS
        words = {"briefing": ["make"], "serve": ["serve"], "tingbao": []}.get(words[1], [""]) + words[2:]
        if words[0] == "":
            return
    else:
        words = words[1:]
    found, rest = command(words)
    assert found.name in words or not words
    known = {name for parameter in found.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word.split("=")[0] for word in rest if word.startswith("--")} <= known | {"--help"}


def test_linked_files_are_there():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_command_is_in_the_readme():
    from service.cli import app

    tree = typer.main.get_command(app)
    names = {f"tingbao {name}" for name in tree.commands}
    assert {name for name in names if name not in README} == set()


def outline(text):
    """What both languages must have in common: the levels of the headings, the code, the files, the rows of tables."""
    return {
        "headings": re.findall(r"^(#+) ", text, re.MULTILINE),
        "code": re.findall(r"^ {4}\S.*$", text, re.MULTILINE),
        "files": sorted(link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("README")),
        "rows": [line.count("|") for line in text.splitlines() if line.startswith("|")],
        "notes": len(re.findall(r"^- ", text, re.MULTILINE)),
    }


def test_the_chinese_readme_is_in_step():
    chinese = (ROOT / "README.zh-CN.md").read_text("utf-8")
    assert outline(chinese) == outline(README)
    assert set(re.findall(r"`((?:tingbao|TINGBAO_)[^`]*)`", README)) == set(
        re.findall(r"`((?:tingbao|TINGBAO_)[^`]*)`", chinese)
    )
