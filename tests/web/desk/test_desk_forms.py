"""A form is taken from a page of this site alone, whole and not too large."""

import asyncio

import pytest
from starlette.requests import Request

from service.web.desk import desk_forms
from service.web.desk.people import DeskPerson
from service.web.desk.sessions import DeskSession
from service.web.problems import Problem
from tests.support.tables import every_row

BASE, FORM = "https://news.example.org/podcasts", "application/x-www-form-urlencoded"
SESSION = DeskSession("token", DeskPerson("王编辑", "", ""))


def request(body=b"a=1&b=", **headers):
    headers = {"content_type": FORM, "host": "127.0.0.1:8000", "sec_fetch_site": "same-origin"} | headers
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items() if value is not None]

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    return Request({"type": "http", "method": "POST", "headers": raw}, receive)


def status(asked, session=None):
    with pytest.raises(Problem) as fault:
        asyncio.run(desk_forms.read_of(asked, BASE, session) if session else desk_forms.read(asked, BASE))
    return fault.value.status_code


def test_the_fields_come_as_they_were_sent():
    assert asyncio.run(desk_forms.read(request(b"a=%E6%98%A5+1&b="), BASE)) == {"a": "春 1", "b": ""}


def test_a_browser_that_names_no_site_names_the_origin():
    for origin in ("http://127.0.0.1:8000", "https://news.example.org"):
        assert asyncio.run(desk_forms.read(request(sec_fetch_site=None, origin=origin), BASE))


@every_row(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8000"},
        {"sec_fetch_site": None},
        {"sec_fetch_site": None, "origin": "null"},
        {"sec_fetch_site": None, "origin": "https://evil.example"},
        {"sec_fetch_site": None, "origin": "https://news.example.org.evil.example"},
    ],
)
def test_another_sites_form_is_refused(headers):
    assert status(request(**headers)) == 403


def test_what_is_no_form_or_too_much_of_one_is_refused():
    assert status(request(content_type="application/json")) == 415
    assert status(request(b"x" * 70_000)) == 413
    assert status(request(b"&".join(b"a=1" for _ in range(desk_forms.MOST_FIELDS + 1)))) == 413


def test_a_form_of_a_session_carries_its_value():
    right = f"csrf={SESSION.csrf}&do=save".encode()
    assert asyncio.run(desk_forms.read_of(request(right), BASE, SESSION)) == {"do": "save"}
    other = DeskSession("other", SESSION.person).csrf
    for body in (b"do=save", b"csrf=&do=save", f"csrf={other}".encode()):
        assert status(request(body), SESSION) == 403


@every_row("address", ["/desk/", "/desk/daily/2026-03-21T0630", "/desk/daily/x-1.2/publish"])
def test_an_address_of_the_desk_is_gone_to(address):
    assert desk_forms.below_desk(address) == address


@every_row(
    "address",
    [
        *("", "/", "//evil.example", "/desk", "/desk//evil.example", "/desk/../api", "https://evil.example/desk/"),
        *("/desk/\\evil", "/desk/\r\nx: y", "/desk/@evil", "javascript:alert(1)", "/desk/%2e%2e/api"),
    ],
)
def test_any_other_address_is_not(address):
    assert desk_forms.below_desk(address) == "/desk/"
