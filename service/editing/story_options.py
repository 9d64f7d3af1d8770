"""Everything a story may say, from one sentence to all of it, as utterances for one anchor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.core.phrases import fill
from service.editing import (
    empty_tellings,
    forecast_summary,
    news_sense,
    programme_size,
    retold_summary,
    running_order,
    sentence_runs,
    wording,
)
from service.editing.allocation import Option
from service.editing.attribution import authorship
from service.editing.retold_levels import RetoldLevel
from service.editing.selection.best_telling import ABOUT_IT, in_room
from service.editing.summarizer import AsksAhead, Summarizer, extractive
from service.editing.summary import narratives
from service.model import Article, Kind, Segment, Story, Utterance

SHORTEST_BRIEF = 25
"""Characters: a shorter brief cannot say who did what."""
SHORT_ITEM = 120
"""Characters up to which an item behind the lead is told whole, in half a minute: who shortens it cuts its point."""
POOR = 0.05
"""The share of its worth that such a brief has: told where nothing else fills the time."""
BEYOND = 0.001
"""The share of its worth that a story behind the programme's number has: before, the first are told at more length."""
UNFINISHED = 0.0005
"""The share of its worth that a telling has which may not stop there: others are told whole before it."""
NOTHING = 1e-6
"""The share that a telling has which tells nothing yet."""
STRETCH = 1.6
"""How many times its room a story may take where nothing else is to be told."""
BULLETIN_SECONDS = 420.0
"""A shorter programme has no room for scenes: the plain report of an event is told, where there is one."""
WITH_FORECAST = 240.0
"""Seconds of a programme from which on the forecast is told before small items: who leaves home asks for it first."""
REPEATED_SHARE = 0.8
"""The share from which on a story's own sentence says the headline again: one of the two is enough."""
COMMENT_CHARACTERS = 300
"""Characters of a comment at the most, about a minute: it stands at the end, short."""
MOST_CHARACTERS = 1500
"""Characters of one story at the most: about six minutes."""
LEAD_RATE, STORY_RATE, FORECAST_RATE = 0.75, 0.5, 0.4
"""Characters of the lead, of another story and of the forecast at the most, for each second of the programme: at an
anchor's pace 17, 11 and 9 % of it. A bulletin of five minutes then has room for eight items and more."""
LEAST_CHARACTERS = 160
"""Characters that a story may have in the shortest programme: with fewer, not all have a first sentence that fits."""
FORECAST_CHARACTERS = (120, 200)
"""Characters of the weather forecast at the most, in a short programme and in a long one."""


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """A story, who tells it, what leads to it, and its options: each holds all that the one before holds."""

    story: Story
    voice: str
    bridge: Utterance | None
    """With the headline, as a rule; None where nothing leads to a story without a headline of its own."""
    options: tuple[Option, ...]
    headline: wording.Headline
    """What is announced of it."""
    ending: running_order.Ending = running_order.Ending.NONE
    """Whether it may end the programme: the forecast, or a light item behind the lead."""
    shown_title: str = ""
    """What is told as its title; empty where the printed title is told."""
    note: str = ""
    """How a language model's summary fared, and what is not told because of its day."""
    bare_bridge: Utterance | None = None
    """What leads to it without the headline, if anything."""
    is_announced: bool = False
    """True for the lead of a programme with headlines: its own, where it has any, has been heard just before."""
    block: str = ""
    """What its neighbours in the programme share with it."""
    has_brief: bool = True
    """False where its first option is no brief: what would be one tells nothing."""
    leading: tuple[Utterance | None, Utterance | None] | None = None
    """`bridge` and `bare_bridge` where it is the first that is told at length, though not the lead; None: the same."""

    @property
    def is_ranked(self) -> bool:
        """Whether it is one of the day's first stories: they stand where they rank, in one sentence too."""
        return self.block == running_order.RANKED

    @property
    def is_forecast(self) -> bool:
        """Whether it is the forecast that ends the programme, behind its bridge however short it is."""
        return self.ending is running_order.Ending.FORECAST

    @property
    def announced(self) -> wording.Headline:
        """What the headlines may say of it: nothing of a story that cannot be told whole in its room."""
        whole = any(each.worth > POOR * self.story.score**2 for each in self.options)
        return self.headline if whole else replace(self.headline, text="")

    def is_brief(self, option: int) -> bool:
        """Return whether with that option it stands among the briefs."""
        return option == 0 and self.has_brief and not (self.is_ranked or self.is_forecast)

    def _is_bare(self, option: int) -> bool:
        """Return whether that option is told without what leads to a story: a brief, or the one sentence of a story."""
        return option == 0 and self.has_brief and not self.is_forecast

    def may_be_told(self, option: int) -> bool:
        """Return whether it may be told with that option: comment is no brief."""
        return not (self.is_brief(option) and self.ending is running_order.Ending.COMMENT)

    def bridged(self, option: int, *, leads: bool = False) -> tuple[Utterance, ...]:
        """Return the story behind what leads to it: the headline, or its own sentence, and not both."""
        body, announced = self.options[option].utterances, self.headline.text
        late = news_sense.tells_news(announced) and not news_sense.opens(body[0].written)
        near = body[:2] if late else body  # behind a scene its news comes too late
        again = any(wording.share(each.written, announced) >= REPEATED_SHARE for each in near) or self._echoes(body)
        bridge, bare = self.leading if leads and self.leading else (self.bridge, self.bare_bridge)
        heard = self.is_announced and self.announced.text
        bridge = bare if again or heard or self._is_label(body) else bridge
        return (bridge, *body) if bridge else body

    @property
    def brief(self) -> tuple[Utterance, ...]:
        """The bare beginning, behind the headline where the sentence alone would not tell what the headline does.

        A headline that names nobody and nothing, `还书不必回原地，逾期费全部取消`, is not said ahead of one that does.
        """
        body, announced = self.options[0].utterances, self.headline
        near = "".join(each.written for each in body[:2])
        told = _tells(body, announced.text) or wording.is_echo(announced.text, near) or self._is_label(body)
        told |= self._echoes(body)
        of_nobody = news_sense.opens(body[0].written) and not news_sense.is_about(announced.text)
        if not announced.own or not announced.text or told or of_nobody:
            return body
        said = fill("{headline}。", {"headline": announced.text})
        return (Utterance(said, source=announced.source, days=announced.days, writer=announced.writer), *body)

    def _is_label(self, body: Sequence[Utterance]) -> bool:
        """Return whether the headline tells nothing of the story, which begins with its news.

        A headline that alone says who or where is none, nor one above what its author says.
        """
        first, headline = body[0].written, self.headline.text
        opens = news_sense.opens(first) and not authorship.lead_in(self.story.lead)
        if not opens or any(
            named(headline) and not named(first) for named in (news_sense.has_place, news_sense.has_who)
        ):
            return False
        told = "".join(each.written for each in body)
        return wording.is_label(headline, told) and not wording.names_topic(headline, self.story.lead.text, told)

    def _echoes(self, body: Sequence[Utterance]) -> bool:
        """Return whether the story begins with its headline in other words, in its first sentence or the second."""
        echoed = (wording.is_echo(self.headline.text, each.written) for each in body[:2])
        return news_sense.opens(body[0].written) and any(echoed)

    def without_empty(self) -> StoryOptions:
        """Return it without the options that tell nothing yet, where others do."""
        told = tuple(each for each in self.options if self._tells(each)) or self.options
        return replace(self, options=told, has_brief=told[0] is self.options[0])

    @property
    def tells_something(self) -> bool:
        """Whether any of its options does."""
        return any(map(self._tells, self.options))

    def _tells(self, option: Option) -> bool:
        return option.worth > 2 * NOTHING * self.story.score**2

    def without_poor_brief(self) -> StoryOptions:
        """Return it with a brief that is hardly told where it has no event, number or place, or a headline's words.

        Nor is one that begins nowhere: no sentence of it says who or where, and what happened. A forecast is none.
        """
        if self.is_forecast:
            return self
        text = "".join(each.written for each in self.brief)
        opens = any(news_sense.opens(each.written) for each in self.brief)
        if len(text) >= SHORTEST_BRIEF and opens and news_sense.has_fact(text):
            return self
        first, *longer = self.options
        return replace(self, options=(replace(first, worth=first.worth * POOR), *longer))

    def segment(self, option: int, *, leads: bool = False) -> Segment:
        """Return what is aired with that option: a brief (a sentence or two) or a story behind its bridge.

        `leads`: it is the first of the programme that is told at length, and not the lead by rank.
        """
        article = self.story.lead
        kind = Kind.BRIEF if self.is_brief(option) else Kind.STORY
        return Segment(
            kind=kind,
            voice=self.voice,
            utterances=self.brief if self._is_bare(option) else self.bridged(option, leads=leads),
            title=article.title,
            shown_title=self.shown_title,
            origin=article.source,
            url=article.url,
            reason="; ".join(filter(None, (self.story.reason, self.note))),
            source_name=article.source_name,
        )


def tell(
    stories: Sequence[Story],
    voices: Sequence[str],
    date: dt.date,
    style: wording.Style | None = None,
    summarize: Summarizer = extractive,
    *,
    length: float = 0.0,
) -> tuple[StoryOptions, ...]:
    """Return the options of the stories by rank; the voices take turns. Stories without a readable sentence are absent.

    An option is worth the share of the story that it tells times the square of the story's score: what leads the page
    is told at length before its small items are told at all. `length`: the programme's, in seconds; 0: none is given,
    so that no headlines stand before the lead and stories may be long.
    """
    style = style or wording.Style()
    announced = wording.headline_count(length) > 0
    told: list[StoryOptions] = []
    most, ranked = programme_size.stories(length), programme_size.ranked(length)
    final = running_order.Ending.FORECAST if any(each.forecast for each in stories) else running_order.Ending.LIGHT
    order = running_order.strong_lead(stories)
    if isinstance(summarize, AsksAhead):
        summarize.ask_ahead(list(_asked_about(order[:most], date, length)))
    for story in order:
        index = len(told)
        ending = running_order.ending(story, index, len(stories))
        room = _most_characters(story, index, ending, length)
        story = _in_bulletin(story, room, length)
        told_by = summarize if index < most else extractive
        story, summary = _retold(story, _stretched(room, story, index, ending, length), date, told_by)
        levels = summary.levels[:1] if story.in_brief else summary.levels
        if not levels or all(news_sense.is_calendar_note(each.text) for each in levels[-1].sentences):
            continue
        if length and index and levels[-1].characters <= SHORT_ITEM:
            levels = tuple(level for level in levels if level.is_whole)[-1:] or levels[-1:]
        fitting = [level for level in levels if level.characters <= room] or levels[:1]
        full = max(level.value for level in [level for level in fitting if level.is_whole] or fitting)
        leads = index == 0 and not all(_tells_nothing(level, story.lead) for level in levels)
        worth = 1.0 if story.forecast and length >= WITH_FORECAST else story.score**2
        worth *= 1 if index < most or story.forecast else BEYOND
        untimely = index >= ranked and _is_tale(story, summary, length)
        worth *= POOR if untimely or not summary.has_its_point else 1
        options = tuple(
            Option(
                utterances=tuple(
                    part
                    for sentence in level.sentences
                    for part in sentence_runs.utterances(sentence.text, sentence.source, sentence.days, sentence.writer)
                ),
                worth=worth
                * _depth(level, full, min(room, levels[-1].characters))
                * _fitness(level, story.lead, leads=leads),
                is_whole=level.is_whole and not _tells_nothing(level, story.lead),
            )
            for level in levels
        )
        last = ending is not running_order.Ending.NONE and ending is final and not any(e.ending is ending for e in told)
        place = sum(each.story.follow_up == story.follow_up for each in told[1:]) + 1 if told else 0
        bridge = wording.bridge(summary.headline, date, place, style, follow_up=story.follow_up, last=last)
        bare = wording.bare_bridge(date, index, style, last=last)
        if ending is running_order.Ending.FORECAST and index:
            bridge = bare = wording.forecast(date, style)
        told.append(
            StoryOptions(
                story,
                voices[0],
                bridge,
                options,
                summary.headline,
                ending,
                summary.shown_title,
                summary.note,
                bare,
                is_announced=announced and index == 0,
                block=running_order.RANKED if index < ranked else running_order.block(story.lead),
                leading=(
                    wording.bridge(summary.headline, date, 0, style, follow_up=story.follow_up),
                    wording.bare_bridge(date, 0, style),
                ),
            ).without_poor_brief()
        )
    told = _telling_something(told, most)
    turns = running_order.turns([each.block for each in told], len(voices))
    return tuple(replace(each, voice=voices[turn]) for each, turn in zip(told, turns, strict=True))


def _is_tale(story: Story, summary: retold_summary.RetoldSummary, length: float) -> bool:
    """Return whether a story is a tale that does not begin with news: a bulletin has no room for its point."""
    is_tale = story.lead.genre in narratives.GENRES and not story.forecast
    begun = (each.source for each in summary.levels[0].sentences)
    return 0 < length < BULLETIN_SECONDS and is_tale and not narratives.begins_with_news(begun)


def _in_bulletin(story: Story, room: int, length: float) -> Story:
    """Return the story; in a bulletin, told by the plain report of the event where there is one."""
    if 0 < length < BULLETIN_SECONDS and not story.forecast:
        return replace(story, articles=in_room(story.articles, room))
    return story


def _asked_about(stories: Sequence[Story], date: dt.date, length: float) -> Iterator[Article]:
    """Yield the articles by which so many first stories are told, as a summarizer gets them."""
    for index, story in enumerate(stories):
        if not story.forecast:
            room = _most_characters(story, index, running_order.Ending.NONE, length)
            yield retold_summary.for_telling(_in_bulletin(story, room, length).lead, date)


def _retold(
    story: Story, most: int, date: dt.date, summarize: Summarizer
) -> tuple[Story, retold_summary.RetoldSummary]:
    """Return the story told by the best of its tellings that has a sentence to tell, and its summaries.

    What is written about an event does not stand for it.
    """
    for at, article in enumerate(story.articles):
        if at and article.genre in ABOUT_IT:
            continue
        if story.forecast:
            summary = forecast_summary.retell(article, most, date)
        else:
            summary = retold_summary.retell(article, most, date, summarize)
        if summary.levels:
            return replace(story, articles=(article, *story.articles[:at], *story.articles[at + 1 :])), summary
    return story, summary


def _telling_something(told: Sequence[StoryOptions], most: int) -> list[StoryOptions]:
    """Return the stories less what tells nothing yet: options beside others, and stories where so many others are."""
    better = [each.without_empty() for each in told]
    sure = [each for each in better if each.tells_something]
    return sure if len(sure) >= most else better


def _fitness(level: RetoldLevel, article: Article, *, leads: bool) -> float:
    """Return what is left of a telling's worth where it may not stop there, or tells nothing yet.

    What leads by its rank, and can be told so that it tells something, may be of a series.
    """
    told = [each.text for each in level.sentences]
    if _tells_nothing(level, article) or (not leads and empty_tellings.is_timeless(article, told)):
        return POOR if leads else NOTHING
    return 1 if level.is_whole else UNFINISHED


def _tells_nothing(level: RetoldLevel, article: Article) -> bool:
    return empty_tellings.is_empty(article, [each.text for each in level.sentences])


def _depth(level: RetoldLevel, value: float, characters: int) -> float:
    """Return what a telling is worth by its shares of the value and of the characters that the story can have.

    Half and half: the first sentence holds most of what a headline says, and not why, where and what follows.
    """
    return (_share_told(level.value / value) + _share_told(level.characters / characters)) / 2


def _share_told(share: float) -> float:
    """Return what a telling is worth by its share of what fits the story's room: more than all of it, little more."""
    return share if share <= 1 else 1 + POOR * (share - 1)


def _stretched(room: int, story: Story, index: int, ending: running_order.Ending, length: float) -> int:
    """Return how many characters a story may have where time is left; lead, comment and forecast keep to theirs."""
    fixed = index == 0 or not length or story.forecast or story.at_length or ending is running_order.Ending.COMMENT
    return room if fixed else min(MOST_CHARACTERS, round(STRETCH * room))


def _most_characters(story: Story, index: int, ending: running_order.Ending, length: float) -> int:
    """Return how many characters the story of that rank may have in a programme of so many seconds (0: any)."""
    rate, least, most = LEAD_RATE if index == 0 else STORY_RATE, LEAST_CHARACTERS, MOST_CHARACTERS
    if story.forecast:
        rate, (least, most) = FORECAST_RATE, FORECAST_CHARACTERS
    elif ending is running_order.Ending.COMMENT and not story.at_length:
        most = COMMENT_CHARACTERS
    if not length or story.at_length:
        return most
    return min(most, max(least, round(rate * length)))


def _tells(utterances: Sequence[Utterance], headline: str) -> bool:
    return wording.share("".join(each.written for each in utterances), headline) >= REPEATED_SHARE
