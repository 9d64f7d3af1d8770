"""What fails the check on a programme leaves it: the sentence, or its story where it is the first.

What an editor wrote is never changed: it is his to mend, and he is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.core.messages import _
from service.editing.allocation import Option
from service.editing.programme_check import Finding
from service.editing.story_options import StoryOptions
from service.model import CheckFinding, Segment, Story

SENTENCE_OUT, STORY_OUT, KEPT = _("its sentence was left out"), _("its story was left out"), "kept"


@dataclass(frozen=True, slots=True)
class Cut:
    """What is taken out of a programme."""

    story: tuple[str, str]
    """Source and headline of its article."""
    sentence: str
    """A sentence of the article; empty: all of the story."""


def cuts(
    stories: Sequence[StoryOptions], segments: Sequence[Segment], findings: Sequence[Finding]
) -> tuple[tuple[Cut, ...], tuple[CheckFinding, ...]]:
    """Return what must leave the programme for these findings, and what is done about each."""
    known = {key(each.story): each for each in stories}
    found: list[Cut] = []
    done: list[CheckFinding] = []
    for each in findings:
        segment = segments[each.segment]
        told = known.get((segment.origin, segment.title))
        deed = KEPT
        if told:
            goes = not each.source or not _can_spare(told, each.source)
            found.append(Cut(key(told.story), "" if goes else each.source))
            deed = STORY_OUT if goes else SENTENCE_OUT
        done.append(_finding(segment, each, deed))
    return tuple(dict.fromkeys(found)), tuple(done)


def without(stories: Sequence[StoryOptions], cut: Sequence[Cut]) -> tuple[StoryOptions, ...]:
    """Return the stories without the sentences that are cut."""
    out: dict[tuple[str, str], set[str]] = {}
    for each in cut:
        out.setdefault(each.story, set()).add(each.sentence)
    return tuple(_shortened(each, out.get(key(each.story), set())) for each in stories)


def key(story: Story) -> tuple[str, str]:
    """Return what its segments know a story by: source and headline of its article."""
    return story.lead.source, story.lead.title


def kept(segments: Sequence[Segment], findings: Sequence[Finding]) -> tuple[CheckFinding, ...]:
    """Return what was found in a programme that is not changed."""
    return tuple(_finding(segments[each.segment], each, KEPT) for each in findings)


def _finding(segment: Segment, found: Finding, deed: str) -> CheckFinding:
    told_as = segment.heading if segment.heading != segment.title else ""
    return CheckFinding(segment.title, found.words, found.fault, deed, told_as)


def _can_spare(story: StoryOptions, source: str) -> bool:
    """Return whether an item can be told without a sentence: it is told, no headline, and not of its shortest telling.

    What that holds says the news together: of a rumour and its denial neither is told alone.
    """
    shortest, *_, longest = (story.options[0], story.options[-1])
    return all(each.source != source for each in shortest.utterances) and any(
        each.source == source for each in longest.utterances
    )


def _shortened(story: StoryOptions, out: set[str]) -> StoryOptions:
    """Return the story without these sentences, and without the options that are the same then."""
    options: list[Option] = []
    for option in story.options:
        left = tuple(each for each in option.utterances if each.source not in out)
        if not options or left != options[-1].utterances:
            options.append(replace(option, utterances=left))
    return replace(story, options=tuple(options)) if out else story
