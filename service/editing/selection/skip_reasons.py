"""Why articles were left out, counted: one sentence for a day on which nothing is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from service.model import Skipped

MOST_REASONS = 4
"""So many reasons are named, the commonest first; the rest are counted together."""
_OF_ONE_ARTICLE = re.compile(r": \d++ characters of text$| \([^()]*\)$| as “[^”]*”$")
"""What differs from article to article."""


def counted_reasons(skipped: Sequence[Skipped]) -> str:
    """Return the reasons and how many articles each holds for; of a single article its headline too."""
    if len(skipped) == 1:
        return f"“{skipped[0].title}” ({skipped[0].reason})"
    counts = Counter(_OF_ONE_ARTICLE.sub("", each.reason) for each in skipped).most_common()
    if len(counts) == 1:
        return counts[0][0]
    named = [f"{count} ({reason})" for reason, count in counts[:MOST_REASONS]]
    if rest := sum(count for _, count in counts[MOST_REASONS:]):
        named.append(f"{rest} for other reasons")
    return ", ".join(named)
