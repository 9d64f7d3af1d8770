"""The asked-for length, met to the sample: choose, speak, measure, choose again, share out what is left.

The voices are asked twice. The first round speaks what is sure to be aired (four fifths of the time as predicted, so
that a voice a fifth slower than thought still wastes nothing); its measured pace corrects the prediction for the
second, which fills the time, and a little more where the gaps could not make up for an error. Then the best choice
among what has been spoken, by real durations, is aired, and the seconds that are left are shared out over the gaps
between the items.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.editing import allocation, running_order, wording
from service.editing import duration_estimate as pace
from service.editing.allocation import LEFT_OUT, Depth
from service.editing.story_options import StoryOptions
from service.errors import TingbaoError
from service.model import SAMPLE_RATE, Clip, Kind, Segment, Skipped, Utterance

SLACK = 0.3
"""Seconds by which a gap that is planned stays clear of the shortest and the longest, for what the voice may do."""
FIRST_ROUND = 0.8
"""The share of the time that the first round fills, as predicted."""
PACE_ERROR = 1 / 6
"""The share by which the second round may fall short of its prediction, by a voice that has become a fifth faster:
what gaps cannot make up is in reserve."""

Line = tuple[str, Utterance]
"""A voice's name and what it says."""
Speak = Callable[[Sequence[Line]], Sequence[Clip]]


@dataclass(frozen=True, slots=True)
class FixedSegments:
    """The segments that are there in any case."""

    opening: tuple[Segment, ...]
    """Opening and headlines."""
    briefs: Segment
    """What leads to the briefs, if there are any."""
    closing: Segment
    promised: int
    """How many of the first tellings the headlines have promised: these are stories, no briefs."""
    stinger: float = 0.0
    """Seconds of the sound that is heard before the briefs, where there are any."""


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


@dataclass
class _SpeechLedger:
    """What has been spoken so far, and how long what has not will take."""

    speak: Speak
    paces: Mapping[str, float]
    clips: dict[tuple[str, str], Clip] = field(default_factory=dict)
    measured: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Characters and seconds that each voice has spoken."""

    def record(self, segments: Iterable[Segment]) -> None:
        """Has everything spoken that has not been yet."""
        lines = {(s.voice, u.written): (s.voice, u) for s in segments for u in s.utterances}
        missing = {key: line for key, line in lines.items() if key not in self.clips}
        for (voice, written), clip in zip(missing, self.speak(list(missing.values())), strict=True):
            self.clips[voice, written] = clip
            spoken, seconds = self.measured.get(voice, (0.0, 0.0))
            self.measured[voice] = (spoken + pace.weight(written), seconds + clip.seconds)

    def pace(self, voice: str) -> float:
        """Characters a second: measured once the voice has spoken."""
        spoken, seconds = self.measured.get(voice, (0.0, 0.0))
        return spoken / seconds if seconds else self.paces[voice]

    def seconds(self, segment: Segment) -> float:
        """Speech and the pauses inside: the last pause is the gap's."""
        tempo = self.pace(segment.voice)
        total = -segment.utterances[-1].pause
        for utterance in segment.utterances:
            clip = self.clips.get((segment.voice, utterance.written))
            total += utterance.pause + (clip.seconds if clip else pace.weight(utterance.written) / tempo)
        return total

    def unspoken(self, segment: Segment) -> float:
        """The seconds of speech that are predicted, not measured."""
        texts = [u.written for u in segment.utterances if (segment.voice, u.written) not in self.clips]
        return sum(map(pace.weight, texts)) / self.pace(segment.voice)

    def knows(self, segment: Segment) -> bool:
        return all((segment.voice, utterance.written) in self.clips for utterance in segment.utterances)


def frame(
    show: str,
    date: dt.date,
    tellings: Sequence[StoryOptions],
    voices: Sequence[str],
    length: float,
    stinger: float = 0.0,
    style: wording.Style | None = None,
) -> FixedSegments:
    """Opening, headlines and close of a programme of that length; the anchors share them."""
    style = style or wording.Style()
    first, last = voices[0], voices[-1]
    promised = min(wording.headline_count(length), len(tellings))
    opening = [Segment(Kind.OPENING, first, wording.opening(show, date, length, style), title="开场")]
    if headlines := wording.contents([each.headline for each in tellings[:promised]], date, style):
        opening.append(Segment(Kind.HEADLINES, last, headlines, title="内容提要"))
    briefs = Segment(Kind.BRIEF, last, (wording.briefs(date, style),))
    closing = Segment(Kind.CLOSING, last, wording.closing(show, date, style), title="结束语")
    return FixedSegments(tuple(opening), briefs, closing, promised, stinger)


def stinger_at(segments: Sequence[Segment]) -> int | None:
    """The place of the segment that the stinger is heard before: the first of the briefs; None without briefs."""
    return next((place for place, segment in enumerate(segments) if segment.kind is Kind.BRIEF), None)


def fit_length(
    tellings: Sequence[StoryOptions], frame: FixedSegments, seconds: float, speak: Speak, paces: Mapping[str, float]
) -> FittedScript:
    """The programme that fills `seconds` (the length less the chimes) best.

    `paces` is what to expect of each voice before it has spoken, characters a second. `speak` is called twice,
    and once more, free to leave out what has been spoken, where the time is not filled then. Raises TingbaoError when
    not even the shortest telling fits.
    """
    desk = _SpeechLedger(speak, paces)
    sure = _choose(tellings, frame, seconds * FIRST_ROUND, desk) or _least(tellings, frame, seconds, desk)
    desk.record([*_segments(tellings, sure, frame), frame.briefs])
    # All that was spoken is aired; once more without that where the time cannot be filled around it.
    for least in (sure, None):
        wanted = _choose(tellings, frame, seconds, desk, at_least=least) or sure
        segments = _segments(tellings, wanted, frame)
        news = sum(desk.unspoken(segment) for segment in segments)
        elastic = (allocation.LONGEST_GAP - allocation.NATURAL_GAP) * (len(segments) - 1)
        if (reserve := PACE_ERROR * news - elastic) > 0:
            wanted = _choose(tellings, frame, seconds + reserve, desk, at_least=wanted) or wanted
        desk.record(_segments(tellings, wanted, frame))
        best = _choose(tellings, frame, seconds, desk, known=True)
        aired = best or _least(tellings, frame, seconds, desk, known=True)
        segments = _segments(tellings, aired, frame)
        timed, short = spread(segments, [desk.seconds(s) for s in segments], seconds, frame.stinger)
        if not short:
            break
    clips = tuple(desk.clips[s.voice, u.written] for s in segments for u in s.utterances)
    spoken_characters = sum(len(written) for _, written in desk.clips)
    keys = tuple(clip.key for clip in desk.clips.values())
    measured = {voice: desk.pace(voice) for voice in paces}
    return FittedScript(timed, clips, short, spoken_characters, _left_out(tellings, aired), keys, dict(paces), measured)


def _left_out(tellings: Sequence[StoryOptions], levels: Sequence[int]) -> tuple[Skipped, ...]:
    return tuple(
        Skipped(each.story.lead.title, f"no room: rank {place} of {len(tellings)}")
        for place, (each, level) in enumerate(zip(tellings, levels, strict=True), 1)
        if level < 0
    )


def _least(
    tellings: Sequence[StoryOptions], frame: FixedSegments, seconds: float, desk: _SpeechLedger, known: bool = False
) -> tuple[int, ...]:
    """The choice when the time is too short for what the headlines promise: any one story, or an error."""
    chosen = _choose(tellings, replace(frame, promised=0), seconds, desk, known=known, slack=0.0)
    if chosen is None:
        missing = math.ceil(_shortest(tellings, frame, desk) - seconds)
        raise TingbaoError(
            f"No story fits beside the opening and the close, not even the shortest: ask for {max(1, missing)} s more."
        )
    return chosen


def _shortest(tellings: Sequence[StoryOptions], frame: FixedSegments, desk: _SpeechLedger) -> float:
    """Seconds of the programme that tells one story, as briefly as can be."""
    found = []
    for briefs, level in (((frame.briefs,), 0), ((), 1)):
        fixed = (*frame.opening, *briefs, frame.closing)
        told = [each.segment(level) for each in tellings if level < len(each.levels)]
        speech = sum(map(desk.seconds, fixed)) + min(map(desk.seconds, told), default=math.inf)
        found.append(speech + allocation.SHORTEST_GAP * len(fixed) + (frame.stinger if briefs else 0.0))
    return min(found) + wording.CLOSING_PAUSE


def keep(segments: Sequence[Segment], seconds: float, speak: Speak, stinger: float = 0.0) -> FittedScript:
    """A ready script as it stands: everything is spoken, and the gaps fill the time as far as they can."""
    lines = [(segment.voice, utterance) for segment in segments for utterance in segment.utterances]
    clips = speak(lines)
    left = iter(clips)
    spoken = [
        sum(next(left).seconds + u.pause for u in segment.utterances) - segment.utterances[-1].pause
        for segment in segments
    ]
    timed, short = spread(segments, spoken, seconds, stinger)
    characters = sum(len(utterance.written) for _, utterance in lines)
    return FittedScript(timed, tuple(clips), short, characters, keys=tuple(clip.key for clip in clips))


def predict(
    tellings: Sequence[StoryOptions], frame: FixedSegments, seconds: float, paces: Mapping[str, float]
) -> FittedScript:
    """The programme as it would be by prediction alone, nothing spoken: there are no clips."""
    desk = _SpeechLedger(lambda lines: (), paces)
    chosen = _choose(tellings, frame, seconds, desk) or _least(tellings, frame, seconds, desk)
    segments = _segments(tellings, chosen, frame)
    timed, short = spread(segments, [desk.seconds(s) for s in segments], seconds, frame.stinger)
    return FittedScript(timed, (), short, 0, _left_out(tellings, chosen))


def spread(
    segments: Sequence[Segment], spoken: Sequence[float], seconds: float, stinger: float
) -> tuple[tuple[Segment, ...], bool]:
    """The segments with the time that speech and stinger leave shared out over the gaps, in whole samples.

    The gaps stay between the shortest and the longest that sound natural; when that cannot fill the time, they are
    natural ones and the second value is True (or the programme overruns, when it is a fixed script that is too long).
    """
    gaps = len(segments) - 1
    if stinger_at(segments) is not None:
        seconds -= stinger
    left = round((seconds - sum(spoken) - wording.CLOSING_PAUSE) * SAMPLE_RATE)
    lowest = round(allocation.SHORTEST_GAP * SAMPLE_RATE) * gaps
    highest = round(allocation.LONGEST_GAP * SAMPLE_RATE) * gaps
    short = left > highest
    if not lowest <= left <= highest:
        left = round(allocation.NATURAL_GAP * SAMPLE_RATE) * gaps
    timed = []
    for i, segment in enumerate(segments):
        share = (left * (i + 1) // gaps - left * i // gaps) / SAMPLE_RATE if i < gaps else wording.CLOSING_PAUSE
        last = replace(segment.utterances[-1], pause=share)
        timed.append(replace(segment, utterances=(*segment.utterances[:-1], last)))
    return tuple(timed), short


def _choose(
    tellings: Sequence[StoryOptions],
    frame: FixedSegments,
    seconds: float,
    desk: _SpeechLedger,
    at_least: Sequence[int] | None = None,
    known: bool = False,
    slack: float = SLACK,
) -> tuple[int, ...] | None:
    """Each telling's level, -1 for left out: with briefs or without, what is worth more; None when none fits."""
    found = []
    for briefs in ((frame.briefs,), ()):
        fixed = (*frame.opening, *briefs, frame.closing)
        time = seconds - sum(desk.seconds(segment) for segment in fixed) - wording.CLOSING_PAUSE
        time -= frame.stinger if briefs else 0.0
        levels = [
            [
                i
                for i in range(at_least[place] if at_least else -1, len(each.levels))
                if (i != 0 or briefs)
                and (place >= frame.promised or i == len(each.levels) - 1 or i > 0)
                and (i == -1 or not known or desk.knows(each.segment(i)))
            ]
            for place, each in enumerate(tellings)
        ]
        menus = [
            [LEFT_OUT if i < 0 else Depth(each.levels[i].worth, desk.seconds(each.segment(i)), 1) for i in options]
            for each, options in zip(tellings, levels, strict=True)
        ]
        slack = 0.0 if known else slack
        gap, longest = allocation.SHORTEST_GAP + slack, allocation.LONGEST_GAP - slack
        chosen = allocation.choose(menus, time, len(fixed) - 1, gap, longest)
        if chosen is not None:
            worth = sum(menu[i].worth for menu, i in zip(menus, chosen, strict=True))
            picked = tuple(options[i] for options, i in zip(levels, chosen, strict=True))
            if bool(briefs) == (0 in picked) and max(picked) >= 0:
                found.append((worth, picked))
    return max(found)[1] if found else None


def _segments(tellings: Sequence[StoryOptions], levels: Sequence[int], frame: FixedSegments) -> tuple[Segment, ...]:
    """The programme in order of airing: the stories, anchors taking turns, the briefs, a light story."""
    told = [(each.segment(level), each.light) for each, level in zip(tellings, levels, strict=True) if level >= 0]
    stories, briefs, end = running_order.arrange(told)
    return (
        *frame.opening,
        *stories,
        *((frame.briefs, *briefs) if briefs else ()),
        *end,
        frame.closing,
    )
