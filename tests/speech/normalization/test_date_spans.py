"""What a dash between two dates joins."""

import pytest

from service.speech.normalization import normalize
from tests.support.tables import every_row


@every_row(
    ("written", "spoken"),
    [
        ("2026.3.21—4.5", "二零二六年三月二十一日至四月五日"),
        ("2026/03/02--2026.4.6", "二零二六年三月二日至二零二六年四月六日"),
        ("2026.3.2 - 4月6日", "二零二六年三月二日至四月六日"),
        ("2026-3-2--4月6日", "二零二六年三月二日至四月六日"),
        ("3/2-4月6日展出", "三月二日至四月六日展出"),
        ("3/2-3/8停水", "三月二日至三月八日停水"),
        ("公示：2026年3月2日--2026年3月8日", "公示：二零二六年三月二日至二零二六年三月八日"),
        ("7月9日/22日停电", "七月九日、二十二日停电"),
        ("展期为3.21—4.5", "展期为三月二十一日至四月五日"),
        ("唐（618—907）", "唐（六一八至九零七）"),
        ("约公元前3000—前2000年", "约公元前三千至前二零零零年"),
    ],
)
def test_both_ends_are_days_or_years(written: str, spoken: str) -> None:
    assert normalize(written) == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("占1/3-2/3", "占三分之一至三分之二"),
        ("收入（150—200）", "收入（一百五十至两百）"),
        ("1.2-3.5米", "一点二至三点五米"),
    ],
)
def test_fractions_and_amounts_are_none(written: str, spoken: str) -> None:
    assert normalize(written) == spoken
