"""A told sentence as the utterances of an anchor: in the parts that an ear can follow, none over 100 characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from service.editing.summary import spoken_sentences
from service.model import DayWord, Utterance


def utterances(text: str, source: str, days: tuple[DayWord, ...] = (), writer: str = "") -> tuple[Utterance, ...]:
    """Return the sentence as one utterance, or as those that it is parted into; what is still too long, as runs."""
    parts = [_runs(part) for part in spoken_sentences.parts(text)]
    pauses = [pause for runs in parts for pause in (*[0.2] * (len(runs) - 1), 0.35)]
    runs = [run for each in parts for run in each]
    own = _shared_out(days, runs)
    return tuple(
        Utterance(run, source=source, pause=pause, days=its, writer=writer)
        for run, pause, its in zip(runs, pauses, own, strict=True)
    )


def _runs(text: str) -> list[str]:
    """Return the text as runs of at most 100 characters, cut at the strongest marks that there are."""
    longest = spoken_sentences.LONGEST_OF_ALL
    if len(text) <= longest:
        return [text]
    cuts = [re.split(f"(?<=[{marks}])", text) for marks in ("；", "；，：", "；，：、")]
    clauses = next((each for each in cuts if max(map(len, each)) <= longest), cuts[-1])
    runs = [""]
    for clause in clauses:
        if runs[-1] and len(runs[-1]) + len(clause) > longest:
            runs.append("")
        runs[-1] += clause
    return runs


def _shared_out(days: Sequence[DayWord], runs: Sequence[str]) -> list[tuple[DayWord, ...]]:
    """Return the day words of each run, in their order; one that is left out belongs to the run of the one before."""
    own: list[list[DayWord]] = [[] for _ in runs]
    at = 0
    for day in days:
        at = next((place for place in range(at, len(runs)) if day.became in runs[place]), at)
        own[at].append(day)
    return list(map(tuple, own))
