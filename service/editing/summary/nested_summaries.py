"""Nested summaries of ever greater length: how a story goes on behind its beginning, and where it may stop."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service import model
from service.editing import cohesion, news_sense
from service.editing.attribution import speaker_sections
from service.editing.summary import (
    headline_claims,
    headline_events,
    item_openings,
    narratives,
    needs,
    passages,
    points,
    provisions,
    tellable_sentences,
)
from service.editing.summary.body_text import Body, cut
from service.editing.summary.candidates import Candidate
from service.editing.summary.concept_worth import LENGTH_SURCHARGE, ConceptWorth
from service.editing.summary.extracts import SummarySentence, in_order
from service.editing.summary.story_beginnings import StoryBeginning

NEXT_FACTOR = 1.3
"""How much more a sentence of a tale counts that goes on in its paragraph behind one that is told."""
NO_FACT_FACTOR = 0.3
"""What is left of the worth of a sentence without a fact, `有人回了玫瑰，有人回了拇指。`"""
MOST_SKIPPED = 2
"""Sentences with a fact that may be skipped between what is told and what goes on. Of 202 items that strangers judged,
72 % of those could go on air that left out two sentences between others at most, and 56 % of those with more."""
UNTIED_FACTOR = 0.5
"""What is left, in a tale, of the worth of a sentence that shares nothing with what is told: it is of another scene."""


@dataclass(frozen=True, slots=True)
class SummaryLevel:
    """One of an article's nested summaries."""

    sentences: tuple[SummarySentence, ...]
    """In the article's order; a superset of the level before."""
    value: float
    """The concept value that the sentences hold together."""
    is_whole: bool = True
    """Whether it may stop here; a stump, or a story without its outcome, is told where nothing else fits."""


def summary_levels(article: model.Article, most: int) -> tuple[SummaryLevel, ...]:
    """Return ever longer extracts of an article, each with the one before, up to `most` non-blank characters.

    The first is one sentence, with which the item begins (`item_openings`), and the one that tells the
    headline's event (`headline_events`), where that is another. Of what follows in the article the others join in the
    order of their gain per character: none without a fact while one with a fact is left, though it be too long; one
    that refers back only behind the one before it, one that somebody says behind the one that names him. Whole
    sentences; a run of clauses only where the whole cannot be said, or followed by ear. `article.damaged` sentences
    are never said. Empty where no sentence fits.
    """
    body = cut(article.paragraphs)
    if speaker_sections.are_signed(article) and not speaker_sections.speakers(article):
        return ()  # of several authors nobody knows whose a sentence is
    summary = _GrowingSummary(article, body, tellable_sentences.ways_of_telling(article, body), most)
    if summary.begin():
        summary.tell_event()
        summary.tell_claims()
        summary.tell_point()
        summary.tell_claims_below()
        summary.tell_outcome()
        summary.close()
        while summary.tell_passage() or summary.go_on():
            pass
    return summary.judged_levels()


class _GrowingSummary:
    """An article's summary, longer step by step."""

    def __init__(self, article: model.Article, body: Body, left: dict[int, list[Candidate]], most: int) -> None:
        self.levels: list[SummaryLevel] = []
        self._passages = passages.sayable(body, left)
        self._article = article
        self._body = body
        self._left = left
        self._possible = needs.possible(left)
        self._room = most
        self._worth = ConceptWorth(article, body)
        self._headline = headline_events.EventCover(article)
        self._claims = headline_claims.HeadlineClaims(article, article.title, body)
        self._claims_below = headline_claims.HeadlineClaims(article, article.subtitle, body)
        self._said: dict[int, Candidate] = {}
        self._covered: set[str] = set()
        self._value = 0.0
        self._new_told = False
        self._begun = frozenset[int]()
        self._kept = frozenset[int]()
        self._for_headline = set[int]()
        self._outcome: Candidate | None = None
        self._point: points.Point | None = None
        self._is_narrative = False
        self._begins_with_news = False

    def begin(self) -> bool:
        """Tell the sentence that the item begins with; return whether there is one."""
        chain = StoryBeginning(self._article, self._body, self._left, self._room, self._headline, self._worth).best()
        if not chain:
            return False
        self._left = {line: ways for line, ways in self._left.items() if line > chain[0].line}
        for each in chain:
            self._tell(each)
        self._tell_limits(chain[-1])
        self._begun = frozenset(self._said)
        self.close()
        self.levels = self.levels[-1:]
        self._is_narrative = narratives.is_narrative(self._article, self._body, chain)
        self._begins_with_news = self._is_narrative and narratives.begins_with_news(each.text for each in chain)
        return True

    def _begins_with_its_headline(self) -> bool:
        """Return whether a tale begins with the news of its headline, all of it and with its figures, and no scene."""
        begun = list(self._said.values())
        told = self._article.genre in narratives.GENRES and self._headline.tells_news and self._headline.is_told(begun)
        return told and news_sense.opens(begun[0].text) and any(map(str.isdigit, begun[-1].text))

    def tell_event(self) -> None:
        """Tell the event of the headline where the beginning does not, in one step with it where both are short."""
        begun = list(self._said.values())
        if self._headline.is_told(begun) or (self._begins_with_news and not self._headline.tells_news):
            return
        closing = [ways for ways in self._left.values() if not passages.is_open(ways[0].text)]
        if event := self._headline.event(begun, closing):
            self._for_headline.add(event.line)
            self._tell_with_needs(event)

    def tell_claims(self) -> None:
        """Tell what the clauses of the title promise, where what is told does not: without that it is not whole."""
        self._tell_kept(self._claims, headline_claims.OWN_ROOM)
        self._kept = self._claims.kept(self._said.values())

    def tell_claims_below(self) -> None:
        """Tell what the line below the title promises, where there is room: there the editor has put what weighs most.

        `石门隧道右洞贯通` has below it `左洞还剩412米，通车时间定在11月底`, which is what listeners ask first.
        """
        self._tell_kept(self._claims_below, 0)

    def _tell_kept(self, claims: headline_claims.HeadlineClaims, own_room: int) -> None:
        closing = [ways for ways in self._left.values() if not passages.is_open(ways[0].text)]
        promised = claims.tellers(list(self._said.values()), closing)
        self._for_headline |= {each.line for each in promised}
        for each in promised:
            if each.line in self._left:
                self._tell_with_needs(each, own_room)

    def tell_outcome(self) -> None:
        """Tell where, and how it came out, of what is told in the order of events: without that it is not whole."""
        if not self._is_narrative or self._point:
            return
        self._begins_with_news |= len(self.levels) == 1 and self._begins_with_its_headline()
        if where := narratives.place(self._left.values(), self._said.values()):
            self._tell_with_needs(where)
        known = self._worth.titled | self._covered
        event = [(each,) for line, each in self._said.items() if line not in self._begun]
        fit = [ways for ways in self._left.values() if self._ends_in_room(ways[0], narratives.OWN_ROOM)]
        self._outcome = narratives.outcome([*fit, *event], self._body, known, lambda each: self._worth.pull([each]))
        if self._outcome and self._outcome.line not in self._said:
            self._tell_with_needs(self._outcome, narratives.OWN_ROOM, apart=self._begins_with_news)

    def _ends_in_room(self, each: Candidate, own_room: int) -> bool:
        """Return whether the sentence can be told to where its passage ends."""
        sizes = [self._left[line][0].size for line in self._passages.get(each.line, ()) if line in self._left]
        return sum(sizes) <= self._room + own_room

    def tell_point(self) -> None:
        """Tell one thing that a rule says, or that a meeting decided, where the article is of one, and its first day.

        Without any it is not whole. An interview on a rule may stop behind its news.
        """
        point = points.point_of(self._article)
        if point is None or (self._is_narrative and self._article.genre is model.Genre.INTERVIEW):
            return
        if not any(point.is_told(each.text) for each in self._said.values()):
            found = point.first(self._left.values(), self._room + point.own_room)
            if found is None:
                return
            self._tell_with_needs(found, point.own_room)
        self._point = point if any(point.is_told(each.text) for each in self._said.values()) else None
        if point is points.RULE and (day := provisions.first_day(self._left.values(), self._said.values())):
            self._tell_with_needs(day, provisions.OWN_ROOM)

    def _tell_with_needs(self, wanted: Candidate, own_room: int = 0, *, apart: bool = False) -> None:
        """Tell a sentence with all that it needs, in one step with what is told where both are short, unless `apart`.

        `own_room`: characters by which it may be longer than there is room.
        """
        told = self._passage(wanted, own_room) or self._with_needs([wanted.line])
        if not told or sum(each.size for each in told) > self._room + own_room:
            return  # it needs what cannot be told, or has no room
        for each in told:
            self._tell(each)
        before = len(self.levels)
        self._tell_limits(wanted)
        self.levels[before - 1 :] = self.levels[-1:]
        together = sum(each.size for each in self._said.values()) <= headline_events.LONGEST_TOGETHER
        if together and not apart:
            self.levels = self.levels[-1:]

    def _is_in_turn(self, each: Candidate) -> bool:
        """Return whether nothing that tells a fact is left out ahead of a sentence in its paragraph.

        What a sentence means is told ahead of it, most of all in its own paragraph: an editor cuts from the end.
        """
        at = each.line
        while not self._body.lines[at].first:
            at -= 1
            if at in self._said:
                return True
            if at in self._left and at in self._possible and news_sense.has_fact(self._left[at][0].text):
                return False
        return True

    def tell_passage(self) -> bool:
        """Tell the next passage that has room, with what it needs; return whether there is one."""
        near = (each for each in needs.sayable(self._left.values(), self._said) if self._is_near(each))
        fit = [several for each in near if (several := self._passage(each))]
        return self._tell_together(max(fit, key=self._rank, default=()))

    def _is_near(self, each: Candidate) -> bool:
        """Return whether a sentence goes on with what is told, as a listener hears it: little is left out between.

        In a tale its passage follows one that is told: others are of another scene.
        """
        if not self._is_narrative:
            return self._skipped(each) <= MOST_SKIPPED
        first = self._passages.get(each.line, (each.line,))[0]
        ahead = (
            at for at in range(first - 1, -1, -1) if at in self._said or (at in self._left and at in self._passages)
        )
        return each.line not in self._passages or next(ahead, first) in self._said

    def _skipped(self, each: Candidate) -> int:
        """Return how many sentences with a fact are not told between what is told ahead of a sentence and it."""
        ahead = max((line for line in self._said if line < each.line), default=each.line)
        return sum(passages.tells(line.text) for line in self._body.lines[ahead + 1 : each.line])

    def close(self) -> None:
        """Tell the rest of the passages that are begun, where there is room."""
        for line in sorted(self._said):
            rest = next((at for at in self._passages.get(line, ()) if at not in self._said), None)
            several = self._passage(self._left[rest][0]) if rest in self._left and not self._stands(line) else []
            for each in several:
                self._tell(each)
            self.levels[-1 - len(several) :] = self.levels[-1:]

    def _stands(self, line: int) -> bool:
        """Return whether a sentence that is told says its news by itself, whatever its paragraph goes on with."""
        if self._outcome and line == self._outcome.line and line not in self._passages:
            return True
        text = self._said[line].text
        if line in self._for_headline:
            return True
        if line not in self._begun or passages.is_open(text):
            return False
        return news_sense.opens(text) or self._headline.is_told([self._said[line]])

    def _is_closed(self, level: SummaryLevel) -> bool:
        """Return whether all passages are told to their end that are begun; what tells no fact is of none.

        What never comes to its point may be told in a tale, which ends with its outcome.
        """
        lines = {each.position for each in level.sentences}
        start = min(lines)
        for line in lines:
            if not passages.tells(self._body.lines[line].text) or self._stands(line):
                continue
            passage = self._passages.get(line, () if self._is_narrative else (start, len(self._body.lines)))
            if not lines.issuperset(part for part in passage if part > start):
                return False
        return True

    def _passage(self, each: Candidate, own_room: int = 0) -> list[Candidate]:
        """Return what is told with a sentence, to where its passage ends; none where that cannot be, or has no room."""
        start = min(self._said)
        lines = [line for line in self._passages.get(each.line, ()) if line > start and line not in self._said]
        if not all(line in self._left for line in lines) or not self._is_in_turn(each):
            return []
        told = self._with_needs(lines)
        return told if sum(part.size for part in told) <= self._room + own_room else []

    def _with_needs(self, lines: Iterable[int]) -> list[Candidate]:
        """Return what is told with the lines; none where one of them cannot be."""
        wanted = {line for own in lines for line in self._needs(self._left[own][0])}
        said = needs.in_turn(self._said, wanted, self._left)
        return [part for line, part in (said or {}).items() if line not in self._said]

    def _needs(self, each: Candidate) -> tuple[int, ...]:
        """Return the lines with which a sentence is told; in a tale so is how its part begins."""
        if self._is_narrative:
            return narratives.needs(each, self._left, self._passages, self._body)
        return headline_events.needs(each, self._left)

    def _rank(self, several: Sequence[Candidate]) -> tuple[bool, float]:
        """Return which sentences are told first, those with a fact before all: in news what stands first.

        There the paper has put it in the order of its weight. A tale is told by what adds most for its length.
        """
        has_fact = any(
            news_sense.has_fact(each.text) and not headline_events.is_reporters_way(each.text) for each in several
        )
        if not self._is_narrative:
            return has_fact, -several[0].line
        gained = math.fsum(self._worth.gain(each, self._covered) for each in several)
        gained *= _factor(several[0], self._said, self._body, new_told=self._new_told)
        gained *= 1.0 if self._hangs_on(several[0]) else UNTIED_FACTOR
        return has_fact, gained / (sum(each.size for each in several) + LENGTH_SURCHARGE * len(several))

    def go_on(self) -> bool:
        """Tell the next sentence of no passage, or the few that need each other; return whether one fits."""
        sayable = list(needs.sayable(self._left.values(), self._said))
        facts_left = any(news_sense.has_fact(each.text) for each in sayable)
        alone = [(each,) for each in sayable if each.size <= self._room and self._tells(each, facts_left=facts_left)]
        together = [several for several in self._together() if len(several) > 1]
        fit = [each for each in (*alone, *together) if self._is_in_turn(each[0]) and self._is_near(each[0])]
        return self._tell_together(max(fit, key=self._rank, default=()))

    def _tells(self, each: Candidate, *, facts_left: bool) -> bool:
        """Return whether a sentence is worth telling by itself; without a fact only where no other has one."""
        if news_sense.has_fact(each.text) and not headline_events.is_reporters_way(each.text):
            return True
        return not (facts_left or item_openings.is_short(each) or passages.leads_nowhere(each.text))

    def _tell_together(self, several: Sequence[Candidate]) -> bool:
        """Tell the sentences as one level, with what limits the last; return whether there are any."""
        before = len(self.levels)
        for each in several:
            self._tell(each)
        if several:
            self._tell_limits(several[-1])
        self.levels[before:] = self.levels[-1:] if several else []
        return bool(several)

    def _tell_limits(self, rule: Candidate) -> None:
        """Tell what limits a sentence, the next of its paragraph, where it has room."""
        ways = self._left.get(rule.line + 1, ())
        each = next((each for each in ways if cohesion.limits(each.text) and needs.may_follow(each, self._said)), None)
        if each and each.size <= self._room and not self._body.lines[each.line].first:
            self._tell(each)

    def _hangs_on(self, each: Candidate) -> bool:
        """Return whether a sentence goes on with what is told, as in news all may be taken to."""
        goes_on = each.refers or each.line - 1 in self._said or each.opener is not None
        return not self._is_narrative or goes_on or narratives.is_tied(each, self._worth.titled | self._covered)

    def _together(self) -> Iterator[Sequence[Candidate]]:
        """Yield what leads up to the next sentence with it, and what mentions something with what introduces it.

        Where all have room: none is told alone.
        """
        for line, ways in self._left.items():
            leads = ways[0].leads and line + 1 in self._left and not self._body.lines[line + 1].first
            if not leads and not ways[0].mentions and ways[0].awaits is None:
                continue
            said = needs.in_turn(self._said, headline_events.needs(ways[0], self._left), self._left)
            several = [each for at, each in (said or {}).items() if at not in self._said]
            if several and sum(each.size for each in several) <= self._room:
                yield several

    def judged_levels(self) -> tuple[SummaryLevel, ...]:
        """Return the levels, each with whether it may stop there.

        Those of few sentences that hold next to nothing of the headline's news may not, unless the article has no more,
        and nothing of it was withheld; nor may what is told in the order of events, before it has told how it came out,
        nor what has begun a passage and not come to its end.
        """
        least = len(self.levels) if self._article.damaged else 0
        first = next((n for n, level in enumerate(self.levels) if not self._is_stump(level)), least)

        def may_stop(n: int, level: SummaryLevel) -> bool:
            kept = self._kept <= self._claims.kept(self._said_in(level))
            return n >= first and kept and self._has_come_out(level) and self._is_closed(level)

        judged = tuple(replace(level, is_whole=may_stop(n, level)) for n, level in enumerate(self.levels))
        if self._point and not any(each.is_whole for each in judged):
            self._point = None  # what it must tell has no room to come to its end: it is told without
            return self.judged_levels()
        return judged

    def _said_in(self, level: SummaryLevel) -> list[Candidate]:
        lines = {each.position for each in level.sentences}
        return [each for each in self._said.values() if each.line in lines]

    def _is_stump(self, level: SummaryLevel) -> bool:
        said = self._said_in(level)
        if self._begins_with_news or (0 in self._said and narratives.comes_to_it(self._said[0].text)):
            return False
        return len(said) < headline_events.FEW and self._headline.is_missing(said)

    def _has_come_out(self, level: SummaryLevel) -> bool:
        if self._point:
            return any(self._point.is_told(each.text) for each in level.sentences)
        if not self._is_narrative or (self._begins_with_news and level is self.levels[0]):
            return True
        if self._outcome:
            return any(each.position == self._outcome.line for each in level.sentences)
        return narratives.is_most(self._body, [each.text for each in level.sentences])

    def _tell(self, each: Candidate) -> None:
        self._value += self._worth.gain(each, self._covered) * (
            1.0 if news_sense.has_fact(each.text) else NO_FACT_FACTOR
        )
        self._said[each.line] = each
        self._new_told = self._new_told or news_sense.is_new(each.text)
        self._left.pop(each.line, None)
        self._covered |= each.concepts
        self._room -= each.size
        self.levels.append(SummaryLevel(in_order(self._said.values(), self._body), self._value))


def _factor(candidate: Candidate, said: Mapping[int, Candidate], body: Body, *, new_told: bool) -> float:
    """Return how much more a stretch counts where these are told: what is new, what goes on."""
    goes_on = candidate.line - 1 in said and not body.lines[candidate.line].first
    new = not new_told and news_sense.is_new(candidate.text)
    return (NEXT_FACTOR if goes_on else 1.0) * (item_openings.NEW_FACTOR if new else 1.0)
