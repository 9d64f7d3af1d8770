"""What speaks for a link between a head and a piece, or between two pieces, and what against it."""

import pytest

from service.sources.page_layout.blocks import text_blocks
from service.sources.page_layout.geometry import Area, PrintedMatter, TextLine
from service.sources.page_layout.heads import page_heads
from service.sources.page_layout.text_links import LinkFinder
from tests.support.set_type import column, line

OPEN = ">>甲甲甲甲甲甲 甲甲甲甲甲甲甲甲 甲甲甲甲甲甲甲甲"
GOES_ON = "乙乙乙乙乙乙乙乙 乙乙乙乙乙乙乙乙 乙乙乙。"
BEGINS = ">>丙丙丙丙丙丙 丙丙丙丙丙丙丙丙 丙丙丙。"
HEAD = line("老街换新颜", 0, 100, 16)


def costs(*lines: TextLine, rules: tuple[Area, ...] = (), pictures: tuple[Area, ...] = ()) -> dict[str, float]:
    """Return what the links cost, by the first characters of the two."""
    heads, pieces = page_heads(text_blocks(lines, rules, (), 10), rules, 10)
    marks = PrintedMatter(800, 1000, rules=rules, pictures=pictures)
    names = [head.title[0] for head in heads] + [piece.lines[0].text[0] for piece in pieces]
    found = LinkFinder(heads, pieces, marks, 10).found()
    return {names[link.one] + names[link.other]: link.cost for link in found}


def test_a_head_is_surer_than_a_column_and_a_column_than_none():
    found = costs(HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 130, 8))
    assert found["老甲"] < found["甲乙"]
    assert set(found) == {"老甲", "甲乙"}


@pytest.mark.parametrize(
    "against",
    [
        {"rows": BEGINS},
        {"top": 110.0},
        {"rules": (Area(85, 100, 86, 300),)},
        {"left": 100.0},
    ],
    ids=["no sentence goes on", "not level", "a rule between", "a wider gutter"],
)
def test_what_speaks_against_the_next_column(against):
    def beside(rows: str = GOES_ON, top: float = 130, left: float = 92, rules: tuple[Area, ...] = ()) -> float:
        lines = HEAD, *column(OPEN, 0, 130, 8), *column(rows, left, top, 8)
        return costs(*lines, rules=rules)["甲" + rows.strip(">")[0]]

    assert beside(**against) > beside()


@pytest.mark.parametrize(("left", "linked"), [(119, True), (121, False)])
def test_columns_are_four_ems_apart_at_most(left, linked):
    assert ("甲乙" in costs(HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, left, 130, 8))) is linked


def test_a_column_of_short_lines_is_as_wide_as_it_is_elsewhere():
    short, right = (HEAD, *column("甲甲甲。", 0, 130, 8)), column(GOES_ON, 92, 130, 8)
    assert "甲乙" not in costs(*short, *right)
    assert "甲乙" in costs(*short, *right, *column("丁丁丁丁丁丁丁丁", 0, 300, 8))
    assert "甲乙" not in costs(*short, *right, *column("丁丁丁丁丁丁丁丁", 7, 300, 8))
    assert "甲乙" not in costs(*short, *right, *column("丁丁丁丁丁丁丁丁丁丁", 0, 300, 10))


def test_a_column_below_a_picture_is_level_with_one_beside_the_picture():
    lines = HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 150, 8)
    pictures = (Area(92, 130, 172, 142),)
    assert costs(*lines, pictures=pictures)["甲乙"] < costs(*lines)["甲乙"]


def test_a_line_below_a_picture_that_does_not_go_on_above_it_is_of_the_column_at_its_left():
    above, picture = column(BEGINS, 92, 130, 8), Area(92, 180, 172, 212)
    left = column(OPEN.replace("甲", "戊"), 0, 180, 8)
    below = (*column("乙乙乙。", 92, 216, 8), *column(BEGINS.replace("丙", "丁"), 92, 260, 8))
    found = costs(*above, *left, *below, pictures=(picture,))
    assert found["戊乙"] < found["丙乙"]


def test_a_head_high_above_is_less_sure_than_the_column_at_its_left_behind_a_rule():
    head = line("新馆开放一年记", 20, 100, 16)
    left = (line("老街", 0, 370, 16), *column(OPEN, 0, 400, 8))
    found = costs(head, *left, *column(BEGINS, 92, 400, 8), rules=(Area(85, 390, 86, 460),))
    assert found["甲丙"] < found["新丙"]


def test_a_column_of_indented_lines_alone_is_no_further_off():
    left = HEAD, *column(OPEN, 0, 130, 8)
    assert "甲乙" in costs(*left, *column("乙乙。 丁丁丁。", 130, 130, 8))
    assert "甲乙" not in costs(*left, *column("乙乙乙 丁丁丁。", 130, 130, 8))
    assert "甲乙" not in costs(*left, *column("乙乙。 丁丁丁。", 145, 130, 8))


def test_a_picture_or_a_byline_explains_a_gap_and_nothing_else_does():
    gap = HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 0, 192, 8)
    byline = HEAD, line("乙报记者", 0, 130), *column(BEGINS, 0, 160, 8)
    bare = costs(*gap)["甲乙"]
    assert costs(*gap, pictures=(Area(0, 172, 80, 190),))["甲乙"] < bare
    assert costs(*byline)["乙丙"] < bare


def test_a_column_level_with_the_byline_is_level_with_the_text_below_it():
    text = *column(OPEN, 0, 160, 8), *column(GOES_ON, 92, 130, 8)
    assert costs(HEAD, line("丙报记者", 0, 130), *text)["甲乙"] < costs(HEAD, *text)["甲乙"]


def test_a_gap_that_the_next_column_shares_is_the_end_of_an_article():
    upper = HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 130, 8)
    alone = costs(*upper, *column(BEGINS, 0, 192, 8))["甲丙"]
    shared = costs(*upper, *column(BEGINS, 0, 192, 8), *column(BEGINS.replace("丙", "丁"), 92, 192, 8))["甲丙"]
    assert shared > alone


def test_a_column_level_with_a_head_at_its_left_goes_on_from_its_columns():
    level = costs(HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 100, 8))
    lower = costs(HEAD, *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 150, 8))
    assert "老乙" in level
    assert "老乙" not in lower


def test_a_head_in_the_middle_of_more_columns_lacks_some():
    """Of three columns the middle one is below the head; a head at the left edge has none at its left."""
    middle = [*column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 130, 8)]
    centred = costs(line("老街", 116, 100, 16), *middle)["甲乙"]
    left = costs(line("老街换新", 92, 100, 16), *middle)["甲乙"]
    assert centred < left


def test_a_head_set_downwards_reaches_further_than_a_gutter():
    head = TextLine("老街换新颜", Area(0, 100, 30, 250), 30, vertical=True)
    assert "老甲" in costs(head, *column(OPEN, 90, 100, 8))
    assert "老甲" not in costs(head, *column(OPEN, 120, 100, 8))
