"""What is Miniflux's own: https://miniflux.app/docs/api.html."""

import datetime as dt

import pytest

from service.errors import SourceError
from service.sources import reading_lists
from service.sources.page_dates import CHINA
from tests.support.reading_services import let_in, opened

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
TEXT = "<p>" + "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8 + "</p>"


def test_a_category_is_read_alone(monkeypatch, a_client):
    with let_in("miniflux", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT, label="22")
        service.add("河东镇建校", TEXT, label="23")
        (article,), _ = reading_lists.read(f"{service.source}/?category_id=22", a_client(), now=NOW)
    assert article.title == "青禾县春灌开始"
    assert "category_id=22&status=unread&order=published_at&direction=desc" in service.asked[0][1]


def test_a_category_that_is_unknown_is_named(monkeypatch, a_client):
    with let_in("miniflux", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT, label="22")
        with pytest.raises(SourceError, match="Miniflux answers 400: it has no category of that number"):
            reading_lists.read(f"{service.source}/?category_id=99", a_client(), now=NOW)


def test_marking_is_one_request_with_numbers(monkeypatch, a_client):
    with let_in("miniflux", monkeypatch) as service:
        kept = [service.add(f"第{n}篇", TEXT) for n in range(3)]
        ids = [service.id(each) for each in kept]
        assert list(opened(service, a_client()).mark_read(ids)) == [ids]
        assert service.asked == [("PUT", "/v1/entries")]
        assert service.unread() == []


def test_its_tags_are_labels(monkeypatch, a_client):
    with let_in("miniflux", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT, more={"tags": ["农业", "水利"]})
        (article,), _ = reading_lists.read(service.source, a_client(), now=NOW)
    assert article.section == "农业"
