"""Issues of invented sites in the three families, and what stands against telling one."""

import dataclasses
import datetime as dt

import pytest

from service.errors import SourceError
from service.sources.epaper import issues
from service.sources.fetching import NotThere
from tests.support.epaper_site import DAY, FAMILIES, PAGES, site

HOST = "https://paper.example/"


def getter(pages):
    def get(url):
        try:
            return url, pages[url.removeprefix(HOST)]
        except KeyError:
            raise NotThere(f"{url}: the server answers 404: check the address.") from None

    return get


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("day", [DAY, None])
def test_an_issue_is_its_pages_and_their_articles_in_order(family, day):
    pages = site(family)
    issue = issues.find(HOST + family.entry, pages[family.entry], day, getter(pages))
    assert issue.day == DAY
    assert [[each.title for each in page.articles] for page in issue.pages] == [
        list(PAGES["要闻"]),
        list(PAGES["民生"]),
    ]
    assert [page.source.rpartition("/")[2] for page in issue.pages] == ["第01版：要闻", "第02版：民生"]
    assert [each.told for each in issue.skipped] == [
        f"{issue.pages[0].source.rpartition('/')[0]}/第03版：专刊: This page names no article."
    ]


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_an_older_issue_is_found_by_its_day(family):
    older = DAY - dt.timedelta(1)
    pages = _with_other_news(site(family, older)) | site(family)
    issue = issues.find(HOST + family.entry, pages[family.entry], older, getter(pages))
    assert issue.day == older
    assert len(issue.pages) == 2


def _with_other_news(pages):
    """Return an issue with headlines of its own."""
    return {path: html.replace("春灌", "播种") for path, html in pages.items()}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
@pytest.mark.parametrize("away", [-1, 1])
def test_the_newest_issue_is_not_taken_for_that_of_the_day_asked_for(family, away):
    """Some sites give it at every address, some send there from every other."""
    asked, pages = DAY + dt.timedelta(away), site(family)
    same = {path.replace(f"{DAY:{family.day}}", f"{asked:{family.day}}"): html for path, html in pages.items()}
    disguised = getter(same | pages)
    with pytest.raises(SourceError, match=r"there is no issue of|is not there yet, the newest is of"):
        issues.find(HOST, pages[family.entry], asked, disguised)
    with pytest.raises(SourceError, match=r"there is no issue of|is not there yet, the newest is of"):
        issues.find(HOST, pages[family.entry], asked, lambda url: getter(pages)(f"{HOST}{family.paths(DAY)[0]}"))


PERIODS = "<period_list>{}</period_list>"
PERIOD = "<period id='1'><period_date>{}</period_date><front_page>{}</front_page></period>"


@pytest.mark.parametrize("family", list(FAMILIES.values())[:2], ids=list(FAMILIES)[:2])
def test_a_first_page_of_another_name_is_found_in_the_months_calendar(family):
    """The older system numbers its pages through, so that each day's first has a number of its own."""
    older = DAY - dt.timedelta(1)
    other = dataclasses.replace(family, page=family.page.replace("node_", "node_9"))
    month = family.paths(older)[0].rsplit("/", 2)[0]
    days = PERIOD.format(DAY, "node_1.htm") + PERIOD.format("2026-3-20", other.paths(older)[0].rpartition("/")[2])
    pages = _with_other_news(site(other, older)) | site(family) | {f"{month}/period.xml": PERIODS.format(days)}
    issue = issues.find(HOST, pages[family.entry], older, getter(pages))
    assert [page.url for page in issue.pages] == [HOST + path for path in other.paths(older)[:2]]
    with pytest.raises(SourceError, match="there is no issue of 2026-03-19"):
        issues.find(HOST, pages[family.entry], older - dt.timedelta(1), getter(pages))


def test_no_issue_and_not_yet_an_issue_are_told_apart():
    family = FAMILIES["Founder, older"]
    pages = site(family)
    with pytest.raises(SourceError, match="there is no issue of 2026-03-20: give another date"):
        issues.find(HOST, pages[family.entry], DAY - dt.timedelta(1), getter(pages))
    with pytest.raises(SourceError, match="2026-03-22 is not there yet, the newest is of 2026-03-21: try again later"):
        issues.find(HOST, pages[family.entry], DAY + dt.timedelta(1), getter(pages))


def test_an_issue_that_goes_up_page_by_page_waits_for_its_first():
    family = FAMILIES["Founder, newer"]
    first, second, _ = family.paths(DAY)
    pages = {path: html.replace(first, second) for path, html in site(family).items() if path != first}
    pages[second] = pages[second].replace("第01版：要闻", "")
    with pytest.raises(SourceError, match="not complete yet, its first page is missing: try again later"):
        issues.find(HOST, pages[family.entry], DAY, getter(pages))


def test_a_page_that_is_not_there_is_named_and_the_others_are_read():
    family = FAMILIES["Founder, older"]
    pages = site(family)
    del pages[family.paths(DAY)[1]]
    issue = issues.find(HOST, pages[family.entry], DAY, getter(pages))
    assert [page.source.rpartition("/")[2] for page in issue.pages] == ["第01版：要闻"]
    assert "404" in issue.skipped[0].reason


def test_an_issue_most_of_whose_pages_are_not_there_is_waited_for():
    family = FAMILIES["Founder, older"]
    pages = site(family)
    for path in family.paths(DAY)[1:]:
        del pages[path]
    with pytest.raises(SourceError, match="not complete yet, 2 of its 3 pages are missing: try again later"):
        issues.find(HOST, pages[family.entry], DAY, getter(pages))


def test_pages_that_are_found_one_after_the_other_are_counted_before_an_issue_is_waited_for():
    """The first page links to the second alone, which names six more; two of those are not there yet."""
    further = "".join(f"<a href='node_{number}.htm'>第{number - 1:02}版：要闻</a>" for number in range(3, 10))
    second = {"node_3.htm": further + ARTICLES.format(2)}
    there = {f"node_{number}.htm": ARTICLES.format(number) for number in range(4, 8)}
    issue = _entry_and_issue("<a href='node_3.htm'>下一版</a>" + ARTICLES.format(1), second | there)
    assert len(issue.pages) == 6
    assert len([each for each in issue.skipped if "not there" in each.reason or "404" in each.reason]) == 2


def _entry_and_issue(first: str, further: dict[str, str]):
    """Return the issue of a site of one folder whose first page and further pages are given."""
    folder = "html/2026-03/21/"
    pages = {"": f"<meta http-equiv=refresh content='0;url={folder}node_2.htm'>"} | {
        f"{folder}{name}": html for name, html in ({"node_2.htm": first} | further).items()
    }
    return issues.find(HOST, pages[""], DAY, getter(pages))


ARTICLES = "<a href='content_{0}1.htm'>春灌开始</a><a href='content_{0}2.htm'>老街换新颜</a>"


@pytest.mark.parametrize(
    "links",
    [
        ["<area href='node_3.htm'><area href='node_4.htm'>"] * 3,
        ["<a href='node_3.htm'>下一版</a>", "<a href='node_4.htm'>下一版</a>", "<a href='node_3.htm'>上一版</a>"],
        ["第01版：要闻 <a href='node_3.htm'>第02版：民生</a> <a href='node_4.htm'>第03版：文化</a>"] * 3,
    ],
    ids=["pictures", "one after the other", "the page that is shown is not linked"],
)
def test_every_page_is_found_however_it_is_linked(links):
    first, second, third = (link + ARTICLES.format(n) for n, link in enumerate(links))
    issue = _entry_and_issue(first, {"node_3.htm": second, "node_4.htm": third})
    assert [page.url.rpartition("/")[2] for page in issue.pages] == ["node_2.htm", "node_3.htm", "node_4.htm"]
    assert [page.source.rpartition("/")[2][:4] for page in issue.pages] == ["第01版", "第02版", "第03版"]
    assert issue.skipped == ()


def test_links_of_a_page_that_lead_to_no_story_are_named_together():
    ads = "".join(
        f"<a href='content_{number}.htm'>{title}</a>" for number, title in enumerate(["广告", "公告"] * 2, 50)
    )
    issue = _entry_and_issue(ARTICLES.format(1) + ads, {})
    assert [[each.title for each in page.articles] for page in issue.pages] == [["春灌开始", "老街换新颜"]]
    [left] = issue.skipped
    assert left.told.endswith("第01版: 4 links say that they lead to no story: 广告、公告.")


def test_a_site_of_endless_pages_and_articles_is_bounded_and_what_is_cut_is_counted():
    articles = "".join(f"<a href='content_{number}.htm'>消息{number}</a>" for number in range(1000))
    pages = "".join(f"<a href='node_{number}.htm'>第{number - 1}版：要闻</a>" for number in range(2, 302))
    issue = _entry_and_issue(pages + articles, {f"node_{number}.htm": "<p>空</p>" for number in range(3, 302)})
    assert [len(page.articles) for page in issue.pages] == [400]
    told = [each.reason for each in issue.skipped if "left out" in each.reason]
    assert told == [
        "600 articles from here on are left out: an issue has 400 at most.",
        "200 pages from here on are left out: an issue has 100 at most.",
    ]


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://paper.example/html/2026-03/21/content_1001.htm", "<a href='node_2.htm'>第01版：要闻</a>"),
        ("https://news.example/2026-03/21/a.htm", "<a href='b.htm'>相关新闻</a><a href='content_7.htm'>另一篇</a>"),
        ("https://news.example/20260321/88.html", "<a href='page2.html'>下一页</a><a href='page3.html'>末页</a>"),
        ("https://news.example/a/88.html", "<p>新闻</p><a href='/html/2026-03/21/node_2.htm'>电子报</a>"),
        ("https://news.example/", "<p>本地新闻</p>"),
        ("https://news.example/", ""),
        ("https://news.example/", "<script>location.href='/m/'</script>" + "<p>本地新闻。</p>" * 1000),
    ],
    ids=[
        "an article",
        "an article of a site",
        "its pages",
        "an article with the paper",
        "a page",
        "nothing",
        "a page for telephones too",
    ],
)
def test_other_addresses_lead_to_no_issue_and_nothing_is_asked(url, html):
    def get(asked):
        raise AssertionError(asked)

    assert issues.find(url, html, DAY, get) is None


def test_an_entry_that_leads_in_a_circle_ends():
    asked = []

    def get(url):
        asked.append(url)
        return url, "<meta http-equiv=refresh content='0;url=/a.htm'>"

    assert issues.find(HOST, get(HOST)[1], DAY, get) is None
    assert len(asked) < 10
