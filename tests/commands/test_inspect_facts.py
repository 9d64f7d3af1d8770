"""`tingbao inspect facts`: lines of JSON in, what the check says of each out."""

from __future__ import annotations

import json
from typing import Any

from typer.testing import CliRunner, Result

from service.commands.inspect import app

SOURCE = "冷链中心占地120亩，总投资7.4万元。"


def run(*lines: str) -> Result:
    return CliRunner().invoke(app, ["facts"], input="".join(f"{line}\n" for line in lines))


def row(**fields: Any) -> str:
    return json.dumps({"id": 1, "title": "冷链中心启用", "source": SOURCE} | fields, ensure_ascii=False)


def test_each_line_is_answered_with_its_faults() -> None:
    result = run(row(text="中心占地一百二十亩。"), "", row(id="b", text="中心占地130亩。"))
    assert result.exit_code == 0
    good, bad = map(json.loads, result.stdout.splitlines())
    assert good == {"id": 1, "ok": True, "faults": []}
    assert (bad["id"], bad["ok"]) == ("b", False)
    assert [(each["claim"], each["kind"]) for each in bad["faults"]] == [("130亩", "number")]
    assert set(bad["faults"][0]) == {"claim", "kind", "reason"}


def test_the_title_is_a_part_of_the_source() -> None:
    line = {"id": 1, "source": "记者在现场看到，果蔬正在入库。", "text": "柳溪镇的果蔬正在入库。"}
    ok = [json.loads(run(json.dumps(line | more)).stdout)["ok"] for more in ({}, {"title": "柳溪镇冷链中心启用"})]
    assert ok == [False, True]


def test_a_bad_line_is_named_and_the_others_go_on() -> None:
    result = run("{", row(text="中心占地130亩。"), row(text=5), row(text="中心占地120亩。"))
    assert [json.loads(line)["ok"] for line in result.stdout.splitlines()] == [False, True]
    first, second = result.stderr.splitlines()[:2]
    assert first.startswith("Line 1 of stdin: ")
    assert second.startswith("Line 3 of stdin: text: ")
    assert "2 of the lines on stdin" in str(result.exception)
