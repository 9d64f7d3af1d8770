"""An article's summary and headline as they are told on the programme's day.

The one place where an article's sentences become what is told, whoever chose or worded them.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _, joined
from service.editing import (
    cohesion,
    day_words,
    definite_mentions,
    ended_measures,
    hanging_sentences,
    news_sense,
    page_pointers,
    retold_headlines,
    shown_things,
    stale_advice,
    wording,
)
from service.editing.attribution import (
    authorship,
    bridges,
    datelines,
    first_mentions,
    full_names,
    interviewees,
    speech_acts,
)
from service.editing.retold_levels import RetoldLevel, RetoldSentence
from service.editing.summarizer import Summarizer
from service.editing.summary import SummarySentence, body_text, headline_claims, spoken_sentences
from service.language import bigrams, sentences
from service.model import Article

_LABEL = re.compile("[^，。：“”]{1,12}：(?!“)")
"""Who has the word in a transcript: `向云飞：`."""
_KNOWN_BY = 20
"""Characters by which the first of several sentences is found in its article."""
_HEAD_PARAGRAPHS = 2
"""Paragraphs in which an article begins, with a line that names its source."""
_YEARS_AGO = re.compile("[^，。]{1,6}年前的今[天日]|历史上的今天")
"""`一百年前的今天`: all that follows is of that day."""
_POINTS_BACK = re.compile("[这此其该]|届时|到时")
"""`这将是十年来最高水位` behind a peak that has been cut from the sentence ahead."""
_ENOUGH = 3
"""Sentences at the least with which an article is told whose beginning is over: of the headline's thing first."""


@dataclass(frozen=True, slots=True)
class RetoldSummary:
    """What may be told of an article, and under which headline."""

    levels: tuple[RetoldLevel, ...]
    headline: wording.Headline
    shown_title: str = ""
    """What is told as its title: with its day words told from the programme's day, or the headline that tells the news
    where the title tells none; empty where the printed title is told."""
    note: str = ""
    """How a language model's summary fared, and what is not told because of its day."""
    has_its_point: bool = True
    """Whether what the headline promises can be told on that day."""


def retell(article: Article, most: int, programme: dt.date, summarize: Summarizer) -> RetoldSummary:
    """Return the article's summaries of up to `most` characters as they are told on the programme's day.

    Sentences that cannot be told on it are kept from the summarizer, so that it takes others.
    """
    day = day_words.article_day(article, programme)
    untold = _untold(article, day, programme)
    summary = summarize(replace(article, damaged=(*article.damaged, *untold)), most)
    levels: list[RetoldLevel] = []
    author, reply = authorship.lead_in(article), authorship.reply(article)
    full_mentions = first_mentions.full_mentions(article.paragraphs)
    later = day is not None and day.date != programme
    heads = f"{article.kicker}\n{article.title}\n{article.subtitle}"

    @functools.cache  # each level holds the sentences of the one before
    def retold(text: str, source: str) -> day_words.Told:
        ahead = _text_ahead(article, source)
        shown = shown_things.told(wording.in_full(page_pointers.without(text), article.text), ahead)
        return day_words.tell_left(shown, day, programme, source, ahead)

    for level in summary.levels:
        told: list[RetoldSentence] = []
        unsaid: list[str] = []
        texts = cohesion.without_added([spoken_sentences.for_the_ear(each.text) for each in level.sentences])
        texts = bridges.without_echo(first_mentions.told(texts, full_mentions))
        for text, each in zip(texts, level.sentences, strict=True):
            on_day = retold(text, each.source)
            hangs = not _follows(on_day.hangs, told) or _goes_on(article, each.source, unsaid)
            if not on_day.text or hangs or _has_lost_its_speaker(article, each, unsaid):
                unsaid.append(each.source)
                continue
            lead = ""
            if told:
                said, words = cohesion.day_said_once(told[-1].text, on_day.text, on_day.words)
            else:
                lead = "" if each.source in reply else author or _where(article, on_day.text)
                said, words = lead + on_day.text, on_day.words
            undated = not lead and not any(day_words.names_a_day(before.text) for before in told)
            ahead = _ahead(article, each.source)
            opens = not article.text.partition(each.source)[0].strip()
            if undated and (
                at := day_words.with_its_day(said, ahead, day, programme, by_clock=bool(told), opens=opens)
            ):
                said, words = said.replace(at.was, at.became, 1), (at, *words)
            elif undated and not opens and later and day_words.is_of_no_day(said, heads):
                unsaid.append(each.source)
                continue
            sentence = _with_day_of_clock(
                RetoldSentence(said, each.source, words, each.writer), told, article, programme
            )
            if sentence is None:
                unsaid.append(each.source)
                continue
            told.append(sentence)
        longer = RetoldLevel(tuple(told), level.value, level.is_whole)
        tells = not (later and all(day_words.is_bare_warning(each.text) for each in told))
        if told and tells and (not levels or longer.characters > levels[-1].characters):
            levels.append(longer)
    note = "; ".join(filter(None, (summary.note, _reasons(untold.values()))))
    longest = [each.text for level in levels[-1:] for each in level.sentences]
    over = later and retold_headlines.is_over(article, article.title, untold, longest)
    title = None if over else retold_headlines.title_on(article.title, article, day, programme).text
    if (title is None and _is_over(article, levels, untold, programme)) or _is_of_long_ago(article, untold):
        levels = []
    headline = retold_headlines.headline_on(article, levels, day, programme, untold)
    if summary.headline and levels:
        headline = _reworded(summary.headline, article, day, programme) or headline
    shown = retold_headlines.shown_title(article, headline, title)
    return RetoldSummary(tuple(levels), headline, shown, note, not untold or _has_its_point(article, untold))


def _goes_on(article: Article, source: str, unsaid: Sequence[str]) -> bool:
    """Return whether a sentence hangs on one of those that are not said: `第一轮敲了19辆`, of whom it tells."""
    return bool(unsaid) and source in hanging_sentences.hanging(article.text, dict.fromkeys(unsaid, "unsaid"))


def _with_day_of_clock(
    sentence: RetoldSentence, told: Sequence[RetoldSentence], article: Article, programme: dt.date
) -> RetoldSentence | None:
    """Return a sentence with the day before its hour, where what is told ahead names another or none.

    None where the article does not say its day, and nothing with a day is told ahead, or stands in its section.
    """
    day = day_words.article_day(article, programme)
    if not day or day.date == programme or not day_words.has_bare_clock(sentence.text):
        return sentence
    heads = f"{article.kicker}\n{article.title}\n{article.subtitle}"
    clock = day_words.day_of_clock(sentence.source, _text_ahead(article, sentence.source), heads, day, programme)
    if clock is None:
        return sentence
    last, date = _last_dated(told, day, programme)
    if clock.date is None:
        return sentence if last and clock.source else None
    if clock.date == date:
        return sentence
    at = day_words.clock_with_day(sentence.text, clock.date, day, programme)
    return replace(sentence, text=sentence.text.replace(at.was, at.became, 1), days=(*sentence.days, at))


def _last_dated(
    told: Sequence[RetoldSentence], day: day_words.ArticleDay, programme: dt.date
) -> tuple[RetoldSentence | None, dt.date | None]:
    """Return the last told sentence that names a day, and the last day that it names; None where none does."""
    on_day = replace(day, date=programme)
    for each in reversed(told):
        if dates := [date for _, date in day_words.dates_in(each.text, on_day, programme)]:
            return each, dates[-1]
    return None, None


def _reworded(
    said: SummarySentence, article: Article, day: day_words.ArticleDay | None, programme: dt.date
) -> wording.Headline | None:
    """Return a headline that a language model has written, told on the programme's day; None where it cannot be."""
    told = day_words.tell(said.text, day, programme, said.source, _text_ahead(article, said.source))
    if not told.text:
        return None
    return wording.Headline(told.text, article.title, own=True, days=told.words, writer=said.writer)


def for_telling(article: Article, programme: dt.date) -> Article:
    """Return the article as a summarizer gets it: what cannot be told on the programme's day counts as damaged."""
    untold = _untold(article, day_words.article_day(article, programme), programme)
    return replace(article, damaged=(*article.damaged, *untold))


def _follows(holder: str | None, told: Sequence[RetoldSentence]) -> bool:
    """Return whether the sentence that says the day of one that begins with 当天 is told ahead of it, with its day."""
    return holder is None or any(each.source == holder and day_words.names_time(each.text) for each in told)


def _has_lost_its_speaker(article: Article, sentence: SummarySentence, unsaid: Sequence[str]) -> bool:
    """Return whether who has the word is named only by what stood ahead in the paragraph, and is not told.

    `向云飞：六点多，我刚吃完饭。听到有人喊。`: without the first the second is nobody's.
    """
    if not unsaid or bridges.without_speaker(sentence.text) != sentence.text:
        return False
    subjects = [act.subject for act in speech_acts.find(speech_acts.mask(sentence.text, False)[0])]
    if any(full_names.name_of(each) or full_names.is_body(each) for each in subjects):
        return False
    paragraph = next((each for each in article.paragraphs if sentence.source in each), "")
    ahead = paragraph.partition(sentence.source)[0]
    return any(each in ahead and (_LABEL.match(each) or speech_acts.find(each)) for each in unsaid)


def _ahead(article: Article, sentence: str) -> str:
    """Return what the article says before the sentence, its headlines first."""
    return f"{article.kicker}\n{article.title}\n{article.subtitle}\n{_text_ahead(article, sentence)}"


def _text_ahead(article: Article, sentence: str) -> str:
    """Return the text before the sentence; where it is several from different places, before the first."""
    ahead, found, _ = article.text.partition(sentence)
    return ahead if found else article.text.partition(sentence[:_KNOWN_BY])[0]


def _where(article: Article, text: str) -> str:
    """Return where the report comes from, by its dateline, where neither its beginning nor its headline has a place."""
    if event := datelines.event(article, text):
        return f"{event}上，"
    named = news_sense.has_place(f"{article.kicker}，{article.title}，{text}")
    where = datelines.place(article)
    if named or text.startswith(("据", "“")) or where[:2] in f"{article.title}{text}":
        return ""
    return datelines.lead_in(article)


def _untold(article: Article, day: day_words.ArticleDay | None, programme: dt.date) -> dict[str, str]:
    """Return the article's sentences that cannot be told on that day, each with the reason."""
    found: dict[str, str] = {}
    ahead = shortened = ""
    later = day is not None and day.date != programme
    answered = interviewees.answers(article.paragraphs) if later or interviewees.held_before(article.paragraphs) else []
    for line in article.text.split("\n"):
        for text in sentences.split(line):
            if line in answered and day_words.counts_from_its_day(text):
                found[text] = _("of the day on which it was answered")
                ahead += text
                continue
            told = day_words.tell_left(text, day, programme, ahead=ahead)
            if not page_pointers.without(text):
                found[text] = _("where the paper sends its reader")
            elif later and not ahead and _is_of_no_day(article, text, day):
                found[text] = _("of an hour of a day that nobody names")
            elif told.text is None:
                found[text] = told.why
            elif told.hangs in found:
                found[text] = _("of the day of what is not told: {found}", found=found[told.hangs])
            elif shortened and _POINTS_BACK.match(text):
                found[text] = _("of what is not told: {shortened}", shortened=shortened)
            elif day_words.is_scheduled(text, ahead.rpartition("\n")[2], day, programme):
                found[text] = _("what was to be at that hour {passed}", passed=stale_advice.PASSED)
            shortened = told.why if told.text else ""
            ahead += text
        ahead += "\n"
    found |= {text: _("superseded by “{title}”", title=title) for text, title in article.superseded}
    found |= ended_measures.ended(article.text, found, day, programme)
    found |= stale_advice.leaning(article.text, found, later=later)
    return found | hanging_sentences.hanging(article.text, found)


def _is_of_no_day(article: Article, opening: str, day: day_words.ArticleDay | None) -> bool:
    """Return whether an article begins at an hour, `早上5点40分，`, and nothing in it is of the day of the paper.

    A morning paper was printed before that hour: the scene is of another day, and nobody knows which.
    """
    heads = f"{article.kicker}\n{article.title}\n{article.subtitle}"
    if day is None or not day_words.is_of_no_day(opening, heads):
        return False
    lines = (each for line in (*heads.split("\n"), *article.text.split("\n")) for each in sentences.split(line))
    return all(date != day.date for each in lines for _, date in day_words.dates_in(each, day, day.date))


def _is_over(article: Article, levels: Sequence[RetoldLevel], untold: Mapping[str, str], programme: dt.date) -> bool:
    """Return whether what the article begins with cannot be told, and nothing told of its paragraph may begin an item.

    What is left without a day to come, `申请人要缴满一年社保。`, says nothing. So ended 9 of 69 articles a week later.
    """
    opening = next(iter(article.paragraphs), "")
    if next(iter(sentences.split(opening)), "") not in untold:
        return False
    told = [each for level in levels[-1:] for each in level.sentences]
    if any(each.source in opening and news_sense.opens(each.text) for each in told):
        return False
    first = told[0].text if told else ""
    if day_words.forecasts(first, programme):
        return False
    dated = any(day_words.is_ahead(each.text, programme) for each in told)
    about = any(each in first for each in bigrams.of(article.title) if definite_mentions.is_particular(each))
    return not (about and dated and len(told) >= _ENOUGH)


def _has_its_point(article: Article, untold: Collection[str]) -> bool:
    """Return whether the sentences that can be told on the day keep what the article's headline promises."""
    body = body_text.cut(article.paragraphs)
    told = (line.text for line in body.lines if line.text not in untold)
    return headline_claims.HeadlineClaims(article, article.title, body).are_kept(told)


def _is_of_long_ago(article: Article, untold: Collection[str]) -> bool:
    """Return whether the article begins with `一百年前的今天`, on another day."""
    firsts = (next(iter(sentences.split(line)), "") for line in article.paragraphs[:_HEAD_PARAGRAPHS])
    return any(each in untold and _YEARS_AGO.match(each) for each in firsts)


def _reasons(reasons: Collection[str]) -> str:
    if not reasons:
        return ""
    told = joined(list(dict.fromkeys(reasons)))
    if len(reasons) == 1:
        return _("1 sentence not told because of the day: {reasons}", reasons=told)
    return _("{count} sentences not told because of the day: {reasons}", count=len(reasons), reasons=told)
