"""What becomes of a doubtful clip: it is spoken again, in parts, or by another voice; else it is kept, and told."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from service.core.messages import _
from service.errors import EngineUnavailable
from service.model import Clip, Take
from service.speech.clip_judge import ClipJudge, Doubt, SpokenLine
from service.speech.synthesis import VoiceLost
from service.speech.voice_profiles import Voice

AGAIN, IN_PARTS, OTHER_VOICE, KEPT = (
    _("spoken again"),
    _("spoken in parts"),
    _("another voice speaks"),
    _("kept"),
)
JOIN_SECONDS = 0.12
"""Silence between two parts; with what each clip keeps at its ends that is a comma's pause."""
_CLAUSE = re.compile(r"[^，；：。！？]*[，；：。！？]+[”’」』）》]*|[^，；：。！？]+")

Say = Callable[[Sequence[SpokenLine]], list[Clip]]


class Retakes:
    """Judges the clips of one engine, has doubtful ones spoken otherwise, and remembers what it did."""

    def __init__(
        self, say: Say, forget: Callable[[str], None], judge: ClipJudge, fallbacks: Mapping[str, Voice] | None = None
    ) -> None:
        """`say` speaks lines, from the cache if it can; `forget` removes a clip from it, by its key."""
        self._say, self._forget, self._judge, self._fallbacks = say, forget, judge, fallbacks or {}
        self.takes: dict[tuple[str, str], Take] = {}
        """By voice and text: the clips in doubt, and what was done."""
        self._settled: dict[tuple[str, str], Clip | None] = {}
        """By voice and text: what replaces the clip that was doubtful; None where it was not."""

    def improved(self, lines: Sequence[SpokenLine], clips: Sequence[Clip]) -> list[Clip]:
        """Return the clips, each doubtful one replaced by a better one where there is a way to it.

        Raise VoiceLost where only the voice's fallback says a line right.
        """
        new = {_place(line): (line, clip) for line, clip in zip(lines, clips, strict=True) if self._is_new(line)}
        doubts = self._judge.doubts([line for line, _ in new.values()], [clip for _, clip in new.values()])
        for (place, (line, clip)), doubt in zip(new.items(), doubts, strict=True):
            self._settled[place] = self._retaken(line, clip, doubt) if doubt else None
        return [self._settled[_place(line)] or clip for line, clip in zip(lines, clips, strict=True)]

    def _is_new(self, line: SpokenLine) -> bool:
        return _place(line) not in self._settled

    def _retaken(self, line: SpokenLine, clip: Clip, doubt: Doubt) -> Clip:
        for what, attempt in ((AGAIN, self._again), (IN_PARTS, self._in_parts)):
            other = attempt(line, clip)
            if other and not self._judge.doubt(line, other):
                self._note(line, doubt, what)
                return other
        if not doubt.of_habit:
            self._try_fallback(line, doubt)
        self._note(line, doubt, KEPT)
        return clip

    def _again(self, line: SpokenLine, clip: Clip) -> Clip | None:
        """Speak it once more; None where it sounds the same again, as by an engine that always says the same."""
        self._forget(clip.key)
        (other,) = self._tried([line]) or (clip,)
        return other if other.pcm != clip.pcm else None

    def _in_parts(self, line: SpokenLine, clip: Clip) -> Clip | None:
        """Speak two parts, cut at the clause nearest the middle, and join them; None where there is one clause."""
        parts = halves(line)
        clips = self._tried(parts) if parts else []
        if not clips:
            return None
        silence = bytes(2 * round(JOIN_SECONDS * clip.rate))
        return replace(clips[-1], key=clip.key, pcm=silence.join(each.pcm for each in clips))

    def _try_fallback(self, line: SpokenLine, doubt: Doubt) -> None:
        """Raise VoiceLost where the voice's fallback says the line right: it then speaks the whole episode."""
        other = self._fallbacks.get(line.voice.fallback)
        if not other:
            return
        instead = replace(line, voice=other)
        clips = self._tried([instead])
        if clips and not self._judge.doubt(instead, clips[0]):
            said = _(
                "{voice} does not speak “{spoken}” right: {fault}",
                voice=line.voice.name,
                spoken=line.spoken[:20],
                fault=doubt.fault,
            )
            raise VoiceLost(line.voice, said, line.spoken, _take(line, doubt, OTHER_VOICE))

    def _tried(self, lines: Sequence[SpokenLine]) -> list[Clip]:
        """Return the lines' clips; none where the engine fails: a doubtful clip is better than none."""
        try:
            return self._say(lines)
        except EngineUnavailable:
            return []

    def _note(self, line: SpokenLine, doubt: Doubt, done: str) -> None:
        self.takes[_place(line)] = _take(line, doubt, done)


def _place(line: SpokenLine) -> tuple[str, str]:
    return line.voice.name, line.spoken


def _take(line: SpokenLine, doubt: Doubt, done: str) -> Take:
    return Take(line.voice.name, line.spoken, doubt.fault, done)


def halves(line: SpokenLine) -> list[SpokenLine]:
    """Return the line cut in two at the clause nearest its middle; none where no cut leaves words on both sides."""
    ends = list(itertools.accumulate(len(clause) for clause in _CLAUSE.findall(line.spoken)))
    sayable = [end for end in ends if _has_words(line.spoken[:end]) and _has_words(line.spoken[end:])]
    if not sayable:
        return []
    cut = min(sayable, key=lambda end: abs(2 * end - len(line.spoken)))
    first = replace(line, spoken=line.spoken[:cut], readings=line.readings[:cut])
    return [first, replace(line, spoken=line.spoken[cut:], readings=line.readings[cut:])]


def _has_words(text: str) -> bool:
    return any(map(str.isalnum, text))
