"""`tingbao inspect speech`: its texts are arguments or the lines on stdin."""

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
