"""A story that no voice can speak is left out, and the others are told."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from service.core.standing_items import StandingItem
from service.pipeline.editor_rules import EditorRulesFile
from service.speech.engines import espeak

GOOD = (
    "# 青石路三段通车\n\n青石路第三段昨日通车，全长三公里，两岸居民出行更方便，工程投资两千万元。"
    "市交通局介绍，下一段明年动工，同时改造沿线的公交站。\n\n"
)
BAD = (
    "# 城东水厂二期完工\n\n城东水厂二期工程昨日完工，日供水能力增加到12万吨，惠及沿线六个乡镇的居民。"
    "工程去年三月动工，敷设管道38公里，新建泵站两座。\n\n"
)
MAKE = ("make", "page.md", "--date", "2026-03-22", "--length", "40s", "--engine", "espeak", "--json", "--lead", "水厂")


@pytest.fixture
def mute(monkeypatch):
    """Let the engine give no sound for what names the waterworks."""
    speak = espeak.Espeak.speak

    def spoken(self, requests):
        for index, raw in speak(self, requests):
            yield index, b"" if "水厂" in requests[index].spoken else raw

    monkeypatch.setattr(espeak.Espeak, "speak", spoken)


@pytest.mark.slow
def test_a_story_that_no_voice_can_speak_is_left_out(tingbao, mute):
    Path("page.md").write_text(BAD + GOOD, "utf-8")
    made = tingbao(*MAKE)
    assert made.code == 0
    assert [each["title"] for each in made.json["stories"]] == ["青石路三段通车"]
    (skipped,) = (each for each in made.json["skipped"] if each["title"] == "城东水厂二期完工")
    assert "cannot speak" in skipped["reason"]
    assert any(each.startswith("Left out “城东水厂二期完工”") for each in made.json["warnings"])
    manifest = json.loads(next(Path("output").glob("*/episodes/*/episode.json")).read_text("utf-8"))
    assert "水厂" not in "".join(u["written"] for s in manifest["script"]["segments"] for u in s["utterances"])


def test_a_standing_item_that_no_voice_can_speak_is_left_out(tingbao, mute, tmp_path):
    items = (StandingItem("通知", "今晚水厂检修。"), StandingItem("致谢", "感谢各位听众来信。"))
    EditorRulesFile(tmp_path / ".tingbao", "tingbao").change(lambda rules: replace(rules, items=items))
    Path("page.md").write_text(GOOD, "utf-8")
    made = tingbao(*MAKE[:-2])
    assert made.code == 0
    assert [each["title"] for each in made.json["stories"]] == ["青石路三段通车", "致谢"]
    assert any(each.startswith("Left out the standing item “通知”") for each in made.json["warnings"])


def test_the_only_story_and_a_persons_script_fail_with_the_reason(tingbao, mute):
    Path("page.md").write_text(BAD, "utf-8")
    alone = tingbao(*MAKE)
    assert alone.code == 1
    assert "cannot speak" in alone.err
    Path("page.md").write_text(BAD + GOOD, "utf-8")
    assert tingbao(*MAKE[:-3], *MAKE[-2:], "--script-out", "script.json").code == 0
    typed = tingbao("make", "--script", "script.json", "--engine", "espeak")
    assert typed.code == 1
    assert "cannot speak" in typed.err
