"""Everything a story may say, from one sentence to all of it, as utterances for one anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.phrases import fill
from service.editing import retold_summary, running_order, wording
from service.editing.allocation import Option
from service.editing.summarizer import Summarizer, extractive
from service.language import bigrams, sentences
from service.model import DayWord, Kind, Segment, Story, Utterance

HEADLINE_SHARE = 0.5
"""The share of a headline's character pairs that a sentence must have to tell what the headline does."""
LONGEST_UTTERANCE = 150
"""Characters: above that a sentence is spoken as clause runs, one request to the voice each."""
MOST_CHARACTERS = 1500
"""Characters of one story at the most: about six minutes."""


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """A story, who tells it, what leads to it, and its options: each holds all that the one before holds."""

    story: Story
    voice: str
    bridge: Utterance
    options: tuple[Option, ...]
    headline: wording.Headline
    """What is announced of it."""
    light: bool = False
    """True for a light item behind the lead: one of these ends the programme."""
    shown_title: str = ""
    """Its title with its day words told from the programme's day; empty where it has none that change."""
    note: str = ""
    """How a language model's summary fared, and what is not told because of its day."""

    @property
    def brief(self) -> tuple[Utterance, ...]:
        """The bare sentence, behind the headline where the sentence alone would not tell what the headline does."""
        body, announced = self.options[0].utterances, self.headline
        if not announced.own or not announced.text or _tells(body, announced.text):
            return body
        said = fill("{headline}。", {"headline": announced.text})
        return (Utterance(said, source=announced.source, days=announced.days), *body)

    def segment(self, option: int) -> Segment:
        """Return what is aired with that option: a brief (option 0, one sentence) or a story behind its bridge."""
        article = self.story.lead
        kind = Kind.STORY if option else Kind.BRIEF
        return Segment(
            kind=kind,
            voice=self.voice,
            utterances=(self.bridge, *self.options[option].utterances) if option else self.brief,
            title=article.title,
            shown_title=self.shown_title,
            origin=article.source,
            url=article.url,
            reason="; ".join(filter(None, (self.story.reason, self.note))),
        )


def tell(
    stories: Sequence[Story],
    voices: Sequence[str],
    date: dt.date,
    style: wording.Style | None = None,
    summarize: Summarizer = extractive,
) -> tuple[StoryOptions, ...]:
    """Return the options of the stories by rank; the voices take turns. Stories without a readable sentence are absent.

    An option is worth the share of the story that it tells times the square of the story's score: what leads the page
    is told at length before its small items are told at all.
    """
    style = style or wording.Style()
    told: list[StoryOptions] = []
    for story in running_order.strong_lead(stories):
        summary = retold_summary.retell(story.lead, MOST_CHARACTERS, date, summarize)
        levels = summary.levels
        if not levels:
            continue
        index = len(told)
        full = levels[-1].value
        options = tuple(
            Option(
                utterances=tuple(
                    part
                    for sentence in level.sentences
                    for part in utterances(sentence.text, sentence.source, sentence.days)
                ),
                worth=story.score**2 * level.value / full,
            )
            for level in levels
        )
        light = index > 0 and running_order.is_light(story.lead)
        bridge = wording.bridge(
            summary.headline,
            date,
            index,
            style,
            follow_up=story.follow_up,
            last=light and not any(each.light for each in told),
        )
        voice = voices[index % len(voices)]
        told.append(
            StoryOptions(story, voice, bridge, options, summary.headline, light, summary.shown_title, summary.note)
        )
    return tuple(told)


def utterances(text: str, source: str, days: tuple[DayWord, ...] = ()) -> tuple[Utterance, ...]:
    """Return the sentence as one utterance, or as clause runs of at most 150 characters."""
    if len(text) <= LONGEST_UTTERANCE:
        return (Utterance(text, source=source, days=days),)
    runs = [""]
    for clause in sentences.marked_clauses(text):
        if runs[-1] and len(runs[-1]) + len(clause) > LONGEST_UTTERANCE:
            runs.append("")
        runs[-1] += clause
    own = [tuple(day for day in days if day.became in run) for run in runs]
    parts = (Utterance(run, source=source, pause=0.2, days=its) for run, its in zip(runs[:-1], own, strict=False))
    return (*parts, Utterance(runs[-1], source=source, days=own[-1]))


def _tells(utterances: Sequence[Utterance], headline: str) -> bool:
    said, wanted = (
        set(bigrams.pairs(filter(str.isalnum, text)))  # across marks: headlines have other marks than sentences
        for text in ("".join(each.written for each in utterances), headline)
    )
    return len(said & wanted) >= HEADLINE_SHARE * len(wanted)
