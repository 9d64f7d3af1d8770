"""Chapters of books that hold several headings."""

import pytest

from service.sources.book_chapters import parts

FIRST = "<{0}>春灌今天开始</{0}><p>本报讯（记者 何青禾）十二个乡镇同时开闸放水。</p>"
SECOND = "<{0}>新桥月底通车</{0}><p>本报讯（记者 柳见山）新桥长八百六十米。</p>"
HEADS = ["# 春灌今天开始", "# 新桥月底通车"]


def _chapter(body):
    return f"<html><head><title>周末</title></head><body>{body}</body></html>"


def _heads(body):
    return [line for part in parts(_chapter(body)) for line in part.markdown.splitlines() if line.startswith("#")]


@pytest.mark.parametrize("tag", ["h1", "h2", "h4"])
def test_each_headline_begins_an_article(tag):
    assert _heads(f"<div><section>{FIRST}</section>{SECOND}</div>".replace("{0}", tag)) == HEADS


def test_a_sections_heading_is_no_headline():
    made = parts(_chapter("<h1>民生</h1>" + (FIRST + SECOND).replace("{0}", "h2")))
    assert [(part.section, part.markdown.count("# ")) for part in made] == [("民生", 2)]


def test_the_lines_of_a_headline_are_one():
    assert _heads("<h2>春灌<br/>今天开始</h2><p>水到田头。</p>" + SECOND.replace("{0}", "h2"))[0] == "# 春灌 今天开始"


def test_what_leads_to_other_chapters_is_left_out():
    body = '<p><a href="a.xhtml">下一篇</a> <a href="b.xhtml">目录</a></p>' + (FIRST + SECOND).replace("{0}", "h1")
    assert "下一篇" not in "".join(part.markdown for part in parts(_chapter(body)))


def test_a_sentence_that_is_a_link_stays():
    body = (
        FIRST.replace("{0}", "h1") + '<p><a href="a.xhtml">水到田头，人到田头。</a></p>' + SECOND.replace("{0}", "h1")
    )
    assert "水到田头，人到田头。" in "".join(part.markdown for part in parts(_chapter(body)))


@pytest.mark.parametrize("body", [FIRST.replace("{0}", "h1"), "<p>水到田头。</p>", ""])
def test_a_chapter_of_one_heading_is_no_matter_of_headings(body):
    assert parts(_chapter(body)) == ()


def test_struck_text_is_not_told():
    body = FIRST.replace("{0}", "h1").replace("十二个", "<del>十三个</del>十二个") + SECOND.replace("{0}", "h1")
    assert "十三个" not in "".join(part.markdown for part in parts(_chapter(body)))


def test_markup_without_end_is_left_to_the_reader_of_pages():
    names = " ".join(f"n{number}" for number in range(40_000))
    assert parts(_chapter(f"<h1 {names}>春灌</h1><h1>新桥</h1>")) == ()
