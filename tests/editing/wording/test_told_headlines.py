"""Headlines held against what is told below them."""

import pytest

from service.editing.wording.told_headlines import is_label, without_untold

TOLD = "近日，沙陵县8.2万亩金银花进入头茬采摘期。昨天，长期护理保险实施办法印发，退休人员可以参保。"


@pytest.mark.parametrize(
    ("headline", "said"),
    [
        ("沙陵县8.2万亩金银花开采，沙窝窝里抢“白金”", "沙陵县8.2万亩金银花开采"),
        ("长护险来了，这六件事请看清", "长护险来了"),
        ("6家企业打官司，法院认了这份曲线", "6家企业打官司"),
        ("沙陵县8.2万亩金银花开采，抢收用了31天", "沙陵县8.2万亩金银花开采，抢收用了31天"),
        ("沙陵县8.2万亩金银花开采，退休人员参保", "沙陵县8.2万亩金银花开采，退休人员参保"),
        ("花开了，沙窝窝里抢“白金”", "花开了，沙窝窝里抢“白金”"),
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
        ("沙陵县金银花开采", False),
        ("3万人参保", False),
        ("退休人员可以参保", False),
    ],
)
def test_a_label_tells_no_news_and_nothing_of_what_is_told(headline, label):
    assert is_label(headline, TOLD) is label
