"""Models, trains and rooms by the rules of this module alone."""

from service.speech.normalization import product_codes
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("C919", "C九一九"),
        ("F-35", "F三十五"),
        ("S-400", "S四百"),
        ("歼-20", "歼二十"),
        ("MQ-9", "MQ九"),
        ("G1234次", "G幺二三四次"),
        ("318国道", "三一八国道"),
        ("801室", "八零一室"),
        ("99式", "九九式"),
        ("波音737-800", "波音七三七八百"),
        ("5.0.1", "五点零点一"),
        ("L2-L4级", "L二至L四级"),
        ("No.1", "第1"),
    ],
)
def test_names_hold_their_numbers(written, said):
    assert apply_all(product_codes.RULES, written) == said


@every_row(
    "written",
    [
        "318人",
        "99个",
        "1号线-3号线",
        "气温降至-3℃",
        "5.0",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(product_codes.RULES, written) == written
