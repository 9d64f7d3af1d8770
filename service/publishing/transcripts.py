"""Transcripts with times: WebVTT, SubRip and Podcasting 2.0 JSON from one list of captions.

One utterance is one caption. A long one is split at its clauses into captions of at most two lines of 18 characters,
which begin when their clauses are heard.
"""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from service.model import Episode
from service.publishing import caption_timing, episode_notes
from service.publishing.episode_view import TimedSentence, sections, timestamp

SHORTEST_SECONDS = 5 / 6
"""What a caption is shown for at the least, so that it is read
(https://partnerhelp.netflixstudios.com/hc/en-us/articles/215758617-Timed-Text-Style-Guide-General-Requirements)."""
LINE_CHARACTERS = 18
"""Characters on a line: what a phone shows in one row and a person reads at a glance."""

_NO_START = set("，。、；：？！）》」』”’】〉…—·%％)]},.;:?!℃")
_NO_END = set("（《「『“‘【〈([{")
_TOKEN = re.compile(r"[0-9A-Za-z]+(?:[.,:/+_'’&@-][0-9A-Za-z]+)*[%％℃]?|——|……|\s+|.", re.DOTALL)
_IMPOSSIBLE = float("inf")


@dataclass(frozen=True, slots=True)
class Caption:
    """The text on the screen at one time."""

    start: float
    end: float
    speaker: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one."""
        return _join(self.lines)


def captions(episode: Episode) -> tuple[Caption, ...]:
    """Return the whole episode's captions in order. The first of each speaker leaves room for the name.

    The first of all is the notice of synthetic speech, nobody's words: it stands while the opening sound is heard.
    Where there is none, as in an article, it stands beside the first captions until it is said.
    """
    told = list(_notice(episode))
    speaker = ""
    for part in sections(episode):
        label = _label(part.anchor) if part.anchor != speaker else ""
        speaker = part.anchor
        for sentence in part.sentences:
            told += _captions(sentence, speaker, len(label))
            label = ""
    return tuple(told)


def _notice(episode: Episode) -> Iterator[Caption]:
    """Yield the notice's caption: until the first word, or where nobody can read it by then, until it is said."""
    begin = min((cue.start for cue in episode.cues), default=0.0)
    if begin > 0:
        notice = episode_notes.synthetic_notice(episode)
        [lines] = split(notice)
        end = begin
        if begin < SHORTEST_SECONDS:
            first, *others = (sentence for part in sections(episode) for sentence in part.sentences)
            said = (each.start for each in (first, *others) if each.text.rstrip("。") in notice)
            end = next(said, first.end)
        yield Caption(0.0, end, "", lines)


def _captions(sentence: TimedSentence, speaker: str, taken: int) -> Iterator[Caption]:
    heard = caption_timing.CaptionClock(sentence)
    done = 0
    at = sentence.start
    for lines in split(sentence.text, taken):
        done += sum(len("".join(line.split())) for line in lines)
        until = heard.at(done)
        yield Caption(at, until, speaker, lines)
        at = until


def _label(speaker: str) -> str:
    """Return the speaker's name as SubRip writes it."""
    return f"{speaker}: " if speaker else ""


@functools.lru_cache(4096)
def split(text: str, taken: int = 0) -> tuple[tuple[str, ...], ...]:
    """Lay the text out as screens of one or two lines of at most LINE_CHARACTERS characters.

    `taken` characters of the first line are needed for something else. The layout with the lowest cost is chosen: a
    break costs little after a full stop or a comma, much inside a clause, and is never made inside a number, a Latin
    word or before a closing mark. No screen is nearly empty.
    """
    tokens = _tokens(text)
    size = len(tokens)
    lengths = [0]
    for token in tokens:
        lengths.append(lengths[-1] + len(token))
    # first[i]: tokens[:i] laid out, the last screen holding one line so far; full[i]: the last screen is closed.
    first, first_from = [_IMPOSSIBLE] * (size + 1), [0] * (size + 1)
    full, full_from = [_IMPOSSIBLE] * (size + 1), [(0, False)] * (size + 1)
    full[0] = 0.0
    for end in range(1, size + 1):
        after = _break_cost(tokens, end)
        for begin in range(end - 1, -1, -1):
            width = lengths[end] - lengths[begin] + (0 if begin else taken)
            if width > LINE_CHARACTERS and end - begin > 1:
                break
            ragged = ((LINE_CHARACTERS - width) / LINE_CHARACTERS) ** 2
            if full[begin] + 0.5 * after + ragged < first[end]:
                first[end], first_from[end] = full[begin] + 0.5 * after + ragged, begin
            one_line = full[begin] + after + 1 + 2 * ragged + (2 if width < 6 < lengths[-1] else 0)
            two_lines = first[begin] + after + 1 + ragged
            if min(one_line, two_lines) < full[end]:
                full[end], full_from[end] = min(one_line, two_lines), (begin, two_lines < one_line)
    screens: list[tuple[str, ...]] = []
    end = size
    while end:
        begin, two = full_from[end]
        last = "".join(tokens[begin:end]).strip()
        if two:
            middle, begin = begin, first_from[begin]
            screens.append(("".join(tokens[begin:middle]).strip(), last))
        else:
            screens.append((last,))
        end = begin
    return tuple(screens[::-1])


def _tokens(text: str) -> list[str]:
    """Return the units that must not be broken: numbers, Latin words (cut at a line's length), single characters."""
    found = [match.group() for match in _TOKEN.finditer(text)]
    return [token[at : at + LINE_CHARACTERS] for token in found for at in range(0, len(token), LINE_CHARACTERS)]


def _break_cost(tokens: Sequence[str], end: int) -> float:
    """Return how badly a break after `tokens[end - 1]` reads."""
    if end == len(tokens):
        return 0.0
    before, after = tokens[end - 1], tokens[end]
    if after[0] in _NO_START or before[-1] in _NO_END:
        return 40.0
    if before[-1] in "。！？；…”’」』）》" or before == "——":
        return 0.2 if before[-1] in "。！？；…" else 1.0
    if before[-1] in "，：,:;":
        return 0.4
    if before[-1] == "、" or before.isspace() or after.isspace():
        return 1.0
    if before[-1] in "的了着过是在和与及":
        return 4.5
    return 6.0


def _join(lines: Sequence[str]) -> str:
    """Join lines to running text: a space only between Latin words."""
    text = lines[0]
    for line in lines[1:]:
        text += (" " if text[-1:].isascii() and line[:1].isascii() and text[-1:].isalnum() else "") + line
    return text


def vtt(told: Sequence[Caption]) -> bytes:
    """Return WebVTT with the speakers as voices (https://www.w3.org/TR/webvtt1/)."""
    blocks = ["WEBVTT"]
    for caption in told:
        text = "\n".join(html.escape(line, quote=False) for line in caption.lines)
        speaker = html.escape(caption.speaker, quote=False)
        voice = f"<v {speaker}>{text}</v>" if speaker else text
        blocks.append(f"{timestamp(caption.start)} --> {timestamp(caption.end)}\n{voice}")
    return ("\n\n".join(blocks) + "\n").encode()


def srt(told: Sequence[Caption]) -> bytes:
    """Return SubRip. The speaker is named where the voice changes, as Podcasting 2.0 asks."""
    blocks = []
    speaker = ""
    for number, caption in enumerate(told, 1):
        text = "\n".join(caption.lines)
        if caption.speaker != speaker:
            speaker = caption.speaker
            text = _label(speaker) + text
        text = text.replace("-->", "→")
        blocks.append(f"{number}\n{timestamp(caption.start, ',')} --> {timestamp(caption.end, ',')}\n{text}\n")
    return "\n".join(blocks).encode()


def as_json(told: Sequence[Caption]) -> bytes:
    """Return Podcasting 2.0's own JSON (podcast-namespace, transcripts, version 1.0.0)."""
    segments = [
        {
            "speaker": caption.speaker,
            "startTime": round(caption.start, 3),
            "endTime": round(caption.end, 3),
            "body": caption.text,
        }
        for caption in told
    ]
    return (json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n").encode()
