"""E-mail is handed in encrypted and logged in, one message a receiver; a server that misbehaves is told apart."""

import datetime as dt
import ssl

import pytest

from service.core import mail_server as mail_servers
from service.core import network
from service.runs import mail
from service.runs.card import Card
from service.storage.outbox import Undeliverable
from tests.support.smtp_stand_in import PASSWORD, USER, Manner, certificate_for, mail_server

NOW = dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)
CARD = Card(
    "青沅早报 · 新一期",
    "水厂<b>完工</b>",
    (("导语", "水厂二期 & 泵站完工。"), ("时长", "4分58秒")),
    "http://pod.example/e/?a=1&b=2",
    "收听",
)
DESK = "desk@paper.example"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return certificate_for(tmp_path_factory.mktemp("tls") / "mail.pem")


@pytest.fixture
def trusted(certificate, monkeypatch):
    """The stand-in's certificate is one that the system trusts."""
    context = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(network, "tls_context", lambda: context)
    return certificate


def hand_in(server, receiver=DESK, password=PASSWORD, timeout=10.0, id_="success-1"):
    found = mail.message(CARD, receiver, USER, "青沅早报，编辑部", id_, NOW)
    mail.send(mail_servers.parse(server.url), found, receiver, password, timeout=timeout, silence=5.0)


@pytest.mark.parametrize("tls_first", [True, False], ids=["smtps", "starttls"])
def test_a_message_arrives_encrypted_with_chinese_headers_and_both_parts(tls_first, trusted):
    with mail_server(trusted, tls_first=tls_first) as server:
        hand_in(server)
    assert server.logged_in == [(USER, True)]
    ((receivers, message, data),) = server.taken
    assert receivers == (DESK,)
    assert message["Subject"] == "青沅早报 · 新一期：水厂<b>完工</b>"
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec, message["To"]) == ("青沅早报，编辑部", USER, DESK)
    assert message["Auto-Submitted"] == "auto-generated"
    assert dt.datetime.strptime(message["Date"], "%a, %d %b %Y %H:%M:%S %z") == NOW
    assert message.get_body(("plain",)).get_content().splitlines() == CARD.text.splitlines()
    page = message.get_body(("html",)).get_content()
    assert "水厂&lt;b&gt;完工&lt;/b&gt;" in page
    assert 'href="http://pod.example/e/?a=1&amp;b=2"' in page
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998  # RFC 5322, 2.1.1


def test_a_repeat_has_the_same_message_id_and_another_message_another(trusted):
    with mail_server(trusted) as server:
        for id_, receiver in (("a", DESK), ("a", DESK), ("b", DESK), ("a", "chief@paper.example")):
            hand_in(server, receiver, id_=id_)
    ids = [message["Message-ID"] for _, message, _ in server.taken]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 3


def test_one_that_nobody_needs_to_log_in_to_is_taken_as_it_is(trusted):
    with mail_server(trusted, Manner(starttls=False), logins=False) as server:
        hand_in(server, password="")
    assert len(server.taken) == 1


def test_a_password_is_never_sent_in_clear_to_another_machine(trusted, monkeypatch):
    monkeypatch.setattr(mail, "is_loopback", lambda address: False)
    with mail_server(trusted, Manner(starttls=False)) as server, pytest.raises(OSError, match="never sent in clear"):
        hand_in(server)
    assert (server.logged_in, server.taken) == ([], [])
    assert not any(PASSWORD in each for each in server.manner.log)


@pytest.mark.parametrize("tls_first", [True, False], ids=["smtps", "starttls"])
def test_a_certificate_that_nobody_trusts_is_refused(tls_first, certificate):
    with mail_server(certificate, tls_first=tls_first) as server, pytest.raises(OSError, match="is not trusted"):
        hand_in(server)
    assert (server.logged_in, server.taken) == ([], [])


def test_a_wrong_password_is_told_and_never_shown(trusted, monkeypatch):
    monkeypatch.setenv("TINGBAO_SMTP_PASSWORD", "wr0ng-0ne")
    with mail_server(trusted) as server, pytest.raises(OSError, match="refuses the login") as refused:
        hand_in(server, password="wr0ng-0ne")
    assert not isinstance(refused.value, Undeliverable)
    assert "wr0ng-0ne" not in str(refused.value)


def test_a_receiver_that_does_not_exist_is_given_up(trusted):
    with mail_server(trusted, Manner(refused=(DESK,))) as server:
        with pytest.raises(Undeliverable, match="refuses the receiver: 550"):
            hand_in(server)
        hand_in(server, "chief@paper.example")
    assert [receivers for receivers, _, _ in server.taken] == [("chief@paper.example",)]


def test_a_receiver_that_is_greylisted_is_tried_again(trusted):
    with mail_server(trusted, Manner(greylisted=(DESK,))) as server:
        with pytest.raises(OSError, match="450") as refused:
            hand_in(server)
        assert not isinstance(refused.value, Undeliverable)
        hand_in(server)
    assert len(server.taken) == 1


def test_what_was_taken_in_before_the_line_broke_is_sent_again_under_the_same_id(trusted):
    with mail_server(trusted, Manner(drop_after_data=1)) as server:
        with pytest.raises(OSError, match="closed"):
            hand_in(server)
        hand_in(server)
    first, second = (message["Message-ID"] for _, message, _ in server.taken)
    assert first == second


@pytest.mark.parametrize(
    ("answer", "final"), [("554 5.7.1 looks like spam", True), ("452 4.3.1 mailbox is full", False)]
)
def test_a_message_that_is_refused_is_given_up_or_tried_again(answer, final, trusted):
    with (
        mail_server(trusted, Manner(refuse_data=answer)) as server,
        pytest.raises(OSError, match=answer[:3]) as refused,
    ):
        hand_in(server)
    assert isinstance(refused.value, Undeliverable) is final


@pytest.mark.slow
@pytest.mark.parametrize("manner", [Manner(hang_at="greeting"), Manner(hang_at="DATA"), Manner(dribble=True)])
def test_a_server_that_hangs_is_left_at_the_limit(manner, trusted):
    with mail_server(trusted, manner) as server, pytest.raises(TimeoutError, match=r"within 0\.5 s"):
        hand_in(server, timeout=0.5)


def test_a_server_that_is_not_there_is_said_in_a_sentence():
    found = mail.message(CARD, DESK, USER, "", "x", NOW)
    with pytest.raises(OSError, match="refused"):
        mail.send(mail_servers.parse("smtp://127.0.0.1:9"), found, DESK, "", timeout=5.0, silence=5.0)


def test_no_header_can_be_smuggled_in():
    card = Card("青沅\r\nBcc: all@paper.example", "x")
    with pytest.raises(ValueError, match="linefeed"):
        mail.message(card, DESK, USER, "", "x", NOW)
