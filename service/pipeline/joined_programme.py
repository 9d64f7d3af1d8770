"""A programme whose items a language model joins: planned, asked about once, and fitted anew with its bridges.

The bridges are a part of what is fitted, so that the length holds. Where an item has another neighbour then, a bridge
that says something of the old one gives way to the rules'.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.core.messages import _
from service.core.phrases import fill
from service.editing.bridge_places import BridgePlace, Key, places
from service.editing.programme_correction import key
from service.editing.story_options import StoryOptions
from service.model import Article, Kind, Segment, Story, Utterance
from service.pipeline import corrected_programme
from service.pipeline.length import FittedScript, FixedSegments

BRIEFS, CLOSE = ("", "briefs"), ("", "close")
"""What the places of a programme are known by that are no story's."""


@dataclass(frozen=True, slots=True)
class Bridges:
    """What a model says ahead of the items of a programme."""

    model: str = ""
    said: Mapping[Key, str] = field(default_factory=dict)
    """By the item that it leads to, without a final mark."""
    refused: Mapping[Key, str] = field(default_factory=dict)
    """Why the rules' words stand there, as the end of a sentence."""

    def without(self, keys: Sequence[Key], why: str) -> Bridges:
        """Return the others; `why` the rules' words stand in place of these."""
        said = {each: text for each, text in self.said.items() if each not in keys}
        return replace(self, said=said, refused={**self.refused, **dict.fromkeys(keys, why)})

    def in_story(self, story: StoryOptions) -> StoryOptions:
        """Return the story behind the model's words, as far as there are any."""
        if not (text := self.said.get(key(story.story))):
            return story
        bridge = bare = Utterance(f"{text}。", writer=self.model)
        headline = story.headline
        if headline.own and headline.text and not story.is_forecast:
            said = fill("{bridge}：{headline}。", {"bridge": text, "headline": headline.text})
            bridge = Utterance(said, source=headline.source, days=headline.days, writer=self.model)
        return replace(story, bridge=bridge, bare_bridge=bare)

    def in_fixed(self, fixed: FixedSegments) -> FixedSegments:
        """Return the segments around the stories with the model's words; the farewell stays the rules'."""
        return replace(
            fixed,
            briefs=self._opened(fixed.briefs, BRIEFS),
            closing=self._opened(fixed.closing, CLOSE),
            fewer=self.in_fixed(fixed.fewer) if fixed.fewer else None,
        )

    def noted(self, segment: Segment) -> Segment:
        """Return the segment with a reason that says whose words lead to it, where the model was asked for them."""
        known = segment.origin, segment.title
        if self._led(known, segment):
            said = _("led to by {model}", model=self.model)
        elif known in self.refused:
            said = _(
                "led to by the rules: the bridge by {model} {refused}", model=self.model, refused=self.refused[known]
            )
        else:
            return segment
        return replace(segment, reason="; ".join(filter(None, (segment.reason, said))))

    def _led(self, known: Key, segment: Segment) -> bool:
        """Return whether the model's words stand ahead of the segment."""
        return known in self.said and segment.utterances[0].written.startswith(self.said[known])

    def _opened(self, segment: Segment, known: Key) -> Segment:
        if not (text := self.said.get(known)):
            return segment
        first, *rest = segment.utterances
        return replace(segment, utterances=(replace(first, written=f"{text}。", writer=self.model), *rest))

    def misplaced(self, segments: Sequence[Segment], articles: Mapping[Key, Article]) -> tuple[Key, ...]:
        """Return the items whose bridge, as it stands there, says what is not known of its neighbours."""
        found = []
        for place in places(segments, articles):
            known = key_at(segments, place)
            text = self.said.get(known)
            if text and self._led(known, segments[place.segment]) and place.fault(text):
                found.append(known)
        return tuple(found)


Join = Callable[[Sequence[BridgePlace], Sequence[Key]], Bridges]
"""The places of a programme, and what each is known by -> what a model says there."""
Tell = Callable[[Sequence[Story]], Sequence[StoryOptions]]
Around = Callable[[Sequence[StoryOptions]], FixedSegments]
Fit = Callable[[Sequence[StoryOptions], FixedSegments], FittedScript]


def fit(
    tell: Tell,
    around: Around,
    plan: Fit,
    fit_to_length: Fit,
    join: Join | None,
    stories: Sequence[Story],
    articles: Mapping[Key, Article],
) -> FittedScript:
    """Return the programme that `fit_to_length` makes, joined where there is somebody to join it.

    `plan` makes it by prediction: what is asked depends on no voice's pace as it is spoken.
    """

    def made(by: Fit, bridges: Bridges) -> FittedScript:
        return corrected_programme.fit(
            lambda each: [bridges.in_story(options) for options in tell(each)],
            lambda options: by(options, bridges.in_fixed(around(options))),
            stories,
            articles,
        )

    bridges = Bridges()
    if join:
        planned = made(plan, bridges).segments
        found = places(planned, articles)
        bridges = join(found, [key_at(planned, each) for each in found])
    while True:
        fitted = made(fit_to_length, bridges)
        misplaced = bridges.misplaced(fitted.segments, articles)
        if not misplaced:
            return replace(fitted, segments=tuple(map(bridges.noted, fitted.segments)))
        bridges = bridges.without(misplaced, _("was written for another place"))


def key_at(segments: Sequence[Segment], place: BridgePlace) -> Key:
    """Return what a place is known by, whatever stands around it."""
    segment = segments[place.segment]
    if segment.origin:
        return segment.origin, segment.title
    return CLOSE if segment.kind is Kind.CLOSING else BRIEFS
