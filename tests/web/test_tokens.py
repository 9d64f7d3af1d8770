"""Who may do more than listen: the right token, in constant time, and not too many wrong ones."""

import hmac

import pytest
from starlette.requests import Request

from service.web import tokens
from service.web.problems import Problem
from service.web.tokens import FAILURE_WINDOW, MAX_CLIENTS, MAX_FAILURES, MAX_FAILURES_OF_ALL, Failures, Tokens
from tests.support.tables import every_row


@pytest.fixture(autouse=True)
def token(monkeypatch):
    monkeypatch.setenv("TINGBAO_TOKEN", "open sesame")


def request(given=None, host="192.0.2.7"):
    headers = [] if given is None else [(b"authorization", given.encode("latin-1"))]
    return Request({"type": "http", "headers": headers, "client": (host, 5)})


def refused(check, *args):
    with pytest.raises(Problem) as fault:
        check(*args)
    return fault.value.status_code


def test_the_token_is_let_in():
    Tokens().require(request("Bearer open sesame"))
    Tokens().require(request("bearer  open sesame "))


def test_a_token_in_any_script_and_with_a_line_end(monkeypatch):
    monkeypatch.setenv("TINGBAO_TOKEN", "芝麻开门\n")
    sent = "Bearer 芝麻开门".encode().decode("latin-1")  # as curl sends it and the server reads it
    Tokens().require(request(sent))
    assert Tokens().accepts(request(), "芝麻开门")  # the form
    assert tokens.is_valid_session(tokens.new_session(0.0), 1.0)
    monkeypatch.setenv("TINGBAO_TOKEN", " \n")
    assert refused(Tokens().require, request("Bearer ")) == 403


def test_tokens_are_compared_in_constant_time(monkeypatch):
    compared, compare = [], hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: compared.append((a, b)) or compare(a, b))
    for given in ("open sesamE", "x", "open sesame"):
        Tokens().accepts(request(), given)
    assert compared == [(given, b"open sesame") for given in (b"open sesamE", b"x", b"open sesame")]


WRONG = [None, "", "Bearer", "Bearer open", "Basic open sesame", "Bearer Open Sesame", "Bearer é"]


@every_row("given", WRONG)
def test_anything_else_is_not(given):
    assert refused(Tokens().require, request(given)) == 401


def test_without_a_token_nobody_is_let_in(monkeypatch):
    for nothing in ("", None):
        if nothing is None:
            monkeypatch.delenv("TINGBAO_TOKEN")
        else:
            monkeypatch.setenv("TINGBAO_TOKEN", nothing)
        assert refused(Tokens().require, request("Bearer ")) == 403
        assert refused(Tokens().require, request("Bearer open sesame")) == 403
        assert refused(tokens.is_valid_session, "1.2", 0.0) == 403


def test_who_guesses_has_to_wait_and_the_right_one_passes_from_everywhere():
    door = Tokens()
    for _ in range(MAX_FAILURES):
        assert refused(door.require, request("Bearer wrong")) == 401
    assert refused(door.require, request("Bearer wrong")) == 429
    assert refused(door.require, request("Bearer wrong", host="192.0.2.8")) == 401
    for host in ("192.0.2.7", "192.0.2.8"):
        door.require(request("Bearer open sesame", host=host))


def test_the_log_names_who_guesses_once_and_never_the_guess(monkeypatch):
    said = []
    monkeypatch.setattr("service.web.tokens.log.event", lambda *words, **more: said.append((words, more)))
    door = Tokens()
    for _ in range(MAX_FAILURES + 5):
        refused(door.require, request("Bearer wrong"))
    ((words, more),) = said
    assert more["client"] == "192.0.2.7"
    assert "wrong" not in words


def test_who_is_another_client_each_time_meets_the_limit_of_all():
    door = Tokens()
    answers = [refused(door.require, request("Bearer wrong", host=f"client {i}")) for i in range(300)]
    assert answers == [401] * MAX_FAILURES_OF_ALL + [429] * 200
    door.require(request("Bearer open sesame"))


def test_asking_without_a_token_is_no_guess():
    door = Tokens()
    for _ in range(3 * MAX_FAILURES):
        assert refused(door.require, request()) == 401
    door.require(request("Bearer open sesame"))


def test_a_neighbourhood_of_ipv6_is_one_client():
    door = Tokens()
    for i in range(MAX_FAILURES):
        assert refused(door.require, request("Bearer wrong", host=f"2001:db8::{i + 1:x}")) == 401
    assert refused(door.require, request("Bearer wrong", host="2001:db8::ffff")) == 429
    assert refused(door.require, request("Bearer wrong", host="2001:db8:0:1::1")) == 401


def test_an_ipv4_address_in_ipv6_is_that_client_and_no_neighbourhood():
    door = Tokens()
    for _ in range(MAX_FAILURES):
        assert refused(door.require, request("Bearer wrong", host="::ffff:192.0.2.7")) == 401
    assert refused(door.require, request("Bearer wrong")) == 429
    assert refused(door.require, request("Bearer wrong", host="::ffff:192.0.2.8")) == 401


def test_failures_are_forgotten_in_time_and_never_too_many():
    now = [1000.0]
    failures = Failures(lambda: now[0])
    assert [failures.add("a") for _ in range(MAX_FAILURES + 1)] == [0] * MAX_FAILURES + [FAILURE_WINDOW]
    now[0] += FAILURE_WINDOW - 1
    assert failures.add("a") == 1
    now[0] += 1
    assert failures.add("a") == 0
    for i in range(3 * MAX_CLIENTS):
        failures.add(f"client {i}")
    assert len(failures) == MAX_CLIENTS


def test_a_short_token_is_known(monkeypatch):
    assert tokens.is_short()
    for text in ("", " ", "0123456789abcdef"):
        monkeypatch.setenv("TINGBAO_TOKEN", text)
        assert not tokens.is_short()


def test_a_session_is_as_good_as_the_token_for_a_while(monkeypatch):
    cookie = tokens.new_session(1000.0)
    assert "open sesame" not in cookie
    assert tokens.is_valid_session(cookie, 1000.0 + tokens.SESSION_SECONDS - 1)
    assert not tokens.is_valid_session(cookie, 1000.0 + tokens.SESSION_SECONDS)
    end, proof = cookie.split(".")
    for forged in (f"{int(end) + 1}.{proof}", f"{end}.{proof[:-1]}0", end, "", ".", f".{proof}", "x.y", "é.é"):
        assert not tokens.is_valid_session(forged, 1000.0) or forged == cookie
    monkeypatch.setenv("TINGBAO_TOKEN", "another")
    assert not tokens.is_valid_session(cookie, 1000.0)
