"""Characters to lines: gutters and blanks, spaced lines, shadows, headlines set downwards."""

import random

from service.sources.page_layout.geometry import Area, Glyph
from service.sources.page_layout.text_lines import body_size, text_lines
from tests.support.set_type import downwards, glyphs

COLUMN = "青禾县十二个乡镇同时开闸放水"
NEXT = "渠边等水的农户早早清理了斗门"


def texts(found: list[Glyph], rules: tuple[Area, ...] = ()) -> list[str]:
    random.Random(1).shuffle(found)
    return sorted(line.text for line in text_lines(found, rules))


def rows(*pairs: tuple[str, str], gutter: float = 12.0) -> list[Glyph]:
    """Return lines of two columns of 14 characters, which are `gutter` apart."""
    return [
        glyph
        for n, (left, right) in enumerate(pairs)
        for glyph in [*glyphs(left, 0, 100 + 14 * n), *glyphs(right, 140 + gutter, 100 + 14 * n)]
    ]


def test_columns_on_one_baseline_are_two_lines_each():
    assert texts(rows((COLUMN, NEXT), (NEXT, COLUMN))) == sorted([COLUMN, NEXT] * 2)


def test_a_blank_as_wide_as_a_gutter_stays_within_its_line():
    parted = "□记者 单永禾 报道"
    assert texts(rows((COLUMN, NEXT), (parted, NEXT), (COLUMN, NEXT))) == sorted(
        [COLUMN, NEXT, "□记者　单永禾　报道", NEXT, COLUMN, NEXT]
    )


def test_a_gap_of_an_em_that_nothing_is_beside_is_a_blank():
    assert texts([*glyphs("报名优惠", 0, 100), *glyphs("一人一车", 50, 100)]) == ["报名优惠　一人一车"]
    assert len(texts([*glyphs("报名优惠", 0, 100), *glyphs("一人一车", 52, 100)])) == 2


def test_a_gap_of_an_em_at_which_a_line_below_ends_is_a_gutter():
    row = [*glyphs("报名优惠", 20, 100), *glyphs("一人一车。", 70, 100)]
    assert texts([*row, *glyphs("即日起到月底", 0, 114)]) == sorted(["报名优惠", "一人一车。", "即日起到月底"])
    assert "报名优惠　一人一车。" in texts([*row, *glyphs("即日起到", 0, 114)])


def test_a_line_that_is_spaced_out_is_one():
    assert texts(glyphs("第三次命", 0, 100, spacing=9) + glyphs(COLUMN, 0, 114)) == sorted(["第三次命", COLUMN])


def test_a_rule_parts_what_stands_close():
    close = rows((COLUMN, NEXT), gutter=4)
    assert texts(list(close)) == [COLUMN + NEXT]
    assert texts(list(close), (Area(141.5, 50, 142, 200),)) == sorted([COLUMN, NEXT])


def test_a_shadow_is_no_second_character():
    shadow = glyphs(COLUMN, 0.8, 100.8)
    assert texts(glyphs(COLUMN, 0, 100) + shadow) == [COLUMN]


def test_a_word_said_twice_stays():
    assert texts(glyphs("常常来看看", 0, 100)) == ["常常来看看"]


def test_a_headline_that_is_set_downwards_is_a_line():
    body = rows(*[(COLUMN, NEXT)] * 6)
    head = downwards("春灌开闸", 400, 60)
    [found] = [line for line in text_lines([*body, *head], ()) if line.vertical]
    assert found.text == "春灌开闸"
    assert found.area.holds(Area(400, 70, 430, 185))


def test_two_lines_of_large_type_are_not_read_downwards():
    large = [*glyphs("三月气温偏高", 0, 40, 24), *glyphs("农事早提前了", 0, 70, 24)]
    found = text_lines([*large, *rows(*[(COLUMN, NEXT)] * 4)], ())
    assert {line.text for line in found} == {"三月气温偏高", "农事早提前了", COLUMN, NEXT}
    assert not any(line.vertical for line in found)


def test_marks_for_vertical_lines_become_the_usual_ones():
    head = downwards("﹁春灌﹂开闸︵上︶", 400, 60)
    [found] = [line for line in text_lines([*rows(*[(COLUMN, NEXT)] * 6), *head], ()) if line.vertical]
    assert found.text == "「春灌」开闸（上）"


def test_the_bodys_size_is_that_of_most_characters():
    assert body_size([(30.0, 12), (9.6, 800), (9.58, 700), (8.0, 60)]) == 9.6
    assert body_size([]) == 1.0


def test_large_type_is_parted_at_a_narrower_gap():
    head = [*glyphs("春灌开闸", 0, 60, 40), *glyphs("老街", 172, 60, 40)]
    found = [line.text for line in text_lines([*head, *rows(*[(COLUMN, NEXT)] * 4)], ()) if line.size == 40]
    assert sorted(found) == sorted(["春灌开闸", "老街"])
