"""Readings set by hand, character by character: everyday polyphones, places, persons, broadcast news."""

from __future__ import annotations

import json
import re

import pytest

from service.language import traditional
from service.speech.pronunciation import Pronouncer
from tests.support.paths import ROOT, SHARED
from tests.support.tables import thinned

DATA = ROOT / "tests" / "data" / "pronunciation"


def marked(line: str) -> tuple[str, list[tuple[int, str]]]:
    """`银[行]hang2` as the text 银行 and its marks: (index, pinyin)."""
    text, marks = "", []
    for match in re.finditer(r"\[(.)\]([a-z]+[1-5])|(.)", line):
        if match[1]:
            marks.append((len(text), match[2]))
        text += match[1] or match[3]
    return text, marks


def missed(pronouncer: Pronouncer, text: str, marks: list[tuple[int, str]]) -> list[str]:
    readings = pronouncer.read(traditional.simplified(text) if traditional.is_traditional(text) else text)
    found = [(place, gold, readings[place]) for place, gold in marks]
    return [
        f"{text[max(0, place - 5) : place]}[{text[place]}]{text[place + 1 : place + 6]}: {gold}, read {reading}"
        for place, gold, reading in found
        if reading is None or reading.pinyin != gold
    ]


@pytest.mark.parametrize(
    ("name", "share"), thinned([("places", 0.99), ("everyday", 0.98), ("persons", 0.98), ("kinds", 0.97)], 2)
)
def test_sentences_are_read_as_marked(pronouncer: Pronouncer, name: str, share: float) -> None:
    lines = (DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    sentences = [marked(line) for line in lines if not line.startswith("#")]
    asked = sum(len(marks) for _, marks in sentences)
    wrong = [fault for text, marks in sentences for fault in missed(pronouncer, text, marks)]
    assert asked > 150
    assert len(wrong) <= (1 - share) * asked, "\n".join(wrong)


@pytest.mark.slow
def test_broadcast_news_is_read_as_set(pronouncer: Pronouncer) -> None:
    source = SHARED / "bench" / "xwlb_dev.jsonl"
    if not source.exists():
        pytest.skip("the development sets are not beside this repository")
    broadcasts = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    wrong, rows = [], (DATA / "broadcasts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [row for row in rows if not row.startswith("#")]
    for row in rows:
        record, article, offset, gold = row.split("\t")
        body = broadcasts[int(record)]["articles"][int(article)]["body"]
        start = max(body.rfind(mark, 0, int(offset)) for mark in "。\n") + 1
        end = body.find("。", int(offset)) % (len(body) + 1)
        wrong += missed(pronouncer, body[start:end], [(int(offset) - start, gold)])
    assert len(wrong) <= 0.02 * len(rows), "\n".join(wrong)


def test_every_han_character_has_a_reading_and_nothing_else_has(pronouncer: Pronouncer) -> None:
    text = "茌平ABC，野家〇㐖，PM2.5！着了"
    readings = pronouncer.read(text)
    assert len(readings) == len(text)
    assert [char for char, reading in zip(text, readings, strict=True) if reading is None] == list("ABC，，PM2.5！")
    assert all(re.fullmatch(r"[a-z]+[1-5]", reading.pinyin) for reading in readings if reading)


def test_readings_are_those_before_sandhi(pronouncer: Pronouncer) -> None:
    assert [reading.pinyin for reading in pronouncer.read("一个不是一样") if reading] == [
        "yi1", "ge4", "bu4", "shi4", "yi1", "yang4",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("茌平区", "gazetteer"),
        ("记者解晓明", "surname"),
        ("银行", "word"),
        ("他必须得走", "context"),
        ("天", "single"),
    ],
)
def test_the_rule_is_named(pronouncer: Pronouncer, text: str, rule: str) -> None:
    assert rule in {reading.rule for reading in pronouncer.read(text) if reading}


def test_reading_twice_gives_the_same(pronouncer: Pronouncer) -> None:
    text = "他藏在山里的那把锤子重得很，乐得直转圈。"
    assert pronouncer.read(text) == pronouncer.read(text) == Pronouncer().read(text)
    assert pronouncer.read("") == ()


@pytest.mark.parametrize(
    "line",
    [
        "卖[得]de5[了]liao3高价。",
        "这车装[得]de5[了]liao3三吨货。",
        "谁受[得]de5[了]liao3？",
        "他获[得]de2[了]le5冠军。",
        "孩子[得]de2[了]le5流感。",
        "他懂[得]de5[了]le5道理。",
        "疼得不[得]de2[了]liao3。",
    ],
)
def test_what_can_be_done_is_told_from_what_was_gained(pronouncer: Pronouncer, line: str) -> None:
    assert missed(pronouncer, *marked(line)) == []
