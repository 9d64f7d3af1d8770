"""A number of days that says how many there are is no date."""

from service.editing.day_words.day_counts import is_count
from tests.support.tables import every_row


@every_row(
    ("text", "count"),
    [
        ("男子被行政拘留12日。", True),
        ("工期缩短12日。", True),
        ("公示12日。", True),
        ("他领了12日的处罚。", True),
        ("集市12日开张。", False),
        ("评审会定于12日。", False),
    ],
)
def test_how_many_days_and_which(text, count):
    start = text.index("12")
    assert is_count(text, start, start + 3) == count
