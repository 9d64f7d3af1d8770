"""Meet the asked-for length to the sample: choose, speak, measure, choose again, share out what is left.

The programme is planned by prediction, and what was planned is aired wherever the gaps can make up for what the voices
do: a dry run shows it. The voices speak in two rounds. The first speaks what is sure to be aired: of the plan, four
fifths of the time as predicted, so that a voice a fifth slower than expected still wastes nothing. Its measured pace
tells whether the plan holds; where it does not, the second round fills the time anew, and a little more where the gaps
could not make up for an error. Then the best choice among what has been spoken, by measured durations, is aired. The
seconds that are left are shared out over the gaps.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.core.messages import _
from service.editing import allocation, own_items, running_order, wording
from service.editing.allocation import LEFT_OUT
from service.editing.own_items import PlacedItem
from service.editing.story_options import StoryOptions
from service.errors import TingbaoError
from service.model import SAMPLE_RATE, CheckFinding, Clip, Kind, Segment, Skipped, Take
from service.pipeline.speech_ledger import Speak, SpeechLedger

SLACK = 0.3
"""Seconds by which a gap that is planned stays clear of the shortest and the longest, for what the voice may do."""
GIVE = 0.5
"""Seconds by which all gaps of a script together may be shorter or longer than sounds natural, to meet the length."""
FIRST_ROUND = 0.8
"""The share of the time that the first round fills, as predicted."""
PACE_ERROR = 1 / 6
"""The share by which the second round may fall short of its prediction, by a voice that has become a fifth faster:
what gaps cannot make up is in reserve."""
CORRECTIONS = 3
"""How often it is chosen, where what is told has other words around it than was thought: one brief is not announced,
and a story that has become the first begins otherwise."""
ROUNDS_ANEW = 3
"""How often more is spoken, where the time cannot be filled around what was spoken first."""


@dataclass(frozen=True, slots=True)
class FixedSegments:
    """The segments around the stories."""

    opening: tuple[Segment, ...]
    """Opening and headlines."""
    briefs: Segment
    """What leads to the briefs, if there are any."""
    closing: Segment
    promised: frozenset[int]
    """The ranks of the stories that the headlines have promised: these are stories, no briefs."""
    stinger: float = 0.0
    """Seconds of the sound that is heard before the briefs, where there are any."""
    own: tuple[PlacedItem, ...] = ()
    """The show's own items."""
    fewer: FixedSegments | None = None
    """The same with one headline less, for when not all fit that are promised; None: there is no headline."""

    def around(self, *briefs: Segment) -> tuple[Segment, ...]:
        """Return what is said beside the stories; `briefs`: what leads to the briefs, if anything."""
        return (*self.opening, *(each.segment for each in self.own), *briefs, self.closing)

    def with_ever_fewer_headlines(self) -> Iterator[FixedSegments]:
        """Yield this, and the same with each time one headline less, down to none."""
        each: FixedSegments | None = self
        while each:
            yield each
            each = each.fewer


@dataclass(frozen=True, slots=True)
class FittedScript:
    """The programme's segments with their final pauses, and the clip of each utterance."""

    segments: tuple[Segment, ...]
    clips: tuple[Clip, ...]
    short: bool
    """True when the material does not fill the time."""
    spoken_characters: int
    """Characters synthesized in all; those aired are in the segments."""
    left_out: tuple[Skipped, ...] = ()
    keys: tuple[str, ...] = ()
    """Of every clip that the choice was made from, aired or not: what it takes to make the same again."""
    expected: Mapping[str, float] = field(default_factory=dict)
    """The pace that was expected of each voice, characters a second."""
    measured: Mapping[str, float] = field(default_factory=dict)
    """The pace that each voice had."""
    speech: tuple[float, ...] = ()
    """Seconds of each segment as predicted, its last pause aside; empty once they are spoken."""
    checks: tuple[CheckFinding, ...] = ()
    """What the check on the finished programme found, and what was done about it."""
    takes: tuple[Take, ...] = ()
    """The clips aired that did not sound right at first."""
    stories: tuple[StoryOptions, ...] = ()
    """What it was chosen from, by rank; empty for a finished script."""


def fixed_segments(
    show: str,
    date: dt.date,
    stories: Sequence[StoryOptions],
    voices: Sequence[str],
    length: float,
    stinger: float = 0.0,
    style: wording.Style | None = None,
    own: Sequence[PlacedItem] = (),
) -> FixedSegments:
    """Return the opening, the headlines and the close of a programme of that length; the voices share them.

    `own`: the items of the show's own that it has.
    """
    style = style or wording.Style()
    first, last = voices[0], voices[-1]
    opening = Segment(Kind.OPENING, first, wording.opening(show, date, length, style), title="开场")
    briefs = Segment(Kind.BRIEF, last, (wording.briefs(date, style),))
    closing = Segment(Kind.CLOSING, last, wording.closing(show, date, style), title="结束语")
    found = FixedSegments((opening,), briefs, closing, frozenset(), stinger, tuple(own))
    announcements = [each.announced for each in stories]
    ranks = wording.worth_announcing(announcements, wording.headline_count(length))
    for count in range(1, len(ranks) + 1):
        headlines = wording.contents([announcements[each] for each in ranks[:count]], date, style)
        announced = (Segment(Kind.HEADLINES, last, headlines, title="内容提要"),) if headlines else ()
        found = replace(found, opening=(opening, *announced), promised=frozenset(ranks[:count]), fewer=found)
    return found


def news_at(segments: Sequence[Segment]) -> int | None:
    """Return the index of the segment that the sound of the news precedes: the first behind opening and headlines."""
    return next((i for i, each in enumerate(segments) if each.kind not in (Kind.OPENING, Kind.HEADLINES)), None)


def stinger_at(segments: Sequence[Segment]) -> int | None:
    """Return the index of the segment that the stinger precedes: the first of the briefs; None without briefs."""
    return next((index for index, segment in enumerate(segments) if segment.kind is Kind.BRIEF), None)


def fit_length(
    stories: Sequence[StoryOptions], fixed: FixedSegments, seconds: float, speak: Speak, paces: Mapping[str, float]
) -> FittedScript:
    """Choose and speak the programme that fills `seconds` (the length less the jingles) best.

    `paces` is what to expect of each voice before it has spoken, in characters a second. `speak` is called twice, and
    where that does not fill the time, again: then what has been spoken may be left out. Raise TingbaoError
    when not even the shortest story fits.
    """
    ledger = SpeechLedger(speak, paces)
    planned = _selection(stories, fixed, seconds, ledger) or _any_story(stories, fixed, seconds, ledger)
    sure = _selection(stories, planned.fixed, seconds * FIRST_ROUND, ledger, at_most=planned) or planned
    ledger.record([*sure.segments(stories), fixed.briefs])
    # All that was spoken is aired; anew without that where the time cannot be filled around it.
    for least in (sure, *[None] * ROUNDS_ANEW):
        wanted = planned
        if not planned.fits(stories, seconds, ledger):
            if least:
                wanted = _selection(stories, fixed, seconds, ledger, at_least=least) or least
            else:
                wanted = _planned(stories, fixed, seconds, ledger)
        segments = wanted.segments(stories)
        news = sum(ledger.unspoken(segment) for segment in segments)
        elastic = (allocation.LONGEST_GAP - allocation.NATURAL_GAP) * (len(segments) - 1)
        if (reserve := PACE_ERROR * news - elastic) > 0:
            wanted = _selection(stories, fixed, seconds + reserve, ledger, at_least=wanted) or wanted
        ledger.record(wanted.segments(stories))
        aired = planned if ledger.has_spoken(*planned.segments(stories)) else None
        if aired is None or not aired.fits(stories, seconds, ledger):
            aired = _selection(stories, fixed, seconds, ledger, spoken_only=True)
            aired = aired or _lone_brief(stories, fixed, seconds, ledger, spoken_only=True)
            if wanted.fits(stories, seconds, ledger) and not (aired and aired.fits(stories, seconds, ledger)):
                aired = wanted
        if aired is None:
            continue
        segments = aired.segments(stories)
        if not ledger.has_spoken(*segments):  # other words lead to what has become the first story
            ledger.record(segments)
        timed, short = share_out(segments, [ledger.seconds(s) for s in segments], seconds, fixed.stinger)
        if aired.fits(stories, seconds, ledger):
            break
    if aired is None:
        raise _nothing_fits(stories, fixed, seconds, ledger)
    clips, characters, keys = ledger.clips_of(segments), ledger.characters, ledger.keys
    measured = {voice: ledger.pace(voice) for voice in paces}
    left_out = _left_out(stories, aired)
    return FittedScript(timed, clips, short, characters, left_out, keys, dict(paces), measured, stories=tuple(stories))


@dataclass(frozen=True, slots=True)
class _Selection:
    """What of the stories is told, and what stands around it."""

    fixed: FixedSegments
    options: tuple[int, ...]
    """Each story's option, by rank; -1: left out."""

    def segments(self, stories: Sequence[StoryOptions]) -> tuple[Segment, ...]:
        """Return the programme in order of airing: the stories, anchors taking turns, the briefs, a light story."""
        told = [(each, i, each.segment(i)) for each, i in zip(stories, self.options, strict=True) if i >= 0]
        full, briefs, end = running_order.arrange([(segment, each.ending, each.block) for each, __, segment in told])
        for each, option, segment in told:
            if full and segment is full[0] and each is not stories[0]:
                full = (each.segment(option, leads=True), *full[1:])
        block = (self.fixed.briefs, *briefs) if len(briefs) > 1 else briefs  # one needs no announcement
        items = own_items.among((*full, *block, *end), self.fixed.own)
        forecasts = [segment for each, __, segment in told if each.is_forecast and segment is not items[-1]]
        items = tuple(wording.ahead_of_more(each) if each in forecasts else each for each in items)
        return (*self.fixed.opening, *items, self.fixed.closing)

    def seconds(self, stories: Sequence[StoryOptions], ledger: SpeechLedger) -> float:
        """Return the seconds of its speech."""
        return sum(map(ledger.seconds, self.segments(stories)))

    def fits(self, stories: Sequence[StoryOptions], seconds: float, ledger: SpeechLedger, give: float = 0.0) -> bool:
        """Return whether its gaps would sound natural, all together give or take so many seconds."""
        segments = self.segments(stories)
        left = seconds - self.seconds(stories, ledger) - wording.CLOSING_PAUSE
        stinger = self.fixed.stinger if stinger_at(segments) is not None else 0.0
        gaps = len(segments) - 1
        return allocation.SHORTEST_GAP * gaps - give <= left - stinger <= allocation.LONGEST_GAP * gaps + give


def _left_out(stories: Sequence[StoryOptions], chosen: _Selection) -> tuple[Skipped, ...]:
    return tuple(
        Skipped(each.story.lead.title, _("no room: rank {rank} of {count}", rank=rank, count=len(stories)))
        for rank, (each, option) in enumerate(zip(stories, chosen.options, strict=True), 1)
        if option < 0
    )


def _planned(stories: Sequence[StoryOptions], fixed: FixedSegments, seconds: float, ledger: SpeechLedger) -> _Selection:
    """Return the choice by prediction; where none fills the time with gaps clear of their limits, one that nearly does.

    What a voice says of it may not fill the time either, and nothing is chosen anew when a script is spoken.
    """
    chosen = _selection(stories, fixed, seconds, ledger)
    if chosen is None:
        return _any_story(stories, fixed, seconds, ledger)
    for slack in () if chosen.fits(stories, seconds, ledger) else (0.0, -GIVE):
        found = _selection(stories, fixed, seconds, ledger, slack=slack)
        if found and found.fits(stories, seconds, ledger, GIVE):
            return found
    return chosen


def _any_story(
    stories: Sequence[StoryOptions], fixed: FixedSegments, seconds: float, ledger: SpeechLedger
) -> _Selection:
    """Choose when the time is very short, with gaps of any length; raise TingbaoError where no story fits."""
    chosen = _selection(stories, fixed, seconds, ledger, slack=0.0) or _lone_brief(stories, fixed, seconds, ledger)
    if chosen is None:
        raise _nothing_fits(stories, fixed, seconds, ledger)
    return chosen


def _nothing_fits(
    stories: Sequence[StoryOptions], fixed: FixedSegments, seconds: float, ledger: SpeechLedger
) -> TingbaoError:
    missing = math.ceil(_shortest_programme(stories, fixed, ledger) - seconds)
    return TingbaoError(
        _(
            "No story fits beside the opening and the close, not even the shortest: ask for {value} s more.",
            value=max(1, missing),
        )
    )


def _lone_brief(
    stories: Sequence[StoryOptions],
    fixed: FixedSegments,
    seconds: float,
    ledger: SpeechLedger,
    spoken_only: bool = False,
) -> _Selection | None:
    """Return the first story whose one sentence fills the time between the opening and the close, if there is one."""
    *__, bare = fixed.with_ever_fewer_headlines()
    for rank, each in enumerate(stories):
        alone = _Selection(bare, tuple(0 if i == rank else -1 for i in range(len(stories))))
        spoken = not spoken_only or ledger.has_spoken(*alone.segments(stories))
        if each.may_be_told(0) and spoken and alone.fits(stories, seconds, ledger):
            return alone
    return None


def _shortest_programme(stories: Sequence[StoryOptions], fixed: FixedSegments, ledger: SpeechLedger) -> float:
    """Return the seconds of a programme that tells one story as briefly as can be, without headlines."""
    found = []
    *__, bare = fixed.with_ever_fewer_headlines()
    around = bare.around()
    for option in (0, 1):
        fit = (each for each in stories if each.may_be_told(option))
        told = [each.segment(option) for each in fit if option < len(each.options)]
        speech = sum(map(ledger.seconds, around)) + min(map(ledger.seconds, told), default=math.inf)
        found.append(speech + allocation.SHORTEST_GAP * len(around) + (0.0 if option else fixed.stinger))
    return min(found) + wording.CLOSING_PAUSE


def predict(
    stories: Sequence[StoryOptions], fixed: FixedSegments, seconds: float, paces: Mapping[str, float]
) -> FittedScript:
    """Return the programme as it would be by prediction alone: nothing is spoken, there are no clips."""
    ledger = SpeechLedger(lambda lines: (), paces)
    chosen = _planned(stories, fixed, seconds, ledger)
    segments = chosen.segments(stories)
    speech = tuple(map(ledger.seconds, segments))
    timed, short = share_out(segments, speech, seconds, fixed.stinger, GIVE)
    return FittedScript(timed, (), short, 0, _left_out(stories, chosen), speech=speech, stories=tuple(stories))


def share_out(
    segments: Sequence[Segment], spoken: Sequence[float], seconds: float, stinger: float, give: float = 0.0
) -> tuple[tuple[Segment, ...], bool]:
    """Return the segments with the time that speech and stinger leave shared out over the gaps, in whole samples.

    The gaps stay between the shortest and the longest that sound natural, give or take `give` in all; when that cannot
    fill the time, they are natural ones and the second value is True. A finished script that is too long overruns.
    """
    gaps = len(segments) - 1
    if stinger_at(segments) is not None:
        seconds -= stinger
    left = round((seconds - sum(spoken) - wording.CLOSING_PAUSE) * SAMPLE_RATE)
    lowest = round((allocation.SHORTEST_GAP * gaps - give) * SAMPLE_RATE)
    highest = round((allocation.LONGEST_GAP * gaps + give) * SAMPLE_RATE)
    short = left > highest
    if not lowest <= left <= highest:
        left = round(allocation.NATURAL_GAP * SAMPLE_RATE) * gaps
    timed = []
    for i, segment in enumerate(segments):
        share = (left * (i + 1) // gaps - left * i // gaps) / SAMPLE_RATE if i < gaps else wording.CLOSING_PAUSE
        last = replace(segment.utterances[-1], pause=share)
        timed.append(replace(segment, utterances=(*segment.utterances[:-1], last)))
    return tuple(timed), short


def _selection(
    stories: Sequence[StoryOptions],
    fixed: FixedSegments,
    seconds: float,
    ledger: SpeechLedger,
    at_least: _Selection | None = None,
    at_most: _Selection | None = None,
    spoken_only: bool = False,
    slack: float = SLACK,
) -> _Selection | None:
    """Choose what is told, with as many headlines as can be kept: what one promises is told. None when nothing fits."""
    for each in fixed.with_ever_fewer_headlines():
        if spoken_only and not ledger.has_spoken(*each.opening):
            continue
        bounds = [
            range(
                at_least.options[i] if at_least else -1, (at_most.options[i] if at_most else len(story.options) - 1) + 1
            )
            for i, story in enumerate(stories)
        ]
        if options := _best_options(stories, each, seconds, ledger, bounds, spoken_only, slack):
            return _Selection(each, options)
    return None


def _best_options(
    stories: Sequence[StoryOptions],
    fixed: FixedSegments,
    seconds: float,
    ledger: SpeechLedger,
    bounds: Sequence[range],
    spoken_only: bool,
    slack: float,
) -> tuple[int, ...] | None:
    """Return each story's option, -1 for left out; with briefs or without, as is worth more. None when none fits.

    No story's option is outside its `bounds`; with `spoken_only` only options that have been spoken count. The gaps
    stay clear of the shortest and the longest by `slack` seconds, for what the voice may do.
    """
    found = []
    for briefs in ((fixed.briefs,), ()):
        around = fixed.around(*briefs)
        time = seconds - sum(ledger.seconds(segment) for segment in around) - wording.CLOSING_PAUSE
        time -= fixed.stinger if briefs else 0.0
        allowed = [
            [
                i
                for i in bounds[rank]
                if (not each.is_brief(i) or (briefs and each.may_be_told(i)))
                and (rank not in fixed.promised or i == len(each.options) - 1 or i > 0)
                and (i == -1 or not spoken_only or _has_told(ledger, each, i))
            ]
            for rank, each in enumerate(stories)
        ]
        menus = [
            [LEFT_OUT if i < 0 else replace(each.options[i], seconds=ledger.seconds(each.segment(i))) for i in indexes]
            for each, indexes in zip(stories, allowed, strict=True)
        ]
        slack = 0.0 if spoken_only else slack
        gap, longest = allocation.SHORTEST_GAP + slack, allocation.LONGEST_GAP - slack
        for __ in range(CORRECTIONS):
            chosen = allocation.choose(menus, time, len(around) - 1, gap, longest)
            if chosen is None:
                break
            told = [menu[i] for menu, i in zip(menus, chosen, strict=True)]
            picked = tuple(indexes[i] for indexes, i in zip(allowed, chosen, strict=True))
            told_briefly = any(each.is_brief(i) for each, i in zip(stories, picked, strict=True))
            if bool(briefs) != told_briefly or max(picked) < 0:
                break
            selection = _Selection(fixed, picked)
            found.append((selection.fits(stories, seconds, ledger), sum(each.worth for each in told), picked))
            if found[-1][0]:
                break
            planned = sum(each.seconds for each in told) + sum(map(ledger.seconds, around))
            time += planned - selection.seconds(stories, ledger)
    return max(found)[2] if found else None


def _has_told(ledger: SpeechLedger, story: StoryOptions, option: int) -> bool:
    """Return whether it has been spoken with that option, by whatever words led to it."""
    return any(ledger.has_spoken(story.segment(option, leads=leads)) for leads in (False, True))
