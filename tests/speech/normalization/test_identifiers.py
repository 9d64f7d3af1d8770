"""Telephones, standards and codes by the rules of this module alone."""

from service.speech.normalization import identifiers
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("13812345678", "幺三八幺二三四五六七八"),
        ("0531-12345678", "零五三幺，幺二三四五六七八"),
        ("12345热线", "幺二三四五热线"),
        ("拨打110", "拨打幺幺零"),
        ("鲁A12345", "鲁A幺二三四五"),
        ("邮编250001", "邮编二五零零零一"),
        ("GB/T 19001-2016", "GB T 一九零零一杠二零一六"),
        ("ISO9001", "ISO九零零一"),
        ("www.news.cn", "www点news点cn"),
        ("192.168.1.1", "一九二点一六八点一点一"),
        ("（000001）", "（零零零零零一）"),
        ("见§2", "见第二节"),
        ("按§ 3.12", "按第三点十二节"),
    ],
)
def test_numbers_that_name_something_are_read_digit_by_digit(written, said):
    assert apply_all(identifiers.RULES, written) == said


@every_row(
    "written",
    [
        "110人",
        "120项",
        "12345人",
        "3812345",
        "拨款110万元",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(identifiers.RULES, written) == written
