"""The check on a script that an editor has changed: his words against the articles that the script holds.

What the program wrote has been compared already, and is looked at again only where somebody changed it. Nothing is
changed here; each thing found is one warning.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing import edited_script, facts, nearest_dates, programme_check, wording
from service.editing.comparison import Comparison
from service.editing.programme_check import Finding
from service.model import Article, Kind, Script, Segment, Skipped, Utterance

DELETED = _("deleted in the script")
_KEPT_EDITS = ("byline", "dateline")
"""Repairs of a page that say where and when an article was written."""
_OPENING_DATE = re.compile(
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:，?(?:星期|周)(?P<weekday>[一二三四五六日天]))?"
)
_DATE_AND_WEEKDAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(]?(?:星期|周)(?P<weekday>[一二三四五六日天])(?![至到、])"
)
"""3月25日（星期三）, and no span of days: 3月25日周一至周五照常."""
_HALF_A_YEAR = dt.timedelta(days=182)
"""A date without a year is the nearest to the programme, or the first that comes: what is announced is to come."""
_NUMBER = re.compile(r"\d")
_WEEKDAYS = "一二三四五六日"
_OTHER_SPEAKER = "quotation: in the source"
"""How a fault begins where somebody else says it."""
_NOTHING_SAYS = "word"
"""The kind of a fault where nothing in an article is like the words: words that lead to a story need not be."""

NOT_SAID = _("is not said: it will be put into the opening, as the law asks for it")
"""What is wrong where no words say that the voice is synthetic."""
OF_HEADING = "its headline: "
"""How a fault begins that is of the title which listeners see."""

_WORD = re.compile(r"[^\WA-Za-z0-9零〇一二两三四五六七八九十百千万亿点负分之]")
"""A character of a word, and of no figure."""
_ANY = re.compile(r"\w")
_FIGURES = ("number", "date")
"""Kinds of a fault where a figure is another one."""
_AROUND, _MOST_SHOWN, _MOST_COMPARED = 6, 24, 2000
"""Characters: ahead of a difference, of it and what is around it, of a sentence (the time is quadratic in them)."""

Heard = Callable[[Utterance], tuple[str, str]]
"""What a person has set for the voice to say, and what it would say otherwise."""


def for_an_editor(script: Script, segments: Sequence[Segment], articles: dict[tuple[str, str], Article]) -> Script:
    """Return the script with what it takes to know later what was changed in it, and to compare that.

    `segments`: those of it that were compared with their articles, and in which nothing was found.
    """
    told = dict.fromkeys((each.origin, each.title) for each in script.segments if each.origin)
    return replace(
        script,
        checked=programme_check.digests(segments),
        told_for=script.date,
        articles=tuple(_slim(articles[each]) for each in told if each in articles),
    )


def _slim(article: Article) -> Article:
    edits = tuple(each for each in article.edits if each.what in _KEPT_EDITS)
    return replace(article, edits=edits, genre_why="", damaged=())


def told(script: Script) -> tuple[Article, ...]:
    """Return the articles of which the editor has left something."""
    left = [id(_article_of(each, script.articles)) for each in _items(script.segments)]
    return tuple(each for each in script.articles if id(each) in left)


def deleted(script: Script) -> tuple[Skipped, ...]:
    """Return the stories of which the editor has left nothing."""
    left = list(map(id, told(script)))
    return tuple(Skipped(each.title, DELETED) for each in script.articles if id(each) not in left)


def check(script: Script, programme: dt.date, style: wording.Style, heard: Heard) -> tuple[Finding, ...]:
    """Return what is wrong with a script, edited or not, as the programme of that day."""
    edited = _HandEdited(script, programme, style)
    return _once(dict.fromkeys((*edited.findings(), *_misspoken(script.segments, heard))))


def _once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without a wrong speaker whose name has been found wrong already."""
    kept: list[Finding] = []
    for each in findings:
        named = (one for one in kept if one.segment == each.segment and one.words in each.words)
        if not (each.fault.startswith(_OTHER_SPEAKER) and any(named)):
            kept.append(each)
    return tuple(kept)


def _items(segments: Sequence[Segment]) -> list[Segment]:
    return [each for each in segments if each.origin and not each.is_editors]


def _article_of(item: Segment, articles: Sequence[Article]) -> Article | None:
    """Return an item's article: by its headline, or, where that was changed, by its sentences."""
    for each in articles:
        if (each.source, each.title) == (item.origin, item.title):
            return each
    sources = [each.source for each in item.utterances if each.source]
    held = {id(each): sum(source in each.text or source == each.title for source in sources) for each in articles}
    best = max(articles, key=lambda each: (held[id(each)], each.source == item.origin), default=None)
    return best if best and held[id(best)] else None


@dataclass(frozen=True, slots=True)
class _HandEdited:
    """A script with the day of its programme."""

    script: Script
    programme: dt.date
    style: wording.Style

    def findings(self) -> Iterator[Finding]:
        """Yield what is wrong with it."""
        segments, articles = [*self.script.segments], self.script.articles
        known = {(each.source, each.title): each for each in articles}
        for index, segment in enumerate(segments):
            if segment.origin and (article := _article_of(segment, articles)):
                segments[index] = replace(segment, title=article.title, origin=article.source)
        for each in programme_check.check(segments, known, frozenset(self.script.checked), self.programme):
            yield self._with_its_article(each)
        yield from self._of_notice()
        for index, segment in enumerate(self.script.segments):
            if segment.is_editors:
                yield from self._of_editors(index, segment)
            elif segment.origin:
                yield from self._of_item(index, segment)
            elif segment.kind is Kind.HEADLINES:
                yield from self._of_headlines(index, segment)
            else:
                yield from self._of_own_words(index, segment)

    def _of_notice(self) -> Iterator[Finding]:
        """Yield that the notice is missing, and what denies it, wherever an editor may have written that."""
        segments = self.script.segments
        places = wording.notice_places(segments)
        for place in places[:1]:
            if not wording.is_notice_said(segments):
                yield Finding(place, wording.NOTICE, NOT_SAID)
        for index, segment in enumerate(segments):
            if segment.is_editors or not segment.origin:
                for each in segment.utterances:
                    if wording.denies_synthetic(each.written, in_frame=index in places):
                        yield Finding(
                            index, each.written, _("denies that the voice is synthetic, which the law forbids")
                        )

    def _with_its_article(self, finding: Finding) -> Finding:
        """Return the finding; where a sentence stands under another headline, with the one that it belongs to."""
        if finding.fault != programme_check.STRANGE:
            return finding
        homes = (each.title for each in self.script.articles if finding.source in each.text)
        home = next(homes, "")
        return (
            replace(finding, fault=_("{fault}, but from “{home}”", fault=finding.fault, home=home)) if home else finding
        )

    def _of_item(self, index: int, item: Segment) -> Iterator[Finding]:
        article = _article_of(item, self.script.articles)
        if article is None:
            if self.script.articles and any(map(self._is_new, item.utterances)):
                words = item.utterances[0].written
                yield Finding(index, words, _("its item has no article in the script to compare it with"))
            return
        comparison = self._comparison(article, item)
        head = programme_check.heading(item)
        if self._is_new(head):
            yield from _findings(index, comparison, item.heading, lambda fault: _("its headline: {fault}", fault=fault))
        for place, each in enumerate(item.utterances):
            if not self._is_new(each):
                continue
            leads = place == 0 and item.kind is Kind.STORY and (not each.source or each.source not in article.text)
            if leads:
                own = edited_script.without_frame(each.written, self.style)
                yield from _findings(index, comparison, own, leads=True)
            elif not each.source and not edited_script.is_own(each.written, self.style):
                yield from _findings(index, comparison, each.written, lambda fault: _("added: {fault}", fault=fault))

    def _of_headlines(self, index: int, segment: Segment) -> Iterator[Finding]:
        items = _items(self.script.segments)
        for each in filter(self._is_new, segment.utterances):
            if each.written in self.style.phrases.contents:
                continue
            told = [item for item in items if each.source and programme_check.tells(item, each)] or items
            faults = []
            for item in told:
                if article := _article_of(item, self.script.articles):
                    faults.append([*_findings(index, self._comparison(article, item), each.written)])
            yield from min(faults, key=_weight, default=[])

    def _of_own_words(self, index: int, segment: Segment) -> Iterator[Finding]:
        """Yield what opening and close say wrongly: their date, and numbers that no article has."""
        text = "\n".join(_text(each) for each in self.script.articles)
        for each in filter(self._is_new, segment.utterances):
            if dates := list(_OPENING_DATE.finditer(each.written)):
                wrong = [date[0] for date in dates if not self._is_today(date)]
                yield from (
                    Finding(index, date, _("date: the programme is of {programme}", programme=self.programme))
                    for date in wrong
                )
            elif text and not edited_script.is_own(each.written, self.style):
                for fault in facts.check(each.written, text):
                    if fault.kind == "number" or (fault.kind == _NOTHING_SAYS and _NUMBER.search(each.written)):
                        yield Finding(index, fault.claim, fault.told)

    def _of_editors(self, index: int, segment: Segment) -> Iterator[Finding]:
        """Yield the days that an item of the editor's own calls wrongly: it has no article, but a calendar has them."""
        for said in segment.utterances:
            for found in _DATE_AND_WEEKDAY.finditer(said.written):
                year = int(found["year"]) if found["year"] else None
                days = (self.programme, self.programme + _HALF_A_YEAR)
                month, day = int(found["month"]), int(found["day"])
                dates = (nearest_dates.nearest(each, year, month, day) for each in days)
                if found["weekday"].replace("天", "日") not in [_WEEKDAYS[date.weekday()] for date in dates if date]:
                    yield Finding(index, found[0], _("date: the calendar has no such day"))

    def _is_today(self, date: re.Match[str]) -> bool:
        numbers = tuple(int(date[name]) for name in ("year", "month", "day"))
        weekday = (date["weekday"] or "").replace("天", "日")
        today = self.programme
        return numbers == (today.year, today.month, today.day) and weekday in ("", _WEEKDAYS[today.weekday()])

    def _is_new(self, utterance: Utterance) -> bool:
        return programme_check.digest((utterance,)) not in self.script.checked

    def _comparison(self, article: Article, item: Segment) -> Comparison:
        return Comparison.of(_text(article), item.utterances, article, self.programme)


def _text(article: Article) -> str:
    return "\n".join((f"{article.kicker} {article.title}".strip(), article.subtitle, *article.paragraphs))


def _findings(
    index: int, comparison: Comparison, written: str, of: Callable[[str], str] = str, *, leads: bool = False
) -> Iterator[Finding]:
    for words, fault, _sentence in comparison.faults(written.rstrip("。"), Utterance(written)):
        if not (leads and fault.startswith(_NOTHING_SAYS)):
            yield Finding(index, words, of(fault))


def _weight(findings: Sequence[Finding]) -> tuple[bool, int]:
    """Return how badly words fit to an article: not at all is the worst."""
    return any(each.fault.startswith(_NOTHING_SAYS) for each in findings), len(findings)


def _misspoken(segments: Sequence[Segment], heard: Heard) -> Iterator[Finding]:
    """Yield where the voice is given other words than the transcript shows: `spoken` is what is heard."""
    for index, segment in enumerate(segments):
        for each in segment.utterances:
            said, usual = heard(each)
            kinds = {found.kind for found in (*facts.check(said, usual), *facts.check(usual, said))}
            if other := _other_words(said, usual, _WORD if kinds.isdisjoint(_FIGURES) else _ANY):
                yield Finding(index, other[1], _("the voice says “{said}”: `spoken` sets it so", said=other[0]))


def _other_words(said: str, usual: str, wrong: re.Pattern[str]) -> tuple[str, str] | None:
    """Return what is said and what is shown around the first difference that is wrong; None where there is none.

    How letters and figures are said is what `spoken` is for: that alone is no difference.
    """
    said, usual = ("".join(filter(str.isalnum, text[:_MOST_COMPARED])) for text in (said, usual))
    for what, start, end, at, to in difflib.SequenceMatcher(None, usual, said, autojunk=False).get_opcodes():
        if what != "equal" and wrong.search(usual[start:end] or said[at:to]):
            return said[max(0, at - _AROUND) :][:_MOST_SHOWN], usual[max(0, start - _AROUND) :][:_MOST_SHOWN]
    return None
