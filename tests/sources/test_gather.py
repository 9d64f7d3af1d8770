"""All kinds of inputs in one run, each failing in its own way."""

import datetime as dt
import json
import subprocess
import sys
import types
from dataclasses import replace
from typing import Any

import pytest

import service.sources
from service.core import json_codec
from service.editing.selection import page_numbers
from service.errors import UsageError
from service.model import Article, DoubtfulCharacter
from service.sources import FetchLimits, article_mends, gather, reading_process
from service.sources.article_mends import ArticleMend, ArticleMends, MendKind
from service.sources.epaper.manners import Manners
from service.sources.page_dates import CHINA
from service.storage.disk_cache import DiskCache
from tests.sources.test_feeds import LONG, NOW, SHORT, item, rss
from tests.sources.test_feeds import page as article_page
from tests.support.epaper_site import DAY, FAMILIES, PAGES, save, site
from tests.support.stored_scans import answer

LOCAL: dict[str, Any] = {"limits": FetchLimits(retries=0, pause=0.5), "allowed_hosts": ["127.0.0.1"], "now": NOW}


@pytest.fixture(autouse=True)
def newspaper(monkeypatch):
    """A reader of pages that finds one article in each, and none in a page that says so."""

    def read(page, corrections):
        if "无文" in page.text:
            return ()
        text = page.text
        for wrong, right in corrections.items():
            text = text.replace(wrong, right)
        title, *paragraphs = text.split()
        return (Article(page.source, title, tuple(paragraphs)),)

    stub = types.ModuleType("service.sources.newspaper")
    stub.read = read  # type: ignore[attr-defined]
    stub.proved = tuple  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "service.sources.newspaper", stub)
    monkeypatch.setattr(service.sources, "newspaper", stub, raising=False)


def test_doubts_of_a_scan_are_its_articles_damage_and_progress_is_told(tmp_path, monkeypatch):
    scan, told = tmp_path / "A01.jpg", []
    scan.write_bytes(b"\xff\xd8\xff\xe0")
    monkeypatch.setattr(reading_process, "answers", lambda *_: [answer(doubts=(("乡镇同时开闸", 1),))])
    found = gather([str(scan)], now=NOW, tell=lambda *each: told.append(each))
    [article] = found.articles
    assert article.damaged == ("青禾县十二个乡镇同时开闸放水，比去年早五天。",)
    assert told == [(f"Recognizing {scan}", 0, 0)]
    [page] = found.pages
    assert page.recognition
    assert page.recognition.doubts == (DoubtfulCharacter("乡镇同时开闸", 1),)


def test_files_feeds_and_pages_in_one_run(server, tmp_path):
    (tmp_path / "20260321").mkdir()
    (tmp_path / "20260321" / "A01.md").write_text("在平区修渠\n\n正文。", encoding="utf-8")
    feed = server.give("/feed", rss(item("甲"), item("乙", link="/2.html")), Content_Type="text/html")
    web = server.give("/a.html", article_page(LONG, "丙"), Content_Type="application/xml")
    found = gather([feed, web, str(tmp_path), feed], corrections={"在平区": "茌平区"}, **LOCAL)
    assert [article.title for article in found.articles] == ["茌平区修渠", "甲", "乙", "丙"]
    assert [article.source for article in found.articles] == [str(tmp_path / "20260321/A01.md"), feed, feed, web]
    assert (found.articles[0].published, found.articles[0].dated_by) == (dt.date(2026, 3, 21), "folder 20260321")
    assert [page.dated_by for page in found.pages] == ["folder 20260321"]
    assert found.skipped == ()
    assert server.paths().count("/feed") == 1


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "白石日报",
    "items": [
        {"id": "1", "title": "白石县修桥", "content_html": f"<p>{LONG}</p>", "date_published": "2026-03-21T06:00:00Z"}
    ],
}


def test_feeds_that_were_saved_into_a_folder_are_read_as_feeds_are(server, tmp_path):
    (tmp_path / "day.md").write_text("甲\n\n正文。", encoding="utf-8")
    teaser = item("丙", SHORT[:3] + "…", f"{server.url}/private.html")
    old = item("旧闻", date="Sat, 21 Feb 2026 06:00:00 +0800")
    (tmp_path / "news.xml").write_text(rss(item("乙"), teaser, old), encoding="utf-8")
    (tmp_path / "white.json").write_text(json.dumps(JSON_FEED), encoding="utf-8")
    (tmp_path / "broken.xml").write_text("<rss><channel></channel>", encoding="utf-8")
    since = NOW - dt.timedelta(days=1)
    found = gather([str(tmp_path)], since=since, **LOCAL)
    assert [(each.title, each.source) for each in found.articles] == [
        ("甲", str(tmp_path / "day.md")),
        ("乙", str(tmp_path / "news.xml")),
        ("白石县修桥", str(tmp_path / "white.json")),
    ]
    assert found.articles[1].published_at == dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
    told = {each.title: each.reason for each in found.skipped}
    assert told.keys() == {str(tmp_path / "broken.xml"), "旧闻", "丙"}
    assert "The feed has no entries" in told[str(tmp_path / "broken.xml")]
    assert "is not public" in told["丙"]  # though the host is allowed: a file leads to no private address
    assert server.paths() == []


def test_a_feed_that_was_saved_leads_to_the_whole_texts(server, tmp_path, monkeypatch):
    monkeypatch.setattr("service.core.network.is_public", lambda address: True)
    link = server.give("/1.html", article_page(LONG, "青禾县春灌开始"))
    (tmp_path / "news.xml").write_text(rss(item(text=SHORT[:3] + "…", link=link)), encoding="utf-8")
    found = gather([str(tmp_path / "news.xml")], **{**LOCAL, "allowed_hosts": []})
    assert [each.text for each in found.articles] == [LONG]


def test_sources_that_fail_are_named_and_the_rest_goes_on(server, tmp_path):
    (tmp_path / "a.md").write_text("甲\n\n正文。", encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"")
    (tmp_path / "c.md").write_text("无文", encoding="utf-8")
    gone, private = server.give("/gone", status=404), "http://10.0.0.1/feed"
    broken = server.give("/x", b"\x89PNG\0\0\0" + bytes(range(256)))
    feed = server.give("/feed", rss(item("乙"), item("丙", SHORT[:3] + "…", "/none.html")))
    found = gather([str(tmp_path), gone, private, broken, "file:///etc/passwd", feed], **LOCAL)
    assert [article.title for article in found.articles] == ["甲", "乙"]
    assert [(one.title, one.reason.split(": ")[-1]) for one in found.skipped] == [
        (str(tmp_path / "b.md"), "check the program that wrote it."),
        (str(tmp_path / "c.md"), "check its text."),
        (gone, "check the address."),
        (private, 'if this source is meant, set allowed_hosts = ["10.0.0.1"] in [service].'),
        (broken, "give the address of either."),
        ("file:///etc/passwd", "give one, or a file's path."),
        ("丙", "check the address."),
    ]


def test_a_path_that_does_not_exist_ends_the_run_before_anything_is_fetched(server, tmp_path):
    url = server.give("/feed", rss(item()))
    with pytest.raises(UsageError, match="none"):
        gather([url, str(tmp_path / "none")], **LOCAL)
    assert server.requests == []


def test_an_unchanged_feed_is_not_sent_again_and_gives_the_same(server):
    validators = {}
    url = server.give("/feed", rss(item()), ETag='"a"')
    first = gather([url], validators=validators, **LOCAL)
    server.give("/feed", status=304)
    assert gather([url], validators=validators, **LOCAL) == first
    assert server.requests[1][1]["If-None-Match"] == '"a"'
    server.give("/feed", rss(item("新的")), ETag='"b"')
    assert [article.title for article in gather([url], validators=validators, **LOCAL).articles] == ["新的"]
    assert validators[url].etag == '"b"'


def test_the_window_holds_for_feeds(server):
    url = server.give("/feed", rss(item("新"), item("旧", link="/2.html", date="Thu, 19 Mar 2026 06:00:00 +0800")))
    found = gather([url], since=dt.datetime(2026, 3, 20, 6, 30, tzinfo=CHINA), **LOCAL)
    assert [article.title for article in found.articles] == ["新"]
    assert [one.title for one in found.skipped] == ["旧"]


@pytest.mark.slow
def test_importing_the_stage_loads_none_of_its_libraries_and_no_reader():
    heavy = ("feedparser", "httpcore", "lxml", "trafilatura", "numpy", "service.sources.newspaper")
    code = f"import sys, service.sources; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_files_of_a_run_prove_each_other_ahead_of_what_an_editor_has_mended(tmp_path, monkeypatch):
    def proved(articles):
        assert [each.title for each in articles] == ["粮食储备厍扩建", "粮食储备库扩建"]
        return tuple(replace(each, title="粮食储备库扩建") for each in articles)

    monkeypatch.setattr(sys.modules["service.sources.newspaper"], "proved", proved)
    for name, title in (("A01.md", "粮食储备厍扩建"), ("A02.md", "粮食储备库扩建")):
        (tmp_path / name).write_text(f"{title}\n\n正文。", encoding="utf-8")
    mend = ArticleMend(MendKind.TITLE, "粮食储备库扩建", text="储备库扩建")
    article_mends.path_of(str(tmp_path / "A01.md")).write_text(json_codec.dump(ArticleMends((mend,))), encoding="utf-8")
    found = gather([str(tmp_path)], **LOCAL)
    assert [each.title for each in found.articles] == ["储备库扩建", "粮食储备库扩建"]
    assert [each.source[-6:] for each in found.articles] == ["A01.md", "A02.md"]
    assert not found.unmended


def test_runs_within_ten_minutes_that_share_fetch_an_address_once(server, tmp_path):
    from service.storage.disk_cache import DiskCache

    feed = server.give("/feed", rss(item("甲", "<p>短</p>", link="/1.html"), item("乙")))
    server.give("/1.html", article_page(LONG, "甲"))

    def fetched(share, minute):
        options = {**LOCAL, "now": NOW.replace(minute=minute), "share_fetches": share}
        return gather([feed], cache=DiskCache(tmp_path / "clips"), **options).articles

    first = fetched(True, 30)
    assert fetched(True, 39) == first
    assert server.paths().count("/feed") == 1
    assert fetched(True, 40) == first
    assert server.paths().count("/feed") == 2
    assert server.paths().count("/1.html") == 2
    assert fetched(False, 40) == first
    assert server.paths().count("/feed") == 3


def test_a_page_is_read_again_only_when_something_has_changed(tmp_path, monkeypatch):
    from service.storage.disk_cache import DiskCache

    read, times = service.sources.newspaper.read, []
    stub = sys.modules["service.sources.newspaper"]
    monkeypatch.setattr(stub, "read", lambda page, corrections: times.append(page.text) or read(page, corrections))
    path = tmp_path / "20260321.md"
    path.write_text("在平区修渠\n\n正文。", encoding="utf-8")
    same: dict[str, Any] = {"cache": DiskCache(tmp_path / "clips"), **LOCAL}
    first = gather([str(path)], **same)
    assert gather([str(path)], **same) == first
    assert len(times) == 1
    corrected = gather([str(path)], corrections={"在平区": "茌平区"}, **same)
    assert corrected.articles[0].title == "茌平区修渠"
    path.write_text("在平区修渠\n\n别的正文。", encoding="utf-8")
    assert gather([str(path)], **same).articles[0].paragraphs == ("别的正文。",)
    assert len(times) == 3


@pytest.mark.parametrize("damage", [b"", b"\xff", b"[]", b'{"articles": [1]}', b"[" * 100_000])
def test_what_is_kept_whole_and_is_wrong_is_read_and_fetched_again(server, tmp_path, damage):
    (tmp_path / "a.md").write_text("甲\n\n正文。", encoding="utf-8")
    feed, cache = server.give("/feed", rss(item("乙"))), DiskCache(tmp_path / "cache")
    for _ in range(2):
        found = gather([str(tmp_path / "a.md"), feed], cache=cache, share_fetches=True, **LOCAL)
        assert [article.title for article in found.articles] == ["甲", "乙"]
        assert found.skipped == ()
        for path in (tmp_path / "cache").glob("??/*"):
            cache.put(path.name, damage)
    assert server.paths().count("/feed") == 2


def test_an_article_has_its_marks_as_papers_print_them(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("河湾治水,三年见效 “由“就水治水”向“系统治理”转型。”周河说。\n", "utf-8")
    (article,) = gather([str(path)], **LOCAL).articles
    assert article.title == "河湾治水，三年见效"
    assert article.paragraphs == ("“由‘就水治水’向‘系统治理’转型。”周河说。",)


ISSUE: dict[str, Any] = {
    "limits": FetchLimits(retries=0, pause=0.5, site_pause=0.0),
    "allowed_hosts": ["127.0.0.1"],
    "now": NOW,
}


@pytest.mark.parametrize("family", FAMILIES.values(), ids=FAMILIES)
def test_the_address_of_a_newspaper_gives_its_issue(server, family):
    for path, html in site(family).items():
        server.give(f"/{path}", html, Content_Type="text/html; charset=utf-8", ETag='"1"')
    validators = {}
    found = gather([f"{server.url}/{family.entry}"], day=DAY, validators=validators, **ISSUE)
    assert [article.title for article in found.articles] == [title for titles in PAGES.values() for title in titles]
    assert {article.authors for article in found.articles} == {("林舟",)}
    assert {(article.published, article.dated_by) for article in found.articles} == {(DAY, "issue 2026-03-21")}
    assert [article.prominence for article in found.articles] == [1, pytest.approx(2 / 3), pytest.approx(1 / 3), 1, 0.5]
    assert set(page_numbers(found.articles).values()) == {1, 2}
    assert all("ontent_" in article.url or "Articel" in article.url for article in found.articles)
    assert [each.reason for each in found.skipped] == ["This page names no article."]
    asked = server.paths()
    assert asked.count("/robots.txt") == 1
    assert len(asked) == len(set(asked))  # nothing twice
    assert set(asked) - {"/robots.txt"} == {path for path in server.routes if path.startswith("/")}
    server.requests.clear()
    gather([f"{server.url}/{family.entry}"], day=DAY, validators=validators, **ISSUE)
    conditional = {path for path, headers in server.requests if headers.get("If-None-Match") == '"1"'}
    assert conditional == set(asked) - {"/robots.txt"}


def test_an_article_of_an_issue_that_fails_is_named_and_the_others_are_told(server):
    family = FAMILIES["Founder, older"]
    pages = site(family)
    lost = next(path for path in pages if "content_1002" in path)
    for path, html in pages.items():
        server.give(f"/{path}", html, status=500 if path == lost else 200)
    found = gather([f"{server.url}/{family.entry}"], day=DAY, **ISSUE)
    assert [article.title for article in found.articles][:2] == ["青禾县春灌开始", "十家医院周末不停诊"]
    assert found.articles[1].prominence == pytest.approx(1 / 3)
    assert [each.title for each in found.skipped if "500" in each.reason] == [f"{server.url}/{lost}"]


def test_what_of_an_issue_there_is_no_time_for_is_counted_and_keeps_its_place(server, monkeypatch):
    for path, html in site(FAMILIES["Founder, older"]).items():
        server.give(f"/{path}", html)
    left = iter([True] * 2 + [False] * 3)
    monkeypatch.setattr(Manners, "has_time", property(lambda _: next(left)))
    found = gather([f"{server.url}/index.htm"], day=DAY, **ISSUE)
    assert [article.prominence for article in found.articles] == [1, pytest.approx(2 / 3)]
    assert found.skipped[-1].title.endswith("第01版：要闻")
    assert found.skipped[-1].reason.startswith("3 articles from here on are left out, the time for newspapers' sites")


def test_a_saved_issue_is_read_like_one_from_its_site(tmp_path):
    save(FAMILIES["Founder, older"], tmp_path)
    found = gather([str(tmp_path)], **LOCAL)
    assert len(found.articles) == sum(map(len, PAGES.values()))
    assert [article.prominence for article in found.articles] == [1, pytest.approx(2 / 3), pytest.approx(1 / 3), 1, 0.5]
    assert set(page_numbers(found.articles).values()) == {1, 2}
    assert [each.reason for each in found.skipped] == ["This page names no article."]


def test_a_page_of_short_news_is_an_article_an_item(tmp_path):
    (tmp_path / "day.md").write_text(
        "快讯\n\n青沅大桥通车\n\n青沅大桥昨日通车。\n\n朝溪开夜间门诊\n\n朝溪卫生院昨日开夜间门诊。\n", "utf-8"
    )
    found = gather([str(tmp_path / "day.md")], **LOCAL).articles
    assert [article.title for article in found] == ["青沅大桥通车", "朝溪开夜间门诊"]
