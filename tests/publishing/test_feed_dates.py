"""A feed's dates: what can be read of each, and what they say of one another."""

import datetime as dt

from service.publishing import feed_dates
from service.publishing.feed_dates import DatedItem
from tests.support.tables import every_row


@every_row(
    ("text", "hour"),
    [
        ("Sat, 21 Mar 2026 06:30:00 +0800", 22),
        ("21 Mar 2026 06:30 GMT", 6),
        ("21 Mar 2026 06:30:00", None),  # nobody knows where
        ("2026-03-21", None),
        ("", None),
    ],
)
def test_a_moment_is_read_where_there_is_one(text, hour):
    found = feed_dates.moment(text)
    assert (found and found.astimezone(dt.UTC).hour) == hour


def test_three_episodes_of_one_moment_are_one_issue():
    items = [DatedItem(f"episode {n}", "Sat, 21 Mar 2026 06:30:00 +0800") for n in range(3)]
    (issue,) = feed_dates.check(items, serial=False, now=None)
    assert (issue.where, issue.warning) == ("episode 0; episode 1; episode 2", True)


def test_dates_that_cannot_be_read_say_nothing():
    items = [DatedItem("episode 1", "yesterday"), DatedItem("episode 2", "Sun, yesterday"), DatedItem("episode 3", "")]
    assert list(feed_dates.check(items, serial=False, now=dt.datetime.now(dt.UTC))) == []
