"""The task `tell`: a story reworded for the ear at three depths, each sentence checked against its article.

One question an article, whatever room the story has in the programme, so that a question depends on its article alone.
The article goes out as JSON data, its sentences numbered; each sentence of the answer names the numbers of its sources.
An answer that breaks the form or fails the check is asked again once with what is wrong. For a sentence that fails even
then the article's own stands there; where no answer can be had, the whole article is told in its own sentences.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.core.messages import _
from service.editing import facts, news_sense, summary
from service.editing.llm import answer_parser, prompts
from service.editing.llm.chat import Chat, Unusable
from service.editing.summarizer import Summary, extractive
from service.editing.summary import SummaryLevel, SummarySentence, body_text, speakability
from service.editing.summary.concept_worth import value_concepts
from service.editing.wording import LONGEST_HEADLINE
from service.language import bigrams
from service.model import Article

SHARE = 0.5
"""The share of an article's characters that its whole telling may have."""
FEWEST, MOST = 60, 240
"""Characters of a whole telling: an article that would get fewer is told in its own sentences; nobody listens to
more."""
BRIEF = 110
"""Characters of the middle depth: two or three sentences, half a minute."""
SHORTEST_ANSWER, LONGEST_ANSWER = 0.5, 1.6
"""The shares of the asked-for characters between which a whole telling may lie; else it is asked again. The prompt
names narrower ones. One that is too long costs nothing, as it may stop behind each sentence."""
DEPTHS = ("sentence", "brief", "whole")
_UNSPEAKABLE = "speech"
"""The kind of fault of a sentence that nobody can say."""
_MOST_FAULTS = 6
"""Faults that are named to the model at once."""

Sentences = tuple[SummarySentence, ...]
Faults = dict[str, facts.FactViolation]
"""By sentence what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Material:
    """What is asked about: an article without what is damaged or may not be told."""

    title: str
    lines: tuple[str, ...]
    source: str
    """What a sentence is compared with: the headline and the lines."""
    text: str
    """The article's whole text."""

    @property
    def chars(self) -> int:
        """Characters that are asked for."""
        return min(MOST, round(SHARE * body_text.size("".join(self.lines))))


@dataclass(frozen=True, slots=True)
class _Telling:
    """What came of one article's question."""

    depths: tuple[Sentences, ...] = ()
    """Empty: it is told in its own sentences."""
    headline: SummarySentence | None = None
    note: str = ""


class Storyteller:
    """Summarizes by asking a model; one for each run."""

    def __init__(self, chat: Chat, *, announces: bool = True) -> None:
        """`announces`: whether its headlines stand for the printed ones."""
        self._chat = chat
        self._announces = announces
        self._told: dict[_Material, _Telling] = {}
        self._lock = threading.Lock()

    def __call__(self, article: Article, most: int) -> Summary:
        """Return the model's tellings of the article in up to `most` characters where they hold, else its own
        sentences; the note says which."""
        material = _material(article)
        if material.chars < FEWEST:
            return replace(
                extractive(article, most), note=_("too short to ask {model} about", model=self._chat.endpoint.model)
            )
        telling = self._tell(material)
        levels = _levels(telling.depths, article, most)
        headline = telling.headline if levels and self._announces else None
        return Summary(levels or summary.summary_levels(article, most), headline, telling.note)

    @property
    def unreworded(self) -> tuple[str, ...]:
        """The headlines of the articles that were to be asked about and are told in their own sentences."""
        with self._lock:
            return tuple(dict.fromkeys(each.title for each, told in self._told.items() if not told.depths))

    def ask_ahead(self, articles: Sequence[Article]) -> None:
        """Ask about these articles, several at once; return when all are answered or the time is up."""
        waiting = iter(dict.fromkeys(each for each in map(_material, articles) if each.chars >= FEWEST))
        faults: list[BaseException] = []

        def work() -> None:
            try:
                while (material := self._next(waiting)) is not None:
                    self._tell(material)
            except BaseException as fault:  # raised by the caller
                faults.append(fault)

        threads = [
            threading.Thread(target=work, name="llm", daemon=True) for _attempt in range(self._chat.endpoint.parallel)
        ]
        try:
            for thread in threads:
                thread.start()
            for thread in threads:
                while thread.is_alive():
                    thread.join(max(0.01, min(1.0, self._chat.left)))
                    if self._chat.left <= 0:
                        self._chat.close(
                            _("was not done within {most_seconds:g} s", most_seconds=self._chat.endpoint.most_seconds)
                        )
        except BaseException:
            self._chat.close("was interrupted")
            raise
        for fault in faults:
            raise fault

    def _next(self, waiting: Iterator[_Material]) -> _Material | None:
        with self._lock:
            return next(waiting, None)

    def _tell(self, material: _Material) -> _Telling:
        """Return what the model makes of it, asked once in a run."""
        with self._lock:
            known = self._told.get(material)
        if known is None:
            known = self._asked(material)
            with self._lock:
                self._told[material] = known
        return known

    def _asked(self, material: _Material) -> _Telling:
        model = self._chat.endpoint.model
        try:
            depths, faults, headline = self._answered(material, model)
        except Unusable as error:
            return _Telling(note=_("in its own sentences, as {model} {error}", model=model, error=error))
        mended = tuple(_mended(each, faults, material) for each in depths)
        if not all(mended):
            return _Telling(
                note=_(
                    "in its own sentences, as {model} failed the check: {faults}", model=model, faults=_named(faults)
                )
            )
        note = _("reworded by {model}", model=model)
        if faults:
            note = _(
                "reworded by {model}; {count} sentences in its own words: {faults}",
                model=model,
                count=len(faults),
                faults=_named(faults),
            )
        return _Telling(mended, _headline(headline, mended[0]), note)

    def _answered(self, material: _Material, model: str) -> tuple[tuple[Sentences, ...], Faults, str]:
        """Return the better of two answers, what is wrong with each sentence, and its headline. Raise Unusable."""
        asks = self._chat.prompts.filled("tell", brief=min(BRIEF, material.chars), whole=material.chars)
        numbered = {str(at): line for at, line in enumerate(material.lines, 1)}
        data = json.dumps({"标题": material.title, "句子": numbered}, ensure_ascii=False)
        messages = [{"role": "system", "content": asks}, {"role": "user", "content": data}]
        found: tuple[Sentences, ...] = ()
        headline = ""
        faults: Faults = {}
        why = ""
        for _attempt in range(2):
            try:
                answer = self._chat.answer(messages, prompts.schema("tell"))
            except Unusable:
                if found:  # the first answer is there, and paid for
                    break
                raise
            try:
                depths, heading = _parse(answer, material.lines, model)
            except ValueError as error:
                why = why if found else str(error)
                said = str(error)
            else:
                wrong = _faults(depths, material)
                if not found or len(wrong) < len(faults):
                    found, faults, headline = depths, wrong, heading
                complaints = [_complaint(text, each) for text, each in [*wrong.items()][:_MOST_FAULTS]]
                said = "；".join(filter(None, (_misses(depths, material.chars), *complaints)))
                if not said:
                    return depths, wrong, heading
            messages = self._chat.prompts.asked_again(messages, answer, said)
        if not found:
            raise Unusable(_("gave no usable answer ({why})", why=why))
        return found, faults, headline


def _material(article: Article) -> _Material:
    lines = tuple(
        line.text
        for line in body_text.cut(article.paragraphs).lines
        if not any(bad in line.text for bad in article.damaged)
    )
    return _Material(article.title, lines, "\n".join((article.title, *lines)), "\n".join(article.paragraphs))


def _parse(answer: str, lines: Sequence[str], model: str) -> tuple[tuple[Sentences, ...], str]:
    """Return the three depths of an answer and its headline.

    ValueError says, in the model's language, what is wrong with its form.
    """
    try:
        given = answer_parser.parse(answer, DEPTHS)
        depths = tuple(
            [_pair(each) for each in (part if isinstance(part, list) else [part])]
            for part in (given[depth] for depth in DEPTHS)
        )
        "".join(said for depth in depths for said, _ in depth).encode()  # half a character, `\\ud83d`, is none
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        raise ValueError("不是所要求的JSON") from None
    if not all(depths):
        raise ValueError("有一种讲法没有句子")
    told = tuple(tuple(_sentence(said, sources, lines, model) for said, sources in depth) for depth in depths)
    return told, str(given.get("headline") or "").strip().rstrip("。！，；")


def _headline(said: str, first: Sentences) -> SummarySentence | None:
    """Return the headline where it tells news, can be said, and says nothing but what the shortest depth does."""
    told = "".join(each.text for each in first)
    if len(said) > LONGEST_HEADLINE or not speakability.readable(f"{said}。"):
        return None
    if not (news_sense.tells_news(said) or news_sense.counts(said)) or facts.check(f"{said}。", told):
        return None
    return SummarySentence(said, first[0].source, first[0].position, first[0].writer)


def _pair(given: Any) -> tuple[str, list[int]]:  # noqa: ANN401  (a model's JSON)
    sources = given["source"]
    numbers = sources if isinstance(sources, list) else [sources]
    return str(given["text"]).strip(), [answer_parser.number(at) for at in numbers]


def _sentence(said: str, sources: Sequence[int], lines: Sequence[str], model: str) -> SummarySentence:
    if not sources or not all(1 <= at <= len(lines) for at in sources):
        raise ValueError("依据的句子编号不对")
    if sum("\u3400" <= char <= "\u9fff" for char in said) <= sum(char.isascii() and char.isalpha() for char in said):
        raise ValueError("不是中文")
    source = "\n".join(lines[at - 1] for at in sorted(set(sources)))
    return SummarySentence(said, source, min(sources) - 1, model)


def _misses(depths: Sequence[Sentences], chars: int) -> str:
    """Return what is wrong with the length of the whole telling, in the model's language."""
    size = sum(body_text.size(each.text) for each in depths[-1])
    if size < SHORTEST_ANSWER * chars:
        return f"whole只有{size}个字，太短，要{chars}个字左右"
    return f"whole有{size}个字，太长，要{chars}个字左右" if size > LONGEST_ANSWER * chars else ""


def _faults(depths: Sequence[Sentences], material: _Material) -> Faults:
    """Return the first fault of each sentence that has one."""
    found: Faults = {}
    for text in dict.fromkeys(each.text for depth in depths for each in depth):
        if not speakability.readable(text):
            found[text] = facts.FactViolation(text, _UNSPEAKABLE, _("cannot be read aloud as it is"))
        for fault in facts.check(text, material.source):
            found.setdefault(text, fault)
    for depth in depths:
        for fault in facts.lost_speakers([each.text for each in depth], material.text):
            found.update({each.text: fault for each in depth if fault.claim in each.text and each.text not in found})
    return found


def _complaint(text: str, fault: facts.FactViolation) -> str:
    """Return what is wrong with a sentence, in the model's language."""
    if fault.kind == _UNSPEAKABLE:
        return f"“{text}”不完整或不适合口播"
    return f"“{text}”这一句里的“{fault.claim}”材料里没有依据"


def _mended(depth: Sentences, faults: Faults, material: _Material) -> Sentences:
    """Return the sentences with the article's own in place of those that fail; none where it would begin amid it."""
    found: list[SummarySentence] = []
    for each in depth:
        own = each if each.text not in faults else _own(each, material)
        if own and own.text not in {told.text for told in found}:
            found.append(own)
        elif not found:
            return ()
    without = {fault.claim for fault in facts.lost_speakers([each.text for each in found], material.text)}
    return tuple(each for each in found if not any(claim in each.text for claim in without))


def _own(sentence: SummarySentence, material: _Material) -> SummarySentence | None:
    """Return the article's sentence that stands for one that fails, where it can be read aloud."""
    line = material.lines[sentence.position]
    return SummarySentence(line, line, sentence.position) if speakability.readable(line) else None


def _named(faults: Faults) -> str:
    """Return the first fault as a part of the note."""
    first = next(iter(faults.values()), None)
    return _("{term} ({why})", term=first.claim, why=first.told) if first else _("nothing of it is left")


def _levels(depths: Sequence[Sentences], article: Article, most: int) -> tuple[SummaryLevel, ...]:
    """Return the depths as ever longer tellings, each worth the article's concepts that it holds.

    The whole telling may stop behind each sentence where nothing else fills the time: read by a stranger, five of nine
    items that could never be aired had stopped so. What is longer than `most` is left out, but for the first.
    """
    worth = value_concepts(body_text.cut(article.paragraphs), article.title, article.kicker)
    whole = depths[-1] if depths else ()
    tellings = [(each, True) for each in depths] + [(whole[:at], False) for at in range(1, len(whole))]
    fitting = [each for each in tellings if _size(each[0]) <= most] or tellings[:1]
    levels = [SummaryLevel(told, _worth(told, worth), is_whole) for told, is_whole in fitting]
    levels.sort(key=lambda level: _size(level.sentences))
    found = levels[:1]
    for level in levels[1:]:
        if level.value > found[-1].value:
            found.append(level)
    return tuple(found)


def _size(sentences: Sentences) -> int:
    return sum(body_text.size(each.text) for each in sentences)


def _worth(sentences: Sentences, worth: dict[str, float]) -> float:
    """Return the worth of the concepts in the sentences, each counted once."""
    held = set[str]().union(*(bigrams.and_trigrams(each.text) for each in sentences))
    return sum(worth.get(gram, 0.0) for gram in sorted(held))
