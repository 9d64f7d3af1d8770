"""The standing items of a day in its programme: those that it has room for, each in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.core.standing_items import StandingItem
from service.editing import duration_estimate, own_items
from service.editing.own_items import PlacedItem
from service.model import STANDING
from service.pipeline import speech_rate
from service.pipeline.episode_spec import EpisodeSpec

MOST_SHARE = 0.5
"""The share of a programme that its standing items may have together: the rest is for the news."""


def checked(spec: EpisodeSpec, warn: Callable[[str], None]) -> EpisodeSpec:
    """Return the episode without the standing items that it has no room for; `warn` is told of each."""
    paces = speech_rate.expected(spec.paces, spec.casts[0].voices)
    pace, left, kept = paces[spec.casts[0].voices[0].name], spec.length * MOST_SHARE, []
    for item in spec.items:
        seconds = duration_estimate.weight(item.text) / pace
        if seconds > left:
            warn(
                f"Left out the standing item “{item.name}”: it takes {seconds:.0f} s, and standing items may have"
                f" {spec.length * MOST_SHARE:.0f} s of {spec.length:.0f} s together."
            )
            continue
        left -= seconds
        kept.append(item)
    return replace(spec, items=tuple(kept))


def placed(items: Sequence[StandingItem], voice: str) -> tuple[PlacedItem, ...]:
    """Return the items as that voice speaks them."""
    return tuple(
        PlacedItem(own_items.segment(each.name, own_items.said(each.text), voice, STANDING), each.place)
        for each in items
    )
