"""The standing items of a day in its programme: those that it has room for, each in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from service.core.messages import _
from service.core.standing_items import StandingItem
from service.editing import duration_estimate, own_items
from service.editing.own_items import PlacedItem
from service.errors import NothingToBrief
from service.model import STANDING, Kind, Script, Segment
from service.pipeline.episode_spec import EpisodeSpec
from service.pipeline.recordings import Recordings

LOST = _("its sound file is missing or damaged; send it in again: `tingbao items keep TITLE --sound FILE`.")
MOST_SHARE = 0.5
"""The share of a programme that its standing items may have together: the rest is for the news."""


def checked(spec: EpisodeSpec, warn: Callable[[str], None]) -> EpisodeSpec:
    """Return the episode without the standing items whose sound is lost, or that it has no room for.

    `warn` is told of each. The room is counted by the pace of the voice's profile: the same on each run.
    """
    recordings = Recordings(spec.settings.state, spec.show.slug)
    pace, left, kept = spec.casts[0].voices[0].pace, spec.length * MOST_SHARE, []
    for item in spec.items:
        if item.recording and not recordings.get(item.recording.key):
            warn(f"Left out “{item.name}”: {LOST}")
            continue
        seconds = item.recording.seconds if item.recording else duration_estimate.weight(item.text) / pace
        if seconds > left:
            warn(
                _(
                    "Left out the standing item “{name}”: it takes {seconds:.0f} s, and standing items may"
                    " have {length:.0f} s of {length_2:.0f} s together.",
                    name=item.name,
                    seconds=seconds,
                    length=spec.length * MOST_SHARE,
                    length_2=spec.length,
                )
            )
            continue
        left -= seconds
        kept.append(item)
    return replace(spec, items=tuple(kept))


def placed(items: Sequence[StandingItem], voice: str) -> tuple[PlacedItem, ...]:
    """Return the items as that voice speaks them."""
    return tuple(
        PlacedItem(
            own_items.segment(each.name, own_items.said(each.name, each.text, each.recording), voice, STANDING),
            each.place,
        )
        for each in items
    )


def without_lost(script: Script, recordings: Recordings, warn: Callable[[str], None]) -> Script:
    """Return the script without the items whose sound is lost; `warn` is told of each.

    Raise NothingToBrief where that leaves none.
    """
    lost = [each for each in script.segments if is_lost(each, recordings)]
    kept = tuple(each for each in script.segments if each not in lost)
    for each in lost:
        warn(f"Left out “{each.heading}”: {LOST}")
    if lost and not any(each.kind in (Kind.STORY, Kind.BRIEF) and not each.is_lead_in for each in kept):
        raise NothingToBrief(
            _(
                "Nothing is left of the programme but its frame: of “{heading}” {lost}",
                heading=lost[0].heading,
                lost=LOST,
            )
        )
    return replace(script, segments=kept)


def is_lost(segment: Segment, recordings: Recordings) -> bool:
    """Return whether the file of its recording is missing or damaged."""
    return any(each.recording and not recordings.get(each.recording.key) for each in segment.utterances)
