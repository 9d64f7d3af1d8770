"""An episode as listeners see it: sections in order, each with its sentences and their times.

Notes, transcripts and page are all made from this one view, so they cannot disagree.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from service.model import Episode, Kind

_HEADINGS = {
    Kind.OPENING: "开场",
    Kind.HEADLINES: "内容提要",
    Kind.STORY: "新闻",
    Kind.BRIEF: "简讯",
    Kind.CLOSING: "结束语",
}
_BETWEEN_SENTENCES = 0.6
"""Seconds of silence that are the most between sentences of a paragraph: 0.35, and the quiet ends of two clips."""
_CONTEXT_CHARACTERS = 8
"""Unchanged characters that are shown beside a difference between source and speech."""
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"  # overrides of the writing direction
)


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """One utterance as it is shown, with the seconds at which it is heard."""

    start: float
    end: float
    text: str
    origin: str = ""
    """The sentence of the source that it was made from."""
    spoken: str = ""
    """What the voice says: the text with numbers and notation in words."""
    pauses: tuple[float, ...] = ()
    """The seconds at which speech goes on after each pause inside it."""


@dataclass(frozen=True, slots=True)
class EpisodeSection:
    """One segment: a story, or the programme's own words."""

    kind: Kind
    title: str
    anchor: str
    """Whose voice reads it, by the name that listeners see; empty where it is recorded."""
    start: float
    end: float
    """When the next section begins, or the file ends."""
    url: str
    """The story's own page; empty where it has none."""
    source: str
    """The source as a listener may read it: the paper's page, `A01 要闻`, or a host; empty where neither is known."""
    is_own: bool
    """Whether it is an item of the show's own: an announcement, an advertisement."""
    sentences: tuple[TimedSentence, ...]

    @property
    def origins(self) -> tuple[str, ...]:
        """The source's sentences that differ from what is said, shortened to the difference and its context."""
        told = _letters_and_figures("".join(sentence.text for sentence in self.sentences))
        found = {
            sentence.origin: sentence.text
            for sentence in self.sentences
            if _letters_and_figures(sentence.origin) not in told
        }
        return tuple(_difference(text, origin) for origin, text in found.items())

    @property
    def paragraphs(self) -> tuple[tuple[TimedSentence, ...], ...]:
        """The sentences, parted where they are heard apart: an article told by itself pauses behind its paragraphs."""
        found = [[self.sentences[0]]]
        for before, sentence in itertools.pairwise(self.sentences):
            if sentence.start - before.end > _BETWEEN_SENTENCES:
                found.append([])
            found[-1].append(sentence)
        return tuple(map(tuple, found))

    @property
    def is_story(self) -> bool:
        """Whether it is an item, not the programme's own words (what introduces the briefs has no title)."""
        return self.kind in (Kind.STORY, Kind.BRIEF) and self.title not in _HEADINGS.values()


def printable(text: str) -> str:
    """Return the text on one line, without control characters that XML forbids or that a reader would obey."""
    return " ".join(_UNPRINTABLE.sub("", text).split())


def _letters_and_figures(text: str) -> str:
    """Return the letters and figures, which stay the same where only pauses and quotation marks differ."""
    return "".join(each for each in text if each.isalnum() or each in "%‰+-−")


def _common_prefix(one: str, other: str) -> int:
    """Return how many characters both texts begin with."""
    return next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _difference(told: str, source: str) -> str:
    """Return the source's sentence, its beginning and end shortened where they equal those of the spoken one."""
    head = _common_prefix(told, source)
    tail = _common_prefix(told[head:][::-1], source[head:][::-1])
    first, last = max(0, head - _CONTEXT_CHARACTERS), min(len(source), len(source) - tail + _CONTEXT_CHARACTERS)
    before = source[:head] if head <= _CONTEXT_CHARACTERS + 2 else "……" + source[first:head]
    after = (
        source[len(source) - tail :] if tail <= _CONTEXT_CHARACTERS + 2 else source[len(source) - tail : last] + "……"
    )
    return before + source[head : len(source) - tail] + after


def web_address(url: str) -> str:
    """Return the URL if it is an absolute http(s) one, else nothing: no `javascript:` reaches a page."""
    text = printable(url)
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that is not closed: the name of a file may hold it
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def clock(seconds: float) -> str:
    """Return 83.4 as `01:23`, with hours only where there are any."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute:02}:{second:02}"


def timestamp(seconds: float, point: str = ".") -> str:
    """Return 83.4 as `00:01:23.400`, as chapters and subtitles write it."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{thousandths:03}"


def weekday(date: dt.date) -> str:
    """Return the day of the week: `星期六`."""
    return f"星期{'一二三四五六日'[date.weekday()]}"


def sections(episode: Episode) -> tuple[EpisodeSection, ...]:
    """Return the episode's segments in order, with the times of its cues: none where a feed tells of no chapter."""
    cues: dict[int, list[TimedSentence]] = {}
    for cue in episode.cues:
        utterance = episode.script.segments[cue.segment].utterances[cue.utterance]
        text, origin = printable(utterance.written), printable(utterance.source)
        sentence = TimedSentence(cue.start, cue.end, text, origin, utterance.spoken, cue.pauses)
        cues.setdefault(cue.segment, []).append(sentence)
    heard = sorted(cues, key=lambda index: cues[index][0].start)
    ends = ([cues[index][0].start for index in heard[1:]] + [episode.seconds])[: len(heard)]
    return tuple(_section(episode, index, tuple(cues[index]), end) for index, end in zip(heard, ends, strict=True))


def _section(episode: Episode, index: int, sentences: tuple[TimedSentence, ...], end: float) -> EpisodeSection:
    segment = episode.script.segments[index]
    url = web_address(segment.url) or web_address(segment.origin)
    return EpisodeSection(
        kind=segment.kind,
        title=printable(segment.heading) or _HEADINGS[segment.kind],
        anchor="" if segment.is_recorded else printable(episode.speakers.get(segment.voice, "")),
        start=sentences[0].start,
        end=end,
        url=url,
        source=printable(segment.source_name) or (urlsplit(url).hostname if url else "") or "",
        is_own=segment.is_editors,
        sentences=sentences,
    )


def stories(episode: Episode) -> tuple[EpisodeSection, ...]:
    """Return the sections that are items: news, and those of the show's own."""
    return tuple(part for part in sections(episode) if part.is_story)


def news(episode: Episode) -> tuple[EpisodeSection, ...]:
    """Return the sections that tell news."""
    return tuple(part for part in stories(episode) if not part.is_own)
