"""What a number is told per, and from which row it is."""

import pytest

from service.editing.facts import number_settings, source_alignment

PASSAGE = source_alignment.read(
    "三楼每户1.2万元，四楼1.8万元，五楼2.5万元。他算过，一年电费不到400元。大桥日均车流量约4.2万辆。"
    "石像1984年失窃，博物馆于2011年以38万美元购入，2009年以20万美元拍卖。"
)


def faults(text):
    said = source_alignment.sentence(text)
    found = number_settings.faults(said, PASSAGE.origins(said.grams), PASSAGE)
    return [(fault.claim, fault.reason) for fault in found]


@pytest.mark.parametrize(
    ("text", "claim", "reason"),
    [
        ("四楼每户出2.5万元。", "2.5万元", "the source has it in another row"),
        ("2009年博物馆花38万美元买下石像。", "38万美元", "the source has it in another row"),
        ("他算过，一个月的电费不到400元。", "400元", "the source has it of another time"),
        ("大桥的车流量一个月约4.2万辆。", "4.2万辆", "the source has it of another time"),
    ],
)
def test_another_time_and_another_row_are_named(text, claim, reason):
    assert faults(text) == [(claim, reason)]


@pytest.mark.parametrize(
    "text",
    [
        "五楼出2.5万元，四楼1.8万元。",
        "博物馆2011年花38万美元买下石像。",
        "石像值38万美元。",
        "他算过，一年的电费不到400元。",
        "大桥每天的车流量约4.2万辆。",
    ],
)
def test_the_source_s_own_time_and_row_pass(text):
    assert faults(text) == []
