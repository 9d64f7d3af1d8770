"""Articles in every layout are whole, and nothing of the page round them is told."""

import pytest

from service.language import sentences
from service.sources import web_pages
from service.sources.credits import credited
from service.sources.fetching import Response
from tests.support.tables import every_row
from tests.support.web_cases import FOLDER, HEADLINE, PAGES, answer, filled, kept_page, named


@named([case for case in PAGES["page"] if "failed" not in case])
def test_a_page_gives_its_article_and_nothing_else(case):
    article = web_pages.article(answer(case), "a.html")
    assert article.title == case.get("headline", case.get("title", HEADLINE))
    given = [filled(text) for text in case.get("told", [])]
    given += [text for number, text in PAGES["paragraphs"].items() if f"«{number}»" in case["body"]]
    assert {text: article.text.count(text) for text in given} == dict.fromkeys(given, 1)
    assert [text for text in case.get("silent", []) if text in article.text] == []


@every_row(
    "name",
    ["lost01_baretext", "lost03_div_mid", "lost06_center", "lost09_h3", "lost13_textmid", "article_aside", "wechat"],
)
def test_kept_pages_are_whole(name):
    article = web_pages.article(kept_page(f"{name}.html"), "a.html")
    assert article.title == "云溪县新增公交线路三条"
    assert [line[:4] for line in article.paragraphs] == ["云溪县公", "县交通局", "公司经理", "青禾镇自", "厂长周立"][
        : 5 if name.startswith("lost") else 3
    ]


UNKNOWN = {
    "善良的人，值得被更多人看见。": "a moral behind the story",
    "手机短信看新闻，发送LX到9999即可订阅，每月5元。": "an offer of another time",
}
"""Sentences of pages that are still taken for the article's."""


@every_row("path", sorted((FOLDER / "cms").glob("*.html")), ids=lambda path: path.stem)
def test_a_page_of_any_content_system_is_read_whole(path):
    """Each is accompanied by its headline and paragraphs; of the rest of the page no sentence is told."""
    headline, *paragraphs = ("".join(line.split()) for line in path.with_suffix(".txt").read_text("utf-8").splitlines())
    page = Response("https://baishi.example/a.html", "text/html", path.read_bytes())
    article = credited(web_pages.article(page, "a.html"))
    read = ["".join(line.split()) for line in article.paragraphs]
    assert "".join(article.title.split()) == headline
    assert [line for line in read if line in paragraphs] == list(filter(None, paragraphs))
    assert {line for line in read if sentences.is_finished(line)} - {*paragraphs} <= set(UNKNOWN)


INLINE = "strong b font span em i u small big ins label tt mark code cite"
BLOCKS = "center section div h1 h2 h3 h4 h5 h6 blockquote pre article address figure details fieldset x-para"
OTHERS = (
    "{}",
    "{}<br>",
    "<br><br>{}<br>",
    "<ol><li>{}</li></ol>",
    "<ol>{}</ol>",
    "<dl><dt>{}</dt></dl>",
    "<dl><dd>{}</dd></dl>",
    "<table><tr><td>{}</td></tr></table>",
    "<section><section><span>{}</span></section></section>",
    "<strong><p>{}</p></strong>",
    '<p><a href="/1">{}</a></p>',
    '<div class="lead">{}</div>',
    "<p>{}",
)
HOMES = ('<div class="article">{}</div>', "<article>{}</article>", "<div id=zoom>{}</div>")
ROUND = """<div class="nav"><a href="/">首页</a></div><h1>白石镇老粮站变身图书室</h1>{}
<div class="related"><ul><li><a href="/3">柳溪市召开春耕生产现场会，部署今年粮食种植工作</a></li></ul></div>
<div class="comments"><p>网友甲：什么时候通到我们村？等了三年了，真希望领导看看。</p></div>"""


@pytest.mark.slow
@pytest.mark.parametrize("home", HOMES)
@every_row("form", [*(f"<{tag}>{{}}</{tag}>" for tag in f"{INLINE} {BLOCKS}".split()), *OTHERS])
def test_no_element_loses_the_paragraph_in_it(form, home):
    for odd in ((0,), (1, 2), (0, 1, 2, 3)):
        parts = [(form if n in odd else "<p>{}</p>").format(f"«{n + 1}»") for n in range(4)]
        body = ROUND.format(home.format("".join(parts)))
        article = web_pages.article(answer({"body": body, "no_h1": True}), "a")
        assert "".join(article.paragraphs) == filled("«1»«2»«3»«4»"), odd


def test_what_is_left_out_is_named():
    left_out = {edit.before: edit.why for edit in web_pages.article(kept_page("article_aside.html"), "a").edits}
    assert [why for text, why in left_out.items() if text.startswith("延伸阅读")] == [
        "it stands in the page's part “aside”"
    ]
    assert [why for text, why in left_out.items() if text.startswith("广告")] == ["it stands in the page's part “ad”"]


def test_a_table_beside_the_article_is_none_of_it():
    cells = (("索引号：", "QH001-2026-0113-0042"), ("发文机关：", "青禾县人民政府办公室"))
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in cells)
    article = web_pages.article(answer({"body": f"<table>{table}</table><div class=a><p>«1»</p><p>«2»</p></div>"}), "a")
    assert "QH001" not in article.text
    assert "青禾县人民政府办公室" not in article.text


def test_a_table_of_numbers_is_no_text():
    table = "".join(f"<tr><td>{name}</td><td>{n}</td></tr>" for n, name in enumerate(("一季度", "二季度", "三季度")))
    article = web_pages.article(answer({"body": f"<div class=a><p>«1»</p><table>{table}</table><p>«2»</p></div>"}), "a")
    assert article.text == filled("«1»\n«2»")


@pytest.mark.slow
def test_ten_thousand_lines_cost_little():
    body = (
        "<div>" + "".join(f"<p>第{n}段写的是白石镇图书室的借阅情况，读者很多。</p>" for n in range(10_000)) + "</div>"
    )
    assert len(web_pages.article(answer({"body": body}), "a").paragraphs) == 10_000
