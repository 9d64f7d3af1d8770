"""What sites and search engines read of an article: the same sound everywhere, nothing that its text could break."""

import html
import json
import re
from dataclasses import replace

import pytest
from lxml import etree

from service.model import ToldArticle
from service.publishing import article_pages, site
from service.publishing.feed import Document
from tests.support.publishing_samples import SHOW, episode

HOSTILE = '</script><script src="https://evil.example/x.js"></script>"&<b>'
ARTICLES = SHOW.articles


def article(title="云州新增三条公交线路", **changes):
    told = ToldArticle("https://news.example.org/bus?id=1&x=2", "tag:1", "feed", "要闻", ("何青",), "p", **changes)
    return episode(id="0123456789abcdef", title=title, mp3="daily-0123456789abcdef-01234567.mp3", size=9, article=told)


def described(page):
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.decode())
    return json.loads(text)


@pytest.mark.parametrize("title", ["云州新增三条公交线路", HOSTILE])
def test_the_page_describes_its_sound_to_search_engines(title):
    page = article_pages.page(ARTICLES, article(title), "cover.png")
    found = described(page)
    assert (found["@context"], found["@type"], found["name"]) == ("https://schema.org", "AudioObject", title)
    base = f"{SHOW.base_url}/daily/articles/episodes/0123456789abcdef/"
    assert found["contentUrl"] == f"{base}daily-0123456789abcdef-01234567.mp3"
    assert found["embedUrl"] == f"{base}embed.html"
    assert re.fullmatch(r"PT\d+S", found["duration"])
    assert found["isBasedOn"] == "https://news.example.org/bus?id=1&x=2"
    assert b"evil.example/x.js>" not in page
    assert page.count(b"<script") == 2, "the description and the player's script"


def test_the_page_leads_to_its_oembed_which_holds_the_frame_that_the_page_shows():
    page = etree.HTML(article_pages.page(ARTICLES, article(HOSTILE), "cover.png"))
    [link] = page.xpath('//link[@type="application/json+oembed"]/@href')
    assert link == f"{SHOW.base_url}/daily/articles/episodes/0123456789abcdef/oembed.json"
    found = json.loads(article_pages.oembed(ARTICLES, article(HOSTILE)))
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 600)
    frame = etree.HTML(found["html"]).xpath("//iframe")[0]
    assert frame.get("src") == f"{SHOW.base_url}/daily/articles/episodes/0123456789abcdef/embed.html"
    assert frame.get("title") == f"听：{HOSTILE}"
    assert [page.xpath("//details//code")[0].text] == [found["html"]]
    assert etree.HTML(found["html"]).xpath("//script") == []


def test_the_player_has_no_script_no_cookie_and_nothing_of_another_host():
    text = article_pages.player(ARTICLES, article(HOSTILE)).decode()
    page = etree.HTML(text)
    assert page.xpath("//script") == []
    sources = [*page.xpath("//@src"), *page.xpath("//link/@href")]
    assert all("//" not in each for each in sources), sources
    [audio] = page.xpath("//audio")
    assert (audio.get("preload"), audio.get("src")) == ("none", "daily-0123456789abcdef-01234567.mp3")
    assert page.xpath("//a/@href") == [f"{SHOW.base_url}/daily/articles/episodes/0123456789abcdef/"]
    assert "script-src" not in text
    assert 0 < text.find("人工智能合成") < text.index("<audio")


def test_the_player_and_its_style_weigh_little():
    style = next(data for name, data in site.assets(ARTICLES).items() if name.startswith("embed-"))
    assert len(article_pages.player(ARTICLES, article())) + len(style) < 3000


def test_only_a_show_of_articles_has_the_players_style():
    assert {name.partition("-")[0] for name in site.assets(SHOW)} == {"style", "player"}
    assert {name.partition("-")[0] for name in site.assets(ARTICLES)} == {"style", "player", "embed"}


def test_the_list_is_newest_first_and_names_everything_by_the_shows_address():
    newer = article("新的")
    script = replace(newer.script, segments=(replace(newer.script.segments[0], source_name="A01 要闻"),))
    told = [replace(each, script=script) for each in (article("旧的"), newer)]
    found = json.loads(article_pages.article_list(ARTICLES, told, Document(older="archive-1.xml")))
    assert found["older"] == f"{SHOW.base_url}/daily/articles/archive-1.json"
    for each in found["articles"]:
        assert each["url"] == "https://news.example.org/bus?id=1&x=2"
        assert each["audio"].startswith(f"{SHOW.base_url}/daily/articles/episodes/")
        assert (each["section"], each["source"]) == ("要闻", "A01 要闻"), "by which it is found without an address"
    assert found["version"] == 1


def test_a_shorter_telling_says_so():
    assert "摘要" in article_pages.page(ARTICLES, article(whole=False), "cover.png").decode()
    assert "摘要" not in article_pages.page(ARTICLES, article(), "cover.png").decode()
    assert "摘要" in article_pages.player(ARTICLES, article(whole=False)).decode()
    assert "摘要" not in article_pages.player(ARTICLES, article()).decode()


def test_one_that_is_cut_is_called_neither_whole_nor_a_summary():
    one = article(whole=False, cut=True)
    for page in (article_pages.page(ARTICLES, one, "cover.png").decode(), article_pages.player(ARTICLES, one).decode()):
        assert "节选" in page
        assert "摘要" not in page
    [listed] = json.loads(article_pages.article_list(ARTICLES, [one], Document()))["articles"]
    assert (listed["whole"], listed["cut"]) == (False, True)


@pytest.mark.parametrize("tells", [True, False])
def test_the_shows_page_leads_to_its_articles_where_it_has_them(tells):
    show = replace(SHOW, tells_articles=tells)
    links = etree.HTML(site.render_list(show, [episode()], Document())).xpath("//a[text()='听本文']/@href")
    assert links == (["articles/"] if tells else [])
    assert etree.HTML(site.render_list(show.articles, [article()], Document())).xpath("//a[text()='听本文']") == []


def test_an_address_that_is_none_is_named_nowhere():
    told = ToldArticle("javascript:alert(1)", "", "feed", "", (), "p")
    hostile = episode(id="0123456789abcdef", title="甲", mp3="a-01234567.mp3", article=told)
    page = article_pages.page(ARTICLES, hostile, "cover.png").decode()
    assert "isBasedOn" not in described(page.encode())
    listed = json.loads(article_pages.article_list(ARTICLES, [hostile], Document()))
    assert listed["articles"][0]["url"] == ""
    assert "javascript:" not in html.unescape(page)
