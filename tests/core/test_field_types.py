"""How people write lengths, spans, sizes, zones, commands and addresses; what they may not write is told."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from service.core import field_types
from service.errors import UsageError
from tests.support.tables import every_row


def read(kind: Any, value: object) -> object:
    return TypeAdapter(kind).validate_python(value)


@every_row(
    ("text", "count"),
    [
        ("2G", 2_000_000_000), ("500M", 500_000_000), ("1.5 GB", 1_500_000_000), ("10k", 10_000), ("10KB", 10_000),
        ("1t", 10**12), ("123", 123), ("7B", 7), (" 2g ", 2_000_000_000), ("1.1G", 1_100_000_000), ("0", 0),
        ("2GiB", 2 * 1024**3),
    ],
)  # fmt: skip
def test_a_size_is_a_count_of_bytes(text, count):
    assert field_types.parse_size(text) == count
    assert read(field_types.Size, text) == count


@every_row("text", ["", "G", "2X", "-2G", "2G!", "1.5.3", "two", "2 G of it", "1e9"])
def test_what_is_no_size_is_told(text):
    with pytest.raises(UsageError, match="write it like 2G or 500M"):
        field_types.parse_size(text)
    with pytest.raises(ValidationError, match="write it like 2G or 500M"):
        read(field_types.Size, text)


@every_row(("text", "seconds"), [("5m", 300), ("90s", 90), ("1h", 3600), ("2m30s", 150), ("300", 300), ("1.5m", 90)])
def test_a_length_is_seconds(text, seconds):
    assert field_types.parse_length(text) == seconds


@every_row(
    ("text", "hint"),
    [("29s", "between 30s and 60m"), ("61m", "60m"), ("5", "five minutes are 5m"), ("", "like 5m"), ("5 m", "like 5m")],
)
def test_what_is_no_length_is_told(text, hint):
    with pytest.raises(UsageError, match=hint):
        field_types.parse_length(text)


def test_a_span_is_a_second_to_a_day():
    assert read(field_types.Span, "24h") == 86_400
    for text in ("0.5s", "25h"):
        with pytest.raises(ValidationError, match="between 1s and 24h"):
            read(field_types.Span, text)


@every_row(
    ("kind", "good", "bad", "hint"),
    [
        (field_types.Zone, "Asia/Shanghai", "Asia/Nowhere", "no time zone"),
        (field_types.Schedule, "30 6 * * *", "30 6 * *", "4 fields"),
        (field_types.Scheduler, "tcp://host:8786", "tcp://user@host:8786", "no user"),
        (field_types.PublicUrl, "https://host/pod", "https://host/pod?x=1", "plain ASCII"),
        (field_types.PublicUrl, "http://host:8000", "http://host:70000", "between 1 and 65535"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(kind, good, bad, hint):
    assert read(kind, good) == good
    with pytest.raises(ValidationError, match=hint):
        read(kind, bad)


def test_a_table_becomes_pairs():
    assert read(field_types.Pairs, {"莲胡": "莲湖"}) == (("莲胡", "莲湖"),)
    with pytest.raises(ValidationError, match="a table of wrong and right"):
        read(field_types.Pairs, {"": "x"})


@every_row(
    ("given", "hooks"),
    [
        ("", ()),
        ("  ", ()),
        ("notify --now", ("notify --now",)),
        (["https://host/x", "mailto:news@paper.example"], ("https://host/x", "mailto:news@paper.example")),
        ('["true", "https://host/x"]', ("true", "https://host/x")),
    ],
)
def test_hooks_are_one_or_a_list_which_a_variable_has_as_json(given, hooks):
    assert read(field_types.Hooks, given) == hooks


@every_row(
    ("given", "hint"),
    [("notify 'now", "no command"), ("https:// host", "begin with http"), (["true", "ftp://x"], "begin with http")],
)
def test_what_is_no_hook_is_refused_with_the_reason(given, hint):
    with pytest.raises(ValidationError, match=hint):
        read(field_types.Hooks, given)


@every_row(
    ("kind", "good", "bad", "hint"),
    [
        (field_types.MailServerUrl, "smtps://news%40paper.example@mail.example:465", "smtp://u:p@host", "no password"),
        (field_types.MailServerUrl, "smtp://127.0.0.1:2525", "mail.example", "must be smtps"),
        (field_types.MailServerUrl, "", "smtps://host/path", "nothing stands behind"),
        (field_types.MailAddress, "news@paper.example", "news", "no e-mail address"),
        (field_types.MailAddress, "", "编辑@paper.example", "no e-mail address"),
    ],
)
def test_how_mail_goes_out_is_checked(kind, good, bad, hint):
    assert read(kind, good) == good
    with pytest.raises(ValidationError, match=hint):
        read(kind, bad)
