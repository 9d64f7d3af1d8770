"""Readings printed beside characters: found with their tones, and nothing else in brackets taken for one."""

from service.language import brackets
from service.language.printed_pinyin import stated
from tests.support.tables import every_row


@every_row(
    ("text", "found"),
    [
        ("盩厔（zhōu zhì）古城", [("盩厔", ("zhou1", "zhi4"))]),
        ("今天，莘(shēn)县降雪", [("莘", ("shen1",))]),
        ("作家吕（lǚ）某和大埔（读作bù）县", [("作家吕", ("lv3",)), ("和大埔", ("bu4",))]),
        ("石榴（shí liu）红了", [("石榴", ("shi2", "liu5"))]),
    ],
)
def test_a_reading_beside_its_characters_is_found(text, found):
    assert [(before[-len(want[0]) :], pinyin) for (before, pinyin), want in zip(stated(text), found, strict=True)] == [
        (before, pinyin) for before, pinyin in found
    ]


@every_row("text", ["公司（Qingke）上市", "亳州（bózhōu）", "单（shàn xiàn hǎo）", "面积（km）", "（zhōu）"])
def test_what_is_no_reading_of_the_characters_before_it_is_left(text):
    assert list(stated(text)) == []


def test_a_printed_reading_stays_in_the_text_that_is_told():
    assert brackets.told("莘（shēn）县青禾公司（Qingke）获奖") == "莘（shēn）县青禾公司获奖"
