"""Signs before a number and between words; names and ranges that hold the same signs keep their meaning."""

from service.speech.normalization import normalize
from tests.support.tables import every_row


@every_row(
    ("written", "spoken"),
    [
        ("每股收益-0.35元", "每股收益负零点三五元"),
        ("体感温度-15", "体感温度零下十五"),
        ("明晨气温-3到2度", "明晨气温零下三到二度"),
        ("近视度数-3.50D", "近视度数负三点五零D"),
        ("经常账户余额-35亿美元", "经常账户余额负三十五亿美元"),
    ],
)
def test_a_hyphen_behind_what_can_be_below_zero_is_a_minus(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("歼-20战机", "歼二十战机"),
        ("神舟-19乘组", "神舟十九乘组"),
        ("门票10元-20元", "门票十元至二十元"),
        ("利率下调0.5个百分点-1个百分点", "利率下调零点五个百分点至一个百分点"),
    ],
)
def test_a_hyphen_in_a_name_or_a_range_is_none(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@every_row(
    ("written", "spoken"),
    [
        ("利用率>95%", "利用率大于百分之九十五"),
        ("营收↑5%", "营收上升百分之五"),
        ("债务率由8%→5%", "债务率由百分之八到百分之五"),
        ("▲重点项目", " 重点项目"),
        ("约~300元", "约三百元"),
        ("β受体", "贝塔受体"),
        ("3μg", "三微克"),
    ],
)
def test_signs_of_comparison_direction_and_science(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


def test_signs_that_hide_a_name_are_said_and_a_times_sign_stays_one() -> None:
    assert normalize("李××和张*明") == "李某某和张某明"
    assert normalize("数据要素×文旅") == "数据要素乘文旅"
