"""A draft that somebody puts forward, in an article that tells of its passing: it is told only with that.

`委员长会议提出了关于提请审议节水条例草案的议案。` alone leaves a listener to think that it is only a draft.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.language import bigrams

MOST = 20
"""Sentences by which something is passed that are looked at."""
SHARE = 0.4
"""The share of the draft's pairs of characters that what was passed must have, to be the same."""

_PUT_FORWARD = re.compile(
    "提请(?:[^，。；《]{0,12})?审议《?(?P<what>[^。；》]{4,80}?)(?:[（(]草案[)）]》?|修订草案|修正案草案|草案|的议案)"
)
_PASSED = re.compile("通过了?《?(?P<what>[^。；]{4,200})")
_NOT_YET = re.compile("建议|拟|将|提请|原则")


def passings(lines: Sequence[str]) -> dict[int, int]:
    """Return, by the sentence that puts a draft forward, the later one by which it is passed."""
    passed = [
        (at, bigrams.han(found["what"]))
        for at, line in enumerate(lines)
        if (found := _PASSED.search(line)) and not _NOT_YET.search(line, 0, found.start())
    ]
    del passed[MOST:]
    found_drafts: dict[int, int] = {}
    for at, line in enumerate(lines if passed else ()):
        if (draft := _PUT_FORWARD.search(line)) is None:
            continue
        named = bigrams.han(draft["what"])
        later = (k for k, what in passed if k > at and len(named & what) >= SHARE * len(named))
        if (end := next(later, None)) is not None:
            found_drafts[at] = end
    return found_drafts
