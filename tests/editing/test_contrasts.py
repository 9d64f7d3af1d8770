"""A raise is told only behind the fall that it answers."""

from service.editing import contrasts


def test_a_raise_needs_the_fall_ahead():
    lines = ["今天，云州开秤收梨。", "产量好，价钱却跌了。", "梨农不打算停。", "三家果汁厂加价8%收梨。"]
    assert contrasts.needed(lines) == {3: 1}
    assert contrasts.needed(["梨价格回落。", "县里按保底价收梨。"]) == {1: 0}


def test_without_a_fall_ahead_a_raise_stands_alone():
    assert contrasts.needed(["今天，云州开秤收梨。", "三家果汁厂加价8%收梨。"]) == {}
    assert contrasts.needed(["梨价没有跌。", "三家果汁厂加价8%收梨。"]) == {}
    assert contrasts.needed(["三家果汁厂加价8%收梨。", "去年梨价下降。"]) == {}
