"""Dataclasses as JSON text and back."""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from service.core import json_codec
from service.errors import UsageError
from tests.support.tables import every_row


@dataclass(frozen=True)
class Inner:
    title: str
    at: dt.datetime


@dataclass(frozen=True)
class Outer:
    inner: tuple[Inner, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


VALUE = Outer((Inner("新闻", dt.datetime(2026, 3, 21, 6, 30, tzinfo=dt.UTC)),), {"read": 0.5})


def test_what_was_written_is_read_again():
    text = json_codec.dump(VALUE)
    assert json_codec.load(Outer, text, "run.json") == VALUE
    assert json_codec.dump(json_codec.load(Outer, text, "run.json")) == text


def test_the_text_is_for_people_too():
    text = json_codec.dump(VALUE)
    assert "新闻" in text
    assert text.endswith("}\n")
    assert len(text.splitlines()) > 5


@every_row(
    ("text", "place"),
    [
        ('{"inner": [{"title": "x", "at": "soon"}]}', "run.json: inner.0.at: "),
        ('{"inner": [{"at": "2026-03-21T06:30:00Z"}]}', "run.json: inner.0.title: "),
        ('{"seconds": {"read": "long"}}', "run.json: seconds.read: "),
        ("{", "run.json: the text itself: "),
        ("[]", "run.json: the text itself: "),
    ],
)
def test_an_error_names_the_file_and_the_first_field_that_is_wrong(text, place):
    with pytest.raises(UsageError) as caught:
        json_codec.load(Outer, text, "run.json")
    assert str(caught.value).startswith(place)
