"""Large type to heads: title, kicker and subtitle; blanks within a title, and the gutter between two."""

from service.sources.page_layout.blocks import text_blocks
from service.sources.page_layout.geometry import Area, TextLine
from service.sources.page_layout.heads import PageHead, page_heads
from tests.support.set_type import column, line

TEXT = ">>青禾县十二个乡 镇同时开闸放水， 比去年早五天。"


def heads(*lines: TextLine, rules: tuple[Area, ...] = ()) -> list[PageHead]:
    found, _ = page_heads(text_blocks(lines, rules, (), 10), rules, 10)
    return found


def test_the_largest_type_is_the_title():
    [head] = heads(
        line("开春看车间", 40, 100, 14),
        line("一枚轴承的", 30, 120, 28),
        line("“加减法”", 30, 154, 28),
        line("——棹和轴承有限公司见闻", 30, 188, 12),
        *column(TEXT, 30, 210, 9),
    )
    assert head.kickers == ["开春看车间"]
    assert head.title == "一枚轴承的　“加减法”"
    assert head.subtitles == ["——棹和轴承有限公司见闻"]


def test_a_title_that_breaks_amid_a_word_has_no_blank_there():
    [head] = heads(line("他给三百种石", 0, 100, 20), line("头写“家谱”", 10, 124, 20), *column(TEXT, 0, 150, 9))
    assert head.title == "他给三百种石头写“家谱”"


def test_decks_hardly_larger_than_the_text_belong_to_their_title():
    found, rest = page_heads(
        text_blocks(
            [line("总投资62亿元", 0, 86, 10.6), line("一次点火成功", 0, 100, 20), *column(TEXT, 0, 130, 9)], (), (), 10
        ),
        (),
        10,
    )
    assert [head.kickers for head in found] == [["总投资62亿元"]]
    assert len(rest) == 1


def test_a_rule_parts_two_heads():
    lines = line("招商公告", 0, 100, 20), line("老街换新颜", 0, 126, 20)
    assert len(heads(*lines)) == 1
    assert len(heads(*lines, rules=(Area(0, 123, 100, 123.5),))) == 2


def test_a_blank_in_a_title_over_one_column_is_a_blank():
    [head] = heads(line("表停了", 0, 100, 20), line("人还在走", 80, 100, 20), *column(TEXT * 1, 0, 130, 16))
    assert head.title == "表停了　人还在走"


def test_a_centred_title_over_two_columns_is_one():
    [head] = heads(
        line("表停了", 55, 100, 20),
        line("人还在走", 135, 100, 20),
        *column(TEXT, 0, 130, 12),
        *column(TEXT, 150, 130, 12),
    )
    assert head.title == "表停了　人还在走"


def test_a_blank_in_a_title_that_is_spaced_out_is_as_wide_as_its_spacing_asks():
    left, right = (
        TextLine("表停了", Area(0, 100, 92, 120), 20),
        TextLine("人还在走", Area(148, 100, 276, 120), 20),
    )
    [head] = heads(left, right, *column(TEXT, 0, 130, 28))
    assert head.title == "表停了　人还在走"


def test_two_titles_over_a_column_each_are_two():
    left, right = heads(
        line("表停了三十年", 0, 100, 20),
        line("人还在走", 150, 100, 20),
        *column(TEXT, 0, 130, 12),
        *column(TEXT, 150, 130, 12),
    )
    assert (left.title, right.title) == ("表停了三十年", "人还在走")
