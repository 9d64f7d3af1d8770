"""When each clause of a sentence is heard: its punctuation marks are matched to the pauses in the speech."""

from __future__ import annotations

import bisect
import itertools
import re

from service.publishing.episode_view import TimedSentence

_CLAUSE_END = re.compile(r"(?:[，。！？；：、…—][”’」』）》]*)+")
_NEAR_SECONDS = 0.4
"""How far a pause may always be from where its mark is expected."""
_NEAR_SHARE = 0.35
"""How far it may be as a share of the seconds of the clause before it, where that is more."""


class CaptionClock:
    """Tells when a character of the sentence is heard.

    The characters of a clause share its time equally. A clause begins after the pause that is nearest to where the
    lengths of the clauses expect it. The spoken clauses give the lengths where the marks are the same.
    """

    def __init__(self, sentence: TimedSentence) -> None:
        written = _clauses(sentence.text)
        spoken = _clauses(sentence.spoken)
        sizes = [_letters(clause) for clause in (spoken if len(spoken) == len(written) else written)]
        ends = list(itertools.accumulate(map(len, written))) or [0]
        self._known = [(0, sentence.start)]
        at, pauses, passed, left = sentence.start, sorted(sentence.pauses), 0, sum(sizes)
        for size, end in zip(sizes, ends[:-1], strict=False):
            share = size / (left or 1)
            left -= size
            expected = at + (sentence.end - at) * share
            near = max(_NEAR_SECONDS, _NEAR_SHARE * (expected - at))
            place = bisect.bisect_left(pauses, expected, lo=passed)
            pause = min(pauses[max(passed, place - 1) : place + 1], key=lambda p: abs(p - expected), default=None)
            if pause is not None and abs(pause - expected) <= near:
                passed = bisect.bisect_right(pauses, pause, lo=passed)
                expected = pause
            at = expected
            self._known.append((end, at))
        self._known.append((ends[-1], sentence.end))

    def at(self, position: int) -> float:
        """Return the second at which the character after the first `position` ones (blanks not counted) begins."""
        place = max(1, bisect.bisect_left(self._known, position, key=lambda known: known[0]))
        if place == len(self._known):
            return self._known[-1][1]
        (before, start), (after, end) = self._known[place - 1 : place + 1]
        if position == after:  # what is computed may be the last bit beside it
            return end
        return min(end, start + (end - start) * (position - before) / ((after - before) or 1))


def _clauses(text: str) -> list[str]:
    """Return the text without blanks, cut after each mark."""
    text = "".join(text.split())
    cut = [0, *(match.end() for match in _CLAUSE_END.finditer(text))]
    cut += [len(text)] if cut[-1] < len(text) else []
    return [text[start:end] for start, end in itertools.pairwise(cut)]


def _letters(clause: str) -> int:
    return sum(map(str.isalnum, clause))
