"""Dates and years by the rules of this module alone."""

from service.speech.normalization import dates
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("2026-03-21", "二零二六年三月二十一日"),
        ("2026/3/21", "二零二六年三月二十一日"),
        ("2026.3.21", "二零二六年三月二十一日"),
        ("2026—2028年", "二零二六至二零二八年"),
        ("2025/26赛季", "二零二五二六赛季"),
        ("5000年历史", "五千年历史"),
        ("2026年", "二零二六年"),
        ("08年", "零八年"),
        ("公元前221年", "公元前二二一年"),
        ("80、90后", "八零、九零后"),
        ("“5·12”地震", "“五一二”地震"),
        ("9·18事变", "九一八事变"),
        ("3.15晚会", "三一五晚会"),
        ("2月2日", "二月二日"),
        ("03月05日", "三月五日"),
    ],
)
def test_dates_and_years_are_read(written, said):
    assert apply_all(dates.RULES, written) == said


@every_row(
    "written",
    [
        "2026个",
        "2026元",
        "10.4倍",
        "3.15万元",
        "2000多人",
        "192.168.1.1",
        "1/3",
        "30日元",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(dates.RULES, written) == written
