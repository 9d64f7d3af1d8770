"""An article sentence by sentence, each as the programme would tell it: what an editor brings in one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from service.core.messages import _
from service.editing import day_words, wording
from service.editing.sentence_runs import utterances
from service.editing.story_options import StoryOptions
from service.editing.summary import spoken_sentences
from service.language import sentences
from service.model import Article, Segment, Utterance

DAMAGED = _("a character or a part of it is in doubt")
"""Why a sentence of a page is never read aloud by itself."""


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """A sentence of an article."""

    number: int
    """Among those of its article, from 1: what `tell` calls it."""
    paragraph: int
    """The index of its paragraph."""
    text: str
    """As the page has it."""
    said: tuple[Utterance, ...]
    """As it is told on the programme's day; empty: it cannot be."""
    why: str = ""
    """Why it cannot be told."""

    def is_of(self, utterance: Utterance) -> bool:
        """Return whether the utterance was made from it."""
        return bool(utterance.source) and (self.text in utterance.source or utterance.source in self.text)

    def is_told_in(self, segment: Segment) -> bool:
        """Return whether a segment tells it."""
        return any(map(self.is_of, segment.utterances))


def of_story(story: StoryOptions, programme: dt.date) -> tuple[ArticleSentence, ...]:
    """Return the sentences of the article that a story is told from, in its order, sub-headlines left out."""
    article, fullest = story.story.lead, story.options[-1].utterances
    day = day_words.article_day(article, programme)
    found: list[ArticleSentence] = []
    for place, paragraph in enumerate(article.paragraphs):
        if paragraph in article.subheads:
            continue
        for text in sentences.split(paragraph):
            said, why = _said(text, article, fullest, day, programme)
            found.append(ArticleSentence(len(found) + 1, place, text, said, why))
    return tuple(found)


def _said(
    text: str, article: Article, fullest: Sequence[Utterance], day: day_words.ArticleDay | None, programme: dt.date
) -> tuple[tuple[Utterance, ...], str]:
    """Return a sentence as the story tells it where it does, else as it would; or why it cannot."""
    if own := tuple(each for each in fullest if each.source == text):
        return own, ""
    if any(text in each or each in text for each in article.damaged if each):
        return (), DAMAGED
    ahead = article.text.partition(text)[0]
    plain = wording.in_full(spoken_sentences.for_the_ear(text), article.text)
    told = day_words.tell(plain, day, programme, text, ahead)
    if not told.text:
        return (), told.why
    return utterances(told.text, text, told.words), ""
