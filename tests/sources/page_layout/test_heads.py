"""Large type to heads: title, kicker and subtitle."""

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
