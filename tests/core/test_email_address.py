"""One address, as a directory can write to."""

import pytest

from service.core import email_address
from tests.support.tables import every_row


@pytest.mark.parametrize("text", ["news@example.org", "a.b+c@radio.example.org", "编辑部@示例.example"])
def test_an_address_is_taken(text):
    assert email_address.is_plausible(text)


@every_row(
    "text",
    ["", "news", "news@", "@example.org", "news@localhost", "news@example.", "news@.org", "a b@example.org",
     "a@b@example.org", "News <news@example.org>", "a@example.org, b@example.org", "mailto:a@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused(text):
    assert not email_address.is_plausible(text)
