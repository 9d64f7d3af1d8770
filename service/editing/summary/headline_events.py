"""The event that a headline tells, and the sentence of the article that tells it.

An editor writes the headline from the event; the article may come to it late, behind a scene or what happened long
before. A telling of one sentence that leaves it out is a stump: `71岁的石大爷要把18.6万元转给外地一个账户。` Judged by
ear on eight papers, that was the commonest fault. What is rare in the news counts more of a headline: names, numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from service.editing import news_sense
from service.editing.summary.candidates import Candidate
from service.editing.summary.feature_weights import frequency
from service.language import bigrams
from service.model import Article

TOLD_SHARE = 0.5
"""The share of the headline's line of news from which on a sentence tells its event."""
LEAST_SHARE, FEW = 0.3, 3
"""Below that share of it, so few sentences are a stump: of 66 briefs that a stranger judged, 5 of 43 that can go on air
hold less, and 4 of 10 that never may."""
EVENT_SHARE = 0.1
"""The share of the headline that a sentence must add, at least, to be its event's."""
_ASKS = ("？", "?", "吗")
"""How a line ends that tells no event but asks for one."""
_POINTS_ON = re.compile("这[一几]?[件个]?[事问][题]?(?![故业项宜])[^，。]{0,2}$")
"""`市供电公司接了1460个电话，问的都是这件事`: what it is stands elsewhere."""
_REPORTER = re.compile(
    "记者[^，。“]{0,8}(?:再到|来到|走进|走访|前往|见到|认识|探访|跟[着随]|守了|值了|[^，。“]{0,16}(?:采访|认识)了)"
)
"""A reporter's way to the event, `记者来到学校`, is not the event."""
_FORMER = re.compile("本报[^，。]{0,14}(?:报道|刊登|刊发|刊载)了?")
"""What the paper printed before is no news, whatever of the headline it holds."""
NEW_SHARE = 0.05
"""What a deed of a day is worth, as a share of the headline, where the beginning tells none."""
NUMBER_FACTOR = 2.0
"""How much more a number of the headline counts: it is what the event came to."""
OPENING_SHARE = 0.25
"""The share of the headline that a sentence must hold, at least, for the item to begin with it instead."""
OPENING_FACTOR = 3.0
"""How many times as much of the headline it must hold as the sentence that it replaces."""
LONGEST_TOGETHER = 180
"""Characters up to which the beginning and the event are one step: a brief holds both."""


class EventCover:
    """How much of an article's headline sentences tell."""

    def __init__(self, article: Article) -> None:
        printed = (article.title, article.kicker, article.subtitle)
        lines = [each for each in printed if not (each.endswith(_ASKS) or _POINTS_ON.search(each))]
        self._all = weights(lines)
        heard = (line.partition("。")[0] for line in lines)  # of several sentences the first is announced
        news = next((line for line in heard if news_sense.tells_news(line) and not is_reporters_way(line)), "")
        self.tells_news = bool(news)
        self._news = weights([news or "，".join(lines)])

    def share(self, said: Iterable[Candidate]) -> float:
        """Return the share of the headline, 0 to 1, that the sentences hold together."""
        return _held(self._all, said)

    def is_told(self, said: Iterable[Candidate]) -> bool:
        """Return whether the sentences hold the headline's news: a former report of it is not that."""
        news = [each for each in said if not _FORMER.search(each.text)]
        return _held(self._news, news) >= TOLD_SHARE

    def is_missing(self, said: Collection[Candidate]) -> bool:
        """Return whether the sentences hold next to nothing of the headline's news, nor of all that it says."""
        return max(_held(self._news, said), self.share(said)) < LEAST_SHARE

    def teller(self, left: Iterable[Sequence[Candidate]]) -> Candidate | None:
        """Return the sentence that holds most of the headline, if it holds its news; None where there is none."""
        shares = [(self.share([ways[0]]), -ways[0].line, ways[0]) for ways in left]
        teller = max(shares, key=lambda each: each[:2])[2]
        return teller if self.is_told([teller]) else None

    def opening(self, best: Candidate, fit: Collection[Candidate]) -> Candidate:
        """Return the sentence to begin with: the event's, where what was found tells no news and nothing of it."""
        if news_sense.is_new(best.text) or not fit:
            return best
        other = max(fit, key=lambda each: (self.share([each]), -each.line))
        share = self.share([other])
        is_event = share >= max(OPENING_SHARE, OPENING_FACTOR * self.share([best]))
        return other if is_event and news_sense.opens(other.text) else best

    def event(self, begun: Sequence[Candidate], left: Iterable[Sequence[Candidate]]) -> Candidate | None:
        """Return the sentence that adds most of the headline to the beginning; None where that is next to nothing."""
        before = [each for each in begun if not _FORMER.search(each.text)]
        known = self.worth(before)
        fit = (ways[0] for ways in left if not is_reporters_way(ways[0].text))
        added = [(self.worth([*before, each]) - known, -each.line, each) for each in fit]
        gain, _, event = max(added, key=lambda each: each[:2], default=(0.0, 0, None))
        return event if gain >= EVENT_SHARE else None

    def worth(self, said: Sequence[Candidate]) -> float:
        """Return how much of the headline is told, half of it its line of news; a new deed counts beside."""
        new = NEW_SHARE if any(news_sense.is_new(each.text) for each in said) else 0.0
        return (_held(self._all, said) + _held(self._news, said)) / 2 + new


def is_reporters_way(text: str) -> bool:
    """Return whether a sentence tells how the reporter came to the event."""
    return _REPORTER.search(text) is not None


def needs(event: Candidate, left: Mapping[int, Sequence[Candidate]]) -> tuple[int, ...]:
    """Return the lines that must be told for the event to be understood, its own among them, in the article's order."""
    found: set[int] = set()
    open_lines = [event.line]
    while open_lines:
        line = open_lines.pop()
        if line in found or line not in left:
            continue
        found.add(line)
        each = left[line][0]
        open_lines += [line - 1] if each.refers else []
        open_lines += [line + 1] if each.leads else []
        open_lines += [needed for needed in (each.opener, each.awaits, *each.behind) if needed is not None]
        open_lines += [known.line for known in each.mentions]
    return tuple(sorted(found))


def weights(lines: Sequence[str]) -> dict[str, float]:
    """Return the pairs of characters, each with its share of what the lines say: together 1, or none without lines."""
    share = frequency()
    worth = {
        gram: -math.log(share(gram)) * (NUMBER_FACTOR if any(map(str.isdigit, gram)) else 1.0)
        for gram in bigrams.of("，".join(lines))
    }
    whole = math.fsum(worth.values())
    return {gram: each / whole for gram, each in worth.items()}


def _held(worth: Mapping[str, float], said: Iterable[Candidate]) -> float:
    held = frozenset[str]().union(*(each.concepts for each in said))
    return math.fsum(value for gram, value in worth.items() if gram in held)
