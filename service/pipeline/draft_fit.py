"""Fit a draft to its length by prediction, with as little change as can be.

Where all fits as it is, nothing is changed. Seconds that are free go to the stories that want them; only where these
have no more to tell does another one come in. Seconds that are missing are taken where they are worth least: a story
becomes shorter, or one goes. What the editor pinned or wrote stays, and what he chose is not left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing import allocation, wording
from service.editing.allocation import LEFT_OUT, LONGEST_GAP, SHORTEST_GAP, Option
from service.editing.draft_frame import Frame
from service.editing.draft_material import DraftItem, DraftMaterial, Pair
from service.editing.programme_draft import ProgrammeDraft, addable
from service.model import Kind, Segment
from service.pipeline import kept_script
from service.pipeline.length import CORRECTIONS, GIVE, SLACK, stinger_at

NO_ROOM = _("no room in the draft")
"""Why a story is left out that was told before the editor's changes."""


@dataclass(frozen=True, slots=True)
class DraftTimes:
    """How long what is said in a draft takes."""

    seconds: float
    """What the sounds leave of the programme's length."""
    stinger: float
    """Seconds of the sound before the briefs."""
    paces: Mapping[str, float]
    """Characters a second, by voice."""
    known: Mapping[tuple[str, str], float]
    """Seconds of what has been spoken, by voice and written text."""

    def of(self, segment: Segment) -> float:
        """Return the seconds of a segment, its last pause aside."""
        return kept_script.speech_seconds(segment, self.paces, self.known) + kept_script.pauses_inside(segment)

    def left(self, segments: Sequence[Segment]) -> float:
        """Return the seconds that the segments leave for the gaps between them."""
        stinger = self.stinger if stinger_at(segments) is not None else 0.0
        return self.seconds - stinger - wording.CLOSING_PAUSE - sum(map(self.of, segments))

    def missing(self, segments: Sequence[Segment], slack: float = 0.0) -> float:
        """Return the seconds that natural gaps cannot take: below 0 too much is said, above 0 too little; 0: it fits.

        The gaps stay clear of the shortest and the longest by `slack`.
        """
        gaps, left = len(segments) - 1, self.left(segments)
        return left - min(max(left, (SHORTEST_GAP + slack) * gaps), (LONGEST_GAP - slack) * gaps)


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to tell an item, or to leave it out (no segment)."""

    option: Option
    item: DraftItem
    segment: Segment | None = None


def fit(draft: ProgrammeDraft, material: DraftMaterial, times: DraftTimes) -> ProgrammeDraft:
    """Return the draft with as much told of each story as fills the programme's length."""
    found = min(_candidates(draft, material, times), key=lambda each: abs(times.missing(each.script.segments)))
    return replace(found, script=replace(found.script, short=times.missing(found.script.segments) > GIVE))


def _candidates(draft: ProgrammeDraft, material: DraftMaterial, times: DraftTimes) -> Iterator[ProgrammeDraft]:
    """Yield drafts that change ever more; the first one that fits is the last."""
    yield draft
    missing = times.missing(draft.script.segments, SLACK)
    if not missing:
        return
    for menus in _ever_wider(draft, material, times, shorter=missing < 0):
        for found in _chosen(draft, material, times, menus):
            yield found
            if not times.missing(found.script.segments):
                return


def _ever_wider(
    draft: ProgrammeDraft, material: DraftMaterial, times: DraftTimes, *, shorter: bool
) -> Iterator[list[list[_Choice]]]:
    """Yield the choices for each item, and for stories that might come in: the fewest changes first."""
    told = [_ways(item, segment, material, times) for item, segment in draft.pairs]
    now = [
        next(place for place, each in enumerate(ways) if each.segment is segment)
        for ways, (__, segment) in zip(told, draft.pairs, strict=True)
    ]
    able = [story for story in addable(draft, material) if story < material.ranked and story not in draft.dropped]
    others = [_entries(story, material, times) for story in able]
    gone = [[_Choice(LEFT_OUT, ways[0].item)] if _may_go(ways[0].item, material) else [] for ways in told]
    if shorter:
        yield [[*ways[: at + 1], *out] for ways, at, out in zip(told, now, gone, strict=True)]
    else:
        more = [ways[at:] for ways, at in zip(told, now, strict=True)]
        yield more
        yield [*more, *others]
    yield [*([*ways, *out] for ways, out in zip(told, gone, strict=True)), *others]


def _ways(item: DraftItem, segment: Segment, material: DraftMaterial, times: DraftTimes) -> list[_Choice]:
    """Return the ways to tell an item where it stands, the shortest first; one of them has the segment as it is."""
    option = material.option_of(item.story, segment) if item.is_as_told else None
    if option is None or item.pinned or segment.kind is Kind.BRIEF:
        return [_Choice(Option(1.0, times.of(segment)), item, segment)]
    told = material.stories[item.story]
    numbers = sorted({option, *material.story_options(item.story)})
    if item.in_full:
        numbers = [option]
    ways = []
    for number in numbers:
        said = segment if number == option else material.told(item.story, number, Kind.STORY)
        ways.append(_Choice(Option(told.options[number].worth, times.of(said)), item, said))
    return ways


def _entries(story: int, material: DraftMaterial, times: DraftTimes) -> list[_Choice]:
    """Return the ways in which a story that is left out may come in: not at all, as a brief, as a story."""
    told, item = material.stories[story], DraftItem(story)
    ways = [_Choice(LEFT_OUT, item)]
    if told.ending is told.ending.NONE:
        for number, option in enumerate(told.options):
            said = told.segment(number)
            ways.append(_Choice(Option(option.worth, times.of(said)), item, said))
    return ways


def _may_go(item: DraftItem, material: DraftMaterial) -> bool:
    """Return whether the item may be left out for want of room: nobody has chosen it, and it is no forecast."""
    chosen = item.placed or item.pinned or item.in_full
    return item.is_as_told and not chosen and not material.stories[item.story].is_forecast


def _chosen(
    draft: ProgrammeDraft, material: DraftMaterial, times: DraftTimes, choices: Sequence[Sequence[_Choice]]
) -> Iterator[ProgrammeDraft]:
    """Yield the draft with the best choices; again where what stands around them has become longer or shorter by it."""
    frame, count = Frame.of(draft.script.segments), len(draft.items)
    around = [*frame.head, *frame.tail, *([frame.lead_in] if frame.lead_in else [])]
    stinger = times.stinger if stinger_at(draft.script.segments) is not None else 0.0
    time = times.seconds - stinger - wording.CLOSING_PAUSE - sum(map(times.of, around))
    menus = [[each.option for each in ways] for ways in choices]
    for __ in range(CORRECTIONS):
        numbers = allocation.choose(menus, time, len(around) - 1, SHORTEST_GAP + SLACK, LONGEST_GAP - SLACK)
        if numbers is None:
            return
        picked = [ways[number] for ways, number in zip(choices, numbers, strict=True)]
        if not any(each.segment for each in picked):
            return
        new = _with(draft, picked[:count], picked[count:], material)
        yield new
        planned = time - sum(each.option.seconds for each in picked)
        time -= planned - times.left(new.script.segments)


def _with(
    draft: ProgrammeDraft, told: Sequence[_Choice], others: Sequence[_Choice], material: DraftMaterial
) -> ProgrammeDraft:
    """Return the draft with these choices for its items and for stories that come in."""
    pairs: list[Pair] = [(each.item, each.segment) for each in told if each.segment]
    for each in others:
        if each.segment:
            pair = each.item, each.segment
            pairs.insert(material.natural_place(pair, pairs), pair)
    gone = [each.item.story for each in told if not each.segment]
    return draft.with_pairs(pairs, material, dict.fromkeys(gone, NO_ROOM))
