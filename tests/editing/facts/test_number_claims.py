"""Numbers: the value, its exactness, its direction, and the thing that it counts."""

import pytest

from service.editing.facts import number_claims, source_alignment
from tests.support.tables import every_row

SOURCE = """柳溪镇冷链中心投入使用。
3月21日，项目启用仪式举行，总投资7.4万元，占地面积120亩。
果蔬损耗率由25%下降到12%，果蔬销量上升到三成。
苹果产量为340吨，同比增长5%，鸭梨产量为910吨，同比下降8%。
柳溪村、石坪村的产量分别为51吨、62吨。
下午，村民领到种苗，每户一棵。
葡萄种植基地面积为560亩。
仪式8时50分开始，柳溪队得了亚军。
去年3月产量最高，今年5月次之。
果园限速60公里，每天增加4趟。
上午开始仪式，今晨有雾。
医保卡15日内补验，盐含量不到半成。
10月份抽检92批次，11月公布。雨量最大62毫米，贷款不超过估价的七成，收购保底价3.6元。"""


def faults(text):
    passage = source_alignment.read(SOURCE)
    said = source_alignment.sentence(source_alignment.plain(text))
    found = number_claims.faults(said, passage.origins(said.grams), passage)
    return {(fault.claim, fault.kind, fault.reason) for fault in found}


@every_row(
    "text",
    [
        "项目总投资七万四千元，占地120亩。",
        "果蔬损耗率由25%下降到12%。",
        "果蔬损耗率降到12%。",
        "村民下午领到1棵种苗。",
        "一名村民下午领到种苗。",
        "村民再三感谢，下午领到种苗。",
        "苹果产量为340吨，鸭梨产量为910吨。",
        "仪式不到九点开始，柳溪队得了第二。",
        "果园限速60，一天多走四趟。",
        "雨量最多有62毫米。",
        "医保卡十五天以内补验。",
        "盐含量不到百分之五。",
        "贷款最多是估价的七成。",
        "村民领了两趟种苗。",
        "收购价至少三块六。",
    ],
)
def test_what_the_source_says_passes(text):
    assert faults(text) == set()


@every_row(
    ("text", "claim", "kind", "reason"),
    [
        ("项目总投资7.5万元。", "7.5万元", "number", "not in the source"),
        ("雨量至少有62毫米。", "62毫米", "number", "the source has it more or less exactly"),
        ("贷款不低于估价的七成。", "七成", "number", "the source has it more or less exactly"),
        ("项目总投资7.4万吨。", "7.4万吨", "number", "not in the source"),
        ("项目总投资超7.4万元。", "7.4万元", "number", "the source has it more or less exactly"),
        ("果蔬损耗率上升到12%。", "12%", "number", "the source has it the other way (up or down)"),
        ("果蔬销量下降到三成。", "三成", "number", "the source has it the other way (up or down)"),
        ("葡萄种植基地面积120亩。", "120亩", "number", "the source has 560亩 there"),
    ],
)
def test_what_it_does_not_say_is_named_with_the_reason(text, claim, kind, reason):
    assert (claim, kind, reason) in faults(text)


def test_numbers_that_are_told_alike_have_no_places_to_change():
    passage = source_alignment.read("公交15路、28路临时改线，各减少4个站点。")
    said = source_alignment.sentence("15路和28路公交跟着改道。")
    assert number_claims.faults(said, (0,), passage) == []


def test_two_numbers_that_changed_places():
    assert ("910吨", "number", "the source has 340吨 there") in faults("苹果产量为910吨，鸭梨产量为340吨。")


def test_what_a_number_in_a_row_counts_is_not_told_by_its_neighbours():
    """甲、乙分别: the first number is the first name's, whatever stands beside it."""
    assert faults("柳溪村产量51吨，石坪村产量62吨。") == set()


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("货运站每天进80辆车，冷库每天进130辆。", True),
        ("检修后每天放进来的车减到80辆上下，眼下每天是130辆。", False),
        ("15路和28路改道，每条线少停四站。", False),
    ],
)
def test_numbers_of_two_sentences_that_are_both_told_are_not_each_other_s_rivals(text, wrong):
    source = "12月检修后，每天放行车辆减少到80辆左右。目前每天进境货车130辆。公交15路、28路改线，各减少4个站点。"
    source += "冷库每天进80辆车，货运站每天进130辆。" * wrong
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    assert bool(number_claims.faults(said, passage.origins(said.grams), passage)) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("上个月有一户签了约。", ["一户"]),
        ("上个月有两户签了约。", []),
        ("签约的一户户做过了工作。", []),
        ("疫苗一针最便宜58元。", []),
        ("疫苗一针最多128元。", []),
        ("疫苗一针最便宜128元。", ["128元"]),
    ],
)
def test_one_of_several_and_the_edges_of_a_range(text, wrong):
    source = "卡在3户征收协议上，其中2户上月签了约。疫苗每针价格从58元到128元不等。26日转阴，有小雨，今天还热。"
    passage, said = source_alignment.read(source), source_alignment.sentence(text)
    assert [fault.claim for fault in number_claims.faults(said, passage.origins(said.grams), passage)] == wrong
