"""The programme that is fitted to its length once what fails the check is out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.core.messages import _
from service.editing import programme_check, programme_correction
from service.editing.programme_correction import KEPT, Cut, key
from service.editing.story_options import StoryOptions
from service.model import Article, CheckFinding, Skipped, Story
from service.pipeline.length import FittedScript

MOST_ROUNDS = 12
"""How often a programme is chosen at the most: each round takes something out, and other sentences come in."""

Tell = Callable[[Sequence[Story]], Sequence[StoryOptions]]
Fit = Callable[[Sequence[StoryOptions]], FittedScript]


def fit(
    tell: Tell, fit_to_length: Fit, stories: Sequence[Story], articles: Mapping[tuple[str, str], Article]
) -> FittedScript:
    """Return the programme that `fit_to_length` makes of what `tell` tells, without what fails the check.

    Stories are told anew where one is left out, as their words ahead depend on their place. What is still found after
    the last round, or could only go with the last story, is in the programme and in its checks.
    """
    options = tell(stories)
    cut: list[Cut] = []
    found: list[CheckFinding] = []
    told = {key(each.story) for each in options}
    skipped = [
        Skipped(each.lead.title, _("no sentence of it can be told by itself"))
        for each in stories
        if key(each) not in told
    ]
    for rounds_left in range(MOST_ROUNDS - 1, -1, -1):
        fitted = fit_to_length(programme_correction.without(options, cut))
        findings = programme_check.check(fitted.segments, articles)
        fresh, done = programme_correction.cuts(options, fitted.segments, findings)
        if fresh:  # a story with one fault is looked at whole, so that the next round does not tell its next one
            faulty = [each for each in options if key(each.story) in {one.story for one in fresh}]
            whole = [each.segment(len(each.options) - 1) for each in programme_correction.without(faulty, cut)]
            more, also = programme_correction.cuts(options, whole, programme_check.check(whole, articles))
            fresh, done = tuple(dict.fromkeys((*fresh, *more))), tuple(dict.fromkeys((*done, *also)))
        gone = {each.story for each in fresh if not each.sentence}
        left = [each.story for each in options if key(each.story) not in gone]
        if not fresh or not left or not rounds_left:
            break
        found += [each for each in done if each.done != KEPT]
        skipped += [_skipped(each.story, done) for each in options if key(each.story) in gone]
        cut += fresh
        options = tell(left) if gone else options
    kept = programme_correction.kept(fitted.segments, findings)
    return replace(fitted, checks=(*found, *kept), left_out=(*skipped, *fitted.left_out))


def _skipped(story: Story, done: Sequence[CheckFinding]) -> Skipped:
    title = story.lead.title
    why = next((f"“{each.words}”: {each.fault}" for each in done if each.title == title), "")
    return Skipped(title, _("its first sentence fails the check: {why}", why=why))
