"""One notation for one thing, by the rules of this module alone."""

from service.speech.normalization import characters
from service.speech.normalization.rule import apply_all
from tests.support.tables import every_row


@every_row(
    ("written", "said"),
    [
        ("２０２６年", "2026年"),
        ("５％", "5%"),
        ("Ⅲ级", "三级"),
        ("①", "一"),
        ("IV类", "四类"),
        ("4x100米", "4×100米"),
        ("7*24小时", "7×24小时"),
        ("50km2", "50km²"),
        ("20 26年", "2026年"),
        ("10 000元", "10000元"),
        ("AAAA级景区", "四A级景区"),
        ("8：30", "8:30"),
        ("3－5", "3-5"),
        ("㎡", "m²"),
        ("零\u200b宽", "零宽"),
        ("𠮷野家", "吉野家"),
        ("二○二六年", "二零二六年"),
        ("二OO八年", "二零零八年"),
        ("一百〇八", "一百零八"),
        ("三〇一室", "三零一室"),
        ("路易XVI", "路易十六"),
        ("约翰·保罗II", "约翰·保罗二世"),
        ("查理I世", "查理一世"),
        ("文明VI", "文明六"),
    ],
)
def test_notation_gets_one_shape(written, said):
    assert apply_all(characters.RULES, written) == said


@every_row(
    "written",
    [
        "V型",
        "你好，世界：好。",
        "甲—乙",
        "2026年",
        "IV",
        "企业VI设计",
        "某XX公司",
        "○ 第一，",
        "图一O",
        "华为MateXT",
    ],
)
def test_what_is_of_another_kind_is_left(written):
    assert apply_all(characters.RULES, written) == written
