"""Relations of two that a text turns round."""

import pytest

from service.editing.facts import source_alignment, turned_relations

PASSAGE = source_alignment.read(
    "青年读者三年间由7%升到19%。昨晚，柳溪队凭补时进球以2比1战胜白渠队。今年的产量高于去年。"
    "苹果、葡萄产量分别增长12.4%和10.8%。今年的藕比去年贵一块。全县采茶1860吨，产值3.2亿元，同比分别增长6.1%和13.4%。"
)


def faults(text):
    said = source_alignment.sentence(text)
    found = turned_relations.faults(said, PASSAGE.origins(said.grams), PASSAGE)
    return [(fault.claim, fault.reason) for fault in found]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("青年读者三年间由19%降到7%。", "19%…7%"),
        ("昨晚，柳溪队1比2不敌白渠队。", "不敌"),
        ("昨晚，白渠队击败柳溪队。", "击败"),
        ("今年的产量低于去年。", "低于"),
        ("今年的藕比去年便宜。", "比去年便宜"),
    ],
)
def test_what_is_turned_round_is_named(text, claim):
    assert [each for each, _ in faults(text)] == [claim]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("葡萄产量增长12.4%。", ["12.4%"]),
        ("苹果、葡萄产量分别增长10.8%和12.4%。", ["10.8%", "12.4%"]),
        ("产值同比增长6.1%。", ["6.1%"]),
    ],
)
def test_a_number_of_another_thing_of_a_list_is_named(text, claims):
    assert faults(text) == [(claim, "the source has it of another there") for claim in claims]


@pytest.mark.parametrize(
    "text",
    [
        "青年读者的比例从百分之七涨到百分之十九。",
        "昨晚，柳溪队补时进球，二比一击败白渠队。",
        "昨晚，白渠队不敌柳溪队。",
        "去年的产量低于今年。",
        "今年的产量超过一千八百吨。",
        "今年的藕比去年多卖一块，贵了。",
        "苹果产量增长12.4%，葡萄增长10.8%。",
        "全县采茶多了6.1%，产值增长13.4%。",
    ],
)
def test_what_is_told_the_source_s_way_passes(text):
    assert faults(text) == []
