"""Offices that a text brings in, or gives to another person."""

import pytest

from service.editing.facts import offices, source_alignment

SOURCE = """馆长周建国说，书屋下月扩建；工程师刘芳负责采购。
现任总统卡洛斯·门迪耶塔得票率41.8%，前央行行长露西亚·法贝尔得票率38.5%。
县长阮知秋说，供货商被取消资格，验收员停职。副镇长祝长庚和区长助理韦桂香也来了。协会计划六月开会。"""


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(text)
    return [fault.claim for fault in offices.faults(said, passage.origins(said.grams), passage)]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("工程师周建国说，书屋下月扩建。", "程师周建国"),
        ("前央行行长门迪耶塔得票率41.8%。", "行长门迪耶塔"),
        ("县委书记阮知秋说，供货商被取消资格。", "书记"),
        ("供货商被取消资格，校长停职。", "校长"),
        ("镇长祝长庚来了。", "镇长"),
        ("区长韦桂香来了。", "区长"),
    ],
)
def test_an_office_of_nobody_or_of_another_is_named(text, claim):
    assert faults(text) == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "馆长周建国说，书屋下月扩建。",
        "刘芳工程师负责采购。",
        "总统门迪耶塔得票率41.8%，法贝尔是前央行行长。",
        "协会计划六月开会。",
    ],
)
def test_the_offices_of_the_source_pass(text):
    assert faults(text) == []
