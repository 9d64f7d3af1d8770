"""Of a source made to hold the run up, a part is edited, and the rest is named."""

import dataclasses

from service.editing import edit_limits
from service.editing.edit_limits import within
from service.model import Article


def article(*paragraphs, source="a.md", title="水厂完工", damaged=()):
    return Article(source, title, paragraphs, damaged=damaged)


def test_a_newspapers_articles_are_edited_whole():
    page = tuple(article("水厂完工。" * 1300, title=f"第{n}条") for n in range(15))  # 97,500 characters
    assert within(page) == (page, ())
    assert not any(each.cut for each in within(page)[0])


def test_an_article_is_edited_up_to_the_last_paragraph_that_fits():
    long = article(*("水" * 3000 for _ in range(9)), "水厂停了。", damaged=("水水", "水厂停了。"))
    (short,), (named,) = within([long])
    assert short == dataclasses.replace(long, paragraphs=long.paragraphs[:6], damaged=("水水",), cut=True)
    assert named.title == "水厂完工"
    assert named.reason == "over 20,000 characters: only its first 6 paragraphs are considered"


def test_an_article_whose_first_paragraph_is_too_long_is_left_out():
    kept, (named,) = within([article("水" * 20_001), article("乙")])
    assert kept == (article("乙"),)
    assert "left out" in named.reason


def test_a_source_of_too_many_articles_is_named_once_and_the_others_are_edited():
    many = [article("水厂完工。", title=str(n)) for n in range(edit_limits.MOST_ARTICLES + 20)]
    other = article("路修好了。", source="b.md")
    kept, (named,) = within([*many, other])
    assert kept == (*many[: edit_limits.MOST_ARTICLES], other)
    assert named.title == "a.md"
    assert "the last 20 of its articles" in named.reason


def test_a_source_of_too_much_text_is_edited_up_to_there():
    pages = [article("水" * 19_000, title=str(n)) for n in range(20)]
    kept, (named,) = within([*pages, article("短。")])
    assert kept == tuple(pages[:15])  # 285,000 characters; what is short and behind it is not taken instead
    assert "the last 6 of its articles" in named.reason
