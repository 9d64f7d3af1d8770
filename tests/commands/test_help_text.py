"""The help of the commands, and what is wrong with a call, in Chinese."""

import re

import pytest
import typer
from rich.cells import cell_len

from service import cli
from service.commands import help_text
from tests.support.tables import every_row

CODE = re.compile(  # an example may take several lines
    r"`[^`]*`|用法：.*|例：(?s:.*)|\{[^}]*\}|https?://\S+|--?[\w-]+|\[[^]]*\]"
)


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("TINGBAO_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "80")


def _calls(command, words=()):
    yield words
    for name, inner in getattr(command, "commands", {}).items():
        yield from _calls(inner, (*words, name))


@pytest.mark.slow
def test_the_help_of_every_command_is_chinese_and_fits_the_terminal(tingbao):
    calls = list(_calls(typer.main.get_command(cli.app)))
    assert len(calls) > 50
    wrong = {}
    for words in calls:
        told = tingbao(*words, "--help")
        assert (told.code, told.err) == (0, "")
        assert told.out.startswith("用法：")
        assert "选项：" in told.out
        if english := re.findall("[A-Za-z]+ [a-z]+ [a-z]+", CODE.sub("", told.out)):
            wrong[words] = english
        if wide := [line for line in told.out.splitlines() if cell_len(line) > 80 and "例：" not in line]:
            wrong[words] = wide
    assert wrong == {}


@pytest.mark.slow
@every_row(
    ("words", "said"),
    [
        (("print",), "出错：没有 'print' 这个命令。是不是 'init'？"),
        (("make", "--lenght", "5m"), "出错：没有 --lenght 这个选项（可能是 --engine, --length）"),
        (("episodes", "show"), "出错：缺少参数 'ID'。"),
        (("serve", "--port"), "出错：选项 '--port' 后面要写一个值。"),
        (("make", "--dry-run=5"), "出错：选项 '--dry-run' 后面不能写值。"),
        (("episodes", "show", "a", "b"), "出错：多了几个参数（b）"),
    ],
)
def test_a_wrong_call_is_refused_in_chinese(words, said, tingbao):
    outcome = tingbao(*words)
    assert outcome.code == 2
    assert outcome.err.splitlines()[-1] == said
    assert not re.search("[A-Za-z]+ [a-z]+ [a-z]+", CODE.sub("", outcome.err))


def test_json_and_english_stay_as_they_were(tingbao, monkeypatch):
    chinese = tingbao("make", "--json", "--quality", "9")
    monkeypatch.setenv("TINGBAO_LANG", "en")
    english = tingbao("make", "--json", "--quality", "9")
    assert (chinese.code, chinese.out) == (english.code, english.out)
    assert english.json["error"] == "No such option: --quality (Possible options: --quiet)"
    assert english.err.startswith("Usage: ")
    assert english.err.endswith("make -h' for help.\n\nError: No such option: --quality (Possible options: --quiet)\n")
    assert "Options:\n" in tingbao("make", "--help").out


def test_a_bare_call_shows_the_help(tingbao):
    told = tingbao("episodes")
    assert told.code == 2
    assert "列出、查看、审定、打包和删除各期。" in told.err


@every_row(
    ("text", "width", "lines"),
    [
        ("一二三四五六七", 8, ["一二三四", "五六七"]),
        ("一二三四，五六七", 8, ["一二三", "四，五六", "七"]),
        ("写成 tingbao.toml 文件", 12, ["写成", "tingbao.toml", "文件"]),
        ("写“一二三四”", 6, ["写“一", "二三", "四”"]),
        ("", 8, [""]),
    ],
)
def test_lines_are_broken_by_the_cells_of_a_terminal(text, width, lines):
    assert list(help_text._lines(text, width)) == lines
