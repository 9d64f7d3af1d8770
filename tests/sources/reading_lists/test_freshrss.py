"""What is FreshRSS's own: its Google Reader API."""

import datetime as dt

import pytest

from service.errors import SourceError
from service.sources import reading_lists
from service.sources.page_dates import CHINA
from tests.support.reading_services import SECRETS, let_in, opened, text_answer

NOW = dt.datetime(2026, 3, 21, 9, 0, tzinfo=CHINA)
TEXT = "<p>" + "3月20日，青禾县春灌工作全面展开，全县十二个乡镇同时开闸放水。" * 8 + "</p>"


@pytest.mark.parametrize("end", ["", "/", "/api/greader.php"])
def test_its_address_is_that_of_its_pages_or_of_its_api(end, monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT)
        (article,), _ = reading_lists.read(service.source + end, a_client(), now=NOW)
    assert article.title == "青禾县春灌开始"
    assert service.asked[0] == ("POST", "/api/greader.php/accounts/ClientLogin")


def test_a_label_is_read_alone(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT, label="要闻")
        service.add("河东镇建校", TEXT, label="教育")
        (article,), _ = reading_lists.read(f"{service.source}/?label=要闻", a_client(), now=NOW)
    assert (article.title, article.section) == ("青禾县春灌开始", "要闻")


@pytest.mark.parametrize("label", ["没有", "要/闻"])
def test_a_label_that_is_unknown_is_named_and_not_the_whole_account_read(label, monkeypatch, a_client):
    """FreshRSS gives all there is, and what is told would be marked read."""
    with let_in("freshrss", monkeypatch) as service:
        service.add("青禾县春灌开始", TEXT, label="要闻")
        with pytest.raises(SourceError, match=f"FreshRSS has no label {label}: write it as it stands there"):
            reading_lists.read(f"{service.source}/?label={label}", a_client(), now=NOW)


def test_an_id_that_cannot_be_sent_back_is_none(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        for n, id_ in enumerate(["1\n2", "项", "x" * 300, ""]):
            service.add(f"青禾县第{n}村开闸", TEXT, more={"id": id_})
        articles, _ = reading_lists.read(service.source, a_client(), now=NOW)
    assert [entry.id for article in articles for entry in article.entries] == [""] * 4


def test_a_continuation_after_the_last_entry_brings_nothing_and_no_complaint(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        for n in range(100):
            service.add(f"青禾县第{n}村开闸", TEXT)
        articles, skipped = reading_lists.read(service.source, a_client(), now=NOW)
    assert (len(articles), skipped) == (100, ())
    assert len([path for _, path in service.asked if "/stream/" in path]) == 2


def test_marking_sends_the_token_of_the_moment_and_a_hundred_at_once(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        ids = [service.id(service.add(f"第{n}篇", TEXT)) for n in range(130)]
        assert [len(done) for done in opened(service, a_client()).mark_read(ids)] == [100, 30]
        assert service.unread() == []
    paths = [path.removeprefix("/api/greader.php") for _, path in service.asked]
    edit = "/reader/api/0/edit-tag"
    assert paths == ["/accounts/ClientLogin", "/reader/api/0/token", edit, edit]


def test_a_mark_that_is_not_confirmed_is_none(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        kept = service.add("青禾县春灌开始", TEXT)
        service.fail("/edit-tag", text_answer("<html>", 200))
        with pytest.raises(SourceError, match="a web page answers, and not the API of FreshRSS"):
            list(opened(service, a_client()).mark_read([service.id(kept)]))


@pytest.mark.parametrize("login", ["editor", "a b:pass", "editor:wrong"])
def test_a_login_that_is_none_is_named(login, monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        monkeypatch.setenv(SECRETS["freshrss"][0], login)
        with pytest.raises(
            SourceError, match=r"does not let this program in \(40[01]\): see what TINGBAO_FRESHRSS_LOGIN"
        ):
            reading_lists.read(service.source, a_client(), now=NOW)


def test_an_api_that_is_switched_off_is_named(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        service.fail("/greader.php", text_answer("Service Unavailable!", 503))
        with pytest.raises(SourceError, match="FreshRSS answers 503: its API may be switched off: allow it under Sett"):
            reading_lists.read(service.source, a_client(), now=NOW)


def test_a_login_without_an_authorization_is_named(monkeypatch, a_client):
    with let_in("freshrss", monkeypatch) as service:
        service.fail("/ClientLogin", text_answer("SID=1\n"))
        with pytest.raises(SourceError, match="the answer is none that FreshRSS gives"):
            reading_lists.read(service.source, a_client(), now=NOW)
