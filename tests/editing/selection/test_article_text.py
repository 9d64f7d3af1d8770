"""The parts of an article that its news value is read from."""

from service.editing.selection.article_text import LATER_CHARACTERS, OPENING_CHARACTERS, article_text
from service.model import Article


def test_the_head_holds_kicker_headline_and_subtitle_and_the_series_stands_apart():
    text = article_text(
        Article("a.txt", "【新征程】云州港开港", ("港口今日开港。",), kicker="历时三年", subtitle="首船靠泊")
    )
    assert text.head == "历时三年 云州港开港 首船靠泊"
    assert text.series == "新征程"
    assert article_text(Article("a.txt", "云州港开港", ())).series == ""


def test_the_opening_is_a_part_of_what_follows_and_has_no_blanks():
    text = article_text(Article("a.txt", "云州港开港", ("港口 今日开港。" * 60, "第二段。" * 60)))
    assert len(text.opening) == OPENING_CHARACTERS
    assert len(text.later) == LATER_CHARACTERS
    assert text.later.startswith(text.opening)
    assert " " not in text.later
    assert text.whole.startswith("云州港开港\n")
