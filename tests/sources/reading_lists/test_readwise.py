"""What is Readwise Reader's own: https://readwise.io/reader_api."""

import datetime as dt

import pytest

from service.errors import SourceError
from service.sources import reading_lists
from service.sources.page_dates import CHINA
from tests.support.reading_services import let_in, opened

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
LONG = "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8


def test_the_inbox_is_read_unless_a_place_is_named(monkeypatch, a_client):
    with let_in("readwise", monkeypatch) as service:
        reading_lists.read(service.source, a_client(), now=NOW)
        reading_lists.read(f"{service.source}/?location=later", a_client(), now=NOW)
        with pytest.raises(
            SourceError, match="location=archive chooses nothing there; it is new, later, shortlist or feed"
        ):
            reading_lists.read(f"{service.source}/?location=archive", a_client(), now=NOW)
    assert [path.partition("location=")[2].partition("&")[0] for _, path in service.asked] == ["new", "later"]


def test_of_the_feed_only_what_was_not_opened_is_read_and_marked_as_seen(monkeypatch, a_client):
    with let_in("readwise", monkeypatch) as service:
        service.add("旧闻一则", f"<p>{LONG}</p>", read=True)
        kept = service.add("青禾县春灌开始", f"<p>{LONG}</p>")
        source = f"{service.source}/?location=feed"
        (article,), _ = reading_lists.read(source, a_client(), now=NOW)
        assert article.title == "青禾县春灌开始"
        assert list(opened(service, a_client(), source).mark_read([service.id(kept)])) == [[service.id(kept)]]
        assert reading_lists.read(source, a_client(), now=NOW) == ((), ())


def test_highlights_and_notes_are_no_articles(monkeypatch, a_client):
    with let_in("readwise", monkeypatch) as service:
        service.add("青禾县春灌开始", f"<p>{LONG}</p>")
        service.add("划线", f"<p>{LONG}</p>", more={"parent_id": "01abc1", "category": "highlight"})
        articles, skipped = reading_lists.read(service.source, a_client(), now=NOW)
    assert ([article.title for article in articles], skipped) == (["青禾县春灌开始"], ())


def test_pages_of_highlights_do_not_end_the_list(monkeypatch, a_client):
    base = dt.datetime(2026, 3, 21, tzinfo=dt.UTC)
    with let_in("readwise", monkeypatch) as service:
        for _ in range(150):
            service.add("划线", "", saved=base, more={"parent_id": "01abc1"})
        service.add("青禾县春灌开始", f"<p>{LONG}</p>", saved=base - dt.timedelta(hours=1))
        articles, skipped = reading_lists.read(service.source, a_client(), now=NOW)
    assert ([article.title for article in articles], skipped) == (["青禾县春灌开始"], ())


def test_what_was_not_changed_since_is_not_asked_for(monkeypatch, a_client):
    with let_in("readwise", monkeypatch) as service:
        reading_lists.read(service.source, a_client(), now=NOW, since=NOW)
    assert "updatedAfter=2026-03-21T01%3A00%3A00%2B00%3A00" in service.asked[0][1]


def test_an_id_that_would_lead_elsewhere_is_not_marked(monkeypatch, a_client):
    with let_in("readwise", monkeypatch) as service:
        service.add("青禾县春灌开始", f"<p>{LONG}</p>", more={"id": "../../v2/highlights/1"})
        (article,), _ = reading_lists.read(service.source, a_client(), now=NOW)
    assert [entry.id for entry in article.entries] == [""]
