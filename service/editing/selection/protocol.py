"""The order of the news about leaders of the state: protocol, as a national bulletin keeps it.

What makes local news large (its length, that no meeting is all of it) says nothing of whether a telegram stands before
a reception. So these weights are learnt apart, from the order of such items among themselves in 240 days of a bulletin,
and they only change places among such items: no local story rises or falls by them. On 80 days that nothing had seen,
the bulletin's lead is ours on 58; without this on 50.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from service.core.messages import _
from service.editing.selection import weight_table
from service.editing.selection.article_text import Values

TERM = "protocol"
WHY = {TERM: _("protocol among news about leaders of the state")}
"""The term by which a story comes to the place that it has by protocol."""


@functools.cache
def weights() -> Mapping[str, float]:
    """Return the weight (log odds) of each feature among such news."""
    return weight_table.read("protocol_weights.tsv")


def is_subject_to(features: Values) -> bool:
    """Return whether a story has a leader of the state in its headline."""
    return features.get("leader headline", 0.0) > 0


def terms(stories: Sequence[Values], sums: Sequence[float]) -> list[Values]:
    """Return for each story, by its features, the term that its sum lacks; nothing where it has its place.

    The sums of the stories that are subject to protocol are given out among them anew, the largest to the first.
    """
    subject = [i for i, features in enumerate(stories) if is_subject_to(features)]
    by_protocol = sorted(subject, key=lambda i: -weight_table.total(weights(), stories[i]))
    found: list[Values] = [{} for _ in stories]
    for i, place in zip(by_protocol, sorted((sums[i] for i in subject), reverse=True), strict=True):
        if place != sums[i]:
            found[i] = {TERM: place - sums[i]}
    return found
