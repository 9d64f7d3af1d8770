"""`tingbao inspect`: what it says of articles, and where the texts of `speech` come from."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from service.commands.inspect import app


def said(*arguments: str, stdin: str = "") -> list[str]:
    result = CliRunner().invoke(app, ["speech", "--json", *arguments], input=stdin)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["spoken"] for line in result.stdout.splitlines()]


def test_texts_are_taken_as_arguments_and_from_stdin_without_any() -> None:
    assert said("净利-1.2亿元", "3月21日") == ["净利负一点二亿元", "三月二十一日"]
    assert said(stdin="净利-1.2亿元\n3月21日\n") == ["净利负一点二亿元", "三月二十一日"]


def test_each_article_says_which_file_it_is_from(tmp_path) -> None:
    (tmp_path / "A01.md").write_text(
        "# 青禾县春灌开始\n\n3月20日，青禾县十二个乡镇同时开闸放水，比去年早五天。\n", "utf-8"
    )
    shown = CliRunner().invoke(app, ["articles", str(tmp_path)]).stdout
    assert f"# 青禾县春灌开始\n  from {tmp_path}/A01.md\n" in shown
