"""Stops and commas that cannot stand as they were read are put right, and no others."""

import pytest

from service.sources.newspaper.misread_marks import put_right


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        (
            "至此，从12月16日12时开始的停饮。历时5天零8小时。",
            "至此，从12月16日12时开始的停饮历时5天零8小时。",
        ),
        ("自7月1日起的施工。历时近三个月。", "自7月1日起的施工历时近三个月。"),
        ("从上周一开始的检修。持续4天。", "从上周一开始的检修持续4天。"),
        (
            "2号锅炉昨天12时因给煤机故障停机14时20分修复，室温未降。",
            "2号锅炉昨天12时因给煤机故障停机，14时20分修复，室温未降。",
        ),
        ("北闸昨天8时15分因雷击跳闸9时40分恢复。", "北闸昨天8时15分因雷击跳闸，9时40分恢复。"),
    ],
)
def test_mark_that_cannot_stand_is_put_right(read_as: str, meant: str) -> None:
    assert put_right(read_as) == meant


@pytest.mark.parametrize(
    "text",
    [
        "自7月1日起的施工已经结束。历时近三个月的改造让路面一新。",
        "从上周一开始的检修结束了。持续4天的停水到此为止。",
        "大桥昨天合龙。历时三年。",
        "渡口12时停航推迟至14时20分恢复。",
        "北闸8时15分跳闸预计9时40分恢复。",
        "首班6时30分、末班19时30分发车。",
        "列车8时出发下午2时20分到站。",
        "活动从9时开始至11时30分结束。",
    ],
)
def test_marks_that_can_stand_stay(text: str) -> None:
    assert put_right(text) == text
