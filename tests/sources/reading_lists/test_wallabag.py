"""What is wallabag's own: https://doc.wallabag.org/developer/api/readme/."""

import datetime as dt

import pytest

from service.errors import SourceError
from service.sources import reading_lists
from service.sources.page_dates import CHINA
from tests.support.reading_services import SECRETS, json_answer, let_in, opened

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
LONG = "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8


def test_one_login_serves_all_requests(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        for n in range(60):
            service.add(f"青禾县第{n}村开闸", f"<p>{LONG}</p>")
        articles, _ = reading_lists.read(service.source, a_client(), now=NOW)
    assert len(articles) == 60
    assert [path for _, path in service.asked if "oauth" in path] == ["/oauth/v2/token"]


def test_behind_the_last_page_nothing_is_asked(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        for n in range(50):
            service.add(f"青禾县第{n}村开闸", f"<p>{LONG}</p>")
        assert reading_lists.read(service.source, a_client(), now=NOW)[1] == ()
    assert len([path for _, path in service.asked if "entries" in path]) == 1


def test_tags_choose_and_label(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        service.add("青禾县春灌开始", f"<p>{LONG}</p>", label="news")
        service.add("河东镇建校", f"<p>{LONG}</p>")
        (article,), _ = reading_lists.read(f"{service.source}/?tags=news", a_client(), now=NOW)
    assert (article.title, article.section) == ("青禾县春灌开始", "news")


@pytest.mark.parametrize("more", [{"is_not_parsed": True}, {}])
def test_what_stands_in_place_of_a_text_is_not_told(more, monkeypatch, a_client):
    complaint = "<p>wallabag can't retrieve contents for this article. Please troubleshoot this issue.</p>"
    with let_in("wallabag", monkeypatch) as service:
        service.add("青禾县春灌开始", complaint, url=f"{service.url}/gone.html", more=more)
        articles, (skipped,) = reading_lists.read(service.source, a_client(), now=NOW)
    assert articles == ()
    assert (skipped.title, "There is no text of it" in skipped.reason) == ("青禾县春灌开始", True)


def test_marking_archives_one_by_one(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        ids = [service.id(service.add(f"第{n}篇", LONG)) for n in range(2)]
        assert list(opened(service, a_client()).mark_read(ids)) == [["1"], ["2"]]
    assert service.asked[1:] == [("PATCH", "/api/entries/1.json"), ("PATCH", "/api/entries/2.json")]


@pytest.mark.parametrize("said", [{"id": 1, "is_archived": 0}, {}, []])
def test_a_mark_that_is_not_confirmed_is_none(said, monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        service.fail("/api/entries/", json_answer(said))
        with pytest.raises(SourceError, match="the answer is none that wallabag gives"):
            list(opened(service, a_client()).mark_read(["1"]))


def test_a_login_of_another_form_is_named(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        monkeypatch.setenv(SECRETS["wallabag"][0], "editor:pass")
        with pytest.raises(SourceError, match="TINGBAO_WALLABAG_LOGIN must hold client id:client secret:user:password"):
            reading_lists.read(service.source, a_client(), now=NOW)
        assert service.asked == []


def test_a_login_that_gives_no_token_is_named(monkeypatch, a_client):
    with let_in("wallabag", monkeypatch) as service:
        service.fail("/oauth", json_answer({"access_token": None}), json_answer(["x"]))
        for _ in range(2):
            with pytest.raises(SourceError, match="the answer is none that wallabag gives"):
                reading_lists.read(service.source, a_client(), now=NOW)
