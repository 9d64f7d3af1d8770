"""Currency signs by the rule of this module alone."""

from service.speech.normalization import money
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("¥3.5万", "三点五万元"),
        ("US$20亿", "二十亿美元"),
        ("$2", "两美元"),
        ("¥2亿", "两亿元"),
        ("¥100-200", "一百至两百元"),
        ("¥1,234.50", "一千二百三十四点五零元"),
        ("HK$12", "十二港元"),
        ("€500", "五百欧元"),
        ("£3", "三英镑"),
        ("¥50元", "五十元"),
        ("RMB 300万", "三百万元"),
    ],
)
def test_a_sign_is_said_after_its_number(written, said):
    assert apply_all(money.RULES, written) == said


@every_row(
    "written",
    [
        "50元",
        "$",
        "XUSD5",
        "美元",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(money.RULES, written) == written
