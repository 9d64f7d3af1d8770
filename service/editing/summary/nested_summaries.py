"""The extractive summarizer: a summary within a budget, and nested ones of ever greater length."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service import model
from service.editing import cohesion, news_sense
from service.editing.attribution import authorship, sections
from service.editing.summary import openings, spoken_sentences
from service.editing.summary.body_text import Body, cut
from service.editing.summary.candidates import Candidate, Voices, candidates
from service.editing.summary.feature_weights import frequency, probability, weights
from service.editing.summary.features import describe
from service.editing.summary.maximum_coverage import best_choice
from service.language import bigrams, brackets

HEADLINE_FACTOR = 3.0
"""How much more the headline's concepts count for the first level: one sentence that says what the headline says."""
NEXT_FACTOR = 1.3
"""How much more a sentence counts that goes on in its paragraph behind one that is told: a thread, not a list."""
LENGTH_SURCHARGE = 30
"""Characters added to each sentence's length, so that the shortest do not always come first."""


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """One readable extract."""

    text: str
    """As shown and spoken: a whole sentence, or a run of clauses from its start; ends in 。！？, perhaps quoted."""
    source: str
    """The article's sentence it came from, verbatim."""
    position: int
    """Index of that sentence in the article."""


_ALTERNATIVES = re.compile("[省市州县区旗镇乡街村]（[省市州县区旗镇乡街道村社、]{1,8}）")


@dataclass(frozen=True, slots=True)
class SummaryLevel:
    """One step of a story's ladder."""

    sentences: tuple[SummarySentence, ...]
    """In the article's order; a superset of the level before."""
    value: float
    """The concept value that the sentences hold together."""


def extract(
    title: str, kicker: str, paragraphs: Sequence[str], chars: int, damaged: Collection[str] = ()
) -> tuple[SummarySentence, ...]:
    """Return the sentences that hold the most of the article in at most `chars` non-blank characters."""
    body = cut(paragraphs)
    pool = candidates(body, damaged)
    worth = value_concepts(body, title, kicker)
    return _said(best_choice(pool, worth, chars), body)


def summary_levels(article: model.Article, most: int) -> tuple[SummaryLevel, ...]:
    """Return ever longer extracts of an article, each with the one before, up to `most` non-blank characters.

    The first is one sentence, with which the item begins (`openings`), near the headline; of what follows it in the
    article the others join in the order of their gain per character, those with a fact before those without, one that
    refers back only behind the one before it, one that somebody says behind the one that names him. Whole sentences; a
    run of clauses only where the whole cannot be said, or followed by ear. `article.damaged` sentences are never said.
    Empty where no sentence fits.
    """
    body = cut(article.paragraphs)
    worth = value_concepts(body, article.title, article.kicker)
    titled = bigrams.and_trigrams(f"{article.title}，{article.kicker}，{article.subtitle}")
    left: dict[int, list[Candidate]] = {}
    if sections.are_signed(article) and not sections.speakers(article):
        return ()  # of several authors nobody knows whose a sentence is
    voices = Voices(sections.speakers(article), author=bool(authorship.lead_in(article)))
    for candidate in candidates(body, article.damaged, voices):
        if _stands(candidate, body.lines[candidate.line].text):
            left.setdefault(candidate.line, []).append(candidate)
    for line, ways in left.items():
        left[line] = _ways(ways, left)
    alone = (next((each for each in ways if _may_follow(each, {})), None) for ways in left.values())
    begins = openings.beginnings({each.line: each for each in alone if each and each.size <= most}, body)
    said: dict[int, Candidate] = {}
    covered: set[str] = set()
    most_gained: dict[Candidate, float] = {}
    value, room = 0.0, most
    levels: list[SummaryLevel] = []
    new_told = False
    while True:
        best: Candidate | None = None
        highest, gained = (False, -1.0), 0.0
        for candidate in _sayable(left.values() if said else [left[line] for line in begins], said, room):
            has_fact = not said or news_sense.has_fact(candidate.text)
            factor = _factor(candidate, said, body, begins[0], new_told=new_told)
            length = candidate.size + LENGTH_SURCHARGE
            if (has_fact, most_gained.get(candidate, math.inf) * factor / length) <= highest:
                continue  # it cannot win: what it adds grows less as others are said
            new = [gram for gram in candidate.concepts if gram not in covered]
            gain = pull = math.fsum([worth.get(gram, 0.0) for gram in new])  # exact, so that order is nothing
            most_gained[candidate] = gain
            if not said:
                pull += HEADLINE_FACTOR * math.fsum([worth.get(gram, 0.0) for gram in new if gram in titled])
            rank = (has_fact, pull * factor / length)
            if rank > highest:
                best, highest, gained = candidate, rank, gain
        if best is None:
            return tuple(levels)
        if not said:
            left = {line: ways for line, ways in left.items() if line > best.line}
        said[best.line] = best
        new_told = new_told or news_sense.is_new(best.text)
        left.pop(best.line, None)
        covered |= best.concepts
        value += gained
        room -= best.size
        levels.append(SummaryLevel(_said(said.values(), body), value))


def _sayable(lines: Iterable[Sequence[Candidate]], said: Mapping[int, Candidate], room: int) -> Iterator[Candidate]:
    """Yield of each sentence what may be said next; nothing of one that may not, or has no room."""
    for ways in lines:
        candidate = next((each for each in ways if _may_follow(each, said)), None)
        if candidate and candidate.size <= room:
            yield candidate


def _factor(candidate: Candidate, said: Mapping[int, Candidate], body: Body, first: int, *, new_told: bool) -> float:
    """Return how much more a stretch counts where these are told: what begins, what is new, what goes on."""
    if not said:
        return openings.factor(candidate, first)
    goes_on = candidate.line - 1 in said and not body.lines[candidate.line].first
    new = not new_told and news_sense.is_new(candidate.text)
    return (NEXT_FACTOR if goes_on else 1.0) * (openings.NEW_FACTOR if new else 1.0)


def _ways(ways: Sequence[Candidate], left: Mapping[int, Sequence[Candidate]]) -> list[Candidate]:
    """Return the ways of saying a sentence that are weighed: the longest stretch, and the one that stands alone.

    Longer ones than an ear can follow give way to shorter ones, where there are.

    One that needs the sentence that names its speaker stands alone only where that one cannot be told.
    """
    first = next((each for each in ways if spoken_sentences.can_be_followed(each.text)), ways[0])
    others = [each for each in ways if each is not first]
    alone = [each for each in others if each.whole and not each.refers and each.opener is None]
    if first.opener is not None and any(each.names for each in left.get(first.opener, ())):
        alone = []
    return [first, *alone]


def _stands(candidate: Candidate, line: str) -> bool:
    """Return whether the sentence may be told without what it was cut from or waits for.

    A question waits for its answer, the beginning of a quotation for its speaker; and 镇（街） less its brackets' words
    is fewer than there are.
    """
    if candidate.text.rstrip("”’").endswith("？") or _ALTERNATIVES.search(brackets.told(line)):
        return False
    return candidate.whole or not candidate.text.startswith("“")


def _may_follow(candidate: Candidate, said: Mapping[int, Candidate]) -> bool:
    """Return whether all that the sentence needs is said: the one before, the one after, the one with its speaker."""
    opener = None if candidate.opener is None else said.get(candidate.opener)
    if candidate.opener is not None and not (opener and opener.names):
        return False
    if candidate.leads and candidate.line + 1 not in said:
        return False
    if candidate.means_someone and not any(
        line < candidate.line and cohesion.names_somebody(each.text) for line, each in said.items()
    ):
        return False
    before = said.get(candidate.line - 1)
    return not candidate.refers or (before is not None and (before.whole or not candidate.quotes))


def value_concepts(body: Body, title: str, kicker: str, table: Mapping[str, float] | None = None) -> dict[str, float]:
    """Return each bigram's probability to be in a summary of the article; a trigram has its lesser bigram's.

    Trigrams reward keeping whole phrases (measured: +0.2 R2, +0.8 on articles of more than 1,200 characters).
    """
    table = table or weights()
    worth: dict[str, float] = {}
    for names, grams in describe(body, title, kicker, frequency()):
        worth.update(dict.fromkeys(grams, probability(names, table)))
    for line in body.lines:
        for tokens in line.clauses:
            for first, second, third in zip(tokens, tokens[1:], tokens[2:], strict=False):
                worth[first + second + third] = min(worth[first + second], worth[second + third])
    return worth


def _said(choice: Iterable[Candidate], body: Body) -> tuple[SummarySentence, ...]:
    ordered = sorted(choice, key=lambda candidate: candidate.line)
    return tuple(SummarySentence(each.text, body.lines[each.line].text, each.line) for each in ordered)
