"""Clauses that say nothing that happened, and look-alikes that do."""

import pytest

from service.editing.boilerplate import is_boilerplate, is_definite
from tests.support.tables import every_row


@every_row(
    "text",
    [
        "云州新型港口建设正为区域经济高质量发展筑牢坚实底座。",
        "今年以来，全县旅游市场规模稳步扩大，消费活力持续释放。",
        "会议指出，供水是关系群众生活的基础工程。",
        "在新发展理念指引下，云州各项事业阔步前行。",
        "各乡镇多措并举，积极应对，筑牢防汛安全防线。",
        "县长方远表示，两地合作不断走深走实。",
        "会议认为，防汛是一项重要的基础性工程。",
        "《云州市供水条例》旨在保障居民用水，规范供水秩序。",
        "方远、梁秋生等参加会见。",
        "卫星图片见证云州湿地的十年变化。",
    ],
)
def test_progress_praise_and_importance_are_boilerplate(text):
    assert is_boilerplate(text)


@every_row(
    "text",
    [
        "今年以来，全县旅游收入持续扩大到12亿元。",
        "近日，云州持续推进的跨江大桥合龙。",
        "《云州市供水条例》为居民用水提供有力保障。",
        "会议强调，要加快更换老旧水管，不断提升供水能力。",
        "受强降雨影响，朝溪镇部分道路中断，当地转移群众，排查隐患。",
        "《云州市供水条例》旨在保障居民用水，共7章52条，漏损率不得高于8%。",
        "方远、梁秋生参加会见，双方签署供水协议。",
        "三十二户居民搬进新楼，生活条件持续改善。",
        "在苇镇，救援人员划着橡皮艇把被困的老人接了出来。",
    ],
)
def test_figures_days_names_and_demands_are_none(text):
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    ("text", "definite"),
    [("4月份，市场平稳。", False), ("4月份，成交120套。", True), ("两百万人受益。", True), ("千万别去。", False)],
)
def test_a_date_is_no_number_that_counts(text, definite):
    assert is_definite(text) is definite
