"""What each sentence needs to be told: the one before it, the one that names its speaker, what introduces a thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from service.editing import cohesion
from service.editing.summary import spoken_sentences
from service.editing.summary.candidates import Candidate
from service.language import brackets

LONGEST_WHOLE = 110
"""Characters of a sentence that is told whole, in runs, though an ear hardly follows it: it ends with its point."""
_ALTERNATIVES = re.compile("[省市州县区旗镇乡街村]（[省市州县区旗镇乡街道村社、]{1,8}）")


def sayable(lines: Iterable[Sequence[Candidate]], said: Mapping[int, Candidate]) -> Iterator[Candidate]:
    """Yield of each sentence what may be said next; nothing of one that may not."""
    for ways in lines:
        if candidate := next((each for each in ways if may_follow(each, said)), None):
            yield candidate


def weighed(ways: Sequence[Candidate], left: Mapping[int, Sequence[Candidate]]) -> list[Candidate]:
    """Return the ways of saying a sentence that are weighed: the longest stretch, and the one that stands alone.

    Longer ones than an ear can follow give way to shorter ones, where there are.

    One that needs the sentence that names its speaker stands alone only where that one cannot be told.
    """
    fit = (each for each in ways if spoken_sentences.can_be_followed(each.text))
    first = ways[0] if ways[0].whole and ways[0].size <= LONGEST_WHOLE else next(fit, ways[0])
    others = [each for each in ways if each is not first]
    alone = [each for each in others if each.whole and not each.refers and each.opener is None]
    if first.opener is not None and any(each.names for each in left.get(first.opener, ())):
        alone = []
    return [first, *alone]


def possible(found: Mapping[int, Sequence[Candidate]]) -> frozenset[int]:
    """Return the sentences that do not wait for one of which nothing can be said: those keep no others waiting."""
    left = frozenset(found)
    while True:
        kept = frozenset(line for line in left if any(_can_come(each, left) for each in found[line]))
        if kept == left:
            return kept
        left = kept


def _can_come(each: Candidate, left: Collection[int]) -> bool:
    wanted = {*each.behind, *([each.line + 1] if each.leads else ()), *([] if each.awaits is None else [each.awaits])}
    return all(line in left for line in wanted)


def stands(candidate: Candidate, line: str) -> bool:
    """Return whether the sentence may be told without what it was cut from or waits for.

    A question waits for its answer, the beginning of a quotation for its speaker; and 镇（街） less its brackets' words
    is fewer than there are.
    """
    if (candidate.text.rstrip("”’").endswith("？") and not candidate.asks) or _ALTERNATIVES.search(brackets.told(line)):
        return False
    return candidate.whole or not candidate.text.startswith("“")


def may_follow(candidate: Candidate, said: Mapping[int, Candidate], coming: Collection[int] = ()) -> bool:
    """Return whether all that the sentence needs is said: the one before, the one after, the one with its speaker.

    `coming`: the sentences that are told in the same step.
    """
    opener = None if candidate.opener is None else said.get(candidate.opener)
    if candidate.opener is not None and not (opener and opener.names):
        return False
    if any(line not in said for line in candidate.behind):
        return False
    if candidate.awaits is not None and candidate.awaits not in said and candidate.awaits not in coming:
        return False
    if candidate.leads and candidate.line + 1 not in said and candidate.line + 1 not in coming:
        return False
    ahead = [each.text for line, each in said.items() if line < candidate.line]
    if candidate.means_someone and not any(map(cohesion.names_somebody, ahead)):
        return False
    known = (*candidate.calls, *(each.words for each in candidate.mentions if each.line not in said))
    if any(not any(name in text for text in ahead) for name in known):
        return False
    before = said.get(candidate.line - 1)
    return not candidate.refers or (before is not None and (before.whole or not candidate.after_whole))


def in_turn(
    said: Mapping[int, Candidate], lines: Iterable[int], left: Mapping[int, Sequence[Candidate]]
) -> dict[int, Candidate] | None:
    """Return what is said with the lines that are wanted, each behind what it needs; None where one cannot be."""
    told, wanted = dict(said), sorted(lines)
    while wanted:
        ways = (each for line in wanted for each in left[line] if may_follow(each, told, wanted))
        if (best := next(ways, None)) is None:
            return None
        wanted.remove(best.line)
        told[best.line] = best
    return told
