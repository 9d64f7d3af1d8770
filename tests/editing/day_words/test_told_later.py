"""The passages of tests/data/day_words told later: what they say of a day is still true later, or is not told."""

from collections import Counter

import pytest

from service.editing.day_words import ArticleDay, tell
from tests.support.told_later import passages


def _counted(name, kept):
    counts, faults = Counter(), []
    for each in passages(name):
        if each.kept != kept:
            continue
        for sentence, allowed in each.checks:
            day = ArticleDay(each.day, "page name") if each.day else None
            told = tell(sentence, day, each.programme, ahead=each.ahead(sentence)).text
            verdict = "right" if (told or "-") in allowed else "false" if told else "lost"
            counts[verdict] += 1
            if verdict != "right":
                faults.append((sentence, told))
    return counts, faults


@pytest.mark.parametrize(("kept", "false"), [(False, 0), (True, 1)])
def test_no_day_is_counted_from_another(kept, false):
    """76 passages of a past, of sayings and of quotations: at first 21 and 17 of 38 were false."""
    counts, faults = _counted("reference_days.txt", kept)
    assert counts.total() == 38
    assert counts["false"] <= false, faults
    assert counts["lost"] == 0, faults


@pytest.mark.parametrize(("name", "checks"), [("told_later.txt", 25), ("gone_by.txt", 30), ("seen_late.txt", 20)])
@pytest.mark.parametrize("kept", [False, True])
def test_what_is_told_later_is_true(name, checks, kept):
    """At first 18 and 20 of 25 were false; of the orders and forecasts 4 and 6 of 24, when half of them had rules."""
    counts, faults = _counted(name, kept)
    assert counts == {"right": checks}, faults


@pytest.mark.parametrize(("kept", "false"), [(False, 0), (True, 1)])
def test_days_inside_longer_phrases(kept, false):
    """48 passages: at first 15 and 13 of 24 were false; of the kept half, 3 when the other had rules."""
    counts, faults = _counted("day_phrases.txt", kept)
    assert counts.total() == 24
    assert counts["false"] <= false, faults
    assert counts["lost"] == 0, faults


@pytest.mark.parametrize("kept", [False, True])
def test_what_is_near_or_now_when_it_is_written(kept):
    """32 passages: at first 12 and 10 of 16 were false; of the kept half, none when the other had rules."""
    counts, faults = _counted("soon_and_now.txt", kept)
    assert counts == {"right": 16}, faults
