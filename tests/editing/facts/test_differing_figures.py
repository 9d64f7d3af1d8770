"""Figures in which two tellings of one event differ."""

from service.editing.facts import differing
from tests.support.tables import every_row

BRIDGE = "柏汀大桥主跨昨日合龙，大桥总投资4.8亿元，全长2.3公里，今年9月底通车。施工方投入工人320名。"


@every_row(
    ("other", "pairs"),
    [
        ("柏汀大桥合龙。大桥总投资4.6亿元，全长2.3公里。", [("4.8亿元", "4.6亿元")]),
        ("柏汀大桥合龙。大桥全长3.2公里，总投资约4.8亿元。", [("2.3公里", "3.2公里")]),
        ("柏汀大桥合龙。大桥总投资4.8亿元，施工方投入工人350名。", [("320名", "350名")]),
        ("柏汀大桥合龙。大桥总投资四点八亿元，全长2300米。", []),
        ("柏汀大桥合龙。大桥总投资4.83亿元，全长2.34公里。", []),  # more exact
        ("柏汀大桥合龙。引桥造价1.1亿元，长0.9公里。", []),
        ("柏汀大桥合龙。大桥总投资4.8亿元，其中市财政出资3.9亿元。", []),
        ("柏汀大桥合龙。今年11月底通车，下午3时合龙，完成总投资的78%。", []),
    ],
)
def test_figures_of_one_thing_that_are_not_equal_are_named(other, pairs):
    assert list(differing(BRIDGE, other)) == pairs
    assert sorted(differing(other, BRIDGE)) == sorted((b, a) for a, b in pairs)
