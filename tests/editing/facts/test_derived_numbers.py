"""Numbers that are worked out from two of the source."""

import pytest

from service.editing.facts import number_claims, source_alignment

SOURCE = "污水厂日处理能力由5万吨提高到8万吨。甲得票率41.8%，乙得票率38.5%。机器23台，其中14台新装。"


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(text)
    return [fault.claim for fault in number_claims.faults(said, passage.origins(said.grams), passage)]


@pytest.mark.parametrize(
    "text",
    [
        "污水厂日处理能力提高了三万吨。",
        "甲乙得票率相差三点三个百分点。",
        "机器过半新装，其余9台照旧。",
        "机器六成多新装。",
    ],
)
def test_sums_differences_and_shares_pass(text):
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("污水厂日处理能力提高了四万吨。", "四万吨"),
        ("污水厂日处理能力为三万吨。", "三万吨"),
        ("甲乙得票率相差四点三个百分点。", "四点三个百分点"),
        ("机器七成多新装。", "七成"),
    ],
)
def test_a_wrong_result_and_one_that_is_told_as_no_result_are_named(text, claim):
    assert claim in faults(text)
