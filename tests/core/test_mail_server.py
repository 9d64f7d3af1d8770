"""The address of a mail server is taken apart, and holds no password."""

import pytest

from service.core.mail_server import MailServer, parse
from tests.support.tables import every_row


@every_row(
    ("text", "server"),
    [
        ("smtps://mail.example", MailServer("mail.example", 465, True)),
        ("smtp://mail.example", MailServer("mail.example", 587, False)),
        ("smtp://relay.lan:25", MailServer("relay.lan", 25, False)),
        ("smtps://news%40paper.example@mail.example:994", MailServer("mail.example", 994, True, "news@paper.example")),
        ("smtp://[::1]:2525", MailServer("::1", 2525, False)),
    ],
)
def test_a_server_is_taken_apart(text, server):
    assert parse(text) == server


@every_row(
    ("text", "said"),
    [
        ("", "it must be smtps"),
        ("https://mail.example", "it must be smtps"),
        ("smtps://user:S3CR3T@mail.example", "no password"),
        ("smtps://mail.example:99999", "port"),
        ("smtps://mail.example/x", "nothing stands behind"),
    ],
)
def test_what_is_none_is_refused(text, said):
    with pytest.raises(ValueError, match=said) as refused:
        parse(text)
    assert "S3CR3T" not in str(refused.value)
