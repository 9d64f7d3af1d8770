"""Recognized lines get the sizes and baselines that a composing system would give them."""

import pytest

from service.sources.page_layout.geometry import Area
from service.sources.scans.found_lines import in_one_script, placed, usual_size
from service.sources.scans.recognized_line import FoundLine
from tests.support.recognized import EM, column, found


def sizes(*lines: FoundLine) -> dict[str, float]:
    every = [*column(100), *lines]
    return {each.line.text: round(each.line.size, 1) for each in placed(every, EM)}


def test_the_usual_size_is_that_of_the_text():
    assert usual_size(
        [*column(100), found("责任编辑单永禾", 0, 900, 16), found("春灌开闸比去年早", 0, 20, 40)]
    ) == pytest.approx(EM)


def test_nothing_tells_the_size_of_single_words():
    assert usual_size([found("春灌", 0, 0)]) == 0


@pytest.mark.parametrize(
    ("line", "size"),
    [
        (found("渠边的农户清理了斗门", 100, 424, pitch=1.07), EM),
        (found("渠边的农户清理了斗门", 100, 424, ink=1.6), EM),
        (found("天。", 100, 424, ink=1.5), EM),
        (found("图为开闸现场的情况", 700, 424, 16.5), 16.5),
        (found("老街换新颜烟火气更浓", 700, 20, 30), 30.0),
    ],
    ids=["justified", "a rule in its box", "a paragraph's last word", "a caption", "a headline"],
)
def test_a_line_has_the_texts_size_where_it_can(line, size):
    assert sizes(line)[line.text] == size


def test_the_lines_of_a_headline_are_of_one_size_and_on_one_baseline():
    upper, left, right = found("老街换新颜", 700, 20, 40), found("烟火气", 700, 66, 42), found("更浓", 840, 70, 41)
    lines = {each.line.text: each.line for each in placed([*column(100), upper, left, right], EM)}
    assert lines["老街换新颜"].size == lines["烟火气"].size == lines["更浓"].size
    assert lines["烟火气"].area.bottom == lines["更浓"].area.bottom


def test_characters_that_are_spaced_out_are_one_line():
    single = [found(text, 700 + 70 * n, 20, 40) for n, text in enumerate("春灌开闸")]
    assert "春灌开闸" in sizes(*single)


def test_a_quotation_mark_that_was_found_alone_joins_its_line():
    mark = FoundLine("“", Area(680, 22, 695, 36), (0.9,), (0.5,))
    assert "“等货账”" in sizes(mark, found("等货账”", 700, 20, 40))


def test_a_quotation_mark_that_was_read_as_a_figure_is_one():
    mark = FoundLine("99", Area(824, 22, 838, 36), (0.9, 0.8), (0.3, 0.7))
    assert "等货账”" in sizes(found("等货账", 700, 20, 40), mark)


def test_a_line_at_a_headline_is_a_deck_where_both_measures_say_so():
    head = found("老街换新颜烟火气更浓", 700, 20, 40)
    assert sizes(head, found("柏汀老街改造一期完工", 780, 70, 23))["柏汀老街改造一期完工"] == 23
    assert sizes(head, found("柏汀老街改造一期完工", 780, 70, 20, pitch=1.15))["柏汀老街改造一期完工"] == EM


def test_a_page_is_in_one_script():
    doubtful, sure = found("讓医生认得孩子", 0, 0, score=0.9), found("徐著的旧书", 0, 0, score=0.99)
    assert [line.text for line in in_one_script([*column(0), doubtful, sure])][-2:] == ["让医生认得孩子", "徐著的旧书"]
    traditional = [found("縣政府決定開閘放水", 0, 0, score=0.9)] * 3
    assert in_one_script(traditional) == traditional


def test_a_blank_within_a_line_is_kept():
    places = (0.05, 0.15, 0.25, 0.45, 0.55, 0.65, 0.85, 0.95)
    line = FoundLine("本报讯单永禾翟望", Area(700, 300, 900, 318), (1.0,) * 8, places)
    assert "本报讯　单永禾　翟望" in sizes(line)


def test_a_short_second_line_is_of_its_headlines_size():
    lines = sizes(found("凌晨三点的自习室里", 700, 20, 24), found("坐着谁", 760, 48, 23.6))
    assert lines["坐着谁"] == lines["凌晨三点的自习室里"] > 23


def test_the_parts_of_a_headline_that_is_set_downwards_are_one():
    upper = FoundLine("天没亮", Area(700, 100, 755, 280), (1.0,) * 3, (), vertical=True)
    lower = FoundLine("账先清", Area(701, 350, 755, 530), (1.0,) * 3, (), vertical=True)
    assert "天没亮　账先清" in sizes(lower, upper)
