"""What is read of an episode's inputs, and the errors when there is nothing."""

import datetime as dt

import pytest

from service.errors import NothingToBrief, SourceError
from service.model import Article, ListEntry, Script, Skipped, Story
from service.pipeline import source_material


def test_articles_are_named_as_from_the_configuration(spec_of, timer, page):
    (article,) = source_material.read(spec_of(), timer).articles
    assert article.title == "城东水厂二期完工"
    assert article.source == "seeds/page.md"


def test_what_cannot_be_read_is_skipped_with_a_warning(spec_of, timer, page):
    (page.parent / "broken.html").write_bytes(b"\x00\x01\x02")
    found = source_material.read(spec_of(), timer)
    assert len(found.articles) == 1
    assert [each.title for each in found.skipped] == ["seeds/broken.html"]
    assert timer.warnings[0].startswith("Skipped seeds/broken.html: ")


def test_a_page_of_another_day_than_its_name_says_is_named_with_both(spec_of, timer, page):
    dated = page.rename(page.with_name("20260321.md"))
    dated.write_text("青禾日报 2026年3月20日 星期五\n\n" + dated.read_text("utf-8"), "utf-8")
    source_material.read(spec_of(), timer)
    assert timer.warnings == [
        "seeds/20260321.md: its name 20260321 says 2026-03-21, and its head “2026年3月20日” says 2026-03-20:"
        " it is taken as of 2026-03-21; rename it if that is wrong."
    ]


def test_a_finished_script_needs_no_article(spec_of, timer):
    left_out = Skipped("某条", "no room")
    script = Script("听报", dt.date(2026, 3, 21), "extra", "听报", 60.0, (), (left_out,))
    found = source_material.read(spec_of(script=script), timer)
    assert (found.articles, found.skipped) == ((), (left_out,))


def test_no_article_is_nothing_to_brief(spec_of, timer, page):
    page.unlink()
    (page.parent / "empty.txt").write_text("", "utf-8")
    with pytest.raises(NothingToBrief, match="no article"):
        source_material.read(spec_of(), timer)


def test_the_only_source_is_named_with_its_reason_in_the_error_alone(spec_of, timer, page):
    page.write_text("", "utf-8")
    with pytest.raises(NothingToBrief, match=r"no article: seeds/page.md: the file is empty: check the program"):
        source_material.read(spec_of(), timer)
    assert timer.warnings == []


def test_an_address_that_does_not_answer_may_be_the_cause(spec_of, timer):
    url = "http://127.0.0.1:9/feed.xml"
    with pytest.raises(SourceError) as told:
        source_material.read(spec_of(inputs=(url,)), timer)
    assert str(told.value).startswith(f"There is no article: the source could not be read: {url}: ")
    assert str(told.value).count(url) == 1
    assert timer.warnings == []  # the error tells it


def test_of_several_lost_sources_each_is_told_once(spec_of, timer):
    urls = ("http://127.0.0.1:9/a.xml", "ftp://feeds.example/b.xml")
    with pytest.raises(SourceError, match="2 of 2 sources could not be read, the first for this: ") as told:
        source_material.read(spec_of(inputs=urls), timer)
    said = " ".join([str(told.value), *timer.warnings])
    assert [said.count(url) for url in urls] == [1, 1]
    assert "check the network" not in said


def test_a_skipped_source_is_named_once(spec_of, timer, page):
    source_material.read(spec_of(inputs=(str(page), "ftp://feeds.example/b.xml")), timer)
    assert timer.warnings[0].startswith("Skipped ftp://feeds.example/b.xml: only http")


def told(first, last):
    """Return sentences of 47 characters each, none like another."""
    return "".join(
        f"第{n:04}号泵站昨日完工，日供水{n:04}吨，惠及附近乡镇的居民，市民不再为用水排队，水价不变。"
        for n in range(first, last)
    )


def test_an_article_that_is_too_long_to_edit_is_named_and_its_beginning_told(spec_of, timer, page):
    paragraphs = [told(20 * n, 20 * n + 20) for n in range(30)]
    page.write_text("\n\n".join(("# 城东水厂二期完工", *paragraphs)), "utf-8")
    found = source_material.read(spec_of(), timer)
    assert [len(each.paragraphs) for each in found.articles] == [21]  # of 940 characters each
    (skipped,) = found.skipped
    assert skipped.title == "城东水厂二期完工"
    assert timer.warnings == [f"Skipped 城东水厂二期完工: {skipped.reason}."]


def test_an_article_of_one_endless_paragraph_is_nothing_to_brief(spec_of, timer, page):
    page.write_text("# 城东水厂二期完工\n\n" + told(0, 500), "utf-8")
    with pytest.raises(NothingToBrief, match=r"城东水厂二期完工: over 20,000 characters: .* left out"):
        source_material.read(spec_of(), timer)


def test_an_article_has_the_entries_of_all_tellings_of_its_story():
    one, other, third = (ListEntry("wallabag+https://a.example", each) for each in "123")
    first = Article("https://a.example/", "水厂完工", ("水厂完工。",), entries=(one,))
    again = Article("https://b.example/", "水厂完工", ("水厂完工了。",), entries=(other,))
    apart = Article("https://a.example/", "灯会开幕", ("灯会开幕。",), entries=(third,))
    found = source_material.articles_of([Story((first, again), 1.0, ""), Story((apart,), 1.0, "")])
    assert [each.entries for each in found.values()] == [(one, other), (one, other), (third,)]


def test_articles_of_one_headline_in_one_file_are_compared_as_one():
    brief, other = Article("page.md", "简讯", ("水厂完工。",)), Article("page.md", "简讯", ("桥已通车。",))
    elsewhere = Article("other.md", "简讯", ("灯会开幕。",))
    found = source_material.articles_of([Story((each,), 1.0, "") for each in (brief, other, elsewhere)])
    assert [each.paragraphs for each in found.values()] == [("水厂完工。", "桥已通车。"), ("灯会开幕。",)]
