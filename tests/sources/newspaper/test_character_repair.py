"""Blanks and widths as the scan leaves them."""

import pytest

from service.sources.newspaper.character_repair import half_width, headline, unspaced
from tests.support.tables import every_row


@every_row(
    ("text", "repaired"),
    [("２０２６年", "2026年"), ("Ｃ９１９", "C919"), ("３．５％", "3.5%"), ("你好，甲：乙。", "你好，甲：乙。")],
)
def test_digits_and_letters_are_half_width_and_chinese_marks_stay(text, repaired):
    assert half_width(text) == repaired


@every_row(
    ("text", "repaired"),
    [
        ("今 天 天气好。", "今天天气好。"),
        ("他说 ， 好。", "他说，好。"),
        ("iPhone  17 上市", "iPhone 17上市"),
        ("“不忘初心　牢记使命”主题", "“不忘初心 牢记使命”主题"),
        ("◎献血　10月31日，献血车停靠广场。", "◎献血：10月31日，献血车停靠广场。"),
        ("■公共图书馆　区图书馆闭馆。", "■公共图书馆：区图书馆闭馆。"),
        ("■区图书馆将闭馆三天更换空调　系统。", "■区图书馆将闭馆三天更换空调系统。"),
        ("", ""),
    ],
)
def test_blanks_inside_chinese_go_and_those_of_slogans_stay(text, repaired):
    assert unspaced(text) == repaired
    assert unspaced(repaired) == repaired


@pytest.mark.parametrize(
    ("text", "repaired"), [("通 知", "通知"), ("河湾县冬枣　喜获丰收", "河湾县冬枣 喜获丰收"), (" 通知 ", "通知")]
)
def test_a_headline_keeps_the_blank_between_its_parts(text, repaired):
    assert headline(text) == repaired
