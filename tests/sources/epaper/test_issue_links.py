"""The shapes of e-papers' links."""

import datetime as dt

import pytest

from service.sources.epaper import issue_links
from service.sources.epaper.issue_links import ArticleLink, PageLink
from service.sources.html_tree import tree
from tests.support.tables import every_row

URL = "https://paper.example/html/2026-03/21/node_2.htm"


@every_row(
    ("url", "day", "other"),
    [
        (URL, "2026-03-21", "https://paper.example/html/2025-12/09/node_2.htm"),
        ("http://a.example/pc/layout/202603/21/node_01.html", "2026-03-21", "http://a.example/pc/layout/202512/09/node_01.html"),
        ("http://a.example/content/20260321/Page01BC.htm", "2026-03-21", "http://a.example/content/20251209/Page01BC.htm"),
        ("http://a.example/2026-03-21/vA1.shtml", "2026-03-21", "http://a.example/2025-12-09/vA1.shtml"),
    ],
)  # fmt: skip
def test_the_day_in_an_address_is_found_and_changed(url, day, other):
    assert str(issue_links.day_of(url)) == day
    assert issue_links.on_day(url, dt.date(2025, 12, 9)) == other


@every_row(
    "url",
    [
        "https://paper.example/index.htm",
        "https://paper.example/2026-13/41/node_2.htm",
        "https://paper.example/content_20260321.htm",
        "https://20260321.example/",
        "https://paper.example/120260321/a.htm",
    ],
)
def test_an_address_without_a_day(url):
    assert issue_links.day_of(url) is None


@every_row(
    ("html", "target"),
    [
        ('<meta http-equiv="refresh" content="0; url=html/2026-03/21/node_2.htm">', "https://paper.example/html/2026-03/21/node_2.htm"),
        ("<META HTTP-EQUIV=REFRESH CONTENT='0;URL=/a.htm'>", "https://paper.example/a.htm"),
        ('<meta content="1; url=html/a.htm" http-equiv="refresh">', "https://paper.example/html/a.htm"),
        ("<META CONTENT='0;URL=/a.htm' HTTP-EQUIV=Refresh>", "https://paper.example/a.htm"),
        ('<meta http-equiv="refresh" content="0; url=http://[/">', ""),
        ('<meta content="text/html; url=a.htm"><meta http-equiv="refresh">', ""),
        ('<script>window.location.href = "b.htm";</script>', "https://paper.example/b.htm"),
        ("<script>location='../c.htm'</script>", "https://paper.example/c.htm"),
        ("<script>location.replace('d.htm')</script>", "https://paper.example/d.htm"),
        ("<script>if (location == '/m/') go()</script>", ""),
        ('<meta http-equiv="refresh" content="30">', ""),
        ("<p>location of the paper</p>", ""),
    ],
)  # fmt: skip
def test_where_an_entry_sends_its_reader(html, target):
    assert issue_links.redirect(html, "https://paper.example/") == target


def test_pages_are_those_of_the_same_site_and_day_in_the_papers_order():
    html = (
        "<map><area href='node_8.htm'></map><a href='node_9.htm'>B01版：房产</a>"
        "<a href='node_3.htm'>第 02 版 民生</a><a href='node_2.htm'>第01版：要闻</a>"
        "<a href='./node_4.htm#top'>A03：体育</a><a href='node_5.htm'>第04版</a>"
        "<a href='node_3.htm'>下一版</a>"
        "<a href='../20/node_2.htm'>第01版：昨天</a><a href='https://other.example/html/2026-03/21/node_2.htm'>第01版</a>"
        "<a href='http://[bad/node_5.htm'>第05版</a><a href='content_1.htm'>第06版：不是版</a>"
    )
    base = URL.rpartition("/")[0]
    assert issue_links.pages(tree(html), URL) == (
        PageLink(f"{base}/node_2.htm", 1, "第01版：要闻"),
        PageLink(f"{base}/node_3.htm", 2, "第02版：民生"),
        PageLink(f"{base}/node_4.htm", 3, "第A03版：体育"),
        PageLink(f"{base}/node_5.htm", 4, "第04版"),
        PageLink(f"{base}/node_9.htm", 5, "第B01版：房产"),
        PageLink(f"{base}/node_8.htm", 0, "第06版"),
    )


def test_articles_come_in_the_order_of_the_page_with_the_titles_that_are_there():
    html = (
        "<map><area href='content_2.htm'><area href='content_1.htm?div=-1'></map><a href='content_1.htm'>春灌开始</a>"
        "<a href='content_2.htm'>  老街 </a><a href='content_3.htm'>广告</a>"
        "<a href='content_4_2.htm'>市政府公告三则</a>"
        "<a href='../20/content_9.htm'>昨天的</a><a href='page01.pdf'>PDF版</a>"
    )
    base = URL.rpartition("/")[0]
    found = issue_links.articles(tree(html), URL)
    assert found == (
        ArticleLink(f"{base}/content_2.htm", "老街"),
        ArticleLink(f"{base}/content_1.htm", "春灌开始"),
        ArticleLink(f"{base}/content_3.htm", "广告"),
        ArticleLink(f"{base}/content_4_2.htm", "市政府公告三则"),
    )
    assert [each.is_story for each in found] == [True, True, False, True]


def test_an_article_with_two_addresses_is_given_once_and_two_pictures_are_two():
    html = (
        "<a href='content_7.htm'>春灌开始</a><a href='content_7_2.htm'>春灌开始</a><a href='content_8_2.htm'>老街</a>"
        "<area href='content_20260321_1.htm'><area href='content_20260321_2.htm'>"
    )
    files = [each.url.rpartition("/")[2] for each in issue_links.articles(tree(html), URL)]
    assert files == [
        "content_7.htm", "content_8_2.htm", "content_20260321_1.htm", "content_20260321_2.htm"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "day", "page"),
    [
        ("https://paper.example/", None, "html/2026-03/21/node_2.htm"),
        ("https://paper.example/index.htm", dt.date(2026, 3, 20), "html/2026-03/20/node_2.htm"),
        ("https://paper.example/", dt.date(2026, 3, 22), "html/2026-03/21/node_2.htm"),
        ("https://paper.example/2026/0321/c88.html", None, ""),
    ],
    ids=["the newest", "of a day", "of a day that is not there", "an article that links to the paper"],
)
def test_the_issue_that_a_sites_own_page_links_to(url, day, page):
    html = "".join(
        f"<a href='/html/2026-03/{day}/node_{number}.htm'>电子报</a>" for day in (20, 21, 19) for number in (2, 3)
    )
    assert issue_links.newest_page(tree(html), url, day) == (page and f"https://paper.example/{page}")


@pytest.mark.parametrize(
    "html",
    [
        "<frameset><frame src='top.htm'><frame src='html/2026-03/21/node_2.htm'></frameset>",
        "<iframe width='100%' src='/html/2026-03/21/node_2.htm'></iframe>",
        "<script>var url = '/html/2026-03/21/node_2.htm'; window.location.href = url;</script>",
        """<script>setTimeout("location='/html/2026-03/21/node_2.htm'", 99)</script>""",
        """<script>setTimeout("go(\\'html/2026-03/21/node_2.htm\\')", 99)</script>""",
        """<script>var issue = {"first": "html\\/2026-03\\/21\\/node_2.htm"}; show(issue);</script>""",
        "<script>$(location).attr('href', 'html/2026-03/21/node_2.htm');</script>",
    ],
    ids=["a frame", "an inner frame", "a variable", "a timer", "marks in marks", "data", "an attribute"],
)
def test_the_issue_that_a_sites_own_page_shows_or_opens(html):
    assert issue_links.newest_page(tree(html), "https://paper.example/", None) == URL


@pytest.mark.parametrize(
    "link",
    [
        "<a href='node_3.htm'><img src='b.jpg' alt='第02版：民生'></a>",
        "<a href='node_3.htm' title='第02版：民生'><img src='b.jpg'></a>",
        "<li><a href='node_3.htm'><img src='b.jpg'></a><p>第02版：民生</p></li>",
        "<map><area href='node_3.htm' alt='第02版：民生'></map>",
        "<a href='node_3.htm'>下一版</a><a href='node_3.htm'><img src='d.gif'> 第02版：民生</a>",
    ],
    ids=["what the picture shows", "a tip", "what stands with it", "an area", "a picture and text"],
)
def test_a_page_has_the_name_that_stands_with_its_picture(link):
    html = f"<a href='node_2.htm'>第01版：要闻</a>{link}<a href='node_4.htm'><img src='c.jpg'></a>"
    assert [page.label for page in issue_links.pages(tree(html), URL)] == ["第01版：要闻", "第02版：民生", "第03版"]


def test_titles_that_a_script_writes_are_read():
    html = "".join(
        f"<a href='content_{n}.htm'><script>document.write(view('　{title}　'))</script></a>"
        for n, title in enumerate(["春灌开始", "广告"])
    )
    found = issue_links.articles(tree(html), URL)
    assert [(each.title, each.is_story) for each in found] == [("春灌开始", True), ("广告", False)]


@pytest.mark.parametrize(
    ("titles", "are_stories"),
    [
        ("广告 广告· 公益广告 公告 遗失声明 注销公告 报头 本版责编：何青", False),
        ("市政府公告三则 外交部发表声明 责任编辑的一天 报头题字背后的故事 图片新闻", True),
    ],
)
def test_a_story_is_told_by_its_title(titles, are_stories):
    assert {ArticleLink(URL, title).is_story for title in titles.split()} == {are_stories}
    assert ArticleLink(URL, "").is_story


def test_a_site_with_www_and_without_is_one_site():
    html = "<a href='http://www.PAPER.example/html/2026-03/21/content_1.htm'>春灌开始</a>"
    html += "<a href='http://news.paper.example/html/2026-03/21/content_2.htm'>老街</a>"
    html += "<a href='content_1.htm'>春灌开始</a>"
    found = issue_links.articles(tree(html), URL)
    assert found == (ArticleLink("https://paper.example/html/2026-03/21/content_1.htm", "春灌开始"),)


def test_strokes_of_windows_lead_where_browsers_go():
    html = "<a href='.\\content_1.htm'>春灌开始</a><a href=' content_2.htm\n'>老街</a>"
    files = [each.url for each in issue_links.articles(tree(html), URL)]
    assert files == [f"https://paper.example/html/2026-03/21/content_{n}.htm" for n in (1, 2)]


@pytest.mark.parametrize(
    ("url", "calendar"),
    [
        (URL, "https://paper.example/html/2026-03/period.xml"),
        ("http://a.example/pc/layout/202603/21/node_01.html", "http://a.example/pc/layout/202603/period.xml"),
        ("http://a.example/content/20260321/Page01BC.htm", ""),
        ("http://a.example/", ""),
    ],
)
def test_where_a_months_issues_are_listed(url, calendar):
    assert issue_links.calendar(url) == calendar


@pytest.mark.parametrize(
    ("url", "page", "article"),
    [
        ("http://a/20260321/Page01BC.htm", True, False),
        ("http://a/20260321/Articel01001BC.htm", False, True),
        ("http://a/2026-03/21/content_1.html?div=-1", False, True),
        ("http://a/2026-03/21/vA12.shtml", True, False),
        ("http://a/2026-03/21/contents.htm", False, False),
        ("http://a/2026-03/21/001/node.htm", True, False),
        ("http://a/2026-03/21/001/content_rb_12345.htm", False, True),
        ("http://a/2026-03/21/nbs.D110000abc_01.htm", True, False),
        ("http://a/2026-03/21/nw.D110000abc_20260321_1-01.htm", False, True),
        ("http://a/pc/layout/202603/21/colA1.html", True, False),
        ("http://a/pc/layout/202603/21/lRB01.html", True, False),
        ("http://a/pc/content/202603/21/c103838.html", False, True),
        ("http://a/20260321/html/page_01.htm", True, False),
        ("http://a/20260321/html/page_01_content_000.htm", False, True),
        ("http://a/20260321/vA1.shtml", True, False),
        ("http://a/20260321/510234.shtml", False, True),
        ("http://a/20260321/index.shtml", False, False),
        ("http://a/202603/21/list1.html", False, False),
        ("http://a/202603/21/c1.html", False, False),
    ],
)
def test_what_an_address_is_one_of(url, page, article):
    assert (issue_links.is_page(url), issue_links.is_article(url)) == (page, article)
