"""Headlines held against what is told below them."""

import pytest

from service.editing.wording.told_headlines import is_echo, is_label, without_untold
from tests.support.tables import every_row

TOLD = "近日，沙陵县8.2万亩金银花进入头茬采摘期。昨天，长期护理保险实施办法印发，退休人员可以参保。"


@every_row(
    ("headline", "said"),
    [
        ("沙陵县8.2万亩金银花开采，沙窝窝里抢“白金”", "沙陵县8.2万亩金银花开采"),
        ("长护险来了，这六件事请看清", "长护险来了"),
        ("6家企业打官司，法院认了这份曲线", "6家企业打官司"),
        ("沙陵县8.2万亩金银花开采，抢收用了31天", "沙陵县8.2万亩金银花开采，抢收用了31天"),
        ("沙陵县8.2万亩金银花开采，退休人员参保", "沙陵县8.2万亩金银花开采，退休人员参保"),
        ("花开了，沙窝窝里抢“白金”", "花开了，沙窝窝里抢“白金”"),
        ("沙陵县8.2万亩金银花开采，这茬花卖不卖", "沙陵县8.2万亩金银花开采，这茬花卖不卖"),
        ("41家医院的片子，可“扫码带走”", "41家医院的片子，可“扫码带走”"),
        ("隧道通车首日，隧道开了，船还在摇", "隧道通车首日，隧道开了，船还在摇"),
        ("云雁大桥“昨天，不一样”", "云雁大桥“昨天，不一样”"),
    ],
)
def test_last_clauses_that_nobody_tells_are_not_said(headline, said):
    assert without_untold(headline, TOLD) == said


@pytest.mark.parametrize(
    ("headline", "label"),
    [
        ("坐堂三分钟", True),
        ("跟“丝”较劲的人", True),
        ("金银花地里的人", True),
        ("退休人员参保怎么算", True),
        ("收音机找着家了", False),
        ("长期护理保险来了", True),
        ("偷电缆，偷到了自家停电", False),
        ("儿子要钱买车，父亲要牛下崽，母亲夜里去添了三次草", False),
        ("3万人参保", False),
        ("退休人员可以参保", False),
    ],
)
def test_a_label_tells_no_news_that_what_is_told_does_not(headline, label):
    assert is_label(headline, TOLD) is label


@pytest.mark.parametrize(
    ("headline", "echo"),
    [
        ("沙陵县金银花进入采摘期", True),
        ("沙陵县金银花头茬采摘", True),
        ("沙陵县9万亩金银花进入采摘期", False),
        ("沙陵县金银花涨价", False),
        ("", False),
    ],
)
def test_an_echo_has_nearly_all_of_a_headline_and_each_of_its_numbers(headline, echo):
    assert is_echo(headline, TOLD.partition("。")[0]) is echo
