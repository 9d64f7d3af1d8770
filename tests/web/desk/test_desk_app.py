"""The desk's door over HTTP: who is let in, what another site can do (nothing), and how one leaves."""

import concurrent.futures
import contextlib
import shutil
import time

import pytest

from service.errors import NothingToBrief
from service.runs.run_records import RunStore
from service.web.desk.people import DeskPeople
from service.web.tokens import MAX_FAILURES
from tests.support.desk_client import NAME, PASSWORD, DeskClient
from tests.support.made_episode import HELD_ID

pytestmark = pytest.mark.slow
DRAFT = f"/desk/daily/{HELD_ID}"


@pytest.fixture
def stranger(desk):
    return DeskClient(desk)


def test_without_a_session_every_page_is_the_form(stranger):
    for path in ("/desk/", DRAFT, "/desk/quiet/x"):
        answer = stranger.get(path)
        assert (answer.status, stranger.cookies) == (401, {})
        assert "云州" not in answer.text
        assert stranger.page.xpath("//form[@action='/desk/login']//input[@name='to']/@value") == [path]
    assert (stranger.get("/desk").status, stranger.answer.headers["location"]) == (308, "/desk/")


def test_the_right_password_begins_a_session_and_leads_where_one_wanted_to_go(stranger):
    answer = stranger.login(to=DRAFT)
    assert (answer.status, answer.headers["location"], answer.headers["cache-control"]) == (303, DRAFT, "no-store")
    cookie, _ = stranger.set_cookies  # the session, and the mark of a browser that knows the name
    assert all(part in cookie for part in ("HttpOnly", "Path=/desk", "SameSite=lax", "Max-Age=604800"))
    assert "Secure" not in cookie  # http
    assert stranger.get(DRAFT).status == 200
    assert stranger.login(to="https://evil.example/").headers["location"] == "/desk/"


def test_behind_https_the_cookie_never_goes_without(stranger):
    stranger.login(X_Forwarded_Proto="https")
    assert "Secure" in stranger.set_cookies[0]


def test_a_wrong_password_or_name_begins_none_and_says_not_which(stranger):
    said = set()
    for name, password in ((NAME, "wrong password!"), ("李编辑", PASSWORD), ("", "")):
        answer = stranger.login(name, password)
        assert (answer.status, stranger.cookies) == (401, {})
        said.add(stranger.text("//*[@role='alert']"))
    assert said == {"名字或密码不对。"}
    assert PASSWORD not in answer.text


def test_a_token_that_was_planted_is_worth_nothing_after_the_login_either(stranger):
    planted = "planted-by-somebody-else"
    stranger.cookies["tingbao_desk"] = planted
    assert stranger.get("/desk/").status == 401
    stranger.logged_in()
    assert stranger.cookies["tingbao_desk"] != planted
    thief = DeskClient(stranger.service)
    thief.cookies["tingbao_desk"] = planted
    assert thief.get("/desk/").status == 401


def test_each_login_is_a_session_of_its_own(editor):
    first = editor.cookies["tingbao_desk"]
    editor.logged_in()
    assert editor.cookies["tingbao_desk"] != first


def test_who_guesses_is_not_heard_until_the_time_is_over_and_others_are(desk):
    guesser = DeskClient(desk, host="127.0.0.9")
    for _ in range(MAX_FAILURES):
        assert guesser.login(NAME, "wrong password").status == 401
    assert guesser.login(NAME, "wrong password").status == 429
    assert guesser.login(NAME, PASSWORD).status == 429
    assert 0 < int(guesser.answer.headers["retry-after"]) <= 60
    DeskClient(desk, host="127.0.0.10").logged_in()


def test_another_sites_form_does_nothing(editor):
    editor.get(DRAFT)
    form = editor.form()
    for site in ("cross-site", "same-site", "none"):
        assert editor.post(DRAFT, {**form, "do": "drop 1"}, site=site).status == 403
        assert editor.post("/desk/logout", {"csrf": form["csrf"]}, site=site).status == 403
        assert editor.post("/desk/login", {"name": NAME, "password": PASSWORD}, site=site).status == 403
    assert "版本 0" in editor.get(DRAFT).text


def test_a_form_without_the_sessions_own_value_does_nothing(editor):
    editor.get(DRAFT)
    form, other = editor.form(), DeskClient(editor.service).logged_in()
    other.get(DRAFT)
    for csrf in ("", "x", other.csrf):
        assert editor.post(DRAFT, {**form, "csrf": csrf, "do": "drop 1"}).status == 403
        assert editor.post("/desk/logout", {"csrf": csrf}).status == 403
    assert "版本 0" in editor.get(DRAFT).text


def test_leaving_ends_the_session_itself(editor):
    thief = DeskClient(editor.service)
    thief.cookies = dict(editor.cookies)
    editor.get("/desk/")
    assert editor.post("/desk/logout", {"csrf": editor.csrf}).status == 303
    assert "tingbao_desk" not in editor.cookies
    assert thief.get("/desk/").status == 401


def test_leaving_everywhere_ends_the_sessions_of_all_devices(editor):
    phone = DeskClient(editor.service).logged_in()
    editor.get("/desk/")
    editor.post("/desk/logout", {"csrf": editor.csrf, "everywhere": "1"})
    assert phone.get("/desk/").status == 401


def test_who_is_removed_is_out_at_once(desk):
    people = DeskPeople(desk.folder / ".tingbao")
    people.add("临时", PASSWORD)
    helper = DeskClient(desk).logged_in(name="临时")
    assert helper.get("/desk/").status == 200
    people.remove("临时")
    assert helper.get("/desk/").status == 401


def test_only_their_own_shows_can_be_seen_and_a_missing_page_says_so(editor):
    assert "内部听报" not in editor.get("/desk/").text
    for path in (f"/desk/quiet/{HELD_ID}", "/desk/nobody/x", "/desk/daily/2026-01-01T0630", "/desk/daily/..%2f..%2fx"):
        answer = editor.get(path)
        assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), path
        assert editor.text("//*[@role='alert']")
    assert editor.get("/desk/x").status == 404


def test_a_show_that_had_nothing_to_tell_says_why(desk):
    state, people = desk.folder / ".tingbao", DeskPeople(desk.folder / ".tingbao")
    people.add("总编", PASSWORD)
    try:
        with contextlib.suppress(NothingToBrief), RunStore(state).recording("quiet"):
            raise NothingToBrief("There is no article in seeds: nothing to brief.")
        chief = DeskClient(desk).logged_in(name="总编")
        assert "上一次没有可播的" in chief.get("/desk/").text
        assert "没有稿件" in chief.get("/desk/").text
        assert "The last run had nothing to tell" in chief.get("/desk/", Accept_Language="en-US").text
    finally:
        people.remove("总编")
        shutil.rmtree(state / "runs" / "quiet")


def test_every_page_keeps_scripts_and_caches_out(editor, stranger):
    for client, path in ((editor, "/desk/"), (editor, DRAFT), (stranger, "/desk/")):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-robots-tag"].startswith("noindex")
        assert client.page.xpath("//script[not(@src)] | //style | //@style | //@onclick") == []
    assert editor.get("/desk/desk.js").headers["content-type"].startswith("text/javascript")
    assert editor.get("/desk/desk.css").headers["content-type"].startswith("text/css")


def test_the_language_is_chinese_unless_somebody_prefers_english(editor):
    assert "等你审" in editor.get("/desk/").text
    assert "waits for you" in editor.get("/desk/", Accept_Language="en-US").text
    editor.post("/desk/language", {"language": "en", "to": "/desk/"})
    assert "waits for you" in editor.get("/desk/").text
    assert editor.page.get("lang") == "en"
    editor.post("/desk/language", {"language": "zh", "to": "/desk/"})
    assert "等你审" in editor.get("/desk/", Accept_Language="en-US").text


def test_where_nobody_can_log_in_the_form_says_how(tmp_path):
    from tests.support.web_service import Service

    service = Service(tmp_path).start()
    try:
        answer = DeskClient(service).get("/desk/")
        assert (answer.status, "tingbao desk add" in answer.text) == (401, True)
    finally:
        service.stop()


def test_a_flood_of_logins_is_turned_away_and_the_rest_of_the_service_goes_on(desk):
    def tried(number):
        return DeskClient(desk, host=f"127.0.1.{number + 1}").login(f"名{number}", "wrong password").status

    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        tries = [pool.submit(tried, number) for number in range(40)]
        began = time.monotonic()
        assert desk.get("/healthz").status == 200
        assert desk.get("/desk/desk.css").status == 200
        answered = time.monotonic() - began
        statuses = [each.result() for each in tries]
    assert set(statuses) == {401, 503}
    assert answered < 5
    DeskClient(desk).logged_in()


def test_the_language_can_be_chosen_on_the_page_that_answers_a_form(editor):
    editor.get("/desk/daily/copy")
    editor.post("/desk/daily/copy/mend", {"csrf": editor.csrf, "file": "a.txt", "do": "remove"})
    for page, leads in ((editor, "/desk/daily/copy"), (DeskClient(editor.service, host="127.0.0.31"), "/desk/")):
        if page is not editor:
            assert page.login("谁也不是").status == 401
        to = page.page.xpath("//form[@action='/desk/language']/input[@name='to']/@value")[0]
        page.get(page.post("/desk/language", {"language": "en", "to": to}).headers["location"])
        assert (page.answer.status, page.answer.headers["location"]) == (303, leads)
