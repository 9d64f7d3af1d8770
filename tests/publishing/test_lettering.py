"""What the shipped font has, and what is written where it has not."""

from service.publishing import lettering
from tests.support.tables import every_row


@every_row(
    ("text", "written"),
    [
        ("云州新增三条公交线路", "云州新增三条公交线路"),
        ("茌平：GDP增长5.3%", "茌平：GDP增长5.3%"),
        ("【要闻】云湖开湖", "要闻 云湖开湖"),  # brackets that the font lacks
        ("C919－云州", "C919-云州"),  # a full-width sign with a plain form
        ("面积3㎡", "面积3m2"),
        ("🎉开馆🎉", "开馆"),
        ("甲\u200b乙", "甲 乙"),
        ("𰻝面节开幕", ""),  # a character that the font lacks: no other words stand for it
        ("〡〢〣", ""),  # figures too
        ("", ""),
    ],
)
def test_a_text_is_written_in_characters_that_the_font_has(text, written):
    assert lettering.drawable(text) == written
    assert lettering.has_glyphs(lettering.drawable(text))


def test_a_missing_character_is_known():
    assert lettering.has_glyphs("云 州")
    assert not lettering.has_glyphs("云𰻝")


def test_widths_grow_with_the_text():
    assert lettering.ems("云州") == 2.0
    assert 0 < lettering.ems("i") < lettering.ems("W") < 1.5
