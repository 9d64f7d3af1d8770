"""Words of an item compared with its article: as the program tells it, or, for words of an editor, by the dates meant.

The program's own words name days as it has resolved them. An editor may name the same day otherwise, 昨天 as 3月20日,
and is right: his words and the article are compared with the date itself in place of each word for one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing import day_words, facts, wording
from service.language import brackets, sentences
from service.model import Article, Utterance

NEAR = 1
"""Sentences on either side of one from which an editor may have taken an hour."""
_HOUR = re.compile(r"[时点](?:[\d一二三四五六七八九十]|半|整|许|$)")
Fault = tuple[str, str, str]
"""Words, what is wrong with them, and the sentence that they were made from."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """An article's text, and what an item of it may say."""

    text: str
    """Headlines, paragraphs and names, one a line."""
    told: Sequence[Utterance]
    """The item's utterances, with their day words."""
    programme: dt.date | None = None
    """The day of the programme where an editor may have named the days; None: the words are the program's own."""
    written_on: dt.date | None = None
    """The day of the article; None where that is not known."""

    @classmethod
    def of(cls, text: str, told: Sequence[Utterance], article: Article | None, programme: dt.date | None) -> Comparison:
        """Return the comparison for a programme of that day, or for the program's own words where none is given."""
        day = day_words.article_day(article, programme) if article and programme else None
        return cls(text, told, programme, day.date if day else None)

    def faults(self, written: str, utterance: Utterance) -> list[Fault]:
        """Return what neither the utterance's own sentence nor the whole article bears out."""
        said = written if self.programme is None else day_words.dated(written, self.programme)
        own = facts.check(said, self._source(utterance.source, [utterance])) if utterance.source else None
        if own == ():
            return []
        found = facts.check(said, self._source(self.text, self.told))
        if self.programme and own:
            found += self._of_another_act(said, own, found, utterance.source)
        return [(self._words(each, written), each.told, utterance.source) for each in found]

    def _of_another_act(
        self, said: str, own: Sequence[facts.FactViolation], found: Sequence[facts.FactViolation], source: str
    ) -> tuple[facts.FactViolation, ...]:
        """Return the hours in an editor's words that the article has, not in their own sentence or near it."""
        claims = {each.claim for each in found}
        hours = [each for each in own if _HOUR.search(each.claim) and each.claim not in claims]
        near = facts.check(said, self._source(self._around(source), self.told)) if hours else ()
        far = {each.claim for each in near}
        return tuple(replace(each, reason=_("its own sentence has another")) for each in hours if each.claim in far)

    def _around(self, source: str) -> str:
        lines = [each for line in self.text.split("\n") for each in sentences.split(line)]
        at = next((at for at, line in enumerate(lines) if line in source or source in line), 0)
        return "\n".join(lines[max(0, at - NEAR) : at + NEAR + 1])

    def _source(self, text: str, told: Sequence[Utterance]) -> str:
        if self.programme is None:
            return wording.in_full(brackets.told(day_words.as_told(text, told)), self.text)
        if self.written_on is None:
            text = day_words.dated(day_words.as_told(text, told), self.programme)
        else:  # what the article says without a day is of its own day
            day = self.written_on
            text = f"{day_words.dated(text, day)}\n{day.year}年{day.month}月{day.day}日"
        return wording.in_full(brackets.told(text), self.text)

    def _words(self, fault: facts.FactViolation, written: str) -> str:
        if fault.kind == "date" and self.programme:
            return day_words.word_of(fault.claim, written, self.programme)
        return fault.claim
