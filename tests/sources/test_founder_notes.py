"""What Founder's systems note of an article in a comment."""

import lxml.html
import pytest

from service.sources import page_authors, page_headline
from service.sources.founder_notes import noted

NOTE = (
    "<!--enpproperty <articleid>7</articleid><date>2026-03-21 06:00:00:0</date><author>{author}</author>"
    "<title><p>春灌<br/>开始</p></title><subtitle>——首日引水百万方</subtitle><introtitle>春耕&amp;备耕</introtitle>/enpproperty-->"
)


def page(note, shown=""):
    return lxml.html.document_fromstring(f"<html><body><div>{note}{shown}<p>渠水到了田头。</p></div></body></html>")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "春灌 开始"), ("subtitle", "——首日引水百万方"), ("introtitle", "春耕&备耕"), ("keyword", "")],
)
def test_a_field_is_one_line_of_plain_text(field, value):
    assert noted(page(NOTE), field) == value


@pytest.mark.parametrize("note", ["", "<!-- a comment -->", "<!--enpproperty <title>春灌开始-->", "<!--enpproperty-->"])
def test_nothing_is_noted(note):
    assert noted(page(note), "title") == ""


def test_a_note_as_long_as_a_book_is_not_read():
    assert noted(page(f"<!--enpproperty {'x' * 20_000}<title>春灌开始</title>-->"), "title") == ""


def test_the_note_gives_headline_kicker_and_deck_and_what_the_page_marks_goes_before():
    bare = page(NOTE, "<div>春耕&amp;备耕</div>")
    assert page_headline.headline(bare, "青禾日报", []) == "春灌 开始"
    assert (page_headline.kicker(bare), page_headline.deck(bare)) == ("春耕&备耕", "——首日引水百万方")
    marked = page(NOTE, "<p id='PreTitle'>新渠</p><h2 id='Title'>渠水到田头</h2><p id='SubTitle'>两岸</p>")
    assert page_headline.headline(marked, "青禾日报", []) == "渠水到田头"
    assert (page_headline.kicker(marked), page_headline.deck(marked)) == ("新渠", "两岸")


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("本报记者 何青 通讯员 林舟", ("何青", "林舟")),
        ("何青", ("何青",)),
        ("综合报道", ("青禾日报",)),
        ("", ("青禾日报",)),
    ],
)
def test_the_note_names_the_writers_where_it_names_people(author, names):
    assert page_authors.authors(page(NOTE.format(author=author)), "青禾日报", "春灌开始", [], []) == names
