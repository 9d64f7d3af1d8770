"""`tingbao check --listen EPISODE`: hear a published programme, utterance by utterance, as its cues place them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.audio import mp3
from service.commands.check_result import CheckResult, fault, note, passed
from service.commands.terminal import clock
from service.core import user_file
from service.core.messages import _
from service.editing import wording
from service.errors import BadClip, UsageError
from service.model import SAMPLE_RATE, Clip, Cue, Episode, Kind
from service.pipeline import listening
from service.pipeline.episode_spec import voice_folders
from service.publishing import manifest, urls
from service.settings import Settings
from service.speech.clip_checks import MARGIN_SECONDS, speech_span
from service.speech.clip_judge import ClipJudge, SpokenLine
from service.speech.text_frontend import TextFrontend
from service.speech.voice_profiles import Voice
from service.storage.disk_cache import DiskCache
from service.storage.storage import open_storage

LARGEST_MP3 = 1_000_000_000
"""Bytes: a day at 64 kb/s is 0.7 GB."""
WINDOW_SECONDS = 10
"""Seconds that are decoded at once: no more of the programme than a batch of utterances is in memory."""
BATCH = 50
"""Utterances that are judged at once; the voices are known better with every batch."""

_NOTICE = "the notice"
"""Who says the notice of synthetic speech, as if it were a voice of its own."""

Step = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class _Published:
    """A programme as it was published."""

    name: str
    episode: Episode
    sound: bytes
    has_bed: bool
    """Music may be heard under its opening words and headlines."""


def check(settings: Settings, target: str, step: Step) -> Iterator[CheckResult]:
    """Yield a fault for each utterance that does not sound right, with its time, then how many were heard.

    `target` is an episode's id, or its manifest or MP3 as a file. `step` is told of utterances heard, of how many.

    Raise UsageError where there is no such episode, AudioError where its MP3 cannot be decoded.
    """
    published = _from_file(Path(target)) if Path(target).is_file() else _from_show(settings, target)
    episode, found, warnings = published.episode, 0, list[str]()
    folders = voice_folders(settings)
    cache = DiskCache(settings.state / "clips")
    readings = episode.script.readings
    judge = listening.judge(settings.service.ear, settings.home, folders, cache, warnings.append, readings)
    reader = TextFrontend(folders, readings)
    under_music = {Kind.OPENING, Kind.HEADLINES} if published.has_bed else set()
    judged = [each.kind not in under_music and not each.is_recorded for each in episode.script.segments]
    cues = [cue for cue in episode.cues if judged[cue.segment]]
    heard = 0
    step("Listening", 0, len(cues))
    for batch in _batches(clips(published.sound, cues)):
        lines = [_line(episode, cue, reader) for cue, __ in batch]
        for (cue, __), line, said in zip(
            batch, lines, _faults(judge, lines, [clip for __, clip in batch]), strict=True
        ):
            if said:
                found += 1
                yield fault(
                    _("{published} at {start}", published=published.name, start=clock(cue.start)),
                    _("“{spoken}”: {said}", spoken=line.spoken, said=said),
                )
        heard += len(batch)
        step("Listening", heard, len(cues))
    yield from (note(published.name, each) for each in warnings)
    if len(cues) < len(episode.cues):
        left = len(episode.cues) - len(cues)
        yield note(
            published.name,
            _("{left} utterances, under the show's music or recorded, were not judged by their sound", left=left),
        )
    if not found:
        yield passed(published.name, _("{heard} utterances sound right", heard=heard))


def clips(sound: bytes, cues: Sequence[Cue]) -> Iterator[tuple[Cue, Clip]]:
    """Yield each cue with its sound, the near-silence around it included, as its clip was when it was made.

    No more than a window of what lies before it is kept.
    """
    import numpy as np

    windows = mp3.windows(sound, WINDOW_SECONDS * SAMPLE_RATE)
    kept, offset = np.zeros(0, np.int16), 0
    for cue in cues:
        start = max(0, round((cue.start - MARGIN_SECONDS / 2) * SAMPLE_RATE))
        end = round((cue.end + MARGIN_SECONDS / 2) * SAMPLE_RATE)
        while offset + len(kept) < end and (window := next(windows, None)) is not None:
            skipped = min(len(kept), max(0, start - offset))
            kept, offset = np.concatenate((kept[skipped:], window)), offset + skipped
        samples = kept[max(0, start - offset) : max(0, end - offset)]
        yield cue, Clip(f"{cue.segment}.{cue.utterance}", samples.astype("<i2").tobytes(), SAMPLE_RATE)


def _batches(taken: Iterator[tuple[Cue, Clip]]) -> Iterator[list[tuple[Cue, Clip]]]:
    batch: list[tuple[Cue, Clip]] = []
    for each in taken:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _faults(judge: ClipJudge, lines: Sequence[SpokenLine], taken: Sequence[Clip]) -> list[str]:
    """Return what is wrong with each clip; empty where nothing is."""
    broken = [_broken(clip) for clip in taken]
    sound = [place for place, said in enumerate(broken) if not said]
    doubts = judge.doubts([lines[place] for place in sound], [taken[place] for place in sound])
    for place, doubt in zip(sound, doubts, strict=True):
        broken[place] = doubt.fault if doubt else ""
    return broken


def _broken(clip: Clip) -> str:
    import numpy as np

    try:
        speech_span(np.frombuffer(clip.pcm, "<i2"), clip.rate)
    except BadClip as error:
        return str(error)
    return ""


def _line(episode: Episode, cue: Cue, reader: TextFrontend) -> SpokenLine:
    segment = episode.script.segments[cue.segment]
    utterance = segment.utterances[cue.utterance]
    spoken = utterance.spoken or reader.spoken(utterance.written)
    readings = tuple(each.pinyin if each else None for each in reader.readings(spoken, utterance.written))
    # The notice of synthetic speech is slower than its voice on purpose: it is not compared with it.
    name = _NOTICE if wording.is_notice(utterance.written) else segment.voice
    voice = Voice(name, episode.engine, episode.speakers.get(segment.voice, segment.voice))
    return SpokenLine(voice, spoken, readings)


def _from_file(path: Path) -> _Published:
    """Return the episode of a manifest, or of an MP3 with its manifest beside it."""

    def wrong(text: str) -> UsageError:
        return UsageError(f"--listen {text}")

    told = path if path.suffix == ".json" else path.parent / urls.MANIFEST
    data = user_file.read(told, LARGEST_MP3, wrong)
    episode = manifest.read(data, str(told), told.absolute().parent.name)
    sound = path if path != told else path.parent / episode.mp3
    return _Published(episode.id, episode, user_file.read(sound, LARGEST_MP3, wrong), has_bed=False)


def _from_show(settings: Settings, id_: str) -> _Published:
    """Return the published episode of that id, of the first show that has one."""
    storage = open_storage(settings.destination)
    for each in settings.show:
        show = settings.publication(each)
        key = urls.episode_key(show, id_, urls.MANIFEST)
        if (data := storage.read(key)) is None:
            continue
        episode = manifest.read(data, storage.location(key), id_)
        sound = storage.read(urls.episode_key(show, id_, episode.mp3))
        if sound is None:
            raise UsageError(
                _("The episode {id_} has lost its MP3: `tingbao check --repair` says what is left.", id_=id_)
            )
        return _Published(f"{show.slug} {id_}", episode, sound, has_bed=bool(each.bed_sound))
    raise UsageError(
        _("--listen {id_}: no such file, and no published episode; `tingbao episodes list` names them.", id_=id_)
    )
