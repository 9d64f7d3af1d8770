"""The warnings that a change of a draft would bring, known while its words are still written; nothing is saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.editing import draft_words, programme_draft
from service.editing.programme_check import Finding
from service.editing.programme_draft import Change, ProgrammeDraft, Verb
from service.model import Script
from service.pipeline.draft_desk import DraftDesk, DraftWarning
from service.pipeline.draft_versions import DraftVersion


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """What is to be checked in a change."""

    version: DraftVersion
    """That it would be made on."""
    script: Script
    """As the change would make it: the warnings name its segments."""
    warnings: tuple[DraftWarning, ...]
    """Of the words that were written, and those that the change brings anywhere else."""


def check(desk: DraftDesk, change: Change, on: DraftVersion) -> DraftCheck:
    """Return what a change of that version would bring. Raise UsageError where it cannot be made."""
    new, _ = desk.made(change, on)
    found = desk.warnings(new)
    own = [each for each in found if change.verb is Verb.SAY and _is_of(each, change.target, on.draft, new)]
    others = [each for each in found if each not in own]
    if others:
        before = {*_signs(on.draft.script, desk.warnings(on.draft))}
        signs = _signs(new.script, others)
        others = [each for each, sign in zip(others, signs, strict=True) if sign not in before]
    return DraftCheck(on, new.script, (*own, *others))


def _is_of(warning: DraftWarning, target: str, before: ProgrammeDraft, after: ProgrammeDraft) -> bool:
    """Return whether a warning is of the words that were written for that target: of one or more sentences."""
    part, number = programme_draft.parsed(target.removesuffix(draft_words.TITLE))
    index, _ = programme_draft.part_at(before, part)
    if warning.finding.segment != index or index >= len(after.script.segments):
        return False
    if not number:
        return warning.is_of_title
    more = len(after.script.segments[index].utterances) - len(before.script.segments[index].utterances)
    return number - 1 <= warning.sentence <= number - 1 + more


def _signs(script: Script, warnings: Sequence[DraftWarning]) -> Iterator[tuple[str, Finding]]:
    """Yield what each warning is known by, wherever its segment stands in the programme."""
    for each in warnings:
        segment = script.segments[each.finding.segment]
        yield f"{segment.kind} {segment.origin} {segment.title}", replace(each.finding, segment=0)
