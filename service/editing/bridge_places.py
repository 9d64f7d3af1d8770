"""Where in a programme one item leads to the next, and what the rules know of the two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.editing import bridge_check, running_order
from service.editing.editors_hand import COMMENT
from service.editing.selection import topics
from service.model import Article, Kind, Segment

Key = tuple[str, str]
"""Source and headline, by which an article is known."""


@dataclass(frozen=True, slots=True)
class BridgePlace:
    """A segment that words lead to: a story behind the first, the briefs as a whole, or the close."""

    segment: int
    """Its index in the programme."""
    behind: tuple[str, ...]
    """The headline of what stands before it."""
    ahead: tuple[str, ...]
    """Its own, of the briefs each one's; empty: the close."""
    behind_words: tuple[str, ...]
    """What may be said of the one before, and of this one."""
    ahead_words: tuple[str, ...]

    @property
    def closes(self) -> bool:
        """Whether nothing follows but the farewell."""
        return not self.ahead

    def fault(self, text: str) -> str:
        """Return what is wrong with these words in this place; empty where nothing is."""
        return bridge_check.fault(text, self.behind_words, self.ahead_words, closes=self.closes)


def places(segments: Sequence[Segment], articles: Mapping[Key, Article]) -> tuple[BridgePlace, ...]:
    """Return the places of a programme at which one item leads to the next, in order."""
    items = [at for at, each in enumerate(segments) if each.kind in (Kind.STORY, Kind.BRIEF)]
    told = [at for at in items if segments[at].origin]
    found = []
    for at in items[1:]:
        segment = segments[at]
        before = max((each for each in told if each < at), default=None)
        if before is None or segment.is_editors or (segment.kind is Kind.BRIEF and segment.origin):
            continue
        ahead = [at] if segment.origin else [each for each in told if each > at and segments[each].kind is Kind.BRIEF]
        last = bridge_check.subjects()["last"] if max(ahead, default=at) == told[-1] else ()
        found.append(_place(segments, articles, at, before, ahead, last))
    closing = len(segments) - 1
    if told and segments[closing].kind is Kind.CLOSING:
        found.append(_place(segments, articles, closing, told[-1], (), ()))
    return tuple(found)


def _place(
    segments: Sequence[Segment],
    articles: Mapping[Key, Article],
    at: int,
    before: int,
    ahead: Sequence[int],
    last: Sequence[str],
) -> BridgePlace:
    foreign, home = (frozenset(bridge_check.subjects()[name]) for name in ("abroad", "home"))
    behind_words = _words(segments[before], articles)
    ahead_words = _words(segments[ahead[0]], articles) if ahead else ()
    if ahead and foreign.isdisjoint(behind_words) != foreign.isdisjoint(ahead_words):  # news of home is said beside it
        behind_words += () if foreign & {*behind_words} else tuple(home)
        ahead_words += () if foreign & {*ahead_words} else tuple(home)
    return BridgePlace(
        at,
        (segments[before].heading,),
        tuple(segments[each].heading for each in ahead),
        behind_words,
        (*ahead_words, *last),
    )


def _words(segment: Segment, articles: Mapping[Key, Article]) -> tuple[str, ...]:
    """Return what may be said of an item by way of a subject."""
    if segment.kind is Kind.BRIEF:
        return bridge_check.subjects()["briefs"]
    article = articles.get((segment.origin, segment.title))
    if article is None:
        return ()
    names = [_sure_subject(article)]
    names += ["abroad"] if running_order.block(article) == running_order.ABROAD else []
    names += ["comment"] if article.genre in COMMENT else []
    return tuple(dict.fromkeys(word for name in names for word in bridge_check.subjects().get(name, ())))


def _sure_subject(article: Article) -> str:
    """Return the article's subject where its headline says it and another word bears that out; empty elsewhere.

    By its text alone a gymnasium that closed overnight is a matter of transport, and so is all that has a boat in it.
    """
    subject = topics.subject(article)
    words = [word for word in topics.TOPICS.get(subject, "").split() if len(word) > 1]
    head = f"{article.kicker} {article.title} {article.subtitle}"
    found = [word for word in words if word in head or word in article.text[: topics.BEGINNING_LENGTH]]
    return subject if len(found) > 1 and any(word in head for word in found) else ""
