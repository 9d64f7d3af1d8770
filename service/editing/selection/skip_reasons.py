"""Why articles were left out, in one sentence: on a day on which nothing is told, and of those that wait."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from service.core.messages import _, joined
from service.model import Skipped

MOST_REASONS = 4
"""So many reasons are named, the commonest first; the rest are counted together."""
_OF_ONE_ARTICLE = re.compile(r": \d++ characters of text$| \([^()]*\)$| as “[^”]*”(?:, with other figures: .*)?$")
"""What differs from article to article."""

WAITS = "waits for its day"
"""How the reason of an article begins that is dated after the programme's day."""
MOST_NAMED = 3
"""So many articles that wait are named; the rest are counted."""


def waiting(skipped: Sequence[Skipped]) -> str:
    """Return which articles wait for their day; empty where none does."""
    found = [each for each in skipped if each.reason.startswith(WAITS)]
    if not found:
        return ""
    named = joined([_("“{title}” ({reason})", title=each.title, reason=each.reason) for each in found[:MOST_NAMED]])
    if len(found) > MOST_NAMED:
        named = _("{named} and {count} more", named=named, count=len(found) - MOST_NAMED)
    return _("Not told today: {named}.", named=named)


def counted_reasons(skipped: Sequence[Skipped]) -> str:
    """Return the reasons and how many articles each holds for; of a single article its headline too."""
    if len(skipped) == 1:
        return _("“{title}” ({reason})", title=skipped[0].title, reason=skipped[0].reason)
    counts = Counter(_OF_ONE_ARTICLE.sub("", each.reason) for each in skipped).most_common()
    if len(counts) == 1:
        return counts[0][0]
    named = [_("{term} ({why})", term=str(count), why=reason) for reason, count in counts[:MOST_REASONS]]
    if rest := sum(count for _, count in counts[MOST_REASONS:]):
        named.append(_("{rest} for other reasons", rest=rest))
    return joined(named)
