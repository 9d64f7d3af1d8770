"""Which text belongs to which head, and the order in which it is read."""

from service.sources.page_layout.blocks import text_blocks
from service.sources.page_layout.geometry import Area, PrintedMatter, TextLine
from service.sources.page_layout.heads import page_heads
from service.sources.page_layout.text_owners import page_articles
from tests.support.set_type import column, line

OPEN = ">>甲甲甲甲甲甲 甲甲甲甲甲甲甲甲 甲甲甲甲甲甲甲甲"
GOES_ON = "乙乙乙乙乙乙乙乙 乙乙乙乙乙乙乙乙 乙乙乙。"
WHOLE = ">>丙丙丙丙丙丙 丙丙丙丙丙丙丙丙 丙丙丙。"
LAST = ">>丁丁丁丁丁丁 丁丁丁丁丁丁丁丁 丁丁丁。"


def articles(
    *lines: TextLine, rules: tuple[Area, ...] = (), frames: tuple[Area, ...] = (), pictures: tuple[Area, ...] = ()
) -> dict[str, str]:
    """Return the first characters of the pieces of each article, by its title."""
    heads, pieces = page_heads(text_blocks(lines, rules, frames, 10), rules, 10)
    return {
        article.head.title if article.head else "": "".join(piece.lines[0].text[0] for piece in article.pieces)
        for article in page_articles(heads, pieces, PrintedMatter(800, 1000, rules=rules, pictures=pictures), 10)
    }


def test_a_head_over_its_columns_has_them_all():
    assert articles(line("老街换新颜", 40, 100, 20), *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 130, 8)) == {
        "老街换新颜": "甲乙"
    }


def test_a_left_head_reaches_over_the_columns_at_its_right():
    """No head is above the last two, and the sentence goes on."""
    assert articles(
        line("老街换新颜", 0, 100, 20),
        *column(OPEN, 0, 130, 8),
        *column(GOES_ON, 92, 130, 8),
        *column(WHOLE, 184, 130, 8),
    ) == {"老街换新颜": "甲乙丙"}


def test_heads_side_by_side_have_their_own_columns():
    assert articles(
        line("春灌开闸", 0, 100, 18),
        line("夜校开班", 92, 100, 18),
        *column(WHOLE, 0, 130, 8),
        *column(LAST, 92, 130, 8),
    ) == {"春灌开闸": "丙", "夜校开班": "丁"}


def test_a_column_goes_on_below_a_picture():
    picture = Area(0, 180, 80, 280)
    lines = line("春灌开闸", 0, 100, 18), *column(OPEN, 0, 130, 8), *column(GOES_ON, 0, 285, 8)
    assert articles(*lines, pictures=(picture,)) == {"春灌开闸": "甲乙"}


def test_a_rule_ends_an_article():
    rule = Area(0, 190, 80, 190.6)
    lines = line("春灌开闸", 0, 100, 18), *column(WHOLE, 0, 130, 8), *column(LAST, 0, 195, 8)
    assert articles(*lines) == {"春灌开闸": "丙丁"}
    assert articles(*lines, rules=(rule,)) == {"": "丁", "春灌开闸": "丙"}


def test_what_is_in_a_box_stays_there():
    box = Area(88, 95, 190, 190)
    lines = (
        line("春灌开闸", 0, 100, 18),
        *column(WHOLE, 0, 130, 8),
        line("夜校", 92, 100, 18),
        *column(LAST, 92, 130, 8),
    )
    assert articles(*lines, frames=(box,)) == {"春灌开闸": "丙", "夜校": "丁"}


def test_a_head_set_downwards_has_the_columns_at_its_right():
    head = TextLine("春灌开闸", Area(0, 100, 24, 200), 24, vertical=True)
    assert articles(head, *column(OPEN, 34, 100, 8), *column(GOES_ON, 126, 100, 8)) == {"春灌开闸": "甲乙"}


def test_columns_are_read_downwards_and_bands_only_where_the_sentences_say_so():
    head, picture = line("老街换新颜", 40, 100, 20), Area(0, 180, 172, 280)
    upper = *column(OPEN, 0, 130, 8), *column(GOES_ON, 92, 130, 8)
    lower = *column(WHOLE, 0, 290, 8), *column(LAST, 92, 290, 8)
    assert articles(head, *upper, *lower, pictures=(picture,)) == {"老街换新颜": "甲乙丙丁"}
    down = *column(OPEN, 0, 130, 8), *column(WHOLE, 92, 130, 8), *column(GOES_ON, 0, 290, 8), *column(LAST, 92, 290, 8)
    assert articles(head, *down, pictures=(picture,)) == {"老街换新颜": "甲乙丙丁"}
