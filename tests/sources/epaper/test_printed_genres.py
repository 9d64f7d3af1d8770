"""What kind of piece an article of an e-paper is."""

import datetime as dt

import pytest

from service.model import Article, Genre
from service.sources.epaper.printed_genres import with_genre
from service.sources.fetching import FetchLimits
from service.sources.gather import gather
from tests.support.epaper_site import DAY, FAMILIES, PAGES, save, site

URL = "https://paper.example/html/2026-03/21/content_1.htm"
LOST = ("青禾县老街小吃店不慎遗失营业执照副本，统一社会信用代码92370000MA3ABCDE1X，声明作废。",)
LEASE = ("青禾商业街旺铺招租，面积60至120平方米，价格面议。", "招租电话：0539-8888888　地址：解放路12号")
NEWS = (
    "青禾县灌区管理所昨天开闸放水，今年的春灌比去年提前了六天，四十三万亩小麦将浇上返青水。",
    "管理所所长何青介绍，去年冬天清理了九十六公里渠道，下游的地块不用再等水。",
    "大解村种粮户林舟说，水到田头的时间在手机上就能看到，省下来的工夫正好把化肥撒了。",
)


@pytest.mark.parametrize(
    ("title", "paragraphs", "authors", "genre"),
    [
        ("遗失声明", LOST, (), Genre.NOTICE),
        ("旺铺招租", LEASE, (), Genre.ADVERTISEMENT),
        ("春灌提前六天开闸", NEWS, ("马原",), Genre.NEWS),
    ],
)
def test_notices_and_advertisements_are_known_and_news_is_told(title, paragraphs, authors, genre):
    article = with_genre(Article(URL, title, paragraphs, authors=authors))
    assert article.genre == genre
    assert article.genre_why
    assert (article.title, article.paragraphs, article.authors) == (title, paragraphs, authors)


@pytest.mark.parametrize("words", [("旺铺招租", LEASE), ("遗失声明", LOST)], ids=["advertisement", "notice"])
def test_a_site_and_a_folder_of_it_tell_no_notice(server, tmp_path, words):
    family = FAMILIES["Founder, older"]
    save(family, tmp_path)
    last = PAGES["民生"][-1]

    def other(html):
        text = "".join(f"<p>{each}</p>" for each in words[1])
        before, tag, rest = html.partition("<founder-content>")
        html = before + tag + text + rest[rest.index("</founder-content>") :] if tag and last in html else html
        return (
            html.replace("<div>□记者 林舟 报道</div>", "").replace(last, words[0]) if tag and last in before else html
        )

    for path, html in site(family).items():
        server.give(f"/{path}", other(html), Content_Type="text/html; charset=utf-8")
        (tmp_path / path).write_text(other((tmp_path / path).read_text("utf-8")), "utf-8")
    now, limits = dt.datetime(2026, 3, 21, 12, tzinfo=dt.UTC), FetchLimits(retries=0, pause=1, site_pause=0.0)
    for source in (f"{server.url}/index.htm", str(tmp_path)):
        found = gather([source], day=DAY, now=now, limits=limits, allowed_hosts=["127.0.0.1"]).articles
        assert [each.title for each in found if not each.genre.is_told] == [words[0]]
