"""What somebody tries who is not to come in, or who is in and wants more than is his."""

import http.client
import statistics
import time

import pytest
from starlette.routing import Route

from service.pipeline.pending_episodes import PendingEpisodes
from service.runs.run_records import RunStore
from service.web.desk import desk_app
from service.web.desk.login_limits import MOST_OF_NAME
from service.web.desk.people import LONGEST, DeskPeople
from service.web.desk.sessions import DeskSessions
from service.web.request_parts import MAX_BODY_BYTES
from service.web.studio import Studio
from tests.support.desk_client import NAME, PASSWORD, DeskClient
from tests.support.made_episode import HELD_ID
from tests.support.web_service import TOKEN

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def stranger(desk):
    return DeskClient(desk)


def routes():
    """Each address of the desk that names a show, with its method."""
    made = desk_app.Desk(lambda: None, None, Studio(), None, None, None)
    found = [each for each in made._routes.routes if isinstance(each, Route)]
    return [(method, each.path) for each in found for method in each.methods - {"HEAD"} if "{show}" in each.path]


def address_of(path, show):
    named = {"show": show, "id": HELD_ID, "target": "opening.1", "part": "1", "name": "x", "sound": "0" * 32}
    return "/desk" + path.replace(":path}", "}").format(**named)


@pytest.mark.parametrize(("method", "path"), routes())
def test_a_show_of_somebody_else_is_as_one_that_is_not_there_by_every_address(desk, method, path):
    people = DeskPeople(desk.folder / ".tingbao")
    people.add("外人", PASSWORD, ("quiet",))
    outsider = DeskClient(desk, host="127.0.0.20").logged_in(name="外人")
    outsider.get("/desk/")
    form, told = {"csrf": outsider.csrf, "do": "publish", "version": "x-0", "at": "23:59"}, set()
    for show in ("daily", "nobody"):
        address = address_of(path, show)
        answer = outsider.get(address) if method == "GET" else outsider.post(address, form)
        assert answer.status == 404
        told.add(answer.text.replace(show, "…"))
    assert len(told) == 1
    assert PendingEpisodes(desk.folder / ".tingbao", "daily").get(HELD_ID)
    people.remove("外人")


@pytest.mark.parametrize(("method", "path"), routes())
def test_no_address_answers_without_a_session_and_the_login_leads_to_a_page(desk, method, path):
    stranger = DeskClient(desk)
    address = address_of(path, "daily")
    answer = stranger.get(address) if method == "GET" else stranger.post(address, {"csrf": "x"})
    assert (answer.status, answer.headers["x-frame-options"]) == (401, "DENY")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    to = stranger.page.xpath("//form[@action='/desk/login']//input[@name='to']/@value")[0]
    stranger.logged_in(to=to)
    assert stranger.get(stranger.answer.headers["location"]).status == 200


def multipart(fields):
    """The fields as a form with files has them, and what it is said to be."""
    parts = "".join(f'--x\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items())
    return f"{parts}--x--\r\n".encode(), "multipart/form-data; boundary=x"


@pytest.mark.parametrize("path", [path for method, path in routes() if method == "POST"])
def test_a_form_is_taken_from_a_page_of_its_own_session_alone_by_every_address(editor, path):
    other = DeskClient(editor.service).logged_in()
    other.get("/desk/")
    editor.get("/desk/")
    own, address = editor.csrf, "/desk" + path.format(show="daily", id=HELD_ID, target="opening.1", part="1")

    def send(site="same-origin", **fields):
        form = {"do": "publish", "version": "x-0", **fields}
        answer = editor.post(address, form, site=site)
        if answer.status == 415:
            body, kind = multipart(form)
            answer = editor.ask("POST", address, body, Sec_Fetch_Site=site, Content_Type=kind)
        return answer.status

    assert [send(), send(csrf=""), send(csrf=other.csrf), send(csrf=own.upper() + "x")] == [403] * 4
    assert {send(site, csrf=own) for site in ("cross-site", "same-site", "none", None)} == {403}
    assert path.endswith("/make") or send(csrf=own) != 403  # it is the token and the site; a run is not to be made


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"])
def test_no_other_method_does_anything(editor, method):
    for path in (DRAFT, f"{DRAFT}/decide", "/desk/daily/make", "/desk/logout"):
        assert editor.ask(method, path).status in (200, 401, 404, 405)
    assert PendingEpisodes(editor.service.folder / ".tingbao", "daily").get(HELD_ID)
    assert editor.get(DRAFT).status == 200


def test_a_session_opens_no_api_and_a_token_no_desk(editor, stranger):
    for path in ("/api/shows/daily/drafts", f"/api/shows/daily/drafts/{HELD_ID}", "/api/shows/daily/briefings"):
        assert editor.get(path).status == 401
    assert stranger.get("/desk/", Authorization=f"Bearer {TOKEN}").status == 401


def test_the_session_that_a_browser_had_ends_with_the_next_login(editor):
    thief = DeskClient(editor.service)
    thief.cookies = dict(editor.cookies)
    assert thief.get("/desk/").status == 200
    editor.logged_in()
    assert thief.get("/desk/").status == 401


def test_a_new_password_ends_all_sessions_and_removing_somebody_too(desk):
    people = DeskPeople(desk.folder / ".tingbao")
    people.add("换密码", PASSWORD)
    devices = [DeskClient(desk).logged_in(name="换密码") for _ in range(2)]
    people.add("换密码", "another password")
    assert [each.get("/desk/").status for each in devices] == [401, 401]
    assert devices[0].login("换密码", PASSWORD).status == 401
    devices[0].logged_in(name="换密码", password="another password")
    people.remove("换密码")
    assert devices[0].get("/desk/").status == 401
    people.add("换密码", "another password")  # somebody else of the same name
    assert devices[0].get("/desk/").status == 401
    people.remove("换密码")


def test_a_name_that_many_addresses_guess_is_closed_to_strangers_and_open_to_its_own_browser(desk):
    people = DeskPeople(desk.folder / ".tingbao")
    people.add("被猜", PASSWORD)
    own = DeskClient(desk, host="127.0.2.250").logged_in(name="被猜")
    guessers = [DeskClient(desk, host=f"127.0.2.{number + 1}") for number in range(MOST_OF_NAME)]
    assert {each.login("被猜", "wrong password").status for each in guessers} == {401}
    one_more = DeskClient(desk, host="127.0.2.99")
    assert one_more.login("被猜", "wrong password").status == 429
    assert one_more.login("被猜", PASSWORD).status == 429
    assert int(one_more.answer.headers["retry-after"]) <= 900
    del own.cookies["tingbao_desk"]
    own.logged_in(name="被猜")
    assert "HttpOnly" in own.set_cookies[1]
    DeskClient(desk, host="127.0.2.100").logged_in()
    people.remove("被猜")


def test_an_address_that_a_client_claims_of_itself_is_believed_from_a_named_proxy_alone(desk):
    client = DeskClient(desk, host="127.0.3.1")  # 127.0.0.1 is a proxy unless the settings say otherwise; this is none
    statuses = [
        client.login(f"名{number}", "wrong password", X_Forwarded_For=f"198.51.100.{number}").status
        for number in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2


@pytest.mark.parametrize(
    "to",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/desk/../status",
        "/desk//evil.example/x",
        "/desk/x\r\nSet-Cookie: a=b",
        "/desk/%0d%0aSet-Cookie:%20a=b",
        "/desk@evil.example/",
        "/desk/?to=//evil.example",
        "/desk/\u202e",
        "",
    ],
)
def test_the_login_leads_nowhere_else(stranger, to):
    answer = stranger.login(to=to)
    assert (answer.status, answer.headers["location"]) == (303, "/desk/")
    assert stranger.post("/desk/language", {"language": "zh", "to": to}).headers["location"] == "/desk/"


def test_what_is_typed_comes_back_as_text_alone(stranger):
    answer = stranger.login(HOSTILE, HOSTILE)
    assert answer.status == 401
    assert "<script>alert" not in answer.text
    assert stranger.page.xpath("//input[@id='name']/@value") == [HOSTILE[:100]]
    assert stranger.page.xpath("//input[@id='password']/@value") == []


@pytest.mark.parametrize("body", [b"a=" + b"x" * MAX_BODY_BYTES, b"&".join(b"f%d=1" % n for n in range(2500))])
def test_a_huge_form_is_refused(stranger, body):
    answer = stranger.ask(
        "POST", "/desk/login", body, Sec_Fetch_Site="same-origin", Content_Type="application/x-www-form-urlencoded"
    )
    assert answer.status == 413


@pytest.mark.parametrize("kind", ["", "text/plain", "application/json", "multipart/form-data"])
def test_a_form_of_another_kind_is_refused(stranger, kind):
    assert stranger.post("/desk/login", {"name": NAME, "password": PASSWORD}, Content_Type=kind).status == 415


def test_bytes_that_are_no_text_and_endless_passwords_are_wrong_and_nothing_more(stranger):
    sent = {"Sec_Fetch_Site": "same-origin", "Content_Type": "application/x-www-form-urlencoded"}
    for body in (b"name=%ff%fe&password=%00", b"name=%ED%A0%80&password=%ED%A0%80", b"name&password", b"\xff=\xfe"):
        assert stranger.ask("POST", "/desk/login", body, **sent).status == 401
    assert DeskClient(stranger.service, host="127.0.4.1").login(NAME, PASSWORD + "x" * LONGEST * 100).status == 401


@pytest.mark.parametrize("cookie", ["", "../../people", "\x7f", "a" * 4000, "%00", "é"])
def test_no_cookie_that_was_made_up_is_a_session(stranger, cookie):
    assert stranger.get("/desk/", Cookie=f"tingbao_desk={cookie}".encode("latin-1")).status == 401


def test_how_long_an_answer_takes_does_not_tell_whether_somebody_is_there(desk):
    people = DeskPeople(desk.folder / ".tingbao")

    def seconds(name):
        began = time.perf_counter()
        assert people.check(name, "wrong password") is None
        return time.perf_counter() - began

    names = [NAME, "没有的人"] * 5
    took = [(name, seconds(name)) for name in names]
    there, gone = (statistics.median(each for name, each in took if name == which) for which in (NAME, "没有的人"))
    assert 0.5 < there / gone < 2  # without the hash it is a thousandth


def test_behind_a_proxy_with_tls_every_cookie_is_sent_there_alone(stranger):
    stranger.login(X_Forwarded_Proto="https")
    assert len(stranger.set_cookies) == 2
    for cookie in stranger.set_cookies:
        assert all(part in cookie for part in ("HttpOnly", "Secure", "Path=/desk", "SameSite=lax"))


def test_a_form_of_another_session_makes_no_draft_and_publishes_nothing(editor):
    other = DeskClient(editor.service).logged_in()
    other.get("/desk/")
    count = len(RunStore(editor.service.folder / ".tingbao").list("daily"))
    editor.get(f"{DRAFT}/decide")
    version = editor.page.xpath("//input[@name='version']/@value")[0]
    for what in ("publish", "remove", "at", "wait"):
        form = {"csrf": other.csrf, "version": version, "do": what, "at": "23:59"}
        assert editor.post(f"{DRAFT}/decide", form).status == 403
    assert editor.post("/desk/daily/make", {"csrf": other.csrf}).status == 403
    assert len(RunStore(editor.service.folder / ".tingbao").list("daily")) == count
    pending = PendingEpisodes(editor.service.folder / ".tingbao", "daily")
    assert pending.publish_time(pending.get(HELD_ID)) is None


def test_sessions_are_kept_by_their_hash(editor):
    folder = editor.service.folder / ".tingbao" / "desk"
    kept = "".join(path.name + path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    assert editor.cookies["tingbao_desk"] not in kept
    assert PASSWORD not in kept
    assert DeskSessions(folder.parent)
    assert (folder / "people.json").stat().st_mode & 0o077 == 0


def test_a_head_asks_what_a_get_does(editor):
    connection = http.client.HTTPConnection("127.0.0.1", editor.service.port, timeout=10)
    connection.request("HEAD", "/desk/")
    assert connection.getresponse().status == 401
    connection.close()


def test_the_form_of_a_long_draft_is_taken_without_a_script(editor):
    editor.get(DRAFT)
    form = {**editor.form(), "do": "down 1"}
    assert editor.post(DRAFT, {**form, "say 99.1": "长" * 20_000}).status != 413
