"""What a draft is made of: the day's stories with all that each may say, and where an item stands among others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.core.phrases import Style
from service.editing import article_sentences, corrected_text, edited_script, wording
from service.editing.article_sentences import ArticleSentence
from service.editing.corrected_text import Correction
from service.editing.own_items import PlacedItem
from service.editing.story_options import StoryOptions
from service.model import Article, Kind, Segment, Utterance


@dataclass(frozen=True, slots=True)
class DraftItem:
    """What is known of an item of a draft beside its words."""

    story: int = -1
    """Its story, an index into the material; -1: it is of none, and there is no more of it than its words."""
    pinned: bool = False
    """Whether nothing but its editor changes how much of it is told."""
    in_full: bool = False
    """Whether all of it is told that may be."""
    placed: bool = False
    """Whether its editor has chosen it, so that it is not left out for want of room."""
    worded: bool = False
    """Whether its editor has written in it: his words stand."""

    @property
    def is_as_told(self) -> bool:
        """Whether its words are those of its story."""
        return self.story >= 0 and not self.worded


Pair = tuple[DraftItem, Segment]
"""An item of a draft, and its words."""


@dataclass(frozen=True, slots=True)
class DraftMaterial:
    """The stories of an episode's day, and how the show words its programme."""

    stories: tuple[StoryOptions, ...]
    """Those that the programme was chosen from, by rank, then those that only its editor can bring in."""
    ranked: int
    """How many of them are of the first kind."""
    date: dt.date
    style: Style = field(default_factory=Style)
    items: tuple[PlacedItem, ...] = ()
    """The show's own items that came after the draft was made. They are counted behind the stories."""

    def corrected(self, corrections: Sequence[Correction]) -> DraftMaterial:
        """Return the same as it would be had the pages been read right."""
        return replace(self, stories=corrected_text.corrected(self.stories, corrections))

    def option_of(self, story: int, segment: Segment) -> int | None:
        """Return the option by which the segment tells that story; None where it does not, or not in these words."""
        told, lead = self.stories[story], self.stories[story].story.lead
        if (segment.origin, segment.title) != (lead.source, lead.title):
            return None
        words = [each.written for each in segment.utterances]
        for number, option in enumerate(told.options):
            body = [each.written for each in option.utterances]
            if len(words) - len(body) in (0, 1) and words[-len(body) :] == body:
                return number
        return None

    def told(self, story: int, option: int, kind: Kind, *, leads: bool = False, announced: bool = False) -> Segment:
        """Return a story with one of its options, as a story or as a brief.

        `leads`: it is the first item; `announced`: the headlines stand right before it.
        """
        options = replace(self.stories[story], is_announced=leads and announced)
        segment = options.segment(option, leads=leads)
        if segment.kind is kind:
            return segment
        if kind is Kind.STORY:
            return replace(segment, kind=kind, utterances=options.bridged(option, leads=leads))
        return replace(segment, kind=kind, utterances=options.brief)

    def title(self, number: int) -> str:
        """Return the title of a story, or of an item that came."""
        if number < len(self.stories):
            return self.stories[number].story.lead.title
        return self.items[number - len(self.stories)].segment.title

    def story_options(self, story: int) -> tuple[int, ...]:
        """Return the options by which it can be told as a story, the shortest first."""
        told = self.stories[story]
        longer = tuple(each for each in range(len(told.options)) if not told.is_brief(each))
        return longer or (len(told.options) - 1,)

    def article(self, item: DraftItem) -> tuple[Article, ...]:
        """Return the article that an item is told from, if it is known."""
        return (self.stories[item.story].story.lead,) if item.story >= 0 else ()

    def sentences(self, story: int) -> tuple[ArticleSentence, ...]:
        """Return the sentences of a story's article, as `tell` counts them."""
        return article_sentences.of_story(self.stories[story], self.date)

    def headline(self, item: DraftItem) -> Utterance | None:
        """Return what the program announces of an item; None where it can say nothing."""
        if item.story < 0:
            return None
        said = wording.contents([self.stories[item.story].headline], self.date, self.style)
        return said[-1] if said else None

    def shortest(self, story: int) -> Pair:
        """Return a story as its editor adds it: as a brief, or as a short story where it can be none."""
        told = self.stories[story]
        brief = told.is_brief(0) and told.may_be_told(0)
        kind, option = (Kind.BRIEF, 0) if brief else (Kind.STORY, self.story_options(story)[0])
        return DraftItem(story, placed=True), self.told(story, option, kind)

    def as_story(self, item: DraftItem, segment: Segment) -> Pair:
        """Return the item told as a story."""
        if not item.is_as_told:
            return item, replace(segment, kind=Kind.STORY)
        return item, self.told(item.story, self.story_options(item.story)[0], Kind.STORY)

    def as_brief(self, item: DraftItem, segment: Segment) -> Pair:
        """Return the item told as a brief; the editor's own words are as many as before, without what led to them."""
        item = replace(item, in_full=False)
        if item.is_as_told:
            return item, self.told(item.story, 0, Kind.BRIEF)
        first, *rest = segment.utterances
        leads = rest and edited_script.without_frame(first.written, self.style) != first.written
        return item, replace(segment, kind=Kind.BRIEF, utterances=tuple(rest) if leads else segment.utterances)

    def in_full(self, item: DraftItem, segment: Segment) -> Pair:
        """Return the item told as a story, with all that may be told of it."""
        if not item.is_as_told:
            return item, replace(segment, kind=Kind.STORY)
        return item, self.told(item.story, len(self.stories[item.story].options) - 1, Kind.STORY)

    def in_its_place(self, item: DraftItem, segment: Segment, before: Segment | None, after: Segment | None) -> Pair:
        """Return the item as what its place makes it: a brief between briefs, and a story away from them."""
        briefs = [each for each in (before, after) if each and each.kind is Kind.BRIEF]
        if len(briefs) == 2 and segment.kind is not Kind.BRIEF:
            return self.as_brief(item, segment)
        if not briefs and segment.kind is Kind.BRIEF:
            return self.as_story(item, segment)
        return item, segment

    def natural_place(self, pair: Pair, others: Sequence[Pair]) -> int:
        """Return its place where nobody names one: a brief behind the briefs, a story ahead, the forecast last.

        Behind all of them stand the items of the show's own that end the programme.
        """
        kinds = [segment.kind for _, segment in others]
        end = len(others)
        while end and others[end - 1][1].is_editors:
            end -= 1
        if self.is_forecast(pair[0]):
            return end
        if Kind.BRIEF in kinds:
            first, count = kinds.index(Kind.BRIEF), kinds.count(Kind.BRIEF)
            return first + count if pair[1].kind is Kind.BRIEF else first
        while end and (others[end - 1][1].is_editors or self.is_forecast(others[end - 1][0])):
            end -= 1
        return end

    def is_forecast(self, item: DraftItem) -> bool:
        """Return whether the item is the forecast that ends the news."""
        return item.story >= 0 and self.stories[item.story].is_forecast
