"""What stands around the items of a draft: opening, headlines, the lead to the briefs, the close.

What the program wrote there follows the items; what an editor wrote stays as long as its story is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.editing import edited_script, programme_check, wording
from service.editing.draft_material import DraftItem, DraftMaterial, Pair
from service.model import Kind, Segment, Utterance

_NONE = wording.Headline("", "", own=False)
"""Of a story that nothing can be announced of."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The segments of a programme, taken apart."""

    head: tuple[Segment, ...]
    """Opening and headlines."""
    lead_in: Segment | None
    """What leads to the briefs, if anything."""
    items: tuple[Segment, ...]
    tail: tuple[Segment, ...]
    """The close."""

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> Frame:
        """Take a programme apart."""
        lead_in = next((each for each in segments if each.is_lead_in), None)
        return cls(
            tuple(each for each in segments if each.kind in (Kind.OPENING, Kind.HEADLINES)),
            lead_in,
            tuple(each for each in segments if each.kind in (Kind.STORY, Kind.BRIEF) and each is not lead_in),
            tuple(each for each in segments if each.kind is Kind.CLOSING),
        )

    def around(self, pairs: Sequence[Pair], material: DraftMaterial) -> tuple[Segment, ...]:
        """Return the programme of these items: what leads to each fits its place, and so do the headlines."""
        announced = any(each.kind is Kind.HEADLINES for each in self.head)
        first = next((place for place, (_, each) in enumerate(pairs) if not each.is_editors), 0)
        led = [
            (
                item,
                _led(item, segment, material, leads=place == first, announced=announced, ends=place == len(pairs) - 1),
            )
            for place, (item, segment) in enumerate(pairs)
        ]
        head = [_announcing(each, led, material) if each.kind is Kind.HEADLINES else each for each in self.head]
        body = [segment for _, segment in led]
        if lead_in := self._lead_in(body, material):
            body.insert(next((i for i, each in enumerate(body) if each.kind is Kind.BRIEF), len(body)), lead_in)
        articles = [article for item, _ in led for article in material.article(item)]
        programme = (*(each for each in head if each.utterances), *body, *self.tail)
        return edited_script.adapted(programme, material.date, material.style, articles)[0]

    def _lead_in(self, body: Sequence[Segment], material: DraftMaterial) -> Segment | None:
        """Return what leads to the briefs: an editor's words stay, others are said ahead of two briefs or more."""
        briefs = [each for each in body if each.kind is Kind.BRIEF]
        if self.lead_in and not self._is_programs(self.lead_in, material):
            return self.lead_in
        if len(briefs) < 2:
            return None
        voice = self.tail[-1].voice if self.tail else briefs[0].voice
        said = wording.briefs(material.date, material.style)
        return self.lead_in or Segment(Kind.BRIEF, voice, (said,))

    @staticmethod
    def _is_programs(lead_in: Segment, material: DraftMaterial) -> bool:
        return all(edited_script.is_own(each.written, material.style) or each.writer for each in lead_in.utterances)


def _led(
    item: DraftItem, segment: Segment, material: DraftMaterial, *, leads: bool, announced: bool, ends: bool
) -> Segment:
    """Return the item with what leads to it in its place; as it is where its editor has written in it."""
    option = material.option_of(item.story, segment) if item.is_as_told else None
    if option is None:
        return segment
    told = material.told(item.story, option, segment.kind, leads=leads, announced=announced)
    if material.is_forecast(item) and not ends:
        told = wording.ahead_of_more(told)
    body = len(material.stories[item.story].options[option].utterances)
    ahead = told.utterances[:-body]
    if [each.written for each in ahead] == [each.written for each in segment.utterances[:-body]]:
        return segment
    return replace(segment, utterances=(*ahead, *segment.utterances[-body:]))


def _announcing(headlines: Segment, pairs: Sequence[Pair], material: DraftMaterial) -> Segment:
    """Return the headlines of these items: as many as before, the lead's first; without one where none can be said."""
    contents, *_ = headlines.utterances
    said = [each for each in headlines.utterances if each.source]
    stories = [(item, segment) for item, segment in pairs if segment.kind is Kind.STORY]
    own = [material.headline(item) for item, _ in stories]
    kept: dict[int, Utterance] = {}
    for each in said:
        place = next((at for at, (_, segment) in enumerate(stories) if programme_check.tells(segment, each)), None)
        if place is not None:
            kept.setdefault(place, each)
    leads = not own or own[0] is None or 0 in kept
    if leads and len(kept) == len(said) and list(kept) == sorted(kept):
        return headlines
    by_hand = {at for at, each in kept.items() if each.written != _written(own[at])}
    known = [
        material.stories[item.story].headline if each else _NONE for (item, _), each in zip(stories, own, strict=True)
    ]
    ranks = {*wording.worth_announcing(known, len(said)), *by_hand} if stories else by_hand
    found = (kept.get(at) or own[at] for at in sorted(ranks))
    spoken = tuple(each for each in found if each)
    ahead = () if contents.source else (contents,)
    return replace(headlines, utterances=(*ahead, *spoken) if spoken else ())


def _written(utterance: Utterance | None) -> str:
    return utterance.written if utterance else ""
