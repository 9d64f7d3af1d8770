"""One article told by itself: its headline, where it is from, the notice, and all of it or as much as time allows.

It is read as it is printed. Who opens it has chosen it: no sentence is moved, and no clause is left out as empty. Day
words stay as they are (`昨天`): the programme is heard on its day, an article at any time, and is dated by what is said
behind its headline. What is left out has a reason: a sentence of which a part is in doubt is never read aloud.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import sentence_runs, story_options, wording
from service.editing.editors_hand import EditorsHand
from service.editing.selection import Interests, untimely
from service.language import sentences
from service.model import Article, Genre, Kind, Segment, Story, Utterance

NOT_READ = (Genre.CAPTION, Genre.NOTICE, Genre.ADVERTISEMENT, Genre.TABLE)
"""A caption needs its picture, a table its columns; notices and advertisements are no articles of the paper's."""
AFTER_PARAGRAPH, AFTER_HEADLINE = 0.7, 0.6
"""Seconds of silence: between sentences it is 0.35."""
FULL_ENOUGH = 0.6
"""The share of its time from which on a shorter telling is taken: of 39 articles in two minutes 9 have none (an
interview, a comment, a series of cases), and are told from their beginning."""
_AGENCY = re.compile(
    r"(?:新华社|中新社|人民日报|央视|[\u4e00-\u9fff]{2,6}(?:日报|晚报|通讯社))(?![\u4e00-\u9fff]{0,2}记者站)"
)
_OWN = re.compile(r"本报|本刊|本网|本台")
_END = re.compile(r"[。！？…]”?$")
_LINES = re.compile(r"(?<=[^\x00-\x7f，、：；！？]) +(?=[^\x00-\x7f])")
_SAID = re.compile(r"\w")
_MOST_AUTHORS = 3
_CUT = "本文较长，播报到这里。"
"""Said where the end of an article is left out, so that nobody takes its beginning for all of it."""


def left_out(
    article: Article, hand: EditorsHand, interests: Interests, day: dt.date, since: dt.datetime | None = None
) -> str:
    """Return why an article gets no audio of its own; empty where it gets one.

    Comment, essays, speeches and portraits get one: what a programme has no room for, a reader may want to hear.
    """
    if dropped := hand.drops(article, day):
        return dropped
    if muted := interests.muted(article):
        return f"muted: {muted}"
    if article.genre in NOT_READ and article.genre.value not in hand.genres:
        return _("{genre} is not read aloud", genre=article.genre)
    if out := untimely(article, since, day):
        return out
    return "" if any(_sayable(article)) else _("no sentence of it can be read aloud")


def segments(
    article: Article, day: dt.date, publisher: str, voice: str, seconds: float = 0.0, pace: float = 0.0
) -> tuple[tuple[Segment, ...], bool]:
    """Return what is said of an article, a segment for each sub-headline, and whether that is all that is at hand.

    `day`: the one that it is dated. `publisher` tells what `本报` is. `seconds`: how long it may last at `pace`
    characters a second; 0: it is told whole. Where all of it is longer, the fullest shorter telling is said, or where
    that leaves much of the time, its beginning.
    """
    told = [(_heading(each), tuple(_paragraphs(article, own))) for each, own in _sections(article)]
    told = [(heading, said) for heading, said in told if said]
    opening = tuple(_opening(article, day, publisher))
    whole = (
        not seconds or _length((*opening, *(each for head, said in told for each in (*head, *said))), pace) <= seconds
    )
    if not whole:
        room = seconds - _length(opening, pace)
        shorter = _shorter(article, day, voice, room, pace)
        if _length(shorter, pace) < FULL_ENOUGH * room:
            shorter = _beginning([each for _, said in told for each in said], room, pace)
        told = [((), shorter)]
    elif article.cut:
        heading, said = told[-1]
        told[-1] = heading, (*said, Utterance(_CUT))
    parts = [(head[0].written.rstrip("。") if head else article.title, (*head, *said)) for head, said in told]
    first, *others = parts
    parts = [(article.title, (*opening, *first[1])), *others]
    return tuple(
        Segment(
            Kind.STORY,
            voice,
            _ended(said),
            title=title,
            origin=article.source,
            url=article.url,
            shown_title=title,
            source_name=article.source_name,
        )
        for title, said in parts
    ), whole


def _sayable(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        if paragraph not in article.subheads:
            yield from (each for each in sentences.split(paragraph) if _can_be_said(each, article))


def _can_be_said(text: str, article: Article) -> bool:
    return bool(_SAID.search(text)) and not any(text in each or each in text for each in article.damaged if each)


def _sections(article: Article) -> list[tuple[str, list[str]]]:
    """Return the article's paragraphs below the sub-headline that each stands under; empty for the first."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for paragraph in article.paragraphs:
        if paragraph in article.subheads:
            found.append((paragraph, []))
        else:
            found[-1][1].append(paragraph)
    return found


def _heading(subhead: str) -> tuple[Utterance, ...]:
    return (Utterance(_finished(subhead), source=subhead, pause=AFTER_HEADLINE),) if _SAID.search(subhead) else ()


def _paragraphs(article: Article, paragraphs: Sequence[str]) -> Iterator[Utterance]:
    for paragraph in paragraphs:
        said = [
            each
            for text in sentences.split(paragraph)
            if _can_be_said(text, article)
            for each in sentence_runs.utterances(wording.in_full(text, article.text), text)
        ]
        yield from said[:-1]
        yield from (replace(each, pause=AFTER_PARAGRAPH) for each in said[-1:])


def _opening(article: Article, day: dt.date, publisher: str) -> Iterator[Utterance]:
    """Yield the headline, from whom and of when it is, who wrote it, and the notice."""
    if _can_be_said(article.title, article):
        yield Utterance(_finished(article.title), source=article.title, pause=AFTER_HEADLINE)
    date = f"{day.year}年{day.month}月{day.day}日"
    house = _house(article, publisher)
    yield Utterance(f"{house}，{date}。" if house else f"{date}。")
    if authors := article.authors[:_MOST_AUTHORS]:
        yield Utterance(f"作者：{'、'.join(authors)}{'等' * (len(article.authors) > _MOST_AUTHORS)}。")
    yield replace(wording.article_notice(), pause=AFTER_HEADLINE)


def _house(article: Article, publisher: str) -> str:
    """Return from whom an article is: an agency of its dateline, or its publisher; empty where nothing says it."""
    lines = [each.before for each in article.edits if each.what in ("dateline", "byline")]
    for line in lines:
        if found := _AGENCY.search(line):
            return found[0]
    own = any(map(_OWN.search, lines)) or not article.url
    return publisher if own else ""


def _shorter(article: Article, day: dt.date, voice: str, seconds: float, pace: float) -> tuple[Utterance, ...]:
    """Return the fullest telling that lasts so many seconds at the most, or the shortest one that there is."""
    programme = seconds * pace / story_options.LEAD_RATE  # so long that its lead has just that room
    options = story_options.tell([Story((article,), 1.0, "")], [voice], day, length=programme)
    tellings = [each.utterances for told in options for each in told.options]
    fitting = [each for each in tellings if _length(each, pace) <= seconds]
    return max(fitting, key=lambda each: _length(each, pace)) if fitting else next(iter(tellings), ())


def _beginning(said: Sequence[Utterance], seconds: float, pace: float) -> tuple[Utterance, ...]:
    """Return the first sentences that fit, one at the least."""
    by_sentence = [list(each) for _, each in itertools.groupby(said, key=lambda each: each.source)]
    lengths = itertools.accumulate(_length(each, pace) for each in by_sentence)
    count = max(1, sum(length <= seconds for length in lengths))
    return tuple(each for sentence in by_sentence[:count] for each in sentence)


def _length(said: Sequence[Utterance], pace: float) -> float:
    return sum(wording.spoken_seconds(each.written, pace) + each.pause for each in said)


def _ended(said: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    return (*said[:-1], replace(said[-1], pause=AFTER_PARAGRAPH))


def _finished(text: str) -> str:
    """Return a headline as a sentence; a blank that parts its lines is a pause."""
    text = _LINES.sub("，", text)
    return text if _END.search(text) else f"{text.rstrip('，、；：')}。"
