"""Large type on one baseline: one line with a blank in it, or two heads."""

from service.sources.page_layout.blocks import text_blocks
from service.sources.page_layout.geometry import Area, TextLine
from service.sources.page_layout.head_lines import with_whole_heads
from tests.support.set_type import column, line

TEXT = ">>青禾县十二个乡 镇同时开闸放水， 比去年早五天。"
GOES_ON = "放水的人说水到了 田头，比去年早五 天。"


def large(*lines: TextLine, rules: tuple[Area, ...] = ()) -> list[str]:
    """Return the lines of large type, from left to right."""
    found = with_whole_heads(lines, text_blocks(lines, rules, (), 10), rules)
    return [each.text for each in sorted(found, key=lambda each: each.area.left) if each.size > 12]


def test_a_blank_in_a_title_over_one_column_is_a_blank():
    [head] = large(line("表停了", 0, 100, 20), line("人还在走", 80, 100, 20), *column(TEXT * 1, 0, 130, 16))
    assert head == "表停了　人还在走"


def test_a_centred_title_over_two_columns_is_one():
    [head] = large(
        line("表停了", 55, 100, 20),
        line("人还在走", 135, 100, 20),
        *column(TEXT, 0, 130, 12),
        *column(TEXT, 150, 130, 12),
    )
    assert head == "表停了　人还在走"


def test_a_blank_in_a_title_that_is_spaced_out_is_as_wide_as_its_spacing_asks():
    left, right = (
        TextLine("表停了", Area(0, 100, 92, 120), 20),
        TextLine("人还在走", Area(148, 100, 276, 120), 20),
    )
    [head] = large(left, right, *column(TEXT, 0, 130, 28))
    assert head == "表停了　人还在走"


def test_two_titles_over_a_column_each_are_two():
    left, right = large(
        line("表停了三十年", 0, 100, 20),
        line("人还在走", 150, 100, 20),
        *column(TEXT, 0, 130, 12),
        *column(TEXT, 150, 130, 12),
    )
    assert (left, right) == ("表停了三十年", "人还在走")


def test_heads_that_nearly_touch_are_two_where_both_are_in_place():
    close = line("守着道口等一列", 0, 100, 20), line("桥头理发匠", 145, 100, 20)
    assert large(*close, *column(TEXT, 0, 130, 14), *column(TEXT, 145, 130, 14)) == ["守着道口等一列", "桥头理发匠"]


def test_a_title_is_one_where_the_text_goes_on_from_column_to_column():
    parts = line("表停了三十年", 0, 100, 20), line("人还在走", 150, 100, 20)
    assert large(*parts, *column(TEXT, 0, 130, 12), *column(GOES_ON, 150, 130, 12)) == ["表停了三十年　人还在走"]


def test_a_rule_parts_two_heads_over_one_column():
    parts = line("表停了", 0, 100, 20), line("人还在走", 80, 100, 20)
    assert len(large(*parts, *column(TEXT, 0, 130, 16), rules=(Area(70, 90, 70.5, 200),))) == 2
