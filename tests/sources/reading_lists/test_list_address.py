"""Addresses of reading lists as people write them, right and wrong."""

import pytest

from service.core import log
from service.errors import SourceError
from service.sources.reading_lists import list_address
from service.sources.reading_lists.list_address import SERVICES, ListAddress, is_reading_list, parse
from tests.support.tables import every_row


@every_row(
    ("given", "found"),
    [
        ("miniflux+https://reader.example", ("miniflux", "https://reader.example", {}, "")),
        (
            "miniflux+https://reader.example:8443/mf/?category_id=22",
            ("miniflux", "https://reader.example:8443/mf", {"category_id": "22"}, ""),
        ),
        (" freshrss+http://rss.lan/?label=%E8%A6%81%E9%97%BB ", ("freshrss", "http://rss.lan", {"label": "要闻"}, "")),
        ("freshrss+http://rss.lan/?label=要闻", ("freshrss", "http://rss.lan", {"label": "要闻"}, "")),
        ("wallabag+https://bag.example/#studio", ("wallabag", "https://bag.example", {}, "studio")),
        (
            "readwise+https://readwise.io/?location=feed&tag=a#b",
            ("readwise", "https://readwise.io", {"location": "feed", "tag": "a"}, "b"),
        ),
    ],
)
def test_an_address_names_service_place_choice_and_account(given, found):
    address = parse(given)
    assert (address.service, address.url, address.filters, address.account) == found
    assert address.given == given.strip()
    assert is_reading_list(given)


@every_row(
    ("given", "said"),
    [
        (
            "nextnews+https://a.example",
            "this is no reading list: miniflux, freshrss, wallabag, readwise, \\+ and an address",
        ),
        ("miniflux+ftp://a.example", "this is no reading list"),
        ("miniflux+https://", "must begin with http:// or https:// and a host"),
        ("miniflux+https://user:secret@a.example/", "must hold no user and no password"),
        ("miniflux+https://a.example/a b", "no spaces"),
        ("miniflux+https://a.example:99999/", "its port"),
        ("miniflux+https://a.example/?status=read", "status chooses nothing there; category_id, starred, search can"),
        ("miniflux+https://a.example/?category_id", "\\."),
        *(
            (f"{service}+https://a.example/?{choice}", f"{choice} chooses nothing there; it is {values}")
            for service, choice, values in (
                ("miniflux", "category_id=News", "a number, as the address of its page shows it"),
                ("miniflux", "category_id=0", "a number"),
                ("miniflux", "starred=yes", "1 or 0"),
                ("wallabag", "starred=true", "1 or 0"),
                ("freshrss", "label=", "a name"),
                ("wallabag", "tags=", "a name"),
                ("readwise", "location=archive", "new, later, shortlist or feed"),
            )
        ),
        ("wallabag+https://a.example/#a-b", "the account behind # has letters, digits and _ only"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(given, said):
    with pytest.raises(SourceError, match=said) as caught:
        parse(given)
    assert str(caught.value).endswith(".")


@every_row("given", ["https://a.example/feed.xml", "miniflux/page.md", "git+https://a.example", "miniflux+ftp://a", ""])
def test_other_inputs_are_no_reading_lists(given):
    assert not is_reading_list(given)


def test_every_variable_is_a_secret_for_every_account():
    for name, terms in SERVICES.items():
        assert log.is_secret(terms.variable)
        assert log.is_secret(ListAddress("", name, "https://a.example", account="studio").variable)


def test_a_secret_reaches_no_log(monkeypatch):
    monkeypatch.setenv("TINGBAO_MINIFLUX_TOKEN_STUDIO", "mf-geheim")
    assert log.hide("the answer to mf-geheim") == "the answer to ***"


def test_a_secret_is_that_of_its_variable(monkeypatch):
    address = parse("freshrss+https://a.example/#studio")
    assert address.variable == "TINGBAO_FRESHRSS_LOGIN_STUDIO"
    monkeypatch.setenv(address.variable, " lan:密码 ")
    assert address.secret() == "lan:密码"
    with pytest.raises(SourceError, match="TINGBAO_FRESHRSS_LOGIN_STUDIO holds signs that no token has"):
        address.token()
    monkeypatch.setenv(address.variable, " ")
    with pytest.raises(SourceError, match="TINGBAO_FRESHRSS_LOGIN_STUDIO is not set: put there user:password"):
        address.secret()


def test_each_service_has_a_class():
    from service.sources.reading_lists import reading_list

    assert list(reading_list._CLASSES) == list(list_address.SERVICES)
