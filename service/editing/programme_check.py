"""The check on a finished programme, whoever wrote it: each utterance against its own article, and what was promised.

Every sentence may stand in its article and the programme still be false, by what stands around it: a sentence under
another's headline, a headline whose story is not told, an item that begins in the middle of a thought.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing import cohesion, facts
from service.editing.attribution import authorship, bridges, datelines, speaker_sections
from service.editing.comparison import Comparison, Fault
from service.editing.summary import speakability
from service.language import sentences
from service.model import Article, Kind, Segment, Utterance


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a listener would be told wrongly."""

    segment: int
    """Index into the script's segments."""
    words: str
    """The words in question."""
    fault: str
    """One phrase: what is wrong with them."""
    source: str = ""
    """The sentence of the article that they were made from; empty where that is not known."""


def check(
    segments: Sequence[Segment],
    articles: Mapping[tuple[str, str], Article],
    checked: Collection[str] = (),
    programme: dt.date | None = None,
) -> tuple[Finding, ...]:
    """Return what is wrong with the programme.

    `articles` are those that its items are made from, by source and headline. Of an item without its article, as in a
    script that comes back from an editor, the sentences that its utterances name as their sources stand for it.
    `checked`: the `digests` of what was compared with its article before the editor had it: it is not looked at again.
    `programme`: its day, where an editor may have named days in his own words.
    """
    found = list(_unkept_promises(segments))
    for index, segment in enumerate(segments):
        if segment.kind in (Kind.STORY, Kind.BRIEF) and segment.origin and not segment.is_editors:
            article = articles.get((segment.origin, segment.title))
            faults = _of_item(segment, article, checked, programme)
            found += [Finding(index, words, fault, source) for words, fault, source in faults]
    return tuple(found)


def digests(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return what each segment, its heading and each utterance of it are known by until somebody changes them."""
    parts = (
        each
        for segment in segments
        for each in (_body(segment), (heading(segment),), *((u,) for u in segment.utterances))
    )
    return tuple(dict.fromkeys(map(digest, parts)))


def heading(segment: Segment) -> Utterance:
    """Return the heading that listeners see as if it were spoken."""
    return Utterance(segment.heading, source=segment.title)


def digest(utterances: Sequence[Utterance]) -> str:
    """Return what these words and the sentences that they are made from are known by."""
    text = "\n".join(f"{each.written}\t{each.source}" for each in utterances)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _body(item: Segment) -> tuple[Utterance, ...]:
    """Return an item's utterances without what leads to it, which depends on its place."""
    return item.utterances[1:] if item.kind is Kind.STORY and len(item.utterances) > 1 else item.utterances


def tells(item: Segment, headline: Utterance) -> bool:
    """Return whether this is the item of a headline: the headline is made from its title or from a sentence of it."""
    return bool(item.title and item.title in headline.source) or any(
        headline.source in (each.source, each.written) for each in item.utterances
    )


def _unkept_promises(segments: Sequence[Segment]) -> list[Finding]:
    items = [segment for segment in segments if segment.kind in (Kind.STORY, Kind.BRIEF) and segment.origin]
    return [
        Finding(index, each.written, _("is announced and not told"))
        for index, segment in enumerate(segments)
        if segment.kind is Kind.HEADLINES
        for each in segment.utterances
        if each.source and not any(tells(item, each) for item in items)
    ]


STRANGE = _("does not come from the article of this headline")
_LONGEST_BRIDGE = 22
"""Characters of the show's own words ahead of a headline: `下面这条消息也值得关注：`, or a language model's."""


def _of_item(
    segment: Segment, article: Article | None, checked: Collection[str], programme: dt.date | None
) -> list[Fault]:
    """Return the words of an item that are wrong, each with what is wrong."""
    if digest(_body(segment)) in checked and digest(segment.utterances[:1]) in checked:
        return []
    bridge = segment.kind is Kind.STORY and not _is_sentence(segment.utterances[0], segment, article)
    told = [each for each in segment.utterances[bridge:] if each.source]
    known = _source(segment, article)
    author = (authorship.lead_in(article) or datelines.lead_in(article)) if article else ""
    parts = tuple(speaker_sections.speakers(article).values()) if article else ()
    comparison = Comparison.of(known, told, article, programme)
    found: list[Fault] = []
    if bridge and segment.utterances[0].source in known and digest(segment.utterances[:1]) not in checked:
        ahead, _, announced = segment.utterances[0].written.partition("：")
        headline = announced if len(ahead) <= _LONGEST_BRIDGE else ""
        found += comparison.faults(headline.rstrip("。"), segment.utterances[0]) if headline else []
    strange = [each for each in told if article and not all(part in known for part in each.source.split())]
    found += [(each.written, STRANGE, each.source) for each in _sentences(strange)]
    for each in _sentences([each for each in told if each not in strange and digest((each,)) not in checked]):
        sayers = (*parts, *(facts.speakers_of(each.source, article.text) if article else ()))
        for sentence in sentences.split(each.written.removeprefix(author)):
            found += comparison.faults(bridges.without_speaker(sentence, sayers), each)
    if digest(_body(segment)) in checked:
        return found
    if article:
        found += _lost_speakers(told, article)
    body = [each for each in told if each.source not in (segment.title, "")]
    if body:
        found += _incoherent(segment, body, article, author)
    return found


def _sentences(told: Sequence[Utterance]) -> Iterator[Utterance]:
    """Yield the utterances, those that one sentence was parted into as one: what stands in one part is said of all."""
    for _source, run in itertools.groupby(told, lambda each: each.source):
        parts = list(run)
        days = tuple(day for each in parts for day in each.days)
        yield replace(parts[0], written="".join(each.written for each in parts), days=days)


def _lost_speakers(told: Sequence[Utterance], article: Article) -> list[Fault]:
    """Return the sentences that somebody says in the article and nobody in the item."""
    runs = itertools.groupby((each for each in told if each.source in article.text), lambda each: each.source)
    texts = [(source, "".join(each.written for each in run)) for source, run in runs]
    faults = facts.lost_speakers([text for _, text in texts], article.text)
    return [
        (fault.claim, fault.reason, next((source for source, text in texts if facts.is_in(fault.claim, text)), ""))
        for fault in faults
    ]


def _incoherent(segment: Segment, body: Sequence[Utterance], article: Article | None, author: str) -> Iterator[Fault]:
    """Yield what cannot be understood, as what it needs is not told."""
    first, last = body[0], body[-1]
    refers = _needs_more(first, article)
    if refers:
        yield first.written, _("begins the item, and refers to what was not told"), first.source
    if cohesion.sets_up(last.written) and not last.written.startswith(author or "\0"):
        yield last.written, _("ends the item, and only leads up to what is not told"), last.source
    yield from _half_contrasts(body, article)
    told = [segment.utterances[0].written]
    for each in body[refers:]:
        if cohesion.means_someone(each.written) and not any(map(cohesion.names_somebody, told)):
            yield each.written, _("says 他 of somebody who was not named"), each.source
        told.append(each.written)


def _half_contrasts(body: Sequence[Utterance], article: Article | None) -> Iterator[Fault]:
    """Yield what tells how it was before, where the article goes on with how it is now and the item does not."""
    sources = [source for source, _ in itertools.groupby(each.source for each in body)]
    lines = [sentences.split(line) for line in article.text.split("\n")] if article else []
    following = {one: other for line in lines for one, other in itertools.pairwise(line)}
    for each in body:
        after = following.get(each.source)
        if after and cohesion.looks_back(each.written) and after not in sources[sources.index(each.source) + 1 :][:1]:
            yield each.written, _("tells how it was before, and what follows on it is not told"), each.source


def _needs_more(utterance: Utterance, article: Article | None) -> bool:
    said = bridges.without_speaker(utterance.written)
    refers = speakability.refers_back(said) if said == utterance.written else bridges.leans_back(said)
    return refers and not _opens_the_article(utterance, article)


def _is_sentence(utterance: Utterance, segment: Segment, article: Article | None) -> bool:
    """Return whether the utterance is a sentence of the article, and not the show's own words around a headline."""
    source = utterance.source
    if article is None:
        return bool(source) and segment.title not in source
    ahead, colon, _ = utterance.written.partition("：")
    leads = bool(colon) and len(ahead) <= _LONGEST_BRIDGE and ahead not in source
    return bool(source) and source in article.text and not leads


def _opens_the_article(utterance: Utterance, article: Article | None) -> bool:
    """Return whether the utterance is the beginning of its article: the headline is what it refers to."""
    return article is not None and article.text.startswith(utterance.source[:8])


def _source(segment: Segment, article: Article | None) -> str:
    if article:
        head = f"{article.kicker} {article.title}".strip()
        return "\n".join(
            (head, article.subtitle, *article.paragraphs, *article.authors, *speaker_sections.bylines(article))
        )
    return "\n".join((segment.title, *(each.source for each in segment.utterances)))
