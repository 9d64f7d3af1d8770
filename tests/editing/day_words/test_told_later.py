"""The passages of tests/data/day_words/told_later.txt: what they say of a day is still true later, or is not told."""

from collections import Counter

import pytest

from service.editing.day_words import ArticleDay, tell
from tests.support.told_later import passages


@pytest.mark.parametrize(("kept", "false", "lost"), [(False, 0, 0), (True, 0, 0)])
def test_what_is_told_later_is_true(kept, false, lost):
    """At first 18 and 20 of 25 were false."""
    counts, faults = Counter(), []
    for each in passages():
        if each.kept != kept:
            continue
        for sentence, allowed in each.checks:
            day = ArticleDay(each.day, "page name") if each.day else None
            told = tell(sentence, day, each.programme, ahead=each.ahead(sentence)).text
            verdict = "right" if (told or "-") in allowed else "false" if told else "lost"
            counts[verdict] += 1
            if verdict != "right":
                faults.append((sentence, told))
    assert counts.total() == 25
    assert counts["false"] <= false, faults
    assert counts["lost"] <= lost, faults
