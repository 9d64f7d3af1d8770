"""Episodes as they are heard: made with the real espeak voices, decoded, and measured with nothing taken on trust."""

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from lxml import etree
from mutagen.id3 import ID3

from service.audio import jingles, loudness, mp3
from service.core import json_codec
from service.model import Clip, Episode, VoiceLine
from service.pipeline import notice_pace
from service.publishing import transcripts
from service.publishing.episode_view import clock
from service.publishing.feed import NAMESPACES
from service.speech import clip_checks, synthesizer, voice_profiles
from service.speech.engines import SpeechRequest, espeak
from service.speech.engines.espeak import Espeak
from service.speech.text_frontend import TextFrontend
from service.storage.disk_cache import DiskCache
from tests.support import espeak_words
from tests.support.paths import ROOT, SEEDS, SHARED, VOICES

RATE = 24_000
EDGE = RATE * 3 // 1000

pytestmark = pytest.mark.slow


@dataclass
class Made:
    """An episode, its decoded sound, and its clips as the voices delivered them."""

    folder: Path
    episode: Episode
    sound: np.ndarray
    clips: list[Clip]
    raw: dict[str, bytes]
    """The voices' answers, by the clips' keys."""

    @property
    def mp3(self):
        return self.folder / self.episode.mp3

    @property
    def places(self):
        """Each clip's first and last sample in the programme: its cue leaves 0.025 s of it out at both ends."""
        return [(round((cue.start - 0.025) * RATE), round((cue.end + 0.025) * RATE)) for cue in self.episode.cues]

    def segment(self, number):
        inside = [place for place, cue in zip(self.places, self.episode.cues, strict=True) if cue.segment == number]
        return self.sound[inside[0][0] : inside[-1][1]]


@pytest.fixture(scope="module", params=[1, 2, 5, 10], ids="{}m".format)
def made(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("heard")
    shutil.copytree(SEEDS, folder / "seeds")
    if (SHARED / "seeds").is_dir():
        shutil.copytree(SHARED / "seeds", folder / "seeds", dirs_exist_ok=True)
    words = ["make", "--date", "2026-03-21", "--engine", "espeak", "--length", f"{request.param}m", "--json"]
    command = [sys.executable, "-m", "service.cli", *words]
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    place = (folder / json.loads(done.stdout)["mp3"]).parent
    episode = json_codec.load(Episode, (place / "episode.json").read_text("utf-8"), "episode.json")
    known = list(voice_profiles.load([VOICES]).values())
    state = folder / ".tingbao"
    cache = DiskCache(state / "clips")
    desk = synthesizer.Synthesizer(synthesizer.engine("espeak", state), known, [VOICES], cache, lambda *_: None)
    lines = [
        VoiceLine(segment.voice, utterance) for segment in episode.script.segments for utterance in segment.utterances
    ]
    clips = list(notice_pace.unhurried(desk.speak)(lines))
    raw = {clip.key: cache.get(clip.key) for clip in clips}
    return Made(place, episode, mp3.decode((place / episode.mp3).read_bytes()), clips, raw)


def test_the_file_meets_its_loudness_and_peak(made, record_property):
    measured, peak = loudness.integrated(made.sound), loudness.true_peak(made.sound)
    record_property("LUFS", round(measured, 2))
    record_property("dBTP", round(peak, 2))
    assert measured == pytest.approx(-19.0, abs=0.3)
    assert peak <= -1.0
    assert len(made.sound) / RATE == pytest.approx(made.episode.seconds, abs=1e-4)


@pytest.mark.client
@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_ffmpegs_meter_says_the_same(made, record_property):
    command = ["ffmpeg", "-nostats", "-i", str(made.mp3), "-vn", "-af", "ebur128=peak=true", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, check=True).stderr.decode().split("Summary:")[1]
    values = dict(re.findall(r"(I|Peak): +(-?[\d.]+)", told))
    record_property("ffmpeg", values)
    assert float(values["I"]) == pytest.approx(-19.0, abs=0.3)
    assert float(values["Peak"]) <= -1.0


def test_segments_and_anchors_are_within_one_unit(made, record_property):
    segments = made.episode.script.segments
    levels = [loudness.integrated(made.segment(number)) for number in range(len(segments))]
    anchors = {
        voice: loudness.integrated(
            np.concatenate([made.segment(number) for number, segment in enumerate(segments) if segment.voice == voice])
        )
        for voice in made.episode.voices
    }
    record_property("segments", round(max(levels) - min(levels), 2))
    record_property("anchors", round(max(anchors.values()) - min(anchors.values()), 2))
    assert len(anchors) == 2
    assert max(levels) - min(levels) <= 1.0
    assert max(anchors.values()) - min(anchors.values()) <= 1.0


def test_no_join_clicks(made, record_property):
    """The largest step from sample to sample at any edge is below the largest inside the quietest clip beside it."""
    steps = np.abs(np.diff(made.sound.astype(int)))
    own = jingles.default()
    inside = min(steps[start + EDGE : end - EDGE].max() for start, end in made.places)
    edges = [edge for place in made.places for edge in place] + [len(own.opening) // 2]
    largest = max(steps[max(0, edge - EDGE) : edge + EDGE].max() for edge in edges)
    record_property("step", f"{largest} at joins, {inside} inside speech")
    assert largest < inside
    for (_, end), (start, _) in zip(made.places, made.places[1:], strict=False):
        silence = made.sound[end + 1200 : min(start - 1200, end + 4000)]
        assert np.abs(silence.astype(int)).max(initial=0) < 40


def test_clips_are_trimmed_to_a_twentieth_of_a_second(made, record_property):
    """As the voice delivered them and as they are heard, no end is silent for longer (but for the frames measured)."""
    longest = 0.0
    for clip, (start, end) in zip(map(samples, made.clips), made.places, strict=True):
        assert end - start == len(clip)
        for sound in (clip, made.sound[start:end]):
            longest = max(longest, onset(sound), onset(sound[::-1]))
    record_property("ends", f"{longest:.3f} s")
    assert longest < 0.07


def test_chapters_begin_with_their_first_word(made, record_property):
    """The first begins with the file; its words come after the opening sound."""
    first, *chapters = made.episode.chapters
    assert first.start == 0.0
    errors = []
    for chapter in chapters:
        begin = round((chapter.start - 0.1) * RATE)
        errors.append(abs(onset(made.sound[begin : begin + 2 * RATE]) - 0.1))
    record_property("chapters", f"{len(errors)}: median {np.median(errors):.3f} s, largest {max(errors):.3f} s")
    assert max(errors) <= 0.05


def onset(sound):
    """Seconds until the first 5 ms that are within 40 dB of the loudest tenth of them."""
    frames = sound[: len(sound) // 120 * 120].astype(float).reshape(-1, 120)
    levels = np.sqrt((frames**2).mean(axis=1))
    return np.flatnonzero(levels > 0.01 * np.percentile(levels, 90))[0] * 0.005


def test_every_clip_is_found_where_its_cue_says(made, record_property):
    errors = []
    for clip, cue in zip(map(samples, made.clips), made.episode.cues, strict=True):
        found, likeness = place_of(clip, made.sound, round(cue.start * RATE))
        assert likeness > 0.9
        errors.append(abs(found / RATE - cue.start))
    record_property("cues", f"{len(errors)}: median {np.median(errors):.4f} s, largest {max(errors):.4f} s")
    assert max(errors) <= 0.1


def samples(clip):
    return np.frombuffer(clip.pcm, "<i2")


def place_of(clip, sound, near):
    """Where the clip stands within a second of `near`, and how alike it is there (1: but for its level)."""
    begin = max(0, near - RATE)
    around = sound[begin : near + len(clip) + RATE].astype(float)
    size = 1 << (len(around) + len(clip)).bit_length()
    match = np.fft.irfft(np.fft.rfft(around, size) * np.fft.rfft(clip.astype(float), size).conj(), size)
    at = int(match[: len(around) - len(clip)].argmax())
    there = around[at : at + len(clip)]
    return begin + at, match[at] / np.sqrt((there**2).sum() * (clip.astype(float) ** 2).sum())


def test_captions_begin_when_their_words_do(made, record_property):
    """Of every caption that begins with a clause: against the library's own events, which the programme never sees."""
    engine, known = Espeak(), voice_profiles.load([VOICES])
    reader = TextFrontend([VOICES])
    told = [(segment.voice, u) for segment in made.episode.script.segments for u in segment.utterances]
    jobs = []
    for voice, utterance in told:
        readings = [reading.pinyin if reading else None for reading in reader.readings(utterance.spoken)]
        request = SpeechRequest(engine.render(utterance.spoken, readings, known[voice]), known[voice])
        jobs.append(espeak._job(request))
    said = espeak_words.words(espeak._paths(), jobs)

    captions = transcripts.captions(made.episode)
    errors, inner = [], 0
    for (_, utterance), job, words, cue, clip, (first, _) in zip(
        told, jobs, said, made.episode.cues, made.clips, made.places, strict=True
    ):
        own = [caption for caption in captions if cue.start - 1e-6 <= caption.start < cue.end]
        assert "".join(caption.text for caption in own).replace(" ", "") == utterance.written.replace(" ", "")
        inner += len(own) - 1
        clauses = [match.end() for match in re.finditer(CLAUSE, job["text"])]
        starts = [next((sample for at, sample in words if at >= clause), None) for clause in clauses]
        if len(clauses) != len(re.findall(CLAUSE, utterance.written)):
            continue  # a mark that is said as a word
        begin = first / RATE - trimmed(engine, made.raw[clip.key]) / 22_050
        shown = ""
        for caption, after in itertools.pairwise(own):
            shown += caption.text
            if re.search(CLAUSE + "$", shown):
                word = starts[len(re.findall(CLAUSE, shown)) - 1]
                errors.append(abs(after.start - (begin + word / 22_050)))
    record_property("captions", f"{len(errors)} of {inner}: {np.median(errors):.3f} s, largest {max(errors):.3f} s")
    assert len(errors) > 0.8 * inner
    assert max(errors) <= 0.1


def test_all_lists_of_chapters_are_one(made):
    """ID3, chapters.json, the feed's and the times in the notes."""
    chapters = [(round(chapter.start, 3), chapter.title) for chapter in made.episode.chapters]
    tag = ID3(made.mp3)
    (toc,) = tag.getall("CTOC")
    frames = [tag[f"CHAP:{name}"] for name in toc.child_element_ids]
    assert [(frame.start_time / 1000, str(frame.sub_frames["TIT2"])) for frame in frames] == chapters
    listed = json.loads((made.folder / "chapters.json").read_text("utf-8"))
    assert listed["version"] == "1.2.0"
    assert [(chapter["startTime"], chapter["title"]) for chapter in listed["chapters"]] == chapters
    feed = etree.parse(made.folder.parent.parent / "feed.xml")
    told = feed.findall(".//psc:chapter", NAMESPACES)
    assert [(seconds(chapter.get("start")), chapter.get("title")) for chapter in told] == chapters
    (notes,) = feed.findall(".//item/description")
    times = re.findall(r"^(\d+:\d\d(?::\d\d)?) (.+?)(?:（[^（）]*）)?$", notes.text, re.MULTILINE)
    stories = [each.shown_title or each.title for each in made.episode.script.segments if each.origin]
    everything = [title for _, title in chapters]
    assert [title for _, title in times] == (["开场", *stories] if len(stories) > 1 else everything)
    assert all((clock(start), title) in times for start, title in chapters if title in stories)


@pytest.mark.client
@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
@pytest.mark.parametrize("name", ["transcript.vtt", "transcript.srt"])
def test_ffmpeg_reads_the_captions(made, name):
    command = ["ffmpeg", "-v", "error", "-i", str(made.folder / name), "-f", "srt", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    read = []
    for block in done.stdout.strip().split("\n\n"):
        _, times, *lines = block.split("\n")
        assert len(lines) <= 2
        assert all(len(line) <= 18 for line in lines)
        start, end = map(seconds, times.split(" --> "))
        read.append((start, end, re.sub(r"^[^：，。]{1,8}: ", "", "".join(lines))))
    segments = json.loads((made.folder / "transcript.json").read_text("utf-8"))["segments"]
    notice, *spoken = segments
    assert notice["speaker"] == ""
    assert {segment["speaker"] for segment in spoken} == set(made.episode.speakers.values())
    assert len(read) == len(segments)
    for (start, end, text), segment in zip(read, segments, strict=True):
        assert (start, end) == pytest.approx((segment["startTime"], segment["endTime"]), abs=0.0011)
        assert text.replace(" ", "") == segment["body"].replace(" ", "")


def seconds(stamp):
    hours, minutes, whole, part = map(int, re.fullmatch(r"(\d\d):(\d\d):(\d\d)[.,](\d{3})", stamp).groups())
    return round(hours * 3600 + minutes * 60 + whole + part / 1000, 3)


CLAUSE = r"(?:[，。！？；：、…—](?:<break[^>]*>)?[”’」』）》]*)+"
"""The marks at the end of a clause, as they are written and as espeak gets them."""


def trimmed(engine, raw):
    """How many samples of an answer stand before its clip."""
    pcm = np.frombuffer(engine.decode(raw)[0], "<i2")
    kept = clip_checks.trimmed(pcm, 22_050)
    return (kept.__array_interface__["data"][0] - pcm.__array_interface__["data"][0]) // 2
