"""Which sentences of an article are told only behind others of it, or only with a later one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from service.editing import antecedents, contrasts, ended_dangers, introductions, passed_drafts, rebuttals, replies
from service.editing.summary.body_text import Body


@dataclass(frozen=True, slots=True)
class Ties:
    """What the sentences of one article need of one another, by their places in it."""

    behind: Mapping[int, frozenset[int]]
    """Sentences ahead without which one is not told: what it means, what it answers, what it denies."""
    named: frozenset[int]
    """Those that begin with 该局 of a body that one of those sentences names."""
    denied_by: Mapping[int, int]
    """The sentence that denies a claim, by the claim; also that by which a danger ends, or a draft is passed.

    Neither of the two is told alone."""
    answered: frozenset[int]
    """Questions of somebody with an answer behind them, which they are told with."""


def between(body: Body, tellable: Collection[int]) -> Ties:
    """Return what the sentences need of one another; `tellable`: those of which something can be told."""
    lines = [line.text for line in body.lines]
    numbered = [(line.text, line.paragraph) for line in body.lines]
    meant, answers, denied = antecedents.needed(lines), replies.answered(numbered, tellable), rebuttals.find(numbered)
    named = {
        at: ahead for at, line in enumerate(lines) if (ahead := antecedents.named_before(line, lines[:at])) is not None
    }
    claims = {each.denial: each.claim for each in denied if not each.stands}
    denials = (
        passed_drafts.passings(lines) | ended_dangers.endings(numbered) | {each.claim: each.denial for each in denied}
    )
    known = [named | meant, answers, claims, introductions.needed(lines), contrasts.needed(lines)]
    if rumour := rebuttals.rumour(numbered):
        denials |= dict.fromkeys(range(rumour.denial), rumour.denial)
        known += [{rumour.denial: rumour.claim}, dict.fromkeys(range(rumour.denial + 1, len(lines)), rumour.denial)]
    return Ties(
        {at: frozenset(ahead[at] for ahead in known if at in ahead) for at in range(len(lines))},
        frozenset(named),
        denials,
        frozenset(at for at in answers.values() if replies.is_question(lines[at])),
    )
