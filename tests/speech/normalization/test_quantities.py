"""Every number that is left, by the rules of this module alone."""

import pytest

from service.speech.normalization import quantities
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("3%", "百分之三"),
        ("100%", "百分之百"),
        ("-0.3%", "负百分之零点三"),
        ("3%-5%", "百分之三至百分之五"),
        ("3-5%", "百分之三至五"),
        ("2‰", "千分之二"),
        ("±5%", "正负百分之五"),
        ("1/3", "三分之一"),
        ("4×100米", "四乘一百米"),
        ("9秒58", "九秒五八"),
        ("2个", "两个"),
        ("第2个", "第二个"),
        ("2至3个", "两至三个"),
        ("5-6级", "五至六级"),
        ("−3", "负三"),
        ("三—五天", "三至五天"),
        ("周一—周五", "周一至周五"),
        ("1,234人", "一千二百三十四人"),
        ("10.50", "十点五零"),
        ("36°27′N", "北纬三十六度二十七分"),
    ],
)
def test_amounts_are_spelled(written, said):
    assert apply_all(quantities.RULES, written) == said


@pytest.mark.parametrize(
    "written",
    [
        "没有数字。",
        "他说——不是",
        "甲和乙",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(quantities.RULES, written) == written
