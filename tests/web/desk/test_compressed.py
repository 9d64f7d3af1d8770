"""What the desk sends is small for who takes gzip, and the same for who does not."""

import gzip

import pytest
from starlette.requests import Request
from starlette.responses import HTMLResponse

from service.web.desk import compressed
from tests.support.desk_client import DeskClient
from tests.support.made_episode import HELD_ID

PAGE = "<p>县里的春灌开闸了。</p>" * 500


def answered(accepts):
    headers = [(b"accept-encoding", accepts.encode())] if accepts else []
    return compressed.answer(Request({"type": "http", "headers": headers}), HTMLResponse(PAGE))


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "*"])
def test_who_takes_gzip_gets_it(accepts):
    found = answered(accepts)
    assert gzip.decompress(found.body).decode() == PAGE
    assert int(found.headers["content-length"]) == len(found.body) < len(PAGE.encode()) / 10
    assert (found.headers["content-encoding"], found.headers["vary"]) == ("gzip", "Accept-Encoding")


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0, br"])
def test_who_does_not_gets_it_plain(accepts):
    found = answered(accepts)
    assert (found.body.decode(), found.headers.get("content-encoding")) == (PAGE, None)
    assert found.headers["vary"] == "Accept-Encoding"


def test_the_same_is_sent_each_time():
    assert answered("gzip").body == answered("gzip").body


@pytest.mark.slow
def test_a_draft_its_style_and_its_script_are(desk):
    editor = DeskClient(desk).logged_in()
    cookie = "; ".join(f"{name}={value}" for name, value in editor.cookies.items())
    for path in (f"/desk/daily/{HELD_ID}", "/desk/desk.css", "/desk/desk.js"):
        packed = desk.get(path, Cookie=cookie, Accept_Encoding="gzip").body
        assert gzip.decompress(packed) == desk.get(path, Cookie=cookie).body
